"""Processes that start the same user's stopwatch at once; run by tests/store/test_stopwatch_at_once.py as a program."""

import json
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial

from store import people, stopwatch, time_entries
from store.clock import FixedClock
from store.database import Store
from store.refusals import Invalid, StopwatchRuns, TimeTaken
from tests.store.writing_on import insistent

NOW = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
PLACES = 6


def rush(url: str, number: int, times: int) -> dict[str, int]:
    """Start on every activity there is, in turn, and add the same few times by hand; return what came of it."""
    clock = FixedClock(NOW)
    store = Store.open(url, clock=clock)
    me = people.log_in(store, "anna")
    with store.reading() as read:
        ids = [row[0] for row in read.all("select id from activities order by id")]
    store.warm()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    said = {"started": 0, "runs": 0, "added": 0, "taken": 0}
    try:
        insistent(partial(stopwatch.start, store, me, ids[number % len(ids)]))
        said["started"] += 1
    except StopwatchRuns:
        said["runs"] += 1
    for turn in range(times):
        start = NOW - timedelta(hours=5) + timedelta(minutes=20 * ((turn + number) % PLACES))
        try:
            insistent(partial(time_entries.add, store, me, ids[0], start, start + timedelta(minutes=30)))
            said["added"] += 1
        except TimeTaken:
            said["taken"] += 1
        with suppress(StopwatchRuns, Invalid):
            insistent(partial(stopwatch.start, store, me, ids[(turn + number) % len(ids)], switch=True))
    store.close()
    return said


if __name__ == "__main__":
    print(json.dumps(rush(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
