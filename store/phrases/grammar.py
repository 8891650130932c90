"""Puts the pieces of a phrase together: every way in which all of its tokens make one moment (C7)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from store.phrases.clock_times import clock, variants
from store.phrases.context import Clock, ClockSpan, Context, Day, Length
from store.phrases.days import day
from store.phrases.lengths import length
from store.phrases.reading import Reading
from store.phrases.spans import clock_span, day_span, moment_span, part, told_length
from store.phrases.words import FILLERS, PARTS, STARTING, UNTIL

TONIGHT_HOUR = 20
LONGEST_NIGHT = timedelta(hours=13)
_PARTS: dict[str, tuple[int | None, int, int]] = {name: spec[:3] for name, spec in PARTS.items()}
_PARTS["tonight"] = (TONIGHT_HOUR, 17, 23)


@dataclass(frozen=True)
class Pieces:
    """What was found in a phrase; at most one of each."""

    day: Day | None = None
    clock: Clock | None = None
    span: ClockSpan | None = None
    part: str | None = None
    length: Length | None = None
    instant: datetime | None = None
    moments: tuple[Day, Clock, Day, Clock] | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing says when."""
        return not (self.day or self.clock or self.span or self.part or self.instant or self.moments)


Parser = Callable[[Context, int], Iterator[tuple[Any, int]]]


def _instant(c: Context, i: int) -> Iterator[tuple[datetime, int]]:
    """In 90 minutes, za godzinę, 2 hours ago, now: an instant counted from the present."""
    now = c.now.replace(second=0, microsecond=0)
    if c.word(i) in STARTING and c.word(i + 1) in {"teraz", "now"}:
        yield now, i + 2
    if c.word(i) in {"teraz", "now"}:
        yield now, i + 1
    if c.kind(i) == "iso":
        yield from _iso_instant(c, i)
    if c.word(i) in {"za", "in", "+"}:
        for found, j in length(c, i + 1):
            if found.of_clock:
                yield _later(now, found.minutes), j
                if c.word(k := c.skip(j, ("'",))) == "time":
                    yield _later(now, found.minutes), k + 1
                if c.word(j) == "from" and c.word(j + 1) == "now":
                    yield _later(now, found.minutes), j + 2
    for found, j in length(c, i):
        if found.of_clock and c.word(j) in {"temu", "ago"}:
            yield _later(now, -found.minutes), j + 1
        if found.of_clock and (c.word(j), c.word(j + 1)) in {("from", "now"), ("od", "teraz")}:
            yield _later(now, found.minutes), j + 2


