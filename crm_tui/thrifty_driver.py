"""The driver for terminals of Unix that writes only what changes there, for slow lines."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO, cast

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from crm_tui.drawing import Drawing


class Terminal:
    """The file of a terminal, which takes what is written in silence once the terminal is gone.

    Textual writes in a thread that would end by the error; whoever writes next would wait for it for ever, and the
    hang-up would not be heard (A17).
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write, if there is still somewhere to write to."""
        with suppress(OSError, ValueError):
            self._file.write(text)

    def flush(self) -> None:
        """Have it written."""
        with suppress(OSError, ValueError):
            self._file.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class ThriftyDriver(LinuxDriver):
    """Writes the cells that change; the app tells its `cells` when the terminal may show something else."""

    def __init__(
        self, app: "Drawing", *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._cells = app.cells
        self._file = cast(Any, Terminal(cast(TextIO, self._file)))

    def write(self, data: str) -> None:
        """Write what a drawing changes."""
        super().write(self._cells.thinned(data))
