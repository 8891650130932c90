"""The ends of cycles in words: "10 times", "for two weeks", "until 31 December", "przez cały rok" (B1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from store.cycles.spoken import Reader
from store.phrases.context import Context
from store.phrases.lengths import length
from store.phrases.tokens import Token

WHOLE_YEAR = (
    ("all", "year"), ("all", "year", "long"), ("all", "year", "round"), ("przez", "caly", "rok"), ("caly", "rok"),
    ("for", "the", "whole", "year"), ("the", "whole", "year"), ("throughout", "the", "year"),
    ("for", "a", "whole", "year"),
)  # fmt: skip
YEAR_END = (
    ("until", "the", "end", "of", "the", "year"), ("until", "end", "of", "year"),
    ("till", "the", "end", "of", "the", "year"),
    ("until", "year", "end"), ("until", "the", "year's", "end"), ("do", "konca", "roku"),
)  # fmt: skip
TIMES = {"times", "time", "x", "razy", "raz", "occurrences", "wystapien", "powtorzen"}
FOR = {"for", "przez"}
UNTIL = {"until", "till", "til", "do", "through"}
LONGEST_PHRASE = 6


@dataclass(frozen=True, slots=True)
class End:
    """An end as it was said: a count, a length in months and days, a phrase, or with the year."""

    count: int = 0
    months: int = 0
    days: int = 0
    phrase: str = ""
    year_end: bool = False

    def of(self, start: datetime | date, language: str) -> tuple[date | datetime | None, int | None] | None:
        """Return (until, count) for a cycle that starts at `start`; None where the phrase is not one date.

        A length is counted from the day of the start, and its last day is the last that belongs to it: a year from
        1 January ends on 31 December.
        """
        day = start.date() if isinstance(start, datetime) else start
        if self.count:
            return None, self.count
        if self.year_end:
            return date(day.year, 12, 31), None
        if self.phrase:
            return _until(self.phrase, start, language)
        month = day.year * 12 + day.month - 1 + self.months
        try:
            moved = date(month // 12, month % 12 + 1, 1) + timedelta(days=day.day - 1 + self.days - 1)
        except (ValueError, OverflowError):
            return None
        return moved, None


def ends(tokens: list[Token], text: str, i: int) -> Iterator[tuple[End, int]]:
    """Yield the ends that can stand at a place, with the place behind, longest first."""
    r = Reader(tokens)
    if j := r.at(i, tuple(sorted(WHOLE_YEAR, key=len, reverse=True))):
        yield End(months=12), j
    if j := r.at(i, YEAR_END):
        yield End(year_end=True), j
    if r.number(i) and r.word(i + 1) in TIMES:
        yield End(count=r.number(i)), i + 2
    if r.word(i) in FOR:
        if r.number(i + 1) and r.word(i + 2) in TIMES:
            yield End(count=r.number(i + 1)), i + 3
        c = Context(tokens, datetime.min.replace(tzinfo=UTC), "en")
        found = [
            (End(months=one.months, days=one.days), j)
            for one, j in length(c, i + 1)
            if (one.months or one.days) and not one.minutes and not one.working_days
        ]
        yield from sorted(set(found), key=lambda pair: -pair[1])
    k = i + 1 if r.word(i) == "az" else i
    if r.word(k) in UNTIL:
        for j in range(min(len(tokens), k + 1 + LONGEST_PHRASE), k + 1, -1):
            yield End(phrase=text[tokens[k + 1].start : tokens[j - 1].end]), j


def _until(phrase: str, start: datetime | date, language: str) -> tuple[date | datetime | None, int | None] | None:
    """Return the end that a phrase names, as it is meant at the start: a day, or the last of a week or month."""
    from store.phrases import understand

    now = start if isinstance(start, datetime) else datetime.combine(start, time(), UTC)
    reading = understand(phrase, now=now, language=language).reading
    if reading is None:
        return None
    return (reading.start if reading.end is None else reading.end), None
