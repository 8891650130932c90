"""Measures the search (C8) and prints one JSON document: from each keystroke to the last byte of the repainted results.

    python -m tests.bench.search [--sizes 1000,1000000] [--rounds 3] [--saves 40]

Of a million activities the demo has 100,000 contacts and 300,000 persons. Also measured: one question without a
screen, what the index adds to a save and to the demo company, and a list filtered by a text. Nothing is asserted here.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from store import activities, company, day_plan, people, search
from store.clock import FixedClock
from store.database import Store
from store.drafts import ActivityDraft
from store.finding import index
from store.when import Timed
from tests.bench.pty_program import PtyProgram
from tests.bench.run import PROGRAM, database, environment, measured
from tests.conftest import NOW

TYPED = ("ab offer", "lodz", "jan kowalski", "transprot", "lawyer", "weekly report", "600 1", "zrodlo wody", "o")
LIMIT_MS = 100
CatchUp = Callable[[Any], int]
# A letter echoes at once in the box, on line 3; in these only the list stands. A blank finds what was found before.
LIST = range(4, 29)
UNCHANGED_SECONDS = 1.5


def milliseconds(values: list[float]) -> dict[str, Any]:
    """Return the median with its limit, the 95th percentile, and the longest."""
    ordered = sorted(value * 1000 for value in values)
    return {
        "median": measured(statistics.median(ordered), LIMIT_MS),
        "p95": round(ordered[int(len(ordered) * 0.95)], 1),
        "max": round(ordered[-1], 1),
        "n": len(ordered),
    }


def keystrokes(path: Path, rounds: int, env: dict[str, str]) -> dict[str, Any]:
    """Type into the search of the running program; the results stand when the list has been drawn anew."""
    program = PtyProgram([PROGRAM, "--db", str(path), "--as", "anna", "--lang", "en"], env)
    program.until(rb"TIMED|planned for today")
    program.settle(0.5)
    time.sleep(2.5)
    program.settle(0.5)
    program.press(b"/", r"a name, a word")
    program.settle()
    first: list[float] = []
    later: list[float] = []
    for number in range(rounds + 1):
        for text in TYPED:
            for k, letter in enumerate(text):
                seconds = program.press_until_changed(letter.encode(), LIST, UNCHANGED_SECONDS)
                program.settle(0.05)
                if number and seconds is not None:
                    (later if k else first).append(seconds)
            program.press(b"\x7f" * len(text))
            program.settle(0.3)
    program.press(b"\x1b", r"TIMED|planned")
    program.settle()
    program.quit(b"q")
    return {"first_letter_ms": milliseconds(first), "keystroke_ms": milliseconds(first + later)}


def questions(store: Store, login: str) -> dict[str, Any]:
    """Ask without a screen, for every beginning of what is typed."""
    me = people.log_in(store, login)
    search.search(store, me, "warm")
    times: list[tuple[float, str]] = []
    for text in TYPED:
        for k in range(1, len(text) + 1):
            begun = time.perf_counter()
            search.search(store, me, text[:k])
            times.append((time.perf_counter() - begun, text[:k]))
    slowest = sorted(times, reverse=True)[:3]
    return {
        "question_ms": milliseconds([seconds for seconds, _text in times]),
        "slowest": {text: round(seconds * 1000, 1) for seconds, text in slowest},
    }


def lists(store: Store) -> dict[str, float]:
    """Filter the tab All by a common and by a rare text."""
    me = people.log_in(store, "anna")
    found = {}
    for text in ("offer", "o", "ab transport handel 7 lawyer", "zzzz"):
        begun = time.perf_counter()
        day_plan.tab(store, me, "all", text=text)
        found[text] = round((time.perf_counter() - begun) * 1000, 1)
    return found


def swapped(catch_up: CatchUp) -> CatchUp:
    """Let whoever writes do something else at the end, or again the same; return what they did."""
    kept: CatchUp = vars(index)["catch_up"]
    vars(index)["catch_up"] = catch_up
    return kept


def saves(store: Store, count: int, catch_up: CatchUp) -> list[float]:
    """Plan and cancel activities with the index or without it."""
    me = people.log_in(store, "anna")
    with store.reading() as read:
        row = read.one("select id from dictionary_entries where kind = 'category'")
        firm = read.one("select id from contacts order by id desc limit 1")
    assert row is not None
    assert firm is not None
    kept = swapped(catch_up)
    times = []
    try:
        for number in range(count):
            when = Timed(NOW, NOW + timedelta(hours=1))
            draft = ActivityDraft(category_id=row[0], contact_id=firm[0], description=f"measured {number}", when=when)
            begun = time.perf_counter()
            activities.plan(store, me, draft)
            times.append(time.perf_counter() - begun)
    finally:
        swapped(kept)
    return times


def demo(folder: Path, catch_up: CatchUp) -> float:
    """Return the processor's seconds for a company of 20,000 activities."""
    store = Store.open(str(folder / f"demo-{time.perf_counter_ns()}.db"), clock=FixedClock(NOW))
    me = people.log_in(store, "anna")
    kept = swapped(catch_up)
    begun = time.process_time()
    try:
        company.fill(store, me, activities=20_000)
    finally:
        swapped(kept)
        store.close()
    return time.process_time() - begun


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,1000000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--saves", type=int, default=40)
    parser.add_argument("--database", help="a database to measure instead of the demo of a size")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    env = environment(folder)
    with_index: CatchUp = index.catch_up

    def without(_connection: Any) -> int:
        return 0

    document: dict[str, Any] = {"sizes": {}}
    for size in (int(text) for text in given.sizes.split(",")):
        path = Path(given.database) if given.database else database(size)
        copy = folder / "copy.db"
        shutil.copyfile(path, copy)
        subprocess.run([PROGRAM, "--db", str(copy), "--as", "anna", "db", "upgrade"], env=env, check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip
        found = keystrokes(copy, given.rounds, env)
        store = Store.open(str(copy), clock=FixedClock(NOW))
        with store.reading() as read:
            login = read.one("select login from users where id <> 1 and role_id = (select max(id) from roles)")
        found |= {"administrator": questions(store, "anna"), "filtered_all_ms": lists(store)}
        found["employee"] = questions(store, str(login[0])) if login else None
        saves(store, 5, with_index)
        plain, indexed = saves(store, given.saves, without), saves(store, given.saves, with_index)
        found["save_ms"] = {
            "with": round(statistics.median(indexed) * 1000, 2), "without": round(statistics.median(plain) * 1000, 2)
        }  # fmt: skip
        store.close()
        document["sizes"][str(size)] = found
    document["demo_20000_cpu_s"] = {
        "with": round(demo(folder, with_index), 2), "without": round(demo(folder, without), 2)
    }  # fmt: skip
    print(json.dumps(document, indent=2))
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
