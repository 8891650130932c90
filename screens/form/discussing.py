"""The discussion in the form: entries, and a line that adds one without saving the rest (A10)."""

from dataclasses import replace
from typing import Any

from textual.widgets import Input

from screens.form.saving import FormSaving
from store.dates import stamp
from store.language import _
from store.rows import NoteRow
from widgets.cells import plain
from widgets.line_field import LineField

SHOWN = 30


class Discussing(FormSaving):
    """The part of the form that reads and adds entries."""

    def load_notes(self) -> None:
        """Read the discussion in a thread."""
        from store import discussion

        row = self.state.row
        if row is not None and row.note_count:
            self.ask("notes", lambda: discussion.notes(self.store, self.me, row.id, last=SHOWN), self._show_notes)

    def _show_notes(self, notes: tuple[NoteRow, ...]) -> None:
        section = self.section_of("entries")
        if section is None:
            return
        today = self.store.clock.now().date()
        lines = [
            f"{plain(note.author.name)} {stamp(note.at, self.me.zone, today)}: {plain(note.text)}" for note in notes
        ]
        section.set_lines("entries", lines)
        section.show("entries", bool(lines))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the discussion's line adds the entry at once; elsewhere it goes on to the next field."""
        event.stop()
        row, text = self.state.row, event.value
        if event.input.id != "note" or row is None or not text.strip():
            if isinstance(event.input, LineField):
                event.input.go_on()
            return
        from store import activities, discussion

        def add() -> Any:
            discussion.add_note(self.store, self.me, row.id, text)
            return activities.get(self.store, self.me, row.id)

        def added(now: Any) -> None:
            event.input.value = ""
            self.state.note = ""
            self.state.row = replace(row, note_count=now.note_count)
            self.load_notes()
            self.say(_("Added to the discussion."))

        self.ask("note", add, added)
