"""One stopwatch for each user and no entries that overlap, whatever processes do at the same moment (E1, E3)."""

import pytest

from store import checking, stopwatch
from store.database import Store
from store.rows import Acting
from tests.making import planned, timed
from tests.store import starting
from tests.store.test_busy_at_once import rush

PROCESSES, TIMES = 6, 8


def look(store: Store, me: Acting, program: str) -> None:
    """Let processes start and add at once, and look at what stands then."""
    for hour in (15, 16, 17):
        planned(store, me, when=timed(hour))
    said = rush(store, PROCESSES, TIMES, program)
    assert sum(one["started"] for one in said) == 1
    assert sum(one["started"] + one["runs"] for one in said) == PROCESSES
    assert 1 <= sum(one["added"] for one in said) <= starting.PLACES
    assert sum(one["added"] + one["taken"] for one in said) == PROCESSES * TIMES
    with store.reading() as read:
        assert read.all("select count(*) from time_entries where ended_at is null") == [(1,)]
    assert stopwatch.running(store, me) is not None
    assert checking.problems(store) == []


def test_e1_of_processes_that_start_at_once_one_succeeds(store: Store, anna: Acting) -> None:
    look(store, anna, "tests.store.starting")


def test_e1_holds_on_postgresql_without_the_lock_of_all_writers(store: Store, anna: Acting) -> None:
    if store.path is not None:
        pytest.skip("SQLite has one writer at a time")
    look(store, anna, "tests.store.starting_apart")
