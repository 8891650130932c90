"""Writes down what was sent, one transaction for what several threads have sent meanwhile (D2)."""

import threading
import time

from store import deliveries
from store.database import Store
from store.deliveries import Mark
from store.refusals import Refused

PATIENCE_SECONDS = 120.0
PAUSE_SECONDS = 0.2


class Marking:
    """Marks for one worker. Whoever has sent a message waits here until that is written down and sends no other before:
    so a kill repeats the messages that were on their way, one for each thread at most."""

    def __init__(self, store: Store, worker: str) -> None:
        self._store, self._worker = store, worker
        self._writing = threading.Lock()
        self._guard = threading.Lock()
        self._waiting: list[Mark] = []
        self._held: dict[int, bool] = {}

    def __call__(self, mark: Mark) -> bool:
        """Write down that a message was sent; tell whether its claim was still held.

        It is tried again and again: what was sent and is not marked would be sent twice.
        """
        with self._guard:
            self._waiting.append(mark)
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            with self._writing:
                if mark.id in self._held or self._wrote(last=time.monotonic() > until):
                    return self._held.pop(mark.id)
            time.sleep(PAUSE_SECONDS)

    def _wrote(self, *, last: bool) -> bool:
        """Write all that waits; tell whether that went well. Raises Refused at the last try."""
        with self._guard:
            marks, self._waiting = self._waiting, []
        try:
            held = deliveries.mark_sent(self._store, self._worker, marks)
        except Refused:
            with self._guard:
                self._waiting += marks
            if last:
                raise
            return False
        self._held |= {one.id: one.id in held for one in marks}
        return True
