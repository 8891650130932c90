"""Asks for one line of text."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.widgets import Input, Static

from screens.dialogs.frame import Dialog, text_line
from store.language import _
from widgets.line_field import LineField

Check = Callable[[str], str]


class AskLine(Dialog[str | None]):
    """Dismisses with what was typed; with `empty_ok` that may be nothing.

    `check` returns why a text cannot be taken, "" where it can: what was typed stays then, to be corrected.
    """

    def __init__(self, title: str, *, value: str = "", empty_ok: bool = False, check: Check | None = None) -> None:
        super().__init__()
        self._title, self._value, self._empty_ok, self._check = title, value, empty_ok, check

    def compose(self) -> ComposeResult:
        """Lay out."""
        with self.frame(self._title, _("enter takes it · esc closes")):
            yield LineField(self._value)
            if self._check is not None:
                yield text_line("", "hint -problem", id="hint")

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is corrected is no longer wrong."""
        if self._check is not None:
            self.query_one("#hint", Static).update("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take it."""
        if not event.value.strip() and not self._empty_ok:
            return
        why = self._check(event.value) if self._check is not None else ""
        if why:
            self.query_one("#hint", Static).update(why)
        else:
            self.dismiss(event.value)
