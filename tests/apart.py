"""Processes of their own, each forked from one that has imported the store: that takes half a second of a processor."""

import multiprocessing
import os
import runpy
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.apart_imports"])


class Apart:
    """A module run as a program; what is written to it and read from it are lines."""

    def __init__(self, module: str, *arguments: str, environment: Mapping[str, str] | None = None) -> None:
        ours, theirs = socket.socketpair()
        descriptor, name = tempfile.mkstemp()
        os.close(descriptor)
        self._socket = ours
        self._said = Path(name)
        self._process = _context.Process(target=_be, args=(theirs, name, module, arguments, environment), daemon=True)
        self._process.start()
        theirs.close()
        self._lines = ours.makefile("r", encoding="utf-8")

    def write(self, line: str) -> None:
        """Write to its standard input."""
        self._socket.sendall(line.encode())

    def readline(self) -> str:
        """Read a line of its standard output."""
        return self._lines.readline()

    @property
    def said(self) -> str:
        """What it has written to its standard error."""
        return self._said.read_text(encoding="utf-8")

    def end(self, line: str = "", *, seconds: float = 120) -> str:
        """Write a last line, wait for the end, which must be a good one, and return the rest of what it wrote."""
        code, rest, said = self.ended(line, seconds=seconds)
        assert code == 0, f"{code}: {said}"
        return rest

    def ended(self, line: str = "", *, seconds: float = 120) -> tuple[int | None, str, str]:
        """Write a last line, wait for the end, and return the exit code and the rest of what it wrote and said."""
        with suppress(OSError):  # it has ended already, and what it said tells why
            self.write(line)
            self._socket.shutdown(socket.SHUT_WR)
        rest = self._lines.read()
        self._process.join(seconds)
        code, said = self._process.exitcode, self.said
        self._lines.close()
        self._socket.close()
        self._said.unlink()
        return code, rest, said


def command(*arguments: str, environment: Mapping[str, str]) -> tuple[int | None, str, str]:
    """Run a command of the program in an environment; return its exit code and what it wrote and said."""
    return Apart("crm_tui.__main__", *arguments, environment=environment).ended()


def _be(
    talk: socket.socket, said: str, module: str, arguments: tuple[str, ...], environment: Mapping[str, str] | None
) -> None:
    if environment is not None:
        os.environ.clear()
        os.environ.update(environment)
        time.tzset()
    with Path(said).open("w", encoding="utf-8") as errors:
        os.dup2(errors.fileno(), 2)
    for descriptor in (0, 1):
        os.dup2(talk.fileno(), descriptor)
    talk.close()
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__")
    sys.stdout.flush()
