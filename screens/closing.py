"""What a closing screen lets go of."""

from typing import Any

from textual.screen import Screen


def let_go(screen: Screen[Any]) -> None:
    """Let go of the lines that the widgets of a screen have drawn.

    Textual remembers the drawing of each of the last thousand widgets, of closed screens too: about a megabyte a form.
    """
    for widget in screen.walk_children(with_self=True):
        widget.refresh()
