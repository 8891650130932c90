"""Wakes the workers that sleep when something is due sooner than they sleep.

On PostgreSQL by NOTIFY, in the transaction that writes (listening.py hears it). Beside a SQLite file stands a small
file that the writer touches after it has committed: the system tells a worker (inotify), which need not look. Where the
system has none, or should that get lost, a worker looks again by itself within so many seconds.
"""

import ctypes
import os
import select
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from store.database import Store

# What a server tells: anything was written; something is due sooner than before.
CHANGED, DUE = "crm_tui_changed", "crm_tui_due"
LONGEST_SECONDS = 30.0
LONGEST_UNTOLD_SECONDS = 5.0
_IN_MODIFY, _IN_ATTRIB = 0x2, 0x4


def wake_path(path: Path) -> Path:
    """Return the file that is touched beside a SQLite file."""
    return path.with_name(f"{path.name}-wake")


def touch(path: Path | None) -> None:
    """Tell the workers of a SQLite file."""
    if path is None:
        return
    with suppress(OSError):
        descriptor = os.open(wake_path(path), os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.utime(descriptor)
        finally:
            os.close(descriptor)


class Waker:
    """Sleeps for a worker until something is due, has been written, or somebody interrupts."""

    def __init__(self, store: "Store") -> None:
        self._path = store.path
        self._reading, self._writing = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        self._inotify = _inotify() if store.path is not None else -1
        self._ear = store.ear(DUE)
        self._watch()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def longest(self) -> float:
        """How many seconds a worker may sleep, told of what is written or not."""
        told = self._ear.hears if self._ear is not None else self._inotify >= 0
        return LONGEST_SECONDS if told else LONGEST_UNTOLD_SECONDS

    def wait(self, seconds: float) -> None:
        """Sleep for so long at most; the machine's own sleep and a jumping clock do not lengthen it."""
        self._watch()
        descriptors = [self._reading]
        if self._inotify >= 0:
            descriptors.append(self._inotify)
        if self._ear is not None:
            descriptors.append(self._ear.fileno())
        woken, _w, _x = select.select(descriptors, [], [], max(0.0, seconds))
        for descriptor in woken:
            with suppress(BlockingIOError):
                os.read(descriptor, 65536)

    def interrupt(self) -> None:
        """Wake it up, from any thread or signal handler."""
        with suppress(OSError):
            os.write(self._writing, b"!")

    def close(self) -> None:
        """Let go of everything."""
        if self._ear is not None:
            self._ear.close()
        for descriptor in (self._reading, self._writing, self._inotify):
            if descriptor >= 0:
                os.close(descriptor)

    def _watch(self) -> None:
        """Ask the system to be told; again where the file has gone."""
        if self._path is not None and self._inotify >= 0:
            if not wake_path(self._path).exists():
                touch(self._path)
            _watch(self._inotify, wake_path(self._path))


def _inotify() -> int:
    """Return a descriptor of the system's watch on files, -1 where there is none."""
    try:
        descriptor: int = ctypes.CDLL(None).inotify_init1(os.O_CLOEXEC | os.O_NONBLOCK)
    except (OSError, AttributeError):
        return -1
    return descriptor


def _watch(descriptor: int, path: Path) -> None:
    ctypes.CDLL(None).inotify_add_watch(descriptor, os.fsencode(path), _IN_MODIFY | _IN_ATTRIB)
