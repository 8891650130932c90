"""Asks the store in a thread and takes the answer on the screen's own: the screen never waits."""

import logging
from collections.abc import Callable
from typing import Any

from textual import events, on
from textual.message import Message
from textual.messages import Prune
from textual.screen import ModalScreen

from screens.closing import ClosesOnce, let_go
from store.refusals import Refused
from widgets.stopwatch import Stopwatch

log = logging.getLogger("crm_tui")


class Answered(Message):
    """An answer from a thread: of which group, to which question, and what it is."""

    def __init__(
        self, group: str, token: int, value: Any, error: Exception | None, then: Callable[[Any], None]
    ) -> None:
        super().__init__()
        self.group, self.token, self.value, self.error, self.then = group, token, value, error, then


class Asking(ClosesOnce[Any]):
    """A screen that asks. Of the answers of one group only that to the newest question is taken."""

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self._tokens: dict[str, int] = {}

    def ask(self, group: str, question: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Run `question` in a thread; call `then` with its answer, or `refused` with what was refused."""
        token = self._tokens.get(group, 0) + 1
        self._tokens[group] = token

        def run() -> None:
            value: Any = None
            error: Exception | None = None
            try:
                value = question()
            except Refused as refused:
                error = refused
            except Exception as unexpected:
                log.exception("asking the store (%s)", group)
                error = unexpected
            if self.is_attached:
                self.post_message(Answered(group, token, value, error, then))

        self.run_worker(run, thread=True, group=group, exit_on_error=False)

    @on(events.ScreenResume)
    def _show_stopwatch(self) -> None:
        """Show what is measured (E1): a screen may have been opened, or come back to, since it was started."""
        self.show_stopwatch()
        for bar in self.query(Stopwatch):
            bar.in_front(True)

    @on(events.ScreenSuspend)
    def _rest_stopwatch(self) -> None:
        """Let it rest where another screen stands over this one; round a dialog it is still to be seen."""
        for bar in self.query(Stopwatch):
            bar.in_front(isinstance(self.app.screen, ModalScreen))

    def show_stopwatch(self) -> None:
        """Show in the line above what is measured now."""
        desk = getattr(self.app, "desk", None)
        for bar in self.query(Stopwatch):
            bar.measure(desk.measured if desk is not None else None)

    @on(Prune)
    def _let_go(self) -> None:
        let_go(self)

    def on_answered(self, message: Answered) -> None:
        """Hand an answer on, unless a newer question of its group has been asked."""
        message.stop()
        if message.token != self._tokens.get(message.group):
            return
        if message.error is not None:
            self.refused(message.error)
        else:
            message.then(message.value)

    def data_changed(self) -> None:
        """Somebody has written to the database (H5); for forms whose pickers offer what may be different now."""

    def refused(self, error: Exception) -> None:
        """Say what was refused; to be overridden where it belongs beside a field."""
        raise NotImplementedError
