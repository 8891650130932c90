"""Reminders of an activity (D1): as plain values of its state, checked, and the instants that they fall on.

Minutes and hours before the start are elapsed time. Days and weeks are counted on the clock of the performer who is
reminded, in that performer's own zone: whoever is in New York gets "one day before" when the clock in New York shows
what it will show at the start, a day earlier. A time that does not exist that day moves forward by the gap, one that
exists twice is the first (as B6 has it). Whole days begin at the performer's midnight.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from store.instants import from_column, to_text
from store.reading import among
from store.refusals import Invalid
from store.reminder_kinds import CHANNELS, UNITS, At, Before, Channel, Reminder, Unit
from store.texts import bounded, one_line
from store.when import floating, settled

if TYPE_CHECKING:
    from sqlmodel import Session

    from store.reading import Reader

MOST = 50
LONGEST_MINUTES = 366 * 24 * 60
LONGEST_TEXT = 1_000


def values_of(reminders: Iterable[Reminder]) -> list[dict[str, Any]]:
    """Return reminders as an activity's state holds them: sorted, those of one time and text made one.

    Raises Invalid("reminders", …) for one that cannot be: "channel", "unit", "out-of-range", "too-many".
    """
    merged: dict[tuple[Any, ...], set[str]] = {}
    for reminder in reminders:
        match reminder.when:
            case At(instant):
                key: tuple[Any, ...] = (to_text(instant), None, None)
            case Before(amount, unit):
                if unit not in UNITS:
                    raise Invalid("reminders", "unit", str(unit), UNITS)
                if amount < 0 or reminder.when.minutes > LONGEST_MINUTES:
                    raise Invalid("reminders", "out-of-range", str(amount))
                key = (None, amount, unit)
        unknown = [channel for channel in reminder.channels if channel not in CHANNELS]
        if unknown or not reminder.channels:
            raise Invalid("reminders", "channel", str(unknown[0]) if unknown else "", CHANNELS)
        text = bounded(one_line(reminder.text), "reminders", LONGEST_TEXT) if "sms" in reminder.channels else ""
        merged.setdefault((*key, text), set()).update(reminder.channels)
    if len(merged) > MOST:
        raise Invalid("reminders", "too-many", str(len(merged)), (str(MOST),))
    values = [
        {"at": at, "amount": amount, "unit": unit, "channels": [c for c in CHANNELS if c in channels], "text": text}
        for (at, amount, unit, text), channels in merged.items()
    ]
    return sorted(values, key=_order)


def reminders_of(values: Sequence[dict[str, Any]]) -> tuple[Reminder, ...]:
    """Return the reminders that a state holds, absolute ones first, then those longest before."""
    return tuple(_reminder(v["at"], v["amount"], v["unit"], v["channels"], v["text"]) for v in values)


def reminder_of(at: Any, amount: int | None, unit: Any, channels: str, text: str) -> Reminder:
    """Return the reminder that the columns of a row hold."""
    return _reminder(at, amount, unit, channels.split(), text)


def _reminder(at: Any, amount: Any, unit: Any, channels: Sequence[Any], text: str) -> Reminder:
    when = At(from_column(at)) if at is not None else Before(int(amount), unit)
    return Reminder(when, tuple(channels), text)


def _order(value: dict[str, Any]) -> tuple[Any, ...]:
    if value["at"] is not None:
        return (0, value["at"], 0, "", value["text"])
    return (1, "", -Before(value["amount"], value["unit"]).minutes, value["unit"], value["text"])


def check(values: Sequence[dict[str, Any]], start: str | None, before: Sequence[dict[str, Any]], now: datetime) -> None:
    """Raise Invalid for what an activity that starts at `start` cannot have.

    "open-ended": relative to a start that there is none. "past": at an instant that is over, unless it was there
    `before`. A relative one whose time is over is no mistake: it is just not sent.
    """
    kept = {(value["at"], value["text"]) for value in before}
    for value in values:
        if value["at"] is None and start is None:
            raise Invalid("reminders", "open-ended")
        if value["at"] is None or (value["at"], value["text"]) in kept:
            continue
        if from_column(value["at"]) < now.replace(microsecond=0):
            raise Invalid("reminders", "past", value["at"])


def instant_of(when: Before | At, start: datetime, *, all_day: bool, zone: str) -> datetime:
    """Return the UTC instant at which somebody in `zone` is reminded of what starts at `start`, to the second.

    For whole days `start` is midnight UTC of the first day, as a state holds it.
    """
    if isinstance(when, At):
        return when.instant
    if all_day:
        start = settled(datetime.combine(start.date(), time(), start.tzinfo), zone)
    if when.unit in {"day", "week"}:
        days = when.amount * (7 if when.unit == "week" else 1)
        if days == 0:
            return start
        return settled(floating(start, zone) - timedelta(days=days), zone)
    return start - timedelta(minutes=when.minutes)


def shifted(values: Sequence[dict[str, Any]], by: timedelta, zone: str) -> list[dict[str, Any]]:
    """Return reminders for another occurrence of a cycle: those at an instant go along by the clock in `zone` (B6)."""

    def moved(at: str) -> str:
        return to_text(settled(floating(from_column(at), zone) + by, zone))

    return sorted((v | {"at": moved(v["at"])} if v["at"] is not None else v for v in values), key=_order)


def to_come(reminders: Iterable[Reminder], now: datetime, *, open_ended: bool) -> tuple[Reminder, ...]:
    """Return the reminders that an activity planned like another can have: none at an instant that is over."""
    return tuple(
        reminder
        for reminder in reminders
        if (reminder.when.instant >= now if isinstance(reminder.when, At) else not open_ended)
    )


def zone_of(name: str) -> str:
    """Return a user's zone, UTC where it is none that is known here."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError):
        return "UTC"
    return name


