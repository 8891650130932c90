"""What the grids of the calendar share: what they are given, what they tell, the mouse (C2)."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from store.rows import ActivityRow, Ref, UserRef
from widgets.calendar_layout import Parted, parted
from widgets.calendar_words import sign, sign_ink
from widgets.lately import LATELY_SIGN, Lately, Touchable
from widgets.palette import Palette


@dataclass(frozen=True)
class CalendarData:
    """What a grid shows: activities of the days from `first` to `last`, both inclusive, by the clock of `zone`.

    `users` asks for a column each, of one day; `hours` are those that are in view first; `of` is the
    contact or project whose calendar it is, which nothing in it needs to name.
    """

    rows: tuple[ActivityRow, ...]
    first: date
    last: date
    zone: str
    now: datetime
    today: date
    hours: tuple[int, int] = (8, 18)
    week_numbers: bool = True
    first_day: int = 0
    users: tuple[UserRef, ...] = ()
    month: int = 0
    of: Ref | None = None

    @cached_property
    def parted(self) -> list[Parted]:
        """The activities with their bars and pieces, made out once for all that ask."""
        return parted(self.rows, self.zone)


class CalendarGrid(Widget, Touchable, can_focus=True):
    """A grid of days with a cursor. It draws its own lines; nothing in it is a widget.

    Data in: `show(data)`. Messages out: Selected, Opened, DayOpened, Planned, Wanted, Dragged.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "vertical(1)", show=False, id="calendar.down"),
        Binding("up,k", "vertical(-1)", show=False, id="calendar.up"),
        Binding("right,l", "horizontal(1)", show=False, id="calendar.right"),
        Binding("left,h", "horizontal(-1)", show=False, id="calendar.left"),
        Binding("tab", "next(1)", show=False, id="calendar.next-activity"),
        Binding("shift+tab", "next(-1)", show=False, id="calendar.previous-activity"),
        Binding("pagedown", "page(1)", show=False, id="calendar.page-down"),
        Binding("pageup", "page(-1)", show=False, id="calendar.page-up"),
        Binding("home", "edge(-1)", show=False, id="calendar.first"),
        Binding("end", "edge(1)", show=False, id="calendar.last"),
        Binding("enter", "open", show=False, id="calendar.open"),
    ]

    class Selected(Message):
        """The cursor stands elsewhere: on an activity, or on free time."""

    class Opened(Message):
        """An activity is to be opened."""

        def __init__(self, row: ActivityRow) -> None:
            super().__init__()
            self.row = row

    class DayOpened(Message):
        """A day is to be looked at: it holds more than the grid shows, or has been chosen as a whole."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    class Planned(Message):
        """Something is to be planned where the cursor is."""

    class Wanted(Message):
        """The cursor goes beyond the edge, `by` tells to which side: another day is to be shown."""

        def __init__(self, day: date, by: int) -> None:
            super().__init__()
            self.day, self.by = day, by

    class Dragged(Message):
        """An activity is drawn with the mouse by days and minutes."""

        def __init__(self, row: ActivityRow, days: int, minutes: int) -> None:
            super().__init__()
            self.row, self.days, self.minutes = row, days, minutes

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.data: CalendarData | None = None
        self._strips: dict[int, Strip] = {}
        self._drag: tuple[int, date, int | None] | None = None
        self._lately = Lately(self, self.forget)

    # ----------------------------------------------------------------- for the screen

    def show(self, data: CalendarData, *, day: date | None = None, minute: int | None = None, select: int = 0) -> None:
        """Show other data. The cursor keeps its place, or goes to a day and minute, or to the activity `select`."""
        raise NotImplementedError

    @property
    def chosen(self) -> ActivityRow | None:
        """The activity under the cursor."""
        raise NotImplementedError

    @property
    def day(self) -> date:
        """The day under the cursor."""
        raise NotImplementedError

    @property
    def minute(self) -> int | None:
        """The minute of the day under the cursor, None where the grid knows days only."""
        raise NotImplementedError

    @property
    def next_to_chosen(self) -> int | None:
        """The number of the activity to go to when the chosen one leaves."""
        raise NotImplementedError

    # ----------------------------------------------------------------- drawing

    def mark_of(self, p: Palette, row: ActivityRow) -> tuple[str, Style]:
        """Return the sign before an activity's name and its ink: that others have just changed it goes first."""
        return (LATELY_SIGN, p.amber) if row.id in self._lately else (sign(row), sign_ink(p, row))

    def forget(self) -> None:
        """Draw all lines anew."""
        self._strips.clear()
        self.refresh()

    def forget_lines(self, first: int, last: int) -> None:
        """Draw anew the lines from `first` to before `last`."""
        first, last = max(0, first), min(last, self.size.height)
        if first >= last:
            return
        for y in range(first, last):
            self._strips.pop(y, None)
        self.refresh(Region(0, first, self.size.width, last - first))

    def notify_style_update(self) -> None:
        """Draw in the colours of a new theme."""
        super().notify_style_update()
        self._strips.clear()

    # ----------------------------------------------------------------- the mouse

    def place(self, x: int, y: int) -> tuple[date, int | None] | None:
        """Return the day and minute at a place of the grid."""
        raise NotImplementedError

    def point(self, x: int, y: int) -> None:
        """Put the cursor on what is at a place of the grid."""
        raise NotImplementedError

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Choose what is under the mouse, and take hold of it."""
        self.focus()
        self.point(event.x, event.y)
        here = self.place(event.x, event.y)
        if self.chosen is not None and here is not None and event.button == 1:
            self._drag = (self.chosen.id, *here)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw the activity along."""
        if self._drag is None:
            return
        here, row = self.place(event.x, event.y), self.chosen
        number, day, minute = self._drag
        if here is None or row is None or row.id != number or here == (day, minute):
            return
        self._drag = (number, *here)
        minutes = here[1] - minute if here[1] is not None and minute is not None else 0
        self.post_message(self.Dragged(row, (here[0] - day).days, minutes))

    def on_mouse_up(self) -> None:
        """Let go."""
        if self._drag is not None:
            self._drag = None
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Open on a double click; on free time that plans there."""
        if event.chain == 2:
            if self.chosen is not None:
                self.post_message(self.Opened(self.chosen))
            else:
                self.post_message(self.Planned())
