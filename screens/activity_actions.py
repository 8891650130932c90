"""What one can do with the activity under the cursor without opening it (C1)."""

from collections.abc import Callable, Sequence
from typing import Any

from screens.planning_actions import PlanningActions, title_of
from store.language import _
from store.rows import Acting, ActivityRow, Outcome, Priority, Scope
from store.when import When


class ActivityActions(PlanningActions):
    """The actions of a list of activities. Subclasses say which one is chosen and how to show the list anew."""

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

    def chosen_lines(self) -> tuple[int, int] | None:
        """The lines of the screen that the chosen activity stands in: the first, and the one below the last.

        None where it has no lines of its own: a dialog then opens in the middle.
        """
        return None

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
        row: ActivityRow,
        *,
        select: int | None,
        elsewhere: Callable[[Any], None] | None = None,
    ) -> None:
        """Run a change of an activity in a thread; then say what was done, and that `u` takes it back.

        `elsewhere` does the same at another time, where the one asked for is taken (A5).
        """
        store, me = self.desk.opened
        self._elsewhere = elsewhere

        def done(_result: Any) -> None:
            self.say(f"{said} · {_('u takes it back')}", name=title_of(row))
            self.written()
            self.reload(select)

        self.ask("write", lambda: change(store, me), done)

    def written(self) -> None:
        """A change has been written; for screens that showed it before it was."""

    def unwritten(self) -> None:
        """A change was refused, or given up: what was shown in advance is put back."""

    def _scoped(self, row: ActivityRow, title: str, act: Callable[[Scope], None]) -> None:
        """Do something with one activity; with one of a cycle, ask first how far it reaches (B8)."""
        if row.series is None:
            act("one")
            return
        from screens.dialogs.scope import ask_scope

        def answered(scope: Scope | None) -> None:
            if scope is None:
                self.unwritten()
            else:
                act(scope)

        self.app.push_screen(ask_scope(title, title_of(row)).beside(self.chosen_lines()), answered)

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
            row,
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
                row,
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
                lambda store, me: activities.reopen(store, me, row.id, when),
                said,
                row,
                select=row.id,
                elsewhere=planned,
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

            self._move_to(row, moved_to(row, reading, self.desk.zone))

        dialog = AskWhen(self.desk, title=_("Move to"), about=title_of(row), row=row)
        self.app.push_screen(dialog.beside(self.chosen_lines()), moved)

    def _move_to(self, row: ActivityRow, when: When) -> None:
        """Write another time of an activity: whatever moves or lengthens one goes through here."""
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
                row,
                select=row.id,
                elsewhere=(lambda slot: self._move_to(row, slot)) if scope == "one" else None,
            ),
        )

    def action_priority(self) -> None:
        """Set the priority (A6)."""
        self._with_chosen(self._priority)

    def _priority(self, row: ActivityRow) -> None:
        from screens.dialogs.choose import Choose

        choices = self.priorities()

        def chosen(answer: Priority | None) -> None:
            if answer is None or answer == row.priority:
                return
            from store import activities

            said = _("Priority set: {title}").format(title=title_of(row))
            self._write(lambda store, me: activities.set_priority(store, me, row.id, answer), said, row, select=row.id)

        dialog = Choose(_("Priority"), choices, current=row.priority)
        self.app.push_screen(dialog.beside(self.chosen_lines()), chosen)

    def priorities(self) -> list[tuple[str, str, str]]:
        """The priorities to choose from: value, word, letter."""
        return [
            ("low", "↓ " + _("low"), "l"),
            ("normal", "  " + _("normal"), "n"),
            ("high", "! " + _("high"), "h"),
            ("urgent", "‼ " + _("urgent"), "u"),
        ]

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
            row,
            select=row.id,
        )

    def action_reassign(self) -> None:
        """Give to other performers (A12)."""
        self._with_chosen(self._reassign)

    def _reassign(self, row: ActivityRow) -> None:
        from store import bulk

        said = _("Given to others: {title}").format(title=title_of(row))
        self.ask_performers(
            (row,),
            lambda users: self._write(
                lambda store, me: bulk.reassign(store, me, [row.id], users), said, row, select=row.id
            ),
            about=title_of(row),
        )

    def ask_performers(
        self, rows: Sequence[ActivityRow], then: Callable[[tuple[int, ...]], None], *, about: str
    ) -> None:
        """Ask who is to perform activities; those who perform all of them are marked already."""
        store, me = self.desk.opened
        from store import people

        def ask(users: Any) -> None:
            from screens.dialogs.whose import AskPeople

            def answered(ids: tuple[int, ...] | None) -> None:
                if ids is not None:
                    then(ids)

            together = set.intersection(*({user.id for user in row.performers} for row in rows))
            self.app.push_screen(AskPeople(users, sorted(together), title=_("Performers"), about=about), answered)

        self.ask("users", lambda: people.choosable(store, me), ask)

    def action_take(self) -> None:
        """Take an activity that nobody performs (A12)."""
        self._with_chosen(self._take)

    def _take(self, row: ActivityRow) -> None:
        from store import activities

        if row.performers:
            self.say(_("Somebody performs it already: {name}.").format(name=row.performers[0].name), "hint")
            return
        said = _("Taken: {title}").format(title=title_of(row))
        self._write(lambda store, me: activities.take(store, me, row.id), said, row, select=self.following())

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
            self._write(
                lambda store, me: activities.delete(store, me, row.id, scope=scope), said, row, select=following
            )

        dialog = Choose(titles[scope], choices, about=title_of(row))
        self.app.push_screen(dialog.beside(self.chosen_lines()), answered)

    # ----------------------------------------------------------------- time

    def action_stopwatch(self) -> None:
        """Start or stop the stopwatch (E1)."""
        self._with_chosen(lambda row: self.toggle_stopwatch(row.id))

    def action_time_entries(self) -> None:
        """Show the measured time, to be added to and corrected (E3)."""
        self._with_chosen(self._time_entries)

    def _time_entries(self, row: ActivityRow) -> None:
        from screens.dialogs.time_entries import TimeEntries

        if not self.desk.tracking.on:
            self.say_untracked()
            return

        def closed(changed: bool | None) -> None:
            if changed:
                self.reload(row.id)

        self.app.push_screen(TimeEntries(self.desk, activity_id=row.id, about=title_of(row)), closed)

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

        self.app.push_screen(Changes(self.desk, title_of(row), row.id))

    def action_similar(self) -> None:
        """Open the form filled like the chosen activity (A16)."""
        self._with_chosen(self._similar)

    def _similar(self, row: ActivityRow) -> None:
        store, me = self.desk.opened
        from store import activities

        def whole() -> Any:
            return activities.similar(store, me, activities.get(store, me, row.id))

        self.ask("form", whole, lambda draft: self._open_form(draft=draft))
