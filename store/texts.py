"""What may stand in a text field: any character but those that control a terminal or that a database cannot hold."""

import unicodedata

from store.refusals import Invalid

NAME_LIMIT = 300
DESCRIPTION_LIMIT = 4_000
DETAILS_LIMIT = 16_000_000


def one_line(text: str) -> str:
    """Return `text` as one line: breaks, tabs and runs of space become one space, control characters go."""
    return " ".join(_clean(text.replace("\t", " ")).split())


def many_lines(text: str) -> str:
    """Return `text` with its lines: line breaks and tabs stay, other control characters go."""
    return _clean(text.replace("\r\n", "\n").replace("\r", "\n"), keep="\n\t").strip()


def name(text: str, field: str) -> str:
    """Return a name as it may be stored. Raises Invalid where nothing is left of it or it is too long."""
    cleaned = one_line(text)
    if not any(unicodedata.category(c)[0] not in "CZ" for c in cleaned):
        raise Invalid(field, "missing", text)
    return bounded(cleaned, field, NAME_LIMIT)


def bounded(text: str, field: str, limit: int) -> str:
    """Return `text`; raise Invalid where it is longer than `limit` characters."""
    if len(text) > limit:
        raise Invalid(field, "too-long", str(len(text)), (str(limit),))
    return text


def _clean(text: str, keep: str = "") -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(c, keep) for c in text)


def _visible(character: str, keep: str) -> str:
    if character in keep:
        return character
    category = unicodedata.category(character)
    if category == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    if category == "Cc":
        return " " if character in "\n\r\v\f\x85" else ""
    if category in {"Zl", "Zp"}:
        return " "
    return "" if character in _BIDI else character


_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
