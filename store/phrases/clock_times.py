"""Times of the day: 15:00, "o 9", 3pm, "wpół do dziesiątej", "quarter to ten", "o północy"."""

from collections.abc import Iterator

from store.phrases.context import Clock, Context
from store.phrases.lengths import number, ordinal
from store.phrases.words import BY, END, FEMININE, PART_OF, RELATIVE_DAYS, STARTING, UNTIL

AT = ("o", "at", "godz", "godzina", "godzinie", "godzine", "g", "@")
EXACTLY = ("exactly", "dokladnie", "punktualnie", "rowno", "punkt")
Clocks = Iterator[tuple[Clock, int]]


def clock(c: Context, i: int) -> Clocks:
    """A time of the day. A bare number is none: it needs "o", "at", am or pm, o'clock, or a part of the day."""
    j, named = _behind_at(c, i)
    yield from _digits(c, j, named=named)
    yield from _hour_words(c, j, named=named)
    yield from _past_and_to(c, j)
    yield from _noon_and_midnight(c, c.skip(j, ("w", "samo", "the")))
    yield from _end_of_day(c, c.skip(j, ("pod", "na", "the", *UNTIL)))


def point(c: Context, i: int) -> Clocks:
    """An end of a span of time, where a bare number will do."""
    j, _named = _behind_at(c, i)
    yield from _digits(c, j, named=True)
    yield from _hour_words(c, j, named=True)
    yield from _past_and_to(c, j)
    yield from _noon_and_midnight(c, c.skip(j, ("w", "the")))
    if c.word(j) == "poludnia" and c.word(j - 1) in {"od", "do"}:
        yield Clock(12), j + 1


def variants(found: Clock) -> list[Clock]:
    """What a time may mean when nothing beside it says which half of the day."""
    if not found.loose:
        return [found]
    if found.hour == 24:
        return [Clock(0), Clock(24)]
    return [Clock(found.hour, found.minute, found.grain), found.later()]


def _behind_at(c: Context, i: int) -> tuple[int, bool]:
    other_end = UNTIL if c.word(i) in STARTING else STARTING
    if c.word(i) in {*STARTING, *BY} and not c.has(("to", "-", *other_end)):
        i = c.skip(i, (*STARTING, *BY))
        # "od 1.12" is a date.
        return c.skip(i, (*AT, ".", *EXACTLY)), not _a_date(c, i) and len(c.said(i, i + 1)) < 4
    j = c.skip(i, AT)
    if j > i and c.word(j) == ".":
        j = c.skip(j + 1, AT)
    if j > i:
        j = c.skip(j, EXACTLY)
    if j == i and c.word(i) == "na" and c.word(i + 1) in {"godz", "godzine", "g"}:
        k = c.skip(i + 2, (".",))
        if c.kind(k) in {"num", "clock", "dm", "ord"} or c.word(k) in FEMININE:
            return k, True
    if j == i and c.word(i) == "na" and (c.kind(i + 1) in {"num", "clock"} or c.word(i + 1) in FEMININE):
        return i + 1, True
    return j, j > i


def _a_date(c: Context, i: int) -> bool:
    return c.kind(i) == "dm" and (len(c.tokens) <= 2 or c.numbers(i)[0] < 6)


def _half_of_day(c: Context, i: int) -> tuple[str, int]:
    word = c.word(i)
    if word in {"am", "pm"}:
        return word, i + 1
    if word in {"a", "p"} and c.word(i + 1) in {".", "m"}:
        k = i + 1
        k = k + 1 if c.word(k) == "." else k
        if c.word(k) == "m":
            k += 1
            return f"{word}m", k + 1 if c.word(k) == "." else k
    return "", i


def _halved(hour: int, minute: int, half: str, grain: str) -> Clock | None:
    if not 1 <= hour <= 12:
        return None
    return Clock(hour % 12 + (12 if half == "pm" else 0), minute, "minute" if grain == "minute" else "hour", told=True)


