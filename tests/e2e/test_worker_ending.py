"""A worker that is told to end while it delivers: the installed program, and a mail server that makes it wait (D2)."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from crm_tui.worker import THREADS
from store import people
from store.clock import FixedClock
from store.database import Store
from store.reminder_kinds import Before, Reminder
from tests.databases import Databases
from tests.delivery.servers import Taken, mail_server
from tests.e2e.terminal import PATIENCE_SECONDS
from tests.e2e.test_reminders import started
from tests.making import planned, timed

LATER = "2026-11-24T10:50:00+01:00"
LETTERS = THREADS + 3
STILL_THERE_SECONDS = 1.0


@dataclass
class Waiting(Taken):
    """Takes each letter whole and says so only when it is let."""

    under_way: Event = field(default_factory=Event)
    let: Event = field(default_factory=Event)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        import asyncio

        said = await super().handle_DATA(server, session, envelope)
        if len(self.raw) >= THREADS:
            self.under_way.set()
        await asyncio.to_thread(self.let.wait, PATIENCE_SECONDS)
        return said


@contextmanager
def due(folder: Path, databases: Databases, clock: FixedClock) -> Iterator[tuple[Waiting, dict[str, str]]]:
    """Plan calls with a reminder by e-mail each, all due; run the mail server and give the settings that name it."""
    (folder / "home").mkdir()
    store = Store.open(str(databases.sqlite(folder / "crm.db")), clock=clock)
    anna = people.log_in(store, "anna")
    row = people.user_named(store, anna, "anna")
    people.edit_user(
        store, anna, row.id, replace(people.draft_of_user(row), email="anna@example.com"), version=row.version
    )
    for _number in range(LETTERS):
        planned(store, anna, when=timed(11), reminders=(Reminder(Before(15, "minute"), ("email",)),))
    store.close()
    taken = Waiting()
    with mail_server(taken) as mail:
        yield taken, {"CRM_TUI_MAIL__URL": f"smtp://{mail}", "CRM_TUI_MAIL__SENDER": "crm@example.com"}
        taken.let.set()


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_d2_told_to_end_it_finishes_what_is_under_way_and_nothing_comes_twice(
    tmp_path: Path, databases: Databases, clock: FixedClock, told: signal.Signals
) -> None:
    with due(tmp_path, databases, clock) as (taken, settings):
        worker = started(tmp_path, "worker", clock=LATER, settings=settings)
        try:
            assert taken.under_way.wait(PATIENCE_SECONDS)
            worker.send_signal(told)
            # The letters are with the server, which has not said that it takes them.
            with pytest.raises(subprocess.TimeoutExpired):
                worker.wait(STILL_THERE_SECONDS)
            taken.let.set()
            _out, log = worker.communicate(timeout=PATIENCE_SECONDS)
        finally:
            worker.kill()
        assert worker.returncode == 0, log
        assert log.count("outcome=sent") == len(taken.raw) == THREADS
        assert "Traceback" not in log
        # What it had claimed and not begun is free at once: the clock stands still, no lease ends.
        rest = started(tmp_path, "worker", "--once", clock=LATER, settings=settings)
        _out, log = rest.communicate(timeout=PATIENCE_SECONDS)
        assert rest.returncode == 0, log
        assert log.count("outcome=sent") == LETTERS - THREADS
    keys = [str(letter["Message-ID"]) for letter in taken.letters]
    assert len(keys) == len(set(keys)) == LETTERS
