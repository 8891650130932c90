"""Whatever is measured, added, corrected and deleted in whatever order, no entries of one user overlap (E1, E3)."""

from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from store import checking, stopwatch, time_entries
from store.clock import FixedClock
from store.database import Store
from store.instants import from_column
from store.refusals import Invalid, StopwatchRuns, TimeTaken
from store.rows import Acting
from tests.conftest import NOW
from tests.making import planned

Span = tuple[datetime, datetime]

FAR = NOW + timedelta(days=9999)
minutes = st.integers(-12, 12).map(lambda quarter: quarter * 5)
steps = st.one_of(
    st.tuples(st.just("start"), st.integers(0, 1), st.booleans()),
    st.tuples(st.just("stop")),
    st.tuples(st.just("pass"), st.sampled_from([0, 1, 5, 20, 60, -3, -40])),
    st.tuples(st.just("add"), minutes, minutes),
    st.tuples(st.just("correct"), st.integers(0, 5), minutes, st.one_of(st.none(), minutes)),
    st.tuples(st.just("delete"), st.integers(0, 5)),
)


def overlap(one: Span, other: Span) -> bool:
    """Half-open; what has no length takes no time, unless it lies within."""
    return one[0] < other[1] and other[0] < one[1]


def standing(store: Store, me: Acting) -> dict[int, Span]:
    """Every entry of a user, as the database has it."""
    with store.reading() as read:
        found = read.all("select id, started_at, ended_at from time_entries where user_id = :me order by id", me=me.id)
    return {number: (from_column(start), from_column(end) if end else FAR) for number, start, end in found}


@settings(max_examples=20)
@given(doings=st.lists(steps, min_size=3, max_size=14))
def test_e3_no_order_of_doings_makes_entries_overlap(
    store: Store, anna: Acting, clock: FixedClock, doings: list[Any]
) -> None:
    clock.instant = NOW
    with store.writing() as session:
        for table in ("time_entries", "performers", "changes", "activities"):
            session.connection().exec_driver_sql(f"delete from {table}")
    rows = [planned(store, anna).id for _n in range(2)]
    for what, *given_ in doings:
        before = standing(store, anna)
        refused: Exception | None = None
        try:
            _do(store, anna, clock, rows, list(before), what, given_)
        except (TimeTaken, StopwatchRuns, Invalid) as error:
            refused = error
        after = standing(store, anna)
        assert not any(overlap(one, other) for one, other in combinations(after.values(), 2))
        assert sum(end == FAR for _start, end in after.values()) <= 1
        if refused is not None:
            assert after == before
        if isinstance(refused, TimeTaken):
            wanted = _asked(clock, list(before.items()), what, given_)
            assert any(overlap(wanted[1], span) for number, span in before.items() if number != wanted[0])
    assert checking.problems(store) == []


def _do(store: Store, me: Acting, clock: FixedClock, rows: list[int], ids: list[int], what: str, given_: Any) -> None:
    now = clock.now()
    match what:
        case "start":
            stopwatch.start(store, me, rows[given_[0]], switch=given_[1])
        case "stop":
            stopwatch.stop(store, me)
        case "pass":
            clock.instant += timedelta(minutes=given_[0])
        case "add":
            start, end = (now + timedelta(minutes=one) for one in given_)
            time_entries.add(store, me, rows[0], start, end)
        case "delete" if ids:
            time_entries.delete(store, me, ids[given_[0] % len(ids)])
        case "correct" if ids:
            entry = time_entries.get(store, me, ids[given_[0] % len(ids)])
            begins, ends = given_[1:]
            until = None if ends is None else now + timedelta(minutes=ends)
            start = now + timedelta(minutes=begins)
            time_entries.correct(store, me, entry.id, start=start, end=until, version=entry.version)


def _asked(clock: FixedClock, standing_: list[tuple[int, Span]], what: str, given_: Any) -> tuple[int, Span]:
    """What was asked for when it was refused as taken: the entry itself, if any, and its times."""
    number = 0 if what == "add" else standing_[given_[0] % len(standing_)][0]
    start, end = given_ if what == "add" else given_[1:]
    now = clock.now()
    return number, (now + timedelta(minutes=start), FAR if end is None else now + timedelta(minutes=end))
