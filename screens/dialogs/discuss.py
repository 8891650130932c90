"""The discussion of an activity, with a line to add to it (A10)."""

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from screens.desk import Desk
from screens.dialogs.frame import Dialog, text_line
from store.dates import stamp
from store.language import _
from store.refusals import Refused
from store.rows import ActivityRow, NoteRow
from widgets.cells import plain
from widgets.line_field import LineField
from widgets.palette import palette


class Discuss(Dialog[bool | None]):
    """Shows the entries, newest at the bottom; dismisses with True when one was added."""

    DEFAULT_CSS = """
    Discuss > .frame { width: 84; }
    Discuss VerticalScroll { height: auto; max-height: 16; margin-bottom: 1; }
    """

    def __init__(self, desk: Desk, row: ActivityRow) -> None:
        super().__init__()
        from screens.planning_actions import title_of

        self._desk, self._row, self._about = desk, row, title_of(row)

    def compose(self) -> ComposeResult:
        """Lay out."""
        with self.frame(_("Discussion"), _("enter adds · esc closes")):
            yield text_line(self._about, "about")
            with VerticalScroll(can_focus=False):
                yield Static(Text(""), id="entries", markup=False)
            yield LineField(placeholder=_("what to add"))
            yield text_line("", "hint -problem", id="hint")

    def on_mount(self) -> None:
        """Read the entries."""
        if self._row.last_note:
            self._show((self._row.last_note,))
        self.run_worker(self._read, thread=True)

    def _read(self) -> None:
        from store import discussion

        store, me = self._desk.store, self._desk.me
        if store is not None and me is not None:
            notes = discussion.notes(store, me, self._row.id, last=100)
            self.app.call_from_thread(self._show, notes)

    def _show(self, notes: Sequence[NoteRow]) -> None:
        p = palette(self.app)
        text = Text("" if notes else _("Nothing has been said yet."), p.muted)
        for note in notes:
            text.append(plain(note.author.name), p.accent)
            text.append(f" {stamp(note.at, self._desk.zone, self._desk.today)}\n", p.faint)
            text.append("\n".join(plain(line) for line in note.text.split("\n")) + "\n", p.text)
        self.query_one("#entries", Static).update(text)
        self.query_one(VerticalScroll).scroll_end(animate=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Add an entry; what was typed stays until it is in the database."""
        if event.value.strip():
            event.input.disabled = True
            value = event.value
            self.run_worker(lambda: self._add(value), thread=True)

    def _add(self, value: str) -> None:
        from store import discussion

        store, me = self._desk.store, self._desk.me
        if store is None or me is None:
            return
        try:
            discussion.add_note(store, me, self._row.id, value)
        except Refused as refused:
            self.app.call_from_thread(self._refused, refused)
        else:
            self.app.call_from_thread(self.dismiss, True)

    def _refused(self, refused: Refused) -> None:
        from screens.wording import refusal

        field = self.query_one(Input)
        field.disabled = False
        field.focus()
        self.query_one("#hint", Static).update(refusal(refused))
