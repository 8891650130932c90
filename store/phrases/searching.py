"""Finds the moment in a longer text: the pieces of the quick line that say when (C6)."""

from collections.abc import Sequence
from datetime import datetime

from store.phrases.context import Context
from store.phrases.doubts import doubtful
from store.phrases.grammar import pieces, readings
from store.phrases.reading import Match
from store.phrases.tokens import Token, tokenise
from store.phrases.words import ENGLISH_ORDINALS, ORDINALS, STARTING

LONGEST_PIECE = 12
LONGEST_TEXT = 120
LOW_ORDINAL = 10
SLACK = 3
_CANNOT_BEGIN = {"do", "to", "a", "i", "and", "of", "r", "roku", ",", ".", "-", "z", "ze", "the"}
_LEADS = {"w", "we", "na", "do", "od", "on", "by", "dnia", "from", "until", "po", "before", "przed", "o", "at"}
_DEADLINES = {"do", "by", "until", "till"}


def find(text: str, *, now: datetime, language: str) -> Match | None:
    """Return the moment that a text names, and where; its pieces may stand apart ("jutro zadzwonić o 15").

    Numbers that belong to something else are left alone: only what is a date or a time by its form, or by the words
    around it, is taken.
    """
    tokens = tokenise(text)[:LONGEST_TEXT]
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(tokens):
        j = _longest(tokens, i, now, language)
        if j > i:
            found.append((i, j))
            i = j
        else:
            i += 1
    for choice in _choices(found):
        chosen = [token for first, last in choice for token in tokens[first:last]]
        c = Context(chosen, now, language)
        result = readings(c)
        if result and not all(reading.grain == "month" for reading in result):
            whole_day = all(reading.grain == "day" for reading in result)
            doubts = doubtful(tokens, found, choice, now, language, whole_day=whole_day)
            return Match(tuple(result), _spans(tokens, choice), _spans(tokens, doubts))
    return None


def _spans(tokens: list[Token], places: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    return tuple((tokens[first].start, tokens[last - 1].end) for first, last in places)


def _choices(found: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """All pieces together, then ever fewer neighbours, those that say most first."""
    choices = [found] if found else []
    for size in range(min(len(found) - 1, 3), 0, -1):
        some = [found[k : k + size] for k in range(len(found) - size + 1)]
        choices += sorted(some, key=lambda pieces: -sum(last - first for first, last in pieces))
    return choices


def _longest(tokens: list[Token], i: int, now: datetime, language: str) -> int:
    if tokens[i].text in _CANNOT_BEGIN and not (tokens[i].text in _DEADLINES and i + 1 < len(tokens)):
        return i
    if tokens[i].kind == "sign" and tokens[i].text not in {"@", "+"}:
        return i
    j = min(len(tokens), i + LONGEST_PIECE)
    while j > i:
        c = Context(tokens[i:j], now, language)
        if any(True for _piece in pieces(c)) and _is_moment(tokens, i, j):
            return j
        # Nothing much longer than what was read of this piece can be read of a shorter one.
        j = min(j - 1, i + c.reached + SLACK)
    return i


def _is_moment(tokens: list[Token], i: int, j: int) -> bool:
    """Whether a piece that could be a date or time by itself is likely to be meant as one."""
    piece = tokens[i:j]
    if tokens[i].text in _DEADLINES and piece[-1].kind == "word" and len(piece) == 1:
        return False
    kinds = {token.kind for token in piece}
    before = tokens[i - 1].text if i else ""
    if len(piece) == 1 and kinds <= {"dm", "ord", "hm"}:
        return before in _LEADS and not (kinds == {"dm"} and piece[0].sign == "/")
    if len(piece) == 1 and piece[0].text in _DOUBTFUL:
        return before in _LEADS
    if _rather_counts(tokens, i, j):
        return False
    return not (kinds <= {"num", "sign"} and len(piece) < 3)


def _rather_counts(tokens: list[Token], i: int, j: int) -> bool:
    """Whether a piece more likely counts or names a thing: "druga rozmowa", "do 15 osób", "end of day report"."""
    piece = tokens[i:j]
    texts = [token.text for token in piece]
    before = tokens[i - 1].text if i else ""
    if len(piece) == 1 and ORDINALS.get(texts[0], 99) <= LOW_ORDINAL:
        return before not in _LEADS
    if texts[-1] in ENGLISH_ORDINALS and texts[-2:-1] == ["the"]:
        return j < len(tokens) and tokens[j].kind == "word"
    if len(piece) == 2 and texts[0] in {*_DEADLINES, *STARTING}:
        return piece[1].kind == "num"
    if len(piece) == 3 and texts[1] in {"to", "do"}:
        return piece[0].kind == piece[2].kind == "num"
    return texts in _NAMING


_NAMING = [
    ["end", "of", "day"], ["end", "of", "the", "day"], ["koniec", "dnia"], ["next", "day"], ["nastepny", "dzien"],
]  # fmt: skip
_DOUBTFUL = {
    "may", "mar", "march", "sun", "sat", "mon", "sob", "so", "lis", "sty", "second", "pia", "sr", "pt", "nd", "wt",
    "wto", "pon", "pn", "cz", "lip", "lut", "maj", "now", "week", "night", "noc", "quarter", "morning",
    "eod", "eow",
}  # fmt: skip
