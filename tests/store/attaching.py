"""Attaches a file and is killed at a step; for tests.killing."""

from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from store import attachments, people
from store.clock import FixedClock
from store.database import Store
from tests.killing import die_at


def main(step: str, url: str, files: str, login: str, owner: str, number: str, path: str) -> None:
    """Attach; every write of the database and the folder is a step."""
    store = Store.open(url, clock=FixedClock(datetime(2026, 11, 24, 10, tzinfo=UTC)), files=Path(files))
    me = people.log_in(store, login)
    store.warm()
    die_at(int(step))
    attachments.attach(store, me, cast(attachments.Owner, owner), int(number), Path(path))
