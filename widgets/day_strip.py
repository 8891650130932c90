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


class DayStrip(LinePane):
    """A line for each half hour from seven to eight in the evening."""

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
        start = datetime.combine(self._day, time(FIRST), ZoneInfo(self._zone))
        for step in range((LAST - FIRST) * 2):
            slot = start + step * HALF_HOUR
            lines.append(self._slot(p, slot, width))
        return lines

    def _slot(self, p: Palette, slot: datetime, width: int) -> Line:
        label = right(clock_time(slot, self._zone), 7) if slot.minute == 0 else " " * 7
        head = Segment(label + "  ", p.faint)
        if isinstance(self._mine, Timed) and _overlaps(self._mine, slot):
            first = self._mine.start.astimezone(slot.tzinfo) >= slot
            text = _("this activity") if first else ""
            clash = any(isinstance(row.when, Timed) and _overlaps(row.when, slot) for row in self._rows)
            ink = p.amber if clash else p.accent
            return [head, Segment(fit(f"▌ {text}", width - 10), ink + p.cursor)]
        here = [row for row in self._rows if isinstance(row.when, Timed) and _overlaps(row.when, slot)]
        if not here:
            rule = "┄" * max(0, width - 10) if slot.minute == 0 else ""
            return [head, Segment(rule, p.line)]
        each = max(6, (width - 10) // len(here))
        segments: list[Segment] = [head]
        for row in here:
            starts = isinstance(row.when, Timed) and row.when.start.astimezone(slot.tzinfo) >= slot
            segments += self._block(p, row, each, first=starts)
        return segments

    def _block(self, p: Palette, row: ActivityRow, width: int, *, first: bool) -> list[Segment]:
        about = row.assignment.name if row.assignment else row.description or row.category.name
        text = f"{row.category.letter} {plain(about)}" if first else ""
        return [Segment("▎", p.hue(row.category.hue) + p.panel), Segment(fit(text, width - 1), p.text + p.panel)]


def _overlaps(when: Timed, slot: datetime) -> bool:
    return when.start < slot + HALF_HOUR and (when.end > slot or when.start >= slot)
