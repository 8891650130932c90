"""What stands in the cells of a month: the lines of each week, bars through them, and what a cell has to count (C2)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from store.rows import ActivityRow
from widgets.calendar_grid import CalendarData
from widgets.calendar_layout import Bar, Piece, Span, lanes

Window = tuple[list[Bar | Piece], list[Bar | Piece]]


@dataclass
class Cell:
    """A day: bars by lane, and what is listed below them, bars without a lane first."""

    day: date
    bars: dict[int, Bar] = field(default_factory=dict)
    items: list[Bar | Piece] = field(default_factory=list)
    _windows: dict[tuple[int, int | None], Window] = field(default_factory=dict)

    @property
    def rows(self) -> list[ActivityRow]:
        """All its activities in the order in which one goes through them."""
        return [*(self.bars[lane].row for lane in sorted(self.bars)), *(item.row for item in self.items)]

    @property
    def offset(self) -> int:
        """How many lines its bars take."""
        return max(self.bars, default=-1) + 1

    def window(self, lines: int, chosen: int | None = None) -> Window:
        """Return what is listed in so many lines below the number, and what is only counted, in the last of them.

        The activity `chosen` is always listed.
        """
        if (lines, chosen) not in self._windows:
            self._windows[lines, chosen] = self._window(lines, chosen)
        return self._windows[lines, chosen]

    def _window(self, lines: int, chosen: int | None) -> Window:
        room = lines - self.offset
        if len(self.items) <= room:
            return self.items, []
        room = max(0, room - 1)
        at = next((k for k, item in enumerate(self.items) if item.row.id == chosen), 0)
        first = max(0, at - room + 1) if room else 0
        return self.items[first : first + room], [*self.items[:first], *self.items[first + room :]]


@dataclass
class Week:
    """A row of the month: its cells, the line at which it begins and how many it has."""

    cells: list[Cell]
    top: int
    height: int


def weeks(data: CalendarData, height: int) -> list[Week]:
    """Return the weeks of a month in so many lines; what is left over goes to the first ones."""
    count = ((data.last - data.first).days + 1) // 7
    each, rest = divmod(max(count, height), count)
    found: list[Week] = []
    top = 0
    for k in range(count):
        tall = each + (1 if k < rest else 0)
        days = [data.first + timedelta(days=7 * k + i) for i in range(7)]
        found.append(Week([Cell(day) for day in days], top, tall))
        top += tall
    _fill(found, data)
    return found


def _fill(found: list[Week], data: CalendarData) -> None:
    bars: list[Bar] = []
    cells = {cell.day: cell for week in found for cell in week.cells}
    for _row, row_bars, pieces in data.parted:
        bars += row_bars
        for piece in pieces:
            if piece.day in cells:
                cells[piece.day].items.append(piece)
    for cell in cells.values():
        cell.items.sort(key=lambda item: (item.start, item.row.id) if isinstance(item, Piece) else (0, 0))
    for week in found:
        _lay(week, bars)


def _lay(week: Week, bars: Iterable[Bar]) -> None:
    first, last = week.cells[0].day, week.cells[-1].day
    here = {bar.row.id: bar for bar in bars if bar.first <= last and bar.last >= first}
    spans = [
        Span(number, max(0, (bar.first - first).days), min(7, (bar.last - first).days + 1))
        for number, bar in here.items()
    ]
    placed, left = lanes(spans, max(0, week.height - 2))
    for span in spans:
        for k in range(span.start, span.end):
            if span.key in placed:
                week.cells[k].bars[placed[span.key]] = here[int(str(span.key))]
    for span in reversed(left):
        for k in range(span.start, span.end):
            week.cells[k].items.insert(0, here[int(str(span.key))])
