"""When an activity takes place: three distinct kinds of time (A3, A4)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Timed:
    """From an instant to an instant, both aware and in UTC; equal for a point in time."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("naive datetime")


@dataclass(frozen=True, slots=True)
class AllDay:
    """Whole days, from the first to the last inclusive; the same dates in every time zone."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class OpenEnded:
    """No date: stands in the day plan every day until it is ended."""


When = Timed | AllDay | OpenEnded


def day_bounds(day: date, zone: str) -> tuple[datetime, datetime]:
    """Return the UTC instants at which `day` begins and ends for somebody in `zone`."""
    tz = ZoneInfo(zone)
    start = datetime.combine(day, time(), tz)
    end = datetime.combine(day + timedelta(days=1), time(), tz)
    return start.astimezone(UTC), end.astimezone(UTC)


def floating(instant: datetime, zone: str) -> datetime:
    """Return what a clock in `zone` shows at an instant, as if it showed UTC."""
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=UTC, fold=0)


def settled(wall: datetime, zone: str) -> datetime:
    """Return the instant at which a clock in `zone` shows a floating time.

    A time that does not exist that day moves forward by the gap, one that exists twice is the first (B6).
    """
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def is_past(when: When, now: datetime, zone: str) -> bool:
    """Tell whether the end lies in the past (A2): before `now`, or before today in `zone` for whole days."""
    match when:
        case Timed():
            return when.end < now
        case AllDay():
            return when.last < now.astimezone(ZoneInfo(zone)).date()
        case OpenEnded():
            return False
