"""Delivering under load and under fire: many reminders due at once, workers apart, a mail server that counts."""

import ctypes
import gc
import logging
import os
import random
import signal
import socket
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from sqlalchemy import insert, select
from sqlmodel import col

from crm_tui.configuration import Configuration
from crm_tui.delivery import letters  # noqa: F401  # what a worker imports when it first sends
from crm_tui.delivery.senders import senders
from crm_tui.worker import Worker
from store import activities, people, settings
from store.clock import SystemClock
from store.database import Store
from store.models import Activity, Delivery, Performer
from store.reminder_kinds import Before, Channel, Reminder
from store.reminder_rows import Outgoing
from store.rows import Acting
from store.when import Timed
from tests.making import draft

HOST = "127.0.0.1"
_PR_SET_PDEATHSIG = 1


@dataclass
class Inbox:
    """What a mail server on this machine has taken: how often each message, and when first."""

    counts: Counter[str] = field(default_factory=Counter)
    first: dict[str, datetime] = field(default_factory=dict)
    port: int = 0
    _controller: Any = None

    def __enter__(self) -> "Inbox":
        from aiosmtpd.controller import Controller

        inbox = self

        class Taking:
            async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
                head = envelope.content.split(b"\r\n\r\n", 1)[0].decode("utf-8", "replace").replace("\r\n ", " ")
                key = next(line[11:].strip() for line in head.split("\r\n") if line.lower().startswith("message-id:"))
                inbox.counts[key] += 1
                inbox.first.setdefault(key, datetime.now(UTC))
                return "250 taken"

        with socket.socket() as free:
            free.bind((HOST, 0))
            self.port = free.getsockname()[1]
        self._controller = Controller(Taking(), hostname=HOST, port=self.port)
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    @property
    def repeated(self) -> int:
        """How many messages too many came."""
        return sum(self.counts.values()) - len(self.counts)

    @property
    def by_delivery(self) -> dict[str, int]:
        """How often the message of each delivery came, by the delivery's `message_id`."""
        return {header.split(".")[1]: count for header, count in self.counts.items()}


def reachable(store: Store, anna: Acting) -> None:
    """Give anna an address, and let mail go out at night too."""
    row = people.user_named(store, anna, "anna")
    with_address = replace(people.draft_of_user(row), email="anna@example.com")
    people.edit_user(store, anna, row.id, with_address, version=row.version)
    settings.set_one(store, anna, "notify-in-quiet-hours", "on")


def reminders_due(store: Store, count: int, *, first: datetime, within: timedelta, channel: Channel = "email") -> None:
    """Make so many activities of anna's with one reminder each, due evenly over a time."""
    anna = people.log_in(store, "anna")
    reachable(store, anna)
    start = first.replace(microsecond=0) + timedelta(minutes=15)
    reminder = Reminder(Before(15, "minute"), (channel,))
    one = activities.plan(store, anna, draft(store, anna, when=Timed(start, start), reminders=(reminder,)))
    moments = [start + within * number / count for number in range(1, count)]
    if not moments:
        return
    tables: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (Activity, ("starts_at", "ends_at")), (Performer, ("starts_at", "ends_at")), (Delivery, ("due_at", "next_at")),
    )  # fmt: skip
    with store.writing() as session:
        numbers: list[int] = []
        for table, columns in tables:
            key = "id" if table is Activity else "activity_id"
            found = session.execute(select(table.__table__).where(getattr(table, key) == one.id)).mappings().one()
            base = {name: value for name, value in found.items() if name != "id"}
            rows = []
            for number, moment in enumerate(moments):
                at = moment if table is not Delivery else moment - timedelta(minutes=15)
                new = base | dict.fromkeys(columns, at)
                if table is not Activity:
                    new["activity_id"] = numbers[number]
                if table is Delivery:
                    new["message_id"] = f"{base['message_id']}{number}"
                rows.append(new)
            if table is Activity:
                made = session.execute(insert(Activity).returning(col(Activity.id), sort_by_parameter_order=True), rows)
                numbers = [int(number) for number in made.scalars()]
            elif rows:
                session.execute(insert(table), rows)


class Workers:
    """Workers in processes of their own, with the machine's clock: forked from one that has imported what they need, so
    that one which takes a killed one's place is at work at once."""

    def __init__(self, store: Store, inbox: Inbox, *, lease: float, log: Path) -> None:
        arguments = [sys.executable, "-m", "tests.delivering", store.url, str(inbox.port), str(lease)]
        with log.open("ab") as out:
            self._parent = subprocess.Popen(
                arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=out, text=True, bufsize=1,
                cwd=Path(__file__).parent.parent,
            )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._parent:
            pass

    def start(self, name: str, journal: Path) -> int:
        """Start a worker and return its number; `journal` gets a line for each message that it begins to send."""
        return self._ask(f"start {name} {journal}")

    def end(self, worker: int, how: signal.Signals) -> int:
        """Send a signal to a worker; return how it ended, negative for a signal."""
        return self._ask(f"end {worker} {int(how)}")

    def _ask(self, line: str) -> int:
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.write(line + "\n")
        return int(self._parent.stdout.readline())


