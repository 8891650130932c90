"""How each user wants the calendar to be (C2, G5): the view, the first day of the week, the hours, whose it is.

Kept among the user's preferences as text; what cannot be read there is as if it had not been set.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from store.calendar import KINDS, Whose

View = Literal["day", "week", "work", "month", "agenda"]
VIEWS: tuple[View, ...] = ("day", "week", "work", "month", "agenda")
PREFIX = "calendar."
MONDAY, SUNDAY = 0, 6
FIRST_DAYS = {"monday": MONDAY, "sunday": SUNDAY}
AGENDA_DAYS = 14


@dataclass(frozen=True)
class CalendarChoices:
    """The choices. `first_day` counts from Monday as 0; `hours` are the first and the last hour that are shown."""

    view: View = "week"
    first_day: int = MONDAY
    hours: tuple[int, int] = (8, 18)
    week_numbers: bool = True
    cancelled: bool = False
    whose: Whose = field(default_factory=Whose)

    def entries(self) -> dict[str, str]:
        """Return the choices as preferences."""
        names = {number: name for name, number in FIRST_DAYS.items()}
        return {
            PREFIX + "view": self.view,
            PREFIX + "first-day": names[self.first_day],
            PREFIX + "hours": f"{self.hours[0]}-{self.hours[1]}",
            PREFIX + "week-numbers": _switch(self.week_numbers),
            PREFIX + "cancelled": _switch(self.cancelled),
            PREFIX + "public": _switch(self.whose.public),
            PREFIX + "whose": f"{self.whose.kind}:{','.join(map(str, self.whose.ids))}".rstrip(":"),
        }


def choices_of(preferences: Mapping[str, str]) -> CalendarChoices:
    """Return the choices that preferences hold."""
    held = {name.removeprefix(PREFIX): value for name, value in preferences.items() if name.startswith(PREFIX)}
    usual = CalendarChoices()
    wanted = held.get("view")
    return CalendarChoices(
        view=next((view for view in VIEWS if view == wanted), usual.view),
        first_day=FIRST_DAYS.get(held.get("first-day", ""), usual.first_day),
        hours=hours_of(held.get("hours", "")) or usual.hours,
        week_numbers=held.get("week-numbers", "on") != "off",
        cancelled=held.get("cancelled") == "on",
        whose=_whose_of(held.get("whose", ""), public=held.get("public", "on") != "off"),
    )


def hours_of(text: str) -> tuple[int, int] | None:
    """Return the hours that "8-18" or "8:00 – 18:00" means, None if it means none."""
    match = re.fullmatch(r"\s*(\d{1,2})(?::00)?\s*[-–— ]\s*(\d{1,2})(?::00)?\s*", text)
    if not match:
        return None
    first, last = int(match[1]), int(match[2])
    return (first, last) if first < last <= 24 else None


def days_of(view: View, day: date, first_day: int = MONDAY) -> tuple[date, date]:
    """Return the first and the last day that a view shows around `day`; a month with the weeks it lies in."""
    match view:
        case "day":
            return day, day
        case "work":
            monday = day - timedelta(days=day.weekday())
            return monday, monday + timedelta(days=4)
        case "week":
            first = week_of(day, first_day)
            return first, first + timedelta(days=6)
        case "month":
            last = (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            return week_of(day.replace(day=1), first_day), week_of(last, first_day) + timedelta(days=6)
        case "agenda":
            return day, day + timedelta(days=AGENDA_DAYS - 1)


def week_of(day: date, first_day: int = MONDAY) -> date:
    """Return the day on which the week of `day` begins."""
    return day - timedelta(days=(day.weekday() - first_day) % 7)


def turned(view: View, day: date, by: int) -> date:
    """Return the day to stand on after turning over `by` pages of a view: the same day of a later week or month."""
    if view == "month":
        months = day.year * 12 + day.month - 1 + by
        first = date(months // 12, months % 12 + 1, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return first.replace(day=min(day.day, last.day))
    length = {"day": 1, "week": 7, "work": 7, "agenda": AGENDA_DAYS}[view]
    return day + timedelta(days=length * by)


def _whose_of(text: str, *, public: bool) -> Whose:
    kind, _, numbers = text.partition(":")
    ids = tuple(int(number) for number in numbers.split(",") if re.fullmatch(r"\d{1,9}", number))
    known = next((known for known in KINDS if known == kind), None)
    if known is None or (known in {"users", "contact", "project"} and not ids):
        return Whose(public=public)
    return Whose(known, ids, public)


def _switch(on: bool) -> str:
    return "on" if on else "off"
