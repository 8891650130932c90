"""Days: relative ones, weekdays, named ones, what lies so far ahead or behind (dates in figures: dates.py)."""

from collections.abc import Iterator
from datetime import date, timedelta

from store.phrases.calendar_dates import calendar_day
from store.phrases.context import Context, Day, Length
from store.phrases.edges import edge
from store.phrases.lengths import length
from store.phrases.periods import month_period, week_period, weekend
from store.phrases.words import COMING, LAST, NAMED_DAYS, NEXT, RELATIVE_DAYS, STARTING, THIS, UNTIL, WEEKDAYS

BEFORE_DAY = ("w", "we", "na", "on", "the", "dnia", "dniu", "do", "by", "until", "till", "in", "for", "dzien")
_NEXT_DAY = {
    ("nastepny", "dzien"), ("nastepnego", "dnia"), ("kolejny", "dzien"), ("kolejnego", "dnia"), ("next", "day"),
    ("following", "day"),
}  # fmt: skip
Days = Iterator[tuple[Day, int]]


def day(c: Context, i: int) -> Days:
    """A day, or several, with the prepositions before it."""
    j = c.skip(i, BEFORE_DAY)
    if c.word(j) in STARTING and not c.has(("to", "-", *UNTIL)):
        j = c.skip(j, (*STARTING, *BEFORE_DAY))
    yield from _from_day(c, i)
    yield from _ahead(c, i)
    yield from relative_day(c, j)
    yield from _weekday(c, j)
    yield from calendar_day(c, j)
    yield from _named(c, j)
    yield from edge(c, j)
    yield from weekend(c, j)
    yield from _lasting_from(c, i)
    for found, k in week_period(c, j):
        yield found, k
        m = c.skip(k, (",", "w", "we", "on", "na"))
        if c.word(m) in WEEKDAYS:
            yield Day(found.start + timedelta(days=WEEKDAYS[c.word(m)])), m + 1
    yield from month_period(c, j)


def relative_day(c: Context, i: int) -> Days:
    """Today, tomorrow, pojutrze, the day before yesterday."""
    word = c.word(i)
    if word in RELATIVE_DAYS:
        j = i + 1
        if word.endswith(("szy", "szego", "szym")):
            j = c.skip(j, ("dzien", "dnia"))
        yield Day(c.today + timedelta(days=RELATIVE_DAYS[word])), j
    if word == "po" and c.word(i + 1) in {"jutrze", "jutro"}:
        yield Day(c.today + timedelta(days=2)), i + 2
    if word == "day" and c.word(i + 1) in {"after", "before"}:
        step = 1 if c.word(i + 1) == "after" else -1
        for base, j in relative_day(c, i + 2):
            yield Day(base.start + timedelta(days=step)), j
    if (word, c.word(i + 1)) in _NEXT_DAY:
        yield Day(c.today + timedelta(days=1)), i + 2
    if word == "tonight":
        yield Day(c.today), i
    if word == "this" and c.word(i + 1) in {"morning", "afternoon", "evening"}:
        yield Day(c.today), i + 1


def upcoming(c: Context, weekday: int) -> list[date]:
    """The next days of that name; today too where it is one, since both are meant by it."""
    ahead = (weekday - c.today.weekday()) % 7
    return [c.today + timedelta(days=ahead)] if ahead else [c.today, c.today + timedelta(days=7)]


def _weekday(c: Context, i: int) -> Days:
    if c.word(i) == "this" and c.word(i + 1) in COMING:
        i += 1
    modifier = c.word(i)
    k = i + 1 if modifier in {*THIS, *NEXT, *COMING, *LAST} else i
    if c.word(k) not in WEEKDAYS:
        return
    weekday = WEEKDAYS[c.word(k)]
    j = k + 2 if c.word(k + 1) == "." and len(c.word(k)) <= 4 else k + 1
    monday = c.today - timedelta(days=c.today.weekday())
    in_week = monday + timedelta(days=weekday)
    if k == i:
        yield from _plain_weekday(c, weekday, j)
    elif modifier in THIS:
        yield Day(in_week), j
        if in_week < c.today:
            yield Day(in_week + timedelta(days=7)), j
    elif modifier in NEXT:
        yield Day(in_week + timedelta(days=7)), j
    elif modifier in COMING:
        yield Day(c.today + timedelta(days=(weekday - c.today.weekday() - 1) % 7 + 1)), j
    else:
        recent = c.today - timedelta(days=(c.today.weekday() - weekday - 1) % 7 + 1)
        yield Day(recent), j
        yield Day(in_week - timedelta(days=7)), j


def _plain_weekday(c: Context, weekday: int, j: int) -> Days:
    dated = False
    k = c.skip(j, (",", "the", "dnia"))
    for found, m in calendar_day(c, k, bare_ordinal=True):
        if found.end is not None or found.grain != "day":
            continue
        dated = True
        if found.start.weekday() == weekday:
            yield found, m
        else:
            c.impossible.append(c.said(j - 1, m))
    later = False
    for shift, m in _weeks_later(c, j):
        later = True
        monday = c.today - timedelta(days=c.today.weekday())
        yield Day(monday + timedelta(days=weekday + 7 * shift)), m
        for base in upcoming(c, weekday)[: 2 if c.word(j) == "week" else 1]:
            yield Day(base + timedelta(days=7 * shift)), m
    for found, m in week_period(c, c.skip(j, ("w", "of", "in", "na"))):
        if found.end is None:
            later = True
            yield Day(found.start + timedelta(days=weekday)), m
    if dated or later:
        return
    for base in upcoming(c, weekday):
        yield Day(base), j


