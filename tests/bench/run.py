"""Runs the benchmarks and prints one JSON document: each figure with its limit and the machine's own floor.

    python -m tests.bench.run [--sizes 1000,100000,1000000] [--runs 7] [--keys 300] [--idle 60]

Databases are made once by `crm-tui demo` in a folder of the user's cache and kept. The floor, an empty app of the same
Textual, is measured in turn with the program. Nothing here is asserted: machines differ, ratios to the floor less so.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.pty_program import PtyProgram

PROGRAM = str(Path(sys.executable).with_name("crm-tui"))
CLOCK = "2026-11-24T10:42:00+01:00"
WARM_SECONDS = 2.5
IDLE_STEP_SECONDS = 60.0


def environment(home: Path) -> dict[str, str]:
    """Return a clean environment with a home of its own."""
    return {
        "PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8", "TZ": "Europe/Warsaw", "CRM_TUI_CLOCK": CLOCK,
    }  # fmt: skip


def database(size: int) -> Path:
    """Return a demo database of a size and of this version, made where it is not there yet."""
    folder = user_cache_path("crm-tui-bench")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"demo-{size}.db"
    if not path.exists():
        part = path.with_suffix(".part")
        for old in folder.glob(part.name + "*"):
            old.unlink()
        begun = time.perf_counter()
        command = [PROGRAM, "--db", str(part), "--as", "anna", "demo", "--activities", str(size)]
        subprocess.run(command, env=environment(folder), check=True, stdout=subprocess.DEVNULL)
        print(f"made {size} activities in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
        part.rename(path)
    # One of an earlier version is brought up to date here, not in the first start that is timed.
    command = [PROGRAM, "--db", str(path), "--as", "anna", "today"]
    subprocess.run(command, env=environment(folder), check=True, stdout=subprocess.DEVNULL)
    return path


def median(values: list[float]) -> float:
    """Return the median."""
    return round(statistics.median(values), 4)


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return round(sorted(values)[int(len(values) * 0.95)], 4)


def hello(lines: list[str]) -> bool:
    """Tell whether the empty app's word is on the screen."""
    return "hello" in lines[0]


def plan_seen(lines: list[str]) -> bool:
    """Tell whether a plan is on the screen: its activities, or that there are none, and the keys below."""
    return any("▎" in line or "planned for today" in line for line in lines) and "n plan" in lines[-1]


def plan_confirmed(lines: list[str]) -> bool:
    """Tell whether the database has confirmed the plan: the line above no longer says that it was last seen."""
    return plan_seen(lines) and "Day plan" in lines[0] and "as last seen" not in lines[0]


def empty_app(env: dict[str, str]) -> tuple[float, float, float]:
    """Run the empty app: seconds to its first text, seconds to quit, and peak megabytes."""
    program = PtyProgram([sys.executable, str(Path(__file__).with_name("empty_app.py"))], env)
    program.until(b"hello")
    program.settle()
    (first,) = program.replay(hello)
    peak = program.peak_megabytes()
    return first, program.quit(b"\x11"), peak


def bare_list(env: dict[str, str]) -> float:
    """Return the median seconds of a key in a bare list."""
    program = PtyProgram([sys.executable, str(Path(__file__).with_name("empty_app.py")), "list"], env)
    program.until(b"line 5")
    program.settle()
    keys = [program.press(b"j")[0] for _ in range(60)]
    program.quit(b"\x11")
    return median(keys)


def opening(command: list[str], env: dict[str, str]) -> tuple[float, float, float]:
    """Start and quit: seconds to the first frame with a plan, to the confirmed plan, and to quit."""
    program = PtyProgram(command, env)
    program.until("▎|planned for today".encode())
    program.settle(0.6)
    frame, confirmed = program.replay(plan_seen, plan_confirmed)
    return frame, confirmed, program.quit(b"q")


def starts(path: Path, runs: int, env: dict[str, str]) -> dict[str, Any]:
    """Start again and again, the empty app in turn: the first start has nothing that was last seen, the others have."""
    command = [PROGRAM, "--db", str(path), "--as", "anna", "--lang", "en"]
    first_ever = opening(command, env)[1]
    empty_app(env)
    ours, floors = [], []
    for _ in range(runs):
        floors.append(empty_app(env))
        ours.append(opening(command, env))
    frame, confirmed, ended = (median([run[k] for run in ours]) for k in range(3))
    first, floor_ended, peak = (median([run[k] for run in floors]) for k in range(3))
    return {
        "floor": {
            "first_text_s": first, "quit_s": floor_ended, "peak_mb": peak,
            "bare_list_key_ms": round(bare_list(env) * 1000, 2),
        },
        "first_ever_start_s": round(first_ever, 3),
        "first_frame_x": measured(frame / first, 1.6),
        "confirmed_x": measured(confirmed / first, 3.0),
        "quit_x": measured(ended / floor_ended, 1.2),
    }  # fmt: skip


