"""What a running stopwatch costs: bytes a second to the terminal, and the share of a core (E1).

    python -m tests.bench.stopwatch [--seconds 60] [--size 1000]

The same session is measured without and with it, each for so many seconds, on a copy of the demo database and by the
machine's own clock: a minute that passes is painted in both, so that the difference is the stopwatch's.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.pty_program import PtyProgram
from tests.bench.run import PROGRAM, database, environment, load, measured

SETTLE_SECONDS = 6.0
TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    """The time that a process has had of the processors so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resting(program: PtyProgram, seconds: float) -> dict[str, float]:
    """Do nothing for so many seconds: bytes a second in all, in a usual and in the longest second, the core's share."""
    program.settle(0.3)
    begun, before = time.perf_counter(), cpu_seconds(program.pid)
    each: list[int] = []
    while (passed := time.perf_counter() - begun) < seconds:
        program.forget()
        until = begun + len(each) + 1
        while (left := until - time.perf_counter()) > 0:
            program._read(left)
        each.append(len(program.output))
    program.forget()
    return {
        "bytes_a_second": round(sum(each) / passed, 1),
        "bytes_in_a_usual_second": float(sorted(each)[len(each) // 2]),
        "bytes_in_the_longest_second": float(max(each)),
        "core_percent": round((cpu_seconds(program.pid) - before) / passed * 100, 2),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--size", type=int, default=1000)
    given = parser.parse_args()
    home = Path(tempfile.mkdtemp())
    env = {name: value for name, value in environment(home).items() if name != "CRM_TUI_CLOCK"}
    path = home / "crm.db"
    shutil.copyfile(database(given.size), path)
    command = [PROGRAM, "--db", str(path), "--as", "anna", "--lang", "en"]

    def crm(*arguments: str) -> Any:
        done = subprocess.run([*command, *arguments, "--json"], env=env, check=True, capture_output=True)
        return json.loads(done.stdout)

    made = crm("add", "--category", "Call", "--open-ended")
    program = PtyProgram(command, env)
    program.until("▎|planned for today".encode())
    time.sleep(SETTLE_SECONDS)
    without = resting(program, given.seconds)
    crm("start", str(made["id"]))
    program.until(b"0:00:")
    time.sleep(2)
    running = resting(program, given.seconds)
    program.quit(b"q")
    document = {
        "without": without,
        "running": running,
        "bytes_a_second": measured(running["bytes_a_second"] - without["bytes_a_second"], 200),
        "bytes_in_a_usual_second": measured(running["bytes_in_a_usual_second"], 200),
        "core_percent": measured(running["core_percent"] - without["core_percent"], 1.0),
        "core_percent_in_all": running["core_percent"],
        "load": load(),
    }
    print(json.dumps(document, indent=2))
    shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
