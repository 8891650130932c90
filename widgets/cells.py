"""Text that people typed, made fit for a line of cells: nothing in it controls the terminal, columns hold (H6, H7)."""

import unicodedata
from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

_STAND_IN = "\N{REPLACEMENT CHARACTER}"
_UNSAFE = frozenset({"Cc", "Cs", "Zl", "Zp"})
# What joins, varies or tints the sign before it: terminals disagree how wide the whole is, so the parts stand alone.
_JOINING = frozenset("\ufe0e\ufe0f" + "".join(chr(tint) for tint in range(0x1F3FB, 0x1F400)))
NAMED = 8
_FLAG_LETTERS = {chr(0x1F1E6 + k): chr(ord("A") + k) for k in range(26)}


def plain(text: str) -> str:
    """Return `text` as one line without anything that moves a cursor, turns the writing round, or has a width on which
    terminals disagree: a flag is shown as its two letters, a family as its members.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in "\n\t\r":
        return " "
    category = unicodedata.category(character)
    if category == "Cf" or character in _JOINING:
        return ""
    return _STAND_IN if category in _UNSAFE else _FLAG_LETTERS.get(character, character)


def fit(text: str, width: int) -> str:
    """Return `text` in exactly `width` cells: padded, or cut with an ellipsis."""
    if width <= 0:
        return ""
    if text.isascii():
        return text.ljust(width) if len(text) <= width else text[: width - 1] + "…"
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1).rstrip("\0") + "…"


def spared(text: str, name: str, width: int) -> str:
    """Return `text` so that it fits into `width` cells if it can: its `name` is cut, what is behind it stays."""
    over = cell_len(text) - width
    if over <= 0 or not name or name not in text:
        return text
    before, _name, after = text.partition(name)
    return before + fit(name, min(cell_len(name), max(NAMED, cell_len(name) - over))) + after


def right(text: str, width: int) -> str:
    """Return `text` at the right end of `width` cells."""
    return " " * max(0, width - cell_len(text)) + (text if cell_len(text) <= width else fit(text, width))


def merged(segments: Iterable[Segment]) -> list[Segment]:
    """Return segments with neighbours put together that are drawn alike, blanks with what stands beside them on the
    same ground: every piece is worked on again and again on its way to the terminal.
    """
    found: list[Segment] = []
    last, ink = "", Style.null()
    for segment in segments:
        text, style = segment.text, segment.style or Style.null()
        if found and (style is ink or (_only_ground(text, style) and style.bgcolor == ink.bgcolor)):
            last += text
        elif found and _only_ground(last, ink) and style.bgcolor == ink.bgcolor and not _seen_on_blanks(style):
            last, ink = last + text, style
        else:
            found.append(segment)
            last, ink = text, style
            continue
        found[-1] = Segment(last, ink)
    return found


def _seen_on_blanks(style: Style) -> bool:
    return bool(style.underline or style.reverse)


def _only_ground(text: str, style: Style) -> bool:
    return text.isspace() and not _seen_on_blanks(style)


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
