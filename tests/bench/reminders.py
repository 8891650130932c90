"""Reminders under load and under fire, and what an idle worker costs; both databases.

    python -m tests.bench.reminders [--count 10000] [--workers 4] [--seconds 60] [--idle 90]
                                    [--engines sqlite postgresql] [--only load fire idle]

load: so many e-mail reminders due within a minute, delivered by workers apart to a mail server on this machine. fire:
the same while a worker is killed (kill -9) every second. idle: CPU and awakenings of one worker with nothing due, then
how long after they are due reminders planned by another process are seen in the program and come by mail.
"""

import argparse
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from store import activities, notifications, people
from store.clock import SystemClock
from store.database import Store
from store.reminder_kinds import Before, Reminder
from store.when import Timed
from tests.databases import Databases
from tests.delivering import Fire, Inbox, reminders_due, start_worker, states
from tests.making import draft

LEASE = 15.0


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
        took = fire.run(most_seconds=seconds * 20 + 120, kill_seconds=seconds if every else 0)
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


def idle(store: Store, folder: Path, seconds: float) -> Iterator[str]:
    """Measure one worker that has nothing to do, then one that is woken."""
    with Inbox() as inbox:
        anna = people.log_in(store, "anna")
        reminders_due(store, 1, first=store.clock.now() + timedelta(days=2), within=timedelta(seconds=1))
        log = folder / "idle"
        worker = start_worker(store, inbox, lease=LEASE, log=log)
        time.sleep(5)
        process = psutil.Process(worker.pid)
        cpu, switches = process.cpu_times(), process.num_ctx_switches().voluntary
        time.sleep(seconds)
        after = process.cpu_times()
        spent = after.user + after.system - cpu.user - cpu.system
        woken = process.num_ctx_switches().voluntary - switches
        yield f"idle {seconds:.0f} s: {spent:.2f} s of CPU = {100 * spent / seconds:.2f} % of a core; {woken} switches"
        seen, mailed = [], []
        for _ in range(5):
            start = (store.clock.now() + timedelta(seconds=3)).replace(microsecond=0)
            came, arrived = len(inbox.counts), notifications.arrived(store, anna)
            reminder = Reminder(Before(0, "minute"), ("app", "email"))
            activities.plan(store, anna, draft(store, anna, when=Timed(start, start), reminders=(reminder,)))
            while not notifications.arrived(store, anna, arrived).rows:
                time.sleep(0.02)
            seen.append((datetime.now(UTC) - start).total_seconds())
            while len(inbox.counts) == came:
                time.sleep(0.02)
            mailed.append((max(inbox.first.values()) - start).total_seconds())
        worker.terminate()
        worker.wait(30)
        yield f"woken by another process: seen {max(seen):.2f} s after due at worst, mail {max(mailed):.2f} s"
        yield log.read_text().strip().splitlines()[-1]


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--idle", type=float, default=90)
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
                            for line in idle(store, folder, given.idle):
                                print(f"{engine:<11} {line}", flush=True)
                            continue
                        line = load(store, folder, given.count, given.workers, given.seconds,
                                    every=1.0 if what == "fire" else None)  # fmt: skip
                        print(f"{engine:<11} {what}: {line}", flush=True)
        finally:
            databases.close()


if __name__ == "__main__":
    main()
