"""Measures what it costs to show only what one may see (G2) and prints one JSON document.

    python -m tests.bench.rights [--size 100000] [--rounds 9]

Each question is asked in turn by an administrator, who sees everything by right, and by an employee, who sees the same
rows because every activity is public: the rows are equal, so what differs is the filter. Processor seconds, as the
median of the rounds; the database is a copy of the one with measured time, made once and kept. Nothing is asserted.
"""

import argparse
import json
import shutil
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from store import activity_list, calendar, people, record_activities, reports, search, tabs
from store.activity_list import Wanted
from store.clock import FixedClock
from store.database import Store
from store.drafts import UserDraft
from store.reports import Query
from store.rows import Acting
from tests.bench.reports import timed_database
from tests.bench.run import load, measured
from tests.conftest import NOW

MOST_TIMES = 1.2
LOGIN = "filtered"
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
Ask = Callable[[Store, Acting], Any]
BUSIEST = "select contact_id from activities where contact_id is not null group by 1 order by count(*) desc limit 1"


def asked(contact: int) -> dict[str, Ask]:
    """Return the questions: lists, calendars, the search, cards and reports, of a window and of everything."""
    return {
        "list of everybody, 100 rows": lambda s, me: activity_list.listed(s, me, everyone=True),
        "list of everybody, whole": lambda s, me: activity_list.numbers(s, me, Wanted(everyone=True)),
        "list of what is planned": lambda s, me: activity_list.numbers(s, me, Wanted(everyone=True, status="planned")),
        "tab all": lambda s, me: tabs.tab(s, me, "all"),
        "tab all, containing": lambda s, me: tabs.tab(s, me, "all", text="offer"),
        "public calendar, a month": lambda s, me: calendar.within(s, me, FIRST, LAST, calendar.Whose("public")),
        "card of a contact": lambda s, me: record_activities.history(s, me, "contact", contact),
        "totals of a contact": lambda s, me: record_activities.totals(s, me, "contact", contact),
        "search": lambda s, me: search.search(s, me, "offer"),
        "activities by category": lambda s, me: reports.make(s, me, Query("activities", ("category",))),
        "activities by user": lambda s, me: reports.make(s, me, Query("activities", ("user",))),
        "activities by month": lambda s, me: reports.make(s, me, Query("activities", ("month",))),
        "goals by goal": lambda s, me: reports.make(s, me, Query("goals", ("goal",))),
        "overdue by age": lambda s, me: reports.make(s, me, Query("overdue", ("age",))),
        "time by user": lambda s, me: reports.make(s, me, Query("time", ("user",))),
        "time by contact": lambda s, me: reports.make(s, me, Query("time", ("contact",))),
    }


def public_database(size: int) -> Path:
    """Return a database where everything is public, with somebody who sees it by that alone; made where it is not."""
    source = timed_database(size)
    path = source.with_name(f"public-{size}.db")
    if not path.exists():
        part = path.with_suffix(".part")
        shutil.copyfile(source, part)
        connection = sqlite3.connect(part)
        connection.execute("update activities set public = 1 where public = 0")
        connection.commit()
        connection.close()
        store = Store.open(str(part), clock=FixedClock(NOW))
        anna = people.log_in(store, "anna")
        role = people.save_role(store, anna, "Filtered", frozenset({"view-public", "see-all-time"}))
        people.add_user(store, anna, UserDraft(LOGIN, role_id=role.id))
        store.close()
        part.rename(path)
    return path


def cost(store: Store, ask: Ask, users: tuple[Acting, Acting], rounds: int) -> dict[str, Any]:
    """Return the processor seconds of both, and how many times the one is the other."""
    found: list[list[float]] = [[], []]
    for _ in range(rounds + 1):
        for place, me in enumerate(users):
            begun = time.process_time()
            ask(store, me)
            found[place].append(time.process_time() - begun)
    everything, filtered = (statistics.median(times[1:]) for times in found)
    return {
        "administrator_ms": round(everything * 1000, 2),
        "filtered_ms": round(filtered * 1000, 2),
        "times": measured(filtered / everything, MOST_TIMES),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", default="", help="questions whose name contains this")
    given = parser.parse_args()
    store = Store.open(str(public_database(given.size)), clock=FixedClock(NOW))
    users = people.log_in(store, "anna"), people.log_in(store, LOGIN)
    with store.reading() as read:
        row = read.one(BUSIEST)
    document: dict[str, Any] = {"size": given.size, "load_before": load()}
    document["questions"] = {
        name: cost(store, ask, users, given.rounds)
        for name, ask in asked(int(row[0]) if row else 0).items()
        if given.only in name
    }
    document["load_after"] = load()
    store.close()
    print(json.dumps(document, indent=2))


if __name__ == "__main__":
    main()
