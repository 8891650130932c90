"""The files and links of a record as a short list: one line each, opened by enter, removed by delete (A15)."""

from collections.abc import Sequence
from dataclasses import dataclass
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

SIGNS = {True: "▤", False: "↗"}


@dataclass(frozen=True)
class Item:
    """One line: its number, whether it is a file, what it is called, and what is said at its right."""

    id: int
    is_file: bool
    text: str
    note: str = ""


class AttachmentList(Widget, can_focus=True):
    """Shows items; says Opened and Removed. Shows `empty` where there is none."""

    DEFAULT_CSS = "AttachmentList { height: auto; } AttachmentList:disabled { opacity: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", show=False),
        Binding("up,k", "step(-1)", show=False),
        Binding("enter", "open", show=False),
        Binding("delete", "remove", show=False),
    ]

    class Opened(Message):
        """An item was opened."""

        def __init__(self, item: Item) -> None:
            super().__init__()
            self.item = item

    class Removed(Opened):
        """An item is to be removed."""

    def __init__(self, items: Sequence[Item] = (), *, empty: str = "") -> None:
        super().__init__()
        self.items = tuple(items)
        self.highlighted = 0
        self._empty = empty

    def show(self, items: Sequence[Item]) -> None:
        """Show other items, with the cursor as near to where it was as can be."""
        self.items = tuple(items)
        self.highlighted = max(0, min(self.highlighted, len(self.items) - 1))
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line an item, one where there is none."""
        return max(1, len(self.items))

    def action_step(self, by: int) -> None:
        """Move the cursor; past the end, on to the next field."""
        goal = self.highlighted + by
        if 0 <= goal < len(self.items):
            self.highlighted = goal
            self.refresh()
        elif by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def action_open(self) -> None:
        """Open the item under the cursor."""
        if self.items:
            self.post_message(self.Opened(self.items[self.highlighted]))

    def action_remove(self) -> None:
        """Ask for the removal of the item under the cursor."""
        if self.items:
            self.post_message(self.Removed(self.items[self.highlighted]))

    def on_click(self, event: events.Click) -> None:
        """Choose by one click, open by two."""
        if event.y < len(self.items):
            self.highlighted = event.y
            self.refresh()
            if event.chain > 1:
                self.action_open()

    def render_line(self, y: int) -> Strip:
        """Draw an item."""
        p, width = palette(self.app), self.size.width
        if not self.items:
            ground = p.cursor if self.has_focus else p.background
            return Strip([Segment(fit(self._empty, width), p.faint + ground)])
        if y >= len(self.items):
            return Strip.blank(width, p.background)
        item = self.items[y]
        ground = p.cursor if self.has_focus and y == self.highlighted else p.background
        note = plain(item.note)
        note_room = min(cell_len(note), max(0, width - 20))
        text = fit(plain(item.text), max(1, width - 3 - note_room - 1))
        return Strip(
            [
                Segment(f"{SIGNS[item.is_file]} ", p.accent + ground),
                Segment(text + " ", (p.bold if self.has_focus and y == self.highlighted else p.text) + ground),
                Segment(fit(note, note_room), p.muted + ground),
            ]
        ).adjust_cell_length(width, ground)
