"""Starting, stopping and resuming the stopwatch by a key, on whichever screen one is (E1)."""

from typing import TYPE_CHECKING, Any, cast

from screens.asking import Asking
from store.language import _
from store.time_rows import Tracking

if TYPE_CHECKING:
    from screens.desk import Desk
    from store.stopwatch import Started
    from store.time_rows import TimeEntryRow


class Measuring(Asking):
    """A screen that starts and stops. Subclasses say how they speak, and what they show anew."""

    @property
    def desk(self) -> "Desk":
        """The program's state that screens share: store, acting user, settings."""
        return cast("Desk", cast(Any, self.app).desk)

    def say(self, text: str, kind: str = "ok") -> None:
        """Say something in the line below."""
        raise NotImplementedError

    def measured(self) -> None:
        """The stopwatch was started or stopped, or entries were changed; for screens that show it."""

    def toggle_stopwatch(self, activity_id: int) -> None:
        """Stop it where it runs on an activity, else start it there; where it runs elsewhere, ask first."""
        tracking = self.desk.tracking
        if not tracking.on:
            self.say_untracked()
        elif tracking.running is None:
            self._start_measuring(activity_id)
        elif tracking.running.activity_id == activity_id:
            self._stop_measuring()
        else:
            self._ask_to_switch(activity_id, tracking.running)

    def action_stop_or_resume(self) -> None:
        """Stop what is measured, or go on with what was measured last."""
        tracking = self.desk.tracking
        if self.desk.store is None:
            self.say(_("One moment: the database is being opened."), "hint")
        elif not tracking.on:
            self.say_untracked()
        elif tracking.running is None:
            self._start_measuring(None)
        else:
            self._stop_measuring()

    def say_untracked(self) -> None:
        """Say that the setting is off (G4)."""
        from screens.time_words import untracked

        self.say(untracked(), "hint")

    def _ask_to_switch(self, activity_id: int, running: "TimeEntryRow") -> None:
        from screens import time_words
        from screens.dialogs.choose import Choose

        choices = [
            ("switch", _("stop it and start here"), "s"),
            ("keep", _("let it run on"), "k"),
        ]

        def answered(answer: str | None) -> None:
            if answer == "switch":
                self._start_measuring(activity_id, switch=True)

        about = time_words.running_since(running, self.desk.zone, self.desk.today, self.desk.now)
        self.app.push_screen(Choose(_("The stopwatch runs already"), choices, about=about), answered)

    def _start_measuring(self, activity_id: int | None, *, switch: bool = False) -> None:
        from store import stopwatch

        store, me = self.desk.opened
        self.ask("stopwatch", lambda: stopwatch.start(store, me, activity_id, switch=switch), self._started)

    def _started(self, started: "Started") -> None:
        from screens import time_words

        words = _("The stopwatch runs: {title}").format(title=started.entry.title)
        if started.stopped is not None:
            words = f"{time_words.stopped(started.stopped, self.desk.now)} · {words}"
        self._tell(Tracking(True, started.entry), words)

    def _stop_measuring(self) -> None:
        from store import stopwatch

        store, me = self.desk.opened
        self.ask("stopwatch", lambda: stopwatch.stop(store, me), self._stopped)

    def _stopped(self, entry: "TimeEntryRow") -> None:
        from screens import time_words

        self._tell(Tracking(True), time_words.stopped(entry, self.desk.now))

    def _tell(self, tracking: Tracking, words: str) -> None:
        self.desk.tracking = tracking
        self.show_stopwatch()
        self.say(words)
        self.measured()
