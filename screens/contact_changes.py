"""What one can do with a contact, from the list and from its card: edit, retire, relate, merge, plan (C3)."""

from collections.abc import Callable
from typing import Any

from screens.record_actions import RecordActions
from store.language import _
from store.record_rows import ContactRow
from widgets.pick_list import Pick


class ContactChanges(RecordActions):
    """Subclasses say which contact is meant."""

    def with_contact(self, act: Callable[[ContactRow], None]) -> None:
        """Do something with the contact that is meant."""
        raise NotImplementedError

    def edit_contact(self, row: ContactRow | None) -> None:
        """Open the form of a contact, of a new one without `row`."""
        from screens.contact_form import ContactForm

        def closed(saved: ContactRow | None) -> None:
            if saved is not None:
                self.say(_("Saved: {title}").format(title=saved.name))
            self.reload(saved.id if saved is not None else None)
            if saved is not None and row is None:
                self.open_contact(saved.id)

        self.app.push_screen(ContactForm(*self.desk.opened, row=row), closed)

    def action_edit_record(self) -> None:
        """Change the data."""
        self.when_open(lambda: self.with_contact(self.edit_contact))

    def action_retire(self) -> None:
        """Retire the contact, or take it back."""
        self.when_open(lambda: self.with_contact(self._retire))

    def _retire(self, row: ContactRow) -> None:
        from screens.dialogs.choose import Choose

        if row.retired:
            self._write_contact(
                row, lambda store, me, c: c.retire(store, me, row.id, retired=False), _("Taken back: {title}")
            )
            return
        choices = [("no", _("keep it"), "k"), ("yes", _("retire it"), "r")]

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self._write_contact(row, lambda store, me, c: c.retire(store, me, row.id), _("Retired: {title}"))

        title = _("Retire this contact? All about it stays.")
        self.app.push_screen(Choose(title, choices, about=row.name), answered)

    def _write_contact(self, row: ContactRow, change: Callable[[Any, Any, Any], Any], said: str) -> None:
        from store import contacts

        store, me = self.desk.opened

        def done(_row: Any) -> None:
            self.say(said.format(title=row.name))
            self.reload()

        self.ask("write", lambda: change(store, me, contacts), done)

    # ----------------------------------------------------------------- two contacts

    def action_merge(self) -> None:
        """Take in another contact that is the same."""
        self.when_open(lambda: self.with_contact(self._merge))

    def _merge(self, row: ContactRow) -> None:
        from screens.dialogs.pick_contact import PickContact

        def picked(answer: tuple[Pick, str] | None) -> None:
            if answer is not None:
                self._ask_to_merge(row, answer[0])

        title = _("Which contact is the same?")
        self.app.push_screen(PickContact(*self.desk.opened, title, row), picked)

    def _ask_to_merge(self, row: ContactRow, other: Pick) -> None:
        from screens.dialogs.choose import Choose

        choices = [("no", _("leave them two"), "l"), ("yes", _("make one of them"), "m")]
        about = _("Everything of “{gone}” goes to “{kept}”. This cannot be taken back.").format(
            gone=other.text, kept=row.name
        )

        def answered(answer: str | None) -> None:
            if answer != "yes":
                return
            from store import merging

            store, me = self.desk.opened

            def done(_row: Any) -> None:
                self.say(_("“{gone}” is now “{kept}”.").format(gone=other.text, kept=row.name))
                self.reload(row.id)

            self.ask("write", lambda: merging.merge(store, me, row.id, int(other.value[1])), done)

        self.app.push_screen(Choose(_("Make one contact of two?"), choices, about=about), answered)

    def action_relate(self) -> None:
        """Relate the contact to another, or end a relation."""
        self.when_open(lambda: self.with_contact(self._relate))

    def _relate(self, row: ContactRow) -> None:
        from screens.dialogs.pick_contact import PickContact

        def picked(answer: tuple[Pick, str] | None) -> None:
            if answer is None:
                return
            from store import relations

            store, me = self.desk.opened
            other, note = answer
            number = int(other.value[1])

            def write() -> bool:
                there = any(one.contact.id == number for one in relations.related(store, me, row.id))
                if there and not note:
                    relations.unrelate(store, me, row.id, number)
                    return False
                relations.relate(store, me, row.id, number, note)
                return True

            def done(related: bool) -> None:
                words = _("Related: {one} · {other}") if related else _("No longer related: {one} · {other}")
                self.say(words.format(one=row.name, other=other.text))
                self.reload()

            self.ask("write", write, done)

        title = _("Related to which contact?")
        hint = _("how: parent company, supplier … (related already and left empty: the relation ends)")
        self.app.push_screen(PickContact(*self.desk.opened, title, row, note_hint=hint), picked)
