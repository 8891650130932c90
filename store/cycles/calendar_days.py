"""The days on which a rule can fall, year by year; dateutil does the arithmetic of a year (B2 to B5)."""

from calendar import isleap
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from store.cycles.rule import Rule


def days(rule: Rule, start: date, last_year: int) -> Iterator[int]:
    """Yield the ordinals of the days that fit the BY-parts of a rule, ascending, to the end of `last_year`.

    They begin with the year of the day a week before `start`: its week, month and year are whole. INTERVAL is
    looked at for years only. A year is worked out once for each of the 21 kinds there are (its first weekday, its
    length, that of the year before), so that no rule, however rare, costs more than the days to the last year.
    """
    first = max(start.toordinal() - 7, 1)
    kinds: dict[tuple[int, bool, bool], tuple[int, ...]] = {}
    bare = replace(rule, interval=1, count=None, until="", hours=(), minutes=(), seconds=(), positions=())
    implied = (start.month, start.day, start.weekday())
    for year in range(date.fromordinal(first).year, last_year + 1):
        if rule.frequency == "YEARLY" and (year - start.year) % rule.interval:
            continue
        new_year = date(year, 1, 1)
        by_weekday = bool(rule.weekdays or rule.weeks or rule.frequency == "WEEKLY")
        kind = (by_weekday * new_year.weekday(), isleap(year), bool(rule.weeks) and isleap(year - 1))
        if kind not in kinds:
            kinds[kind] = _days_of_year(bare, implied, *kind)
        base = new_year.toordinal()
        yield from (base + day for day in kinds[kind])


@cache
def _year_of_kind(weekday: int, leap: bool, after_leap: bool) -> int:
    """Return some year of a kind."""
    kind = (weekday, leap, after_leap)
    return next(y for y in range(1900, 2300) if (date(y, 1, 1).weekday(), isleap(y), isleap(y - 1)) == kind)


@lru_cache(maxsize=512)
def _days_of_year(
    rule: Rule, implied: tuple[int, int, int], weekday: int, leap: bool, after_leap: bool
) -> tuple[int, ...]:
    """Return the days of a year of one kind, counted from 0, that fit the BY-parts."""
    year = _year_of_kind(weekday, leap, after_leap)
    filters = _filters(rule, *implied)
    plain = {day for position, day in rule.weekdays if not position}
    counted = [(day, position) for position, day in rule.weekdays if position]
    found: set[int] = set()
    # Every Monday and the second Tuesday are asked for apart: asked together, dateutil wants days that are both.
    if plain or not counted:
        every: Iterable[int] = range(366 if leap else 365)
        if filters:
            every = _asked(year, filters if filters.keys() - {"bymonth"} else filters | {"byweekday": list(range(7))})
        found.update(day for day in every if not plain or (weekday + day) % 7 in plain)
    if counted:
        from dateutil.rrule import weekday as placed

        asked = filters | {"byweekday": [placed(day, position) for day, position in counted]}
        if rule.frequency == "MONTHLY" and not rule.months:
            asked["bymonth"] = list(range(1, 13))
        found.update(_asked(year, asked))
    return tuple(sorted(found))


def _asked(year: int, filters: dict[str, Any]) -> Iterator[int]:
    from dateutil.rrule import YEARLY, rrule

    new_year = datetime(year, 1, 1)  # noqa: DTZ001 - a calendar day; it does not leave this function
    base = new_year.toordinal()
    # The interval ends dateutil's search with this year, also where the year has no such day.
    for found in rrule(YEARLY, dtstart=new_year, interval=10_000, **filters):
        yield found.toordinal() - base


def _filters(rule: Rule, month: int, day: int, weekday: int) -> dict[str, Any]:
    """Return dateutil's arguments for the BY-parts; what the rule leaves open is as in the start (RFC 5545)."""
    filters: dict[str, Any] = {"wkst": rule.week_start} if rule.weeks else {}
    for name, values in (
        ("bymonth", rule.months),
        ("byweekno", rule.weeks),
        ("byyearday", rule.year_days),
        ("bymonthday", rule.month_days),
    ):
        if values:
            filters[name] = list(values)
    if rule.weekdays:
        return filters
    if rule.weeks or rule.year_days or rule.month_days:
        return filters
    if rule.frequency == "YEARLY":
        filters.setdefault("bymonth", [month])
    if rule.frequency in ("YEARLY", "MONTHLY"):
        filters["bymonthday"] = [day]
    if rule.frequency == "WEEKLY":
        filters["byweekday"] = [weekday]
    return filters
