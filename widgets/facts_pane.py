"""What is known about a record, as lines under headings: the data side of a card (C3, C4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType

from widgets.cells import plain, right, wrap
from widgets.line_list import Line, LinePane
from widgets.palette import Palette

Kind = Literal["text", "bold", "muted", "faint", "amber", "ok", "danger", "accent"]
LABEL_LIMIT = 16


@dataclass(frozen=True)
class Fact:
    """A line of a card: a label and what it says, in a colour by meaning or, with `hue`, of a status."""

    label: str
    text: str
    kind: Kind = "text"
    hue: str = ""


@dataclass(frozen=True)
class Facts:
    """Facts under a heading; without one they stand right below the title."""

    title: str
    facts: tuple[Fact, ...]


class FactsPane(LinePane):
    """Shows a title and facts; scrolls by keys while it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_by(1)", show=False, priority=True),
        Binding("up,k", "scroll_by(-1)", show=False, priority=True),
        Binding("pagedown", "scroll_page(1)", show=False, priority=True),
        Binding("pageup", "scroll_page(-1)", show=False, priority=True),
        Binding("home", "scroll_edge(0)", show=False, priority=True),
        Binding("end", "scroll_edge(1)", show=False, priority=True),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title, self._subtitle = "", ""
        self._groups: tuple[Facts, ...] = ()

    def show(self, title: str, subtitle: str, groups: Sequence[Facts]) -> None:
        """Show a record; the same again keeps the scroll."""
        same = title == self._title
        self._title, self._subtitle = title, subtitle
        self._groups = tuple(group for group in groups if group.facts)
        self.redraw(top=not same)

    def draw(self, p: Palette, width: int) -> list[Line]:
        """See LinePane."""
        if not self._title:
            return []
        lines: list[Line] = [[]]
        lines += [[Segment(" " + line, p.bold)] for line in wrap(self._title, width - 2)]
        lines += [[Segment(" " + line, p.muted)] for line in wrap(self._subtitle, width - 2) if self._subtitle]
        labels = [cell_len(fact.label) for group in self._groups for fact in group.facts]
        column = min(max(labels, default=0), LABEL_LIMIT, max(0, width * 2 // 5))
        for group in self._groups:
            lines.append([])
            if group.title:
                rule = "─" * max(0, width - cell_len(group.title) - 4)
                lines.append([Segment(f" {group.title} ", p.muted_bold), Segment(rule, p.line)])
            for fact in group.facts:
                lines += self._fact(p, width, column, fact)
        return lines

    def _fact(self, p: Palette, width: int, column: int, fact: Fact) -> list[Line]:
        ink = p.hue(fact.hue) if fact.hue else getattr(p, fact.kind)
        room = max(6, width - column - 4)
        wrapped = [line for part in fact.text.split("\n") for line in (wrap(part, room) or [""])] or [""]
        bar = "▎" if fact.hue else ""
        first: Line = [Segment(" " + right(plain(fact.label), column) + "  ", p.muted), Segment(bar + wrapped[0], ink)]
        return [first, *([Segment(" " * (column + 3) + line, ink)] for line in wrapped[1:])]

    def action_scroll_by(self, by: int) -> None:
        """Scroll by some lines."""
        self.scroll_to(y=self.scroll_offset.y + by, animate=False, force=True)

    def action_scroll_page(self, by: int) -> None:
        """Scroll by a screenful."""
        self.action_scroll_by(by * max(1, self.size.height - 1))

    def action_scroll_edge(self, to: int) -> None:
        """Go to the beginning or the end."""
        self.scroll_to(y=self.virtual_size.height if to else 0, animate=False, force=True)
