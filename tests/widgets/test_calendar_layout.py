"""Where things stand in a calendar (C2): nothing overlaps in a column, nothing is lost without being counted."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from store.when import AllDay, OpenEnded, Timed
from tests.making import at, timed
from tests.widgets.rows import row
from widgets.calendar_layout import DAY, Piece, Span, grid_rows, lanes, parts, side_by_side

WARSAW = "Europe/Warsaw"
TUESDAY = date(2026, 11, 24)
ranges = st.tuples(st.integers(0, 47), st.integers(1, 48)).map(lambda p: (p[0], max(p[0] + 1, p[1])))
many = st.lists(ranges, max_size=24).map(lambda found: [Span(k, a, b) for k, (a, b) in enumerate(found)])


@given(many, st.integers(1, 6), st.integers(0, 6))
def test_no_two_overlap_in_a_column_and_all_are_shown_or_counted(spans: list[Span], most: int, counting: int) -> None:
    placed, hidden = side_by_side(spans, most, min(most, counting))
    counted = [span.key for run in hidden for span in run.spans]
    assert sorted([one.span.key for one in placed] + counted, key=str) == sorted((s.key for s in spans), key=str)
    for one in placed:
        assert one.column + one.wide <= one.of <= most
        for other in placed:
            if one is not other and one.span.start < other.span.end and other.span.start < one.span.end:
                mine = range(one.column, one.column + one.wide)
                assert not set(mine) & set(range(other.column, other.column + other.wide))
        for run in hidden:
            if one.span.start < run.end and run.start < one.span.end:
                assert one.counting
    for run in hidden:
        assert all(run.start <= span.start and span.end <= run.end for span in run.spans)
    for run, later in pairwise(sorted(hidden, key=lambda h: h.start)):
        assert run.end <= later.start


@given(many)
def test_what_stands_alone_has_the_whole_width(spans: list[Span]) -> None:
    for one in side_by_side(spans, 48, 48)[0]:
        others = [s for s in spans if s is not one.span and s.start < one.span.end and one.span.start < s.end]
        assert others or (one.column, one.wide) == (0, one.of)


@given(many, st.integers(0, 4))
def test_bars_in_a_lane_do_not_overlap_and_none_is_lost(spans: list[Span], most: int) -> None:
    found, left = lanes(spans, most)
    assert len(found) + len(left) == len(spans)
    assert all(lane < most for lane in found.values())
    for one in spans:
        for other in spans:
            if one is not other and one.key in found and found.get(other.key) == found[one.key]:
                assert one.end <= other.start or other.end <= one.start


@given(
    st.integers(0, 365 * DAY).map(lambda minute: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)),
    st.integers(0, 4 * DAY),
    st.sampled_from([WARSAW, "UTC", "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe"]),
)
def test_a_time_is_one_bar_or_pieces_within_its_days(start: datetime, minutes: int, zone: str) -> None:
    when = Timed(start, start + timedelta(minutes=minutes))
    bars, pieces = parts(row(1, when=when), zone)
    assert len(bars) + (1 if pieces else 0) == 1
    assert len(pieces) <= 2
    for piece in pieces:
        assert 0 <= piece.start <= piece.end <= DAY
        first, last = grid_rows(piece, 30)
        assert 0 <= first < last <= 48


def test_midnight_cuts_a_night_in_two_and_ends_what_ends_at_it() -> None:
    night = row(1, when=timed(23, minutes=120))
    assert parts(night, WARSAW)[1] == [
        Piece(night, TUESDAY, 23 * 60, DAY, after=True),
        Piece(night, date(2026, 11, 25), 0, 60, before=True),
    ]
    evening = row(2, when=timed(22, minutes=120))
    assert parts(evening, WARSAW)[1] == [Piece(evening, TUESDAY, 22 * 60, DAY)]


def test_whole_days_and_what_lasts_a_day_are_bars_open_ended_is_nowhere() -> None:
    bars, pieces = parts(row(1, when=AllDay(TUESDAY, TUESDAY)), WARSAW)
    assert ([(bar.first, bar.last) for bar in bars], pieces) == ([(TUESDAY, TUESDAY)], [])
    bars, pieces = parts(row(1, when=timed(9, minutes=24 * 60 + 30)), WARSAW)
    assert ([(bar.first, bar.last) for bar in bars], pieces) == ([(TUESDAY, date(2026, 11, 25))], [])
    assert parts(row(1, when=OpenEnded()), WARSAW) == ([], [])


def test_b6_a_day_of_23_or_25_hours_goes_by_the_clock() -> None:
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)
    longer = row(1, when=Timed(at(1, 30, day=spring), at(3, 30, day=spring)))
    assert [(p.start, p.end) for p in parts(longer, WARSAW)[1]] == [(90, 210)]
    twice = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)
    backwards = row(2, when=Timed(twice, twice + timedelta(minutes=30)))
    assert [(p.day, p.start, p.end) for p in parts(backwards, WARSAW)[1]] == [(autumn, 165, 165)]
    whole = row(3, when=Timed(at(0, day=autumn), at(0, day=date(2026, 10, 26))))
    assert [(p.start, p.end) for p in parts(whole, WARSAW)[1]] == [(0, DAY)]


def test_neighbours_stand_in_rows_of_their_own() -> None:
    quarters = [Piece(row(1), TUESDAY, 540, 555), Piece(row(2), TUESDAY, 555, 585), Piece(row(3), TUESDAY, 585, 600)]
    assert [grid_rows(piece, 30) for piece in quarters] == [(18, 19), (19, 20), (20, 21)]
    assert grid_rows(Piece(row(1), TUESDAY, DAY - 1, DAY - 1), 30) == (47, 48)
