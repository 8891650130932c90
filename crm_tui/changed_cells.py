"""Thins out what is written to the terminal to the cells that change: what a slow line has to carry.

Textual draws whole lines of a widget again, with every colour spelled out. Here stands what the terminal shows, cell by
cell; of a drawing only what differs is passed on, in as few changes of colour as it takes. What is not
wholly understood is passed on as it is, and what it may have changed is forgotten: then all is drawn again.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len

from crm_tui.ink import PLAIN, Ink, ink_of, turned

# What stands before the final letter of a sequence, the letter, the text up to the next one; a line feed, after which
# Textual always says where to go on.
_PIECE = re.compile(r"([\d;]*)([Hm])([^\x00-\x1f\x7f-\x9f]*)\n?")
_SYNCHRONISED = re.compile(r"\x1b\[\?2026[hl]")
# Characters of which every terminal makes one cell, with room left where they might not.
_SURE = re.compile(
    r"[ -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u2048\u2190-\u2193\u219a-\u21a8"
    r"\u21ab-\u21ff\u2200-\u22ff\u2500-\u25a9\u25ac-\u25b5\u25b8-\u25bf\u25c1-\u25fa\u270e\u2713\u2717]*"
)
_UNKNOWN = "\0"
# So few unchanged cells are sent again, rather than jumped over.
_BRIDGED = 4


class _NotUnderstoodError(Exception):
    """Something else than moves, colours and text is in a drawing."""


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


class _Run(NamedTuple):
    """Text of one ink from a column of a line on; `follows` what was written before it. `sure` tells that every
    terminal makes a cell of each character."""

    x: int
    y: int
    text: str
    ink: Ink
    follows: bool
    sure: bool


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
        try:
            runs, end = _read(data)
        except _NotUnderstoodError:
            self.forget()
            return data
        wild = {run.y for run in runs if not run.sure}
        self._out, self._at, self._ink = [], None, PLAIN
        for run in runs:
            if run.y in wild:
                self._write_as_it_is(run)
            else:
                self._write_changes(run)
        for y in wild:
            # How far such a line is shifted to the right is the terminal's secret.
            self._rows.pop(y, None)
        if self._ink != PLAIN:
            self._out.append("\x1b[0m")
        return "".join((*self._out, f"\x1b[{end[1] + 1};{end[0] + 1}H"))

    def _write_as_it_is(self, run: _Run) -> None:
        if not run.follows:
            self._go(run.x, run.y)
        self._write(run.text, run.ink)
        self._at = None

    def _write_changes(self, run: _Run) -> None:
        row = self._rows.setdefault(run.y, _Row())
        end = run.x + len(run.text)
        row.known(end)
        before, inks_before = row.text[run.x : end], row.inks[run.x : end]
        inks = _inks(run.text, run.ink)
        if before == run.text and inks_before == inks:
            return
        cells = zip(before, run.text, inks_before, inks, strict=True)
        differing = [place for place, (old, new, ink, now) in enumerate(cells) if old != new or ink is not now]
        if not differing:
            return
        row.text = row.text[: run.x] + run.text + row.text[end:]
        row.inks[run.x : end] = inks
        first = last = differing[0]
        for place in (*differing[1:], len(run.text) + _BRIDGED + 1):
            if place - last > _BRIDGED:
                self._go(run.x + first, run.y)
                self._write(run.text[first : last + 1], run.ink)
                self._at = (run.x + last + 1, run.y)
                first = place
            last = place

    def _write(self, text: str, ink: Ink) -> None:
        if not text.strip(" "):
            ink = ink.of_blanks()
        code, self._ink = turned(self._ink, ink)
        self._out += (code, text)

    def _go(self, x: int, y: int) -> None:
        if self._at == (x, y):
            return
        if self._at is not None and self._at[1] == y and x > self._at[0]:
            self._out.append(f"\x1b[{x - self._at[0]}C")
        else:
            self._out.append(f"\x1b[{y + 1};{x + 1}H")
        self._at = (x, y)


@lru_cache(512)
def _inks(text: str, ink: Ink) -> list[Ink]:
    """Return the ink of each cell: of a blank only the ground can be seen."""
    blank = ink.of_blanks()
    if blank is ink or " " not in text:
        return [ink] * len(text)
    return [blank if letter == " " else ink for letter in text]


def _read(data: str) -> tuple[list[_Run], tuple[int, int]]:
    """Take a drawing apart into its runs of text, and where it leaves the cursor."""
    before, *pieces = data.split("\x1b[")
    if before or not pieces:
        raise _NotUnderstoodError
    runs: list[_Run] = []
    at: tuple[int, int] | None = None
    follows, ink = False, PLAIN
    for piece in pieces:
        if piece == "0m":
            ink = PLAIN
            continue
        found = _PIECE.fullmatch(piece)
        if found is None:
            raise _NotUnderstoodError
        codes, letter, text = found.groups()
        if letter == "H":
            at, follows = _place(codes), False
        else:
            ink = _ink_after(ink, codes)
        if not text:
            continue
        if at is None:
            raise _NotUnderstoodError
        sure = text.isascii() or _SURE.fullmatch(text) is not None
        runs.append(_Run(*at, text, ink, follows, sure))
        at, follows = (at[0] + (len(text) if sure else cell_len(text)), at[1]), True
    if at is None:
        raise _NotUnderstoodError
    return runs, at


def _place(codes: str) -> tuple[int, int]:
    line, _sign, column = codes.partition(";")
    return int(column or 1) - 1, int(line or 1) - 1


def _ink_after(ink: Ink, codes: str) -> Ink:
    if codes in ("", "0"):
        return PLAIN
    found = ink_of(codes)
    if found is None or ink is not PLAIN:
        raise _NotUnderstoodError
    return found
