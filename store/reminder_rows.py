"""Plain rows of reminders and notifications (D): frozen, free of the database, safe to hand to another thread."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from store.reminder_kinds import Channel
from store.rows import ActivityRow, DayPlan, FieldChange, UserRef
from store.when import When

EventKind = Literal[
    "assigned", "unassigned", "moved", "changed", "cancelled", "completed", "reopened", "discussed"
]  # fmt: skip
DeliveryKind = Literal["reminder", "event", "day-plan", "failure"]
DeliveryState = Literal["waiting", "claimed", "sent", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that somebody else did to an activity (D5).

    `fields` are the changed fields as the history shows them, instants in the zone of whoever is told; `note` is the
    beginning of what was said; `count` is of how many activities it is told at once (a cycle, a bulk change).
    """

    kind: EventKind
    by: UserRef
    at: datetime
    title: str
    when: When
    fields: tuple[FieldChange, ...] = ()
    note: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Failed:
    """A delivery that was given up, as its assigner is told: to whom, by which channel, why (see DeliveryRow)."""

    user: UserRef
    channel: Channel
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class NotificationRow:
    """One in-app notification (D4), newest information in it.

    `kind` is "reminder", "event" or "failure". `title` and `when` are those at the time of telling: the activity may be
    gone or no longer be seen; `activity_id` is None then. `events` are oldest first. `due_at` is when a reminder was
    to come, `late` that it came well after that. `fresh` is when it came, or came back from a snooze.
    """

    id: int
    kind: DeliveryKind
    at: datetime
    activity_id: int | None
    title: str
    when: When
    read: bool
    snoozed_until: datetime | None = None
    late: bool = False
    due_at: datetime | None = None
    events: tuple[Told, ...] = ()
    failures: tuple[Failed, ...] = ()
    activity: ActivityRow | None = None


@dataclass(frozen=True, slots=True)
class Bell:
    """How many notifications are unread and not snoozed, and when the next snooze is over."""

    unread: int
    next_snooze: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One message to one user by one channel, and what became of it.

    `due_at` is the instant it was for, `next_at` when it is looked at next while it is open. `reason` is a short fixed
    code where it is cancelled ("past" from the
    start, "changed", "ended", "deleted", "not-performer", "over", "not-wanted") or
    failed ("no-address", "no-number", "inactive", "refused", "tried-out", "damaged"); `words` are the server's.
    """

    id: int
    kind: DeliveryKind
    user: UserRef
    channel: Channel
    due_at: datetime
    state: DeliveryState
    next_at: datetime
    attempts: int = 0
    late: bool = False
    reason: str = ""
    words: str = ""
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a message goes to, and in which language and zone it is to be written."""

    id: int
    login: str
    name: str
    email: str
    phone: str
    zone: str
    language: str

    @property
    def ref(self) -> UserRef:
        """The same user as others see them."""
        return UserRef(self.id, self.login, self.name)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a channel is to send now: read after it was claimed, so it is what stands.

    `key` is stable for each delivery over all its tries. `activity` is whole (None for a day plan); `events` are set
    for kind "event", `plan` and `day` for "day-plan", `own_text` for an SMS with one's own text. `due` is the instant
    it was for where it is `late`, else None. `place` is the database's own name.
    """

    id: int
    key: str
    kind: DeliveryKind
    channel: Channel
    to: Recipient
    now: datetime
    due_at: datetime
    late: bool = False
    activity: ActivityRow | None = None
    own_text: str = ""
    events: tuple[Told, ...] = ()
    day: date | None = None
    plan: DayPlan | None = None
    place: str = ""

    @property
    def due(self) -> datetime | None:
        """When it was due, where that has to be said."""
        return self.due_at if self.late else None


@dataclass(frozen=True, slots=True)
class Choices:
    """What one user wants to be told of, and how (D5): the channels for each event, and three switches.

    Keys of `channels` are EVENTS. `observing`: also of what one only observes. `public`: also of public activities,
    where the team's setting notifies everyone. `day_plan`: the day plan by e-mail (D7). `country` is that of one's
    holidays, two letters, "" for that of one's time zone.
    """

    channels: dict[str, tuple[Channel, ...]]
    observing: bool = True
    public: bool = True
    day_plan: bool = False
    country: str = ""


EVENTS: tuple[str, ...] = ("assigned", "moved", "changed", "cancelled", "discussed")
