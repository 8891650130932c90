"""Picks another contact, and may ask for a note (C3)."""

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from screens.dialogs.frame import Dialog, text_line
from screens.form import candidates
from store.language import _
from store.record_rows import ContactRow
from widgets.line_field import LineField
from widgets.pick_list import Pick
from widgets.picker import Picker

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting


class PickContact(Dialog[tuple[Pick, str] | None]):
    """Dismisses with (the contact, the note). The contact that asks is not offered."""

    DEFAULT_CSS = """
    PickContact LineField { margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "take", show=False, priority=True)]

    def __init__(self, store: "Store", me: "Acting", title: str, about: ContactRow, *, note_hint: str = "") -> None:
        super().__init__()
        self._store, self._me, self._title, self._about, self._note_hint = store, me, title, about, note_hint
        self._asked = 0

    def compose(self) -> ComposeResult:
        """Lay out."""
        with self.frame(self._title, _("enter takes it · esc closes")):
            yield text_line(self._about.name, "about")
            yield Picker(key="contact", remote=True, placeholder=_("a part of its name"))
            if self._note_hint:
                yield LineField(id="note")
                yield text_line(self._note_hint, "about")
            yield text_line("", "hint -problem", id="hint")

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query_one(Picker).focus()

    def on_picker_wanted(self, message: Picker.Wanted) -> None:
        """Look for contacts in a thread."""
        self._asked += 1
        token, text = self._asked, message.text

        def look() -> None:
            from store import contacts

            rows = contacts.search(self._store, self._me, text, limit=candidates.CONTACTS)
            picks = [candidates.contact(row) for row in rows if row.id != self._about.id]
            self.app.call_from_thread(self._offer, token, text, picks)

        self.run_worker(look, thread=True, exit_on_error=False)

    def _offer(self, token: int, text: str, picks: list[Pick]) -> None:
        if token == self._asked:
            self.query_one(Picker).offer(text, picks)

    def on_picker_chosen(self, message: Picker.Chosen) -> None:
        """Without a note the choice is the answer."""
        if message.pick is None:
            return
        if self._note_hint:
            self.query_one("#note", LineField).focus()
        else:
            self.action_take()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the note takes both."""
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Answer with what is picked."""
        pick: Any = self.query_one(Picker).chosen
        if pick is None:
            self.query_one("#hint", Static).update(_("Choose a contact."))
            return
        note = self.query_one("#note", LineField).value.strip() if self._note_hint else ""
        self.dismiss((pick, note))
