"""Keeps forms that are not saved, however the program ends, and offers at the next start what was left (A17)."""

import asyncio
import os
import signal
import threading
from typing import TYPE_CHECKING

from textual.app import App

from crm_tui.pausing import mind_stops
from screens.desk import Desk

if TYPE_CHECKING:
    from crm_tui.draft_files import DraftFiles
    from store.rows import Acting

# A hang-up or a request to end is obeyed within so many seconds.
PATIENCE_SECONDS = 10.0


class FormKeeping(App[None]):
    """The part of the program that keeps forms, where `keeps_forms` says so: not in tests that do not ask for it."""

    desk: Desk
    keeps_forms = False
    form_files: "DraftFiles | None" = None

    def look_for_forms(self, db: str, me: "Acting") -> None:
        """Keep forms from now on, and offer those that were left behind."""
        if not self.keeps_forms:
            return
        from crm_tui.draft_files import DraftFiles

        files = self.form_files = DraftFiles(db, me.login)
        self.desk.draft_slot = files.slot

        def look() -> None:
            found = files.left_over()
            if not found:
                return
            from screens.left_over import offer
            from screens.planning_actions import PlanningActions

            def show() -> None:
                if isinstance(self.screen, PlanningActions):
                    offer(self.screen, found)

            self.call_from_thread(show)

        self.run_worker(look, thread=True, exit_on_error=False)

    def mind_signals(self) -> None:
        """Keep what is typed before a hang-up or a request to end is obeyed; stop when asked to."""
        if not self.keeps_forms:
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM):
            loop.add_signal_handler(number, self._asked_to_end)
        mind_stops(self)

    def _asked_to_end(self) -> None:
        self.keep_forms()
        # Whatever the way out waits for (a thread that asks a screen that is gone), nobody is left to end it by hand.
        last = threading.Timer(PATIENCE_SECONDS, os._exit, (1,))
        last.daemon = True
        last.start()
        self.exit()

    def on_unmount(self) -> None:
        """Let go of what is kept, so that the next start finds it."""
        if self.form_files is not None:
            self.form_files.let_go()

    def keep_forms(self) -> None:
        """Keep what is in every open form, now."""
        for screen in self.screen_stack:
            keep = getattr(screen, "keep_now", None)
            if keep is not None:
                keep()
