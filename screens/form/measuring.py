"""The stopwatch in the form, and the time that was measured, once the activity is saved (E1, E3, E4)."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from screens.form.saving import FormSaving
from screens.measuring import Measuring
from store.dates import clock_time, length
from store.language import _

if TYPE_CHECKING:
    from store.rows import ActivityRow
    from store.time_rows import TimeEntryRow


class FormMeasuring(FormSaving, Measuring):
    """The part of the form that starts, stops and shows entries."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[TimeEntryRow, ...] = ()

    def _summaries(self) -> None:
        raise NotImplementedError

    def action_stopwatch(self) -> None:
        """Start or stop the stopwatch on this activity."""
        if self.state.row is None:
            self.say(_("Save it first (F2): then its time can be measured."), "hint")
        else:
            self.toggle_stopwatch(self.state.row.id)

    def action_time_entries(self) -> None:
        """Show the entries, to be added to and corrected."""
        row = self.state.row
        if row is None:
            self.say(_("Save it first (F2): then its time can be measured."), "hint")
        elif not self.desk.tracking.on:
            self.say_untracked()
        else:
            from screens.dialogs.time_entries import TimeEntries
            from store.history import title_of

            dialog = TimeEntries(self.desk, activity_id=row.id, about=title_of(row))
            self.app.push_screen(dialog, lambda _changed: self.measured())

    def measured(self) -> None:
        """Read the time anew; what is typed in the form stays as it is."""
        row = self.state.row
        if row is None or not self.desk.tracking.on:
            return
        from store import activities, time_entries

        self.ask(
            "time",
            lambda: (
                activities.get(self.store, self.me, row.id),
                time_entries.of_activity(self.store, self.me, row.id),
            ),
            self._take_time,
        )

    def _take_time(self, found: "tuple[ActivityRow, tuple[TimeEntryRow, ...]]") -> None:
        from screens import time_words

        row, self._entries = found
        if self.state.row is not None:
            self.state.row = replace(self.state.row, tracked_seconds=row.tracked_seconds, running=row.running)
        section = self.section_of("time")
        if section is not None:
            now, zone, today = self.desk.now, self.me.zone, self.desk.today
            cells = time_words.entry_cells(self._entries, zone=zone, today=today, now=now)
            lines = [" · ".join(part for part in cell[1:] if part) for cell in cells]
            section.set_lines("time", [*lines, _("F9 starts and stops the stopwatch, F7 corrects.")])
        self._summaries()

    def time_summary(self) -> str:
        """Return how long was worked on it, in one line."""
        row = self.state.row
        if row is None:
            return _("after saving")
        spent = row.tracked(self.desk.now)
        mine = next((running for running in row.running if running.user_id == self.me.id), None)
        parts = [
            length(timedelta(seconds=spent)) if spent else "",
            _("runs since {time}").format(time=clock_time(mine.since, self.me.zone)) if mine else "",
        ]
        return " · ".join(part for part in parts if part) or _("nothing measured")
