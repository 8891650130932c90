"""What the screens share, handed to them by the program: the open store, the acting user, the settings."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from store.clock import Clock
from store.language import _
from store.places import Places
from store.time_rows import Tracking
from widgets.stopwatch import Measured

if TYPE_CHECKING:
    from screens.form.drafting import Slot
    from store.database import Store
    from store.rows import Acting, ActivityRow


@dataclass
class Desk:
    """The program's state. `store` and `me` are None until the database has answered for the first time."""

    clock: Clock
    zone: str = "UTC"
    name: str = ""
    store: "Store | None" = None
    me: "Acting | None" = None
    last_notes: bool = False
    tracking: Tracking = field(default_factory=Tracking)
    key_map: dict[str, str] = field(default_factory=dict)
    preferences: dict[str, str] = field(default_factory=dict)
    # Held by whoever imports screens: two threads that import from different ends would wait for each other for ever.
    loading: threading.RLock = field(default_factory=threading.RLock)
    log_path: Callable[[], Path] = Path
    # Where the acting user may name files.
    places: Places = field(default_factory=Places)
    # Gives a place to keep a form that is not saved; None where nothing is kept.
    draft_slot: "Callable[[], Slot | None] | None" = None
    # The standard text of an SMS that reminds of an activity, in a zone.
    text_message: "Callable[[ActivityRow, str], str] | None" = None

    @property
    def opened(self) -> "tuple[Store, Acting]":
        """The open store and the acting user; only for what runs after the database has answered."""
        if self.store is None or self.me is None:
            raise RuntimeError("the database has not answered yet")
        return self.store, self.me

    @property
    def measured(self) -> Measured | None:
        """What the line above shows of the stopwatch, None while it does not run."""
        running = self.tracking.running
        if running is None:
            return None
        return Measured(running.title or _("no longer visible"), running.started, self.clock.now)

    @property
    def now(self) -> datetime:
        """The present instant."""
        return self.clock.now()

    @property
    def today(self) -> date:
        """The present date in the user's zone."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()
