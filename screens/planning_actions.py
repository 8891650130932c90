"""Planning and recording from any full screen: the form, the quick line, taking back (A16, A19, C6)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from screens.base import BaseScreen
from store.language import _
from store.refusals import BusyConflict
from store.rows import ActivityRow

if TYPE_CHECKING:
    from screens.activity_form import ActivityForm


class PlanningActions(BaseScreen):
    """The actions that make activities or take changes back. Subclasses show the result."""

    _elsewhere: Callable[[Any], None] | None = None

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
                super(PlanningActions, self).refused(error)

        self.app.push_screen(TimeTaken(error, self.desk.zone, choosing=elsewhere is not None), answered)

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

            self.show_form(ActivityForm(*self.desk.opened, **given))

        self.when_open(open_now)

    def show_form(self, form: "ActivityForm") -> None:
        """Show a form, and say what became of it."""
        self.app.push_screen(form, lambda row: self._saved(row, len(form.series.rows) if form.series else 1))

    def _saved(self, row: ActivityRow | None, count: int = 1) -> None:
        if row is not None and count > 1:
            from screens.form.saving import planned_text

            self.say(f"{planned_text(count)} · {_('u takes it back')}")
            self.reload(row.id)
        elif row is not None:
            title = title_of(row)
            self.say(_("Saved: {title} · {hint}").format(title=title, hint=_("u takes it back")), name=title)
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
