"""What the parsers share: the tokens, the present, the language, and what was found to be impossible."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from store.phrases.reading import Grain
from store.phrases.tokens import Token

FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass
class Context:
    """A phrase being parsed. Parsers take a place in `tokens` and yield (value, next place)."""

    tokens: list[Token]
    now: datetime
    language: str
    impossible: list[str] = field(default_factory=list)
    reached: int = 0

    @property
    def today(self) -> date:
        """The present date in the user's zone."""
        return self.now.date()

    def word(self, i: int) -> str:
        """The word at a place, "" where there is none."""
        return self.tokens[i].text if 0 <= i < len(self.tokens) and self.tokens[i].kind in {"word", "sign"} else ""

    def kind(self, i: int) -> str:
        """The kind of the token at a place, "" behind the end."""
        return self.tokens[i].kind if 0 <= i < len(self.tokens) else ""

    def numbers(self, i: int) -> tuple[int, ...]:
        """The numbers of the token at a place."""
        return self.tokens[i].numbers

    def skip(self, i: int, words: Iterable[str]) -> int:
        """The place behind any of `words` that stand at `i`."""
        while self.word(i) in words:
            i += 1
        return i

    def has(self, words: Iterable[str]) -> bool:
        """Whether any of `words` stands in the phrase."""
        return any(token.text in words for token in self.tokens)

    def feminine(self, i: int) -> bool:
        """Whether an ordinal in figures that only an hour can have stands at a place."""
        return 0 <= i < len(self.tokens) and self.tokens[i].feminine

    def date(self, year: int, month: int, day: int, said: str) -> date | None:
        """A date, None (and noted as impossible) where there is no such day or the year is out of range."""
        if 0 <= year < 100:
            year += 2000
        try:
            found = date(year, month, day)
        except ValueError:
            self.impossible.append(said)
            return None
        if not FIRST_YEAR <= year <= LAST_YEAR:
            self.impossible.append(said)
            return None
        return found

    def said(self, first: int, last: int) -> str:
        """The text of the tokens from `first` to before `last`."""
        return " ".join(token.text for token in self.tokens[first:last])


@dataclass(frozen=True, slots=True)
class Day:
    """A day, several (inclusive `end`), a week or a month."""

    start: date
    end: date | None = None
    grain: Grain = "day"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the day; `loose` where it may also be twelve hours later; hour 24 is the end of the day.

    `figures` where it was written in figures, which people of both manners do; `told` where am or pm was said.
    """

    hour: int
    minute: int = 0
    grain: Grain = "hour"
    loose: bool = False
    figures: bool = False
    told: bool = False

    def later(self) -> "Clock":
        """The same twelve hours later."""
        return Clock(self.hour + 12, self.minute, self.grain)


@dataclass(frozen=True, slots=True)
class ClockSpan:
    """From a time of the day to another."""

    start: Clock
    end: Clock


@dataclass(frozen=True, slots=True)
class Length:
    """A length: minutes, or whole days, weeks, months, years."""

    minutes: int = 0
    days: int = 0
    months: int = 0
    working_days: int = 0

    @property
    def of_clock(self) -> bool:
        """Whether it is counted in minutes alone."""
        return self.minutes > 0 and not (self.days or self.months or self.working_days)

    def added_to(self, day: date, sign: int = 1) -> date | None:
        """The day so much later (or earlier); None out of range."""
        try:
            if self.working_days:
                return _working(day, self.working_days * sign)
            month = day.year * 12 + day.month - 1 + self.months * sign
            year, month = divmod(month, 12)
            moved = _clamped(year, month + 1, day.day) + timedelta(days=self.days * sign)
        except (ValueError, OverflowError):
            return None
        return moved if FIRST_YEAR <= moved.year <= LAST_YEAR else None


def _working(day: date, count: int) -> date:
    if abs(count) > 5000:
        raise ValueError(count)
    step = timedelta(days=1 if count > 0 else -1)
    while count:
        day += step
        if day.weekday() < 5:
            count -= 1 if count > 0 else -1
    return day


def _clamped(year: int, month: int, day: int) -> date:
    last = month_end(date(year, month, 1)).day
    return date(year, month, min(day, last))


def month_end(day: date) -> date:
    """The last day of a day's month."""
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - timedelta(days=1)
