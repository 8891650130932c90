"""Who changed what in a record, newest first (A19, C4)."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment

from widgets.cells import plain, right, wrap
from widgets.facts_pane import FactsPane
from widgets.line_list import Line
from widgets.palette import Palette

STAMP = 15


@dataclass(frozen=True)
class ChangeLine:
    """One change, in words: when, who, what was done, and (field, before, after) of each field."""

    stamp: str
    who: str
    action: str
    fields: tuple[tuple[str, str, str], ...] = ()


class ChangeLines(FactsPane):
    """A change log that scrolls."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._changes: tuple[ChangeLine, ...] = ()
        self._empty = ""

    def show_changes(self, changes: Sequence[ChangeLine], *, empty: str = "") -> None:
        """Show changes; `empty` is said where there are none."""
        self._changes, self._empty = tuple(changes), empty
        self.redraw()

    def draw(self, p: Palette, width: int) -> list[Line]:
        """See LinePane."""
        if not self._changes:
            return [[], *([Segment("   " + line, p.muted)] for line in wrap(self._empty, max(10, width - 6)))]
        lines: list[Line] = []
        for change in self._changes:
            lines.append(
                [
                    Segment(" " + right(change.stamp, STAMP) + "  ", p.faint),
                    Segment(plain(change.who), p.accent),
                    Segment("  " + change.action, p.bold),
                ]
            )
            for label, before, after in change.fields:
                words = f"{plain(before) or '—'} → {plain(after) or '—'}"
                room = max(8, width - STAMP - len(label) - 6)
                first, *rest = wrap(words, room) or [""]
                lead = " " * (STAMP + 3)
                lines.append([Segment(f"{lead}{label}: ", p.muted), Segment(first, p.text)])
                lines += [[Segment(lead + " " * (len(label) + 2) + line, p.text)] for line in rest]
        return lines
