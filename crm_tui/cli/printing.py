"""Prints quiet aligned tables for people, one JSON document for programs; no typed text controls the terminal."""

import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from typing import Any

_SHOWN = {"Cf": "", **dict.fromkeys(("Cc", "Cs", "Zl", "Zp"), "\N{REPLACEMENT CHARACTER}")}


_CONTROLLING = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def document(value: Any) -> None:
    """Print one JSON document; in it stands escaped what could control a terminal or turn its text round (H7)."""
    text = readable(json.dumps(value, ensure_ascii=not _unicode()))
    sys.stdout.write(_CONTROLLING.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")
    sys.stdout.flush()


def line(text: str = "") -> None:
    """Print a line."""
    text = readable(text)
    if not _unicode():
        text = text.encode("ascii", "replace").decode()
    sys.stdout.write(text + "\n")


def problem(text: str) -> None:
    """Print a line on standard error."""
    sys.stderr.write(safe(text) + "\n")


def readable(text: str) -> str:
    """Return `text` with the bytes in it that came from outside read as UTF-8, replaced where they are not."""
    return text if text.isascii() else text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _unicode() -> bool:
    return (getattr(sys.stdout, "encoding", None) or "utf-8").lower().startswith("utf")


def safe(text: str) -> str:
    """Return `text` as one line in which nothing controls a terminal; what joins or directs letters is left out."""
    text = text.replace("\n", " ").replace("\t", " ")
    if text.isascii() and text.isprintable():
        return text
    return "".join(_SHOWN.get(unicodedata.category(c), c) for c in text)


def width(text: str) -> int:
    """Return how many cells a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def cut(text: str, room: int) -> str:
    """Return `text` in at most so many cells."""
    if width(text) <= room:
        return text
    while text and width(text) > room - 1:
        text = text[:-1]
    return text + "…"


def table(rows: Sequence[Sequence[str]], *, right: Sequence[int] = (), whole: bool = False) -> None:
    """Print rows in columns; the last column is cut at the edge of the terminal unless `whole`."""
    cleaned = [[safe(cell) for cell in row] for row in rows]
    if not cleaned:
        return
    widths = [max(width(row[k]) for row in cleaned) for k in range(len(cleaned[0]))]
    room = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 10_000
    for row in cleaned:
        cells = []
        for k, cell in enumerate(row):
            gap = " " * (widths[k] - width(cell))
            cells.append(gap + cell if k in right else cell + (gap if k + 1 < len(row) else ""))
        text = "  ".join(cells).rstrip()
        line(text if whole else cut(text, room))


def heading(text: str) -> None:
    """Print the name of a section."""
    line(bold(safe(text)))


def bold(text: str) -> str:
    """Return `text` bold where the terminal shows it."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    return f"\x1b[1m{text}\x1b[0m"
