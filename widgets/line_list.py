"""A pane of ready lines that scrolls: what the previews are drawn in."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from widgets.palette import Palette, palette

Line = Sequence[Segment]


class LinePane(ScrollView, can_focus=True):
    """Shows lines of segments on the side background; subclasses say what the lines are. With the focus it scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
    ]
    DEFAULT_CSS = "LinePane { scrollbar-size-vertical: 1; overflow-x: hidden; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: list[Strip] = []

    def draw(self, p: Palette, width: int) -> list[Line]:
        """Return the lines for a width; to be overridden."""
        raise NotImplementedError

    def redraw(self, *, top: bool = False, whole: bool = False) -> None:
        """Draw anew, with the layout of everything else left as it is; only lines that differ are repainted."""
        p, width, height = palette(self.app), self.size.width, self.size.height
        if width <= 0:
            return
        before, lines = self._lines, self.draw(p, width)
        if len(lines) > height:
            # The scroll bar stands on the last column.
            lines = self.draw(p, width - 1)
        self._lines = [Strip(line).adjust_cell_length(width, p.side).apply_style(p.side).simplify() for line in lines]
        # Never lower than the pane: another size lays the whole screen out anew.
        size = Size(width, max(len(self._lines), height))
        if size != self.virtual_size:
            self.virtual_size = size
        if top and self.scroll_offset.y:
            self.scroll_to(y=0, animate=False, force=True)
        if whole:
            self.refresh()
            return
        seen = slice(self.scroll_offset.y, self.scroll_offset.y + height)
        pairs = zip_longest(before[seen], self._lines[seen], fillvalue=Strip.blank(width, p.side))
        changed = [Region(0, y, _differing(old, new, width), 1) for y, (old, new) in enumerate(pairs) if old != new]
        if changed:
            self.refresh(*changed)

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.redraw(whole=True)

    def notify_style_update(self) -> None:
        """Draw in the colours of a new theme."""
        super().notify_style_update()
        if self.is_mounted:
            self.redraw(whole=True)

    def render_line(self, y: int) -> Strip:
        """Return a ready line."""
        line = y + self.scroll_offset.y
        if line < len(self._lines):
            return self._lines[line]
        return Strip.blank(self.size.width, palette(self.app).side)


def _differing(old: Strip, new: Strip, width: int) -> int:
    """Return up to which column two lines have to be repainted: both may end in the same blanks."""
    (*_, one), (*_, other) = old, new
    if one.style != other.style or one.text.strip(" ") or other.text.strip(" "):
        return width
    return max(1, width - min(one.cell_length, other.cell_length))
