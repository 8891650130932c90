"""Phrases about time that has been: of several readings, those that are over (C7, E3)."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from store.phrases import Understanding, understand


def past(phrase: str, *, now: datetime, language: str, day: date | None = None) -> Understanding:
    """Return what a phrase means of time that has been at `now` (aware, in the user's zone).

    Of several readings only those that have begun count. A phrase without a day is one of `day` where that is given:
    of the entry that is corrected.
    """
    if day is not None and day != now.date() and names_no_day(phrase, language=language):
        return understand(phrase, now=datetime.combine(day, time(), now.tzinfo), language=language)
    found = understand(phrase, now=now, language=language)
    if len(found.readings) > 1:
        begun = tuple(one for one in found.readings if isinstance(one.start, datetime) and one.start <= now)
        return replace(found, readings=begun, message="" if len(begun) == 1 else found.message) if begun else found
    return found


def names_no_day(phrase: str, *, language: str) -> bool:
    """Tell whether a phrase names a time of the day alone: it moves with the day it is read on."""
    days = []
    for base in (datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 3, 11, tzinfo=UTC)):
        found = understand(phrase, now=base, language=language)
        days.append(
            {(one.start.date() - base.date()).days for one in found.readings if isinstance(one.start, datetime)}
        )
    return days[0] == days[1] == {0}
