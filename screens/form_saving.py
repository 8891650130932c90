"""Saving the form: four ways, refusals beside their field, nothing typed is ever lost (A2, A10, A16, A18)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.widgets import Input, Static

from screens.asking import Asking
from store.drafts import ActivityDraft
from store.language import _
from store.refusals import Invalid, Refused, Stale
from store.rows import ActivityRow, NoteRow
from widgets.bars import KeyBar, TopBar
from widgets.field_row import ChoiceField, FieldRow, SectionHeader
from widgets.pick_field import Pick, PickField, PickList

if TYPE_CHECKING:
    from screens.desk import Desk
    from screens.form_sections import FormState
    from screens.form_times import Typed
    from store.database import Store
    from store.rows import Acting

PLACES = {
    "category": "category", "contact": "assignment", "project": "assignment", "persons": "persons",
    "direction": "direction", "start": "start", "end": "end", "performers": "performers", "observers": "observers",
    "goal": "goal", "outcome": "outcome", "description": "description", "priority": "priority", "status": "status",
}  # fmt: skip
SECTION_OF = {"performers": "performers", "observers": "performers", "goal": "goal", "outcome": "goal"}


class FormSaving(Asking):
    """The part of the form that checks, saves and closes. The form itself gives it state, store and fields."""

    store: "Store"
    me: "Acting"
    row: ActivityRow | None
    state: "FormState"
    title_text: str
    dirty: bool
    desk: "Desk"

    def times(self) -> "Typed":
        """What start and end mean."""
        raise NotImplementedError

    def settled(self) -> None:
        """What is in the form is what is saved."""
        raise NotImplementedError

    def say(self, text: str, kind: str = "ok", *, stay: bool = False) -> None:
        """Say something in the line below."""
        self.query_one(KeyBar).say(text, kind, stay=stay)

    # ----------------------------------------------------------------- four ways

    def action_save_close(self) -> None:
        """Save & close."""
        self._save(lambda row: self.dismiss(row))

    def action_save(self) -> None:
        """Save and stay."""
        self._save(self._stay)

    def action_save_attach(self) -> None:
        """Save; attaching files is not there yet, and says so."""

        def saved(row: ActivityRow) -> None:
            self._stay(row)
            self.say(_("Saved. Attaching files is not part of this version yet."), "hint")

        self._save(saved)

    def action_save_similar(self) -> None:
        """Save & plan similar: the form goes on, filled alike (A16)."""

        def saved(row: ActivityRow) -> None:
            from store import activities

            self.ask("similar", lambda: activities.similar(self.store, self.me, row), self._go_on)

        self._save(saved)

    def _go_on(self, draft: ActivityDraft) -> None:
        from screens.activity_form import ActivityForm

        form = ActivityForm(self.store, self.me, draft=draft)
        form.state.picks |= {"assignment": self.state.picks["assignment"], "persons": self.state.picks["persons"]}
        self.app.switch_screen(form)
        form.call_after_refresh(form.say, _("Saved. This is a new activity, filled alike."), "ok")

    def _stay(self, row: ActivityRow) -> None:
        self.row = row
        self.state.row = row
        self.query_one(TopBar).show(title=self.title_text)
        self.settled()
        self.say(_("Saved · {hint}").format(hint=_("u in the list takes it back")))
        if not self.query("#head-discussion"):
            self.call_after_refresh(self._add_discussion)

    def _add_discussion(self) -> None:
        from screens.form_sections import sections

        section = next(section for section in sections(self.state) if section.id == "discussion")
        header = SectionHeader(section.title, id="head-discussion", is_open=False)
        self.query_one("#fields").mount(header, before=self.query_one("#head-other"))
        header.show(summary=section.summary)

    # ----------------------------------------------------------------- saving

    def _save(self, then: Callable[[ActivityRow], None]) -> None:
        self.query_one(PickList).close()
        self._clear_problems()
        if not self._complete_picks():
            return
        typed = self.times()
        if typed.choices:
            self._problem("start", _("It can mean more than one thing: ↑ ↓ choose which."))
            return
        if typed.when is None and (typed.start_kind == "problem" or typed.end_kind == "problem"):
            self._focus_field("start" if typed.start_kind == "problem" else "end")
            self.say(typed.start_hint if typed.start_kind == "problem" else typed.end_hint, "problem")
            return
        self.state.when = typed.when
        self._send(self.state.to_draft(), then)

    def _send(self, draft: ActivityDraft, then: Callable[[ActivityRow], None]) -> None:
        from store import activities

        self._then = then
        row = self.row
        fields = self.query_one("#fields")
        focused = self.focused
        fields.disabled = True

        def save() -> ActivityRow:
            if row is None:
                return activities.plan(self.store, self.me, draft)
            return activities.edit(self.store, self.me, row.id, draft, version=row.version)

        def saved(result: ActivityRow) -> None:
            fields.disabled = False
            self.set_focus(focused)
            then(result)

        self.ask("save", save, saved)

    def _complete_picks(self) -> bool:
        """What was typed into a picker and not chosen is neither dropped nor guessed."""
        for field in self.query(PickField):
            if field.display and field.typed:
                self._problem(field.id or "", _("Choose from the list, or clear it."))
                return False
        return True

    def _clear_problems(self) -> None:
        for row in self.query(FieldRow):
            if row.has_class("-refused"):
                row.remove_class("-refused")
                row.say("")

    def refused(self, error: Exception) -> None:
        """Put a refusal where it belongs; the form stays as it was."""
        self.query_one("#fields").disabled = False
        from screens.wording import refusal

        if isinstance(error, Invalid) and (error.field, error.reason) == ("end", "past"):
            self._ask_how_it_ended()
        elif isinstance(error, Stale):
            self._ask_whose(error)
        elif isinstance(error, Invalid) and error.field in PLACES:
            self._problem(PLACES[error.field], refusal(error))
        elif isinstance(error, Refused):
            self.say(refusal(error), "problem", stay=True)
            self._focus_field("start")
        else:
            self.say(
                _("Something went wrong; details are in {path}").format(path=self.desk.log_path()), "problem", stay=True
            )

    def _problem(self, name: str, text: str) -> None:
        if name in SECTION_OF:
            header = self.query_one(f"#head-{SECTION_OF[name]}", SectionHeader)
            if not header.is_open:
                header.action_turn()
        self.say(text, "problem")

        def show() -> None:
            for row in self.query(f"#{name}").results(FieldRow):
                row.display = True
                row.add_class("-refused")
                row.say(text, "problem")
            self._focus_field(name)

        self.call_after_refresh(show)

    def _focus_field(self, name: str) -> None:
        for row in self.query(f"#{name}"):
            target = row.query(Input).first() if row.query(Input) else row
            self.set_focus(target)

    # ----------------------------------------------------------------- questions

    def _ask_how_it_ended(self) -> None:
        """What lies in the past is recorded as completed or cancelled (A2)."""
        from screens.dialogs.choose import Choose

        choices = [
            ("back", _("go back and change the date"), "b"),
            ("completed", _("it is completed"), "c"),
            ("cancelled", _("it was cancelled"), "x"),
        ]

        def answered(answer: str | None) -> None:
            if answer in {None, "back"}:
                self._problem("start", _("This is in the past."))
                return
            self.state.choices["status"] = str(answer)
            for row in self.query("#status").results(ChoiceField):
                row.value = str(answer)
            self._send(self.state.to_draft(), self._then)

        self.app.push_screen(Choose(_("This is in the past. How did it end?"), choices), answered)

    def _ask_whose(self, stale: Stale) -> None:
        """Somebody else saved first: nothing is overwritten silently (A18)."""
        from screens.dialogs.choose import Choose

        who = stale.by or _("Somebody")
        choices = [
            ("theirs", _("load what {name} saved; mine is dropped").format(name=who), "l"),
            ("mine", _("keep mine; overwrite it"), "k"),
        ]

        def answered(answer: str | None) -> None:
            if answer == "theirs":
                from screens.activity_form import ActivityForm
                from store import activities

                self.ask(
                    "reread",
                    lambda: activities.get(self.store, self.me, stale.id),
                    lambda row: self.app.switch_screen(ActivityForm(self.store, self.me, row=row)),
                )
            elif answer == "mine" and self.row is not None:
                self.row = replace(self.row, version=stale.version)
                self._send(self.state.to_draft(), self._then)

        self.app.push_screen(Choose(_("{name} changed it meanwhile").format(name=who), choices), answered)

    def ask_to_drop(self, before: Sequence[Pick], field: PickField) -> None:
        """Changing the assignment drops direction and persons, after asking (A7)."""
        from screens.dialogs.choose import Choose

        wanted = list(field.picks)
        choices = [
            ("keep", _("keep {name}").format(name=before[0].name), "k"),
            ("drop", _("change it; persons and direction go"), "c"),
        ]

        def answered(answer: str | None) -> None:
            if answer != "drop":
                field.set_picks(before)
                return
            self.state.picks["persons"] = []
            self.state.choices["direction"] = ""
            for row in self.query("#persons").results(PickField):
                row.set_picks([])
            for choice in self.query("#direction").results(ChoiceField):
                choice.value = ""
            self.state.picks["assignment"] = wanted
            field.set_picks(wanted)

        self.app.push_screen(Choose(_("Another assignment?"), choices), answered)

    def action_close(self) -> None:
        """Close; ask if something would be lost."""
        if self.query_one(PickList).display:
            self.query_one(PickList).close()
            return
        if not self.dirty:
            self.dismiss(None)
            return
        from screens.dialogs.choose import Choose

        choices = [
            ("stay", _("go on editing"), "g"),
            ("save", _("save & close"), "s"),
            ("drop", _("close without saving"), "c"),
        ]

        def answered(answer: str | None) -> None:
            if answer == "drop":
                self.dismiss(None)
            elif answer == "save":
                self.action_save_close()

        self.app.push_screen(Choose(_("Not everything is saved"), choices), answered)

    # ----------------------------------------------------------------- discussion

    def load_notes(self) -> None:
        """Read the discussion."""
        from store import discussion

        row = self.row
        if row is not None:
            self.ask("notes", lambda: discussion.notes(self.store, self.me, row.id, last=50), self._show_notes)

    def _show_notes(self, notes: tuple[NoteRow, ...]) -> None:
        from rich.text import Text

        from store.dates import stamp
        from widgets.cells import plain
        from widgets.palette import palette

        p = palette(self.app)
        text = Text()
        for note in notes:
            text.append(plain(note.author.name), p.accent)
            text.append(f" {stamp(note.at, self.me.zone, self.desk.today)}  ", p.faint)
            text.append(" / ".join(plain(line) for line in note.text.split("\n")) + "\n", p.text)
        for entries in self.query("#entries").results(Static):
            entries.update(text)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the discussion's line adds an entry at once (A10); elsewhere it goes on to the next field."""
        parent = event.input.parent
        if parent is None or parent.id != "note":
            self.focus_next()
            return
        row, text = self.row, event.value
        if row is None or not text.strip():
            return
        from store import discussion

        def added(_note: Any) -> None:
            event.input.value = ""
            self.load_notes()
            self.say(_("Added to the discussion."))

        self.ask("note", lambda: discussion.add_note(self.store, self.me, row.id, text), added)