def _weeks_later(c: Context, i: int) -> Iterator[tuple[int, int]]:
    """ "… za tydzień", "… in two weeks", "Friday week": how many weeks later."""
    if c.word(i) == "week" and c.word(i + 1) not in {"of"}:
        yield 1, i + 1
    if c.word(i) in {"za", "in"}:
        for found, j in length(c, i + 1):
            if found.days and found.days % 7 == 0:
                yield found.days // 7, j


def _ahead(c: Context, i: int) -> Days:
    """In so long, so long ago: whole days and coarser; minutes are instants (instants.py)."""
    if c.word(i) in {"za", "in", "+"}:
        for found, j in length(c, i + 1):
            if found.of_clock:
                continue
            if c.word(j) in {"od", "from"}:
                for base, k in _base(c, j + 1):
                    yield from _moved(c, found, base.start, 1, k)
            j = j + 1 if c.word(j) == "'" else j
            if c.word(j) == "time":
                j += 1
            elif (c.word(j), c.word(j + 1)) == ("from", "now"):
                j += 2
            yield from _moved(c, found, c.today, 1, j)
            if found.days and found.days % 7 == 0:
                yield from _weekday_of_week(c, found.days // 7, j)
    for found, j in length(c, i):
        if found.of_clock:
            continue
        if c.word(j) in {"temu", "ago"}:
            yield from _moved(c, found, c.today, -1, j + 1)
        if c.word(j) == "from" and c.word(j + 1) == "now":
            yield from _moved(c, found, c.today, 1, j + 2)
        if (c.word(j), c.word(j + 1)) in {("od", "teraz"), ("od", "dzis"), ("od", "dzisiaj"), ("from", "today")}:
            yield from _moved(c, found, c.today, 1, j + 2)


def _weekday_of_week(c: Context, weeks: int, i: int) -> Days:
    """ "za tydzień we wtorek": that of the week so much later, and the coming one so much later."""
    k = c.skip(i, ("w", "we", "on", "na"))
    if c.word(k) in WEEKDAYS:
        weekday = WEEKDAYS[c.word(k)]
        monday = c.today - timedelta(days=c.today.weekday())
        yield Day(monday + timedelta(days=weekday + 7 * weeks)), k + 1
        yield Day(upcoming(c, weekday)[0] + timedelta(days=7 * weeks)), k + 1


def _from_day(c: Context, i: int) -> Days:
    """So long from or before another day: "tydzień od piątku", "2 days after tomorrow", "jutro za tydzień"."""
    for found, j in length(c, i):
        if found.of_clock or c.word(j) not in {"od", "from", "after", "po", "before", "przed", "on"}:
            continue
        if c.word(j) == "on" and not (found.days and found.days % 7 == 0):
            continue
        sign = -1 if c.word(j) in {"before", "przed"} else 1
        for base, k in _base(c, j + 1):
            yield from _moved(c, found, base.start, sign, k)
    for found, j in length(c, i):
        if found.days and found.days % 7 == 0 and c.word(j) in {"today", "tomorrow"}:
            yield from _moved(c, found, c.today + timedelta(days=RELATIVE_DAYS[c.word(j)]), 1, j + 1)
    k = c.skip(i, (*BEFORE_DAY, "od"))
    if c.word(k) in RELATIVE_DAYS and c.word(k + 1) in {"za", "in"}:
        for found, j in length(c, k + 2):
            if not found.of_clock:
                yield from _moved(c, found, c.today + timedelta(days=RELATIVE_DAYS[c.word(k)]), 1, j)
    if c.word(k) in RELATIVE_DAYS and c.word(k + 1) == "week":
        yield Day(c.today + timedelta(days=RELATIVE_DAYS[c.word(k)] + 7)), k + 2


def _lasting_from(c: Context, i: int) -> Days:
    """ "od jutra przez 3 dni", "from Friday for a week": the day from which something lasts so long."""
    if c.word(i) in {"od", "from"}:
        yield from ((found, j) for found, j in _base(c, i + 1) if c.word(j) in {"przez", "for"} or i)


def _base(c: Context, i: int) -> Days:
    j = c.skip(i, ("the",))
    yield from relative_day(c, j)
    if c.word(j) in WEEKDAYS:
        for base in upcoming(c, WEEKDAYS[c.word(j)]):
            yield Day(base), j + 1
    yield from ((found, k) for found, k in calendar_day(c, j) if found.end is None and found.grain == "day")
    yield from _named(c, j)


def _moved(c: Context, by: Length, base: date, sign: int, j: int) -> Days:
    found = by.added_to(base, sign)
    if found is None:
        c.impossible.append(c.said(0, j))
        return
    yield Day(found), j


def _named(c: Context, i: int) -> Days:
    for words, (month, day_of_month) in NAMED_DAYS.items():
        if all(c.word(i + k) == word for k, word in enumerate(words)):
            j = i + len(words)
            if words == ("christmas",) and c.word(j) in {"eve", "day"}:
                continue
            if c.kind(j) == "num" and 1900 <= c.numbers(j)[0] <= 2200:
                yield Day(date(c.numbers(j)[0], month, day_of_month)), j + 1
            found = date(c.today.year, month, day_of_month)
            yield Day(found if found >= c.today else found.replace(year=found.year + 1)), j
