"""The driver for terminals of Unix that writes only what changes there, for slow lines."""

from typing import TYPE_CHECKING

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from crm_tui.app import CrmTui


class ThriftyDriver(LinuxDriver):
    """Writes the cells that change; the app tells its `cells` when the terminal may show something else."""

    def __init__(
        self, app: "CrmTui", *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._cells = app.cells

    def write(self, data: str) -> None:
        """Write what a drawing changes."""
        super().write(self._cells.thinned(data))
