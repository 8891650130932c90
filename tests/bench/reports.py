"""Measures reports over a million activities and as many time entries (F) and prints one JSON document.

    python -m tests.bench.reports [--size 1000000] [--rounds 5]

From key 5 to the first table of the running program; each report without a screen, of a month and of all time, by what
may be many; and how long one that was given up goes on. The entries are put in once, into a copy of the demo database
that is kept. Nothing is asserted here.
"""

import argparse
import json
import shutil
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from store import people, reports
from store.clock import FixedClock
from store.database import Store
from store.refusals import Cancelled
from store.reports import Query
from store.rows import Acting
from tests.bench.pty_program import PtyProgram
from tests.bench.run import PROGRAM, database, environment, load, measured
from tests.conftest import NOW

LIMIT_SECONDS = 1.0
TABLE = r"total|No time was measured"
MONTH: dict[str, Any] = {"start": date(2026, 11, 1), "end": date(2026, 11, 30)}
ASKED: dict[str, Query] = {
    "time by user, a month": Query("time", ("user",), **MONTH),
    "time by contact, a month": Query("time", ("contact",), **MONTH),
    "activities by category, a month": Query("activities", ("category",), **MONTH),
    "goals, a month": Query("goals", ("goal",), **MONTH),
    "overdue by age": Query("overdue", ("age",)),
    "forgotten by owner": Query("forgotten", ("owner",)),
    "time by user": Query("time", ("user",)),
    "time by category": Query("time", ("category",)),
    "time by contact": Query("time", ("contact",)),
    "time by project, month": Query("time", ("project", "month")),
    "activities by category": Query("activities", ("category",)),
    "activities by user": Query("activities", ("user",)),
    "activities by contact": Query("activities", ("contact",)),
    "activities by month": Query("activities", ("month",)),
    "goals by user": Query("goals", ("user",)),
    "overdue by user": Query("overdue", ("user",)),
    "forgotten by contact": Query("forgotten", ("contact",)),
}


def timed_database(size: int) -> Path:
    """Return a demo database with an entry for every activity, made where it is not there yet."""
    source = database(size)
    path = source.with_name(f"timed-{size}.db")
    if not path.exists():
        part = path.with_suffix(".part")
        shutil.copyfile(source, part)
        connection = sqlite3.connect(part, isolation_level=None)
        connection.execute("pragma journal_mode = off")
        connection.execute("pragma synchronous = off")
        users = [int(row[0]) for row in connection.execute("select id from users")]
        connection.execute("begin")
        connection.execute("delete from time_entries")
        connection.executemany(
            "insert into time_entries (version, user_id, activity_id, started_at, ended_at, seconds, day, note, "
            "by_hand, corrected) values (1, ?, ?, ?, ?, ?, ?, '', 0, 0)",
            entries(users, [int(row[0]) for row in connection.execute("select id from activities")]),
        )
        connection.execute("commit")
        connection.close()
        part.rename(path)
    return path


def entries(users: list[int], activities: list[int]) -> Any:
    """Yield an entry for each activity: those of a user one before the other, the last one this morning."""
    ends = datetime(2026, 11, 24, 8, tzinfo=UTC)
    for place, activity in enumerate(activities):
        start = ends - timedelta(minutes=15) * (place // len(users) + 1)
        seconds = 300 + place * 37 % 600
        stop = start + timedelta(seconds=seconds)
        shown = [moment.strftime("%Y-%m-%dT%H:%M:%SZ") for moment in (start, stop)]
        yield users[place % len(users)], activity, *shown, seconds, start.date().isoformat()


def opened(path: Path, rounds: int, env: dict[str, str]) -> dict[str, Any]:
    """Press 5 and wait until the table stands, in a program that has rested."""
    program = PtyProgram([PROGRAM, "--db", str(path), "--as", "anna", "--lang", "en"], env)
    program.until(rb"TIMED|planned for today")
    time.sleep(2.5)
    program.settle(0.5)
    first = program.press(b"5", TABLE)[0]
    again: list[float] = []
    for _ in range(rounds):
        program.settle()
        program.press(b"1", r"TIMED|planned for today")
        program.settle()
        again.append(program.press(b"5", TABLE)[0])
    program.settle()
    program.quit(b"q")
    return {
        "key_5_first_s": measured(first, LIMIT_SECONDS),
        "key_5_again_s": measured(statistics.median(again), LIMIT_SECONDS),
    }


def asked(store: Store, me: Acting, rounds: int) -> dict[str, Any]:
    """Ask each report without a screen: the median of wall-clock and of processor seconds."""
    found = {}
    for name, query in ASKED.items():
        walls, cores = [], []
        for _ in range(rounds):
            begun, core = time.perf_counter(), time.process_time()
            reports.make(store, me, query)
            walls.append(time.perf_counter() - begun)
            cores.append(time.process_time() - core)
        found[name] = {
            "seconds": measured(statistics.median(walls), LIMIT_SECONDS),
            "core_seconds": round(statistics.median(cores), 3),
        }
    return found


def given_up(store: Store, me: Acting, rounds: int) -> float:
    """How long the longest report goes on after it was given up, in milliseconds: the longest of some."""
    longest = 0.0
    for place in range(rounds):
        cancelled = threading.Event()
        set_at: list[float] = []

        def give_up(cancelled: threading.Event = cancelled, set_at: list[float] = set_at) -> None:
            set_at.append(time.perf_counter())
            cancelled.set()

        timer = threading.Timer(0.1 + 0.05 * place, give_up)
        timer.start()
        try:
            reports.make(store, me, Query("time", ("contact", "month")), cancelled=cancelled)
        except Cancelled:
            longest = max(longest, time.perf_counter() - set_at[0])
        timer.join()
    return longest * 1000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--db", type=Path, help="a database that is there already")
    given = parser.parse_args()
    path = given.db or timed_database(given.size)
    home = Path(tempfile.mkdtemp())
    document: dict[str, Any] = {"size": given.size, "load_before": load()}
    document |= opened(path, given.rounds, environment(home))
    store = Store.open(str(path), clock=FixedClock(NOW))
    me = people.log_in(store, "anna")
    document["reports"] = asked(store, me, given.rounds)
    document["given_up_after_ms"] = measured(given_up(store, me, given.rounds), 200)
    document["load_after"] = load()
    store.close()
    print(json.dumps(document, indent=2))
    shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
