"""Dates of the calendar: 2026-12-01, 1.12, "1 grudnia 2026", "December 3rd", "piętnastego", "1-5 grudnia"."""

from collections.abc import Iterator
from datetime import date, timedelta

from store.phrases.context import Context, Day, month_end
from store.phrases.lengths import ordinal
from store.phrases.words import FEMININE, MONTHS, ROMAN

RECENT_DAYS = 60
Days = Iterator[tuple[Day, int]]


def calendar_day(c: Context, i: int, *, bare_ordinal: bool = True) -> Days:
    """A date of the calendar; without a year the one that is meant, two readings where it was just over."""
    yield from _figures(c, i)
    yield from _day_month(c, i)
    yield from _month_day(c, i)
    yield from span_in_month(c, i)
    if bare_ordinal:
        yield from _day_of_month(c, i)


def month_at(c: Context, i: int) -> tuple[int, int] | None:
    """The month named at a place, and the place behind it and its full stop."""
    word = c.word(i)
    if word in MONTHS:
        j = i + 2 if c.word(i + 1) == "." and len(word) <= 5 else i + 1
        return MONTHS[word], j
    return None


def year_at(c: Context, i: int) -> tuple[int | None, int]:
    """The year at a place if there is one, with "roku" or "r." behind it."""
    k = c.skip(i, (",",))
    if c.kind(k) == "num" and len(c.tokens[k].text) == 4:
        return c.numbers(k)[0], _behind_year(c, k + 1)
    years = {
        ("tego", "roku"): 0, ("this", "year"): 0, ("biezacego", "roku"): 0, ("przyszlego", "roku"): 1,
        ("next", "year"): 1, ("zeszlego", "roku"): -1, ("ubieglego", "roku"): -1, ("last", "year"): -1,
    }  # fmt: skip
    pair = (c.word(k), c.word(k + 1))
    if pair in years:
        return c.today.year + years[pair], k + 2
    if [c.word(k + step) for step in range(3)] == ["b", ".", "r"]:
        return c.today.year, c.skip(k + 3, (".",))
    if c.word(k) == "br":
        return c.today.year, k + 2 if c.word(k + 1) == "." else k + 1
    return None, i


def _behind_year(c: Context, i: int) -> int:
    if c.word(i) in {"r", "roku", "rok"}:
        return i + 2 if c.word(i) == "r" and c.word(i + 1) == "." else i + 1
    return i


def _figures(c: Context, i: int) -> Days:
    kind = c.kind(i)
    signs = [c.word(i + k) for k in (1, 3)]
    if [c.kind(i + k) for k in (0, 2, 4)] == ["num"] * 3 and signs == [".", "."] and len(c.tokens[i + 4].text) == 4:
        found = c.date(c.numbers(i + 4)[0], c.numbers(i + 2)[0], c.numbers(i)[0], c.said(i, i + 5))
        if found:
            yield Day(found), _behind_year(c, i + 5)
    if kind == "num" and c.word(i + 1) == "." and c.kind(i + 2) == "my":
        found = c.date(c.numbers(i + 2)[1], c.numbers(i + 2)[0], c.numbers(i)[0], c.said(i, i + 3))
        if found:
            yield Day(found), _behind_year(c, i + 3)
    if kind not in {"ymd", "dmy", "dm"}:
        return
    numbers, sign, said = c.numbers(i), c.tokens[i].sign, c.tokens[i].text
    j = _behind_year(c, i + 1)
    if kind == "ymd":
        found = c.date(numbers[0], numbers[1], numbers[2], said)
        if found:
            yield Day(found), j
        return
    year = numbers[2] if kind == "dmy" else None
    if kind == "dm" and sign == "." and c.word(i + 1) == ".":
        j = i + 2
    first, second = numbers[0], numbers[1]
    orders = {(second, first)}
    if sign in {"/", "-"} and c.language == "en":
        orders.add((first, second))
    orders = {order for order in orders if order[0] <= 12} or orders
    for month, day_of_month in sorted(orders):
        yield from _in_year(c, month, day_of_month, year, said, j)


def _in_year(c: Context, month: int, day_of_month: int, year: int | None, said: str, j: int) -> Days:
    if year is not None:
        found = c.date(year, month, day_of_month, said)
        if found:
            yield Day(found), j
        return
    if not (1 <= month <= 12 and 1 <= day_of_month <= (29 if month == 2 else _longest(month))):
        c.impossible.append(said)
        return
    for found in nearest(c, month, day_of_month):
        yield Day(found), j


def nearest(c: Context, month: int, day_of_month: int) -> list[date]:
    """The next such day from today on; if it was over not long ago, that one too, since either may be meant."""
    found: list[date] = []
    for year in range(c.today.year - 1, c.today.year + 9):
        try:
            candidate = date(year, month, day_of_month)
        except ValueError:
            continue
        if candidate >= c.today:
            return [*found, candidate]
        if (c.today - candidate).days <= RECENT_DAYS:
            found = [candidate]
    return found


