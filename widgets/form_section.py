"""A section of a form: a heading that folds, and fields in columns. Labels and hints are drawn by the section itself,
so that a field costs one widget and a folded section none.
"""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import NULL_OFFSET, NULL_SPACING, Size
from textual.layout import Layout, WidgetPlacement
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from widgets.cells import fit, plain
from widgets.form_plan import Columns, Ink, Kind, Plan, Slot
from widgets.palette import Palette, palette

__all__ = ["Columns", "FormSection", "Kind", "Slot"]


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
        by_rows: bool = False,
    ) -> None:
        """`ground` names the colour of the palette that it is drawn on.

        Enter goes down the first column, then down the second, with `by_rows` along each row; tab always does that.
        """
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
        self._by_rows = by_rows
        self._slots = self._in_order()
        self._planned: tuple[int, Plan] | None = None
        self._lines: dict[int, list[Ink]] = {}
        if not folded:
            self._make_fields()

    @property
    def layout(self) -> Layout:
        """Fields stand where the plan says."""
        return self._places

    def _in_order(self) -> dict[str, Slot]:
        """Every slot by its key, in the order in which enter goes through them."""
        placed = [(column, slot) for row in self.rows for column, slot in enumerate(row)]
        if not self._by_rows:
            placed.sort(key=lambda pair: pair[0])
        return {slot.key: slot for _column, slot in placed}

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

    def set_rows(self, rows: Sequence[Sequence[Slot]]) -> None:
        """Take other rows; slots that stay keep their fields and what is in them."""
        before = self._slots
        self.rows = [list(row) for row in rows]
        self._slots = self._in_order()
        following: Widget | None = None
        for slot in reversed(self._slots.values()):
            made = None if self.folded else self._make(slot)
            if made is not None:
                self.mount(made, before=following)
            following = slot.widget or following
        for key, slot in before.items():
            if key not in self._slots and slot.widget is not None:
                slot.widget.remove()
        self.replan()

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

    def _redo(self, before: Plan) -> None:
        after = self.plan(self.size.width)
        if (after.height, after.places) != (before.height, before.places):
            self.refresh(layout=True)
        else:
            self.refresh()

    # ----------------------------------------------------------------- folding

    def _make_fields(self) -> list[Widget]:
        made = [self._make(slot) for slot in self._slots.values()]
        return [widget for widget in made if widget is not None]

    def _make(self, slot: Slot) -> Widget | None:
        """Make the field of a slot, if it has one and it is not there yet."""
        if slot.make is None or slot.widget is not None:
            return None
        slot.widget = slot.make()
        slot.widget.id = slot.key
        slot.widget.display = slot.visible
        slot.widget.set_class(self._ground == "panel", "-on-panel")
        return slot.widget

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

    def plan(self, width: int) -> Plan:
        """Return where everything stands in a width."""
        if self._planned is None or self._planned[0] != width:
            rows = [] if self.folded else self.rows
            made = Plan.of(rows, self.columns, width, top=self._heading_lines)
            self._planned = (width, made)
            self._lines = {}
            for ink in made.inks:
                self._lines.setdefault(ink.y, []).append(ink)
        return self._planned[1]

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
