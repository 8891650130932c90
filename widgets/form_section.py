"""A section of a form: a heading that folds, and fields in columns. Labels and hints are drawn by the section itself,
so that a field costs one widget and a folded section none.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import Layout, WidgetPlacement
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from widgets.cells import fit, plain, right, wrap
from widgets.choice import Check
from widgets.palette import Palette, palette
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
    """Where labels end and fields begin: the same in every section of a form."""

    first_label: int = 12
    second_label: int = 9

    def places(self, width: int) -> tuple[int, int, int, int]:
        """Return where the first field begins, its width, where the second begins, its width."""
        first = self.first_label + 3
        room = max(2 * NARROWEST, width - first - self.second_label - 6)
        half = min(WIDEST, max(NARROWEST, room // 2))
        second = first + half + self.second_label + 4
        return first, half, second, max(6, min(half, width - second - 2))


@dataclass(frozen=True)
class Ink:
    """A piece of text drawn by the section, by colour name."""

    x: int
    y: int
    text: str
    kind: str


@dataclass
class _Plan:
    places: dict[str, Region] = field(default_factory=dict)
    inks: list[Ink] = field(default_factory=list)
    height: int = 1


class _Places(Layout):
    name = "form-section"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> list[WidgetPlacement]:
        assert isinstance(parent, FormSection)
        regions = parent.plan(size.width).places
        return [
            WidgetPlacement(regions[child.id or ""], NULL_OFFSET, NULL_SPACING, child)
            for child in children
            if child.id in regions
        ]


class FormSection(Widget):
    """A heading and, while unfolded, rows of slots. The fields of a folded section are not even mounted.

    Messages out: Unfolded, Folded.
    """

    DEFAULT_CSS = "FormSection { height: auto; width: 1fr; }"

    class Turned(Message):
        """The section was folded or unfolded."""

        def __init__(self, section: "FormSection") -> None:
            super().__init__()
            self.section = section

    def __init__(
        self,
        name: str,
        title: str,
        rows: Sequence[Sequence[Slot]],
        *,
        columns: Columns,
        folded: bool = False,
        summary: str = "",
        heading: bool = True,
        ground: str = "background",
    ) -> None:
        """`ground` names the colour of the palette that it is drawn on."""
        super().__init__(id=f"section-{name}")
        self.key, self.title = name, title
        self.rows = [list(row) for row in rows]
        self.columns = columns
        self.folded = folded
        self._opening = False
        self._early: list[events.Key] = []
        self.summary = summary
        self._heading_lines = 1 if heading else 0
        self._ground = ground
        self.aside = ("", "muted")
        self.can_focus = folded
        self._places = _Places()
        ordered = sorted(
            ((column, slot) for row in self.rows for column, slot in enumerate(row)), key=lambda pair: pair[0]
        )
        self._slots = {slot.key: slot for _column, slot in ordered}
        self._planned: tuple[int, _Plan] | None = None
        self._lines: dict[int, list[Ink]] = {}
        if not folded:
            self._make_fields()

    @property
    def layout(self) -> Layout:
        """Fields stand where the plan says."""
        return self._places

    # ----------------------------------------------------------------- data in

    def slot(self, key: str) -> Slot | None:
        """Return a slot by its key."""
        return self._slots.get(key)

    def set_hint(self, key: str, text: str, kind: Kind = "muted") -> None:
        """Say something beside a field; lays out anew only if that takes another number of lines."""
        slot = self._slots[key]
        if (slot.hint, slot.kind) == (text, kind):
            return
        before = self._planned[1] if self._planned else None
        slot.hint, slot.kind = text, kind
        self._planned = None
        if before is None or not self.size.width:
            return
        self._redo(before)

    def slots(self) -> list[Slot]:
        """Return all slots."""
        return list(self._slots.values())

    def set_lines(self, key: str, lines: Sequence[str]) -> None:
        """Change what a slot without a field says; each line is wrapped by itself."""
        self._slots[key].text = "\n".join(lines)
        self.replan()

    def show(self, key: str, visible: bool) -> None:
        """Show or hide a slot."""
        slot = self._slots[key]
        if slot.visible != visible:
            slot.visible = visible
            if slot.widget is not None:
                slot.widget.display = visible
            self.replan()

    def set_summary(self, summary: str) -> None:
        """Say what is in the section while it is folded."""
        if summary != self.summary:
            self.summary = summary
            self.refresh()

    def set_aside(self, text: str, kind: Kind = "muted") -> None:
        """Say something at the right end of the heading."""
        if (text, kind) != self.aside:
            self.aside = (text, kind)
            self.refresh()

    def replan(self) -> None:
        """Lay out anew."""
        self._planned = None
        self.refresh(layout=True)

    def _redo(self, before: _Plan) -> None:
        after = self.plan(self.size.width)
        if (after.height, after.places) != (before.height, before.places):
            self.refresh(layout=True)
        else:
            self.refresh()

    # ----------------------------------------------------------------- folding

    def _make_fields(self) -> list[Widget]:
        made = []
        for slot in self._slots.values():
            if slot.make is not None and slot.widget is None:
                slot.widget = slot.make()
                slot.widget.id = slot.key
                slot.widget.display = slot.visible
                made.append(slot.widget)
        return made

    def compose(self) -> "Sequence[Widget]":
        """Mount the fields of an unfolded section."""
        return [slot.widget for slot in self._slots.values() if slot.widget is not None]

    def unfold(self, *, focus: bool = True) -> None:
        """Open the section, with the focus on its first field."""
        if self.folded:
            self.folded = False
            self.can_focus = False
            made = self._make_fields()
            if made:
                self.mount_all(made)
            for slot in self._slots.values():
                if slot.widget is not None:
                    slot.widget.display = slot.visible
            self.replan()
            self.post_message(self.Turned(self))
        if focus:
            self._opening = True
            self.call_after_refresh(self.focus_first)

    def focus_first(self) -> None:
        """Put the focus on the first field, and give it what has been typed meanwhile."""
        self._opening = False
        early, self._early = self._early, []
        for slot in self._slots.values():
            if slot.widget is not None and slot.visible and slot.widget.focusable:
                self.screen.set_focus(slot.widget)
                for event in early:
                    slot.widget.post_message(events.Key(event.key, event.character))
                return

    def on_key(self, event: events.Key) -> None:
        """Open; keep what is typed while the fields are being made."""
        if self.has_focus and self.folded and event.key in {"enter", "space", "right"}:
            event.stop()
            event.prevent_default()
            self.unfold()
        elif self._opening and event.is_printable:
            event.stop()
            self._early.append(event)

    def fold(self) -> None:
        """Close the section; the fields keep what is in them."""
        if not self.folded:
            self.folded = True
            self.can_focus = True
            self.focus()
            for slot in self._slots.values():
                if slot.widget is not None:
                    slot.widget.display = False
            self.replan()
            self.post_message(self.Turned(self))

    def on_click(self, event: events.Click) -> None:
        """Fold or unfold by a click on the heading."""
        if event.y == 0 and self._heading_lines and event.widget is self:
            if self.folded:
                self.unfold()
            else:
                self.fold()

    def on_descendant_focus(self) -> None:
        """Draw the label of the field that has the focus in the accent."""
        self.refresh()

    def on_descendant_blur(self) -> None:
        """See on_descendant_focus."""
        self.refresh()

    # ----------------------------------------------------------------- layout

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the section takes."""
        return self.plan(width).height

    def plan(self, width: int) -> _Plan:
        """Return where everything stands in a width."""
        if self._planned is None or self._planned[0] != width:
            made = _Plan(height=self._heading_lines) if self.folded else self._laid_out(width)
            self._planned = (width, made)
            self._lines = {}
            for ink in made.inks:
                self._lines.setdefault(ink.y, []).append(ink)
        return self._planned[1]

    def _laid_out(self, width: int) -> _Plan:
        plan, y = _Plan(), self._heading_lines
        places = self.columns.places(width)
        for row in self.rows:
            shown = [slot for slot in row if slot.visible]
            if not shown:
                continue
            if isinstance(shown[0].widget, Check):
                height = self._lay_checks(plan, shown, y, places, width)
            else:
                height = max(
                    self._lay_slot(plan, slot, y, places, width, second=slot is not row[0], alone=len(shown) == 1)
                    for slot in shown
                )
            y += height
        plan.height = y
        return plan

    def _lay_checks(
        self, plan: _Plan, shown: Sequence[Slot], y: int, places: tuple[int, int, int, int], width: int
    ) -> int:
        x, first = places[0], y
        sizes = [slot.widget.cells for slot in shown if isinstance(slot.widget, Check)]
        gap = next((gap for gap in (2, 1) if sum(sizes) + gap * (len(sizes) - 1) <= width - x), 1)
        for slot in shown:
            if isinstance(slot.widget, Check):
                if x > places[0] and x + slot.widget.cells > width:
                    x, y = places[0], y + 1
                plan.places[slot.key] = Region(x, y, slot.widget.cells, 1)
                x += slot.widget.cells + gap
            if slot.hint:
                plan.inks.append(Ink(x, y, fit(plain(slot.hint), max(1, width - x - 1)), slot.kind))
        return y - first + 1

    def _lay_slot(
        self,
        plan: _Plan,
        slot: Slot,
        y: int,
        places: tuple[int, int, int, int],
        width: int,
        *,
        second: bool,
        alone: bool,
    ) -> int:
        first, half, second_x, second_width = places
        x, room = (second_x, second_width) if second else (first, half)
        if slot.wide:
            room = width - x - 2
        if slot.label:
            size = self.columns.second_label if second else self.columns.first_label
            plan.inks.append(Ink(x - 2 - size, y, right(slot.label, size), f"label:{slot.key}"))
        if slot.widget is None:
            room = max(8, width - x - 2)
            lines = [line for part in slot.text.split("\n") for line in (wrap(part, room) or [""])]
            plan.inks += [Ink(x, y + i, line, slot.kind) for i, line in enumerate(lines)]
            return len(lines)
        height = self._lay_field(plan, slot, x, y, room)
        if slot.hint:
            hint = plain(slot.hint)
            beside = width - x - room - 3 if alone and not slot.wide else 0
            if cell_len(hint) <= beside or (beside > 0 and slot.kind != "danger"):
                plan.inks.append(Ink(x + room + 2, y, fit(hint, min(cell_len(hint), beside)), slot.kind))
            else:
                lines = wrap(slot.hint, max(10, width - x - 2))[:4]
                plan.inks += [Ink(x, y + height + i, line, slot.kind) for i, line in enumerate(lines)]
                height += len(lines)
        return height

    def _lay_field(self, plan: _Plan, slot: Slot, x: int, y: int, room: int) -> int:
        if not isinstance(slot.widget, MultiPicker) or not slot.widget.picked:
            plan.places[slot.key] = Region(x, y, room, slot.lines)
            return slot.lines
        at, line = 0, 0
        for pick in slot.widget.picked:
            chip = fit(plain(pick.text), min(cell_len(plain(pick.text)), room - 4))
            size = cell_len(chip) + 3
            if at and at + size > room:
                line, at = line + 1, 0
            if at == 0:
                plan.inks.append(Ink(x, y + line, " " * room, "field"))
            plan.inks += [Ink(x + at + 1, y + line, chip, "chip"), Ink(x + at + size - 1, y + line, "×", "cross")]
            at += size
        if room - at < 10:
            line, at = line + 1, 0
        plan.places[slot.key] = Region(x + at, y + line, room - at, 1)
        return line + 1

    # ----------------------------------------------------------------- drawing

    def render_line(self, y: int) -> Strip:
        """Draw the heading, or the labels, hints and chips of a line of fields."""
        p, width = palette(self.app), self.size.width
        if y == 0 and self._heading_lines:
            return self._heading(p, width)
        ground = getattr(p, self._ground)
        self.plan(width)
        cells = Strip.blank(width, ground)
        for ink in self._lines.get(y, ()):
            piece = Strip([Segment(ink.text, self._style(p, ink.kind))])
            last = ink.x + piece.cell_length
            cells = Strip.join([cells.crop(0, ink.x), piece, cells.crop(last, max(last, width))])
        return cells.adjust_cell_length(width, ground)

    def _style(self, p: Palette, kind: str) -> Style:
        ground: Style = getattr(p, self._ground)
        if kind.startswith("label:"):
            slot = self._slots[kind[6:]]
            focused = slot.widget is not None and slot.widget.has_focus
            wrong = slot.kind == "danger" and bool(slot.hint)
            return (p.accent if focused else p.danger if wrong else p.muted) + ground
        if kind in {"field", "chip", "cross"}:
            return {"field": p.text, "chip": p.text, "cross": p.muted}[kind] + p.panel
        style: Style = getattr(p, kind)
        return style + ground

    def _heading(self, p: Palette, width: int) -> Strip:
        ink = p.accent_bold if self.has_focus else (p.muted_bold if self.folded else p.bold)
        ground = p.cursor if self.has_focus else p.background
        head = f" {'▸' if self.folded else '▾'} {self.title} "
        summary = plain(self.summary) if self.folded else ""
        aside, kind = self.aside if not self.folded else ("", "muted")
        room = width - cell_len(head) - 4
        summary = fit(summary, min(cell_len(summary), max(0, room))) + " " if summary else ""
        rule = width - cell_len(head) - cell_len(summary) - 3 - (cell_len(aside) + 1 if aside else 0)
        segments = [
            Segment(head, ink + ground),
            Segment(" " + summary, p.muted + ground),
            Segment("─" * max(0, rule), p.line + p.background),
        ]
        if aside:
            segments.append(Segment(f" {aside}", getattr(p, kind) + p.background))
        return Strip(segments).adjust_cell_length(width, p.background)
