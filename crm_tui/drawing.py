"""Draws on the terminal: only what changes, and all of it again when somebody else may have written there."""

from typing import TYPE_CHECKING, Any

from textual.app import App

from crm_tui.changed_cells import ChangedCells

if TYPE_CHECKING:
    from textual.driver import Driver


class Drawing(App[None]):
    """The part of the program that knows what the terminal shows."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.cells = ChangedCells()

    def get_driver_class(self) -> "type[Driver]":
        """Let the driver of the platform write only what changes, where that is a terminal of Unix."""
        usual = super().get_driver_class()
        if usual.__module__ != "textual.drivers.linux_driver":
            return usual
        from crm_tui.thrifty_driver import ThriftyDriver

        return ThriftyDriver

    def on_resize(self) -> None:
        """Draw everything again: what a terminal shows in another size is its own affair."""
        self.cells.forget()

    def on_app_focus(self) -> None:
        """Whatever else was written to the terminal meanwhile goes with the next drawing of it."""
        self.draw_anew()

    def draw_anew(self) -> None:
        """Draw every cell again, whatever the terminal shows."""
        self.cells.forget()
        self.screen.refresh()
