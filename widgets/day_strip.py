"""The chosen performers' day beside the form, with the activity that is being planned in its place."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rich.segment import Segment

from store.dates import clock_time, full_day
from store.language import _
from store.rows import ActivityRow
from store.when import Timed, When
from widgets.cells import fit, plain, right
from widgets.line_list import Line, LinePane
from widgets.palette import Palette

HALF_HOUR = timedelta(minutes=30)
FIRST, LAST = 7, 20
NARROWEST = 6


class DayStrip(LinePane):
    """A line for each half hour of the day; what the others have at one time stands side by side."""

    DEFAULT_CSS = "DayStrip { background: $side; border-left: vkey $line; }"

    def __init__(self, zone: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._zone = zone
        self._day: date | None = None
        self._rows: Sequence[ActivityRow] = ()
        self._mine: When | None = None
        self._names = ""
        self._title = ""

    def show(
        self, day: date | None, rows: Sequence[ActivityRow], mine: When | None, names: str, *, title: str = ""
    ) -> None:
        """Show a day with what is planned in it, the activity in hand and its title, and whose day it is."""
        self._title = title
        self._day, self._rows, self._mine, self._names = day, rows, mine, names
        self.redraw()

    def draw(self, p: Palette, width: int) -> list[Line]:
        """See LinePane."""
        if self._day is None:
            return [[], [Segment("  " + _("The day appears here once the start is known."), p.faint)]]
        room = max(0, width - len(full_day(self._day)) - 4)
        lines: list[Line] = [
            [],
            [
                Segment(f"  {full_day(self._day)} ", p.bold),
                Segment(right(fit(plain(self._names), room).rstrip(), room), p.muted),
            ],
            [],
        ]
        untimed = [row for row in self._rows if not isinstance(row.when, Timed)]
        for row in untimed:
            lines.append([Segment("    " + _("all day") + "  ", p.muted), *self._block(p, row, width - 14, first=True)])
        first, last = self._hours(self._day)
        start = datetime.combine(self._day, time(first), ZoneInfo(self._zone))
        for step in range((last - first) * 2):
            slot = start + step * HALF_HOUR
            lines.append(self._slot(p, slot, width))
        return lines

    def _hours(self, day: date) -> tuple[int, int]:
        """From seven to eight in the evening, and further where something is earlier or later."""
        tz, first, last = ZoneInfo(self._zone), FIRST, LAST
        for when in (self._mine, *(row.when for row in self._rows)):
            if isinstance(when, Timed):
                start, end = when.start.astimezone(tz), when.end.astimezone(tz)
                first = min(first, start.hour if start.date() == day else 0)
                last = max(last, end.hour + 1 if end.date() == day else 24)
        return first, last

    def _slot(self, p: Palette, slot: datetime, width: int) -> Line:
        label = right(clock_time(slot, self._zone), 7) if slot.minute == 0 else " " * 7
        head = Segment(label + "  ", p.faint)
        if isinstance(self._mine, Timed) and _overlaps(self._mine, slot):
            first = self._mine.start.astimezone(slot.tzinfo) >= slot
            second = self._mine.start.astimezone(slot.tzinfo) >= slot - HALF_HOUR
            words = (self._title or _("this activity")) if first else _("this activity") if second else ""
            text = plain(words) if first or self._title else ""
            clash = any(isinstance(row.when, Timed) and _overlaps(row.when, slot) for row in self._rows)
            ink = p.amber if clash else p.accent
            weight = p.bold if first and not clash else ink
            return [head, Segment("▌ ", ink + p.cursor), Segment(fit(text, width - 12), weight + p.cursor)]
        here = [row for row in self._rows if isinstance(row.when, Timed) and _overlaps(row.when, slot)]
        if not here:
            rule = "┄" * max(0, width - 10) if slot.minute == 0 else ""
            return [head, Segment(rule, p.line)]
        shown, more = here, ""
        if len(here) * NARROWEST > width - 10:
            fitting = max(1, (width - 14) // NARROWEST)
            shown, more = here[:fitting], f" +{len(here) - fitting}"
        each = (width - 10 - len(more)) // len(shown)
        segments: list[Segment] = [head]
        for row in shown:
            starts = isinstance(row.when, Timed) and row.when.start.astimezone(slot.tzinfo) >= slot
            segments += self._block(p, row, each, first=starts)
        return [*segments, Segment(more, p.muted)] if more else segments

    def _block(self, p: Palette, row: ActivityRow, width: int, *, first: bool) -> list[Segment]:
        about = row.assignment.name if row.assignment else row.description or row.category.name
        text = f"{row.category.letter} {plain(about)}" if first else ""
        return [Segment("▎", p.hue(row.category.hue) + p.panel), Segment(fit(text, width - 1), p.text + p.panel)]


def _overlaps(when: Timed, slot: datetime) -> bool:
    return when.start < slot + HALF_HOUR and (when.end > slot or when.start >= slot)
