"""What planning costs in a database of a million activities: one check for collisions, and a cycle of 365 occurrences
for three performers, as JSON.

    python -m tests.bench.planning [--sizes 1000,1000000] [--runs 5]

Works on a copy of the benchmark's databases, which it removes.
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from store import busy, cycles, people, rights, series
from store.clock import FixedClock
from store.database import Store
from store.drafts import ActivityDraft
from store.reading import SessionReader
from store.rows import Acting
from store.when import Timed
from tests.bench.run import CLOCK, database, measured

CYCLE_LIMIT_MS, CHECK_LIMIT_MS = 1000, 10
OCCURRENCES = 365


def milliseconds(act: Callable[[], object]) -> float:
    """Return how long something takes."""
    began = perf_counter()
    act()
    return (perf_counter() - began) * 1000


def planning(store: Store, me: Acting, runs: int) -> dict[str, Any]:
    """Measure on an open store; the cycles are planned at night; days that something fills whole are skipped."""
    with store.reading() as read:
        users = tuple(int(row[0]) for row in read.all("select id from users order by id limit 3"))
        category = read.one("select id from dictionary_entries where kind = 'category' order by position")
    assert category is not None
    night = datetime(2026, 12, 1, 1, tzinfo=UTC)
    times = []
    for run in range(runs + 1):
        start = night + timedelta(minutes=10 * run)
        draft = ActivityDraft(
            category_id=int(category[0]), when=Timed(start, start + timedelta(minutes=10)), busy=True,
            performer_ids=users,
        )  # fmt: skip
        cycle = cycles.read("FREQ=DAILY", start=series.start_of(draft.when, me.zone), count=OCCURRENCES)

        def plan(asked: ActivityDraft = draft, rule: cycles.Cycle = cycle) -> None:
            series.plan(store, me, asked, rule, skip_collisions=True)

        times.append(milliseconds(plan))
    checks = []
    with store.writing() as session:
        read_in = SessionReader(session)
        held = rights.current(read_in, me)
        for run in range(200):
            noon = datetime(2026, 11, 25, 8, tzinfo=UTC) + timedelta(minutes=15 * (run % 40))
            when = Timed(noon, noon + timedelta(minutes=30))

            def check(asked: Timed = when) -> None:
                busy.check_many(read_in, me, held, [asked], users, True, ignoring=frozenset(), now=store.clock.now())

            checks.append(milliseconds(check))
    return {
        f"cycle_of_{OCCURRENCES}_for_3_median_ms": measured(statistics.median(times[1:]), CYCLE_LIMIT_MS),
        "one_check_for_3_median_ms": measured(statistics.median(checks), CHECK_LIMIT_MS),
        "one_check_for_3_worst_ms": round(max(checks), 2),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,1000000")
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    document: dict[str, Any] = {}
    for size in (int(text) for text in given.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "copy.db"
            shutil.copyfile(database(size), copy)
            store = Store.open(str(copy), clock=FixedClock(datetime.fromisoformat(CLOCK)))
            store.warm()
            document[str(size)] = planning(store, people.log_in(store, "anna"), given.runs)
            store.close()
    print(json.dumps({"planning": document}, indent=2))


if __name__ == "__main__":
    main()
