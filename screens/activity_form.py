"""The form of an activity: the help page's sections in its order, what is optional folded into one line (A1 to A16)."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.geometry import Size
from textual.widgets import Input, TextArea

from screens.attaching import attached_summary
from screens.form import candidates
from screens.form.attaching import FormAttaching
from screens.form.discussing import Discussing
from screens.form.drafting import Drafting
from screens.form.measuring import FormMeasuring
from screens.form.pending_keys import caught_up, taken
from screens.form.picking import Picking
from screens.form.reminder_entries import place_of
from screens.form.reminding import Reminding
from screens.form.sections import Sections
from screens.form.state import FormState
from screens.form.timing import Timing
from screens.kept_words import named_right
from screens.series_words import series_text
from screens.type_ahead import EarlyKeys
from store.dates import clock_time
from store.drafts import ActivityDraft, draft_of
from store.language import _
from store.rows import ActivityRow
from widgets.bars import KeyBar, TopBar
from widgets.choice import Check, Choice
from widgets.day_strip import DayStrip
from widgets.form_section import FormSection

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting

WIDE = 112
HUGE = 170
ROOMY_HEIGHT = 32
WARN_FROM = 160


class ActivityForm(Drafting, Timing, Picking, Discussing, Reminding, FormAttaching, FormMeasuring):
    """Plans, records or changes one activity. Dismisses with it as last saved, or with None."""

    CSS = """
    ActivityForm { background: $background; }
    ActivityForm #body { height: 1fr; }
    ActivityForm #fields { width: 1fr; height: 1fr; scrollbar-size-vertical: 1; padding-top: 1; overflow-x: hidden; }
    ActivityForm #fields:disabled { opacity: 1; }
    ActivityForm FormSection.-apart { margin-bottom: 1; }
    ActivityForm.-roomy FormSection { margin-bottom: 1; }
    ActivityForm #strip { width: 38; height: 1fr; display: none; }
    ActivityForm.-wide #strip { display: block; }
    ActivityForm.-huge #strip { width: 60; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save_close", show=False, priority=True, id="form.save-close"),
        Binding("f2", "save", show=False, priority=True, id="form.save"),
        Binding("f3", "save_attach", show=False, priority=True, id="form.attach"),
        Binding("f4", "save_similar", show=False, priority=True, id="form.similar"),
        Binding("f5", "cycle", show=False, priority=True, id="form.cycle"),
        Binding("f6", "remind", show=False, priority=True, id="form.remind"),
        Binding("f8", "forget_reminder", show=False, priority=True, id="form.forget-reminder"),
        Binding("f7", "time_entries", show=False, priority=True, id="form.time"),
        Binding("f9", "stopwatch", show=False, priority=True, id="form.stopwatch"),
        Binding("ctrl+t", "stop_or_resume", show=False, priority=True, id="app.stopwatch"),
        Binding("ctrl+l", "link", show=False, priority=True, id="form.link"),
        Binding("ctrl+o", "fold", show=False, priority=True, id="form.fold"),
        # With priority: what follows a tab in one packet of a slow line belongs to the next field.
        Binding("tab", "go(1)", show=False, priority=True),
        Binding("shift+tab", "go(-1)", show=False, priority=True),
        Binding("escape", "close", show=False, id="form.close"),
    ]
    AUTO_FOCUS = ""

    def __init__(
        self,
        store: "Store",
        me: "Acting",
        *,
        row: ActivityRow | None = None,
        draft: ActivityDraft | None = None,
        done: bool = False,
        day: date | None = None,
        cycle: str = "",
        minute: int | None = None,
    ) -> None:
        """`day` and `minute` (of that day, by the clock of the user's zone) are where it is planned from."""
        super().__init__()
        self.store, self.me = store, me
        self.held = candidates.Held()
        self._early = EarlyKeys(self)
        self._fill(row=row, draft=draft, done=done, day=day, cycle=cycle, minute=minute)

    def _fill(
        self,
        *,
        row: ActivityRow | None,
        draft: ActivityDraft | None,
        done: bool = False,
        day: date | None = None,
        cycle: str = "",
        minute: int | None = None,
    ) -> None:
        whole = draft or (draft_of(row) if row else ActivityDraft(status="completed" if done else "planned"))
        self.state = FormState(whole, self.me, row=row, recording=done, day=day, cycle=cycle, minute=minute)
        self.state.name_from(self.held)
        self.state.begin(self.store.clock.now())
        self.sections = Sections(self.state, self.held, self.open_persons)
        self._first = self.state.fingerprint()
        self.forget_times()

    # ----------------------------------------------------------------- layout

    def compose(self) -> ComposeResult:
        """Lay out; the fields of a folded section are made when it is opened."""
        self.held = self.sections.held = getattr(self.app, "form_held", self.held)
        self.state.name_from(self.held)
        self.sections.tracking = self.desk.tracking.on
        self._fit(self.app.size)
        name = self.me.name if self.app.size.width >= 100 else self.me.login
        yield TopBar(self.title_text, "", (name, clock_time(self.store.clock.now(), self.me.zone)))
        with Horizontal(id="body"):
            with VerticalScroll(id="fields", can_focus=False):
                for section in self.sections.make():
                    section.set_class(section.key in {"activity", "date"}, "-apart")
                    yield section
            yield DayStrip(self.me.zone, id="strip")
        yield KeyBar(self._keys())

    @property
    def title_text(self) -> str:
        """What this form is for."""
        if self.state.row is not None:
            return _("Activity {number}").format(number=self.state.row.id)
        return _("Record what is done") if self.state.recording else _("New activity")

    def _keys(self) -> list[tuple[str, str]]:
        return [
            ("^s", _("save & close")),
            ("F2", _("save")),
            ("F3", _("& files")),
            ("F4", _("& similar")),
            ("esc", _("close")),
            ("^o", _("section")),
            ("F5", _("cycle")),
            ("F6", _("remind")),
            ("F8", _("remove reminder")),
            ("^l", _("link")),
            ("tab", _("next field")),
            *([("F9", _("stopwatch")), ("F7", _("time"))] if self.desk.tracking.on else []),
        ]

    def on_mount(self) -> None:
        """Show what is known, then read the dictionaries behind the first frame."""
        self._begin()

    def _begin(self) -> None:
        self._show_times()
        self._count()
        self.load_attached()
        self.measured()
        draft = self.state.draft if self.state.row is None else None
        self.ask("dictionaries", lambda: candidates.load(self.store, self.me, draft), self._take_held)
        if self.state.row is not None and self.state.row.series is not None:
            row = self.state.row
            self.ask("series", lambda: series_text(self.store, self.me, row), self._take_series)
        first = "start" if self.state.category and not self.state.row and not self.state.start else "category"
        self.focus_field(first)
        self._restrict()

    def _take_series(self, text: str) -> None:
        section = self.section_of("cycle")
        if section is not None:
            section.set_lines("cycle", [text])

    def focus_field(self, key: str) -> None:
        """Put the focus on a field."""
        section = self.section_of(key)
        slot = section.slot(key) if section else None
        if slot is not None and slot.widget is not None:
            if self.focused is None:
                self._early.begin(slot.widget)
            else:
                self.set_focus(slot.widget)

    def restart(
        self,
        *,
        row: ActivityRow | None,
        draft: ActivityDraft | None,
        note: str = "",
        then: Callable[[], None] | None = None,
    ) -> None:
        """Fill the form anew, and go on."""
        self._fill(row=row, draft=draft)
        if row is not None and draft is not None:
            # What is merged is not saved yet: closing must not lose it.
            self._first = ()
        self.state.note = note

        async def again() -> None:
            await self.recompose()
            self._begin()
            if then is not None:
                then()

        self.call_later(again)

    def settled(self, row: ActivityRow) -> None:
        """Go on with what has just been saved."""
        self.state.row = row
        self.state.note = ""
        note = self.field("note")
        if isinstance(note, Input):
            note.value = ""
            self.load_notes()
        self._first = self.state.fingerprint()
        self.query_one(TopBar).show(title=self.title_text)
        self._summaries()

    def on_resize(self, event: events.Resize) -> None:
        """The day stands beside the form where there is room; sections stand apart where there is height."""
        self._fit(event.size)
        self.call_after_refresh(self._strip)

    def _fit(self, size: Size) -> None:
        self.set_class(size.width >= WIDE, "-wide")
        self.set_class(size.width >= HUGE, "-huge")
        self.set_class(size.height >= ROOMY_HEIGHT, "-roomy")

    def _take_held(self, held: candidates.Held) -> None:
        before = self.state.fingerprint()
        self.held = cast(Any, self.app).form_held = held
        self.sections.held = held
        self.state.name_from(held)
        self.fill_pickers()
        self.fill_shortcuts()
        self._show_times()
        self._summaries()
        if before == self._first:
            self._first = self.state.fingerprint()

    def data_changed(self) -> None:
        """See Asking: what can be picked is read anew, what is picked stays (H5, G3)."""
        draft = self.state.draft if self.state.row is None else None
        self.ask("dictionaries", lambda: candidates.load(self.store, self.me, draft), self._take_held)

    def _restrict(self) -> None:
        """Who may only look may still discuss (A10)."""
        from store.refusals import NotAllowed
        from store.rights import check_edit

        row = self.state.row
        if row is None:
            return
        try:
            check_edit(self.me.rights, self.me, row, frozenset({"priority"}))
        except NotAllowed as refused:
            from screens.wording import refusal

            for section in self.query(FormSection):
                for slot in section.slots():
                    if slot.widget is not None and slot.key != "note":
                        slot.widget.disabled = True
            self.say(refusal(refused), "hint", stay=True)

    # ----------------------------------------------------------------- sections

    async def action_go(self, by: int) -> None:
        """Go to the next or previous field; what a picker has highlighted is taken on the way."""
        await self._early.begun()
        if by > 0:
            await taken(self.focused)
            if not self.asks_about_emptied():
                self.focus_next()
        else:
            await caught_up(self.focused)
            self.focus_previous()

    def action_fold(self) -> None:
        """Open or fold the section where one is."""
        focused = self.focused
        section = focused if isinstance(focused, FormSection) else None
        for ancestor in focused.ancestors if focused is not None else ():
            section = section or (ancestor if isinstance(ancestor, FormSection) else None)
        if section is not None and section.folded:
            section.unfold()
        elif section is not None:
            section.fold()

    def on_form_section_turned(self, message: FormSection.Turned) -> None:
        """Fill what has just been opened, say what is in what has been folded."""
        section = message.section
        if not section.folded:
            self.fill_pickers()
            self._restrict()
            self._show_performer_rule(section)
            if section.key == "discussion":
                self.load_notes()
            if section.key == "reminders":
                self.load_deliveries()
            if section.key == "attached":
                self.show_attached(self.attached)
            if section.key == "time":
                self.measured()
        self._summaries()
        self._count()

    def _show_performer_rule(self, section: FormSection) -> None:
        performers = section.slot("performers")
        if performers is None or performers.widget is None or "delegate" in self.me.rights:
            return
        performers.widget.disabled = True
        said = _("Choosing others needs the right {right}.").format(right=named_right("delegate"))
        section.set_hint("performers", said, "muted")

    def _summaries(self) -> None:
        for section in self.query(FormSection):
            if section.key == "attached":
                section.set_summary(attached_summary(self.attached, saved=self.state.row is not None))
            elif section.key == "time":
                section.set_summary(self.time_summary())
            else:
                section.set_summary(self.sections.summary(section.key))
        self.show_reminders()

    def field(self, key: str) -> Any:
        """The field of a slot, None while its section has not been opened."""
        section = self.section_of(key)
        slot = section.slot(key) if section else None
        return slot.widget if slot else None

    def _changed(self, key: str) -> None:
        section = self.section_of(key)
        slot = section.slot(key) if section else None
        if section is not None and slot is not None and slot.kind == "danger":
            section.set_hint(key, "")

    # ----------------------------------------------------------------- what is filled in

    def on_choice_changed(self, message: Choice.Changed) -> None:
        """A word: with the status, the outcome appears or goes (A8)."""
        key = message.choice.key
        self.state.words[key] = message.value
        self._changed(key)
        if key == "status":
            self.depend()
            self._show_times()
        self._summaries()

    def put_word(self, key: str, value: str) -> None:
        """Set a choice and its field."""
        self.state.words[key] = value
        field = self.field(key)
        if isinstance(field, Choice):
            field.put(value)
        self.depend()

    def on_check_changed(self, message: Check.Changed) -> None:
        """A mark: what is open-ended has no dates (A3)."""
        key = message.check.key
        if place_of(key) is not None:
            return
        self.state.on = self.state.on | {key} if message.value else self.state.on - {key}
        if key == "open_ended" and message.value:
            self.state.on.discard("all_day")
            all_day = self.field("all_day")
            if isinstance(all_day, Check):
                all_day.put(False)
        self.depend()
        self._show_times()
        self._summaries()

    def on_input_changed(self, event: Input.Changed) -> None:
        """A line of text."""
        if event.input.id in {"description", "note", "cycle"}:
            setattr(self.state, event.input.id, event.value)
            if event.input.id == "cycle":
                self.show_cycle()
            self._count()
            self._summaries()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """The details."""
        self.state.details = event.text_area.text
        self._summaries()

    def depend(self) -> None:
        """Show the fields that make sense now (A3, A7, A8)."""
        with_contact = self.state.assigned("contact") is not None
        dated = "open_ended" not in self.state.on
        shown = {
            "direction": with_contact,
            "persons": with_contact,
            "outcome": self.state.needs_outcome,
            "start": dated,
            "end": dated,
            "all_day": dated,
            "cycle": dated,
            "busy": dated,
        }
        for key, visible in shown.items():
            section = self.section_of(key)
            if section is not None:
                section.show(key, visible)
        goal = self.section_of("goal")
        if goal is not None and self.state.needs_outcome and not self.state.words["outcome"]:
            goal.unfold(focus=False)

    def _count(self) -> None:
        section, size = self.section_of("description"), len(self.state.description)
        if section is not None:
            section.set_aside(f"{size}/{WARN_FROM}", "amber" if size > WARN_FROM else "faint")

    def on_key(self, event: events.Key) -> None:
        """Keep what is typed before the first field is there."""
        self._early.take(event)

    def on_descendant_focus(self) -> None:
        """Give it to the field."""
        self._early.hand_on()

    # ----------------------------------------------------------------- closing

    def action_close(self) -> None:
        """Close; ask if something would be lost."""
        if self._saving:
            return
        if self.state.fingerprint() == self._first and not self.emptied:
            self.dismiss(self.saved)
            return
        from screens.dialogs.leave_form import LeaveForm

        def answered(answer: str | None) -> None:
            if answer == "drop":
                self.dismiss(self.saved)
            elif answer == "save":
                self.save(self.leave)

        self.app.push_screen(LeaveForm(), answered)
