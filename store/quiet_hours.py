"""Quiet hours (D6): from 22 to 7 on a user's clock e-mail and SMS wait, unless the team's setting says otherwise."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from store.reading import Reader
from store.reminders import zone_of
from store.settings import is_on
from store.when import settled

BEGINS, ENDS = time(22), time(7)


def waits(read: Reader) -> bool:
    """Tell whether anything waits for the morning, as the team's setting says."""
    return not is_on(read, "notify-in-quiet-hours")


def morning_after(zone: str, at: datetime) -> datetime | None:
    """Return the morning for which what falls on `at` waits for somebody in `zone`; None by day."""
    local = at.astimezone(ZoneInfo(zone_of(zone)))
    if ENDS <= local.time() < BEGINS:
        return None
    day = local.date() + timedelta(days=1) if local.time() >= BEGINS else local.date()
    return settled(datetime.combine(day, ENDS, UTC), zone_of(zone))