def write(session: "Session", activity_id: int, values: Sequence[dict[str, Any]]) -> None:
    """Make these the reminders of an activity."""
    from sqlmodel import delete

    from store.models import Reminder as Row

    session.execute(delete(Row).where(Row.activity_id == activity_id))  # type: ignore[arg-type]
    write_many(session, [(activity_id, values)])


def write_many(session: "Session", pairs: Iterable[tuple[int, Sequence[dict[str, Any]]]]) -> None:
    """Write the reminders of new activities, one statement for all."""
    from sqlalchemy import insert

    from store.models import Reminder as Row

    rows = [
        {
            "activity_id": number, "at": from_column(value["at"]) if value["at"] else None, "amount": value["amount"],
            "unit": value["unit"], "channels": " ".join(value["channels"]), "text": value["text"],
        }
        for number, values in pairs
        for value in values
    ]  # fmt: skip
    if rows:
        session.execute(insert(Row), rows)


def of_activities(read: "Reader", ids: list[int]) -> dict[int, tuple[Reminder, ...]]:
    """Return the reminders of activities."""
    found: dict[int, list[Reminder]] = {}
    for activity, at, amount, unit, channels, text in read.all(
        "select activity_id, at, amount, unit, channels, text from reminders "
        f"where activity_id {among(read)} order by id",
        ids=ids,
    ):
        found.setdefault(activity, []).append(reminder_of(at, amount, unit, channels, text))
    return {activity: tuple(reminders) for activity, reminders in found.items()}


def values_in(read: "Reader", activity_id: int) -> list[dict[str, Any]]:
    """Return the reminders of an activity as its state holds them."""
    return values_of(of_activities(read, [activity_id]).get(activity_id, ()))


def offset(minutes: int) -> Before:
    """Return the offset that a length in minutes is, in the largest unit that it is a multiple of."""
    units: tuple[tuple[int, Unit], ...] = ((10080, "week"), (1440, "day"), (60, "hour"))
    for length, unit in units:
        if minutes and minutes % length == 0:
            return Before(minutes // length, unit)
    return Before(minutes, "minute")


def shown(values: Sequence[dict[str, Any]], zone: str) -> str:
    """Return reminders in a line of the history, instants in `zone`: "1 d (app), 15 min (app, email)"."""
    units = {"minute": "min", "hour": "h", "day": "d", "week": "w"}

    def told(value: dict[str, Any]) -> str:
        if value["at"] is not None:
            return f"{from_column(value['at']).astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"
        return f"{value['amount']} {units[value['unit']]}"

    return ", ".join(f"{told(value)} ({', '.join(value['channels'])})" for value in values)


def channels_of(reminders: Iterable[Reminder]) -> frozenset[Channel]:
    """Return every channel that any of the reminders takes."""
    return frozenset(channel for reminder in reminders for channel in reminder.channels)
