"""The quick line: one typed line plans an activity; each part is shown as understood before it is saved (C6)."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from screens.dialogs.frame import Dialog
from screens.form.pending_keys import caught_up
from store.drafts import ActivityDraft
from store.language import _
from store.refusals import BusyConflict, Refused, Undecided
from widgets.cells import right, wrap
from widgets.line_field import LineField
from widgets.palette import palette

if TYPE_CHECKING:
    from screens.form.writing import Doubt, Writing
    from store.database import Store
    from store.quick_line import Part
    from store.quick_line import QuickLine as Understood
    from store.rows import Acting

LABEL = 13


class QuickLine(Dialog[Any]):
    """Dismisses with what was saved (Saved), or with the draft and its cycle for the form to go on from."""

    CSS = "QuickLine { background: $background 40%; }"
    DEFAULT_CSS = """
    QuickLine { align: center top; }
    QuickLine > .frame { width: 92; margin-top: 4; }
    QuickLine LineField { margin-bottom: 1; }
    QuickLine #parts { height: auto; min-height: 6; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "form", show=False, priority=True),
        Binding("ctrl+n", "create", show=False, priority=True),
    ]

    def __init__(self, store: "Store", me: "Acting") -> None:
        super().__init__()
        self._store, self._me = store, me
        self._asked = 0
        self._understood: Understood | None = None
        self._refusal = ""
        self._plan_when_read = False
        self._read_text = ""
        self._form_when_read = False
        self._writing: Writing | None = None
        self._doubt: Doubt | None = None

    def compose(self) -> ComposeResult:
        """Lay out."""
        with self.frame(_("Quick planning"), _("enter plans · tab opens the form · esc closes")):
            yield LineField(placeholder=_("call AB Transport tomorrow at 15 for 20 min !high"))
            yield Static(Text(""), id="parts", markup=False)

    def on_mount(self) -> None:
        """Say what can be written."""
        self._show()

    @on(events.Resize)
    def _wrap_anew(self) -> None:
        """Break what is said for the new width, once it is laid out."""
        self.call_after_refresh(self._show)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read the line anew, in a thread."""
        self._asked += 1
        self._refusal = ""
        self._plan_when_read = self._form_when_read = False
        token, text = self._asked, event.value
        self.run_worker(lambda: self._read(token, text), thread=True, exit_on_error=False)

    def _read(self, token: int, text: str) -> None:
        from store import quick_line

        if token != self._asked:
            return
        try:
            found = quick_line.understand(self._store, self._me, text) if text.strip() else None
        except Refused as refused:
            self.app.call_from_thread(self._refused, refused)
            return
        self.app.call_from_thread(self._take, token, text, found)

    def _take(self, token: int, text: str, found: "Understood | None") -> None:
        if token == self._asked:
            self._understood, self._read_text = found, text
            self._show()
            if self._form_when_read:
                self._to_form()
            elif self._plan_when_read:
                self._plan()

    def _show(self) -> None:
        p = palette(self.app)
        text = Text()
        found, refusal = self._understood, self._refusal
        room = max(20, (self.query_one("#parts").size.width or 86) - LABEL - 2)
        if found is None:
            for line in (
                _("Write what is to be done, for whom and when; names, dates and times need no mark."),
                _("! high, !! urgent, @login performer, #project, !busy, !public, open-ended, all day"),
            ):
                text.append(line + "\n", p.muted)
        else:
            for part in found.parts:
                text.append(right(_part_label(part.name), LABEL) + "  ", p.muted)
                words, ink = self._words(part)
                if words == self._refusal:
                    refusal, ink = "", "danger"
                first, *rest = wrap(words, room) or [""]
                text.append(first + "\n", getattr(p, ink))
                for line in rest:
                    text.append(" " * (LABEL + 2) + line + "\n", getattr(p, ink))
        if refusal:
            text.append("\n" + refusal, p.danger)
        self.query_one("#parts", Static).update(text)

    def _words(self, part: "Part") -> tuple[str, str]:
        from screens.wording import priority_label, refusal

        assert self._understood is not None
        if part.name == "contact" and part.state == "missing":
            return _("“{name}” is no contact yet · ^n creates it").format(name=part.text), "amber"
        if part.name == "category" and part.state == "missing":
            return _("which? {names}").format(names=part.text), "amber"
        if part.name == "when" and part.state == "understood" and self._understood.conflict is not None:
            return f"{part.text} · {refusal(self._understood.conflict)}", "amber"
        if part.state != "understood":
            for problem in self._understood.problems:
                field = getattr(problem, "field", getattr(problem, "what", ""))
                if field in _PROBLEM_FIELDS.get(part.name, (part.name,)):
                    return refusal(problem), "amber"
            return part.text, "amber"
        if part.name == "priority":
            return priority_label(part.text), "text"
        return part.text, "muted" if part.name == "description" else "text"

    def on_input_submitted(self) -> None:
        """Plan what is understood; if the newest keystroke is not read yet, as soon as it is."""
        self._plan_when_read = True
        self._plan()

    def _plan(self) -> None:
        found = self._understood
        if found is None:
            return
        if found.problems:
            self._plan_when_read = False
            from screens.wording import refusal

            self._refusal = refusal(found.problems[0])
            self._show()
            return
        self._plan_when_read = False
        self.query_one(Input).disabled = True
        self._save(found.draft, found.repeat)

    def _save(self, draft: ActivityDraft, repeat: str | None = None, *, skip_collisions: bool = False) -> None:
        """Plan in a thread: one activity, or a cycle (B9)."""
        from screens.form.writing import Writing

        writing = self._writing = Writing(
            None,
            draft,
            _cycle(draft, repeat, self._me),
            skip_collisions=skip_collisions,
            doubt=self._doubt,
        )

        def work() -> None:
            try:
                saved = writing.write(self._store, self._me)
            except Refused as refused:
                self.app.call_from_thread(self._refused, refused)
            else:
                self.app.call_from_thread(self.dismiss, saved)

        self.run_worker(work, thread=True, exit_on_error=False)

    def _refused(self, refused: Refused) -> None:
        from screens.form.writing import Doubt
        from screens.wording import refusal

        if isinstance(refused, Undecided) and refused.trace is not None and self._writing is not None:
            self._doubt = self._doubt or Doubt(self._writing, refused.trace)
        field = self.query_one(Input)
        field.disabled = False
        field.focus()
        self._refusal = refusal(refused)
        self._show()
        if isinstance(refused, BusyConflict):
            self._offer(refused)

    def _offer(self, conflict: BusyConflict) -> None:
        """Offer the free times near one that is taken (A5); the line stays as it was typed."""
        from screens.dialogs.collision import TimeTaken

        found = self._understood

        def answered(slot: Any) -> None:
            if slot is None or found is None:
                return
            self.query_one(Input).disabled = True
            if slot == "skip":
                self._save(found.draft, found.repeat, skip_collisions=True)
            else:
                self._save(replace(found.draft, when=slot))

        count = _count(_cycle(found.draft, found.repeat, self._me)) if found is not None else 0
        self.app.push_screen(TimeTaken(conflict, self._me.zone, occurrences=count), answered)

    async def action_form(self) -> None:
        """Go on in the form with what is understood of all that was typed."""
        field = self.query_one(Input)
        await caught_up(field)
        if field.value == self._read_text:
            self._to_form()
        else:
            self._form_when_read = True

    def _to_form(self) -> None:
        found = self._understood
        self.dismiss((found.draft, found.repeat or "") if found else (ActivityDraft(), ""))

    def action_create(self) -> None:
        """Create the contact that is named and not there yet."""
        found = self._understood
        if found is None or not found.new_contact:
            return
        from screens.dialogs.new_record import NewRecord

        def made(pick: Any) -> None:
            if pick is not None:
                field = self.query_one(Input)
                self.on_input_changed(Input.Changed(field, field.value))

        self.app.push_screen(NewRecord(self._store, self._me, "contact", found.new_contact), made)


def _cycle(draft: ActivityDraft, repeat: str | None, me: "Acting") -> Any:
    """Return the cycle that a line names, None where it names none."""
    if repeat is None:
        return None
    from store import cycles
    from store.series import start_of

    return cycles.read(repeat, start=start_of(draft.when, me.zone))


def _count(cycle: Any) -> int:
    from store import cycles

    return len(cycles.dates(cycle)) if cycle is not None else 0


_PROBLEM_FIELDS = {
    "when": ("when", "start", "end"),
    "performers": ("user", "performers"),
    "cycle": ("cycle",),
}


def _part_label(name: str) -> str:
    words = {
        "category": _("category"),
        "contact": _("contact"),
        "persons": _("persons"),
        "project": _("project"),
        "when": _("when"),
        "priority": _("priority"),
        "performers": _("performers"),
        "busy": _("busy"),
        "public": _("public"),
        "cycle": _("cycle"),
        "description": _("description"),
    }
    return words.get(name, name)
