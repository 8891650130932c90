"""SQL for the local day of an instant, on both databases, through every change of the clock."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from store.instants import to_text

STEP = timedelta(days=7)


def local_day(engine: str, column: str, zone: str, first: datetime, last: datetime) -> str:
    """Return SQL for the day, as text, of an instant in `column` between `first` and `last`, in `zone`.

    SQLite knows no time zones: it is told the offset for each stretch between two changes of the clock.
    """
    if engine != "sqlite":
        name = zone.replace("'", "")
        return f"to_char({column} at time zone '{name}', 'YYYY-MM-DD')"
    stretches = _stretches(zone, first, last)
    whens = [
        f"when {column} < '{to_text(until)}' then date({column}, '{seconds:+d} seconds')"
        for (_begin, seconds), (until, _next) in pairwise(stretches)
    ]
    rest = f"date({column}, '{stretches[-1][1]:+d} seconds')"
    return f"case {' '.join(whens)} else {rest} end" if whens else rest


def floating_day(engine: str, column: str) -> str:
    """Return SQL for the day of a floating midnight, which is kept as one of UTC."""
    if engine != "sqlite":
        return f"to_char({column} at time zone 'UTC', 'YYYY-MM-DD')"
    return f"substr({column}, 1, 10)"


def week_of(engine: str, day: str) -> str:
    """Return SQL for the Monday of a day's week, all as text."""
    if engine != "sqlite":
        return f"to_char(date_trunc('week', ({day})::date), 'YYYY-MM-DD')"
    return f"date({day}, '-6 days', 'weekday 1')"


def month_of(day: str) -> str:
    """Return SQL for the first day of a day's month, all as text."""
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
