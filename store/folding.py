"""Folding of text for matching: case and accents do not matter, nor does ł, which no Unicode form decomposes."""

import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})


def fold(text: str) -> str:
    """Return `text` in lower case, without accents, with runs of white space made one space."""
    lowered = " ".join(text.casefold().split())
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


_POLISH = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
_RANK = {letter: f"{index:02d}" for index, letter in enumerate(_POLISH, start=36)}


def sort_key(text: str) -> str:
    """Return a key that sorts as Polish does (ł after l, ó after o); also right for English."""
    return "".join(map(_letter_key, text.casefold()))


@lru_cache(maxsize=2048)
def _letter_key(letter: str) -> str:
    return _RANK.get(letter) or (_RANK.get(fold(letter)[:1], "00") + letter)
