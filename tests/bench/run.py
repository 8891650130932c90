"""Runs the benchmarks and prints one JSON document: each figure with its limit and the machine's own floor.

    python tests/bench/run.py [--sizes 1000,100000,1000000] [--runs 7] [--keys 300] [--idle 60]

Databases are made once by `crm-tui demo` in a folder of the user's cache and kept. Nothing here is asserted: machines
differ, ratios to the floor less so.
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
CONFIRMED = rb"as last seen.*\x1b\[1;1H(?:(?!as last seen).){60,}"


def environment(home: Path) -> dict[str, str]:
    """Return a clean environment with a home of its own."""
    return {
        "PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8", "TZ": "Europe/Warsaw", "CRM_TUI_CLOCK": CLOCK,
    }  # fmt: skip


def database(size: int) -> Path:
    """Return a demo database of a size, made where it is not there yet."""
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
    return path


def median(values: list[float]) -> float:
    """Return the median, in thousandths."""
    return round(statistics.median(values), 4)


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return round(sorted(values)[int(len(values) * 0.95)], 4)


def floor(runs: int, env: dict[str, str]) -> dict[str, float]:
    """Measure the empty app and the bare list."""
    script = str(Path(__file__).with_name("empty_app.py"))
    first, ends, peaks = [], [], []
    for _ in range(runs + 1):
        program = PtyProgram([sys.executable, script], env)
        first.append(program.until(b"hello"))
        program.settle()
        peaks.append(program.peak_megabytes())
        ends.append(program.quit(b"\x11"))
    bare = PtyProgram([sys.executable, script, "list"], env)
    bare.until(b"line 5")
    bare.settle()
    keys = [bare.press(b"j")[0] for _ in range(60)]
    bare.quit(b"\x11")
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import sqlmodel"], check=True)
    imports = []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import sqlmodel"], check=True)
        imports.append(time.perf_counter() - begun)
    return {
        "first_text_s": median(first[1:]), "quit_s": median(ends[1:]), "peak_mb": median(peaks[1:]),
        "bare_list_key_ms": round(median(keys) * 1000, 2), "import_sqlmodel_s": median(imports),
    }  # fmt: skip


def starts(path: Path, runs: int, env: dict[str, str]) -> dict[str, list[float]]:
    """Start again and again: the first start has nothing that was last seen, the others have."""
    found: dict[str, list[float]] = {"frame": [], "confirmed": [], "quit": [], "first_ever": []}
    command = [PROGRAM, "--db", str(path), "--as", "anna", "--lang", "en"]
    for number in range(runs + 1):
        program = PtyProgram(command, env)
        frame = program.until(rb"TIMED|planned for today")
        if number == 0:
            found["first_ever"].append(frame)
        else:
            found["frame"].append(frame)
            found["confirmed"].append(program.until(CONFIRMED))
        program.settle(0.4)
        ended = program.quit(b"q")
        if number:
            found["quit"].append(ended)
    return found


def working(path: Path, keys: int, idle: float, env: dict[str, str]) -> dict[str, Any]:
    """Work in one session: cursor, days, form; then memory after many keys and after doing nothing."""
    program = PtyProgram([PROGRAM, "--db", str(path), "--as", "anna", "--lang", "en"], env)
    program.until(rb"TIMED|planned for today")
    program.settle(0.5)
    time.sleep(2.5)
    program.settle(0.5)
    moves = [program.press(b"j" if k % 12 < 6 else b"k") for k in range(keys)]
    days = [program.press(b"]" if k % 20 < 10 else b"[")[0] for k in range(40)]
    program.press(b"t")
    program.settle()
    forms = []
    for _ in range(15):
        forms.append(program.press(b"n", rb"New activity")[0])
        program.settle(0.1)
        program.press(b"\x1b", rb"TIMED|planned")
        program.settle(0.1)
    before = program.peak_megabytes()
    for _ in range(1000):
        # A few at a time: what waits to be read is no growth of the program.
        program.press(b"jkjkjkjkjk")
    after_keys = program.peak_megabytes()
    time.sleep(idle)
    program.settle(0.05)
    peak = program.peak_megabytes()
    program.quit(b"q")
    times = [seconds for seconds, _bytes in moves]
    return {
        "cursor_median_ms": round(median(times) * 1000, 2), "cursor_p95_ms": round(p95(times) * 1000, 2),
        "cursor_bytes_median": statistics.median(size for _seconds, size in moves),
        "cursor_bytes_max": max(size for _seconds, size in moves), "day_median_ms": round(median(days) * 1000, 2),
        "form_median_ms": round(median(forms) * 1000, 2), "peak_mb": round(peak, 1),
        "growth_10000_keys_mb": round(after_keys - before, 2),
        f"growth_idle_{idle:.0f}s_mb": round(peak - after_keys, 2),
    }  # fmt: skip


def command_line(path: Path, env: dict[str, str]) -> float:
    """Time `crm-tui today`."""
    times = []
    for _ in range(6):
        begun = time.perf_counter()
        command = [PROGRAM, "--db", str(path), "--as", "anna", "today"]
        subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - begun)
    return median(times[1:])


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
    base = floor(given.runs, env)
    document: dict[str, Any] = {"floor": base, "sizes": {}}
    for size in (int(text) for text in given.sizes.split(",")):
        path = database(size)
        started = starts(path, given.runs, env)
        worked = working(path, given.keys, given.idle, env)
        document["sizes"][str(size)] = {
            "first_frame_x": measured(median(started["frame"]) / base["first_text_s"], 1.6),
            "confirmed_x": measured(median(started["confirmed"]) / base["first_text_s"], 3.0),
            "first_ever_start_s": median(started["first_ever"]),
            "quit_x": measured(median(started["quit"]) / base["quit_s"], 1.2),
            "cursor_median_ms": measured(worked["cursor_median_ms"], 8),
            "cursor_p95_ms": measured(worked["cursor_p95_ms"], 25),
            "cursor_bytes_median": measured(worked["cursor_bytes_median"], 2000),
            "cursor_bytes_max_when_scrolling": worked["cursor_bytes_max"],
            "day_median_ms": measured(worked["day_median_ms"], 30),
            "form_median_ms": measured(worked["form_median_ms"], 120),
            "peak_memory_x": measured(worked["peak_mb"] / base["peak_mb"], 2.7),
            **{name: value for name, value in worked.items() if name.startswith("growth")},
            "today_x": measured(command_line(path, env) / base["import_sqlmodel_s"], 1.4),
        }
    print(json.dumps(document, indent=2))
    shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
