"""What one can do with several activities at once: marked with space, changed together, taken back in one step (C9)."""

from collections.abc import Callable, Sequence
from typing import Any

from screens.activity_actions import ActivityActions
from store.language import _, n_
from store.rows import Acting, ActivityRow, Outcome, Priority
from widgets.agenda_list import AgendaList


class BulkActions(ActivityActions):
    """The actions of a list in which activities can be marked: on those that are, else on the one under the cursor."""

    @property
    def agenda(self) -> AgendaList:
        """The list."""
        return self.query_one(AgendaList)

    @property
    def marked(self) -> tuple[ActivityRow, ...]:
        """The activities that are marked, in the order of the list."""
        return self.agenda.marked

    def unmark(self) -> None:
        """Remove all marks."""
        self.agenda.unmark()

    def on_agenda_list_marked(self, message: AgendaList.Marked) -> None:
        """Say how many are marked, and what can be done with them."""
        if message.count:
            said = n_("{count} marked", "{count} marked", message.count).format(count=message.count)
            self.say(f"{said} · {_('c x m p w r change them all, esc removes the marks')}", "hint")

    def _several(self, act: Callable[[tuple[ActivityRow, ...]], None], one: Callable[[], None]) -> None:
        rows = self.marked
        if rows:
            self.when_open(lambda: act(rows))
        else:
            one()

    def _write_all(self, change: Callable[[Any, Acting], Sequence[ActivityRow]]) -> None:
        """Change all in a thread; then say how many, and that `u` takes them back."""
        store, me = self.desk.opened

        def done(rows: Sequence[ActivityRow]) -> None:
            count = n_("{count} activity changed", "{count} activities changed", len(rows)).format(count=len(rows))
            self.unmark()
            self.say(f"{count} · {_('u takes it back')}")
            self.reload()

        self.ask("write", lambda: change(store, me), done)

    # ----------------------------------------------------------------- the actions

    def action_complete(self) -> None:
        """Complete; the outcome is asked once for all that have a goal (A8)."""
        self._several(self._complete_all, super().action_complete)

    def _complete_all(self, rows: tuple[ActivityRow, ...]) -> None:
        from store import bulk

        ids = [row.id for row in rows]
        if not any(row.goal for row in rows):
            self._write_all(lambda store, me: bulk.complete(store, me, ids))
            return
        from screens.dialogs.choose import Choose

        def answered(outcome: Outcome | None) -> None:
            if outcome is not None:
                self._write_all(lambda store, me: bulk.complete(store, me, ids, outcome=outcome))

        choices = [("success", _("success"), "s"), ("failure", _("failure"), "f")]
        with_goal = sum(row.goal is not None for row in rows)
        about = n_("{count} of them has a goal.", "{count} of them have a goal.", with_goal).format(count=with_goal)
        self.app.push_screen(Choose(_("Were the goals reached?"), choices, about=about), answered)

    def action_cancel(self) -> None:
        """Cancel."""
        self._several(self._cancel_all, super().action_cancel)

    def _cancel_all(self, rows: tuple[ActivityRow, ...]) -> None:
        from store import bulk

        self._write_all(lambda store, me: bulk.cancel(store, me, [row.id for row in rows]))

    def action_move(self) -> None:
        """Move by a phrase: a day keeps each one's hour."""
        self._several(self._move_all, super().action_move)

    def _move_all(self, rows: tuple[ActivityRow, ...]) -> None:
        from screens.dialogs.when import AskWhen

        def moved(reading: Any) -> None:
            if reading is None:
                return
            from store import bulk
            from store.moving import moved_to

            times = {row.id: moved_to(row, reading, self.desk.zone) for row in rows}
            self._write_all(lambda store, me: bulk.move(store, me, times))

        self.app.push_screen(AskWhen(self.desk, title=_("Move to"), about=count_text(rows)), moved)

    def action_priority(self) -> None:
        """Set the priority (A6)."""
        self._several(self._priority_all, super().action_priority)

    def _priority_all(self, rows: tuple[ActivityRow, ...]) -> None:
        from screens.dialogs.choose import Choose

        def chosen(answer: Priority | None) -> None:
            if answer is not None:
                from store import bulk

                self._write_all(lambda store, me: bulk.set_priority(store, me, [row.id for row in rows], answer))

        theirs = {row.priority for row in rows}
        current = theirs.pop() if len(theirs) == 1 else "normal"
        self.app.push_screen(Choose(_("Priority"), self.priorities(), current=current, about=count_text(rows)), chosen)

    def action_mark(self) -> None:
        """Put aside to be filled in later, or, where all are, remove the mark (A14)."""
        self._several(self._mark_all, super().action_mark)

    def _mark_all(self, rows: tuple[ActivityRow, ...]) -> None:
        from store import bulk

        on = not all(row.needs_completing for row in rows)
        self._write_all(lambda store, me: bulk.set_needs_completing(store, me, [row.id for row in rows], on))

    def action_reassign(self) -> None:
        """Give to other performers (A12)."""
        self._several(self._reassign_all, super().action_reassign)

    def _reassign_all(self, rows: tuple[ActivityRow, ...]) -> None:
        from store import bulk

        ids = [row.id for row in rows]
        self.ask_performers(
            rows,
            lambda users: self._write_all(lambda store, me: bulk.reassign(store, me, ids, users)),
            about=count_text(rows),
        )


def count_text(rows: Sequence[ActivityRow]) -> str:
    """Return "3 activities"."""
    return n_("{count} activity", "{count} activities", len(rows)).format(count=len(rows))
