"""Ends and beginnings, first and last: "koniec miesiąca", "ostatni piątek stycznia", "first working day of May"."""

from collections.abc import Iterator
from datetime import date, timedelta

from store.phrases.calendar_dates import year_at
from store.phrases.context import Context, Day, month_end
from store.phrases.lengths import ordinal
from store.phrases.periods import MONTH, WEEK, month_named, week_period
from store.phrases.words import BEGINNING, END, FINAL, MONTHS, NEXT, THIS, WEEKDAYS, WORKING

Days = Iterator[tuple[Day, int]]
QUARTER = {"kwartalu", "kwartal", "quarter"}
YEAR = {"roku", "rok", "year"}


def edge(c: Context, i: int) -> Days:
    """An end, a beginning, or the so-manieth day or weekday of a period."""
    i = c.skip(i, ("pod", "z", "at", "the", "samym", "sam", "samego"))
    word = c.word(i)
    if word == "eom":
        yield Day(month_end(c.today)), i + 1
    if word == "eoy":
        yield Day(date(c.today.year, 12, 31)), i + 1
    if word == "eow":
        monday = c.today - timedelta(days=c.today.weekday())
        yield from ((Day(monday + timedelta(days=k)), i + 1) for k in (4, 6))
    if word in END:
        yield from _edge_of(c, c.skip(i + 1, ("of", "the")), last=True)
    if word in BEGINNING:
        yield from _edge_of(c, c.skip(i + 1, ("of", "the")), last=False)
    if word in {"month", "year"} and c.word(i + 1) == "end":
        yield Day(month_end(c.today) if word == "month" else date(c.today.year, 12, 31)), i + 2
    yield from _counted(c, i)


def _edge_of(c: Context, i: int, *, last: bool) -> Days:
    for first, j in month_named(c, i):
        found = month_end(first) if last else first
        yield Day(found), j
        if found < c.today and _without_year(c, j):
            yield Day(found.replace(year=found.year + 1)), j
    word = c.word(i)
    if word in MONTH:
        yield from _upcoming(c, month_end(c.today) if last else c.today.replace(day=1), i + 1)
    if word in YEAR:
        yield from _year_edge(c, c.today.year, i + 1, last=last)
    if word in THIS and c.word(i + 1) in YEAR:
        yield from _year_edge(c, c.today.year, i + 2, last=last)
    if word in NEXT and c.word(i + 1) in YEAR:
        yield from _year_edge(c, c.today.year + 1, i + 2, last=last)
    if c.kind(i) == "num" and len(c.tokens[i].text) == 4:
        year, j = year_at(c, i)
        yield from _year_edge(c, year or 0, j, last=last)
    if word in QUARTER or (word in THIS and c.word(i + 1) in QUARTER):
        start = date(c.today.year, (c.today.month - 1) // 3 * 3 + 1, 1)
        end = month_end(start.replace(month=start.month + 2))
        yield from _upcoming(c, end if last else start, i + (1 if word in QUARTER else 2))
    monday = c.today - timedelta(days=c.today.weekday())
    weeks = [(Day(monday, None, "week"), i + 1)] if word in WEEK else []
    for week, j in (*weeks, *week_period(c, i)):
        if last:
            yield Day(week.start + timedelta(days=4)), j
            yield Day(week.start + timedelta(days=6)), j
        else:
            yield from _upcoming(c, week.start, j, week=True)


def _year_edge(c: Context, year: int, j: int, *, last: bool) -> Days:
    found = c.date(year, 12, 31, str(year)) if last else c.date(year, 1, 1, str(year))
    if found:
        yield Day(found), j
        if found < c.today and year == c.today.year and not last and c.kind(j - 1) != "num":
            yield Day(date(year + 1, 1, 1)), j


def _upcoming(c: Context, found: date, j: int, *, week: bool = False) -> Days:
    """The day; where it is over and nothing says which one was meant, the next such day too."""
    yield Day(found), j
    if found < c.today:
        if week:
            yield Day(found + timedelta(days=7)), j
        elif found.day == 1:
            yield Day(month_end(found) + timedelta(days=1)), j


def _counted(c: Context, i: int) -> Days:
    """ "pierwszy poniedziałek grudnia", "last day of February", "ostatni dzień roboczy miesiąca"."""
    counts = [(-1, i + 1)] if c.word(i) in FINAL else []
    if c.word(i) in {"przedostatni", "penultimate"}:
        counts.append((-2, i + 1))
    counts += [(n, j) for n, j in ordinal(c, i) if n <= 31]
    for count, j in counts:
        for kind, k in _what(c, j):
            yield from _in_months(c, count, kind, k)
            yield from _in_year(c, count, kind, k)


def _what(c: Context, i: int) -> Iterator[tuple[int | str, int]]:
    if c.word(i) in WEEKDAYS:
        yield WEEKDAYS[c.word(i)], i + 1
    if c.word(i) in {"dzien", "dnia", "dniu", "day"}:
        if c.word(i + 1) in WORKING:
            yield "working", i + 2
        else:
            yield "day", i + 1
    if c.word(i) in WORKING and c.word(i + 1) in {"day", "dzien"}:
        yield "working", i + 2


def _in_months(c: Context, count: int, kind: int | str, i: int) -> Days:
    i = c.skip(i, ("of", "w", "the", "in"))
    for first, j in month_named(c, i):
        found = nth(first, count, kind)
        if found:
            yield Day(found), j
        else:
            c.impossible.append(c.said(0, j))
        if found and found < c.today and _without_year(c, j):
            following = nth(first.replace(year=first.year + 1), count, kind)
            yield from ((Day(day), j) for day in [following] if day)
    if c.word(i) in MONTH:
        found = nth(c.today.replace(day=1), count, kind)
        following = nth(month_end(c.today) + timedelta(days=1), count, kind)
        if found and found >= c.today:
            yield Day(found), i + 1
        elif following:
            if found:
                yield Day(found), i + 1
            yield Day(following), i + 1


def _without_year(c: Context, j: int) -> bool:
    """Whether the month named before a place stands without its year, and by its name."""
    return c.word(j - 1) in MONTHS or (c.word(j - 1) == "." and c.word(j - 2) in MONTHS)


def _in_year(c: Context, count: int, kind: int | str, i: int) -> Days:
    i = c.skip(i, ("of", "the"))
    if isinstance(kind, int) and count < 0 and c.word(i) in YEAR:
        found = nth(date(c.today.year, 12, 1), count, kind)
        if found:
            yield Day(found), i + 1
    if kind != "day" or count not in {1, -1}:
        return
    if c.word(i) in YEAR:
        yield from _year_edge(c, c.today.year, i + 1, last=count == -1)
    if c.word(i) in NEXT and c.word(i + 1) in YEAR:
        yield from _year_edge(c, c.today.year + 1, i + 2, last=count == -1)
    if c.kind(i) == "num" and len(c.tokens[i].text) == 4:
        yield from _year_edge(c, c.numbers(i)[0], i + 1, last=count == -1)


def nth(first: date, count: int, kind: int | str) -> date | None:
    """The so-manieth day of a kind in the month that begins on `first`; from the end where negative."""
    days = [first + timedelta(days=k) for k in range(month_end(first).day)]
    if kind == "working":
        days = [day for day in days if day.weekday() < 5]
    elif kind != "day":
        days = [day for day in days if day.weekday() == kind]
    index = count - 1 if count > 0 else count
    return days[index] if -len(days) <= index < len(days) else None
