"""A cycle: a rule that was checked, is finite, and the start it is counted from (B1, B7)."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from store.cycles.occurrences import last_moment, occurrences
from store.cycles.rule import Rule, parse
from store.refusals import Invalid


@dataclass(frozen=True, slots=True)
class Cycle:
    """A checked, finite rule.

    `rrule` is an iCalendar RRULE value in its one form, without "RRULE:", with COUNT or UNTIL. `start` is the
    wall-clock start that it is counted from: aware, in the zone whose wall clock is kept (B6), or a plain date
    for whole days. The start is an occurrence only if the rule falls on it.
    """

    rrule: str
    start: datetime | date


def read(text: str, *, start: datetime | date, until: datetime | date | None = None, count: int | None = None) -> Cycle:
    """Return the cycle of an RRULE value, or of words in English or Polish.

    `until` (a date is inclusive) or `count` end a rule that does not end by itself. Raises Invalid("cycle", …).
    """
    if isinstance(start, datetime) and start.tzinfo is None:
        raise ValueError("naive datetime")
    rule = ended(rule_of_text(text, start), start, until, count)
    occurrences(rule, start)
    return Cycle(rule.text, start)


def dates(cycle: Cycle) -> tuple[datetime | date, ...]:
    """Return the starts of all occurrences, ascending and distinct: aware in the zone of the start, or whole days.

    The first is the first date of the rule at or after the start. The wall clock is kept (B6).
    """
    return occurrences(parse(cycle.rrule), cycle.start)


def rule_of_text(text: str, start: datetime | date) -> Rule:
    """Return the rule of an RRULE value or of words; it may have no end."""
    if not text.strip():
        raise Invalid("cycle", "missing")
    if "=" in text or text.strip().upper().startswith("RRULE"):
        return parse(text)
    from store.cycles.in_words import rule_of_words

    return rule_of_words(text, start)


def ended(rule: Rule, start: datetime | date, until: datetime | date | None = None, count: int | None = None) -> Rule:
    """Return a rule with the end that was given beside it, in the form it is stored in.

    Raises Invalid("cycle", …): "no-end", "two-ends", and "whole-days" for times of a day that has none.
    """
    if rule.has_time and not isinstance(start, datetime):
        raise Invalid("cycle", "whole-days", "BYHOUR, BYMINUTE, BYSECOND")
    if until is not None and count is not None:
        raise Invalid("cycle", "two-ends", f"COUNT={count}, UNTIL={until.isoformat()}")
    if count is not None:
        if count < 1:
            raise Invalid("cycle", "wrong-value", f"COUNT={count}", ("1, 2, 3 …",))
        if rule.until or rule.count not in (None, count):
            raise Invalid("cycle", "two-ends", f"{_end_of(rule)}, COUNT={count}")
        rule = replace(rule, count=count)
    written = _written(last_moment(rule.until, start)) if rule.until else ""
    if until is not None:
        given = _written(_in_terms_of(until, start))
        if rule.count is not None or written not in ("", given):
            raise Invalid("cycle", "two-ends", f"{_end_of(rule)}, UNTIL={given}")
        written = given
    if rule.count is None and not written:
        raise Invalid("cycle", "no-end", rule.text)
    return replace(rule, until=written)


def _end_of(rule: Rule) -> str:
    return f"UNTIL={rule.until}" if rule.until else f"COUNT={rule.count}"


def _in_terms_of(until: datetime | date, start: datetime | date) -> datetime | date:
    if isinstance(until, datetime):
        if until.tzinfo is None:
            raise ValueError("naive datetime")
        return until if isinstance(start, datetime) else until.date()
    return last_moment(f"{until:%Y%m%d}", start)


def _written(end: datetime | date) -> str:
    """Return an end as UNTIL has it: in UTC where the occurrences have a time (RFC 5545)."""
    if not isinstance(end, datetime):
        return f"{end.year:04}{end.month:02}{end.day:02}"
    moment = end.astimezone(UTC)
    return f"{moment.year:04}{moment:%m%dT%H%M%S}Z"