def _digits(c: Context, i: int, *, named: bool) -> Clocks:
    kind = c.kind(i)
    if kind == "clock" or (kind == "hm" and named):
        yield from _hours_minutes(c, i, dotted=False)
    if kind == "dm" and c.tokens[i].sign == ".":
        hour, minute = c.numbers(i)
        two_digits = len(c.tokens[i].text.split(".")[1]) == 2
        no_date = (minute > 12 or minute == 0) and (hour >= 6 or _half_of_day(c, i + 1)[0])
        if two_digits and (named or no_date) and hour <= 24 and minute < 60:
            yield from _hours_minutes(c, i, dotted=True)
    if c.feminine(i) and c.numbers(i)[0] <= 24:
        yield Clock(c.numbers(i)[0], 0, "hour", 1 <= c.numbers(i)[0] <= 6, figures=True), i + 1
    if kind == "num" and len(c.tokens[i].text) <= 2:
        yield from _bare_hour(c, i, named=named)
    if kind == "num" and len(c.tokens[i].text) == 4 and named:
        hour, minute = divmod(c.numbers(i)[0], 100)
        if hour <= 23 and minute < 60 and c.tokens[i].text[0] in "012":
            yield Clock(hour, minute, "minute"), i + 1


def _hours_minutes(c: Context, i: int, *, dotted: bool) -> Clocks:
    hour, minute = c.numbers(i)[:2]
    half, j = _half_of_day(c, i + 1)
    if half:
        found = _halved(hour, minute, half, "minute")
        if found and minute < 60:
            yield found, j
            return
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        c.impossible.append(c.tokens[i].text)
        return
    padded = c.tokens[i].text.startswith("0")
    loose = c.language == "en" and 1 <= hour <= 6 and not padded and not dotted
    yield Clock(hour, minute, "minute", loose, figures=True), c.skip(i + 1, ("h",))


def _bare_hour(c: Context, i: int, *, named: bool) -> Clocks:
    hour = c.numbers(i)[0]
    half, j = _half_of_day(c, i + 1)
    if half:
        found = _halved(hour, 0, half, "hour")
        if found:
            yield found, j
        else:
            c.impossible.append(c.said(i, j))
        return
    if c.word(i + 1) == "o'clock":
        named, j = True, i + 2
    elif c.word(i + 1) in {"h", "godz"} and named:
        j = i + 2
    else:
        j = i + 1
    if not named and not _part_follows(c, j):
        return
    if hour > 24:
        c.impossible.append(c.said(i, j))
        return
    yield Clock(hour, 0, "hour", 1 <= hour <= 6 and c.tokens[i].text[0] != "0", figures=True), j


def _part_follows(c: Context, i: int) -> bool:
    k = c.skip(i, ("w", "in", "the", "at", "po", "przed", "this", "nad", "z", *RELATIVE_DAYS))
    return c.word(k) in PART_OF or c.word(k) == "tonight"


def _hour_words(c: Context, i: int, *, named: bool) -> Clocks:
    """ "o piętnastej trzydzieści", "ósma rano", "at nine thirty", "nine o'clock"."""
    for hour, j in _spoken_hour(c, i):
        if not 0 <= hour <= 24:
            continue
        half, k = _half_of_day(c, j)
        clock_word = c.word(j) == "o'clock"
        k = j + 1 if clock_word else k
        polish = c.word(j - 1) in FEMININE
        if half:
            found = _halved(hour, 0, half, "hour")
            if found:
                yield found, k
        elif named or clock_word or _part_follows(c, j) or polish:
            yield Clock(hour, 0, "hour", 1 <= hour <= 6), k
        zero = c.word(j) in {"zero", "oh"}
        for minute, m in number(c, j + 1 if zero else j):
            if c.kind(m - 1) == "num" or not (0 <= minute < 10 if zero else 10 <= minute < 60):
                continue
            half, m = _half_of_day(c, m)
            if half:
                found = _halved(hour, minute, half, "minute")
                if found:
                    yield found, m
            elif hour <= 23:
                yield Clock(hour, minute, "minute", 1 <= hour <= 6), m


def _spoken_hour(c: Context, i: int) -> Iterator[tuple[int, int]]:
    if c.word(i) in FEMININE:
        yield from ((hour, j) for hour, j in ordinal(c, i) if c.word(j - 1) in FEMININE)
    elif c.word(i) in _ENGLISH_HOURS:
        yield from ((hour, j) for hour, j in number(c, i) if hour <= 12)


_ENGLISH_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()


