"""What is shown when the database cannot be used: what happened, and what to do."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen

from screens.dialogs.frame import text_line
from store.language import _
from store.refusals import Refused
from widgets.bars import KeyBar, TopBar


class Trouble(Screen[bool]):
    """Dismisses with True to try again, with False to quit."""

    CSS = """
    Trouble { background: $background; align: center middle; }
    Trouble Vertical { width: 70; max-width: 94%; height: auto; }
    Trouble .what { color: $danger; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "again", show=False),
        Binding("q,escape", "quit_now", show=False),
    ]

    def __init__(self, error: Exception, log_path: Path) -> None:
        super().__init__()
        self._error, self._log_path = error, log_path

    def compose(self) -> ComposeResult:
        """Lay out."""
        from screens.wording import refusal

        if isinstance(self._error, Refused):
            text = refusal(self._error)
        else:
            text = _("Something went wrong; details are in {path}").format(path=self._log_path)
        yield TopBar(_("crm-tui"), _("the database cannot be used"))
        with Vertical():
            yield text_line(text, "what")
        yield KeyBar([("r", _("try again")), ("q", _("quit"))])

    def action_again(self) -> None:
        """Try again."""
        self.dismiss(True)

    def action_quit_now(self) -> None:
        """Quit."""
        self.dismiss(False)
