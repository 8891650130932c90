"""Spans: "od 9 do 11", "2-4pm", "od poniedziałku do środy", "from today 9:00 to tomorrow 12:00"; and parts of a day."""

from collections.abc import Iterator
from datetime import timedelta

from store.phrases.calendar_dates import span_in_month
from store.phrases.clock_times import clock, counts_back, point
from store.phrases.context import Clock, ClockSpan, Context, Day, Length
from store.phrases.days import day
from store.phrases.lengths import length
from store.phrases.words import PART_OF, WEEKDAYS

FROM = ("od", "from", "miedzy", "pomiedzy", "between")
LONGEST_NIGHT = 12 * 60
TO = {"-", "do", "to", "until", "till", "a", "and", "i", "through"}
FOR = ("przez", "na", "for", "+", ",", "trwa", "lasting")


def clock_span(c: Context, i: int) -> Iterator[tuple[ClockSpan, int]]:
    """From a time of the day to another."""
    k = c.skip(i, ("w", "o")) if c.word(i + 1) in {"godz", "godzinach"} else i
    k = c.skip(k, ("godz", "godzinach", "."))
    told = c.word(k) in FROM
    k = c.skip(k, FROM)
    at = c.word(k) in {"at", "@"}
    told = told or (k > i and not at)
    for start, j in point(c, k):
        sign = c.word(j)
        if sign not in TO or (sign in {"a", "i", "and"} and not told):
            continue
        for end, m in point(c, j + 1):
            if "godz" not in c.said(i, k) and (_is_date(c, j - 1) or _is_date(c, m - 1)):
                continue
            back = counts_back(c, j, start.hour) and start.grain == "hour"
            if back and not told and (at or start.hour >= 13):
                continue  # "at five to twelve" is no span.
            if {_year(c, j - 1), _year(c, j + 1)} != {False}:
                continue
            yield from ((found, m) for found in _spanned(c, start, end, j, m))


def _is_date(c: Context, i: int) -> bool:
    """Whether a token such as 5.12 is a date before it is a time."""
    if c.kind(i) != "dm":
        return False
    day_of_month, month = c.numbers(i)
    return 1 <= day_of_month <= 31 and 1 <= month <= 12


def _told_half(c: Context, i: int) -> bool:
    """Whether the time that ends at a place says itself which half of the day it is in: 9am, 09:00, 9 a.m."""
    return c.tokens[i].text.startswith("0") or c.word(i) in {"am", "pm", "m", "."}


def _year(c: Context, i: int) -> bool:
    """Whether a number of four digits is rather a year than a time."""
    return c.kind(i) == "num" and len(c.tokens[i].text) == 4 and 1900 <= c.numbers(i)[0] <= 2200


def _spanned(c: Context, start: Clock, end: Clock, j: int, m: int) -> Iterator[ClockSpan]:
    bare_start = c.kind(j - 1) == "num" or (c.word(j - 1).isalpha() and c.word(j - 1) not in {"am", "pm", "m"})
    if c.word(m - 1) in {"am", "pm"} and bare_start and start.hour <= 12:
        for candidate in (start.hour % 12 + 12, start.hour % 12):
            if candidate * 60 + start.minute < end.hour * 60 + end.minute and (candidate >= 12) <= (end.hour >= 12):
                yield ClockSpan(Clock(candidate, start.minute, start.grain), Clock(end.hour, end.minute, end.grain))
                return
        return
    first, last = start.hour * 60 + start.minute, end.hour * 60 + end.minute
    fixed = Clock(start.hour, start.minute, start.grain), Clock(end.hour, end.minute, end.grain)
    if first == last:
        return
    if c.word(j - 1) in {"pm", "m"} and end.hour < 12 and not _told_half(c, m - 1):
        later = Clock(end.hour + 12, end.minute, end.grain)
        yield ClockSpan(fixed[0], later if last + 720 > first else fixed[1])
    elif first < last:
        yield ClockSpan(*fixed)
        if start.loose and last <= 11 * 60 + 59:
            yield ClockSpan(start.later(), fixed[1].later())
        elif start.loose and first + 720 < last:
            yield ClockSpan(start.later(), fixed[1])
    elif 7 <= start.hour <= 12 and end.loose:
        yield ClockSpan(fixed[0], end.later())
    elif start.hour >= 13 and last + 1440 - first <= LONGEST_NIGHT:
        yield ClockSpan(*fixed)


def day_span(c: Context, i: int) -> Iterator[tuple[Day, int]]:
    """From a day to another, both inclusive."""
    k = c.skip(i, FROM)
    if any(True for _found in span_in_month(c, k)):
        return
    for first, j in day(c, k):
        if first.end is not None or first.grain != "day" or c.word(j) not in TO:
            continue
        for last, m in day(c, j + 1):
            if last.end is not None or last.grain != "day":
                continue
            end = last.start
            if end <= first.start and c.word(m - 1) in WEEKDAYS:
                end += timedelta(days=7)
            if c.word(j) == "a" and k == i:
                continue
            if c.word(j) in {"i", "and"} and k == i and end != first.start + timedelta(days=1):
                continue
            if first.start < end < first.start + timedelta(days=3660):
                yield Day(first.start, end), m
            elif end < first.start:
                c.impossible.append(c.said(i, m))


def moment_span(c: Context, i: int) -> Iterator[tuple[tuple[Day, Clock, Day, Clock], int]]:
    """From a moment to a moment, each with its day."""
    k = c.skip(i, FROM)
    for first, j in _moment(c, k):
        if c.word(j) not in TO or (c.word(j) in {"a", "i", "and"} and k == i):
            continue  # Two moments that are only listed are no span.
        for (last_day, last), m in _moment(c, j + 1):
            weekday = any(token.text in WEEKDAYS for token in c.tokens[j + 1 : m])
            if last_day.start < first[0].start and weekday:
                last_day = Day(last_day.start + timedelta(days=7))
            yield (*first, last_day, last), m


def _moment(c: Context, i: int) -> Iterator[tuple[tuple[Day, Clock], int]]:
    for found, j in day(c, i):
        if found.end is None and found.grain == "day":
            for time, k in clock(c, c.skip(j, (",", "od"))):
                yield (found, time), k
    for time, j in clock(c, i):
        for found, k in day(c, j):
            if found.end is None and found.grain == "day":
                yield (found, time), k


def told_length(c: Context, i: int) -> Iterator[tuple[Length, int]]:
    """A length that says how long something lasts."""
    j = c.skip(i, FOR)
    if j > i:
        yield from length(c, j)


def part(c: Context, i: int) -> Iterator[tuple[str, int]]:
    """A part of the day: "rano", "po południu", "in the evening"."""
    k = c.skip(i, ("w", "in", "the", "z", "at", "nad", "on"))
    word = c.word(k)
    if word == "tonight":
        yield "tonight", k + 1
    if word == "ranem" and c.word(k - 1) == "nad":
        yield "dawn", k + 1
        return
    if word in {"po", "przed"} and c.word(k + 1) in {"poludniu", "poludniem"}:
        yield "afternoon" if word == "po" else "forenoon", k + 2
    if word in {"before", "after"} and c.word(k + 1) == "noon":
        yield "forenoon" if word == "before" else "afternoon", k + 2
    if word in PART_OF and PART_OF[word] != "noon" and c.word(k - 1) not in {"po", "przed"}:
        yield PART_OF[word], k + 1