def _later(now: datetime, minutes: int) -> datetime:
    from datetime import UTC

    return (now.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(now.tzinfo)


def _iso_instant(c: Context, i: int) -> Iterator[tuple[datetime, int]]:
    try:
        found = datetime.fromisoformat(c.tokens[i].text.upper())
    except ValueError:
        c.impossible.append(c.tokens[i].text)
        return
    yield (found if found.tzinfo else found.replace(tzinfo=c.now.tzinfo)).astimezone(c.now.tzinfo), i + 1


_PARSERS: tuple[tuple[str, Parser], ...] = (
    ("moments", moment_span),
    ("instant", _instant),
    ("span", clock_span),
    ("clock", clock),
    ("day", day_span),
    ("day", day),
    ("part", part),
    ("length", told_length),
    ("also", day),
)
_EXCLUDES = {
    "moments": {"day", "clock", "span", "part", "length", "instant"},
    "instant": {"day", "clock", "span", "part", "moments"},
    "span": {"clock", "length", "instant", "moments"},
    "clock": {"span", "instant", "moments"},
    "day": {"instant", "moments"},
    "part": {"instant", "moments"},
    "length": {"span", "moments"},
    "also": {"instant", "moments"},
}


def pieces(c: Context) -> Iterator[Pieces]:
    """Every way to read all of the tokens."""
    yield from _rest(c, 0, Pieces(), frozenset(), set())


def _rest(c: Context, i: int, found: Pieces, have: frozenset[str], seen: set[Any]) -> Iterator[Pieces]:
    i = _skip_fillers(c, i)
    c.reached = max(c.reached, i)
    key = (i, found)
    if key in seen:
        return
    seen.add(key)
    if i >= len(c.tokens):
        yield found
        return
    if c.word(i) == ",":
        # A comma may stand before a length, or mean nothing.
        yield from _rest(c, i + 1, found, have, seen)
    for name, parser in _PARSERS:
        if name in have or have & _EXCLUDES[name]:
            continue
        if name == "day" and c.word(i) in UNTIL and have & {"clock", "span", "part"}:
            continue  # "at 9 until Friday" is no time on Friday.
        if name == "also":
            for value, j in parser(c, i) if found.day else ():
                # A day said twice has to be the same both times: "tomorrow (Wednesday)".
                if j > i and value == found.day and c.tokens[j - 1].text not in {t.text for t in c.tokens[:i]}:
                    yield from _rest(c, j, found, have | {name}, seen)
            continue
        for value, j in parser(c, i):
            if j > i or (name == "day" and c.word(i) == "tonight" and "part" not in have):
                yield from _rest(c, j, replace(found, **{name: value}), have | {name}, seen)


def _filler(c: Context, i: int) -> bool:
    return c.word(i) in FILLERS and (c.word(i) not in {"the", "of", "dnia", "dniu"} or i + 1 < len(c.tokens))


def _skip_fillers(c: Context, i: int) -> int:
    if c.word(i) == "-" and i > 0 and c.word(i + 1) in {"o", "at", "godz"}:
        return i + 1
    while i < len(c.tokens) and (_filler(c, i) or (c.word(i) in {",", ".", ";", "(", ")"} and i > 0)):
        if c.word(i) == "," and i + 1 < len(c.tokens) and c.kind(i + 1) == "num":
            break
        i += 1
    return i


def readings(c: Context) -> list[Reading]:
    """The distinct readings of all the tokens, in the order of time."""
    found: list[Reading] = []
    for piece in pieces(c):
        if piece.empty:
            continue
        for reading in _resolve(c, piece):
            if reading not in found:
                found.append(reading)
    return sorted(found, key=_order)


def _order(reading: Reading) -> tuple[str, str]:
    return reading.start.isoformat(), reading.grain


def _resolve(c: Context, p: Pieces) -> Iterator[Reading]:
    if p.part == "tonight" and p.day and p.day.start != c.today:
        return
    if p.moments:
        yield from _between(c, p.moments)
    elif p.instant:
        end = _later(p.instant, p.length.minutes) if p.length and p.length.of_clock else None
        if p.length is None or end:
            yield Reading(p.instant, end, "minute")
    elif p.span:
        yield from _spans(c, p, p.span)
    elif p.clock:
        yield from _clocks(c, p, p.clock)
    elif p.part:
        hour = _PARTS[p.part][0]
        if hour is not None:
            yield from _at(c, p, [Clock(hour)])
    elif p.day:
        yield from _whole_days(p.day, p.length)


def _whole_days(found: Day, lasts: Length | None) -> Iterator[Reading]:
    if lasts is None:
        yield Reading(found.start, found.end, found.grain)
    elif not lasts.of_clock and found.end is None and found.grain == "day":
        behind = lasts.added_to(found.start)
        if behind:
            yield Reading(found.start, behind - timedelta(days=1), "day")


def _clocks(c: Context, p: Pieces, found: Clock) -> Iterator[Reading]:
    if p.part:
        fitting = [fit for fit in (_in_part(found, p.part)) if fit]
        yield from _at(c, p, fitting)
    else:
        yield from _at(c, p, variants(found))


def _in_part(found: Clock, name: str) -> list[Clock]:
    """The hours of a time that lie in a part of the day."""
    _alone, first, last = _PARTS[name]
    if name == "tonight" and found.hour == 24:
        return [found]
    if name == "night" and found.hour in {12, 24}:
        return [Clock(0), Clock(24)]
    both = [found] if found.hour > 12 or found.told else [found, found.later()]
    plain = [Clock(one.hour, one.minute, one.grain) for one in both]
    if first <= last:
        return [one for one in plain if first <= one.hour <= last][:1]
    return [one for one in plain if one.hour >= first or one.hour <= last][:1]


def _at(c: Context, p: Pieces, clocks: list[Clock]) -> Iterator[Reading]:
    now = c.now.replace(second=0, microsecond=0)
    if p.day is not None:
        if p.day.end is not None or p.day.grain != "day":
            return
        if p.clock and not p.clock.figures and p.day.start == c.today and p.clock.hour != 24:
            clocks = [one for one in clocks if _moment(c, p.day, one) >= now] or clocks
        for one in clocks:
            yield from _with_end(c, _moment(c, p.day, one), p.length, one.grain)
        return
    today = Day(c.today)
    if p.part == "tonight":
        clocks = clocks[:1]
        yield from (reading for one in clocks for reading in _with_end(c, _moment(c, today, one), p.length, one.grain))
        return
    ahead = [one for one in clocks if _moment(c, today, one) >= now]
    if ahead:
        # Of two halves of the day said in words, what is still to come today is what is meant.
        for one in ahead:
            yield from _with_end(c, _moment(c, today, one), p.length, one.grain)
        if p.clock and p.clock.figures and p.clock.loose and not p.part:
            tomorrow = Day(c.today + timedelta(days=1))
            for one in clocks:
                if one not in ahead:
                    yield from _with_end(c, _moment(c, tomorrow, one), p.length, one.grain)
        return
    for one in clocks:
        for base in (today, Day(c.today + timedelta(days=1))):
            yield from _with_end(c, _moment(c, base, one), p.length, one.grain)


def _moment(c: Context, base: Day, found: Clock) -> datetime:
    """A local time as an instant; one that does not exist moves forward by the gap, of two the first is taken (B6)."""
    from datetime import UTC

    days, hour = divmod(found.hour, 24)
    local = datetime.combine(base.start + timedelta(days=days), time(hour, found.minute), c.now.tzinfo)
    return local.astimezone(UTC).astimezone(c.now.tzinfo)


def _with_end(c: Context, start: datetime, lasts: Length | None, grain: Any) -> Iterator[Reading]:
    if lasts is None:
        yield Reading(start, None, grain)
    elif lasts.of_clock:
        yield Reading(start, _later(start, lasts.minutes), "minute" if lasts.minutes % 60 else grain)
    elif not lasts.months and not lasts.working_days:
        yield Reading(start, start + timedelta(days=lasts.days), grain)


def _spans(c: Context, p: Pieces, span: ClockSpan) -> Iterator[Reading]:
    starts, ends = [span.start], [span.end]
    if p.part:
        starts, ends = _in_part(span.start, p.part), _in_part(span.end, p.part)
        if not starts:
            return
        ends = ends or [span.end]
    if p.day is not None and (p.day.end is not None or p.day.grain != "day"):
        return
    bases = [p.day] if p.day else [Day(c.today)]
    now = c.now.replace(second=0, microsecond=0)
    if p.day is None and _moment(c, bases[0], starts[0]) < now:
        bases.append(Day(c.today + timedelta(days=1)))
    for base in bases:
        start, end = _moment(c, base, starts[0]), _moment(c, base, ends[0])
        if end <= start:
            end = _moment(c, Day(base.start + timedelta(days=1)), ends[0])
            if end - start > LONGEST_NIGHT:
                continue
        grain = "minute" if "minute" in {starts[0].grain, ends[0].grain} else "hour"
        yield Reading(start, end, grain)  # type: ignore[arg-type]


def _between(c: Context, moments: tuple[Day, Clock, Day, Clock]) -> Iterator[Reading]:
    first_day, first, last_day, last = moments
    for one in variants(first):
        for other in variants(last):
            start, end = _moment(c, first_day, one), _moment(c, last_day, other)
            grain = "minute" if "minute" in {one.grain, other.grain} else "hour"
            if start < end:
                yield Reading(start, end, grain)  # type: ignore[arg-type]
