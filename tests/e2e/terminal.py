"""The installed program in a real terminal: tmux, driven by keys, its screen read as text."""

import difflib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pytest

PROGRAM = Path(sys.executable).with_name("crm-tui")
PATIENCE_SECONDS = 30.0
# Between two looks at the screen.
SHORTEST, LONGEST = 0.02, 0.2
RENEW = "RENEW_CAPTURED"

needs_tmux = pytest.mark.skipif(
    shutil.which("tmux") is None or not PROGRAM.exists(), reason="needs tmux and the installed program"
)


def _paused(seconds: float) -> float:
    """Wait, and return how long to wait the next time: each look starts a program of tmux."""
    time.sleep(seconds)
    return min(2 * seconds, LONGEST)


def _trimmed(screen: str) -> str:
    return "\n".join(line.rstrip() for line in screen.rstrip("\n").split("\n")) + "\n"


class Terminal:
    """A tmux session of a given size that runs the program on a database."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        clock: str,
        settings: Mapping[str, str] | None = None,
        command: Sequence[str] = (),
    ) -> None:
        """`command` is what runs instead of the program."""
        self._socket = f"crm-{os.getpid()}-{time.monotonic_ns()}"
        self._folder = folder
        self._size = size
        home = folder / "home"
        home.mkdir(exist_ok=True)
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "TERM": "tmux-256color",
            "COLORTERM": "truecolor",
            "CRM_TUI_CLOCK": clock,
            **(settings or {}),
        }
        self._command = list(command) or [str(PROGRAM), *arguments]

    def __enter__(self) -> "Terminal":
        columns, rows = self._size
        pairs = [f"{name}={value}" for name, value in self._environment.items()]
        self._tmux(
            "new-session", "-d", "-s", "s", "-x", str(columns), "-y", str(rows), "env", "-i", *pairs, *self._command,
            ";", "set", "-g", "status", "off", ";", "set", "-g", "remain-on-exit", "on",
        )  # fmt: skip
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._tmux("kill-server", check=False)

    def _tmux(self, *arguments: str, check: bool = True) -> str:
        command = ["tmux", "-L", self._socket, "-f", "/dev/null", *arguments]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("TMUX")}
        done = subprocess.run(
            command, text=True, capture_output=True, check=check, env=environment | {"LC_ALL": "C.UTF-8"}
        )
        return done.stdout

    def listen(self, heard: Path) -> "Terminal":
        """Keep all that the program sends to the terminal from now on."""
        self._tmux("pipe-pane", "-t", "s", f"cat > '{heard}'")
        return self

    def screen(self) -> str:
        """Return what stands on the screen."""
        return self._tmux("capture-pane", "-p", "-t", "s")

    def coloured(self) -> str:
        """Return what stands on the screen, with the sequences that colour it."""
        return self._tmux("capture-pane", "-e", "-p", "-t", "s")

    def press(self, *keys: str) -> "Terminal":
        """Press keys by tmux's names for them."""
        for key in keys:
            self._tmux("send-keys", "-t", "s", key)
        return self

    def type(self, text: str) -> "Terminal":
        """Type text."""
        self._tmux("send-keys", "-t", "s", "-l", text)
        return self

    def see(self, pattern: str) -> str:
        """Wait until the screen matches; return it."""
        return self._await(lambda screen: re.search(pattern, screen) is not None, f"{pattern!r} did not come")

    def see_no(self, pattern: str) -> str:
        """Wait until the screen no longer matches."""
        return self._await(lambda screen: re.search(pattern, screen) is None, f"{pattern!r} did not go")

    def keep(self, kept: Path) -> "Terminal":
        """Compare the screen with the one that is kept in a file; with RENEW_CAPTURED set, keep this one."""
        if os.environ.get(RENEW):
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(self._settled())
            return self
        expected = kept.read_text() if kept.exists() else ""
        deadline, pause = time.monotonic() + PATIENCE_SECONDS, SHORTEST
        while (screen := _trimmed(self.screen())) != expected:
            if time.monotonic() > deadline:
                lines = difflib.unified_diff(expected.splitlines(), screen.splitlines(), "kept", "now", lineterm="")
                raise AssertionError(f"{kept.name} differs ({RENEW}=1 renews it):\n" + "\n".join(lines))
            pause = _paused(pause)
        return self

    def _settled(self) -> str:
        """Return the screen once it has stood still for a second."""
        before, since = "", time.monotonic()
        while time.monotonic() < since + 1:
            now = self.screen()
            if now != before:
                before, since = now, time.monotonic()
            time.sleep(0.05)
        return _trimmed(before)

    def _await(self, holds: "object", what: str) -> str:
        deadline, pause = time.monotonic() + PATIENCE_SECONDS, SHORTEST
        while True:
            screen = self.screen()
            if holds(screen):  # type: ignore[operator]
                return screen
            if time.monotonic() > deadline:
                raise AssertionError(f"{what}; the screen:\n{screen}")
            pause = _paused(pause)

    def pid(self) -> int:
        """The number of the program's process."""
        return int(self._tmux("list-panes", "-t", "s", "-F", "#{pane_pid}"))

    def ended(self) -> bool:
        """Whether the program ends; waits for it."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and not self.dead():
            time.sleep(0.03)
        return self.dead()

    def resize(self, columns: int, rows: int) -> "Terminal":
        """Give the terminal another size."""
        self._tmux("resize-window", "-t", "s", "-x", str(columns), "-y", str(rows))
        return self

    def dead(self) -> bool:
        """Whether the program has ended."""
        return "1" in self._tmux("list-panes", "-t", "s", "-F", "#{pane_dead}")
