"""Tells a running program that anybody has written to the database (H5).

A server tells it (listening.py). A SQLite file is asked: `pragma data_version` costs microseconds and no lock.
"""

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from store.refusals import Refused
from store.waking import CHANGED

if TYPE_CHECKING:
    from store.database import Store


class Feed:
    """To be made, asked and closed by one thread; `interrupt` may be called from any."""

    def __init__(self, store: "Store") -> None:
        self._store = store
        self._ear = store.ear(CHANGED)
        self._interrupted = threading.Event()
        self._version: int | None = None
        if self._ear is None:
            # At once: what is written before the first look would go unnoticed.
            with suppress(Refused):
                self._version = store.data_version()

    @property
    def connected(self) -> bool:
        """Whether the server answers; of a file always."""
        return self._ear is None or self._ear.connected

    def wait(self, seconds: float) -> bool:
        """Wait until something was written, the connection was lost or is back, but so long at most; tell whether.

        Raises Refused where a file cannot be read.
        """
        if self._ear is not None:
            return self._ear.wait(seconds)
        if self._interrupted.wait(seconds):
            return False
        before, self._version = self._version, self._store.data_version()
        return self._version != before

    def interrupt(self) -> None:
        """End the waiting."""
        self._interrupted.set()
        if self._ear is not None:
            self._ear.ring()

    def close(self) -> None:
        """Be told no more."""
        if self._ear is not None:
            self._ear.close()
