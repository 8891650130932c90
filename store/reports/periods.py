"""The periods that reports are asked for: by name, turned over page by page, or of a phrase (F, C7)."""

from datetime import date, datetime, timedelta
from typing import Literal

from store.phrases.reading import Reading

Period = Literal["month", "last-month", "quarter", "year", "all"]
PERIODS: tuple[Period, ...] = ("month", "last-month", "quarter", "year", "all")
Days = tuple[date | None, date | None]
_MONTHS_OF = {"month": 1, "last-month": 1, "quarter": 3, "year": 12}


def days_of(period: Period, today: date) -> Days:
    """Return the first and the last day of a period around `today`; (None, None) of all time."""
    if period == "all":
        return None, None
    months = _MONTHS_OF[period]
    number = today.year * 12 + today.month - 1
    first = number - number % months - (1 if period == "last-month" else 0)
    return _months(first, months)


def turned(days: Days, by: int) -> Days | None:
    """Return the period `by` pages on: whole months, quarters and years stay such, others keep their length in days.

    None where there is no other page: of all time, and beyond what a calendar holds.
    """
    first, last = days
    if first is None or last is None:
        return None
    try:
        months = _whole_months(first, last)
        if months:
            return _months(first.year * 12 + first.month - 1 + by * months, months)
        length = (last - first + timedelta(days=1)) * by
        return first + length, last + length
    except (OverflowError, ValueError):
        return None


def of_reading(reading: Reading) -> tuple[date, date]:
    """Return the first and the last day that a phrase names: of a day, a week, a month or a span."""
    first = _day(reading.start)
    if reading.end is not None:
        return first, _day(reading.end)
    if reading.grain == "month":
        return _months(first.year * 12 + first.month - 1, 1)
    return first, first + timedelta(days=6 if reading.grain == "week" else 0)


def is_quarter(first: date, last: date) -> bool:
    """Tell whether a period is a quarter of a year."""
    return first.month % 3 == 1 and _whole_months(first, last) == 3


def is_year(first: date, last: date) -> bool:
    """Tell whether a period is a year from January to December."""
    return first.month == 1 and _whole_months(first, last) == 12


def _whole_months(first: date, last: date) -> int:
    """Return how many whole months a period has, 0 if it does not consist of such."""
    after = last + timedelta(days=1)
    if first.day != 1 or after.day != 1:
        return 0
    return (after.year - first.year) * 12 + after.month - first.month


def _months(number: int, count: int) -> tuple[date, date]:
    """Return so many months from one on; months are numbered from the year 0."""
    after = number + count
    first = date(number // 12, number % 12 + 1, 1)
    return first, date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
