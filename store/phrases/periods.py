"""Weeks, months and weekends."""

from collections.abc import Iterator
from datetime import date, timedelta

from store.phrases.calendar_dates import calendar_day, month_at, year_at
from store.phrases.context import Context, Day, Length
from store.phrases.words import COMING, LAST, NEXT, THIS

Days = Iterator[tuple[Day, int]]
WEEK = {"tydzien", "tygodniu", "tygodnia", "week", "tyg"}
MONTH = {"miesiac", "miesiacu", "miesiaca", "m-c", "m-cu", "m-ca", "month"}
WEEKEND = {"weekend", "weekendu", "weekendem", "weekendy"}
_STEP = {**dict.fromkeys(THIS, 0), **dict.fromkeys(NEXT, 1), **dict.fromkeys(COMING, 1), **dict.fromkeys(LAST, -1)}


def week_period(c: Context, i: int) -> Days:
    """This, next, last week; week 48. A week begins on Monday."""
    i = c.skip(i, ("the", "caly", "calego"))
    monday = c.today - timedelta(days=c.today.weekday())
    word, following = c.word(i), c.word(i + 1)
    if word in _STEP and following in WEEK:
        yield Day(monday + timedelta(days=7 * _STEP[word]), None, "week"), c.skip(i + 2, (".",))
    if word in WEEK and following in _STEP:
        yield Day(monday + timedelta(days=7 * _STEP[following]), None, "week"), i + 2
    if word == "week" and following == "after" and c.word(i + 2) == "next":
        yield Day(monday + timedelta(days=14), None, "week"), i + 3
    if word in WEEK and following in {"of", "beginning", "commencing", "starting", "od"}:
        for found, j in calendar_day(c, c.skip(i + 2, ("the",)), bare_ordinal=False):
            if found.end is None and found.grain == "day":
                yield Day(found.start - timedelta(days=found.start.weekday()), None, "week"), j
    if c.kind(i) == "yw":
        try:
            year, week = c.numbers(i)
            yield Day(date.fromisocalendar(year, week, 1), None, "week"), i + 1
        except ValueError:
            c.impossible.append(c.tokens[i].text)
    if word in WEEK and c.kind(i + 1) in {"num", "ord"}:
        yield from _iso_week(c, c.numbers(i + 1)[0], i + 2)
    if c.kind(i) in {"num", "ord"} and following in WEEK and word == "":
        k = i + 1
        if c.word(k) in {"tygodniu", "tydzien"} and c.word(i - 1) == "w":
            yield from _iso_week(c, c.numbers(i)[0], k + 1)


def _iso_week(c: Context, week: int, j: int) -> Days:
    if not 1 <= week <= 53:
        c.impossible.append(c.said(0, j))
        return
    year, m = year_at(c, j)
    years = [year] if year else [c.today.isocalendar().year, c.today.isocalendar().year + 1]
    for candidate in years:
        try:
            found = date.fromisocalendar(candidate, week, 1)
        except ValueError:
            c.impossible.append(c.said(0, m))
            continue
        if year or found + timedelta(days=6) >= c.today:
            yield Day(found, None, "week"), m
            return


def weekend(c: Context, i: int) -> Days:
    """The weekend: Saturday and Sunday of this week, or of another."""
    monday = c.today - timedelta(days=c.today.weekday())
    i = c.skip(i, ("at", "over", "the"))
    word, following = c.word(i), c.word(i + 1)
    step, j = 0, 0
    if word in WEEKEND:
        step, j = 0, i + 1
    elif word in _STEP and following in WEEKEND:
        step, j = (0 if word in COMING else _STEP[word]), i + 2
    if j:
        saturday = monday + timedelta(days=5 + 7 * step)
        yield Day(saturday, saturday + timedelta(days=1)), j


def month_named(c: Context, i: int) -> Iterator[tuple[date, int]]:
    """The first day of a month named with a word: December 2026, next month, "tego miesiąca"."""
    i = c.skip(i, ("w", "we", "in", "the", "of"))
    found = month_at(c, i)
    if found is not None:
        month, j = found
        year, m = year_at(c, j)
        if year is None and c.word(m) in {"tego", "przyszlego"} and c.word(m + 1) == "roku":
            year, m = c.today.year + (c.word(m) == "przyszlego"), m + 2
        if year is None and c.word(m) in {"this", "next"} and c.word(m + 1) == "year":
            year, m = c.today.year + (c.word(m) == "next"), m + 2
        if year is not None:
            if first := c.date(year, month, 1, c.said(i, m)):
                yield first, m
        else:
            yield date(c.today.year + (month < c.today.month), month, 1), m
    word, following = c.word(i), c.word(i + 1)
    if word in _STEP and following in MONTH:
        moved = Length(months=abs(_STEP[word])).added_to(c.today.replace(day=1), _STEP[word] or 1)
        if moved:
            yield moved, i + 2


def month_period(c: Context, i: int) -> Days:
    """A whole month."""
    if c.kind(i) in {"ym", "my"}:
        year, month = sorted(c.numbers(i), reverse=True)
        yield Day(date(year, month, 1), None, "month"), i + 1
    j = c.skip(i, ("miesiac", "miesiacu", "caly"))
    for first, m in month_named(c, j):
        if c.kind(m) in {"num", "ord"}:
            continue
        yield Day(first, None, "month"), m
