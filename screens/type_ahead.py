"""Keeps what is typed before a screen has a field to take it: on a slow line "m" and the date come in one packet."""

from typing import Any

from textual import events
from textual.screen import Screen
from textual.widgets import Input


class EarlyKeys:
    """The keys that came before anything had the focus, in their order."""

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen
        self._keys: list[events.Key] = []

    def take(self, event: events.Key) -> None:
        """Keep a key if it comes too early."""
        if self._screen.focused is None and (event.is_printable or event.key == "enter"):
            event.stop()
            self._keys.append(event)

    def hand_on(self) -> None:
        """Hand what was kept to the field that has the focus now."""
        keys, self._keys = self._keys, []
        field = self._screen.focused
        for event in keys:
            if isinstance(field, Input) and event.key == "enter":
                field.call_later(field.action_submit)
            elif field is not None and event.is_printable:
                field.post_message(events.Key(event.key, event.character))
