"""The occurrences of a rule: its days by interval and position, at wall-clock times, to its end (B1, B6, B7)."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import groupby, islice, takewhile

from store.activity_state import FIRST_YEAR, LAST_YEAR
from store.cycles.calendar_days import days
from store.cycles.rule import Rule
from store.dates import decimal_comma
from store.language import _
from store.refusals import Invalid

LIMIT = 3_660


@dataclass(frozen=True, slots=True)
class _Times:
    """The times of a day at which a rule falls, by their number; they are never all made at once."""

    hours: tuple[int, ...]
    minutes: tuple[int, ...]
    seconds: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.hours) * len(self.minutes) * len(self.seconds)

    def __getitem__(self, index: int) -> time:
        if index >= len(self):
            raise IndexError(index)
        rest, second = divmod(index, len(self.seconds))
        hour, minute = divmod(rest, len(self.minutes))
        return time(self.hours[hour], self.minutes[minute], self.seconds[second])


_MIDNIGHT = _Times((0,), (0,), (0,))


def occurrences(rule: Rule, start: datetime | date) -> tuple[datetime | date, ...]:
    """Return every occurrence of a rule that ends, at or after `start`, ascending and distinct.

    Raises Invalid("cycle", …): "end-before-start", "never", "too-many" with the count, and "too-far" for what
    goes beyond the years that activities are kept for.
    """
    if not FIRST_YEAR <= start.year <= LAST_YEAR:
        raise Invalid("cycle", "too-far", str(start.year), (str(LAST_YEAR),))
    end = last_moment(rule.until, start) if rule.until else None
    if end is not None and _before(end, start):
        raise Invalid("cycle", "end-before-start", shown_end(end), (shown_end(start),))
    if rule.count is not None and rule.count > LIMIT:
        raise Invalid("cycle", "too-many", written(rule.count), (written(LIMIT),))
    wanted = LIMIT + 1 if rule.count is None else rule.count
    found = tuple(islice(_distinct(rule, start, end), wanted))
    if not found:
        raise Invalid("cycle", "never", rule.text)
    if len(found) > LIMIT:
        raise Invalid("cycle", "too-many", _many(rule, start, end), (written(LIMIT),))
    if (rule.count is not None and len(found) < rule.count) or (end is not None and end.year > LAST_YEAR):
        raise Invalid("cycle", "too-far", str(LAST_YEAR + 1), (str(LAST_YEAR),))
    return found


def last_moment(until: str, start: datetime | date) -> datetime | date:
    """Return what UNTIL means for a rule with this start: the last instant, or the last day of whole days.

    A date with a timed start reaches to the end of that day where the start is.
    """
    day = date(int(until[:4]), int(until[4:6]), int(until[6:8]))
    if not isinstance(start, datetime):
        return day
    if "T" not in until:
        return datetime.combine(day, time(23, 59, 59), start.tzinfo)
    zone = UTC if until.endswith("Z") else start.tzinfo
    moment = time(int(until[9:11]), int(until[11:13]), int(until[13:15]))
    return standing(datetime.combine(day, moment, zone)).astimezone(start.tzinfo)


def standing(wall: datetime) -> datetime:
    """Return an aware wall-clock time as one that exists: moved forward by the gap it falls into (B6)."""
    # A time within a gap is counted with the offset before it; going through UTC puts it on the far side.
    return wall.astimezone(UTC).astimezone(wall.tzinfo) if wall.tzinfo is not UTC else wall


def written(number: int) -> str:
    """Return a number with its thousands apart, as the language in use writes it."""
    return f"{number:,}".replace(",", "\u00a0") if decimal_comma() else f"{number:,}"


def shown_end(end: datetime | date) -> str:
    """Return an end as the refusals show it."""
    return end.isoformat()


def _before(end: datetime | date, start: datetime | date) -> bool:
    if isinstance(end, datetime) and isinstance(start, datetime):
        return end.astimezone(UTC) < start.astimezone(UTC)
    return end < start


def _distinct(rule: Rule, start: datetime | date, end: datetime | date | None) -> Iterator[datetime | date]:
    """Yield the occurrences; two wall-clock times that a gap makes one are one."""
    latest: datetime | date | None = None
    for one in _all(rule, start, end):
        # Within one zone, and with no second readings of the clock, walls compare as instants do.
        if latest is None or latest < one:
            latest = one
            yield one


def _all(rule: Rule, start: datetime | date, end: datetime | date | None) -> Iterator[datetime | date]:
    stop = _last_day(end)
    if not isinstance(start, datetime):
        floor = start.toordinal()
        for day, _times in _chosen(rule, start, _MIDNIGHT, stop):
            if day > stop:
                return
            if day >= floor:
                yield date.fromordinal(day)
        return
    first, wall_start = start.toordinal(), start.time().replace(fold=0)
    final = end.astimezone(UTC) if isinstance(end, datetime) else None
    for day, times in _chosen(rule, start.date(), times_of(rule, start), stop):
        if day > stop:
            return
        if day < first:
            continue
        begin = bisect_left(times, wall_start) if day == first else 0
        for moment in _moments(date.fromordinal(day), times, begin, start.tzinfo):
            if final is not None and day == stop and moment.astimezone(UTC) > final:
                return
            yield moment


def _last_day(end: datetime | date | None) -> int:
    last = date(LAST_YEAR, 12, 31)
    if end is not None:
        last = min(last, end.date() if isinstance(end, datetime) else end)
    return last.toordinal()


def _moments(day: date, times: _Times | list[time], begin: int, zone: tzinfo | None) -> Iterator[datetime]:
    """Yield the moments of one day, ascending."""
    walls = (datetime.combine(day, times[index], zone) for index in range(begin, len(times)))
    midnight = datetime.combine(day, time(), zone)
    if midnight.utcoffset() == (midnight + timedelta(days=1)).utcoffset():
        yield from walls
    else:
        yield from sorted((standing(wall) for wall in islice(walls, 3 * LIMIT)), key=lambda one: one.astimezone(UTC))


def times_of(rule: Rule, start: datetime) -> _Times:
    """Return the times of day of a rule; what it does not say is as in the start. Second 60 is 59 (RFC 5545)."""
    seconds = tuple(sorted({min(second, 59) for second in rule.seconds}))
    return _Times(rule.hours or (start.hour,), rule.minutes or (start.minute,), seconds or (start.second,))


def _chosen(rule: Rule, start: date, times: _Times, stop: int) -> Iterator[tuple[int, _Times | list[time]]]:
    """Yield the days of a rule with their times: of every INTERVAL-th period, and BYSETPOS of it.

    They reach to the day `stop` or beyond; the period it lies in is whole.
    """
    key = _period(rule)
    first = key(start.toordinal())
    if not (rule.positions or rule.filters) and rule.frequency == "DAILY":
        yield from ((day, times) for day in range(first, stop + 1, rule.interval))
        return
    if rule.frequency == "DAILY" and rule.positions and min(map(abs, rule.positions)) > len(times):
        # A day has never so many times, and looking at each would take long.
        return
    last_year = min(date.fromordinal(stop).year + 1, LAST_YEAR)
    for period, group in groupby(days(rule, start, last_year), key):
        if period < first or (period - first) % rule.interval:
            continue
        if not rule.positions:
            for day in group:
                yield day, times
            continue
        members = tuple(group)
        size = len(members) * len(times)
        places = {place - 1 if place > 0 else size + place for place in rule.positions}
        places = {place for place in places if 0 <= place < size}
        for day, chosen in groupby(sorted(places), lambda place: place // len(times)):
            yield members[day], [times[place % len(times)] for place in chosen]


def _period(rule: Rule) -> Callable[[int], int]:
    match rule.frequency:
        case "DAILY":
            return lambda day: day
        case "WEEKLY":
            # Ordinal 1 is a Monday.
            return lambda day: (day - 1 - rule.week_start) // 7
        case "MONTHLY":
            return _month
        case "YEARLY":
            return lambda day: date.fromordinal(day).year


def _month(day: int) -> int:
    found = date.fromordinal(day)
    return found.year * 12 + found.month


def _many(rule: Rule, start: datetime | date, end: datetime | date | None) -> str:
    """Return how many there would be, where counting them costs little."""
    times = times_of(rule, start) if isinstance(start, datetime) else None
    if end is None or end.year > LAST_YEAR or rule.positions or (times is not None and len(times) > 1):
        return _("more than {count}").format(count=written(LIMIT))
    floor, stop = start.toordinal(), _last_day(end)
    count = sum(
        1
        for day, _times in takewhile(lambda one: one[0] <= stop, _chosen(rule, start, _MIDNIGHT, stop))
        if day >= floor
    )
    if times is not None and isinstance(start, datetime) and isinstance(end, datetime):
        count -= times[0] > end.time()
        count -= times[0] < start.time()
    return written(count)
