"""The list that drops down under a field: drawn by hand, driven by the field, never focused itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from widgets.cells import fit, plain
from widgets.palette import palette

LINES = 8


@dataclass(frozen=True)
class Pick:
    """One thing to pick: what it stands for, what it says, and what is said at its right in a muted colour.

    `mark` and `hue` are the letter and the colour of a category.
    """

    value: Any
    text: str
    note: str = ""
    mark: str = ""
    hue: str = ""


@dataclass(frozen=True)
class Create:
    """The value of a pick that makes something new of what was typed (C5)."""

    kind: str
    text: str


class PickList(Widget):
    """Shows picks below (or above) a field of the screen, and keeps to it; `highlighted` is -1 while none is."""

    DEFAULT_CSS = "PickList { overlay: screen; position: absolute; background: $panel; }"

    def __init__(self, taken: Callable[[int], None]) -> None:
        super().__init__()
        self._taken = taken
        self.picks: tuple[Pick, ...] = ()
        self.highlighted = -1
        self._top = 0
        self._under: Widget | None = None

    def on_mount(self) -> None:
        """Follow the field: it may be shown before the field stands where it stays (C5)."""
        self.screen.screen_layout_refresh_signal.subscribe(self, lambda _screen: self._place(), immediate=True)

    def show(self, picks: Sequence[Pick], under: Widget, *, highlighted: int = -1) -> None:
        """Show picks under a field, wide enough for the longest."""
        self.picks = tuple(picks)
        self.highlighted = min(highlighted, len(self.picks) - 1)
        self._top = 0
        self._under = under
        self._place()
        self.step(0)

    def _place(self) -> None:
        """Stand right below the field, or above it where there is no room, within the frame that the field is in."""
        if self._under is None or not self._under.is_attached or not self.display:
            return
        screen, field = self.screen.size, self._under.region
        wanted = max((cell_len(pick.text) + cell_len(pick.note) + 7 for pick in self.picks), default=0)
        width = min(max(field.width, wanted), max(10, _right_edge(self._under) - field.x))
        below = screen.height - 1 - field.bottom
        height = min(len(self.picks), LINES, max(below, field.y - 1))
        self.styles.width, self.styles.height = width, height
        y = field.bottom if below >= height else field.y - height
        self.styles.offset = (field.x, y)

    def step(self, by: int) -> None:
        """Move the highlight, and with it what is in view."""
        if self.picks and by:
            if self.highlighted < 0:
                self.highlighted = 0 if by > 0 else len(self.picks) - 1
            else:
                self.highlighted = (self.highlighted + by) % len(self.picks)
        lines = max(1, int(self.styles.height.value) if self.styles.height else 1)
        if self.highlighted >= 0:
            self._top = min(max(self._top, self.highlighted - lines + 1), self.highlighted)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a pick."""
        p, width, index = palette(self.app), self.size.width, y + self._top
        if index >= len(self.picks):
            return Strip.blank(width, p.panel)
        pick, chosen = self.picks[index], index == self.highlighted
        ground = p.cursor if chosen else p.panel
        making = isinstance(pick.value, Create)
        ink = p.accent if making else (p.bold if chosen else p.text)
        lead = Segment("▎" if chosen else " ", p.accent + ground)
        segments = [lead]
        if pick.mark:
            segments.append(Segment(f"{fit(plain(pick.mark), 1)} ", p.hue(pick.hue) + ground))
        note = plain(pick.note)
        room = width - 2 - (2 if pick.mark else 0)
        note_room = min(cell_len(note), max(0, room - 12))
        segments.append(Segment(fit(plain(pick.text), room - note_room - (1 if note_room else 0)), ink + ground))
        if note_room:
            segments.append(Segment(" " + fit(note, note_room), p.muted + ground))
        return Strip(segments).adjust_cell_length(width, ground)

    def on_click(self, event: events.Click) -> None:
        """Take the pick under the mouse."""
        event.stop()
        index = event.y + self._top
        if index < len(self.picks):
            self._taken(index)


def _right_edge(field: Widget) -> int:
    """Where the frame around a field ends inside, or the screen."""
    for ancestor in field.ancestors:
        if isinstance(ancestor, Widget) and ancestor.styles.border_right[0]:
            return ancestor.content_region.right
    return field.screen.size.width - 1
