"""Numbers and lengths in words and digits: "półtorej godziny", "2 h 30 min", "three weeks"."""

from collections.abc import Iterator
from datetime import timedelta

from store.phrases.context import Context, Length
from store.phrases.tokens import tokenise
from store.phrases.words import CARDINALS, ORDINALS, SINGULAR, UNIT_OF, WORKING

LONGEST = 100_000
ARTICLES = ("a", "an")
AND = ("i", "and", "oraz")


def number(c: Context, i: int) -> Iterator[tuple[int, int]]:
    """A whole number, in digits or words."""
    if c.kind(i) == "num" and c.numbers(i)[0] <= LONGEST:
        yield c.numbers(i)[0], i + 1
    word = c.word(i)
    if word == "ten" and c.language == "pl" and c.word(i - 1) not in {"at", "in", "for"}:
        return  # "ten piątek"
    if word in CARDINALS:
        value = CARDINALS[word]
        if value >= 20 and value % 10 == 0:
            j = i + 2 if c.word(i + 1) == "-" else i + 1
            if 0 < CARDINALS.get(c.word(j), 0) < 10:
                yield value + CARDINALS[c.word(j)], j + 1
                return
        yield value, i + 1


def ordinal(c: Context, i: int) -> Iterator[tuple[int, int]]:
    """An ordinal from 1 to 39: 1st, 5-go, "piątego", "twenty-first"."""
    if c.kind(i) == "ord":
        yield c.numbers(i)[0], i + 1
    word = c.word(i)
    if word in ORDINALS:
        value = ORDINALS[word]
        if value in {20, 30}:
            j = i + 2 if c.word(i + 1) == "-" else i + 1
            if 0 < ORDINALS.get(c.word(j), 0) < 10:
                yield value + ORDINALS[c.word(j)], j + 1
        yield value, i + 1
    if word in {"twenty", "thirty"}:
        j = i + 2 if c.word(i + 1) == "-" else i + 1
        if 0 < ORDINALS.get(c.word(j), 0) < 10:
            yield CARDINALS[word] + ORDINALS[c.word(j)], j + 1


def length(c: Context, i: int) -> Iterator[tuple[Length, int]]:
    """A length of time, of one unit or of several joined."""
    for first, j in _simple(c, i):
        k = j + 1 if c.word(j) in AND else j
        if first.minutes and not first.days and not first.months:
            for second, m in _simple(c, k):
                if 0 < second.minutes < 60 and first.minutes % 60 == 0:
                    yield Length(minutes=first.minutes + second.minutes), m
            if c.word(j) in AND and c.word(j + 1) in {"pol", "half"} and first.minutes % 60 == 0:
                yield Length(minutes=first.minutes + 30), j + 2
            more = {"half": 30, "quarter": 15}.get(c.word(j + 2), 0) if c.word(j + 1) == "a" else 0
            if c.word(j) in AND and more and first.minutes % 60 == 0:
                yield Length(minutes=first.minutes + more), j + 3
        yield first, j


def _simple(c: Context, i: int) -> Iterator[tuple[Length, int]]:
    yield from _fractions(c, i)
    if c.kind(i) == "hm":
        hours, minutes = c.numbers(i)
        yield Length(minutes=hours * 60 + minutes), i + 1
    if c.kind(i) in {"dec", "dm"} and UNIT_OF.get(c.word(i + 1)) == "hour":
        whole, part = (
            c.tokens[i].text.replace(",", ".").replace("/", "x").split(".")
            if "/" not in c.tokens[i].text
            else ("0", "0")
        )
        minutes_exact = float(f"{whole}.{part}") * 60
        if minutes_exact and minutes_exact == int(minutes_exact):
            yield Length(minutes=int(minutes_exact)), i + 2
    for value, j in number(c, i):
        if c.word(j) in {"kwadranse", "kwadransow"} and value > 1:
            yield Length(minutes=15 * value), j + 1
        yield from _with_unit(c, value, j)
        half = 2 if (c.word(j) in AND and c.word(j + 1) == "pol") else 3 if _and_a_half(c, j) else 0
        if half and UNIT_OF.get(c.word(j + half)) == "hour":
            yield Length(minutes=value * 60 + 30), j + half + 1
    if c.word(i) in SINGULAR:
        yield from _with_unit(c, 1, i)
    if c.word(i) in ARTICLES:
        yield from _with_unit(c, 1, i + 1)


