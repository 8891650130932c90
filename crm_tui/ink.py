"""How cells are drawn: colours and attributes as a terminal is told them, and the shortest way between two."""

from dataclasses import dataclass
from functools import lru_cache

# What switches an attribute off; bold and dim have one in common. What is not named here is left by starting anew.
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
_ATTRIBUTES = frozenset({*_OFF, "5", "6", "8", "21", "51", "52", "53"})
# With these alone a blank shows nothing but its ground.
_INVISIBLE_ON_BLANKS = frozenset({"1", "2", "3"})
_EXTENDED = {"38": "foreground", "48": "ground"}
_LENGTH = {"2": 5, "5": 3}


@dataclass(frozen=True, eq=False)
class Ink:
    """Attributes, the colour of letters and of the ground, as the parameters of a sequence; of what is empty the
    terminal's own. The colour of letters is None where there are none to be seen.

    There is one of each kind: they are told apart as objects, which is quick.
    """

    attributes: frozenset[str]
    foreground: str | None
    ground: str

    @property
    def of_blanks(self) -> "Ink":
        """The ink of blanks, which is the same whatever letters stand beside them."""
        return _the(frozenset(), None, self.ground) if self.attributes <= _INVISIBLE_ON_BLANKS else self


@lru_cache(None)
def _the(attributes: frozenset[str], foreground: str | None, ground: str) -> Ink:
    return Ink(attributes, foreground, ground)


PLAIN = _the(frozenset(), "", "")


@lru_cache(512)
def ink_of(codes: str) -> Ink | None:
    """Return the ink of a sequence's parameters, after a reset; None for what is not known here."""
    attributes, colours = set(), {"foreground": "", "ground": ""}
    left = codes.split(";")
    while left:
        code = left[0]
        length = 1
        if code in _ATTRIBUTES:
            attributes.add(code)
        elif code in _EXTENDED and len(left) > 1 and left[1] in _LENGTH:
            length = _LENGTH[left[1]]
            colours[_EXTENDED[code]] = ";".join(left[:length])
        elif code.isdecimal() and (30 <= int(code) <= 37 or 90 <= int(code) <= 97):
            colours["foreground"] = code
        elif code.isdecimal() and (40 <= int(code) <= 47 or 100 <= int(code) <= 107):
            colours["ground"] = code
        elif code not in {"0", "39", "49"}:
            return None
        left = left[length:]
    return _the(frozenset(attributes), colours["foreground"], colours["ground"])


@lru_cache(4096)
def turned(before: Ink, after: Ink) -> tuple[str, Ink]:
    """Return the sequence that turns one ink into another, empty where nothing has to be said, and what then is set."""
    leaving, wanted = before.attributes - after.attributes, after.attributes
    foreground = after.foreground
    if foreground is None:
        # No letters are to be seen: their colour stays, and so does what is bold.
        leaving -= _INVISIBLE_ON_BLANKS
        wanted |= before.attributes & _INVISIBLE_ON_BLANKS
        foreground = before.foreground
    if not leaving <= _OFF.keys():
        return _anew(after)
    off = {_OFF[code] for code in leaving}
    codes = sorted(off) + sorted(code for code in wanted if code not in before.attributes or _OFF.get(code) in off)
    if foreground != before.foreground:
        codes.append(foreground or "39")
    if after.ground != before.ground:
        codes.append(after.ground or "49")
    return (f"\x1b[{';'.join(codes)}m" if codes else ""), _the(wanted, foreground, after.ground)


def _anew(ink: Ink) -> tuple[str, Ink]:
    foreground = ink.foreground or ""
    codes = ["0", *sorted(ink.attributes), *(colour for colour in (foreground, ink.ground) if colour)]
    return f"\x1b[{';'.join(codes)}m", _the(ink.attributes, foreground, ink.ground)
