"""A program in a pty: started, driven by keys, timed to the last byte of what it draws."""

import fcntl
import os
import pty
import re
import select
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

QUIET_SECONDS = 0.012
PATIENCE_SECONDS = 30.0


class PtyProgram:
    """A running program of 40 lines of 120 columns."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), dict(environment))
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self.output = b""

    def _read(self, wait: float) -> bytes:
        if not select.select([self._fd], [], [], wait)[0]:
            return b""
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return b""
        self.output += data
        return data

    def until(self, pattern: bytes, *, since: int = 0) -> float:
        """Read until the output from `since` on matches; return the seconds since the start."""
        deadline = time.perf_counter() + PATIENCE_SECONDS
        while not re.search(pattern, self.output[since:], re.DOTALL):
            if time.perf_counter() > deadline:
                raise TimeoutError(f"{pattern!r} did not come; the end: {self.output[-400:]!r}")
            self._read(0.2)
        return time.perf_counter() - self.started

    def settle(self, quiet: float = 0.25) -> None:
        """Read until nothing has come for a while."""
        while self._read(quiet):
            pass

    def press(self, keys: bytes, pattern: bytes | None = None) -> tuple[float, int]:
        """Press keys; return the seconds until the last byte of the repaint (or of `pattern`), and its bytes."""
        since = len(self.output)
        begun = time.perf_counter()
        os.write(self._fd, keys)
        last = begun
        deadline = begun + PATIENCE_SECONDS
        while time.perf_counter() < deadline:
            data = self._read(QUIET_SECONDS if len(self.output) > since else 1.0)
            if data:
                last = time.perf_counter()
                continue
            if pattern is None or re.search(pattern, self.output[since:], re.DOTALL):
                break
        return last - begun, len(self.output) - since

    def peak_megabytes(self) -> float:
        """The peak of resident memory so far."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmHWM:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else 0.0

    def quit(self, keys: bytes) -> float:
        """Press the keys that quit; return the seconds until the process has ended."""
        begun = time.perf_counter()
        os.write(self._fd, keys)
        while True:
            try:
                if not os.read(self._fd, 65536):
                    break
            except OSError:
                break
        os.waitpid(self.pid, 0)
        seconds = time.perf_counter() - begun
        os.close(self._fd)
        return seconds