def _longest(month: int) -> int:
    return month_end(date(2024, month, 1)).day


def _day_numbers(c: Context, i: int) -> Iterator[tuple[int, int]]:
    if c.kind(i) == "num" and c.numbers(i)[0] <= 99:
        yield c.numbers(i)[0], i + 2 if c.word(i + 1) == "." else i + 1
    if not c.feminine(i) and c.word(i) not in FEMININE:
        yield from ordinal(c, i)


def _day_month(c: Context, i: int) -> Days:
    for day_of_month, j in _day_numbers(c, i):
        k = c.skip(j, ("of", "-"))
        month = month_at(c, k)
        if month is None and c.kind(i) == "num" and _roman(c, k):
            month = ROMAN[c.word(k)], c.skip(k + 1, (".",)) if c.kind(k + 2) == "num" else k + 1
        if month is None:
            continue
        year, m = year_at(c, month[1])
        yield from _in_year(c, month[0], day_of_month, year, c.said(i, m), m)
        if c.word(month[1]) == "-" and year is None:
            year, m = year_at(c, month[1] + 1)
            if year is not None:
                yield from _in_year(c, month[0], day_of_month, year, c.said(i, m), m)


def _roman(c: Context, i: int) -> bool:
    return c.word(i) in ROMAN and (
        len(c.word(i)) > 1 or c.tokens[i].sign == "capitals" or year_at(c, c.skip(i + 1, (".",)))[0] is not None
    )


def _month_day(c: Context, i: int) -> Days:
    month = month_at(c, i)
    if month is None:
        return
    for day_of_month, j in _day_numbers(c, c.skip(month[1], ("the",))):
        if c.kind(j - 1) == "num" and c.word(j) == ":":
            continue
        year, m = year_at(c, j)
        yield from _in_year(c, month[0], day_of_month, year, c.said(i, m), m)
        if c.word(j) in {"-", "to", "do", "until", "through"} and c.kind(j + 1) == "num":
            last, (year, m) = c.numbers(j + 1)[0], year_at(c, j + 2)
            for found, _ in _in_year(c, month[0], last, year, c.said(i, m), m):
                if 0 < day_of_month < last:
                    yield Day(found.start.replace(day=day_of_month), found.start), m


def span_in_month(c: Context, i: int) -> Days:
    """ "1-5 grudnia", "od 1 do 5 grudnia", "1-5.12": the month stands once, behind."""
    k = c.skip(i, ("od", "from", "between", "miedzy"))
    for first, j in _day_numbers(c, k):
        if c.word(j) not in {"-", "do", "to", "until", "through", "a", "and", "i"}:
            continue
        listed = c.word(j) in {"a", "and", "i"} and k == i
        for last, m in calendar_day(c, c.skip(j + 1, ("the",)), bare_ordinal=False):
            if last.end is not None or last.grain != "day" or not 0 < first <= 31:
                continue
            try:
                start = last.start.replace(day=first)
            except ValueError:
                c.impossible.append(c.said(i, m))
                continue
            if listed and start != last.start - timedelta(days=1):
                continue  # "1 and 5 December" are two days.
            if start < last.start:
                yield Day(start, last.start), m
            else:
                c.impossible.append(c.said(i, m))


def _day_of_month(c: Context, i: int) -> Days:
    """ "piętnastego", "the 15th", "5-go przyszłego miesiąca": a day of this or the next month."""
    from store.phrases.periods import month_named

    for day_of_month, j in _day_numbers(c, i):
        if not 1 <= day_of_month <= 31:
            continue
        text = c.tokens[j - 1].text
        if c.kind(j - 1) == "word" and not text.endswith("ego") and c.word(i - 1) != "the":
            continue
        named = False
        for first, m in month_named(c, c.skip(j, ("of", "the"))):
            named = True
            found = c.date(first.year, first.month, day_of_month, c.said(i, m))
            if found:
                yield Day(found), m
        by_figures = c.language == "pl" and c.word(0) in {"do", "od"} and i == 1 and len(c.tokens) == 2
        if named or month_at(c, c.skip(j, ("of",))) or (c.kind(i) == "num" and not by_figures):
            continue
        found = _next_of_month(c, day_of_month)
        if found:
            yield Day(found), j


def _next_of_month(c: Context, day_of_month: int) -> date | None:
    year, month = c.today.year, c.today.month
    for _step in range(13):
        try:
            found = date(year, month, day_of_month)
        except ValueError:
            found = None
        if found and found >= c.today:
            return found
        year, month = year + month // 12, month % 12 + 1
    return None
