"""Where an activity goes when somebody says when: what was said is changed, the rest is kept."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from store.phrases import Reading
from store.rows import ActivityRow
from store.when import AllDay, OpenEnded, Timed, When

DEFAULT_LENGTH = timedelta(minutes=30)


def moved_to(row: ActivityRow, reading: Reading, zone: str) -> When:
    """Return the new time of `row` for a phrase as it was understood by somebody in `zone`.

    A day alone keeps the clock time and the length; a time gives start and keeps the length; a span gives both; an
    all-day activity keeps its number of days unless a time was named; an open-ended one becomes all-day or timed.
    """
    start = reading.start
    if isinstance(start, datetime):
        end = reading.end if isinstance(reading.end, datetime) else start + _length(row)
        return Timed(start.astimezone(UTC), end.astimezone(UTC))
    if isinstance(reading.end, date) and not isinstance(reading.end, datetime):
        return AllDay(start, reading.end)
    return _on_day(row.when, start, zone)


def _length(row: ActivityRow) -> timedelta:
    return row.when.end - row.when.start if isinstance(row.when, Timed) else DEFAULT_LENGTH


def _on_day(when: When, day: date, zone: str) -> When:
    match when:
        case Timed():
            tz = ZoneInfo(zone)
            clock: time = when.start.astimezone(tz).timetz().replace(tzinfo=None)
            start = datetime.combine(day, clock, tz).astimezone(UTC)
            return Timed(start, start + (when.end - when.start))
        case AllDay():
            return AllDay(day, day + (when.last - when.first))
        case OpenEnded():
            return AllDay(day, day)


def shifted(when: When, zone: str, *, days: int = 0, minutes: int = 0) -> When:
    """Return a time moved by days of the calendar of `zone`, which keep the clock time, and by minutes.

    Whole days move by days alone.
    """
    match when:
        case Timed():
            tz, length = ZoneInfo(zone), when.end - when.start
            local = when.start.astimezone(tz)
            if days:
                clock = local.time()
                local = datetime.combine(local.date() + timedelta(days=days), clock, tz)
            start = local.astimezone(UTC) + timedelta(minutes=minutes)
            return Timed(start, start + length)
        case AllDay():
            by = timedelta(days=days)
            return AllDay(when.first + by, when.last + by)
        case OpenEnded():
            return when


def stretched(when: When, *, minutes: int = 0, days: int = 0) -> When:
    """Return a time whose end is later by minutes, or by days where it is whole days; never before its start."""
    match when:
        case Timed():
            return Timed(when.start, max(when.start, when.end + timedelta(minutes=minutes)))
        case AllDay():
            return AllDay(when.first, max(when.first, when.last + timedelta(days=days)))
        case OpenEnded():
            return when
