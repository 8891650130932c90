"""Keeps what is typed before a screen has a field to take it: on a slow line "m" and the date come in one packet."""

import asyncio
from typing import Any

from textual import events
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from widgets import held_keys

# So often the first focus waits for keys that are on their way to the screen, and such keys for the first focus.
PATIENCE = 50
POLL_SECONDS = 0.02


class EarlyKeys:
    """The keys that came before anything had the focus, in their order."""

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen
        self._keys: list[events.Key] = []

    def begin(self, field: Widget, tries: int = PATIENCE) -> None:
        """Give the first focus once the keys that came before it have been kept, and hand them on."""
        if self._screen.message_queue_size and tries:
            self._screen.call_later(self.begin, field, tries - 1)
        elif self._screen.focused is None:
            self._screen.set_focus(field)
            self.hand_on()

    async def begun(self) -> None:
        """Wait for the first focus: for keys with priority, which overtake what is kept."""
        for _ in range(PATIENCE):
            if self._screen.focused is not None:
                return
            await asyncio.sleep(POLL_SECONDS)

    def take(self, event: events.Key) -> None:
        """Keep a key if it comes too early; one that a field should have had is handed to it.

        A field of one line lets no letter go by: one that comes here was sent before the field had the focus.
        """
        if not (event.is_printable or event.key == "enter"):
            return
        focused = self._screen.focused
        if focused is None:
            event.stop()
            self._keys.append(event)
        elif isinstance(focused, Input) and event.is_printable and not focused.disabled:
            event.stop()
            self._keys.append(event)
            self.hand_on()

    def hand_on(self) -> None:
        """Hand what was kept to the field that has the focus now."""
        keys, self._keys = self._keys, []
        held_keys.hand(self._screen, keys)
