"""A process that plans activities until it is told to stop; run by tests/store/test_backup.py as a program."""

import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TypeVar

from store import activities, people
from store.clock import FixedClock
from store.database import Store
from store.drafts import ActivityDraft
from store.refusals import StoreFault
from store.when import Timed

Done = TypeVar("Done")

NOW = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)


def insistent(write: Callable[[], Done]) -> Done:
    """Write, again and again where others hold the lock for too long, as they do on a busy machine."""
    while True:
        try:
            return write()
        except StoreFault as fault:
            if fault.reason != "locked":
                raise


def write_on(url: str) -> int:
    """Plan and move activities; return how many."""
    store = Store.open(url, clock=FixedClock(NOW))
    me = people.log_in(store, "anna")
    with store.reading() as read:
        [(category,)] = read.all("select min(id) from dictionary_entries where kind = 'category'")
    told = threading.Event()

    def listen() -> None:
        sys.stdin.readline()
        told.set()

    threading.Thread(target=listen, daemon=True).start()
    done = 0
    while not told.is_set():
        start = NOW + timedelta(minutes=done + 30)
        when, later = (Timed(begin, begin + timedelta(minutes=15)) for begin in (start, start + timedelta(days=1)))
        row = insistent(partial(activities.plan, store, me, ActivityDraft(category, when)))
        insistent(partial(activities.move, store, me, row.id, later))
        if not done:
            sys.stdout.write("ready\n")
            sys.stdout.flush()
        done += 1
    store.close()
    return done


if __name__ == "__main__":
    print(write_on(sys.argv[1]))
