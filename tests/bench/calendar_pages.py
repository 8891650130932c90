"""Measures turning over the calendar, from the key to the last byte of the repaint, and prints one JSON document.

    python -m tests.bench.calendar_pages [--sizes 1000,100000,1000000] [--turns 40] [--whose mine|mine+public|users]

The databases are those of run.py. Beside each view stands how many activities its pages hold; the fullest, that
of today, has some 700 in its six weeks.
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from store import calendar, people, settings
from store.calendar_choices import CalendarChoices, View, choices_of, days_of, turned
from store.clock import SystemClock
from store.database import Store
from tests.bench.pty_program import PtyProgram
from tests.bench.run import PROGRAM, database, environment, measured, median, p95

TODAY = date(2026, 11, 24)
VIEWS: dict[View, bytes] = {"month": b"vm", "week": b"vw", "day": b"vd"}
WHOSE = {"mine": ("mine", "off"), "mine+public": ("mine", "on"), "users": ("users:1,2,3,4", "off")}


def prepare(path: Path, whose: str) -> dict[str, dict[str, float]]:
    """Set whose calendar it is, and count what the pages hold that will be turned over."""
    store = Store.open(str(path), clock=SystemClock())
    me = people.log_in(store, "anna")
    kind, public = WHOSE[whose]
    for name, value in {**CalendarChoices().entries(), "calendar.whose": kind, "calendar.public": public}.items():
        settings.set_preference(store, me, name, value)
    choices = choices_of(settings.preferences(store, me))
    counts: dict[str, dict[str, float]] = {}
    for view in VIEWS:
        pages = [days_of(view, turned(view, TODAY, -by)) for by in range(5)]
        held = [len(calendar.within(store, me, *page, choices.whose)) for page in pages]
        counts[view] = {"least": min(held), "median": statistics.median(held), "most": max(held)}
    store.close()
    return counts


def turning(path: Path, turns: int, env: dict[str, str]) -> dict[str, Any]:
    """Turn over pages of each view, back and forth among the last five."""
    program = PtyProgram([PROGRAM, "--db", str(path), "--as", "anna", "--lang", "en"], env)
    program.until(rb"TIMED|planned for today")
    program.settle(0.5)
    found: dict[str, Any] = {"open_ms": round(program.press(b"2", "Calendar")[0] * 1000, 1)}
    program.settle()
    for view, keys in VIEWS.items():
        program.press(keys)
        program.settle()
        program.press(b"t")
        program.settle()
        times = []
        for k in range(turns):
            times.append(program.press(b"[" if k % 8 < 4 else b"]")[0])
            program.settle(0.05)
        program.press(b"t")
        program.settle()
        full = []
        for _ in range(turns):
            program.press(b"[")
            program.settle(0.1)
            full.append(program.press(b"]")[0])
            program.settle(0.1)
        found[view] = {
            "median_ms": measured(median(times) * 1000, 50),
            "p95_ms": measured(p95(times) * 1000, 100),
            "to_the_fullest_median_ms": measured(median(full) * 1000, 50),
            "to_the_fullest_p95_ms": measured(p95(full) * 1000, 100),
        }
        keys_there_and_back = b"lllhhh" if view != "day" else b"jjjkkk"
        moves = [program.press(keys_there_and_back[k % 6 : k % 6 + 1])[0] for k in range(turns)]
        found[view]["cursor_median_ms"] = round(median(moves) * 1000, 2)
    program.quit(b"q")
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,100000,1000000")
    parser.add_argument("--turns", type=int, default=40)
    parser.add_argument("--whose", choices=list(WHOSE), default="mine")
    given = parser.parse_args()
    home = Path(tempfile.mkdtemp())
    document: dict[str, Any] = {"whose": given.whose, "sizes": {}}
    for size in (int(text) for text in given.sizes.split(",")):
        path = home / f"{size}.db"
        shutil.copyfile(database(size), path)
        counts = prepare(path, given.whose)
        document["sizes"][str(size)] = {"activities_in": counts, **turning(path, given.turns, environment(home))}
        path.unlink()
    print(json.dumps(document, indent=2))
    shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
