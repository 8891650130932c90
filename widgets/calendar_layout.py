"""Where things stand in a calendar: pure rules, without a terminal (C2).

An activity becomes bars on top of the days, or pieces of wall-clock time in them. What overlaps is put side by side;
what there is no room for is counted.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from store.rows import ActivityRow
from store.when import AllDay, Timed

DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Bar:
    """An activity of whole days, or one that lasts a day or longer: the days it covers, both inclusive."""

    row: ActivityRow
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of an activity that lies in one day, in minutes of the wall clock from midnight.

    `before` and `after` tell that it comes from the day before and goes on in the next.
    """

    row: ActivityRow
    day: date
    start: int
    end: int
    before: bool = False
    after: bool = False


def parts(row: ActivityRow, zone: str) -> tuple[list[Bar], list[Piece]]:
    """Return the bars and the pieces of an activity in the days of `zone`.

    On a day of 23 or 25 hours the clock is what counts: an end that the clock shows before the start is put at it.
    """
    when = row.when
    if isinstance(when, AllDay):
        return [Bar(row, when.first, when.last)], []
    if not isinstance(when, Timed):
        return [], []
    tz = ZoneInfo(zone)
    start, end = when.start.astimezone(tz), when.end.astimezone(tz)
    first, last = start.date(), end.date()
    begins, ends = start.hour * 60 + start.minute, end.hour * 60 + end.minute
    if first == last:
        return [], [Piece(row, first, begins, max(begins, ends))]
    if ends == 0 and end.second == 0:
        last, ends = last - timedelta(days=1), DAY
    if first == last:
        return [], [Piece(row, first, begins, DAY)]
    if when.end - when.start >= timedelta(hours=23) and (last - first > timedelta(days=1) or begins <= ends):
        return [Bar(row, first, last)], []
    return [], [Piece(row, first, begins, DAY, after=True), Piece(row, last, 0, ends, before=True)]


Parted = tuple[ActivityRow, list[Bar], list[Piece]]


def parted(rows: Iterable[ActivityRow], zone: str) -> list[Parted]:
    """Return each activity with its bars and its pieces."""
    return [(row, *parts(row, zone)) for row in rows]


def by_day(activities: Iterable[Parted], first: date, last: date) -> dict[date, list[ActivityRow]]:
    """Return the activities of each day of a range that has any."""
    found: dict[date, list[ActivityRow]] = {}
    for row, bars, pieces in activities:
        days = {piece.day for piece in pieces}
        for bar in bars:
            begins, ends = max(bar.first, first), min(bar.last, last)
            days |= {begins + timedelta(days=k) for k in range((ends - begins).days + 1)}
        for day in days:
            found.setdefault(day, []).append(row)
    return found


@dataclass(frozen=True, slots=True)
class Span:
    """Something that takes places from `start` to before `end` on a line: rows of a day, or days of a week."""

    key: Hashable
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A span in its column, of so many columns that stand side by side there; `wide` is how many it may fill.

    `counting` tells that beside them is one more, narrow column that counts what is left over.
    """

    span: Span
    column: int
    of: int
    wide: int = 1
    counting: bool = False


@dataclass(frozen=True, slots=True)
class Hidden:
    """Spans for which there is no column, and the places over which they lie."""

    spans: tuple[Span, ...]
    start: int
    end: int


def side_by_side(spans: Iterable[Span], most: int, counting: int) -> tuple[list[Placed], list[Hidden]]:
    """Return spans in columns, `most` at a time; where more overlap, in `counting` columns, the rest counted.

    Spans that touch do not overlap. Earlier ones come first, of those that begin together the longer.
    """
    placed: list[Placed] = []
    hidden: list[Hidden] = []
    for cluster in _clusters(spans):
        columns = _columns(cluster)
        of, left = max(columns.values()) + 1, []
        if of > most:
            of = counting
            left = [span for span in cluster if columns[span] >= of]
            hidden += [Hidden(tuple(run), run[0].start, max(span.end for span in run)) for run in _clusters(left)]
        shown = [span for span in cluster if columns[span] < of]
        placed += [Placed(s, columns[s], of, _wide(s, shown, columns, of), bool(left)) for s in shown]
    return placed, hidden


def _clusters(spans: Iterable[Span]) -> list[list[Span]]:
    """Return spans in groups that do not touch each other, each in order."""
    groups: list[list[Span]] = []
    reach = 0
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if groups and span.start < reach:
            groups[-1].append(span)
        else:
            groups.append([span])
            reach = 0
        reach = max(reach, span.end)
    return groups


def _columns(cluster: Sequence[Span]) -> dict[Span, int]:
    """Return the first free column of each span of a cluster in order."""
    ends: list[int] = []
    columns: dict[Span, int] = {}
    for span in cluster:
        column = next((k for k, end in enumerate(ends) if end <= span.start), len(ends))
        ends[column:] = [span.end, *ends[column + 1 :]]
        columns[span] = column
    return columns


def _wide(span: Span, cluster: Sequence[Span], columns: Mapping[Span, int], of: int) -> int:
    """Return over how many columns a span may spread to its right."""
    beside = [columns[o] for o in cluster if o.start < span.end and span.start < o.end and columns[o] > columns[span]]
    return max(1, min(beside, default=of) - columns[span])


def lanes(spans: Iterable[Span], most: int) -> tuple[dict[Hashable, int], list[Span]]:
    """Return the lane of each bar, `most` lanes at most, and the bars for which there is none."""
    found: dict[Hashable, int] = {}
    left: list[Span] = []
    ends: list[int] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        lane = next((k for k, end in enumerate(ends) if end <= span.start), len(ends))
        if lane >= most:
            left.append(span)
            continue
        ends[lane:] = [span.end, *ends[lane + 1 :]]
        found[span.key] = lane
    return found, left


def grid_row(minute: int, step: int) -> int:
    """Return the row of a grid of `step` minutes a row that is nearest to a minute; later where it is in the middle."""
    return (2 * minute + step) // (2 * step)


def grid_rows(piece: Piece, step: int) -> tuple[int, int]:
    """Return the rows from and to before which a piece stands: one at least, none outside its day.

    Pieces that do not overlap stand in rows that do not, unless one is too short to have a row of its own.
    """
    rows = DAY // step
    start = min(grid_row(piece.start, step), rows - 1)
    return start, max(start + 1, min(grid_row(piece.end, step), rows))
