"""Text that people typed, made fit for a line of cells: nothing in it controls the terminal, columns hold (H6, H7)."""

import unicodedata

from rich.cells import cell_len, set_cell_size

_STAND_IN = "\N{REPLACEMENT CHARACTER}"
_UNSAFE = frozenset({"Cc", "Cs", "Zl", "Zp"})
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str) -> str:
    """Return `text` as one line without anything that moves a cursor or turns the writing round."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in "\n\t\r":
        return " "
    if character in _BIDI:
        return ""
    return _STAND_IN if unicodedata.category(character) in _UNSAFE else character


def fit(text: str, width: int) -> str:
    """Return `text` in exactly `width` cells: padded, or cut with an ellipsis."""
    if width <= 0:
        return ""
    if text.isascii():
        return text.ljust(width) if len(text) <= width else text[: width - 1] + "…"
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1).rstrip("\0") + "…"


def right(text: str, width: int) -> str:
    """Return `text` at the right end of `width` cells."""
    return " " * max(0, width - cell_len(text)) + (text if cell_len(text) <= width else fit(text, width))


def wrap(text: str, width: int) -> list[str]:
    """Return `text` broken at spaces into lines of at most `width` cells; a longer word is broken anywhere."""
    lines: list[str] = []
    line = ""
    for word in plain(text).split():
        joined = f"{line} {word}" if line else word
        if cell_len(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        while cell_len(word) > width > 0:
            piece = _first_cells(word, width)
            lines.append(piece)
            word = word[len(piece) :]
        line = word
    return [*lines, line] if line or not lines else lines


def _first_cells(word: str, width: int) -> str:
    taken, used = 0, 0
    for character in word:
        used += cell_len(character)
        if used > width:
            break
        taken += 1
    return word[: max(taken, 1)]
