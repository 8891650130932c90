"""Drives the real program by keys against a real database, in the test's own process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from crm_tui.app import CrmTui
from store.database import Store
from store.rows import Acting
from widgets.bars import KeyBar


@asynccontextmanager
async def running(
    store: Store, me: Acting, size: tuple[int, int] = (120, 40), *, toasts: bool = False
) -> AsyncIterator[Pilot[Any]]:
    """Run the app on an open store as somebody, from the moment the database has answered."""
    app = CrmTui(clock=store.clock, opener=lambda: (store, me, str(store.path)))
    async with app.run_test(size=size, notifications=toasts) as pilot:
        await until(pilot, lambda: app.desk.store is not None)
        yield pilot


async def until(pilot: Pilot[Any], condition: Any, what: str = "") -> None:
    """Wait for workers and messages until something holds."""
    for _ in range(200):
        await _idle(pilot)
        if condition():
            return
    raise AssertionError(what or "it did not come about")


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing is being asked any more."""
    for _ in range(5):
        await _idle(pilot)


async def _idle(pilot: Pilot[Any]) -> None:
    """Wait for the workers there are, and for the messages they sent; a screen that closed has cancelled its own."""
    with suppress(WorkerCancelled):
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def said(pilot: Pilot[Any]) -> str:
    """What the line below says."""
    return pilot.app.screen.query_one(KeyBar).message