def working(path: Path, keys: int, idle: float, env: dict[str, str], floor_mb: float) -> dict[str, Any]:
    """Work in one session: cursor, days, form, save; then memory after many keys and while nothing is done."""
    program = PtyProgram([PROGRAM, "--db", str(path), "--as", "anna", "--lang", "en"], env)
    program.until("▎|planned for today".encode())
    program.settle(0.5)
    time.sleep(WARM_SECONDS)
    program.settle(0.5)
    moves = [program.press(b"j" if k % 12 < 6 else b"k") for k in range(keys)]
    scrolls = [program.press(b"j" if k % 80 < 40 else b"k")[1] for k in range(80)]
    days = [program.press(b"]" if k % 20 < 10 else b"[")[0] for k in range(40)]
    program.press(b"t")
    program.settle()
    saves = []
    for _ in range(4):
        # The mark goes on and off: what is measured leaves the plan as it was.
        saves.append(program.press(b"w", "filled in")[0])
        program.settle()
    forms = []
    for _ in range(15):
        forms.append(program.press(b"n", "New activity")[0])
        program.settle(0.1)
        program.press(b"\x1b", "Day plan")
        program.settle(0.1)
    worked = program.megabytes()
    for _ in range(1000):
        # A few at a time: what waits to be read is no growth of the program.
        program.press(b"jkjkjkjkjk")
        program.forget()
    after_keys = program.megabytes()
    idling = idle_minutes(program, idle)
    peak = program.peak_megabytes()
    program.quit(b"q")
    times = [seconds for seconds, _bytes in moves]
    sizes = sorted(size for _seconds, size in moves)
    return {
        "cursor_median_ms": measured(median(times) * 1000, 8),
        "cursor_p95_ms": measured(p95(times) * 1000, 25),
        "cursor_bytes_median": measured(statistics.median(sizes), 2000),
        "cursor_bytes_p95": measured(p95([float(size) for size in sizes]), 2000),
        "bytes_through_the_whole_list": {"median": statistics.median(scrolls), "max": max(scrolls)},
        "day_median_ms": measured(median(days) * 1000, 30),
        "form_median_ms": measured(median(forms) * 1000, 120),
        "first_form_ms": round(forms[0] * 1000, 1),
        "first_save_ms": round(saves[0] * 1000, 1),
        "save_median_ms": round(median(saves[1:]) * 1000, 1),
        "peak_mb": round(peak, 1),
        "peak_memory_x": measured(peak / floor_mb, 2.7),
        "growth_10000_keys_mb": measured(after_keys - worked, 1.0),
        "idle_mb_each_minute": idling,
        "growth_idle_mb": measured(idling[-1] - after_keys, 1.0),
    }


def idle_minutes(program: PtyProgram, idle: float) -> list[float]:
    """Do nothing for so many seconds; return the resident megabytes after each minute of them, and at the end."""
    found = []
    left = idle
    while left > 0:
        time.sleep(min(left, IDLE_STEP_SECONDS))
        left -= IDLE_STEP_SECONDS
        program.settle(0.05)
        found.append(round(program.megabytes(), 2))
    return found or [round(program.megabytes(), 2)]


def seconds(command: list[str], env: dict[str, str]) -> float:
    """Time a whole process."""
    begun = time.perf_counter()
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def command_line(path: Path, env: dict[str, str], runs: int) -> dict[str, Any]:
    """Time `crm-tui today`, and importing SQLModel, in turn."""
    today = [PROGRAM, "--db", str(path), "--as", "anna", "today"]
    imports = [sys.executable, "-c", "import sqlmodel"]
    pairs = [(seconds(today, env), seconds(imports, env)) for _ in range(runs + 1)][1:]
    ours, theirs = (median([pair[k] for pair in pairs]) for k in range(2))
    return {"today_s": ours, "import_sqlmodel_s": theirs, "today_x": measured(ours / theirs, 1.4)}


def measured(value: float, limit: float) -> dict[str, Any]:
    """Return a figure with its limit."""
    return {"value": round(value, 3), "limit": limit, "met": value <= limit}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,100000,1000000")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--keys", type=int, default=300)
    parser.add_argument("--idle", type=float, default=60.0)
    given = parser.parse_args()
    home = Path(tempfile.mkdtemp())
    env = environment(home)
    sizes = [int(text) for text in given.sizes.split(",")]
    for size in sizes:
        database(size)
    document: dict[str, Any] = {"cores": os.cpu_count(), "load_before": load(), "sizes": {}}
    for size in sizes:
        path = database(size)
        opened = starts(path, given.runs, env)
        worked = working(path, given.keys, given.idle, env, opened["floor"]["peak_mb"])
        document["sizes"][str(size)] = {**opened, **worked, **command_line(path, env, given.runs), "load": load()}
    document["missed"] = [
        f"{size}: {name}"
        for size, figures in document["sizes"].items()
        for name, figure in figures.items()
        if isinstance(figure, dict) and figure.get("met") is False
    ]
    print(json.dumps(document, indent=2))
    shutil.rmtree(home, ignore_errors=True)


def load() -> list[float]:
    """The machine's load averages: how far the figures of this run can be trusted."""
    return [round(value, 1) for value in os.getloadavg()]


if __name__ == "__main__":
    main()
