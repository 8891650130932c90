"""SQL for the local day of an instant, on both databases, through every change of the clock."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from store.instants import to_text

STEP = timedelta(days=7)
DAY = 24 * 60 * 60


def local_day(engine: str, column: str, zone: str, first: datetime, last: datetime) -> str:
    """Return SQL for the day of an instant in `column` between `first` and `last`, in `zone`: as text on SQLite.

    SQLite knows no time zones: it is told the offset for each stretch between two changes of the clock.
    """
    if engine != "sqlite":
        name = zone.replace("'", "")
        return f"({column} at time zone '{name}')::date"
    stretches = _stretches(zone, first, last)
    whens = [
        f"when {column} < '{to_text(until)}' then date({column}, '{seconds:+d} seconds')"
        for (_begin, seconds), (until, _next) in pairwise(stretches)
    ]
    rest = f"date({column}, '{stretches[-1][1]:+d} seconds')"
    # Most instants are on the same day in UTC and in the zone whatever the offset: told from their hour, at a third.
    offsets = [seconds for _begin, seconds in stretches]
    earliest, latest = _hour(max(0, -min(offsets))), _hour(DAY - 1 - max(0, *offsets))
    same = f"when substr({column}, 12, 8) between '{earliest}' and '{latest}' then substr({column}, 1, 10)"
    return f"case {same} {' '.join(whens)} else {rest} end"


def _hour(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def floating_day(engine: str, column: str) -> str:
    """Return SQL for the day of a floating midnight, which is kept as one of UTC."""
    if engine != "sqlite":
        return f"({column} at time zone 'UTC')::date"
    return f"substr({column}, 1, 10)"


def week_of(engine: str, day: str) -> str:
    """Return SQL for the Monday of a day's week."""
    if engine != "sqlite":
        return f"date_trunc('week', ({day})::timestamp)::date"
    return f"date({day}, '-6 days', 'weekday 1')"


def month_of(engine: str, day: str) -> str:
    """Return SQL for the first day of a day's month."""
    if engine != "sqlite":
        return f"date_trunc('month', ({day})::timestamp)::date"
    return f"substr({day}, 1, 7) || '-01'"


def _stretches(zone: str, first: datetime, last: datetime) -> list[tuple[datetime, int]]:
    """Return from when on which offset holds, in seconds east of Greenwich: the changes found by halving."""
    where = ZoneInfo(zone)

    def offset(instant: datetime) -> int:
        return int((instant.astimezone(where).utcoffset() or timedelta()).total_seconds())

    found = [(first, offset(first))]
    at = first
    while at < last:
        after = min(at + STEP, last)
        if offset(after) != offset(at):
            low, high = at, after
            while high - low > timedelta(seconds=1):
                middle = (low + (high - low) / 2).replace(microsecond=0)
                low, high = (middle, high) if offset(middle) == offset(at) else (low, middle)
            found.append((high.astimezone(UTC), offset(high)))
        at = after
    return found
