"""What becomes of a transaction whose commit was not answered: the server or the way to it went at that moment.

It may be kept or not. Saving again would double it, saying "saved" might be a lie: so the server is asked, as soon as
it is back, whether a row stands that the transaction has added. One takes the lock of all writers for that question:
whoever has it knows that the other transaction has ended.
"""

import random
import time
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from store.faults import fault_of, faults
from store.reading import Writer
from store.refusals import StoreFault, Trace, Undecided

if TYPE_CHECKING:
    from store.database import Store

TRACE = "trace"
PATIENCE_SECONDS = 12.0
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.2, 2.0
# The tables whose rows are traces, and the column that says who has written one.
TABLES = {"changes": "user_id", "notes": "author_id"}


class Commit:
    """Around a transaction: lets a commit that failed without an answer pass if what was to be kept is kept."""

    def __init__(self, store: "Store") -> None:
        self._store = store
        self._begun = False
        self._trace: Trace | None = None

    def __enter__(self) -> Self:
        return self

    def begins(self, info: dict[Any, Any]) -> None:
        """All is written; what follows is the commit."""
        self._begun = self._store.path is None
        self._trace = info.get(TRACE)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is None or not self._begun:
            return False
        fault = fault_of(error, self._store.name)
        if fault is None or fault.reason != "unreachable":
            return False
        if self._trace is None:
            raise Undecided("undecided", self._store.name) from error
        if _asked_until(self._store, self._trace, time.monotonic() + PATIENCE_SECONDS):
            return True
        raise StoreFault("lost", self._store.name) from error


def _asked_until(store: "Store", trace: Trace, deadline: float) -> bool:
    """Ask what became of it, again and again with growing pauses. Raises Undecided where nobody answers in time."""
    pause = FIRST_PAUSE_SECONDS
    while True:
        try:
            return kept(store, trace)
        except StoreFault as fault:
            if time.monotonic() > deadline:
                raise Undecided("undecided", store.name, trace) from fault
        time.sleep(pause * random.uniform(0.7, 1.3))  # noqa: S311 - spreads tries, hides nothing
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


def kept(store: "Store", trace: Trace) -> bool:
    """Tell whether the transaction that was to add a row is kept. Raises StoreFault where the server is not there."""
    with faults(store.name), store.engine.begin() as connection:
        found = Writer(connection).one(
            f"select 1 from {trace.table} where id = :id and at = :at and {TABLES[trace.table]} = :user",
            id=trace.id,
            at=trace.at.replace(microsecond=0),
            user=trace.user_id,
        )
    return found is not None


def leave_trace(info: dict[Any, Any], trace: Trace) -> None:
    """Note a row that the transaction adds; the first stands for all, the first of a record says what was written."""
    held: Trace | None = info.get(TRACE)
    if held is None or (held.record is None and trace.record is not None):
        info[TRACE] = trace
