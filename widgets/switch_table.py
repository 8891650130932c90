"""A small table of switches: a line a thing, a column a way; the arrows move, space turns one on or off."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from widgets.cells import fit, plain
from widgets.palette import palette

GAP = 3
NARROWEST = 5


class SwitchTable(Widget, can_focus=True):
    """`rows` and `columns` are (id, what it says). What is not in `on` under (row, column) cannot be turned."""

    DEFAULT_CSS = "SwitchTable { height: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(0, 1)", show=False),
        Binding("up,k", "step(0, -1)", show=False),
        Binding("right,l", "step(1, 0)", show=False),
        Binding("left,h", "step(-1, 0)", show=False),
        Binding("space", "turn", show=False),
    ]

    class Turned(Message):
        """A switch was turned."""

        def __init__(self, row: str, column: str, on: bool) -> None:
            super().__init__()
            self.row, self.column, self.on = row, column, on

    def __init__(
        self,
        rows: Sequence[tuple[str, str]],
        columns: Sequence[tuple[str, str]],
        on: Mapping[tuple[str, str], bool],
        *,
        named: int = 0,
        id: str | None = None,
    ) -> None:
        """`named` is how many cells the names of the rows take, so that several tables stand in line; 0 for as many
        as the widest needs.
        """
        super().__init__(id=id)
        self._named = named
        self._rows, self._columns = tuple(rows), tuple(columns)
        self.on = dict(on)
        self._x = self._y = 0
        self._head = 1 if any(title for _id, title in columns) else 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line for the columns' names, if they have any, one for each row."""
        return len(self._rows) + self._head

    @property
    def place(self) -> tuple[str, str]:
        """The row and the column of the switch under the cursor."""
        return self._rows[self._y][0], self._columns[self._x][0]

    def action_step(self, right: int, down: int) -> None:
        """Move the cursor; past the last line, on to the next field."""
        x, y = self._x + right, self._y + down
        if y >= len(self._rows):
            self.screen.focus_next()
        elif y < 0:
            self.screen.focus_previous()
        elif 0 <= x < len(self._columns):
            self._x, self._y = x, y
            self.refresh()

    def action_turn(self) -> None:
        """Turn the switch under the cursor."""
        place = self.place
        if place in self.on:
            self.on[place] = not self.on[place]
            self.refresh()
            self.post_message(self.Turned(*place, self.on[place]))

    def on_click(self, event: events.Click) -> None:
        """Turn the switch under the mouse."""
        places = self._places()
        for x, (at, size) in enumerate(places):
            if at - 1 <= event.x <= at + size and 0 <= event.y - self._head < len(self._rows):
                self._x, self._y = x, event.y - self._head
                self.action_turn()
                self.refresh()

    def _places(self) -> list[tuple[int, int]]:
        """Where each column begins, and how wide it is."""
        at = 2 + (self._named or max(cell_len(plain(text)) for _id, text in self._rows)) + GAP
        places = []
        for _id, title in self._columns:
            size = max(NARROWEST, cell_len(plain(title)))
            places.append((at, size))
            at += size + GAP
        return places

    def render_line(self, y: int) -> Strip:
        """Draw the names of the columns, or a row of switches."""
        p, width = palette(self.app), self.size.width
        places = self._places()
        if y < self._head:
            segments, at = [Segment(" " * places[0][0], p.panel)], places[0][0]
            for (x, size), (_id, title) in zip(places, self._columns, strict=True):
                segments += [Segment(" " * (x - at), p.panel), Segment(fit(plain(title), size), p.muted + p.panel)]
                at = x + size
            return Strip(segments).adjust_cell_length(width, p.panel)
        index = y - self._head
        if index >= len(self._rows):
            return Strip.blank(width, p.panel)
        row, text = self._rows[index]
        here = self.has_focus and index == self._y
        ground = p.cursor if here else p.panel
        segments = [Segment("▌ " if here else "  ", p.accent + ground)]
        segments.append(Segment(fit(plain(text), places[0][0] - 2), (p.bold if here else p.text) + ground))
        for x, (size, (column, _title)) in enumerate(zip((s for _at, s in places), self._columns, strict=True)):
            if (row, column) not in self.on:
                segments.append(Segment(fit(" ·", size + GAP), p.faint + ground))
                continue
            chosen = here and x == self._x
            ink = (p.accent_bold if chosen else p.text) + ground
            segments += [
                Segment("[", ink),
                Segment("x" if self.on[row, column] else " ", p.accent_bold + ground),
                Segment(fit("]", size + GAP - 2), ink),
            ]
        return Strip(segments).adjust_cell_length(width, ground)
