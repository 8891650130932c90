"""The blocks and bars of the time grid: activities put in their columns and rows (C2)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from store.rows import ActivityRow, UserRef
from widgets.calendar_grid import CalendarData
from widgets.calendar_layout import Bar, Piece, Placed, Span, grid_rows, lanes, side_by_side

NARROWEST, COUNT = 6, 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the grid: a day, or one user's day; where it begins and how wide it is, its rule included."""

    day: date
    user: UserRef | None
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Block:
    """An activity in the rows from `first` to before `last` of a column, or, with no piece, how many have no room."""

    piece: Piece | None
    first: int
    last: int
    x: int
    width: int
    hidden: int = 0

    @property
    def row(self) -> ActivityRow | None:
        """Its activity."""
        return self.piece.row if self.piece else None


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A bar over columns from `first` to before `last`; `before` and `after` tell that it goes on beyond them."""

    row: ActivityRow
    lane: int
    first: int
    last: int
    before: bool = False
    after: bool = False


@dataclass
class Blocks:
    """All that stands in a grid."""

    columns: list[Column] = field(default_factory=list)
    blocks: list[list[Block]] = field(default_factory=list)
    ribbons: list[Ribbon] = field(default_factory=list)
    uncounted: list[int] = field(default_factory=list)
    lanes: int = 0


def columns(data: CalendarData, gutter: int, width: int) -> list[Column]:
    """Return the columns, as wide as they can be; what is left over goes to the first ones."""
    heads: list[tuple[date, UserRef | None]] = (
        [(data.first, user) for user in data.users]
        if data.users
        else [(data.first + timedelta(days=k), None) for k in range((data.last - data.first).days + 1)]
    )
    each, rest = divmod(max(len(heads), width - gutter), len(heads))
    found: list[Column] = []
    x = gutter
    for k, (day, user) in enumerate(heads):
        wide = each + (1 if k < rest else 0)
        found.append(Column(day, user, x, wide))
        x += wide
    return found


def arranged(data: CalendarData, shown: Sequence[Column], step: int, most_lanes: int) -> Blocks:
    """Return everything in its place; `step` is the minutes of a row, `most_lanes` the room for bars."""
    pieces: list[list[Piece]] = [[] for _ in shown]
    bars: list[tuple[Bar, int, int]] = []
    by_day = {column.day: k for k, column in enumerate(shown)} if not data.users else {}
    for row, row_bars, row_pieces in data.parted:
        if data.users:
            theirs = {user.id for user in row.performers}
            at = [k for k, column in enumerate(shown) if column.user and column.user.id in theirs]
            bars += [(bar, k, k + 1) for bar in row_bars for k in at if bar.first <= data.first <= bar.last]
            for piece in row_pieces:
                for k in at if piece.day == data.first else ():
                    pieces[k].append(piece)
            continue
        for bar in row_bars:
            first, last = max(0, (bar.first - data.first).days), min(len(shown), (bar.last - data.first).days + 1)
            if first < last:
                bars.append((bar, first, last))
        for piece in row_pieces:
            if piece.day in by_day:
                pieces[by_day[piece.day]].append(piece)
    found = Blocks(list(shown), [_blocks(of, column, step) for of, column in zip(pieces, shown, strict=True)])
    _lay_bars(found, bars, most_lanes)
    return found


def _blocks(pieces: Sequence[Piece], column: Column, step: int) -> list[Block]:
    room = column.width - 1
    most = max(2, min(12, room // NARROWEST)) if room >= 8 else 1
    counting = max(1, min(most, (room - COUNT) // NARROWEST)) if room >= 8 else 0
    spans = [Span(k, *grid_rows(piece, step)) for k, piece in enumerate(pieces)]
    placed, hidden = side_by_side(spans, most, counting)
    found = [Block(pieces[int(str(one.span.key))], one.span.start, one.span.end, *_place(one, room)) for one in placed]
    found += [
        Block(
            None, run.start, run.end, room - COUNT + 1 if counting else 1, COUNT if counting else room, len(run.spans)
        )
        for run in hidden
    ]
    return sorted(found, key=lambda block: (block.first, block.x))


def _place(one: Placed, room: int) -> tuple[int, int]:
    """Return where the columns of a span begin, after the day's rule, and how wide they are."""
    if one.counting:
        room -= COUNT
    start, end = one.column * room // one.of, (one.column + one.wide) * room // one.of
    return start + 1, end - start


def _lay_bars(found: Blocks, bars: Sequence[tuple[Bar, int, int]], most: int) -> None:
    spans = {(bar.row.id, first): Span((bar.row.id, first), first, last) for bar, first, last in bars}
    placed, left = lanes(spans.values(), most)
    if left:
        placed, left = lanes(spans.values(), max(0, most - 1))
    by_key = {(bar.row.id, first): bar for bar, first, _last in bars}
    for key, lane in placed.items():
        assert isinstance(key, tuple)
        bar, span = by_key[key], spans[key]
        begins, ends = found.columns[span.start].day, found.columns[span.end - 1].day
        found.ribbons.append(Ribbon(bar.row, lane, span.start, span.end, bar.first < begins, bar.last > ends))
    found.ribbons.sort(key=lambda ribbon: (ribbon.first, ribbon.lane))
    found.uncounted = [sum(s.start <= k < s.end for s in left) for k in range(len(found.columns))]
    found.lanes = max((ribbon.lane + 1 for ribbon in found.ribbons), default=0) + (1 if left else 0)
