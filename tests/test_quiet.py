"""A test that drives the program goes on when the program has nothing left to do, and not before."""

import asyncio
import threading
import time

import pytest

from tests.quiet import MOMENT_SECONDS, held, quiet


async def test_what_is_due_in_a_moment_is_done_at_once_and_what_is_due_later_is_not_waited_for() -> None:
    loop, done = asyncio.get_running_loop(), list[str]()
    before = loop.time() - time.monotonic()
    loop.call_later(MOMENT_SECONDS * 0.9, lambda: loop.call_later(MOMENT_SECONDS * 0.9, done.append, "soon"))
    later = loop.call_later(MOMENT_SECONDS * 100, done.append, "later")
    await quiet()
    later.cancel()
    assert done == ["soon"]
    skipped = loop.time() - time.monotonic() - before
    assert 0 < skipped < MOMENT_SECONDS * 2


@pytest.mark.parametrize("cancelled", [False, True], ids=["", "cancelled"])
async def test_a_thread_is_waited_for_and_what_it_sends_too_even_if_nobody_wants_its_answer(cancelled: bool) -> None:
    loop, go, sent = asyncio.get_running_loop(), threading.Event(), list[str]()

    def work() -> None:
        go.wait(10)
        loop.call_soon_threadsafe(lambda: loop.call_soon(sent.append, "sent"))

    answer = loop.run_in_executor(None, work)
    await asyncio.sleep(0)
    if cancelled:
        answer.cancel()
    threading.Timer(0.05, go.set).start()
    await quiet()
    assert sent == ["sent"]


async def test_a_thread_that_a_test_holds_is_waited_for_once_it_is_let_go() -> None:
    loop, go, sent = asyncio.get_running_loop(), threading.Event(), list[bool]()
    answer = loop.run_in_executor(None, lambda: sent.append(held(go)))
    await quiet()
    assert not answer.done()
    go.set()
    await quiet()
    assert sent == [True]
