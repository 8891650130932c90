"""A list of lines with a cursor that rests on some of them: drawn by hand, so that cost follows what is visible."""

from collections.abc import Sequence
from typing import Generic, TypeVar, cast

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from widgets.agenda_items import Blank, Heading
from widgets.cells import plain, wrap
from widgets.palette import Palette, palette

Chosen = TypeVar("Chosen")


def moves(*, priority: bool) -> list[BindingType]:
    """Return the keys that move the cursor and open what it rests on.

    With priority where the screen's own keys have it, so that keys of one packet are obeyed in their order.
    """
    keys = (
        ("down,j", "step(1)"), ("up,k", "step(-1)"), ("pagedown", "page(1)"), ("pageup", "page(-1)"),
        ("home", "edge(0)"), ("end", "edge(-1)"), ("enter", "open"),
    )  # fmt: skip
    return [Binding(key, does, show=False, priority=priority) for key, does in keys]


class CursorList(ScrollView, Generic[Chosen], can_focus=True):
    """Headings, words in an empty list, and lines to choose from, each of one line.

    Subclasses draw a line, say what makes two of them the same one, and tell of the cursor and of what is opened.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._items: list[Heading | Chosen | Blank] = []
        self._lines: list[Heading | Chosen | str] = []
        self._choices: list[int] = []
        self._cursor = 0
        self._cache: dict[tuple[int, bool], Strip] = {}

    # ----------------------------------------------------------------- what subclasses say

    def identity(self, item: Chosen) -> object:
        """What makes a line the same one when the list is shown anew."""
        raise NotImplementedError

    def draw(self, p: Palette, item: Chosen, *, chosen: bool) -> list[Segment]:
        """Return the pieces of a line."""
        raise NotImplementedError

    def measure(self, items: Sequence[Chosen]) -> None:
        """Size the columns for what is to be shown."""

    def moved(self) -> None:
        """The cursor rests on another line, or on none."""

    def action_open(self) -> None:
        """Open what the cursor rests on."""
        raise NotImplementedError

    # ----------------------------------------------------------------- data in

    def show(self, items: "Sequence[Heading | Chosen | Blank]", *, keep: bool = False, select: object = None) -> None:
        """Replace the list. The cursor goes to the top; with `keep` it stays on what it was on, or in its place.

        `select` is the identity of what it is to go to, if that is there.
        """
        before, place = self.chosen, self._cursor
        self._items = list(items)
        self._lay_out()
        wanted = select if select is not None else (self.identity(before) if before is not None and keep else None)
        identities = [self.identity(self._choice(k)) for k in range(len(self._choices))]
        if wanted is not None and wanted in identities:
            self._cursor = identities.index(wanted)
        else:
            self._cursor = min(place, max(0, len(identities) - 1)) if keep else 0
        self._reveal()
        self.refresh()
        self.moved()

    @property
    def chosen(self) -> Chosen | None:
        """What the cursor rests on."""
        return self._choice(self._cursor) if self._choices else None

    @property
    def following(self) -> Chosen | None:
        """What stands below the cursor, else above: where to go when the chosen one leaves its place."""
        for k in (self._cursor + 1, self._cursor - 1):
            if 0 <= k < len(self._choices):
                return self._choice(k)
        return None

    @property
    def cursor_lines(self) -> tuple[int, int]:
        """The line of the screen that the cursor rests on, and the one below it."""
        line = self._choices[self._cursor] if self._choices else 0
        top = self.region.y + line - self.scroll_offset.y
        return top, top + 1

    def _choice(self, place: int) -> Chosen:
        return cast(Chosen, self._lines[self._choices[place]])

    # ----------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        width = self.size.width
        self._cache.clear()
        self._lines, self._choices = [], []
        for item in self._items:
            if isinstance(item, Blank):
                self._lines.append("")
                for text in item.lines:
                    self._lines += [*wrap(text, max(10, width - 6)), ""]
                continue
            if not isinstance(item, Heading):
                self._choices.append(len(self._lines))
            self._lines.append(item)
        self.measure([self._choice(k) for k in range(len(self._choices))])
        self.virtual_size = Size(width, len(self._lines))

    def on_resize(self) -> None:
        """Lay out for the new width."""
        self._lay_out()
        self._reveal()

    def notify_style_update(self) -> None:
        """Draw in the colours of a new theme."""
        super().notify_style_update()
        self._cache.clear()

    # ----------------------------------------------------------------- drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line, from the cache where it has been drawn before."""
        line = y + self.scroll_offset.y
        p = palette(self.app)
        if line >= len(self._lines):
            return Strip.blank(self.size.width, p.background)
        chosen = bool(self._choices) and line == self._choices[self._cursor]
        strip = self._cache.get((line, chosen))
        if strip is None:
            ground = p.cursor if chosen else p.background
            strip = Strip(self._segments(p, self._lines[line], chosen=chosen))
            strip = strip.adjust_cell_length(self.size.width, ground).apply_style(ground)
            self._cache[line, chosen] = strip
        return strip

    def _segments(self, p: Palette, item: Heading | Chosen | str, *, chosen: bool) -> list[Segment]:
        if isinstance(item, str):
            return [Segment("   " + item, p.muted)]
        if isinstance(item, Heading):
            count = [] if item.count is None else [Segment(f" {item.count}", p.faint)]
            return [Segment(f" {plain(item.text)}", p.muted_bold), *count]
        return self.draw(p, item, chosen=chosen)

    # ----------------------------------------------------------------- moving

    def action_step(self, by: int) -> None:
        """Move the cursor by some lines."""
        self._go(self._cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by a screenful."""
        self._go(self._cursor + by * max(1, self.size.height - 2))

    def action_edge(self, to: int) -> None:
        """Go to the first or the last."""
        self._go(0 if to == 0 else len(self._choices) - 1)

    def _go(self, to: int) -> None:
        to = max(0, min(to, len(self._choices) - 1))
        if not self._choices or to == self._cursor:
            return
        before, self._cursor = self._cursor, to
        offset = self.scroll_offset.y
        self._reveal()
        if self.scroll_offset.y == offset:
            for k in (before, to):
                self.refresh(Region(0, self._choices[k] - offset, self.size.width, 1))
        self.moved()

    def _reveal(self) -> None:
        """Scroll as little as shows the cursor's line, from the top where it is the first."""
        height = self.size.height
        if height <= 0:
            return
        line = self._choices[self._cursor] if self._choices and self._cursor else 0
        top = self.scroll_offset.y
        target = line if line < top else max(top, line - height + 1)
        if target != top:
            self.scroll_to(y=target, animate=False, force=True, immediate=True)

    def on_click(self, event: events.Click) -> None:
        """Choose what is clicked; open it on a double click."""
        line = event.y + self.scroll_offset.y
        if line in self._choices:
            self._go(self._choices.index(line))
            if event.chain == 2:
                self.action_open()
