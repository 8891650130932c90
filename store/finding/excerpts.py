"""What of a text to show for what was searched, and which parts of it to emphasise (C8)."""

from collections.abc import Sequence
from functools import lru_cache

from store.finding.words import WORD, words
from store.folding import fold

Span = tuple[int, int]
EXCERPT = 160
BEFORE = 40


def spans(text: str, typed: Sequence[str]) -> tuple[Span, ...]:
    """Return which characters of `text` to emphasise: the beginnings of words that one of the folded `typed` begins.

    Spans are (first, behind the last), in the order of the text, and do not overlap.
    """
    found: list[Span] = []
    if text.isascii():
        for word in WORD.finditer(text.lower()):
            longest = max((len(one) for one in typed if word[0].startswith(one)), default=0)
            if longest:
                found.append((word.start(), word.start() + longest))
        return tuple(found)
    for start, letters in _pieces(text):
        folded = "".join(letter for letter, _place in letters)
        longest = max((len(word) for word in typed if folded.startswith(word)), default=0)
        if longest:
            found.append((start, letters[longest - 1][1] + 1))
    return tuple(found)


def _pieces(text: str) -> list[tuple[int, list[tuple[str, int]]]]:
    """Return the words of a text as (where it begins, its folded letters with the place of what ends each)."""
    pieces: list[tuple[int, list[tuple[str, int]]]] = []
    letters: list[tuple[str, int]] = []
    for place, character in enumerate(text):
        folded = character if "a" <= character <= "z" else _folded(character)
        if not folded and not character.isspace():
            if letters:
                letters[-1] = (letters[-1][0], place)
            continue
        for letter in folded or " ":
            if not letter.isalnum():
                letters = []
                continue
            if not letters:
                pieces.append((place, letters))
            letters.append((letter, place))
    return pieces


@lru_cache(maxsize=1024)
def _folded(character: str) -> str:
    return fold(character).casefold()


def excerpt(text: str, typed: Sequence[str], *, length: int = EXCERPT) -> str:
    """Return a piece of `text`, one line, that shows what matched."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    first = next(iter(spans(line, typed)), (0, 0))[0]
    before = min(BEFORE, length // 4)
    start = 0 if first + before < length - 2 else max(0, first - before)
    if start:
        start = line.find(" ", start - 1) + 1 if " " in line[start:first] else start
    piece = line[start : start + length]
    return ("…" if start else "") + piece + ("…" if start + length < len(line) else "")


def covered(texts: Sequence[str], typed: Sequence[str]) -> frozenset[str]:
    """Return those of the typed words that begin a word of some text."""
    held = {word for text in texts for word in words(text)}
    return frozenset(word for word in typed if any(one.startswith(word) for one in held))
