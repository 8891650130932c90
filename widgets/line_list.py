"""A pane of ready lines that scrolls: what the previews are drawn in."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from widgets.palette import Palette, palette

Line = Sequence[Segment]


class LinePane(ScrollView, can_focus=False):
    """Shows lines of segments on the side background; subclasses say what the lines are."""

    DEFAULT_CSS = "LinePane { scrollbar-size-vertical: 1; overflow-x: hidden; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: list[Strip] = []

    def draw(self, p: Palette, width: int) -> list[Line]:
        """Return the lines for a width; to be overridden."""
        raise NotImplementedError

    def redraw(self, *, top: bool = False) -> None:
        """Draw anew, with the layout of everything else left as it is."""
        p, width = palette(self.app), self.size.width
        if width <= 0:
            return
        self._lines = [
            Strip(line).adjust_cell_length(width, p.side).apply_style(p.side) for line in self.draw(p, width)
        ]
        size = Size(width, len(self._lines))
        if size != self.virtual_size:
            self.virtual_size = size
        if top and self.scroll_offset.y:
            self.scroll_to(y=0, animate=False, force=True)
        self.refresh()

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.redraw()

    def notify_style_update(self) -> None:
        """Draw in the colours of a new theme."""
        super().notify_style_update()
        if self.is_mounted:
            self.redraw()

    def render_line(self, y: int) -> Strip:
        """Return a ready line."""
        line = y + self.scroll_offset.y
        if line < len(self._lines):
            return self._lines[line]
        return Strip.blank(self.size.width, palette(self.app).side)
