"""Tells when the program has nothing left to do: no message, no callback, no thread, nothing due in a moment.

Textual's own pilot sleeps 20 ms at a time until the processor seems idle, which is slow on an idle machine and wrong on
a busy one. Here the event loop itself says when it is about to wait, which is the same however slow the machine is.
"""

import asyncio
import selectors
import threading
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar, TypeVarTuple, Unpack

import pytest

# What is due so soon belongs to what was just done, and comes at once: a frame (1/60 s), the rest after a key (0.08 s).
MOMENT_SECONDS = 0.25
PATIENCE_SECONDS = 60.0

Answer = TypeVar("Answer")
Given = TypeVarTuple("Given")

_held: list[threading.Event] = []


def held(event: threading.Event) -> bool:
    """Hold a thread of the program until an event, and let a test go on meanwhile; False if it never comes."""
    _held.append(event)
    try:
        for loop in list(_loops):
            loop.call_soon_threadsafe(lambda: None)
        return event.wait(PATIENCE_SECONDS)
    finally:
        _held.remove(event)


async def quiet(moment: float = MOMENT_SECONDS) -> None:
    """Wait until there is nothing left to do, and what is due in a moment is done too."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, Loop), "the loop was not made by this module"
    async with asyncio.timeout(PATIENCE_SECONDS):
        await loop.quiet(moment)


class Loop(asyncio.SelectorEventLoop):
    """An event loop that can tell when it is about to wait, and that need not wait a moment out."""

    def __init__(self) -> None:
        self._asking: list[asyncio.Future[None]] = []
        self._threads = 0
        self._ahead = 0.0
        self._moment = 0.0
        self._pool = ThreadPoolExecutor()
        super().__init__(_Selector(self._before_waiting))
        self.set_default_executor(self._pool)
        _loops.append(self)

    def time(self) -> float:
        """Return the time of the machine and what was not waited for."""
        return super().time() + self._ahead

    def quiet(self, moment: float) -> asyncio.Future[None]:
        """Return what is done once there is nothing to do, and nothing due in a moment."""
        self._moment = moment
        asked = self.create_future()
        self._asking.append(asked)
        return asked

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[Unpack[Given]], Answer], *args: *Given
    ) -> asyncio.Future[Answer]:
        """Run something in a thread, and know how many do: one whose worker was cancelled goes on all the same."""
        self._threads += 1
        running = (executor or self._pool).submit(func, *args)
        answer = asyncio.wrap_future(running, loop=self)
        # After the callback of the answer, so that the answer is there first.
        running.add_done_callback(self._ended)
        return answer

    def close(self) -> None:
        """Let go of it."""
        if self in _loops:
            _loops.remove(self)
        super().close()

    def _ended(self, _running: Any) -> None:
        with suppress(RuntimeError):  # the loop is closed
            self.call_soon_threadsafe(self._one_less)

    def _one_less(self) -> None:
        self._threads -= 1

    def _before_waiting(self, seconds: float | None) -> float | None:
        """Say how long to wait where that many seconds would be waited, None for no end."""
        if not self._asking or self._threads > sum(not event.is_set() for event in list(_held)):
            return seconds
        if seconds is not None and seconds <= self._moment:
            self._ahead += seconds
            return 0
        asking, self._asking = self._asking, []
        for asked in asking:
            if not asked.done():
                asked.set_result(None)
        return 0


_loops: list[Loop] = []


class _Selector(selectors.DefaultSelector):
    """Asks before it waits."""

    def __init__(self, before_waiting: Callable[[float | None], float | None]) -> None:
        super().__init__()
        self._before_waiting = before_waiting

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Wait for a file to be ready, unless there is a reason not to wait."""
        if timeout is None or timeout > 0:
            timeout = self._before_waiting(timeout)
        return super().select(timeout)


class Policy(asyncio.DefaultEventLoopPolicy):
    """Makes these loops."""

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        """Make one."""
        return Loop()


def drive_by_quiet(patch: pytest.MonkeyPatch) -> None:
    """Let the pilot wait for quiet wherever it would sleep."""

    async def wait_for_idle(*_given: Any) -> None:
        await quiet()

    async def between_keys(*_given: Any) -> None:
        # The letters of a word come faster than frames: what a key does is done, and drawn after the last one.
        await quiet(moment=0)

    async def wait_for_screen(_pilot: Any, _timeout: float = 0) -> bool:
        await quiet()
        return True

    patch.setattr("textual.pilot.wait_for_idle", wait_for_idle)
    patch.setattr("textual.app.wait_for_idle", between_keys)
    patch.setattr("textual.pilot.Pilot._wait_for_screen", wait_for_screen)
