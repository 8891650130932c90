"""What the store says when it will not do something. Each carries data; the front ends word it (screens/wording.py)."""

from dataclasses import dataclass
from datetime import datetime

from store.when import AllDay, Timed


@dataclass(frozen=True, slots=True)
class Trace:
    """A row that a transaction adds, by which one sees afterwards whether it was committed.

    `kind` and `record` are what was written: an activity, a contact …, where that is known.
    """

    table: str
    id: int
    at: datetime
    user_id: int
    kind: str = ""
    record: int | None = None


@dataclass
class Refused(Exception):
    """Something was asked that the rules, the rights or the data do not allow. Nothing was changed."""

    @property
    def kind(self) -> str:
        """The kind by which programs tell refusals apart: busy, invalid, denied, stale, not_found, ambiguous."""
        return "invalid"


@dataclass
class Invalid(Refused):
    """A field's value breaks a rule.

    `field` is the field's name as in a draft ("category", "start", "end", "persons" …), `reason` a short fixed code
    such as "missing", "past", "end-before-start", "unknown", "too-long"; `value` is what was given; `allowed`
    lists what would have been taken, where that helps.
    """

    field: str
    reason: str
    value: str = ""
    allowed: tuple[str, ...] = ()


@dataclass
class NotAllowed(Refused):
    """The acting user lacks a right (G2); `right` is its name in the contract, such as "edit-others"."""

    right: str

    @property
    def kind(self) -> str:
        """Denied."""
        return "denied"


@dataclass
class NotFound(Refused):
    """There is no such record, or none that the user may see; `what` is "activity", "contact" …"""

    what: str
    value: str
    near: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Not found."""
        return "not_found"


@dataclass
class Ambiguous(Refused):
    """A name fits several records; `candidates` are their names."""

    what: str
    value: str
    candidates: tuple[str, ...]

    @property
    def kind(self) -> str:
        """Ambiguous."""
        return "ambiguous"


@dataclass
class Stale(Refused):
    """Somebody else changed the record since it was read (A18); `version` is the one that stands now."""

    what: str
    id: int
    version: int
    by: str = ""

    @property
    def kind(self) -> str:
        """Stale."""
        return "stale"


@dataclass(frozen=True)
class Collision:
    """One activity in the way (A5): who is taken, by what, and which of the times asked for it is in the way of.

    `start` and `end` are UTC, for whole days as they begin and end in the performer's zone; `when` tells whole days
    apart. What the acting user may not see has no `activity_id` and an empty `title`. `among_asked` says that two of
    the times asked for are in each other's way; there is no activity to name then.
    """

    login: str
    name: str
    activity_id: int | None
    title: str
    when: Timed | AllDay
    start: datetime
    end: datetime
    asked: Timed | AllDay
    series: int | None = None
    among_asked: bool = False


@dataclass
class BusyConflict(Refused):
    """The performers' time is taken (A5): everything in the way, and free times of the same length near by.

    `searched` says whether free times were looked for: they are not where several times were asked for at once.
    """

    collisions: tuple[Collision, ...] = ()
    slots: tuple[Timed | AllDay, ...] = ()
    searched: bool = False

    @property
    def kind(self) -> str:
        """Busy."""
        return "busy"


@dataclass
class StopwatchRuns(Refused):
    """One's stopwatch runs already (E1): on which activity (no `title` where it may no longer be seen), since when in
    the acting user's zone. `switch` stops it first."""

    activity_id: int
    title: str
    since: datetime


@dataclass
class TimeTaken(Refused):
    """Time entries of one user never overlap (E3): the one in the way, `end` None while it runs, both in
    the acting user's zone.

    `title` is its activity's, empty where that may not be seen; `name` whose time it is.
    """

    activity_id: int | None
    title: str
    start: datetime
    end: datetime | None
    name: str = ""


@dataclass
class OneOfMany(Refused):
    """One of several that were to be changed at once is refused, so none was changed (C9).

    `id` is the activity's number, `category` and `about` what to call it, `refused` why.
    """

    id: int
    category: str
    about: str
    refused: Refused

    @property
    def kind(self) -> str:
        """The kind of the refusal itself."""
        return self.refused.kind


@dataclass
class NothingToUndo(Refused):
    """There is no change of one's own left to undo or to redo (A19); `direction` is "undo" or "redo"."""

    direction: str


@dataclass
class FileFault(Refused):
    """A file cannot be taken in or given out (A15).

    `reason` is one of "not-there", "not-a-file", "not-readable", "too-large", "changed", "full", "not-writable",
    "exists", "gone", "damaged"; `name` is the path or hash it is about, `size` and `limit` are bytes.
    """

    reason: str
    name: str = ""
    size: int = 0
    limit: int = 0


@dataclass
class WrongPassword(Refused):
    """Login and password prove nobody (G1). The next try is refused for `pause` seconds; `unread` says this one was."""

    pause: int = 0
    unread: bool = False

    @property
    def kind(self) -> str:
        """Denied."""
        return "denied"


@dataclass
class Cancelled(Refused):
    """What was being done was cancelled by the user; nothing of it was kept."""


@dataclass
class StoreFault(Refused):
    """The database cannot be used.

    `reason` is one of "locked", "read-only", "corrupt", "full", "newer", "older", "unreachable", "not-a-database",
    "no-folder", "unknown-user"; of a server also "lost" (nothing was saved, it is back), "no-room" (it takes no more
    connections), "no-right" (its role lacks one), "too-slow". `detail` is the file, address or name it is about.
    """

    reason: str
    detail: str = ""


@dataclass
class Undecided(StoreFault):
    """A server was lost while it committed, and did not come back in time to be asked: what was to be saved may
    stand in it, or not. `trace` tells `Store.fate` what to look for, so that nothing need be saved twice.
    """

    trace: Trace | None = None
