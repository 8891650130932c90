"""The rule of busy time holds for processes that plan at the same moment (A5)."""

import json
from itertools import combinations
from typing import Any

import pytest

from store.database import Store
from store.instants import from_column
from store.rows import Acting
from tests.apart import Apart
from tests.store import rushing

# The full 200 wishes each are in tests/bench/busy.py: they take minutes where other work goes on.
PROCESSES, TIMES = 8, 12


def rush(store: Store, processes: int, times: int, program: str = "tests.store.rushing") -> list[dict[str, Any]]:
    """Let processes plan at once, from one signal on, and return what each of them says."""
    url = str(store.path or store.url)
    running = [Apart(program, url, str(number), str(times)) for number in range(processes)]
    for one in running:
        assert one.readline() == "ready\n", one.end()
    for one in running:
        one.write("go\n")
    return [json.loads(one.end()) for one in running]


def overlapping(store: Store) -> int:
    """How many pairs of busy activities of one performer overlap in the database."""
    with store.reading() as read:
        rows = read.all("select user_id, starts_at, ends_at from performers where planned and busy")
    spans = [(user, from_column(start), from_column(end)) for user, start, end in rows]
    return sum(u == v and a < d and c < b for (u, a, b), (v, c, d) in combinations(spans, 2))


def test_a5_eight_processes_plan_into_the_same_places(store: Store, anna: Acting) -> None:
    said = rush(store, PROCESSES, TIMES)
    assert sum(one["planned"] + one["told"] for one in said) == PROCESSES * TIMES
    assert 1 <= sum(one["planned"] for one in said) <= rushing.PLACES
    assert overlapping(store) == 0


def test_a5_holds_on_postgresql_without_the_lock_of_all_writers(store: Store, anna: Acting) -> None:
    if store.path is not None:
        pytest.skip("SQLite has one writer at a time")
    said = rush(store, 4, 15, "tests.store.rushing_apart")
    assert sum(one["planned"] + one["told"] for one in said) == 4 * 15
    assert overlapping(store) == 0
