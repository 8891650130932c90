"""Where the fields of a form's section stand: rows of slots laid out in columns, with what is drawn around them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rich.cells import cell_len
from textual.geometry import Region
from textual.widget import Widget

from widgets.cells import fit, plain, right, wrap
from widgets.choice import Check
from widgets.picker import MultiPicker

Kind = Literal["ok", "amber", "danger", "muted", "faint", "text"]
NARROWEST, WIDEST = 14, 40


@dataclass
class Slot:
    """A place for a field. Without `make` it shows `text` only. `lines` is its height, 0 for as many as there are."""

    key: str
    label: str = ""
    make: Callable[[], Widget] | None = None
    text: str = ""
    wide: bool = False
    visible: bool = True
    lines: int = 1
    hint: str = ""
    kind: Kind = "muted"
    widget: Widget | None = None


@dataclass(frozen=True)
class Columns:
    """Where labels end and fields begin: the same in every section of a form. A second field needs so much at most."""

    first_label: int = 12
    second_label: int = 9
    second_field: int = WIDEST

    def places(self, width: int) -> tuple[int, int, int, int]:
        """Return where the first field begins, its width, where the second begins, its width."""
        first, half = self.first_label + 3, self.alone(width)
        room = self._room(width)
        wide = half if self.second_field >= half else min(WIDEST, room - self.second_field)
        second = first + wide + self.second_label + 4
        return first, wide, second, max(6, min(half, self.second_field, width - second - 2))

    def alone(self, width: int) -> int:
        """Return how wide a field is that has a line for itself and what is understood of it."""
        return min(WIDEST, max(NARROWEST, self._room(width) // 2))

    def _room(self, width: int) -> int:
        return max(2 * NARROWEST, width - self.first_label - self.second_label - 9)


@dataclass(frozen=True)
class Ink:
    """A piece of text drawn by the section, by colour name."""

    x: int
    y: int
    text: str
    kind: str


@dataclass
class Plan:
    """Where fields stand, what the section draws itself, and how many lines it takes."""

    columns: Columns
    width: int
    places: dict[str, Region] = field(default_factory=dict)
    inks: list[Ink] = field(default_factory=list)
    height: int = 1

    @classmethod
    def of(cls, rows: Sequence[Sequence[Slot]], columns: Columns, width: int, *, top: int) -> "Plan":
        """Return the plan of rows of slots that begin at line `top`."""
        plan = cls(columns, width, height=top)
        for row in rows:
            shown = [slot for slot in row if slot.visible]
            if shown:
                plan.height += plan._lay_row(row, shown)
        return plan

    def _lay_row(self, row: Sequence[Slot], shown: Sequence[Slot]) -> int:
        first = self.columns.places(self.width)[0]
        if isinstance(shown[0].widget, Check):
            return self._lay_checks(shown, first)
        behind = [slot for slot in shown[1:] if isinstance(slot.widget, Check)]
        if behind:
            room = self._beside(behind)
            lines = self._lay_checks(behind, first + room + 2)
            return max(lines, self._lay_slot(shown[0], second=False, alone=False, most=room))
        return max(self._lay_slot(slot, second=slot is not row[0], alone=len(shown) == 1) for slot in shown)

    def _beside(self, checks: Sequence[Slot]) -> int:
        """How wide a field is that has switches behind it."""
        first, half = self.columns.places(self.width)[0], self.columns.alone(self.width)
        taken = sum(slot.widget.cells + 2 for slot in checks if isinstance(slot.widget, Check))
        return max(NARROWEST, min(half, self.width - first - taken - 2))

    def _lay_checks(self, shown: Sequence[Slot], left: int) -> int:
        """Lay out switches side by side; those that do not fit go on in the next line."""
        x, y, width = left, self.height, self.width
        sizes = [slot.widget.cells for slot in shown if isinstance(slot.widget, Check)]
        gap = next((gap for gap in (2, 1, 0) if sum(sizes) + gap * (len(sizes) - 1) <= width - x), 1)
        for slot in shown:
            if isinstance(slot.widget, Check):
                if x > left and x + slot.widget.cells > width:
                    x, y = left, y + 1
                self.places[slot.key] = Region(x, y, slot.widget.cells, 1)
                x += slot.widget.cells + gap
            if slot.hint:
                self.inks.append(Ink(x, y, fit(plain(slot.hint), max(1, width - x - 1)), slot.kind))
        return y - self.height + 1

    def _lay_slot(self, slot: Slot, *, second: bool, alone: bool, most: int | None = None) -> int:
        """Lay out a slot in the first or the second column, at `most` so wide; return how many lines it takes."""
        first, wide, second_x, second_width = self.columns.places(self.width)
        x, room = (second_x, second_width) if second else (first, self.columns.alone(self.width) if alone else wide)
        y, width = self.height, self.width
        room = room if most is None else most
        if slot.wide:
            room = width - x - 2
        if slot.label:
            size = self.columns.second_label if second else self.columns.first_label
            self.inks.append(Ink(x - 2 - size, y, right(slot.label, size), f"label:{slot.key}"))
        if slot.widget is None:
            room = max(8, width - x - 2)
            lines = [line for part in slot.text.split("\n") for line in (wrap(part, room) or [""])]
            self.inks += [Ink(x, y + i, line, slot.kind) for i, line in enumerate(lines)]
            return len(lines)
        height = self._lay_field(slot, x, room)
        if slot.hint:
            hint = plain(slot.hint)
            beside = width - x - room - 4 if alone and not slot.wide else 0
            if cell_len(hint) <= beside or (beside > 0 and slot.kind != "danger"):
                self.inks.append(Ink(x + room + 2, y, fit(hint, min(cell_len(hint), beside)), slot.kind))
            else:
                lines = wrap(slot.hint, max(10, width - x - 2))[:4]
                self.inks += [Ink(x, y + height + i, line, slot.kind) for i, line in enumerate(lines)]
                height += len(lines)
        return height

    def _lay_field(self, slot: Slot, x: int, room: int) -> int:
        y = self.height
        if not isinstance(slot.widget, MultiPicker) or not slot.widget.picked:
            self.places[slot.key] = Region(x, y, room, slot.lines)
            _keep_turn(slot.widget, 0)
            return slot.lines
        at, line = 0, 0
        for pick in slot.widget.picked:
            chip = fit(plain(pick.text), min(cell_len(plain(pick.text)), room - 4))
            size = cell_len(chip) + 3
            if at and at + size > room:
                line, at = line + 1, 0
            if at == 0:
                self.inks.append(Ink(x, y + line, " " * room, "field"))
            self.inks += [Ink(x + at + 1, y + line, chip, "chip"), Ink(x + at + size - 1, y + line, "×", "cross")]
            at += size
        if room - at < 10:
            line, at = line + 1, 0
        self.places[slot.key] = Region(x + at, y + line, room - at, 1)
        _keep_turn(slot.widget, line)
        return line + 1


def _keep_turn(widget: Widget | None, line: int) -> None:
    """Have tab reach a field that stands lower than its row in its turn: Textual goes by y less the margin."""
    if widget is not None and widget.styles.margin.top != line:
        widget.styles.margin = (line, 0, 0, 0)
