"""A program in a pty: started, driven by keys, timed to the last byte of what it draws."""

import fcntl
import os
import pty
import re
import select
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

COLUMNS, LINES = 120, 40
QUIET_SECONDS = 0.012
PATIENCE_SECONDS = 30.0

FED_BYTES = 256

Seen = Callable[[list[str]], bool]
Line = tuple[pyte.screens.Char, ...]


class PtyProgram:
    """A running program of 40 lines of 120 columns."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), dict(environment))
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self.output = b""
        self._chunks: list[tuple[float, bytes]] = []
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._fed = 0

    def _read(self, wait: float) -> bytes:
        if not select.select([self._fd], [], [], wait)[0]:
            return b""
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return b""
        self._chunks.append((time.perf_counter() - self.started, data))
        self.output += data
        return data

    def forget(self) -> None:
        """Drop what has been read, so that a long session does not pile it up here."""
        self.shown()
        self.output, self._fed = b"", 0
        self._chunks.clear()

    def until(self, pattern: bytes, *, since: int = 0) -> None:
        """Read until the output from `since` on matches."""
        deadline = time.perf_counter() + PATIENCE_SECONDS
        while not re.search(pattern, self.output[since:], re.DOTALL):
            if time.perf_counter() > deadline:
                raise TimeoutError(f"{pattern!r} did not come; the end: {self.output[-400:]!r}")
            self._read(0.2)

    def settle(self, quiet: float = 0.25) -> None:
        """Read until nothing has come for a while."""
        while self._read(quiet):
            pass

    def replay(self, *moments: Seen) -> list[float]:
        """Return when each moment came, in seconds since the start, one after the other.

        What the terminal showed is told by an emulator that is fed afterwards, so that it takes no time from the
        program: what is written, in whatever order and pieces, is not taken for what is seen.
        """
        screen = pyte.Screen(COLUMNS, LINES)
        stream = pyte.ByteStream(screen)
        found: list[float] = []
        for at, data in self._chunks:
            stream.feed(data)
            while len(found) < len(moments) and moments[len(found)](screen.display):
                found.append(at)
        if len(found) < len(moments):
            raise TimeoutError("not seen; the screen:\n" + "\n".join(screen.display))
        return found

    def shown(self) -> list[Line]:
        """Return what the terminal shows after all that was read, each cell with its colours and attributes.

        The emulator is slow: it is fed a little at a time, and what comes meanwhile is read at once.
        """
        while self._fed < len(self.output):
            self._stream.feed(self.output[self._fed : self._fed + FED_BYTES])
            self._fed += FED_BYTES
            self._read(0)
        self._fed = len(self.output)
        return [tuple(self._screen.buffer[y][x] for x in range(COLUMNS)) for y in range(LINES)]

    def press(self, keys: bytes, pattern: str | None = None) -> tuple[float, int]:
        """Press keys; return the seconds until the last byte of the repaint, and its bytes.

        The repaint is over when nothing has come for a moment; with a `pattern`, not before a line that matches it
        looks different from before.
        """
        if pattern is None:
            return self._press(keys, lambda: True)
        before, wanted = self.shown(), re.compile(pattern)

        def come() -> bool:
            return any(
                line != was and wanted.search("".join(cell.data for cell in line))
                for line, was in zip(self.shown(), before, strict=True)
            )

        return self._press(keys, come)

    def press_until_changed(self, keys: bytes, lines: range, patience: float) -> float | None:
        """Press keys; return the seconds until any of some lines has changed and all is quiet, None if none changes."""
        before = self.shown()

        def come() -> bool:
            now = self.shown()
            return any(now[y] != before[y] for y in lines)

        taken = self._press(keys, come, patience)[0]
        return taken if come() else None

    def _press(self, keys: bytes, come: Callable[[], bool], patience: float = PATIENCE_SECONDS) -> tuple[float, int]:
        since = len(self.output)
        begun = time.perf_counter()
        os.write(self._fd, keys)
        deadline = begun + patience
        while time.perf_counter() < deadline:
            data = self._read(QUIET_SECONDS if len(self.output) > since else 1.0)
            if not data and come():
                break
        last = self._chunks[-1][0] + self.started if len(self.output) > since else begun
        return last - begun, len(self.output) - since

    def peak_megabytes(self) -> float:
        """The peak of resident memory so far."""
        return self._megabytes("VmHWM")

    def megabytes(self) -> float:
        """Resident memory now."""
        return self._megabytes("VmRSS")

    def _megabytes(self, name: str) -> float:
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        found = re.search(rf"{name}:\s+(\d+)", status)
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
