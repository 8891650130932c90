"""The worker in the app's background: begun once the program is idle, stopped when it quits (D2)."""

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_tui.worker import Worker
    from store.database import Store

log = logging.getLogger("crm_tui")
# Whoever quits waits so long at most: what is still being sent then comes back to another worker when its lease ends.
PATIENCE_SECONDS = 3.0


class Background:
    """One worker in a thread of its own, which also makes it: that reads the settings of the installation."""

    def __init__(self, make: "Callable[[Store], Worker]") -> None:
        self._make = make
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._worker: Worker | None = None
        self._stopped = False

    def begin(self, store: "Store") -> None:
        """Begin to deliver, unless that has begun already."""
        with self._guard:
            if self._thread is None and not self._stopped:
                self._thread = threading.Thread(target=self._run, args=(store,), name="worker", daemon=True)
                self._thread.start()

    def _run(self, store: "Store") -> None:
        try:
            worker = self._make(store)
        except Exception:
            from crm_tui.worker import Worker

            # What is shown inside the program needs no settings; the log says what is wrong with them.
            log.exception("the settings of mail and SMS cannot be used")
            worker = Worker(store, {})
        with self._guard:
            self._worker = worker
            if self._stopped:
                return
        try:
            worker.run()
        except Exception:
            log.exception("the worker has ended")

    def stop(self) -> None:
        """End after what is being sent now."""
        with self._guard:
            self._stopped = True
            worker = self._worker
        if worker is not None:
            worker.stop()

    def wait(self) -> None:
        """Wait until it has ended, for a while."""
        if self._thread is not None:
            self._thread.join(PATIENCE_SECONDS)
