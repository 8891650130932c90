"""Asks for one line of text."""

from textual.app import ComposeResult
from textual.widgets import Input

from screens.dialogs.frame import Dialog
from store.language import _
from widgets.line_field import LineField


class AskLine(Dialog[str | None]):
    """Dismisses with what was typed; with `empty_ok` that may be nothing."""

    def __init__(self, title: str, *, value: str = "", empty_ok: bool = False) -> None:
        super().__init__()
        self._title, self._value, self._empty_ok = title, value, empty_ok

    def compose(self) -> ComposeResult:
        """Lay out."""
        with self.frame(self._title, _("enter takes it · esc closes")):
            yield LineField(self._value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take it."""
        if event.value.strip() or self._empty_ok:
            self.dismiss(event.value)
