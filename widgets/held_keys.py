"""Holds what is typed behind an enter until the enter is obeyed: it is meant for where the enter leads (H6)."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from textual import events
from textual.screen import Screen
from textual.widgets import Input

if TYPE_CHECKING:
    from textual.message_pump import MessagePump
    from textual.widget import Widget

# So long is waited at most for each of those who have to take an enter.
PATIENCE_SECONDS = 1.0

# What is held, by the screen that an enter was pressed on.
_held: "WeakKeyDictionary[Screen[Any], list[events.Key]]" = WeakKeyDictionary()


class HandedKey(events.Key):
    """A key that was held and is handed on now; a key to all who are told of it."""


HandedKey.handler_name = events.Key.handler_name


def hold(screen: Screen[Any], event: events.Key) -> bool:
    """Hold a key if an enter before it is not obeyed yet."""
    held = _held.get(screen)
    if held is None or isinstance(event, HandedKey):
        return False
    held.append(event)
    return True


def holding(screen: Screen[Any]) -> bool:
    """Whether an enter is being obeyed."""
    return screen in _held


def begin(field: "Widget") -> None:
    """Hold what comes behind an enter that a field is obeying, and hand it on when that is done."""
    screen = field.screen
    _held.setdefault(screen, [])
    path = [field, *(one for one in field.ancestors if one is not field.app)]
    field.app.run_worker(_release(screen, path), exit_on_error=False)


def hand(screen: Screen[Any], keys: Sequence[events.Key]) -> None:
    """Hand keys to the field that has the focus, up to the first enter; what is behind that is held."""
    field = screen.focused
    if not isinstance(field, Input):
        # By the app, as if they came now: elsewhere most keys are bindings.
        screen.app.call_later(_again, screen.app, keys)
        return
    for place, event in enumerate(keys):
        field.post_message(HandedKey(event.key, event.character))
        if event.key == "enter":
            _held[screen] = [*keys[place + 1 :], *_held.get(screen, ())]
            begin(field)
            return


async def _release(screen: Screen[Any], path: "Sequence[MessagePump]") -> None:
    """Wait until what a field says has gone up, and what was done about it has come down."""
    try:
        for pump in (*path, *path):
            done = asyncio.Event()
            if pump.is_attached and pump.call_later(done.set):
                await asyncio.wait_for(done.wait(), PATIENCE_SECONDS)
    except TimeoutError:
        pass
    finally:
        keys = _held.pop(screen, [])
    if screen.app.screen is screen:
        hand(screen, keys)
    else:
        screen.app.call_later(_again, screen.app, keys)


def _again(app: "MessagePump", keys: Sequence[events.Key]) -> None:
    for event in keys:
        app.post_message(events.Key(event.key, event.character))
