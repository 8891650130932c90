"""What one can do with the activity under the cursor without opening it (C1)."""

from collections.abc import Callable
from typing import Any

from screens.base import BaseScreen
from store.language import _
from store.refusals import BusyConflict
from store.rows import Acting, ActivityRow, Outcome, Priority, Scope


class ActivityActions(BaseScreen):
    """The actions of a list of activities. Subclasses say which one is chosen and how to show the list anew."""

    _elsewhere: Callable[[Any], None] | None = None

    @property
    def chosen(self) -> ActivityRow | None:
        """The activity under the cursor."""
        raise NotImplementedError

    def reload(self, select: int | None = None) -> None:
        """Show the list anew, with the cursor on an activity if one is given."""
        raise NotImplementedError

    def following(self) -> int | None:
        """The activity that the cursor goes to when the chosen one leaves the list."""
        raise NotImplementedError

    def chosen_lines(self) -> tuple[int, int]:
        """The lines of the screen that the chosen activity stands in: the first, and the one below the last."""
        raise NotImplementedError

    # ----------------------------------------------------------------- helpers

    def _with_chosen(self, act: Callable[[ActivityRow], None]) -> None:
        def on_chosen() -> None:
            row = self.chosen
            if row is None:
                self.say(_("No activity is chosen here."), "hint")
            else:
                act(row)

        self.when_open(on_chosen)

    def _write(
        self,
        change: Callable[[Any, Acting], Any],
        said: str,
        *,
        select: int | None,
        elsewhere: Callable[[Any], None] | None = None,
    ) -> None:
        """Run a change in a thread; then say what was done, and that `u` takes it back.

        `elsewhere` does the same at another time, where the one asked for is taken (A5).
        """
        store, me = self.desk.opened
        self._elsewhere = elsewhere

        def done(_result: Any) -> None:
            self.say(f"{said} · {_('u takes it back')}")
            self.reload(select)

        self.ask("write", lambda: change(store, me), done)

    def _scoped(self, row: ActivityRow, title: str, act: Callable[[Scope], None]) -> None:
        """Do something with one activity; with one of a cycle, ask first how far it reaches (B8)."""
        if row.series is None:
            act("one")
            return
        from screens.dialogs.scope import ask_scope

        def answered(scope: Scope | None) -> None:
            if scope is not None:
                act(scope)

        self.app.push_screen(ask_scope(title, title_of(row)), answered)

    def refused(self, error: Exception) -> None:
        """Say what was refused; where time is taken, offer what is free (A5)."""
        if not isinstance(error, BusyConflict):
            super().refused(error)
            return
        from screens.dialogs.collision import TimeTaken

        elsewhere, self._elsewhere = self._elsewhere, None

        def answered(slot: Any) -> None:
            if slot is not None and elsewhere is not None:
                elsewhere(slot)
            else:
                super(ActivityActions, self).refused(error)

        self.app.push_screen(TimeTaken(error, self.desk.zone, choosing=elsewhere is not None), answered)

    # ----------------------------------------------------------------- ending

    def action_complete(self) -> None:
        """Complete; asks for the outcome where there is a goal (A8)."""
        self._with_chosen(self._complete)

    def _complete(self, row: ActivityRow) -> None:
        if row.status != "planned":
            self.say(_("It has ended already; o makes it planned again."), "hint")
        elif row.goal is None:
            self._finish(row, None, "")
        else:
            from screens.dialogs.outcome import AskOutcome

            def answered(answer: tuple[Outcome, str] | None) -> None:
                if answer is not None:
                    self._finish(row, *answer)

            self.app.push_screen(AskOutcome(row).beside(self.chosen_lines()), answered)

    def _finish(self, row: ActivityRow, outcome: Outcome | None, note: str) -> None:
        from store import activities

        self._write(
            lambda store, me: activities.complete(store, me, row.id, outcome=outcome, note=note),
            _("Completed: {title}").format(title=title_of(row)),
            select=self.following(),
        )

    def action_cancel(self) -> None:
        """Cancel."""
        self._with_chosen(self._cancel)

    def _cancel(self, row: ActivityRow) -> None:
        from store import activities

        if row.status != "planned":
            self.say(_("It has ended already; o makes it planned again."), "hint")
            return
        following = self.following()
        self._scoped(
            row,
            _("Cancel which?"),
            lambda scope: self._write(
                lambda store, me: activities.cancel(store, me, row.id, scope=scope),
                _("Cancelled: {title}").format(title=title_of(row)),
                select=following,
            ),
        )

    def action_reopen(self) -> None:
        """Make planned again."""
        self._with_chosen(self._reopen)

    def _reopen(self, row: ActivityRow) -> None:
        from store import activities

        if row.status == "planned":
            self.say(_("It is planned; there is nothing to open again."), "hint")
            return
        said = _("Planned again: {title}").format(title=title_of(row))

        def planned(when: Any = None) -> None:
            self._write(
                lambda store, me: activities.reopen(store, me, row.id, when), said, select=row.id, elsewhere=planned
            )

        planned()

    # ----------------------------------------------------------------- changing

    def action_move(self) -> None:
        """Move, with the new date in words."""
        self._with_chosen(self._move)

    def _move(self, row: ActivityRow) -> None:
        from screens.dialogs.when import AskWhen

        if row.status != "planned":
            self.say(_("It has ended already; o makes it planned again."), "hint")
            return

        def moved(reading: Any) -> None:
            if reading is None:
                return
            from store.moving import moved_to

            to(moved_to(row, reading, self.desk.zone))

        def to(when: Any) -> None:
            from store import activities
            from widgets.activity_preview import when_line

            said = _("Moved: {title} → {when}").format(
                title=title_of(row), when=when_line(when, self.desk.zone, self.desk.today)
            )
            self._scoped(
                row,
                _("Move which?"),
                lambda scope: self._write(
                    lambda store, me: activities.move(store, me, row.id, when, scope=scope),
                    said,
                    select=row.id,
                    elsewhere=to if scope == "one" else None,
                ),
            )

        dialog = AskWhen(self.desk, title=_("Move to"), about=title_of(row), row=row)
        self.app.push_screen(dialog.beside(self.chosen_lines()), moved)

    def action_priority(self) -> None:
        """Set the priority (A6)."""
        self._with_chosen(self._priority)

    def _priority(self, row: ActivityRow) -> None:
        from screens.dialogs.choose import Choose

        choices = [
            ("low", "↓ " + _("low"), "l"),
            ("normal", "  " + _("normal"), "n"),
            ("high", "! " + _("high"), "h"),
            ("urgent", "‼ " + _("urgent"), "u"),
        ]

        def chosen(answer: Priority | None) -> None:
            if answer is None or answer == row.priority:
                return
            from store import activities

            said = _("Priority set: {title}").format(title=title_of(row))
            self._write(lambda store, me: activities.set_priority(store, me, row.id, answer), said, select=row.id)

        dialog = Choose(_("Priority"), choices, current=row.priority)
        self.app.push_screen(dialog.beside(self.chosen_lines()), chosen)

    def action_mark(self) -> None:
        """Set or remove the mark "needs completing" (A14)."""
        self._with_chosen(self._mark)

    def _mark(self, row: ActivityRow) -> None:
        from store import activities

        on = not row.needs_completing
        said = _("Put aside to be filled in later: {title}") if on else _("No longer to be filled in: {title}")
        self._write(
            lambda store, me: activities.set_needs_completing(store, me, row.id, on),
            said.format(title=title_of(row)),
            select=row.id,
        )

    def action_take(self) -> None:
        """Take an activity that nobody performs (A12)."""
        self._with_chosen(self._take)

    def _take(self, row: ActivityRow) -> None:
        from store import activities

        if row.performers:
            self.say(_("Somebody performs it already: {name}.").format(name=row.performers[0].name), "hint")
            return
        said = _("Taken: {title}").format(title=title_of(row))
        self._write(lambda store, me: activities.take(store, me, row.id), said, select=self.following())

    def action_delete(self) -> None:
        """Delete, after asking."""
        self._with_chosen(self._delete)

    def _delete(self, row: ActivityRow) -> None:
        self._scoped(row, _("Delete which?"), lambda scope: self._confirm_delete(row, scope))

    def _confirm_delete(self, row: ActivityRow, scope: Scope) -> None:
        from screens.dialogs.choose import Choose

        titles = {
            "one": _("Delete this activity?"),
            "following": _("Delete this one and all that follow?"),
            "all": _("Delete all that have not ended?"),
        }
        choices = [("no", _("keep it"), "k"), ("yes", _("delete it"), "d")]

        def answered(answer: str | None) -> None:
            if answer != "yes":
                return
            from store import activities

            said = _("Deleted: {title}").format(title=title_of(row))
            following = self.following()
            self._write(lambda store, me: activities.delete(store, me, row.id, scope=scope), said, select=following)

        dialog = Choose(titles[scope], choices, about=title_of(row))
        self.app.push_screen(dialog.beside(self.chosen_lines()), answered)

    # ----------------------------------------------------------------- reading and planning

    def action_discuss(self) -> None:
        """Read the discussion and add to it (A10)."""
        self._with_chosen(self._discuss)

    def _discuss(self, row: ActivityRow) -> None:
        from screens.dialogs.discuss import Discuss

        def added(said: bool | None) -> None:
            if said:
                self.say(_("Added to the discussion: {title}").format(title=title_of(row)))
                self.reload(row.id)

        self.app.push_screen(Discuss(self.desk, row), added)

    def action_history(self) -> None:
        """Show who changed what (A19)."""
        self._with_chosen(self._history)

    def _history(self, row: ActivityRow) -> None:
        from screens.dialogs.changes import Changes

        self.app.push_screen(Changes(self.desk, row))

    def action_undo(self) -> None:
        """Take back the last of one's own changes (A19)."""
        self._turn("undo")

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        self._turn("redo")

    def _turn(self, direction: str) -> None:
        self.when_open(lambda: self._turn_now(direction))

    def _turn_now(self, direction: str) -> None:
        store, me = self.desk.opened
        from store import history

        def turned(result: history.Undone) -> None:
            from screens.wording import action_label

            words = _("Taken back ({action}): {title}") if direction == "undo" else _("Done again ({action}): {title}")
            self.say(words.format(action=action_label(result.action), title=result.title))
            self.reload(result.activity_id)

        self._elsewhere = None
        self.ask("write", lambda: (history.undo if direction == "undo" else history.redo)(store, me), turned)

    def action_plan_new(self) -> None:
        """Open the form for a new activity."""
        self._open_form(day=self.shown_day())

    def action_record_done(self) -> None:
        """Open the form to record what is done (A2)."""
        self._open_form(done=True, day=self.shown_day())

    def action_similar(self) -> None:
        """Open the form filled like the chosen activity (A16)."""
        self._with_chosen(self._similar)

    def _similar(self, row: ActivityRow) -> None:
        store, me = self.desk.opened
        from store import activities

        def whole() -> Any:
            return activities.similar(store, me, activities.get(store, me, row.id))

        self.ask("form", whole, lambda draft: self._open_form(draft=draft))

    def on_agenda_list_opened(self, message: Any) -> None:
        """Open the form of the chosen activity."""
        self.when_open(lambda: self._open(message.row.id))

    def _open(self, number: int) -> None:
        store, me = self.desk.opened
        from store import activities

        self.ask("form", lambda: activities.get(store, me, number), lambda row: self._open_form(row=row))

    def _open_form(self, **given: Any) -> None:
        def open_now() -> None:
            from screens.activity_form import ActivityForm

            form = ActivityForm(*self.desk.opened, **given)
            self.app.push_screen(form, lambda row: self._saved(row, len(form.series.rows) if form.series else 1))

        self.when_open(open_now)

    def _saved(self, row: ActivityRow | None, count: int = 1) -> None:
        if row is not None and count > 1:
            from screens.form.saving import planned_text

            self.say(f"{planned_text(count)} · {_('u takes it back')}")
            self.reload(row.id)
        elif row is not None:
            self.say(_("Saved: {title} · {hint}").format(title=title_of(row), hint=_("u takes it back")))
            self.reload(row.id)
        else:
            self.reload()

    def action_quick_line(self) -> None:
        """Plan in one typed line (C6)."""
        self.when_open(self._quick_line)

    def _quick_line(self) -> None:
        from screens.form.writing import Saved
        from screens.quick_line import QuickLine

        def answered(answer: Any) -> None:
            if isinstance(answer, Saved):
                self._saved(answer.row, len(answer.series.rows) if answer.series else 1)
            elif answer is not None:
                draft, cycle = answer
                self._open_form(draft=draft, cycle=cycle)

        self.app.push_screen(QuickLine(*self.desk.opened), answered)


def title_of(row: ActivityRow) -> str:
    """What to call an activity in a sentence."""
    about = row.assignment.name if row.assignment else row.description
    return f"{row.category.name}, {about}" if about else row.category.name
