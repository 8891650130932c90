"""Terminals whose locale is not UTF-8 are shown ASCII, a sign for a sign: columns and borders hold (H6).

No locale at all says nothing: most connections carry none, and their terminals are UTF-8.
"""

import os
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter

_LIKE = {
    '"': "„“”", "'": "‚‘’", "<": "‹«←", ">": "›»→▸▹▶", "-": "–—―", "*": "•●", ".": "·…", "o": "○◌∞", "^": "↑⇧▴▵▲",
    "v": "↓▾▿▼✓✔", "/": "↗", "@": "↻", "_": "␣▁▂▃▄", "x": "✗✘×", "~": "✎≈", "|": "▎▏▍▌▋▊▉▐", "#": "█▀▅▆▇▓▤", ":": "░▒",
    "!": "‼", "l": "ł", "L": "Ł", "d": "đ", "D": "Đ", "O": "Ø", "s": "ß", "a": "æ", "A": "Æ", "e": "€",
}  # fmt: skip
_SIGNS = {ord(sign): plain for plain, signs in _LIKE.items() for sign in signs} | {ord("ø"): "o", ord("↵"): "<"}


def is_wanted(environment: Mapping[str, str]) -> bool:
    """Whether the locale that applies names another character set than UTF-8, or is C."""
    name = next((value for key in ("LC_ALL", "LC_CTYPE", "LANG") if (value := environment.get(key))), "C.UTF-8")
    return name.partition("@")[0].partition(".")[2].lower().replace("-", "") != "utf8"


@lru_cache(maxsize=4096)
def in_ascii(text: str) -> str:
    """Return text of as many cells in ASCII: letters without accents, borders of - | +, what has no likeness as ?."""
    return text if text.isascii() else "".join(map(_sign, text))


def _sign(sign: str) -> str:
    if sign.isascii():
        return sign
    likeness = sign.translate(_SIGNS)
    if not likeness.isascii():
        likeness = _border(likeness) or unicodedata.normalize("NFKD", likeness).encode("ascii", "ignore").decode()
    width = cell_len(sign)
    return likeness if len(likeness) == width else ("?" * width if not likeness else likeness[:1].ljust(width))


def _border(sign: str) -> str:
    if not "\u2500" <= sign <= "\u257f":
        return ""
    name = unicodedata.name(sign)
    across = "HORIZONTAL" in name or (name.endswith(("LEFT", "RIGHT")) and "AND" not in name)
    down = "VERTICAL" in name or (name.endswith(("UP", "DOWN")) and "AND" not in name)
    return "-" if across and not down else "|" if down and not across else "+"


class AsciiTerminal(App[None]):
    """The part of the program that shows ASCII where the locale asks for it."""

    _added: tuple[LineFilter, ...] | None = None

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line goes through before it is shown."""
        if self._added is None:
            self._added = (InAscii(),) if is_wanted(os.environ) else ()
        return [*super().get_line_filters(), *self._added]


class InAscii(LineFilter):
    """Turns every line that is drawn into ASCII."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Turn the segments of a line."""
        return [Segment(in_ascii(text), style, control) for text, style, control in segments]
