"""Asks whether the goal was reached (A8), with room for a word about it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from screens.dialogs.frame import Dialog, text_line
from screens.form.pending_keys import caught_up
from store.language import _
from store.rows import ActivityRow, Outcome
from widgets.line_field import LineField


class AskOutcome(Dialog[tuple[Outcome, str] | None]):
    """Dismisses with the outcome and a note, which may be empty."""

    DEFAULT_CSS = """
    AskOutcome #outcome { height: 1; margin-bottom: 1; color: $text; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,down", "turn", show=False, priority=True),
        Binding("ctrl+s", "take", show=False, priority=True),
    ]

    def __init__(self, row: ActivityRow) -> None:
        super().__init__()
        self._row = row
        self._outcome: Outcome = "success"

    def compose(self) -> ComposeResult:
        """Lay out."""
        goal = self._row.goal.name if self._row.goal else ""
        with self.frame(_("Was the goal reached?"), _("↑ ↓ change · enter completes · esc closes")):
            yield text_line(goal, "about")
            yield text_line(self._shown(), "", id="outcome")
            yield LineField(placeholder=_("a note for the discussion, if there is more to say"))

    def _shown(self) -> str:
        yes, no = ("●", "○") if self._outcome == "success" else ("○", "●")
        return f"{yes} {_('success')}     {no} {_('failure')}"

    def action_turn(self) -> None:
        """Change the outcome."""
        self._outcome = "failure" if self._outcome == "success" else "success"
        self.query_one("#outcome", Static).update(self._shown())

    async def action_take(self) -> None:
        """Complete, with all that was typed before."""
        await caught_up(self.focused)
        self._complete()

    def _complete(self) -> None:
        self.dismiss((self._outcome, self.query_one(Input).value))

    def on_input_submitted(self) -> None:
        """Complete."""
        self._complete()
