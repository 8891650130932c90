"""How many parts a text message is sent in (D1): what the form shows while one types.

One letter outside the alphabet of GSM 03.38 makes the whole message UCS-2, where less than half as much fits; the
Polish letters with a tail, a stroke or an accent are all outside it.
"""

from dataclasses import dataclass
from typing import Literal

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")
_WHOLE = {"GSM-7": 160, "UCS-2": 70}
_JOINED = {"GSM-7": 153, "UCS-2": 67}

Encoding = Literal["GSM-7", "UCS-2"]


@dataclass(frozen=True, slots=True)
class Parts:
    """How a message goes out.

    `characters` are those of the encoding: in GSM-7 a bracket or € takes two, in UCS-2 an emoji takes two. `room` is
    how many fit into the parts that it takes now.
    """

    encoding: Encoding
    characters: int
    count: int
    room: int


def parts(text: str) -> Parts:
    """Return how `text` is encoded and in how many parts; an empty text takes none."""
    encoding: Encoding = "GSM-7" if all(c in _BASIC or c in _EXTENDED for c in text) else "UCS-2"
    widths = [_width(c, encoding) for c in text]
    total = sum(widths)
    whole, joined = _WHOLE[encoding], _JOINED[encoding]
    if total <= whole:
        return Parts(encoding, total, 1 if total else 0, whole)
    count, filled = 1, 0
    for width in widths:
        # What takes two is never parted.
        if filled + width > joined:
            count, filled = count + 1, 0
        filled += width
    return Parts(encoding, total, count, count * joined)


def _width(character: str, encoding: Encoding) -> int:
    if encoding == "GSM-7":
        return 2 if character in _EXTENDED else 1
    return 2 if ord(character) > 0xFFFF else 1
