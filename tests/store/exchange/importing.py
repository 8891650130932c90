"""Imports a file and is killed at a step; for tests.killing."""

from datetime import UTC, datetime
from pathlib import Path

from store import people
from store.clock import FixedClock
from store.database import Store
from store.exchange import contacts_in
from store.exchange.source import Source
from tests.killing import die_at

# Three batches of the cards that the test has.
contacts_in.BATCH = 40


def main(step: str, url: str, login: str, path: str) -> None:
    """Import; every batch, statement of the transaction's end and write of a file is a step."""
    store = Store.open(url, clock=FixedClock(datetime(2026, 11, 24, 10, tzinfo=UTC)))
    me = people.log_in(store, login)
    store.warm()
    with Path(path).open("rb") as file:
        source = Source(file, "vcf")
        count = die_at(int(step))
        contacts_in.bring_in(store, me, source, progress=lambda _done: count())
