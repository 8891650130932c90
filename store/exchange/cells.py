"""Cells that no spreadsheet takes for a formula, and back."""

import re

# What a spreadsheet begins a formula with, also in the wide forms of East Asian writing.
_BEGINNINGS = "=+-@\t\r\n＝＋－＠"
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?|\+\d[\d ]*")


def guarded(text: str) -> str:
    """Return a cell as it is written: with an apostrophe before what could be a formula (OWASP).

    Plain numbers and telephone numbers such as +48 600 100 200 stay as they are; a cell that itself begins with an
    apostrophe before such a sign, or before another apostrophe, gets one more, so that the way back is exact.
    """
    first = text.lstrip(" ")[:1]
    if first and first in _BEGINNINGS and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return f"'{text}" if _is_guarded(text) else text


def unguarded(text: str) -> str:
    """Return what a cell of our own writing holds."""
    return text[1:] if _is_guarded(text) else text


def _is_guarded(text: str) -> bool:
    rest = text[1:].lstrip(" ")
    return text[:1] == "'" and bool(rest) and (rest[0] in _BEGINNINGS or text[1] == "'")
