"""Whole cycles in words, with their ends, alone or within a running line (C6, B1)."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from store.cycles.endings import End, ends
from store.cycles.rule import Rule
from store.cycles.spoken import rules
from store.language import current
from store.phrases.tokens import Token, tokenise
from store.refusals import Invalid

LONGEST = 200
LONGEST_PIECE = 16


@dataclass(frozen=True, slots=True)
class Found:
    """The part of a running line that is a cycle: its rule, the end that the line names, and the character spans."""

    rule: Rule
    end: End | None
    spans: tuple[tuple[int, int], ...]

    def rrule(self, start: datetime | date) -> str:
        """Return the RRULE value for a cycle from `start`, with COUNT or UNTIL where the line says when it ends."""
        found = _with_end(self.rule, self.end, start)
        return (found or self.rule).text


def rule_of_words(text: str, start: datetime | date) -> Rule:
    """Return the rule of a text that is a cycle in words and nothing else; it may have no end.

    Lengths ("for two weeks") and dates are counted from the start. Raises Invalid("cycle", "not-understood") for
    what is not wholly understood, or can mean two things.
    """
    if len(text) > LONGEST:
        raise Invalid("cycle", "too-long", str(len(text)), (str(LONGEST),))
    tokens = tokenise(text.strip().rstrip("!?"))
    found: set[Rule] = set(rules(tokens))
    for place in range(1, len(tokens)):
        for end, behind in ends(tokens, text.strip(), place):
            if behind == len(tokens):
                found |= {one for rule in rules(_trimmed(tokens[:place])) if (one := _with_end(rule, end, start))}
    for end, behind in ends(tokens, text.strip(), 0):
        found |= {one for rule in rules(tokens[behind:]) if (one := _with_end(rule, end, start))}
    if len(found) != 1:
        raise Invalid("cycle", "not-understood", text)
    return found.pop()


def find_words(text: str, *, start: datetime | date) -> Found | None:
    """Return the cycle that a running line names, None where it names none.

    Only what says by itself that it repeats is taken: "every", "daily", "Tuesdays", "we wtorki".
    """
    tokens = tokenise(text)[:120]
    for first in range(len(tokens)):
        for last in range(min(len(tokens), first + LONGEST_PIECE), first, -1):
            piece = tokens[first:last]
            if piece[-1].text in {",", "w", "we", "on", "the", "and", "i"}:
                continue
            found = [rule for rule, repeats in rules(piece, running=True).items() if repeats]
            if len(found) == 1:
                return _with_spans(tokens, text, found[0], (first, last), start)
    return None


def _with_spans(tokens: list[Token], text: str, rule: Rule, place: tuple[int, int], start: datetime | date) -> Found:
    first, last = place
    spans = [(tokens[first].start, tokens[last - 1].end)]
    for i in [*range(last, len(tokens)), *range(first)]:
        if i > 1 and tokens[i - 2].text in {"od", "from"}:
            continue
        for end, behind in ends(tokens, text, i):
            if i < first < behind:
                continue
            if _is_end(end, start):
                spans.append((tokens[i].start, tokens[behind - 1].end))
                return Found(rule, end, tuple(spans))
    return Found(rule, None, tuple(spans))


def _is_end(end: End, start: datetime | date) -> bool:
    """Whether an end within a line is one: until a day, not until a time of the day."""
    found = end.of(start, current())
    return found is not None and not isinstance(found[0], datetime)


def _with_end(rule: Rule, end: End | None, start: datetime | date) -> Rule | None:
    if end is None:
        return rule
    found = end.of(start, current())
    if found is None:
        return None
    until, count = found
    if count is not None:
        return replace(rule, count=count)
    if isinstance(until, datetime) and not isinstance(start, datetime):
        until = until.date()
    if isinstance(until, datetime):
        return replace(rule, until=f"{until:%Y%m%dT%H%M%S}")
    assert until is not None
    return replace(rule, until=f"{until:%Y%m%d}")


def _trimmed(tokens: list[Token]) -> list[Token]:
    return tokens[:-1] if tokens and tokens[-1].text == "," else tokens
