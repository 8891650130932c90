"""What the form's pickers ask for, and what follows when something is picked (A7, C5)."""

from typing import TYPE_CHECKING, Any

from textual import events

from screens.form import candidates
from screens.form.saving import FormSaving
from store.language import _
from widgets.form_section import FormSection
from widgets.pick_list import Pick
from widgets.picker import MultiPicker, Picker

if TYPE_CHECKING:
    from screens.form.sections import Sections


class Picking(FormSaving):
    """The part of the form that answers its pickers."""

    sections: "Sections"
    held: candidates.Held
    emptied = False

    def field(self, key: str) -> Any:
        """The field of a slot, None while its section has not been opened."""
        raise NotImplementedError

    def depend(self) -> None:
        """Show the fields that make sense now."""
        raise NotImplementedError

    def _summaries(self) -> None:
        raise NotImplementedError

    def _show_times(self) -> None:
        raise NotImplementedError

    def fill_pickers(self) -> None:
        """Hand the dictionaries to the pickers, and names to those that only knew numbers."""
        options = {
            "category": self.sections.categories,
            "goal": self.sections.goals,
            "performers": self.sections.users,
            "observers": self.sections.users,
        }
        for picker in self.query(Picker):
            if picker.key in options:
                picker.fill(options[picker.key]())
            picks = self.state.picks[picker.key]
            if isinstance(picker, MultiPicker):
                if picker.picked != picks:
                    picker.set_picked(picks, tell=False)
                    self._replan(picker.key)
            elif picker.key == "assignment" and self.emptied:
                continue
            elif picks and not picker.unresolved and (picker.chosen is None or picker.chosen.text != picks[0].text):
                picker.choose(picks[0])

    def _replan(self, key: str) -> None:
        section = self.section_of(key)
        if section is not None:
            section.replan()

    def on_picker_wanted(self, message: Picker.Wanted) -> None:
        """Search the store in a thread; an answer to what is no longer typed is dropped by the picker."""
        picker, text = message.picker, message.text
        contact = self.state.assigned("contact")
        if picker.key == "assignment":
            self.ask(
                "assignment",
                lambda: candidates.assignments(self.store, self.me, text),
                lambda picks: picker.offer(text, picks),
            )
        elif contact is not None:
            self.ask(
                "persons",
                lambda: candidates.persons_of(self.store, self.me, contact, text),
                lambda picks: picker.offer(text, picks),
            )

    def on_picker_chosen(self, message: Picker.Chosen) -> None:
        """Take what was picked; another contact drops direction and persons, after asking (A7).

        A field that is being emptied may get another name yet: that is asked about when it is left.
        """
        picker, pick = message.picker, message.pick
        before = self.state.one(picker.key)
        other = pick is None or before is None or pick.value != before.value
        if picker.key == "assignment":
            self.emptied = pick is None and picker.has_focus and self.state.hangs_on_contact
            if self.emptied:
                return
            if self.state.hangs_on_contact and other:
                self._ask_to_drop(picker, before, pick)
                return
        self._take(picker.key, pick)

    def open_persons(self, pick: Pick | None) -> None:
        """Show persons and direction the moment a contact is chosen, so that the next key can go there (A7)."""
        section = self.section_of("persons")
        if section is not None and not self.state.hangs_on_contact:
            for key in ("persons", "direction"):
                section.show(key, pick is not None and pick.value[0] == "contact")

    def _take(self, key: str, pick: Pick | None) -> None:
        self.state.picks[key] = (pick,) if pick else ()
        section = self.section_of(key)
        if section is not None:
            section.set_hint(key, "")
        if key == "assignment" and self.state.assigned("contact") is None:
            self.state.picks["persons"] = ()
            self.state.words["direction"] = ""
        self.depend()
        self._show_times()
        self._summaries()

    def asks_about_emptied(self) -> bool:
        """See FormSaving."""
        picker = self.field("assignment")
        if not self.emptied or not isinstance(picker, Picker) or picker.value.strip():
            return False
        self.emptied = False
        self._ask_to_drop(picker, self.state.one("assignment"), None)
        return True

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """The field may have been left with the mouse or an arrow."""
        if self.is_current:
            self.asks_about_emptied()

    def _ask_to_drop(self, picker: Picker, before: Pick | None, wanted: Pick | None) -> None:
        from screens.dialogs.drop_assignment import DropAssignment

        def answered(answer: str | None) -> None:
            self.set_focus(picker)
            if answer != "drop":
                picker.choose(before)
                return
            self.state.picks["persons"] = ()
            self.put_word("direction", "")
            persons = self.field("persons")
            if isinstance(persons, MultiPicker):
                persons.set_picked((), tell=False)
                self._replan("persons")
            self._take("assignment", wanted)

        self.app.push_screen(DropAssignment(before.text if before else ""), answered)

    def on_multi_picker_repicked(self, message: MultiPicker.Repicked) -> None:
        """Take several picks."""
        key = message.picker.key
        self.state.picks[key] = message.picker.picked
        section = self.section_of(key)
        if isinstance(section, FormSection):
            section.set_hint(key, "")
            section.replan()
        if key == "performers":
            self._show_times()
        self._summaries()

    def on_picker_making(self, message: Picker.Making) -> None:
        """Create what is not there yet; it comes back chosen (C5)."""
        from screens.dialogs.new_record import NewRecord

        picker, kind = message.picker, message.kind
        contact = self.state.one("assignment") if kind == "person" else None

        def made(row: Any) -> None:
            self.set_focus(picker)
            if row is None:
                return
            pick = candidates.made(kind, row)
            if kind in {"category", "goal"}:
                picker.options = (*picker.options, pick)
                self.ask("dictionaries", lambda: candidates.load(self.store, self.me, None), self._take_held)
            picker.choose(pick, tell=True)
            # Once the dialog is gone: a layout that falls into its closing shows what stood there before.
            self.call_after_refresh(self._replan, picker.key)
            # And only when the fields that go with it are there: whoever reads it goes on to them (A7).
            self.call_after_refresh(self.say, _("Created: {name}").format(name=pick.text))

        self.app.push_screen(NewRecord(self.store, self.me, kind, message.text, contact=contact), made)

    def _take_held(self, held: candidates.Held) -> None:
        raise NotImplementedError
