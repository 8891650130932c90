"""Processes that plan into the same few places at once; run by tests/store/test_busy_at_once.py as a program."""

import json
import sys
from datetime import UTC, datetime, timedelta
from functools import partial

from store import activities, people
from store.clock import FixedClock
from store.database import Store
from store.drafts import ActivityDraft
from store.refusals import BusyConflict
from store.when import Timed
from tests.store.writing_on import insistent

NOW = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
FIRST = datetime(2026, 11, 25, 8, tzinfo=UTC)
PLACES = 6


def rush(url: str, number: int, times: int) -> dict[str, int]:
    """Plan busy half hours for two performers; return how many were planned, and how many were told why not."""
    store = Store.open(url, clock=FixedClock(NOW))
    me = people.log_in(store, "anna")
    with store.reading() as read:
        users = [row[0] for row in read.all("select id from users order by id")]
        [(category,)] = read.all("select min(id) from dictionary_entries where kind = 'category'")
    store.warm()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    planned = told = 0
    for turn in range(times):
        start = FIRST + timedelta(minutes=20 * ((turn + number) % PLACES))
        performers = (users[0], users[1]) if turn % 2 else (users[1], users[2])
        wish = ActivityDraft(
            category_id=category, when=Timed(start, start + timedelta(minutes=30)), busy=True, performer_ids=performers
        )
        try:
            insistent(partial(activities.plan, store, me, wish))
        except BusyConflict as conflict:
            told += bool(conflict.collisions)
        else:
            planned += 1
    store.close()
    return {"planned": planned, "told": told}


if __name__ == "__main__":
    print(json.dumps(rush(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
