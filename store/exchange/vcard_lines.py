"""The content lines of vCards 2.1, 3.0 and 4.0, and of what programs make of them: unfolded, decoded, taken apart.

Only the properties that somebody wants are kept, so that a photo costs nothing, whatever its size.
"""

import base64
import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from store.exchange.code_pages import likeliest

_NAME = re.compile(r"(?:[A-Za-z0-9_-]+\.)?([A-Za-z][A-Za-z0-9_-]*)")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
LONGEST_VALUE = 100_000


@dataclass(slots=True)
class Property:
    """One property: `types` are the values of its TYPE parameters and the bare ones, in lower case."""

    line: int
    name: str
    group: str
    types: frozenset[str]
    parameters: dict[str, str]
    value: str


@dataclass(slots=True)
class Stray:
    """A line that is no property."""

    line: int
    text: str


class _Pending:
    """A property whose lines are still being read."""

    __slots__ = ("length", "line", "parts", "soft", "wanted")

    def __init__(self, line: int, text: str, wanted: bool) -> None:
        self.line, self.parts, self.wanted, self.length = line, [text], wanted, len(text)
        self.soft = _is_quoted(text) and text.endswith("=")

    def add(self, text: str) -> None:
        """Go on with the next physical line."""
        self.length += len(text)
        if self.wanted and self.length < LONGEST_VALUE:
            self.parts.append(text)


def properties(lines: Iterable[tuple[int, str]], wanted: frozenset[str]) -> Iterator[Property | Stray]:
    """Yield the properties named in `wanted`, in capitals, and what cannot be read as one."""
    pending: _Pending | None = None
    old = False
    for number, line in lines:
        if pending is not None and pending.soft:
            pending.parts[-1] = pending.parts[-1][:-1]
            pending.add(line)
            pending.soft = line.endswith("=")
            if not pending.wanted:
                pending.parts = [""]
            continue
        if line[:1] in {" ", "\t"} and line.strip().upper() not in {"BEGIN:VCARD", "END:VCARD"}:
            if pending is not None and line.strip():
                folded = pending.parts[0] if ":" in pending.parts[0] else ""
                pending.add(line if old and folded and not _is_base64(folded) else line[1:])
            continue
        line = line.lstrip()
        match = _NAME.match(line)
        colon = line.find(":")
        if match is None or (colon < 0 and pending is not None and _continues(pending, line)):
            if line.strip() and not (pending is not None and _continues(pending, line)):
                if pending is not None:
                    yield from _finished(pending)
                    pending = None
                yield Stray(number, line)
            continue
        if pending is not None:
            yield from _finished(pending)
        name = match[1].upper()
        if name in {"VERSION", "BEGIN"}:
            old = name == "VERSION" and line[colon + 1 :].strip() == "2.1"
        pending = _Pending(number, line, name in wanted or colon < 0)
    if pending is not None:
        yield from _finished(pending)


def _continues(pending: _Pending, line: str) -> bool:
    """Tell whether a line goes on with base64 that its program did not fold."""
    return bool(_is_base64(pending.parts[0]) and _BASE64.fullmatch(line))


def _is_base64(line: str) -> bool:
    head = line[:500].partition(":")[0].upper()
    return "BASE64" in head or "ENCODING=B" in head or "data:" in line[:500]


def _is_quoted(line: str) -> bool:
    return "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def _finished(pending: _Pending) -> Iterator[Property | Stray]:
    if not pending.wanted:
        return
    text = "".join(pending.parts)
    head, value = _parted(text)
    if value is None:
        yield Stray(pending.line, text)
        return
    first, *rest = _pieces(head)
    group, _dot, name = first.rpartition(".")
    types: set[str] = set()
    parameters: dict[str, str] = {}
    for piece in rest:
        key, given, worth = piece.partition("=")
        key = key.strip().upper()
        worth = worth.strip().strip('"')
        if not given:
            types.add(key.lower())
        elif key == "TYPE":
            types.update(one.strip().lower() for one in worth.split(","))
        else:
            parameters[key] = worth
    quoted = parameters.get("ENCODING", "").upper() == "QUOTED-PRINTABLE" or "quoted-printable" in types
    if parameters.get("ENCODING", "").upper() in {"B", "BASE64"} or "base64" in types:
        value = _from_base64(value, parameters.get("CHARSET", ""))
    if quoted:
        value = _unquoted(value, parameters.get("CHARSET", ""))
    yield Property(pending.line, name.upper(), group.lower(), frozenset(types), parameters, value)


def _parted(text: str) -> tuple[str, str | None]:
    """Return what stands before the colon and after it; a colon in quotation marks is not the one."""
    colon = text.find(":")
    if '"' in text[: max(colon, 0)]:
        inside = False
        for place, character in enumerate(text):
            if character == '"':
                inside = not inside
            elif character == ":" and not inside:
                colon = place
                break
    return (text, None) if colon < 0 else (text[:colon], text[colon + 1 :])


def _pieces(head: str) -> list[str]:
    if '"' not in head:
        return head.split(";")
    return re.findall(r'(?:[^;"]|"[^"]*"?)+', head) or [head]


def _from_base64(value: str, charset: str) -> str:
    try:
        return _decoded(base64.b64decode("".join(value.split()), validate=True), charset)
    except ValueError:
        return value


def _unquoted(value: str, charset: str) -> str:
    return _decoded(quopri.decodestring(value.encode("utf-8", "surrogateescape")), charset)


def _decoded(raw: bytes, charset: str) -> str:
    for codec in (charset, "utf-8"):
        try:
            return raw.decode(codec)
        except (UnicodeError, LookupError):
            continue
    return raw.decode(likeliest([raw]), "replace")


def components(value: str, separator: str = ";") -> list[str]:
    """Return the parts of a structured value, each without its escapes."""
    if "\\" not in value:
        return [part.strip() for part in value.split(separator)]
    parts, part, place = [], [""], 0
    while place < len(value):
        character = value[place]
        if character == "\\" and place + 1 < len(value):
            following = value[place + 1]
            part.append("\n" if following in "nN" else following if following in "\\,;:" else character + following)
            place += 2
            continue
        if character == separator:
            parts.append("".join(part).strip())
            part = []
        else:
            part.append(character)
        place += 1
    return [*parts, "".join(part).strip()]


def whole(value: str) -> str:
    """Return a value of text without its escapes."""
    return components(value, "\0")[0]


def escaped(text: str) -> str:
    """Return text as it stands in a value."""
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return text


def folded(line: str) -> str:
    """Return a line folded after at most 75 octets, never within a letter."""
    if len(line) <= 75 and line.isascii():
        return line + "\r\n"
    pieces, piece, length = [], "", 0
    for character in line:
        size = len(character.encode())
        if length + size > 75:
            pieces.append(piece)
            piece, length = " ", 1
        piece += character
        length += size
    return "\r\n".join([*pieces, piece]) + "\r\n"
