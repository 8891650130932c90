"""Cycles in words: "every 2 weeks on Tuesday", "w ostatni piątek miesiąca", "codziennie do końca roku" (B2 to B5).

Parsers take a place among the tokens and yield (piece, next place). A cycle is a sequence of pieces that consumes
everything and makes one rule; what makes none, or two, is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from store.cycles import vocabulary as v
from store.cycles.rule import Rule
from store.phrases.tokens import Token

MOST_TOKENS = 40


@dataclass(frozen=True, slots=True)
class Said:
    """What has been said so far: a unit with its interval, and the days that were chosen."""

    unit: str = ""
    interval: int = 0
    weekdays: tuple[int, ...] = ()
    ordinal: int = 0
    placed: tuple[tuple[int, int], ...] = ()
    days: tuple[int, ...] = ()
    month: int = 0
    working: bool = False
    repeats: bool = False

    def with_(self, other: "Said") -> "Said | None":
        """Return both together, None where they speak of the same thing twice."""
        merged = self
        for name in ("interval", "weekdays", "ordinal", "placed", "days", "month", "working"):
            if value := getattr(other, name):
                if getattr(self, name):
                    return None
                merged = replace(merged, **{name: value})
        if other.unit:
            if self.unit and self.unit != other.unit:
                return None
            merged = replace(merged, unit=other.unit)
        return replace(merged, repeats=self.repeats or other.repeats)


class Reader:
    """The tokens of a text; in a running line a bare number is no day, it may be a time."""

    def __init__(self, tokens: list[Token], running: bool = False) -> None:
        self.tokens = tokens
        self.running = running

    def word(self, i: int) -> str:
        """The text of the token at a place, "" behind the end."""
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def number(self, i: int) -> int:
        """The number at a place in digits or words, 0 where there is none."""
        if i < len(self.tokens) and self.tokens[i].kind == "num":
            return self.tokens[i].numbers[0]
        return v.CARDINALS.get(self.word(i), 0)

    def ordinal(self, i: int) -> tuple[int, int]:
        """An ordinal and the place behind it: 1st, 1., pierwszy, twenty-first; 0 where there is none."""
        if i >= len(self.tokens):
            return 0, i
        if self.tokens[i].kind == "ord":
            return self.tokens[i].numbers[0], i + 1
        if self.tokens[i].kind == "num" and self.word(i + 1) == ".":
            return self.tokens[i].numbers[0], i + 2
        first = v.ORDINALS.get(self.word(i), 0) or {"twenty": 20, "thirty": 30}.get(self.word(i), 0)
        if first in (20, 30):
            j = i + 2 if self.word(i + 1) == "-" else i + 1
            if 0 < v.ORDINALS.get(self.word(j), 0) < 10:
                return first + v.ORDINALS[self.word(j)], j + 1
        return (first, i + 1) if self.word(i) in v.ORDINALS else (0, i)

    def at(self, i: int, choices: tuple[tuple[str, ...], ...]) -> int:
        """The place behind whichever of some word sequences stands at `i`, 0 where none does."""
        for choice in choices:
            if all(self.word(i + k) == word for k, word in enumerate(choice)):
                return i + len(choice)
        return 0

    def and_(self, i: int) -> int:
        """The place behind "and", commas and prepositions between members of a list."""
        while self.word(i) in v.AND:
            i += 1
        return i

    def on(self, i: int) -> int:
        """The place behind prepositions and articles."""
        while self.word(i) in v.ON:
            i += 1
        return i


def rules(tokens: list[Token], running: bool = False) -> dict[Rule, bool]:
    """Return the rules that some tokens can mean, each with whether a word of theirs says that it repeats."""
    reader = Reader(tokens, running)
    if not tokens or len(tokens) > MOST_TOKENS:
        return {}
    found: dict[Rule, bool] = {}
    seen: set[tuple[Said, int]] = set()
    waiting = [(Said(), 0)]
    while waiting:
        said, i = waiting.pop()
        if (said, i) in seen:
            continue
        seen.add((said, i))
        if i == len(tokens):
            rule = _rule(said)
            if rule is not None:
                found[rule] = found.get(rule, False) or said.repeats
            continue
        for piece, j in _pieces(reader, i):
            merged = said.with_(piece)
            if merged is not None:
                waiting.append((merged, j))
    return found


def _pieces(r: Reader, i: int) -> Iterator[tuple[Said, int]]:
    if r.word(i) == "," and i:
        yield from _pieces(r, i + 1)
        return
    if r.word(i) in v.ONLY and not r.running:
        if i + 1 < len(r.tokens):
            yield from _pieces(r, i + 1)
        elif i:
            yield Said(), i + 1
        return
    yield from _every(r, i)
    yield from _groups(r, i)
    yield from _weekdays(r, i)
    yield from _placed(r, i)
    yield from _days(r, i)
    yield from _of_month(r, i)


def _every(r: Reader, i: int) -> Iterator[tuple[Said, int]]:
    """Every day, every 2 weeks, every other month, co drugi dzień, weekly."""
    if r.word(i) in v.ADVERBS:
        unit, interval = v.ADVERBS[r.word(i)]
        yield Said(unit=unit, interval=interval, repeats=True), i + 1
        return
    if r.word(i) == "w" and r.word(i + 1) in v.EVERY:
        i += 1
    if r.word(i) not in v.EVERY:
        return
    if date_ := _date(r, i + 1):
        yield Said(unit="year", interval=1, days=(date_[0],), month=date_[1], repeats=True), date_[2]
    j, interval, ordinal = i + 1, 1, 0
    if r.word(j) in v.OTHER:
        j, interval = j + 1, 2
    elif r.ordinal(j)[0]:
        ordinal, j = r.ordinal(j)
    elif r.number(j):
        interval, j = r.number(j), j + 1
    unit = {"fortnight": "week"}.get(v.UNIT_OF.get(r.word(j), ""), v.UNIT_OF.get(r.word(j), ""))
    if r.word(j) in {"quarter", "kwartal"}:
        unit, interval = "month", interval * 3
    if v.UNIT_OF.get(r.word(j)) == "fortnight":
        interval *= 2
    if unit in {"day", "week", "month", "year"} and len(r.word(j)) > 1:
        if ordinal != 1:
            yield Said(unit=unit, interval=ordinal or interval, repeats=True), j + 1
        return
    for piece, k in _groups(r, j):
        if interval == 1 and not ordinal:
            yield replace(piece, repeats=True), k
    for days, k in _weekday_list(r, j):
        if ordinal:
            yield Said(weekdays=days, ordinal=ordinal, repeats=True), k
        elif interval == 1 or r.word(i + 1) in v.OTHER:
            yield Said(unit="week", interval=interval, weekdays=days, repeats=True), k


def _groups(r: Reader, i: int) -> Iterator[tuple[Said, int]]:
    """Weekdays, at weekends, Monday to Friday, w dni robocze."""
    j = r.on(i)
    if k := r.at(j, v.WORKDAYS):
        yield Said(weekdays=(0, 1, 2, 3, 4), repeats=r.word(k - 1) in {"weekdays", "workdays"}), k
    if k := r.at(j, v.WEEKENDS):
        yield Said(weekdays=(5, 6), repeats=r.word(k - 1) in {"weekends", "weekendy"}), k
    lead = r.word(j) in {"od", "from"}
    start = j + 1 if lead else j
    first, last = v.ANY_WEEKDAY.get(r.word(start)), v.ANY_WEEKDAY.get(r.word(start + 2))
    if first is not None and last is not None and first < last and r.word(start + 1) in {"to", "do", "-", "through"}:
        yield Said(weekdays=tuple(range(first, last + 1))), start + 3


def _weekdays(r: Reader, i: int) -> Iterator[tuple[Said, int]]:
    """On Tuesday and Thursday, we wtorki i czwartki."""
    for days, j in _weekday_list(r, r.on(i)):
        repeats = any(r.word(k) in v.OF_SEVERAL_ONLY for k in range(i, j)) or r.at(i, (("w", "srody"),)) > 0
        yield Said(weekdays=days, repeats=repeats), j


def _weekday_list(r: Reader, i: int) -> Iterator[tuple[tuple[int, ...], int]]:
    days: list[int] = []
    j = i
    while (day := v.ANY_WEEKDAY.get(r.word(j))) is not None and day not in days:
        days.append(day)
        i = j + 2 if r.word(j + 1) == "." and len(r.word(j)) < 5 else j + 1
        j = r.and_(i)
        if j == i:
            break
        while r.word(j) in {"w", "we", "on"} or (r.word(j) in v.EVERY and r.word(j) != "co"):
            j += 1
    if days:
        yield tuple(sorted(days)), i


def _placed(r: Reader, i: int) -> Iterator[tuple[Said, int]]:
    """The last Friday, the first and third Monday, w ostatni piątek; the last working day."""
    i = r.on(i)
    if r.word(i) in v.LAST and (k := r.at(i + 1, v.WORKDAYS)):
        yield Said(working=True, ordinal=-1), k
    if r.ordinal(i)[0] == 1 and (k := r.at(r.ordinal(i)[1], v.WORKDAYS)):
        yield Said(working=True, ordinal=1), k
    placed: set[tuple[int, int]] = set()
    j = i
    while True:
        positions: list[int] = []
        while True:
            place, k = (-1, j + 1) if r.word(j) in v.LAST else r.ordinal(j)
            if not place or place > 5:
                break
            positions.append(place)
            j = r.on(r.and_(k))
        day = v.WEEKDAYS.get(r.word(j))
        if not positions or day is None:
            return
        placed.update((place, day) for place in positions)
        yield Said(placed=tuple(sorted(placed))), j + 1
        after = r.and_(j + 1)
        if after == j + 1:
            return
        j = r.on(after)


def _days(r: Reader, i: int) -> Iterator[tuple[Said, int]]:
    """On the 1st and 15th, on days 1-7, the first 7 days, the last day, 24 grudnia."""
    i = r.on(i + 1 if r.word(i) in {"od", "from"} else i)
    j = i + 1 if r.word(i) in v.FIRST_SEVERAL else i
    if j > i and 1 < r.number(j) <= 31 and r.word(j + 1) in {"days", "dni", "dniach"}:
        yield Said(days=tuple(range(1, r.number(j) + 1))), j + 2
    if found := _date(r, i):
        yield Said(days=(found[0],), month=found[1]), found[2]
    days: set[int] = set()
    j = i
    while True:
        if r.word(j) in v.LAST and r.word(j + 1) in {"day", "dzien", "dnia", "dniu"}:
            piece, k = {-1}, j + 2
        else:
            piece, k = _day_numbers(r, j)
        if not piece or piece & days or any(day > 31 for day in piece):
            return
        days |= piece
        k = k + 1 if r.word(k) in {"dnia", "dzien", "day", "days"} else k
        yield Said(days=tuple(sorted(days, key=lambda day: (day < 0, day)))), k
        after = r.and_(k)
        if after == k:
            return
        j = r.on(after)


def _day_numbers(r: Reader, i: int) -> tuple[set[int], int]:
    """A day of the month, or from one to another, and the place behind."""
    if i < len(r.tokens) and r.tokens[i].kind == "dec" and not r.running:
        return set(r.tokens[i].numbers), i + 1
    first, j = _day_number(r, i)
    if first and r.word(j) in {"-", "to", "do"}:
        last, k = _day_number(r, j + 1, bare=True)
        if first < last:
            return set(range(first, last + 1)), k
    return ({first}, j) if first else (set(), i)


def _day_number(r: Reader, i: int, bare: bool = False) -> tuple[int, int]:
    day, j = r.ordinal(i)
    said = bare or not r.running or r.word(i - 1) in {"day", "days", "dniach", "dniu", "dnia"}
    if not day and said and i < len(r.tokens) and r.tokens[i].kind == "num":
        day, j = r.tokens[i].numbers[0], i + 1
    return day, j


def _date(r: Reader, i: int) -> tuple[int, int, int] | tuple[()]:
    """A day and a month, and the place behind: 24 December, December 24, 24.12."""
    if i < len(r.tokens) and r.tokens[i].kind == "dm" and r.tokens[i].sign == ".":
        day, month = r.tokens[i].numbers
        return (day, month, i + 1) if 1 <= day <= 31 and 1 <= month <= 12 else ()
    day, j = _day_number(r, i, bare=True)
    if 1 <= day <= 31:
        j = j + 1 if r.word(j) == "of" else j
        month = v.MONTHS.get(r.word(j), 0)
        return (day, month, j + 1) if month else ()
    month = v.MONTHS.get(r.word(i), 0)
    day, j = _day_number(r, i + 1, bare=True)
    return (day, month, j) if month and 1 <= day <= 31 else ()


def _of_month(r: Reader, i: int) -> Iterator[tuple[Said, int]]:
    """Of the month, of each month, każdego miesiąca, of May, w maju."""
    j = i
    while r.word(j) in {"of", "in", "the", "w", "every", "each", "a"} | v.EVERY - {"co"}:
        j += 1
    if r.word(j) in {"month", "miesiaca", "miesiacu"}:
        yield Said(unit="month", interval=0, repeats=True), j + 1
    if r.word(j) in {"year", "roku"} and j > i:
        yield Said(unit="year", interval=0, repeats=True), j + 1
    if r.word(j) in v.MONTHS and len(r.word(j)) > 2:
        yield Said(month=v.MONTHS[r.word(j)]), j + 1


def _rule(said: Said) -> Rule | None:
    """Return the rule of what was said, None where it does not fit together."""
    interval = said.interval or 1
    if said.ordinal and not said.working:
        if said.unit in ("month", "year") or said.month:
            placed = tuple((said.ordinal, day) for day in said.weekdays)
            return (
                None if said.placed or said.ordinal > 5 else _rule(replace(said, ordinal=0, weekdays=(), placed=placed))
            )
        return (
            None
            if said.ordinal < 2 or said.interval
            else _rule(replace(said, ordinal=0, unit="week", interval=said.ordinal))
        )
    chosen = [bool(said.weekdays), bool(said.placed), bool(said.days), said.working]
    if sum(chosen) > 1 or interval > 1_000:
        return None
    weekdays = tuple((0, day) for day in said.weekdays)
    months = (said.month,) if said.month else ()
    if said.weekdays:
        if said.month or said.unit not in ("", "day", "week") or (said.unit == "day" and interval > 1):
            return None
        return Rule("WEEKLY", interval, weekdays=weekdays)
    match said.unit:
        case "day" | "week" if not any(chosen) and not said.month:
            return Rule("DAILY" if said.unit == "day" else "WEEKLY", interval)
        case "month" if not said.month:
            if said.working:
                working = tuple((0, day) for day in range(5))
                return Rule("MONTHLY", interval, weekdays=working, positions=(said.ordinal,))
            return Rule("MONTHLY", interval, month_days=said.days, weekdays=said.placed)
        case "year" if bool(said.days or said.placed) == bool(said.month) and not said.working:
            return Rule("YEARLY", interval, months=months, month_days=said.days, weekdays=said.placed)
    return None
