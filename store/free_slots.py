"""Free time near a time that is taken (A5): pure reckoning, no database."""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from store.when import AllDay, Timed, day_bounds
from store.working_hours import WorkingHours

Span = tuple[datetime, datetime]

ROUND = timedelta(minutes=15)  # a slot that could begin now begins at the next quarter of an hour
MINUTE = timedelta(minutes=1)
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def nearest(
    asked: Timed | AllDay,
    held: Sequence[Span],
    *,
    zones: Collection[str],
    hours: WorkingHours,
    zone: str,
    now: datetime,
    window: timedelta,
    about: Timed | AllDay,
    limit: int,
) -> tuple[Timed | AllDay, ...]:
    """Return at most `limit` free times as long as `asked`, the nearest to `about` first, the earlier of two.

    `held` are the spans (UTC) in which somebody is not free, `zones` those of the performers, which say where whole
    days begin for them; `zone` is that of the working hours. Each stretch of free time of a day offers one slot.
    """
    merged = _merged(held)
    if isinstance(about, AllDay):
        return _days(about, merged, zones, hours, zone, now, window)[:limit]
    start, long = about.start, about.end - about.start
    tz = ZoneInfo(zone)
    days = int(window / timedelta(days=1)) - 1
    first = start.astimezone(tz).date()
    found: set[datetime] = set()
    for distance in range(-days, days + 1):
        day = first + timedelta(days=distance)
        if day.weekday() in hours.days:
            found.update(_of_day(day, about, merged, hours, zone, _up(now, ROUND)))
    best = sorted(found, key=lambda at: (abs(at - start), at))[:limit]
    return tuple(Timed(at, at + long) for at in best)


def _of_day(
    day: date, about: Timed, merged: Sequence[Span], hours: WorkingHours, zone: str, soonest: datetime
) -> Iterator[datetime]:
    """Yield where a slot may begin on a day: in each free stretch, as near as can be to the time asked for."""
    begins, ends = hours.bounds(day, zone)
    long = max(about.end - about.start, timedelta(seconds=1))
    if long > ends - begins:
        clock = about.start.astimezone(ZoneInfo(zone)).time()
        start = datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)
        if start >= soonest and _is_free(merged, start, start + long):
            yield start
        return
    cursor = max(begins, soonest)
    for busy_from, busy_to in [*merged, (ends, ends)]:
        if busy_to < cursor:
            continue
        earliest, latest = _up(cursor, MINUTE), min(busy_from, ends) - long
        if about.start == about.end or latest > earliest:
            latest = _down(latest, MINUTE)
        if earliest <= latest:
            yield min(max(about.start, earliest), latest)
        cursor = max(cursor, busy_to)
        if cursor >= ends:
            return


def _days(
    about: AllDay,
    merged: Sequence[Span],
    zones: Collection[str],
    hours: WorkingHours,
    zone: str,
    now: datetime,
    window: timedelta,
) -> tuple[AllDay, ...]:
    today = now.astimezone(ZoneInfo(zone)).date()
    many = (about.last - about.first).days
    reach = int(window / timedelta(days=1)) - 1
    found = []
    for distance in sorted(range(-reach, reach + 1), key=lambda days: (abs(days), days)):
        first = about.first + timedelta(days=distance)
        days = [first + timedelta(days=further) for further in range(min(many, len(hours.days) - 1) + 1)]
        if first < today or any(day.weekday() not in hours.days for day in days):
            continue
        last = first + timedelta(days=many)
        if all(_is_free(merged, day_bounds(first, at)[0], day_bounds(last, at)[1]) for at in zones):
            found.append(AllDay(first, last))
    return tuple(found)


def _is_free(merged: Sequence[Span], start: datetime, end: datetime) -> bool:
    return not any(held_from < end and start < held_to for held_from, held_to in merged)


def _merged(held: Sequence[Span]) -> list[Span]:
    """Return the spans in order, those that touch or overlap made one."""
    merged: list[Span] = []
    for start, end in sorted(held):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return merged


def _up(instant: datetime, step: timedelta) -> datetime:
    return instant + (EPOCH - instant) % step


def _down(instant: datetime, step: timedelta) -> datetime:
    return instant - (instant - EPOCH) % step
