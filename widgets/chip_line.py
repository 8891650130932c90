"""One line that says what is shown: each part with the key that changes it, its label and its value."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from widgets.cells import fit, plain
from widgets.palette import palette

GAP = 3


@dataclass(frozen=True)
class Chip:
    """A part: the key that changes it, "" for none; its label; its value; whether it asks for attention."""

    key: str
    label: str
    value: str
    amber: bool = False


class ChipLine(Widget):
    """The parts one after the other; what does not fit is cut at the edge."""

    DEFAULT_CSS = "ChipLine { height: 1; }"

    def __init__(self, chips: Sequence[Chip] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._chips = tuple(chips)

    def show(self, chips: Sequence[Chip]) -> None:
        """Change the parts; repaints only if something differs."""
        if tuple(chips) != self._chips:
            self._chips = tuple(chips)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        p, width = palette(self.app), self.size.width
        segments, left = [Segment(" ", p.background)], width - 2
        for chip in self._chips:
            if left <= 4:
                break
            pieces = [
                (chip.key, p.accent_bold),
                (chip.label, p.muted),
                (plain(chip.value), p.amber if chip.amber else p.text),
            ]
            for k, (text, ink) in enumerate(piece for piece in pieces if piece[0]):
                shown = (" " if k else "") + text
                shown = fit(shown, left) if cell_len(shown) > left else shown
                left -= cell_len(shown)
                segments.append(Segment(shown, ink + p.background))
            segments.append(Segment(" " * min(GAP, max(0, left)), p.background))
            left -= GAP
        return Strip(segments).adjust_cell_length(width, p.background)
