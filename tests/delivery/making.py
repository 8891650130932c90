"""What letters and texts are written about, without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from store.reminder_kinds import Channel
from store.reminder_rows import Outgoing, Recipient, Told
from store.rows import ActivityRow, CategoryRef, Ref, UserRef
from store.when import Timed

NOW = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
DAY = date(2026, 11, 24)
ANNA = UserRef(1, "anna", "Anna Nowak")
EWA = Recipient(2, "ewa", "Ewa Żak", "ewa@example.com", "+48 600 100 200", "Europe/Warsaw", "pl")
KIRAN = Recipient(3, "kiran", "Kiran", "kiran@example.com", "+977 980 1234567", "Asia/Kathmandu", "en")
HOSTILE = '[b]</td><script>alert("x")</script>\x1b[31m\u202e & [/b]'


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    """Return an instant in UTC."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def timed(hour: int, minute: int = 0, minutes: int = 30, day: date = DAY) -> Timed:
    """Return a time of so many minutes."""
    return Timed(at(hour, minute, day), at(hour, minute, day) + timedelta(minutes=minutes))


CALL = ActivityRow(
    17, 3, timed(14), CategoryRef(1, "Telefon", "T", "blue"), "planned", ANNA, (ANNA,), contact=Ref(1, "AB Transport"),
    persons=(Ref(1, "Jan Kowalski"),), description="Zadzwonić w sprawie oferty", details="Linia 1\n\nLinia 3",
    goal=Ref(1, "Umówienie spotkania"),
)  # fmt: skip


def call(**fields: Any) -> ActivityRow:
    """Return a call today from 14:00 to 14:30 UTC, but for `fields`."""
    return replace(CALL, **fields)


def told(kind: Any, **fields: Any) -> Told:
    """Return something that Anna did to the call."""
    return replace(Told(kind, ANNA, NOW, "Telefon · AB Transport", CALL.when), **fields)


def outgoing(channel: Channel = "email", to: Recipient = EWA, **fields: Any) -> Outgoing:
    """Return a reminder of the call as a channel is given it, but for `fields`."""
    made = Outgoing(1, "reminder-1-ab12", "reminder", channel, to, NOW, NOW, activity=CALL)
    return replace(made, **fields)
