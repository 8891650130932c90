"""A screen that closes lets go of what it has drawn."""

import gc

from textual.strip import Strip

from store.database import Store
from store.rows import Acting
from tests.screens.driving import running, settled
from tests.screens.forming import keys


def strips() -> int:
    """Count the drawn lines that are held."""
    gc.collect()
    return sum(isinstance(held, Strip) for held in gc.get_objects())


async def test_forms_that_were_closed_hold_no_drawn_lines(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        for _ in range(2):
            await keys(pilot, "n", "escape")
            await settled(pilot)
        before = strips()
        for _ in range(5):
            await keys(pilot, "n", "escape")
            await settled(pilot)
        assert strips() - before < 50, "a form draws some two hundred"