def _target(c: Context, i: int) -> Iterator[tuple[int, int]]:
    """The hour that "half past" or "wpół do" is counted from."""
    if c.kind(i) == "num" and c.numbers(i)[0] <= 24:
        yield c.numbers(i)[0], i + 1
    if c.feminine(i) and c.numbers(i)[0] <= 24:
        yield c.numbers(i)[0], i + 1
    yield from _spoken_hour(c, i)


def _half_to(c: Context, i: int) -> int:
    """The place behind "wpół do", "w pół do" or "pół do"; `i` itself where there is none."""
    k = i + 1 if (c.word(i), c.word(i + 1)) == ("w", "pol") else i
    return k + 2 if c.word(k) in {"wpol", "pol"} and c.word(k + 1) == "do" else i


def _past_and_to(c: Context, i: int) -> Clocks:
    word = c.word(i)
    if _half_to(c, i) > i:
        yield from _counted(c, _half_to(c, i), -30)
    if word == "half" and c.word(i + 1) == "past":
        yield from _counted(c, i + 2, 30)
    elif word == "half":
        yield from ((found, j) for found, j in _counted(c, i + 1, 30) if c.kind(i + 1) == "word")
    if word == "kwadrans" and c.word(i + 1) in {"po", "przed"}:
        yield from _counted(c, i + 2, 15 if c.word(i + 1) == "po" else -15)
    k = i + 1 if word == "a" else i
    if c.word(k) == "quarter" and c.word(k + 1) in {"past", "after", "to", "till", "before", "of"}:
        yield from _counted(c, k + 2, 15 if c.word(k + 1) in {"past", "after"} else -15)
    if word == "za":
        if c.word(i + 1) == "kwadrans":
            yield from _counted(c, i + 2, -15)
        for minutes, j in number(c, i + 1):
            if 0 < minutes < 30:
                k = c.skip(j, ("minut", "minuty", "minute"))
                yield from _counted(c, k, -minutes)
                if _half_to(c, k) > k:
                    yield from _counted(c, _half_to(c, k), -30 - minutes)
    for minutes, j in number(c, i):
        if not 0 < minutes < 60:
            continue
        j = c.skip(j, ("minut", "minuty", "minutes", "min", "minute"))
        if c.word(j) in {"po", "past"} or (c.word(j) == "after" and c.kind(i) != "num"):
            yield from _counted(c, j + 1, minutes)
        if c.word(j) in {"po", "przed"} and _half_to(c, j + 1) > j + 1 and minutes < 30:
            yield from _counted(c, _half_to(c, j + 1), -30 + (minutes if c.word(j) == "po" else -minutes))
        if counts_back(c, j, minutes):
            yield from _counted(c, j + 1, -minutes)
        if c.word(j) == "przed" and minutes < 30:
            yield from _counted(c, j + 1, -minutes)


def counts_back(c: Context, j: int, minutes: int) -> bool:
    """Whether "ten to nine" may count back from an hour, given the minutes and the place behind; "nine to ten" not."""
    told = c.word(j - 1) in {"minutes", "min", "minute"}
    return c.word(j) == "to" and minutes < 30 and (told or minutes in {5, 10, 20, 25})


def _counted(c: Context, i: int, minutes: int) -> Clocks:
    for hour, j in _target(c, i):
        half, k = _half_of_day(c, j)
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        total = (hour * 60 + minutes) % 1440
        found, minute = divmod(total, 60)
        yield Clock(found, minute, "minute", not half and 1 <= hour <= 7 and found <= 6, told=bool(half)), k


def _noon_and_midnight(c: Context, i: int) -> Clocks:
    word = c.word(i)
    if c.kind(i) == "num" and c.numbers(i) == (12,):
        k = c.skip(i + 1, ("w", "o", "at"))
        yield from _noon_and_midnight(c, k) if c.kind(k) == "word" else ()
    if word in {"poludnie", "noon", "midday"} and c.word(i - 1) not in {"po", "przed"}:
        yield Clock(12), i + 1
    if word in {"polnoc", "polnocy", "midnight"}:
        yield Clock(24, loose=True), i + 1


def _end_of_day(c: Context, i: int) -> Clocks:
    """The end of a day is that of the work or midnight: two readings."""
    j = c.skip(i + 1, ("of", "the")) if c.word(i) in END else i
    if c.word(i) == "eod" or (j > i and c.word(j) in {"day", "dnia"}):
        yield Clock(17), j + 1
        yield Clock(24), j + 1
