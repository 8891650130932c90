"""Watches the database for the running program, in a thread: what others write is read and handed on (H5)."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_tui.following import Latest, latest
from crm_tui.telling import News, Telling
from store import others
from store.feed import Feed
from store.others import Others, Touched
from store.refusals import Refused
from store.time_rows import Tracking, tracking

if TYPE_CHECKING:
    from screens.desk import Desk
    from store.database import Store
    from store.rows import Acting

# How often a file is looked at.
LOOK_SECONDS = 0.5
# How soon after one change the next is shown: beside a team that writes all the time a session reads once a second, and
# what comes after a while of rest is shown at once.
REST_SECONDS = 1.0
log = logging.getLogger("crm_tui")


@dataclass(frozen=True)
class Seen:
    """What there is to show; None for what need not be. `commits` is how many saves of one's own it was read after."""

    connected: bool
    latest: Latest | None = None
    tracking: Tracking | None = None
    touched: Touched = frozenset()
    news: News | None = None
    commits: int = 0


class Watching:
    """Hands on to `show`, from its thread. What could not be read, as the server was gone, is read when it is back.

    `before` is how far others had come before the first screen was read: what they have written since is shown.
    """

    def __init__(
        self, store: "Store", telling: Telling, desk: "Desk", before: Others, show: Callable[[Seen], None]
    ) -> None:
        self._store, self._telling, self._desk, self._show = store, telling, desk, show
        self._stopped = threading.Event()
        self._feed: Feed | None = None
        self._others = before
        self._begun = False
        self._pending = False
        self._again = threading.Event()

    def begin(self) -> None:
        """Begin to watch."""
        threading.Thread(target=self._run, name="watching", daemon=True).start()

    def look_again(self) -> None:
        """Read anew: what was handed on last is older than what was saved here since."""
        self._again.set()

    def stop(self) -> None:
        """Watch no more."""
        self._stopped.set()
        if self._feed is not None:
            self._feed.interrupt()

    def _run(self) -> None:
        feed = self._feed = Feed(self._store)
        connected = True
        while not self._stopped.is_set():
            seen = self._turn(feed)
            if seen.latest is not None or seen.news is not None or seen.connected != connected:
                connected = seen.connected
                self._show(seen)
            if seen.latest is not None:
                self._stopped.wait(REST_SECONDS)
        feed.close()

    def _turn(self, feed: Feed) -> Seen:
        """Wait until something was written, but not for long; read what that means."""
        me = self._desk.opened[1]
        try:
            if not self._begun:
                self._pending = others.look(self._store, me, self._others).later_than(self._others)
                self._begun = True
            self._pending = feed.wait(LOOK_SECONDS) or self._pending or self._again.is_set()
            if feed.connected and not self._stopped.is_set():
                return self._read(me)
        except Refused:
            # Of a file that is in use, say: it is looked at again.
            self._stopped.wait(LOOK_SECONDS)
        except Exception:
            log.exception("looking for what has changed")
            self._stopped.wait(LOOK_SECONDS)
        return Seen(feed.connected)

    def _read(self, me: "Acting") -> Seen:
        store = self._store
        if not self._pending:
            return Seen(True, news=self._telling.look(store, me) if self._telling.is_due(self._desk.now) else None)
        self._again.clear()
        commits = store.commits
        found = others.look(store, me, self._others)
        seen = Seen(True, latest(store, me), tracking(store, me), found.touched, self._telling.look(store, me), commits)
        self._others, self._pending = found, False
        return seen
