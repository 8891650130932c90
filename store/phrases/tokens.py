"""Cuts a phrase into tokens: numbers, dates and clock times in digits, words, signs; each knows its place."""

import re
from dataclasses import dataclass

from store.folding import fold

_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "’": "'", "\u00a0": " ", "\u202f": " "})

_ENDINGS = "tej|szej|ciej|ej|sta|ego|tego|go|mego|szego|ty|sty|ta|szy|sza|gi|ga|ci|cia|my|ma"
_PATTERNS = (
    ("iso", r"\d{4}-\d{1,2}-\d{1,2}t\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?(?![\w:])"),
    ("iso", r"\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d{2}(?::\d{2})? ?(?:z|\+\d{2}:?\d{2})(?![\w:])"),
    ("iso", r"\d{8}t\d{4}(?:\d{2})?(?:z|[+-]\d{2}:?\d{2})?(?!\w)"),
    ("yw", r"((?:19|20|21)\d\d)-?w(\d{2})(?!\w)"),
    ("ymd", r"((?:19|20|21)\d\d)()(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)"),
    ("ymd", r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/])"),
    ("dmy", r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/:])"),
    ("ym", r"((?:19|20|21)\d\d)[-/](0[1-9]|1[0-2])(?![\d/:-])"),
    ("my", r"(0?[1-9]|1[0-2])[-/.]((?:19|20|21)\d\d)(?![\d/:-])"),
    ("clock", r"(\d{1,2}):(\d{2})(?::\d{2})?(?![\d:])"),
    ("hm", r"(\d{1,2})h(\d{2})(?!\w)"),
    ("dm", r"(\d{1,2})([./])(\d{1,2})(?![\d/])"),
    ("dec", r"(\d+),(\d+)"),
    ("ord", rf"(\d{{1,2}})(?:-?(?:{_ENDINGS})|st|nd|rd|th)(?![a-z])"),
    ("num", r"(\d+)"),
    ("word", r"m-c(?:a|u|e|y)?(?![a-z])"),
    ("word", r"[a-z]+(?:'[a-z]+)?"),
    ("sign", r"\S"),
)
_EACH = [(name, re.compile(pattern)) for name, pattern in _PATTERNS]


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, its folded text, its numbers, and where it stands in the phrase."""

    kind: str
    text: str
    numbers: tuple[int, ...]
    start: int
    end: int
    sign: str = ""

    @property
    def feminine(self) -> bool:
        """Whether it is an ordinal in figures that only an hour can have: 15-ta, 9-tej, 1-sza."""
        return self.kind == "ord" and self.text.endswith(("ej", "ta", "sza", "ga", "cia", "ma"))


def tokenise(phrase: str) -> list[Token]:
    """Return the tokens of a phrase; places are those of the phrase as it was given."""
    folded, places = _folded(phrase)
    tokens: list[Token] = []
    position = 0
    while position < len(folded):
        if folded[position].isspace():
            position += 1
            continue
        token = _token_at(folded, position)
        end = position + len(token[1])
        first, last = places[position], places[end - 1] + 1
        # A word in capitals is marked: "9 I" is in January, "9 i" is not.
        sign = "capitals" if token[0] == "word" and phrase[first:last].isupper() else token[3]
        tokens.append(Token(token[0], token[1], token[2], first, last, sign))
        position = end
    return tokens


def _token_at(folded: str, position: int) -> tuple[str, str, tuple[int, ...], str]:
    for name, pattern in _EACH:
        match = pattern.match(folded, position)
        if match is None:
            continue
        groups = [group for group in match.groups() if group is not None]
        numbers = tuple(int(group) for group in groups if group.isdigit())
        sign = next((group for group in groups if group and not group.isdigit()), "")
        return name, match[0], numbers, sign
    return "sign", folded[position], (), folded[position]


def _folded(phrase: str) -> tuple[str, list[int]]:
    text: list[str] = []
    places: list[int] = []
    for index, character in enumerate(phrase.translate(_DASHES)):
        piece = " " if character.isspace() else fold(character)
        for letter in piece:
            text.append(letter)
            places.append(index)
    return "".join(text), places
