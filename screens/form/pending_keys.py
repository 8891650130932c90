"""Lets a field catch up with what was typed before a key of the whole form is obeyed."""

import asyncio

from textual.widget import Widget

PATIENCE_SECONDS = 1.0


async def caught_up(field: Widget | None) -> None:
    """Wait until a field has taken every key that was pressed before this one, and what follows from them.

    A key with priority overtakes what stands in the field's queue: in one packet of a slow line "tel" and a tab come
    at once, and the tab would find an empty field.
    """
    for _ in range(2):
        if field is None or not field.is_attached:
            return
        done = asyncio.Event()
        field.call_later(done.set)
        try:
            await asyncio.wait_for(done.wait(), PATIENCE_SECONDS)
        except TimeoutError:
            return