def _and_a_half(c: Context, i: int) -> bool:
    return [c.word(i + k) for k in range(3)] == ["and", "a", "half"]


def _with_unit(c: Context, value: int, i: int) -> Iterator[tuple[Length, int]]:
    if value <= 0:
        return
    if c.word(i) in WORKING and UNIT_OF.get(c.word(i + 1)) == "day":
        yield Length(working_days=value), i + 2
    if c.word(i) in {"workdays", "workday"}:
        yield Length(working_days=value), i + 1
    word = c.word(i)
    j = i + 2 if c.word(i + 1) == "." and len(word) <= 4 else i + 1
    match UNIT_OF.get(word):
        case "minute":
            yield Length(minutes=value), j
        case "hour":
            yield Length(minutes=value * 60), j
        case "day":
            if c.word(i + 1) in WORKING:
                yield Length(working_days=value), i + 2
            yield Length(days=value), j
        case "week":
            yield Length(days=value * 7), j
        case "fortnight":
            yield Length(days=value * 14), j
        case "month":
            yield Length(months=value), j
        case "year":
            yield Length(months=value * 12), j


def _fractions(c: Context, i: int) -> Iterator[tuple[Length, int]]:
    word, following = c.word(i), c.word(i + 1)
    hour = UNIT_OF.get(following) == "hour"
    if word in {"kwadrans", "kwadransik"}:
        yield Length(minutes=15), i + 1
    if word == "pol" and hour:
        yield Length(minutes=30), i + 2
    if word in {"polgodziny", "polgodzinna"}:
        yield Length(minutes=30), i + 1
    if word in {"poltorej", "poltora"} and hour:
        yield Length(minutes=90), i + 2
    if word == "poltora" and following == "roku":
        yield Length(months=18), i + 2
    if word in {"kwartal", "kwartalu"}:
        yield Length(months=3), i + 1
    if word in ARTICLES and following == "hundred":
        yield from _with_unit(c, 100, i + 2)
    if word == "pol" and following == "roku":
        yield Length(months=6), i + 2
    if word == "half" and following == "a" and c.word(i + 2) == "year":
        yield Length(months=6), i + 3
    if word == "half" and following in {"an", "a"} and c.word(i + 2) == "hour":
        yield Length(minutes=30), i + 3
    if word == "half" and following == "hour":
        yield Length(minutes=30), i + 2
    if word == "a" and following == "half" and c.word(i + 2) == "hour":
        yield Length(minutes=30), i + 3
    if word in ARTICLES and following == "quarter":
        yield from _quarter(c, i + 1, 15)
    if word == "quarter":
        yield from _quarter(c, i, 15)
    if word == "three" and following == "quarters":
        yield from _quarter(c, i + 1, 45)
    if word == "one" and following == "and" and [c.word(i + k) for k in (2, 3, 4)] == ["a", "half", "hours"]:
        yield Length(minutes=90), i + 5


def _quarter(c: Context, i: int, minutes: int) -> Iterator[tuple[Length, int]]:
    if [c.word(i + k) for k in (1, 2, 3)] == ["of", "an", "hour"]:
        yield Length(minutes=minutes), i + 4


def read_length(text: str, *, language: str = "en") -> timedelta | None:
    """Return a length such as "30 min", "1,5 h", "1:30", "półtorej godziny", "PT45M" or "2 days"; None if it is none.

    `language` is that of the user; the words of both are understood.
    """
    if len(text) > 60:
        return None
    tokens = tokenise(text)
    if not tokens:
        return None
    if len(tokens) == 1 and tokens[0].kind == "clock":
        hours, minutes = tokens[0].numbers
        return timedelta(hours=hours, minutes=minutes) if minutes < 60 and hours + minutes else None
    iso = _iso_length(text.strip().lower())
    if iso:
        return iso
    from datetime import UTC, datetime

    c = Context(tokens, datetime(2000, 1, 1, tzinfo=UTC), language)
    start = 1 if c.word(0) in {"for", "przez", "na"} else 0
    for found, j in length(c, start):
        if j == len(tokens) and not found.months and not found.working_days:
            return timedelta(days=found.days, minutes=found.minutes)
    return None


def _iso_length(text: str) -> timedelta | None:
    import re

    match = re.fullmatch(r"p(?:(\d{1,4})d)?(?:t(?:(\d{1,4})h)?(?:(\d{1,5})m)?)?", text)
    if not match or not any(match.groups()):
        return None
    days, hours, minutes = (int(group or 0) for group in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes) or None
