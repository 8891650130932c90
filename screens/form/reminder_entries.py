"""The reminders of an activity as they are typed: when each comes and whom it cannot reach stand beside it (D1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from store.dates import clock_time, full_day, length
from store.language import _, n_
from store.reminder_kinds import CHANNELS, At, Before, Channel, Reminder
from store.reminder_phrases import Understood, understood
from store.reminder_words import words
from store.when import AllDay, OpenEnded, Timed, When
from widgets.form_section import Kind

if TYPE_CHECKING:
    from store.record_rows import UserRow


@dataclass
class Entry:
    """One reminder of the form; `number` names its fields, `own` is the SMS text, "" for the standard one."""

    number: int
    text: str
    channels: set[Channel] = field(default_factory=lambda: {"app"})
    own: str = ""
    when: Before | At | None = None
    message: str = ""
    readings: tuple[At, ...] = ()

    def key(self, what: str = "") -> str:
        """The key of one of its fields: "" when, "app", "email", "sms", "text"."""
        return f"remind-{self.number}-{what}" if what else f"remind-{self.number}"

    def read(self, text: str, now: datetime, zone: str) -> None:
        """Take what is typed."""
        found: Understood = understood(text, now=now, zone=zone)
        self.text, self.when, self.message, self.readings = text, found.when, found.message, found.readings

    @property
    def reminder(self) -> Reminder | None:
        """The reminder that it stands for, None while it is none."""
        if self.when is None or not self.channels:
            return None
        channels = tuple(channel for channel in CHANNELS if channel in self.channels)
        return Reminder(self.when, channels, self.own.strip() if "sms" in self.channels else "")


def entries_of(reminders: Sequence[Reminder], zone: str) -> list[Entry]:
    """Return the reminders of an activity as the form shows them."""
    return [
        Entry(number, words(reminder.when, zone), set(reminder.channels), reminder.text, reminder.when)
        for number, reminder in enumerate(reminders, 1)
    ]


def place_of(key: str) -> tuple[int, str] | None:
    """Return which reminder a field belongs to, and which of its fields it is."""
    parts = key.split("-")
    if len(parts) < 2 or parts[0] != "remind" or not parts[1].isdigit():
        return None
    return int(parts[1]), parts[2] if len(parts) > 2 else ""


# ----------------------------------------------------------------- what is said beside it


def problem(entry: Entry, when: When | None, now: datetime, *, known: bool = False) -> str:
    """Return why it cannot be saved, "" where it can. `known`: it was there before, and may be over."""
    if entry.when is None:
        return entry.message or _("Say when: 15 min before, a day before, tomorrow at 9.")
    if not entry.channels:
        return _("Choose how: in-app, e-mail or SMS.")
    if isinstance(entry.when, Before) and isinstance(when, OpenEnded):
        return _("What is open-ended has no start to remind before: give a date and time.")
    if isinstance(entry.when, At) and entry.when.instant < now.replace(microsecond=0) and not known:
        return _("This is in the past.")
    return ""


def said(
    entry: Entry,
    when: When | None,
    performers: Sequence[int],
    reach: "Mapping[int, UserRow]",
    *,
    now: datetime,
    zone: str,
    known: bool = False,
) -> tuple[str, Kind]:
    """Return what stands beside a reminder: when it comes, whom it cannot reach, or what is wrong with it."""
    wrong = problem(entry, when, now, known=known)
    if wrong:
        return wrong, "amber" if entry.readings else "danger"
    missing = unreached(entry.channels, performers, reach)
    assert entry.when is not None
    due = instant(entry.when, when, zone)
    if due is None:
        return " · ".join([_("as soon as it has a start"), *missing]), "amber" if missing else "muted"
    if due < now.replace(microsecond=0):
        return _("{time} is over: it will not be sent").format(time=moment(due, zone)), "amber"
    parts = [moment(due, zone), _("in {length}").format(length=_ahead(due, now)), *missing]
    return " · ".join(parts), "amber" if missing else "ok"


def instant(remind: Before | At, when: When | None, zone: str) -> datetime | None:
    """Return when somebody in `zone` is reminded, None while that is not known."""
    if isinstance(remind, At):
        return remind.instant
    from store.reminders import instant_of

    match when:
        case Timed():
            return instant_of(remind, when.start, all_day=False, zone=zone)
        case AllDay():
            return instant_of(remind, datetime.combine(when.first, time(), UTC), all_day=True, zone=zone)
    return None


def moment(due: datetime, zone: str) -> str:
    """Return an instant as people write it."""
    return f"{full_day(due.astimezone(ZoneInfo(zone)).date())} {clock_time(due, zone)}"


def _ahead(due: datetime, now: datetime) -> str:
    ahead = due - now
    return length(timedelta(days=ahead.days) if ahead.days else ahead)


def unreached(channels: set[Channel], performers: Sequence[int], reach: "Mapping[int, UserRow]") -> list[str]:
    """Return a note for each performer whom a channel cannot reach."""
    notes = []
    for user in (reach[number] for number in performers if number in reach):
        if "email" in channels and not user.email:
            notes.append(_("{name}: no e-mail address").format(name=user.name))
        if "sms" in channels and not user.phone:
            notes.append(_("{name}: no phone number").format(name=user.name))
    return notes


def size_text(text: str, *, own: bool) -> tuple[str, Kind]:
    """Return how long an SMS is and in how many parts it goes: "own text · 62/160 characters · 1 part"."""
    from store.sms_parts import parts

    found = parts(text)
    characters = n_("{count}/{room} character", "{count}/{room} characters", found.room)
    count = n_("{count} part", "{count} parts", found.count).format(count=found.count)
    words_ = [
        _("own text") if own else _("standard text"),
        characters.format(count=found.characters, room=found.room),
        count,
    ]
    if found.encoding == "UCS-2":
        words_.append(_("letters outside GSM"))
    return " · ".join(words_), "amber" if found.count > 1 else "muted"


def summary(entries: Sequence[Entry], zone: str) -> str:
    """Return what is in the section, in one line: "15 min before, in-app · 1 h before, e-mail"."""
    from screens.wording import channel_label

    told = []
    for entry in entries:
        when = words(entry.when, zone) if entry.when is not None else f"{entry.text} (?)"
        told.append(", ".join([when, *(channel_label(c) for c in CHANNELS if c in entry.channels)]))
    return " · ".join(told) or _("none")
