"""Drives the real program by keys against a real database, in the test's own process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot

from crm_tui.app import CrmTui
from store.database import Store
from store.rows import Acting
from widgets.bars import KeyBar

PATIENCE_SECONDS = 20.0
LOOK_SECONDS = 0.01


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
    """Wait until something holds that also depends on a thread or a process of its own."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        await settled(pilot)
        while not condition():
            await asyncio.sleep(LOOK_SECONDS)
            await settled(pilot)


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing is being asked any more."""
    await pilot.pause()


def said(pilot: Pilot[Any]) -> str:
    """What the line below says."""
    return pilot.app.screen.query_one(KeyBar).message
