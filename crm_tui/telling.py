"""Tells the user inside the program what has come: the bell's number, one toast, the terminal's bell (D4, D5)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from store.reminder_rows import NotificationRow

if TYPE_CHECKING:
    from store.database import Store
    from store.notifications import Arrived
    from store.rows import Acting

TOLD_AT_START = 20


@dataclass(frozen=True)
class News:
    """What has come, newest first, and how many are unread now. At the start, all that is unread has come."""

    unread: int
    rows: tuple[NotificationRow, ...] = ()
    at_start: bool = False

    @property
    def rings(self) -> bool:
        """Whether the terminal's bell is rung: for a reminder, when it comes."""
        return not self.at_start and any(row.kind == "reminder" for row in self.rows)


class Telling:
    """Looks at the start, then whenever the database has changed or a snooze is over; in one thread at a time."""

    def __init__(self) -> None:
        self._since: Arrived | None = None
        self._next_snooze: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """Whether a snooze is over: nothing is written when that happens."""
        return self._next_snooze is not None and self._next_snooze <= now

    def look(self, store: "Store", me: "Acting") -> News:
        """Return what has come since the last look. Raises Refused where the database does not answer."""
        from store import notifications

        since = self._since
        arrived = notifications.arrived(store, me, since)
        bell = notifications.bell(store, me)
        rows = arrived.rows[::-1]
        if since is None and bell.unread:
            rows = notifications.listing(store, me, unread=True, snoozed=False, limit=TOLD_AT_START)
        self._since, self._next_snooze = arrived, bell.next_snooze
        return News(bell.unread, rows, since is None)
