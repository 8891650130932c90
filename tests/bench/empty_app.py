"""The floor: an app with one word in it, and a bare list that draws its own lines."""

import sys
from typing import ClassVar

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Static


class Empty(App[None]):
    """One word."""

    def compose(self) -> ComposeResult:
        """Put the word in."""
        yield Static("hello")


class BareList(ScrollView, can_focus=True):
    """Thirty lines and a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("j", "down", show=False)]
    cursor = 0

    def on_mount(self) -> None:
        """Take a size."""
        self.virtual_size = Size(100, 30)

    def action_down(self) -> None:
        """Move the cursor."""
        before, self.cursor = self.cursor, (self.cursor + 1) % 30
        for line in (before, self.cursor):
            self.refresh(Region(0, line, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        mark = ">" if y == self.cursor else " "
        return Strip([Segment(f"{mark} line {y}")]).adjust_cell_length(self.size.width)


class Bare(App[None]):
    """The bare list."""

    def compose(self) -> ComposeResult:
        """Put the list in."""
        yield BareList()

    def on_mount(self) -> None:
        """Focus it."""
        self.query_one(BareList).focus()


if __name__ == "__main__":
    (Bare if "list" in sys.argv else Empty)().run()
