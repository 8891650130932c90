"""A terminal that is gone takes nothing more, and holds nobody up (A17, H6)."""

import io
from typing import TextIO, cast

from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

from crm_tui.thrifty_driver import Terminal


class Gone(io.StringIO):
    """A terminal whose other end was closed."""

    def write(self, text: str) -> int:
        raise OSError(5, "Input/output error")

    def flush(self) -> None:
        raise OSError(5, "Input/output error")


def test_a17_what_is_written_to_a_terminal_that_is_gone_holds_nobody_up() -> None:
    thread = WriterThread(cast(TextIO, Terminal(Gone())))
    thread.start()
    for _ in range(3 * MAX_QUEUED_WRITES):
        thread._queue.put("x", timeout=10)
    thread.stop()
    assert not thread.is_alive()
