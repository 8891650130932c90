"""Lets a field catch up with what was typed before a key of the whole form is obeyed."""

import asyncio

from textual.widget import Widget

from widgets import held_keys
from widgets.picker import Picker
from widgets.suggesting import Suggesting

PATIENCE_SECONDS = 1.0
POLL_SECONDS = 0.01


async def caught_up(field: Widget | None) -> None:
    """Wait until a field has taken every key that was pressed before this one, and what follows from them.

    A key with priority overtakes what stands in the field's queue: in one packet of a slow line "tel" and a tab come
    at once, and the tab would find an empty field.
    """
    waited = 0.0
    while field is not None and field.is_attached and held_keys.holding(field.screen) and waited < PATIENCE_SECONDS:
        await asyncio.sleep(POLL_SECONDS)
        waited += POLL_SECONDS
    field = field.screen.focused if field is not None and waited and field.is_attached else field
    for _ in range(2):
        if field is None or not field.is_attached:
            return
        done = asyncio.Event()
        field.call_later(done.set)
        try:
            await asyncio.wait_for(done.wait(), PATIENCE_SECONDS)
        except TimeoutError:
            return


async def taken(field: Widget | None) -> None:
    """Take what a picker has highlighted for all that was typed in it, asking the store where it must."""
    await caught_up(field)
    if not isinstance(field, Suggesting):
        return
    field.take_highlighted()
    for _ in range(int(PATIENCE_SECONDS / POLL_SECONDS)):
        if not isinstance(field, Picker) or not field.awaiting:
            break
        await asyncio.sleep(POLL_SECONDS)
    await caught_up(field)
    await caught_up(field.screen)
