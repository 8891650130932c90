"""Reminders under load and under fire, and what an idle worker costs; both databases.

    python -m tests.bench.reminders [--count 10000] [--workers 4] [--seconds 60] [--idle 300]
                                    [--engines sqlite postgresql] [--only load fire idle]

load: so many e-mail reminders due within a minute, delivered by workers apart to a mail server on this machine. fire:
the same while a worker is killed (kill -9) every second. idle: CPU and awakenings of one worker with nothing due.
"""

import argparse
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from store.clock import SystemClock
from store.database import Store
from tests.bench.run import PROGRAM, environment
from tests.databases import Databases
from tests.delivering import Fire, Inbox, reminders_due, states

LEASE = 15.0
IDLE_AFTER_SECONDS = 40.0


@contextmanager
def opened(engine: str, databases: Databases, folder: Path) -> Iterator[Store]:
    """Open a new database with anna, marek and ewa."""
    clock = SystemClock()
    if engine == "sqlite":
        store = Store.open(str(databases.sqlite(folder / f"{time.monotonic_ns()}.db")), clock=clock)
        yield store
        store.close()
        return
    with databases.postgresql(f"bench_{time.monotonic_ns()}") as url:
        store = Store.open(url, clock=clock)
        yield store
        store.close()


def load(store: Store, folder: Path, count: int, workers: int, seconds: float, *, every: float | None) -> str:
    """Deliver under load; with `every`, killing a worker so often. Returns the line that tells of it."""
    log = folder / f"log-{time.monotonic_ns()}"
    with Inbox() as inbox:
        first = store.clock.now() + timedelta(seconds=10 + count / 1500)
        reminders_due(store, count, first=first, within=timedelta(seconds=seconds))
        fire = Fire(store, inbox, workers=workers, lease=LEASE, log=log, every=every)
        time.sleep(max(0.0, (first - store.clock.now()).total_seconds() - 4))
        own = time.process_time()
        took = fire.run(most_seconds=seconds * 20 + 120, most_kills=round(seconds) if every else 0)
        own = time.process_time() - own
        with store.reading() as read:
            waits = sorted(
                (datetime.fromisoformat(str(sent)) - datetime.fromisoformat(str(due))).total_seconds()
                for sent, due in read.all("select sent_at, due_at from deliveries where state = 'sent'")
            )
        assert states(store) == {"sent": count}, states(store)
        assert len(inbox.counts) == count, len(inbox.counts)
        assert not fire.unexplained, fire.unexplained
        last = (max(inbox.first.values()) - first).total_seconds()
        under_way = [len(kill.under_way) for kill in fire.kills]
        spent = [float(found) for found in re.findall(r"cpu=([\d.]+)", log.read_text())]
        return (
            f"{count} due in {seconds:.0f} s, {workers} workers: all sent, the last {last:.1f} s after the first was "
            f"due ({took:.1f} s with starting up); after due: median {waits[len(waits) // 2]:.1f} s, "
            f"worst {waits[-1]:.1f} s; "
            f"repeated {inbox.repeated}, each by a kill while it was sent; kills {len(under_way)}, "
            f"{sum(under_way)} messages under way, {max(under_way, default=0)} at most; CPU of {len(spent)} workers "
            f"{sum(spent):.1f} s, of the mail server and the bench {own:.1f} s; load {os.getloadavg()[0]:.1f}"
        )


def idle(store: Store, folder: Path, seconds: float) -> str:
    """Return what the installed program's worker costs that has nothing to do for two days."""
    reminders_due(store, 50, first=store.clock.now() + timedelta(days=2), within=timedelta(days=1))
    env = environment(folder) | {"CRM_TUI_MAIL__URL": "smtp://127.0.0.1:1", "CRM_TUI_MAIL__SENDER": "crm@example.com"}
    del env["CRM_TUI_CLOCK"]
    url = str(store.path) if store.path else store.url
    with (folder / "said").open("wb") as said:
        worker = subprocess.Popen([PROGRAM, "--db", url, "worker"], env=env, stderr=said)
    try:
        time.sleep(IDLE_AFTER_SECONDS)
        process = psutil.Process(worker.pid)
        cpu, switches = process.cpu_times(), process.num_ctx_switches().voluntary
        time.sleep(seconds)
        after = process.cpu_times()
        woken = process.num_ctx_switches().voluntary - switches
    finally:
        worker.terminate()
        assert worker.wait(60) == 0
    spent = max(0.0, after.user + after.system - cpu.user - cpu.system)
    return (
        f"idle {seconds:.0f} s: {spent:.2f} s of CPU = {100 * spent / seconds:.3f} % of a core; the kernel let it wait "
        f"{woken} times, on a server several times for each look"
    )


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--idle", type=float, default=300)
    parser.add_argument("--engines", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--only", nargs="+", default=["load", "fire", "idle"])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        databases = Databases(own=folder, shared=folder, now=datetime.now(UTC))
        try:
            for engine in given.engines:
                for what in given.only:
                    with opened(engine, databases, folder) as store:
                        if what == "idle":
                            print(f"{engine:<11} {idle(store, folder, given.idle)}", flush=True)
                            continue
                        line = load(store, folder, given.count, given.workers, given.seconds,
                                    every=1.0 if what == "fire" else None)  # fmt: skip
                        print(f"{engine:<11} {what}: {line}", flush=True)
        finally:
            databases.close()


if __name__ == "__main__":
    main()
