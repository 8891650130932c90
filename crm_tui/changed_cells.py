"""Thins out what is written to the terminal to the cells that change: what a slow line has to carry.

Textual draws whole lines of a widget again, with every colour spelled out. Here stands what the terminal shows, cell by
cell; of a drawing only what differs is passed on, in as few changes of colour as it takes. What is not wholly
understood is passed on as it is, and what it may have changed is forgotten: then all is drawn again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from crm_tui.ink import PLAIN, Ink, ink_of, turned

# A drawing: places, from each of them on text, in inks that each begin from the terminal's own. After a line feed
# Textual always says where to go on.
_TEXT = r"[^\x00-\x1f\x7f-\x9f]*"
_STRIP = rf"\x1b\[(\d+);(\d+)H({_TEXT})((?:\x1b\[[\d;]+m{_TEXT}\x1b\[0m{_TEXT})*)\n?"
_DRAWING = re.compile(rf"(?:{_STRIP})+")
_STRIPS = re.compile(_STRIP)
_RUNS = re.compile(rf"\x1b\[([\d;]+)m({_TEXT})")
_SYNCHRONISED = re.compile(r"\x1b\[\?2026[hl]")
# Characters of which every terminal makes one cell: no emoji, nothing wide, nothing that combines.
_SURE = re.compile(
    r"[ -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u2048\u2190-\u2193\u219a-\u21a8"
    r"\u21ab-\u21ff\u2200-\u22ff\u2500-\u25a9\u25ac-\u25b5\u25b8-\u25bf\u25c1-\u25fa\u270e\u2713\u2717]*"
)
_UNKNOWN = "\0"
# So few unchanged cells are sent again, rather than jumped over.
_BRIDGED = 4


@dataclass
class _Row:
    """What a line shows."""

    text: str = ""
    inks: list[Ink] = field(default_factory=list)

    def known(self, until: int) -> None:
        """Take in cells that were not known of yet."""
        if (missing := until - len(self.text)) > 0:
            self.text += _UNKNOWN * missing
            self.inks += [PLAIN] * missing


class ChangedCells:
    """What the terminal shows, and what has to be written to change it."""

    def __init__(self) -> None:
        self._rows: dict[int, _Row] = {}
        self._ink = PLAIN
        self._at: tuple[int, int] | None = None
        self._out: list[str] = []

    def forget(self) -> None:
        """Know nothing of what is shown: the next drawing is passed on whole."""
        self._rows.clear()

    def thinned(self, data: str) -> str:
        """Return what has to be written so that the terminal shows what it would after `data`."""
        if _SYNCHRONISED.fullmatch(data):
            return data
        strips = _strips(data)
        if strips is None:
            self.forget()
            return data
        self._out, self._at, self._ink = [], None, PLAIN
        wild = {y for _x, y, text, _inks in strips if _SURE.fullmatch(text) is None}
        for x, y, text, inks in strips:
            if y in wild:
                self._go(x, y)
                self._write(text, inks, 0, len(text))
                self._at = None
            elif text:
                self._write_changes(x, y, text, inks)
        for y in wild:
            # How far such a line is shifted to the right is the terminal's secret.
            self._rows.pop(y, None)
        if self._ink is not PLAIN:
            self._out.append("\x1b[0m")
        x, y = strips[-1][:2]
        return "".join((*self._out, f"\x1b[{y + 1};{x + 1}H"))

    def _write_changes(self, x: int, y: int, text: str, inks: list[Ink]) -> None:
        row = self._rows.setdefault(y, _Row())
        end = x + len(text)
        row.known(end)
        before, inks_before = row.text[x:end], row.inks[x:end]
        if before == text and inks_before == inks:
            return
        row.text = row.text[:x] + text + row.text[end:]
        row.inks[x:end] = inks
        cells = zip(before, text, inks_before, inks, strict=True)
        for first, after in _stretches([k for k, (a, b, one, two) in enumerate(cells) if a != b or one is not two]):
            self._go(x + first, y)
            self._write(text, inks, first, after)
            self._at = (x + after, y)

    def _write(self, text: str, inks: Sequence[Ink], first: int, after: int) -> None:
        """Write a part of a text, each cell in its ink."""
        before = None
        for place in range(first, after):
            ink = inks[place]
            if ink is not before:
                before = ink
                code, self._ink = turned(self._ink, ink)
                if code:
                    self._out += (text[first:place], code)
                    first = place
        self._out.append(text[first:after])

    def _go(self, x: int, y: int) -> None:
        if self._at == (x, y):
            return
        if self._at is not None and self._at[1] == y and x > self._at[0]:
            self._out.append(f"\x1b[{x - self._at[0]}C")
        else:
            self._out.append(f"\x1b[{y + 1};{x + 1}H")
        self._at = (x, y)


def _stretches(places: list[int]) -> list[tuple[int, int]]:
    """Join places that are near one another to stretches: the first of each, and the one after its last."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and place - found[-1][1] <= _BRIDGED:
            found[-1] = found[-1][0], place + 1
        else:
            found.append((place, place + 1))
    return found


def _strips(data: str) -> list[tuple[int, int, str, list[Ink]]] | None:
    """Take a drawing apart: column, line, text, and an ink for each character; None for what is no drawing."""
    if _DRAWING.fullmatch(data) is None:
        return None
    strips = []
    for line, column, plain, rest in _STRIPS.findall(data):
        text, inks = plain, [*_inks(plain, PLAIN)]
        for codes, run in _RUNS.findall(rest):
            ink = ink_of(codes)
            if ink is None:
                return None
            text += run
            inks += _inks(run, ink)
        strips.append((int(column) - 1, int(line) - 1, text, inks))
    return strips


@lru_cache(512)
def _inks(text: str, ink: Ink) -> list[Ink]:
    """Return the ink of each cell of a text: of a blank only the ground can be seen."""
    blank = ink.of_blanks
    if blank is ink or " " not in text:
        return [ink] * len(text)
    return [blank if letter == " " else ink for letter in text]
