"""A chart of horizontal bars that draws its own lines: with or without colour, one bar or stacked parts (F)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from widgets.cells import fit, plain, right
from widgets.palette import Palette, palette

Ink = Literal["accent", "ok", "danger", "muted", "amber", "faint"]
# Eighths of a cell, so that a bar is as long as its number to an eighth of a cell.
EIGHTHS = " ▏▎▍▌▋▊▉█"
# The parts of a stacked bar differ by how dense they are: without colour too they can be told apart.
DENSE: dict[Ink, str] = {"accent": "█", "ok": "█", "danger": "▒", "muted": "░", "amber": "▓", "faint": "░"}
NARROWEST_LABEL, WIDEST_LABEL = 10, 28


@dataclass(frozen=True)
class Part:
    """A part of a bar: how much, and what it means."""

    value: int
    ink: Ink = "accent"


@dataclass(frozen=True)
class Bar:
    """A bar: its label, its parts from the left to the right, and what is said at its end; a heading has no parts."""

    label: str
    parts: tuple[Part, ...] = ()
    said: str = ""
    indent: int = 0


class BarChart(ScrollView):
    """Bars below each other, each on one line, the longest as long as there is room; a title and what parts mean."""

    MOST: ClassVar[int] = 1000
    DEFAULT_CSS = "BarChart { scrollbar-size-vertical: 1; overflow-x: hidden; background: $background; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.can_focus = False
        self._title = ""
        self._legend: tuple[tuple[Ink, str], ...] = ()
        self._bars: tuple[Bar, ...] = ()
        self._marked: int | None = None
        self._most = 1
        self._label = self._said = 0

    def show(self, title: str, bars: Sequence[Bar], *, legend: Sequence[tuple[Ink, str]] = ()) -> None:
        """Show other bars; `legend` names the inks of stacked parts."""
        self._title, self._bars, self._legend = title, tuple(bars[: self.MOST]), tuple(legend)
        self._most = max((sum(part.value for part in bar.parts) for bar in self._bars), default=0) or 1
        self._label = max((cell_len(plain(bar.label)) + 2 * bar.indent for bar in self._bars), default=0)
        self._said = max((cell_len(bar.said) for bar in self._bars), default=0)
        self.virtual_size = Size(self.size.width, len(self._bars) + self._above)
        self._marked = None
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self.refresh()

    def mark(self, index: int | None) -> None:
        """Show which bar is that of the row under the cursor, and bring it into sight."""
        index = index if index is not None and index < len(self._bars) else None
        if index == self._marked:
            return
        self._marked = index
        room = max(1, self.size.height - self._above)
        if index is not None:
            top = self.scroll_offset.y
            target = min(max(top, index - room + 1), index)
            if target != top:
                self.scroll_to(y=target, animate=False, force=True, immediate=True)
        self.refresh()

    def on_resize(self) -> None:
        """Lay out for the new width."""
        self.virtual_size = Size(self.size.width, len(self._bars) + self._above)

    @property
    def _above(self) -> int:
        return 2 if self._legend else 1

    def render_line(self, y: int) -> Strip:
        """Draw the title, what the parts mean, or a bar."""
        p, width = palette(self.app), self.size.width
        if y == 0:
            return self._line([Segment(" " + fit(plain(self._title), max(0, width - 2)), p.muted_bold)], p)
        if y == 1 and self._legend:
            segments = [Segment(" ")]
            for ink, word in self._legend:
                segments += [Segment(DENSE[ink] * 2, getattr(p, ink)), Segment(f" {word}   ", p.muted)]
            return self._line(segments, p)
        index = y - self._above + self.scroll_offset.y
        if not 0 <= index < len(self._bars):
            return Strip.blank(width, p.background)
        return self._line(self._bar(p, self._bars[index], marked=index == self._marked), p)

    def _bar(self, p: Palette, bar: Bar, *, marked: bool) -> list[Segment]:
        width = self.size.width - 2
        label = min(max(NARROWEST_LABEL, self._label), WIDEST_LABEL, max(NARROWEST_LABEL, width * 2 // 5))
        said = self._said if width - label - self._said > 8 else 0
        room = max(0, width - label - 2 - (said + 1 if said else 0))
        name = "  " * bar.indent + plain(bar.label)
        ink = p.bold if marked or not bar.parts else p.text if not bar.indent else p.muted
        segments = [Segment("▸" if marked else " ", p.accent), Segment(fit(name, label), ink), Segment("  ")]
        drawn = self._parts(p, bar, room)
        used = sum(cell_len(segment.text) for segment in drawn)
        segments += drawn
        if said and bar.parts:
            segments.append(Segment(" " * (room - used + 1) + right(bar.said, said), p.text if marked else p.muted))
        return segments

    def _parts(self, p: Palette, bar: Bar, room: int) -> list[Segment]:
        whole = sum(part.value for part in bar.parts)
        eighths = round(8 * room * whole / self._most)
        if whole and not eighths:
            eighths = 1
        if not self._legend:
            ink: Style = getattr(p, bar.parts[0].ink) if bar.parts else p.text
            text = EIGHTHS[8] * (eighths // 8) + (EIGHTHS[eighths % 8] if eighths % 8 else "")
            return [Segment(text, ink)] if text else []
        cells = max(1, round(eighths / 8)) if whole and room else 0
        segments, before, sum_ = [], 0, 0
        for part in bar.parts:
            sum_ += part.value
            until = round(cells * sum_ / whole) if whole else 0
            if until > before:
                segments.append(Segment(DENSE[part.ink] * (until - before), getattr(p, part.ink)))
            before = until
        return segments

    def _line(self, segments: list[Segment], p: Palette) -> Strip:
        return Strip(segments).adjust_cell_length(self.size.width, p.background).apply_style(p.background)