@dataclass(frozen=True)
class Kill:
    """A worker that was killed: how many claims it held, and which messages it had begun to send and not marked."""

    worker: str
    held: int
    under_way: frozenset[str]


@dataclass
class Fire:
    """Workers of which one is killed every so often, and started anew."""

    store: Store
    inbox: Inbox
    workers: int
    lease: float
    log: Path
    every: float | None
    kills: list[Kill] = field(default_factory=list)
    _started: int = 0

    def run(self, *, most_seconds: float, most_kills: int = 0) -> float:
        """Run until nothing is open any more; return how many seconds that took. Raises AssertionError at the end."""
        with Workers(self.store, self.inbox, lease=self.lease, log=self.log) as workers:
            running = [self._start(workers) for _ in range(self.workers)]
            begun = struck = time.monotonic()
            rng = random.Random(1)
            while open_ones(self.store):
                assert time.monotonic() - begun < most_seconds, f"{open_ones(self.store)} still open"
                time.sleep(0.1)
                now = time.monotonic()
                # One that is only starting has nothing to lose.
                at_work = [n for n, (name, _pid) in enumerate(running) if self._journal(name).exists()]
                if self.every and at_work and now - struck >= self.every and len(self.kills) < most_kills:
                    struck = now
                    victim = rng.choice(at_work)
                    self._kill(workers, *running[victim])
                    running[victim] = self._start(workers)
            took = time.monotonic() - begun
            for _name, pid in running:
                # One that was only just started has not yet learnt to end by itself.
                assert workers.end(pid, signal.SIGTERM) in {0, -signal.SIGTERM}
            return took

    @property
    def unexplained(self) -> dict[str, int]:
        """How many times too many each message came that no kill explains: it may come once more for each worker that
        was killed while it was sending it."""
        explained = Counter(key for kill in self.kills for key in kill.under_way)
        extra = {key: count - 1 - explained[key] for key, count in self.inbox.by_delivery.items()}
        return {key: count for key, count in extra.items() if count > 0}

    def _start(self, workers: Workers) -> tuple[str, int]:
        self._started += 1
        name = f"worker-{self._started}"
        return name, workers.start(name, self._journal(name))

    def _journal(self, name: str) -> Path:
        return self.log.with_name(f"{self.log.name}-{name}")

    def _kill(self, workers: Workers, name: str, pid: int) -> None:
        assert workers.end(pid, signal.SIGKILL) == -signal.SIGKILL
        with self.store.reading() as read:
            held = {
                key
                for (key,) in read.all(
                    "select message_id from deliveries where state = 'claimed' and claimed_by = :name", name=name
                )
            }
        journal = self._journal(name)
        begun = set(journal.read_text().split()) if journal.exists() else set()
        self.kills.append(Kill(name, len(held), frozenset(held & begun)))


def open_ones(store: Store) -> int:
    """Return how many deliveries are not settled."""
    with store.reading() as read:
        row = read.one("select count(*) from deliveries where state in ('waiting', 'claimed')")
    return int(row[0]) if row else 0


def states(store: Store) -> dict[str, int]:
    """Return how many deliveries came to what."""
    with store.reading() as read:
        return dict(read.all("select state, count(*) from deliveries group by state"))


def main() -> None:
    """Fork workers, as standard input says: URL of the database, port of the mail server, seconds of a lease."""
    import tests.apart_imports  # noqa: F401

    gc.freeze()
    for line in sys.stdin:
        what, *given = line.split()
        if what == "start":
            number = os.fork()
            if number == 0:
                try:
                    _work(*sys.argv[1:4], *given)
                    os._exit(0)
                finally:
                    traceback.print_exc()
                    os._exit(1)
        else:
            pid, sent = map(int, given)
            os.kill(pid, sent)
            number = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        print(number, flush=True)


def _work(url: str, port: str, lease: str, name: str, journal: str) -> None:
    """Be a worker."""
    # Leave nothing behind when whoever started this has gone.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(process)d %(message)s", stream=sys.stderr)
    store = Store.open(url, clock=SystemClock())
    mail = Configuration(db=url, user="", mail_url=f"smtp://{HOST}:{port}", mail_sender="crm@example.com")
    sending = senders(mail) if port != "0" else {}
    journaled = {channel: _journaled(sender, journal) for channel, sender in sending.items()}
    worker = Worker(store, journaled, lease=timedelta(seconds=float(lease)), name=name)
    signal.signal(signal.SIGTERM, lambda *_told: worker.stop())
    Path(journal).touch()
    worker.run()
    logging.info("wakes=%d cpu=%.3f", worker.wakes, time.process_time())
    store.close()


def _journaled(sender: Callable[[Outgoing], str], journal: str) -> Callable[[Outgoing], str]:
    """Return a sender that first writes down what it begins to send, where a kill leaves it."""

    def send(outgoing: Outgoing) -> str:
        written = os.open(journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(written, f"{outgoing.key}\n".encode())
        os.close(written)
        return sender(outgoing)

    return send


if __name__ == "__main__":
    main()
