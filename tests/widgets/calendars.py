"""Calendars to draw: a handful of awkward activities, and five hundred."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from store.rows import ActivityRow, CategoryRef, Ref, UserRef
from store.when import AllDay, Timed, When
from tests.making import TODAY, timed
from tests.widgets.rows import row

CATEGORIES = (
    CategoryRef(1, "Telefon", "T", "blue"),
    CategoryRef(2, "E-mail", "E", "violet"),
    CategoryRef(3, "Spotkanie", "S", "green"),
    CategoryRef(4, "Wyjazd", "W", "orange"),
    CategoryRef(5, "Raport", "R", "teal"),
    CategoryRef(6, "Zadanie", "Z", "grey"),
)
NAMES = (
    "Żabka Centrum",
    "Müller & Söhne",
    "漢字会社",
    "Łódzka Spółdzielnia",
    "[b]ACME[/b]",
    "Crème & Co",
    "e\u0301tude",
)
MAREK = UserRef(2, "marek", "Marek Wójcik")


def made(number: int, when: When, category: int, name: str, **fields: object) -> ActivityRow:
    """Return an activity of a category about somebody."""
    held: dict[str, Any] = {"category": CATEGORIES[category], "contact": Ref(number, name), **fields}
    return row(number, when=when, description="Umówić termin", **held)


def few() -> tuple[ActivityRow, ...]:
    """Five: two that overlap, one over several days, one of a whole day, one over midnight."""
    return (
        made(1, timed(13, minutes=60), 0, "Żabka Centrum", priority="urgent"),
        made(2, timed(13, 30, minutes=90), 1, "漢字会社"),
        made(3, AllDay(TODAY + timedelta(days=1), TODAY + timedelta(days=3)), 3, "Targi Poznań"),
        made(4, AllDay(TODAY, TODAY), 4, "Łódzka Spółdzielnia", status="completed"),
        made(5, timed(22, minutes=240, day=TODAY - timedelta(days=1)), 2, "[b]ACME[/b]"),
    )


def many(count: int = 500, first: date = date(2026, 10, 26), days: int = 42) -> tuple[ActivityRow, ...]:
    """Five hundred over six weeks, some at the same time, some long, the past ones done."""
    rows: list[ActivityRow] = []
    for k in range(count):
        day = first + timedelta(days=(k * 17) % days)
        when: When = timed(8 + (k * 7) % 10, (k % 4) * 15, minutes=15 + (k % 5) * 25, day=day)
        if k % 23 == 0:
            when = AllDay(day, day + timedelta(days=k % 4))
        status = "completed" if day < TODAY else "planned"
        priority = ("normal", "normal", "high", "normal", "low")[k % 5]
        rows.append(made(k + 1, when, k % 6, NAMES[k % len(NAMES)], status=status, priority=priority))
    return tuple(sorted(rows, key=_start))


def _start(one: ActivityRow) -> datetime:
    if isinstance(one.when, Timed):
        return one.when.start
    assert isinstance(one.when, AllDay)
    return datetime(one.when.first.year, one.when.first.month, one.when.first.day, tzinfo=UTC)
