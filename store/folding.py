"""Folding of text for matching: case and accents do not matter, nor does ł, which no Unicode form decomposes."""

import unicodedata

_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})


def fold(text: str) -> str:
    """Return `text` in lower case, without accents, with runs of white space made one space."""
    if text.isascii():
        return " ".join(text.lower().split())
    lowered = " ".join(text.casefold().split()).translate(_LETTERS)
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


_POLISH = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
_RANK = {letter: f"{index:02d}" for index, letter in enumerate(_POLISH, start=36)}


def sort_key(text: str) -> str:
    """Return a key that sorts as Polish does (ł after l, ó after o); also right for English."""
    return "".join(_RANK.get(c) or (_RANK.get(fold(c)[:1], "00") + c) for c in text.casefold())
