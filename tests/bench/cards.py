"""Measures the list and the cards of contacts and prints one JSON document: each figure with its limit.

    python tests/bench/cards.py [--contacts 100000] [--activities 1000000] [--on-one 5000] [--keys 300] [--runs 7]

The database is made once, from that of tests/bench/run.py by copying its contacts until there are enough, three persons
each, in the same folder, and kept. Nothing is asserted: machines differ.
"""

import argparse
import json
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from store import contact_list, people, record_activities
from store.clock import FixedClock
from store.contact_list import ORDERS, ContactQuery
from store.database import Store
from store.folding import fold, sort_key
from tests.bench.pty_program import PtyProgram
from tests.bench.run import CLOCK, PROGRAM, environment, measured, median, p95
from tests.bench.run import database as demo

BUSIEST = "AAA Busiest"
PERSONS = 3


def database(contacts: int, activities: int, on_one: int) -> Path:
    """Return a database of a size, made where it is not there yet."""
    source = demo(activities)
    path = source.with_name(f"cards-{contacts}-{activities}-{on_one}.db")
    if path.exists():
        return path
    part = path.with_suffix(".part")
    begun = time.perf_counter()
    shutil.copyfile(source, part)
    _fill(part, contacts, on_one)
    print(f"made {path.name} in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    part.rename(path)
    return path


def _fill(path: Path, contacts: int, on_one: int) -> None:
    """Add contacts and persons, and give one contact many activities."""
    connection = sqlite3.connect(path)
    there = connection.execute("select count(*) from contacts").fetchone()[0]
    users = connection.execute("select max(id) from users").fetchone()[0]
    names = [(n, f"{sample} {n}") for n, sample in _samples(connection, there + 1, contacts)]
    connection.executemany(
        "insert into contacts (id, version, name, folded, short_name, short_folded, tax_number, address, web, "
        "owner_id, retired, created_at, sorting) values (?, 1, ?, ?, '', '', '', '', '', ?, 0, ?, ?)",
        [(n, name, fold(name), n % users + 1, "2026-01-01T00:00:00Z", sort_key(name)) for n, name in names],
    )
    rows = connection.execute("select contact_id, count(*) from persons group by contact_id").fetchall()
    known = dict(rows)
    left = [(n, k) for n in range(1, contacts + 1) for k in range(PERSONS - known.get(n, 0))]
    persons = [(n, f"Jan {n}-{k}", fold(f"Jan {n}-{k}")) for n, k in left]
    connection.executemany(
        "insert into persons (version, contact_id, name, folded, position, retired) values (1, ?, ?, ?, '', 0)", persons
    )
    connection.execute(
        "update activities set contact_id = 1, project_id = null where id in "
        "(select id from activities where contact_id is not null order by id desc limit ?)",
        (on_one,),
    )
    connection.execute(
        "update contacts set name = ?, folded = ?, sorting = ? where id = 1",
        (BUSIEST, fold(BUSIEST), sort_key(BUSIEST)),
    )
    connection.execute(
        "delete from activity_persons where activity_id in (select id from activities where contact_id = 1)"
    )
    connection.commit()
    connection.execute("analyze")
    connection.close()


def _samples(connection: sqlite3.Connection, first: int, last: int) -> list[tuple[int, str]]:
    names = [row[0] for row in connection.execute("select name from contacts order by id limit 500")]
    return [(n, names[n % len(names)]) for n in range(first, last + 1)]


def on_screen(path: Path, keys: int, runs: int, env: dict[str, str]) -> dict[str, Any]:
    """Work in one session: the list, its keys, the filter, the card with many activities."""
    program = PtyProgram([PROGRAM, "--db", str(path), "--as", "anna", "--lang", "en"], env)
    program.until(rb"TIMED|planned for today")
    program.settle(0.5)
    time.sleep(2.5)
    program.settle(0.5)
    opened_list = program.press(b"3", BUSIEST)[0]
    program.settle(0.5)
    moves = [program.press(b"j" if k % 60 < 40 else b"k")[0] for k in range(keys)]
    for _ in range(40):
        program.press(b"j")
    scrolls = [program.press(b"j")[0] for _ in range(keys)]
    pages = [program.press(b"\x1b[6~")[0] for _ in range(40)]
    program.press(b"\x1b[F")
    program.settle(0.5)
    program.press(b"\x1b[H")
    program.settle(0.5)
    cards = []
    for _ in range(runs + 1):
        cards.append(program.press(b"\r", "History")[0])
        program.settle(0.3)
        program.press(b"\x1b", "Contacts")
        program.settle(0.3)
    peak = program.peak_megabytes()
    program.quit(b"q")
    return {
        "list_opens_ms": round(opened_list * 1000, 1), "key_median_ms": round(median(moves) * 1000, 2),
        "key_p95_ms": round(p95(moves) * 1000, 2), "scroll_median_ms": round(median(scrolls) * 1000, 2),
        "scroll_p95_ms": round(p95(scrolls) * 1000, 2), "page_down_median_ms": round(median(pages) * 1000, 2),
        "card_median_ms": round(statistics.median(cards[1:]) * 1000, 1), "peak_mb": round(peak, 1),
    }  # fmt: skip


def in_store(path: Path, runs: int) -> dict[str, float]:
    """Ask the store alone: every order, a filter, the middle of the list, the windows of the card; in milliseconds."""
    store = Store.open(str(path), clock=FixedClock(datetime.fromisoformat(CLOCK)))
    me = people.log_in(store, "anna")
    questions = {
        **{f"order_{order}": ContactQuery(order=order) for order in ORDERS},
        "filter": ContactQuery(text="transport"), "filter_one_letter": ContactQuery(text="a"),
        "filter_phone": ContactQuery(text="600 123"), "filter_person": ContactQuery(text="kowalski"),
    }  # fmt: skip
    found: dict[str, float] = {}

    def timed(name: str, ask: Any) -> None:
        times = []
        for _ in range(runs):
            begun = time.perf_counter()
            ask()
            times.append(time.perf_counter() - begun)
        found[name] = round(statistics.median(times) * 1000, 1)

    for name, query in questions.items():
        timed(name, lambda query=query: contact_list.page(store, me, query))
    timed("middle", lambda: contact_list.page(store, me, ContactQuery(), first=50_000))
    timed("plan", lambda: record_activities.plan(store, me, "contact", 1, limit=100))
    timed("history", lambda: record_activities.history(store, me, "contact", 1, limit=100))
    timed("totals", lambda: record_activities.totals(store, me, "contact", 1))
    store.close()
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contacts", type=int, default=100_000)
    parser.add_argument("--activities", type=int, default=1_000_000)
    parser.add_argument("--on-one", type=int, default=5_000)
    parser.add_argument("--keys", type=int, default=300)
    parser.add_argument("--runs", type=int, default=7)
    given = parser.parse_args()
    home = Path(tempfile.mkdtemp())
    path = database(given.contacts, given.activities, given.on_one)
    seen = on_screen(path, given.keys, given.runs, environment(home))
    document = {
        "contacts": given.contacts, "activities": given.activities, "on_one": given.on_one, **seen,
        "key_median_ms": measured(seen["key_median_ms"], 16),
        "scroll_median_ms": measured(seen["scroll_median_ms"], 16),
        "card_median_ms": measured(seen["card_median_ms"], 150),
        "store_ms": in_store(path, given.runs),
    }  # fmt: skip
    print(json.dumps(document, indent=2))
    shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
