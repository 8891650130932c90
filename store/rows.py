"""Plain rows: what the store answers with. Frozen, free of the database, safe to hand to another thread.

Instants are aware and in UTC; dates are plain; names are what people typed and have to be shown as text.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from store.reminder_kinds import Reminder
from store.when import AllDay, OpenEnded, Timed, When

Status = Literal["planned", "completed", "cancelled"]
Outcome = Literal["success", "failure"]
Priority = Literal["low", "normal", "high", "urgent"]
Direction = Literal["in", "out"]
Scope = Literal["one", "following", "all"]

STATUSES: tuple[Status, ...] = ("planned", "completed", "cancelled")
OUTCOMES: tuple[Outcome, ...] = ("success", "failure")
PRIORITIES: tuple[Priority, ...] = ("low", "normal", "high", "urgent")
DIRECTIONS: tuple[Direction, ...] = ("in", "out")
SCOPES: tuple[Scope, ...] = ("one", "following", "all")


@dataclass(frozen=True)
class Ref:
    """A record named by its number and name."""

    id: int
    name: str


@dataclass(frozen=True)
class UserRef:
    """A user as others see them."""

    id: int
    login: str
    name: str


@dataclass(frozen=True)
class CategoryRef:
    """A category with its two signs: a letter and the name of a hue (see HUES)."""

    id: int
    name: str
    letter: str
    hue: str


HUES = ("blue", "violet", "green", "orange", "teal", "grey", "pink", "yellow", "red", "brown")


@dataclass(frozen=True)
class NoteRow:
    """One entry of a discussion (A10)."""

    id: int
    at: datetime
    author: UserRef
    text: str


@dataclass(frozen=True)
class Running:
    """A stopwatch that runs on an activity (E1): whose, and since which instant, in UTC."""

    user_id: int
    since: datetime

    def seconds(self, now: datetime) -> int:
        """Return how long it has run at `now`; none where the clock has gone backwards since."""
        return max(0, int((now - self.since).total_seconds()))


@dataclass(frozen=True)
class ActivityRow:
    """One activity with everything that lists and the preview show.

    `tracked_seconds` is the time that everybody has spent on it (E4), without what still runs, which is in `running`.
    Both are empty while time is not tracked (G4).
    """

    id: int
    version: int
    when: When
    category: CategoryRef
    status: Status
    assigner: UserRef
    performers: tuple[UserRef, ...] = ()
    observers: tuple[UserRef, ...] = ()
    outcome: Outcome | None = None
    priority: Priority = "normal"
    busy: bool = False
    public: bool = False
    needs_completing: bool = False
    contact: Ref | None = None
    persons: tuple[Ref, ...] = ()
    direction: Direction | None = None
    project: Ref | None = None
    goal: Ref | None = None
    description: str = ""
    details: str = ""
    ended_at: datetime | None = None
    last_note: NoteRow | None = None
    note_count: int = 0
    series: int | None = None
    occurrence: datetime | None = None
    tracked_seconds: int = 0
    reminders: tuple[Reminder, ...] = ()
    running: tuple[Running, ...] = ()

    def tracked(self, now: datetime) -> int:
        """Return the time spent on it in seconds, with what runs at `now`."""
        return self.tracked_seconds + sum(running.seconds(now) for running in self.running)

    @property
    def open_ended(self) -> bool:
        """Whether it has no date (A3)."""
        return isinstance(self.when, OpenEnded)

    @property
    def all_day(self) -> bool:
        """Whether it has dates only."""
        return isinstance(self.when, AllDay)

    @property
    def timed(self) -> Timed | None:
        """Its start and end, where it has them."""
        return self.when if isinstance(self.when, Timed) else None

    @property
    def assignment(self) -> Ref | None:
        """What it is about: the contact, else the project, else nothing (A7)."""
        return self.contact or self.project


@dataclass(frozen=True)
class FieldChange:
    """One field of one change; values as the history shows them."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangeRow:
    """One entry of a history (A19): who did what when."""

    id: int
    at: datetime
    user: UserRef
    action: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Gap:
    """Free time between two activities of a day, in UTC; `end` is None for "until the end of the day"."""

    start: datetime
    end: datetime | None


@dataclass(frozen=True)
class TabCounts:
    """The numbers beside the tabs of the day plan."""

    plan: int = 0
    to_complete: int = 0
    received: int = 0
    delegated: int = 0
    unassigned: int = 0


@dataclass(frozen=True)
class DayPlan:
    """One person's plan of one day (C1). Overdue is filled for today only."""

    day: date
    overdue: tuple[ActivityRow, ...] = ()
    any_time: tuple[ActivityRow, ...] = ()
    timed: tuple[ActivityRow, ...] = ()
    done: tuple[ActivityRow, ...] = ()
    gaps: tuple[Gap, ...] = ()
    counts: TabCounts = TabCounts()
    overdue_total: int = 0


@dataclass(frozen=True)
class Page:
    """One window of a longer list; `after` asks for the next one and is None at the end."""

    rows: tuple[ActivityRow, ...]
    after: str | None = None


@dataclass(frozen=True)
class Acting:
    """The user on whose behalf the store is asked: who they are, where their day begins, and what they may do."""

    id: int
    login: str
    name: str
    zone: str
    language: str
    rights: frozenset[str]

    @property
    def ref(self) -> UserRef:
        """The same user as others see them."""
        return UserRef(self.id, self.login, self.name)
