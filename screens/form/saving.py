"""Saving the form: four ways, refusals beside their field, nothing typed is ever lost (A2, A10, A16, A18)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, cast
from zoneinfo import ZoneInfo

from textual.geometry import Region, Size

from screens import taken_time
from screens.asking import Asking
from screens.form import repeating
from screens.form.pending_keys import caught_up, taken
from screens.form.repeating import Repeating
from screens.form.times import Times, words_of
from screens.form.writing import Doubt, Saved, Writing
from store.drafts import ActivityDraft, draft_of
from store.language import _, n_
from store.refusals import BusyConflict, Invalid, NotAllowed, Refused, Stale, Undecided
from store.rows import ActivityRow, Scope
from store.when import AllDay, Timed, is_past
from widgets.bars import KeyBar
from widgets.date_input import DateInput
from widgets.form_section import FormSection, Kind
from widgets.line_field import LineField
from widgets.pick_list import Create
from widgets.picker import Picker
from widgets.suggesting import Suggesting

if TYPE_CHECKING:
    from textual.widget import Widget

    from screens.form.state import FormState
    from store.database import Store
    from store.rows import Acting
    from store.series import PlannedSeries

LINES_TOLD = 2
PLACES = {"contact": "assignment", "project": "assignment"}
Then = Callable[[ActivityRow], None]


class FormSaving(Asking):
    """The part of the form that checks, saves and asks. The form gives it state, store and fields."""

    store: "Store"
    me: "Acting"
    state: "FormState"

    def __init__(self) -> None:
        super().__init__()
        self.saved: ActivityRow | None = None
        self.series: PlannedSeries | None = None
        self._written: Writing | None = None
        self._doubt: Doubt | None = None
        self._saving = False
        self._then: Then | None = None
        self._focused: Widget | None = None
        self._typed_place: tuple[Widget, Region, Size] | None = None

    def times(self) -> Times:
        """What start and end mean."""
        raise NotImplementedError

    def repeating(self) -> Repeating:
        """What the cycle's field means."""
        return repeating.read(
            self.state.cycle if self.state.may_repeat else "",
            self.times().when,
            self.me.zone,
            self.store.clock.now().astimezone(ZoneInfo(self.me.zone)).date(),
        )

    def reminder_problems(self) -> dict[str, str]:
        """What keeps reminders from being saved, by field."""
        raise NotImplementedError

    def reminder_field(self, value: str) -> str:
        """The field of the reminder that the store has refused."""
        raise NotImplementedError

    def field(self, key: str) -> Any:
        """The field of a slot, None while its section has not been opened."""
        raise NotImplementedError

    def settled(self, row: ActivityRow) -> None:
        """The form stays open on what has just been saved."""
        raise NotImplementedError

    def restart(
        self,
        *,
        row: ActivityRow | None,
        draft: ActivityDraft | None,
        note: str = "",
        then: Callable[[], None] | None = None,
    ) -> None:
        """Fill the form anew, then do what is left to do."""
        raise NotImplementedError

    def put_word(self, key: str, value: str) -> None:
        """Set a choice and its field."""
        raise NotImplementedError

    def asks_about_emptied(self) -> bool:
        """Ask what an emptied assignment means, if that has not been asked yet (A7)."""
        raise NotImplementedError

    def leave(self, row: ActivityRow | None) -> None:
        """Close with an answer."""
        self.dismiss(row)

    def section_of(self, key: str) -> FormSection | None:
        """The section that a field stands in."""
        return next((section for section in self.query(FormSection) if section.slot(key)), None)

    def hint(self, key: str, text: str, kind: Kind = "muted") -> None:
        """Say something beside a field."""
        section = self.section_of(key)
        if section is not None:
            section.set_hint(key, text, kind)

    def say(self, text: str, kind: str = "ok", *, stay: bool = False) -> None:
        """Say something in the line below."""
        self.query_one(KeyBar).say(text, kind, stay=stay)

    # ----------------------------------------------------------------- four ways

    async def action_save_close(self) -> None:
        """Save & close."""
        await self._taken()
        self.save(self.leave)

    async def action_save(self) -> None:
        """Save and stay."""

        def stay(row: ActivityRow) -> None:
            if self.series is not None:
                count, self.series = len(self.series.rows), None
                self.restart(row=row, draft=None)
                self.call_after_refresh(self.say, planned_text(count) + " " + _("This is the first of them."))
                return
            self.settled(row)
            self.say(_("Saved."))

        await self._taken()
        self.save(stay)

    async def action_save_similar(self) -> None:
        """Save & plan similar: the form goes on, filled alike (A16)."""

        def similar(row: ActivityRow) -> None:
            from store import activities

            self.ask("similar", lambda: activities.similar(self.store, self.me, row), again)

        def again(draft: ActivityDraft) -> None:
            self.restart(row=None, draft=draft)
            self.call_after_refresh(self.say, _("Saved. This is a new activity, filled alike."))

        await self._taken()
        self.save(similar)

    async def _taken(self) -> None:
        """Let the field catch up; what it offers for what was typed is taken, but nothing new is made of it."""
        field = self.focused
        await caught_up(field)
        pick = field.highlighted if isinstance(field, Suggesting) else None
        if pick is None or not isinstance(pick.value, Create):
            await taken(field)

    # ----------------------------------------------------------------- saving

    def save(self, then: Then) -> None:
        """Check what can be checked here; save in a thread, with the form disabled and kept."""
        if self._saving or self.asks_about_emptied():
            return
        problems = self._problems()
        if problems:
            for key, text in problems.items():
                self._problem(key, text, focus=False)
            self._problem(*next(iter(problems.items())))
            return
        when = self.times().when
        self._then = then
        if when is not None and self.state.words["status"] == "planned" and self._just_became_past(when):
            self._ask_how_it_ended()
            return
        self._send(self.state.to_draft(when))

    def _just_became_past(self, when: object) -> bool:
        row = self.state.row
        changed = row is None or row.when != when or row.status != "planned"
        return changed and is_past(when, self.store.clock.now(), self.me.zone)  # type: ignore[arg-type]

    def _problems(self) -> dict[str, str]:
        """What keeps the form from being saved, by field."""
        from screens.wording import invalid

        problems: dict[str, str] = {}
        for picker in self.query(Picker):
            picker.close_list()
            if picker.display and picker.unresolved:
                problems[picker.key] = _("Choose from the list, or clear it.")
        if self.state.category is None:
            problems.setdefault("category", invalid(Invalid("category", "missing")))
        times = self.times()
        if times.when is None:
            said = times.end if times.field == "end" else times.start
            problems[times.field] = said or invalid(Invalid("start", "missing"))
        meant = self.repeating()
        if self.state.cycle.strip() and meant.cycle is None and self.state.may_repeat:
            problems["cycle"] = meant.hint
        problems |= self.reminder_problems()
        if self.state.needs_outcome and not self.state.words["outcome"]:
            problems["outcome"] = invalid(Invalid("outcome", "missing"))
        return problems

    def _send(self, draft: ActivityDraft) -> None:
        """Save; of an occurrence of a cycle, ask first how far what differs reaches (B8)."""
        row = self.state.row
        if row is None or row.series is None or draft_of(row) == draft:
            self._write(draft, "one")
            return
        from screens.dialogs.scope import ask_scope
        from screens.planning_actions import title_of

        def answered(scope: Scope | None) -> None:
            if scope is not None:
                self._write(draft, scope)

        self.app.push_screen(ask_scope(_("Change which?"), title_of(row)), answered)

    def _write(self, draft: ActivityDraft, scope: Scope, *, skip_collisions: bool = False) -> None:
        fields, focused = self.query_one("#fields"), self.focused

        def done(saved: Saved) -> None:
            self._release()
            self._doubt = None
            self.saved, self.series = saved.row, saved.series
            if focused is not None and focused.is_attached:
                self.set_focus(focused)
            if self._then is not None:
                self._then(saved.row)

        writing = Writing(
            row=self.state.row,
            draft=draft,
            cycle=self.repeating().cycle,
            note=self.state.note,
            scope=scope,
            skip_collisions=skip_collisions,
            doubt=self._doubt,
        )
        self._saving, self._focused, self._written = True, focused, writing
        fields.disabled = True
        self.ask("save", lambda: writing.write(self.store, self.me), done)

    def _release(self) -> None:
        self._saving = False
        self.query_one("#fields").disabled = False

    def refused(self, error: Exception) -> None:
        """Put a refusal where it belongs; the form stays as it was."""
        from screens.wording import refusal

        was_saving = self._saving
        if isinstance(error, Undecided) and error.trace is not None and self._written is not None:
            self._doubt = self._doubt or Doubt(self._written, error.trace)
        self._release()
        if was_saving and self._focused is not None and self._focused.is_attached:
            self.set_focus(self._focused)
        if isinstance(error, Invalid):
            key = PLACES.get(error.field, error.field)
            if key == "reminders":
                key = self.reminder_field(error.value)
            if (error.field, error.reason) == ("end", "past"):
                self._ask_how_it_ended()
            elif self.section_of(key) is not None:
                self._problem(key, refusal(error))
            else:
                self.say(refusal(error), "problem", stay=True)
        elif isinstance(error, NotAllowed) and error.right == "delegate":
            self._problem("performers", refusal(error))
        elif isinstance(error, Stale):
            self._ask_whose(error)
        elif isinstance(error, BusyConflict):
            self._ask_when(error)
        elif isinstance(error, Refused):
            self.say(refusal(error), "problem", stay=True)
        else:
            path = cast(Any, self.app).desk.log_path()
            self.say(_("Something went wrong; details are in {path}").format(path=path), "problem", stay=True)

    def _problem(self, key: str, text: str, *, focus: bool = True) -> None:
        """Say what is wrong beside a field, in a section that is open, and go there."""
        section = self.section_of(key)
        if section is None:
            self.say(text, "problem", stay=True)
            return
        section.unfold(focus=False)
        section.set_hint(key, text, "danger")
        if focus:
            slot = section.slot(key)
            if slot is not None and slot.widget is not None:
                self.call_after_refresh(self._show_wrong, slot.widget)

    def _show_wrong(self, field: "Widget") -> None:
        field.focus()
        # Where the focus was there already, what is said below may be all that is new.
        self._keep_in_sight()

    # ----------------------------------------------------------------- what one types in is in sight

    def on_mount(self) -> None:
        """Follow the field where one is: what is said above it, or opened, pushes it about."""
        self.screen_layout_refresh_signal.subscribe(self, lambda _screen: self._keep_in_sight(), immediate=True)

    def on_descendant_focus(self) -> None:
        """Go where the focus goes."""
        self._typed_place = None
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """Scroll to the field if it is not where it was, with what is wrong with it below."""
        before, self._typed_place = self._typed_place, self._typed_at()
        if self._typed_place is not None and self._typed_place != before:
            self.query_one("#fields").scroll_to_region(self._typed_place[1], animate=False, force=True)

    def _typed_at(self) -> "tuple[Widget, Region, Size] | None":
        field = self.focused
        if not isinstance(field, LineField) or not isinstance(field.parent, FormSection):
            return None
        x, y, width, height = field.virtual_region.translate(field.parent.virtual_region.offset)
        slot = field.parent.slot(field.id or "")
        wrong = slot is not None and slot.kind == "danger" and bool(slot.hint)
        # A form that has just grown can be scrolled further than before.
        return field, Region(x, y, width, height + (LINES_TOLD if wrong else 0)), self.query_one("#fields").virtual_size

    # ----------------------------------------------------------------- questions

    def _ask_how_it_ended(self) -> None:
        """What lies in the past is recorded as completed or cancelled (A2); with a goal, how (A8)."""
        from screens.dialogs.record_past import RecordPast

        def answered(answer: tuple[str, str] | None) -> None:
            if answer is None:
                self._problem("start", _("This is in the past."))
                return
            status, outcome = answer
            self.put_word("status", status)
            if outcome:
                self.put_word("outcome", outcome)
            self._send(self.state.to_draft(self.times().when))

        goal = self.state.one("goal")
        dialog = RecordPast(goal.text if goal else "")
        self.app.push_screen(dialog, lambda name: answered(dialog.answer(name)))

    def _ask_when(self, conflict: BusyConflict) -> None:
        """The time is taken (A5): one of the free times near by, or back to the form with everything kept."""
        from screens.dialogs.collision import TimeTaken

        written = self._written

        def answered(slot: Timed | AllDay | Literal["skip"] | None) -> None:
            if slot is None or written is None:
                self._problem("start", taken_time.summary(conflict))
                return
            if slot == "skip":
                self._write(written.draft, "one", skip_collisions=True)
                return
            start, end = words_of(slot, self.me.zone)
            for key, text in (("start", start), ("end", end)):
                field = self.field(key)
                if isinstance(field, DateInput):
                    field.value = text
                setattr(self.state, key, text)
            self.state.chosen = None
            self._send(self.state.to_draft(slot))

        self.app.push_screen(TimeTaken(conflict, self.me.zone, occurrences=self._occurrences()), answered)

    def _occurrences(self) -> int:
        """How many dates the cycle has that was to be saved, 0 where there is none."""
        if self._written is None or self._written.cycle is None:
            return 0
        from store import cycles

        return len(cycles.dates(self._written.cycle))

    def _ask_whose(self, stale: Stale) -> None:
        """Somebody else saved first: both versions are shown field by field, and nothing is lost (A18)."""
        from store import activities

        self.ask("reread", lambda: activities.get(self.store, self.me, stale.id), lambda row: self._merge(row, stale))

    def _merge(self, theirs: ActivityRow, stale: Stale) -> None:
        from screens.dialogs.merge_edits import MergeEdits
        from screens.form import merging
        from store.edit_merge import Side, differences, merged

        base, when = self.state.row, self.times().when
        if base is None or when is None:
            return
        who = stale.by or _("Somebody")
        mine, held = self.state.to_draft(when), draft_of(theirs)
        found = differences(None if self.state.base_unknown else draft_of(base), mine, held)
        then, note = self._then, self.state.note

        def answered(chosen: dict[str, Side] | None) -> None:
            if chosen is None:
                self.say(_("{name} changed it meanwhile").format(name=who), "problem", stay=True)
                return
            draft = merged(mine, held, chosen)
            self.restart(row=theirs, draft=draft, note=note, then=lambda: self.save(then or self.leave))

        if not found:
            answered({})
            return
        zone = self.me.zone
        dialog = MergeEdits(
            who, found, merging.labels(), merging.of_state(self.state, mine, zone), merging.of_row(theirs, held, zone)
        )
        self.app.push_screen(dialog, answered)


def planned_text(count: int) -> str:
    """Return what to say of a cycle that was planned."""
    return n_("Planned {count} activity.", "Planned {count} activities.", count).format(count=count)
