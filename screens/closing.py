"""What a closing screen lets go of, and that it closes once."""

from typing import Any

from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType


class ClosesOnce(Screen[ScreenResultType]):
    """A screen that takes one answer: what comes behind it in the same packet closes nothing else."""

    _has_closed = False

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """See Screen: only the first time. What stands over it meanwhile goes with it, never instead of it."""
        if self._has_closed or self not in self.app.screen_stack:
            return AwaitComplete()
        self._has_closed = True
        if self.app.screen is not self:
            self.pop_until_active()
        return super().dismiss(result)


def let_go(screen: Screen[Any]) -> None:
    """Let go of the lines that the widgets of a screen have drawn.

    Textual remembers the drawing of each of the last thousand widgets, of closed screens too: about a megabyte a form.
    """
    for widget in screen.walk_children(with_self=True):
        widget.refresh()
