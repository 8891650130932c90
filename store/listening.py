"""Hears what a server tells (LISTEN/NOTIFY), on one connection of its own for the whole process (H5, D2).

The thread that hears keeps the connection alive, looks now and then by itself whether something was changed without a
word, and connects again, with growing pauses, when the server or the way to it was gone. Whoever wants to be told has
an `Ear`. Not through a pooler that shares connections between transactions: what is told gets lost there, and a change
is seen when the thread looks by itself.
"""

import logging
import os
import random
import select
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from store.engines import ALIVE, CONNECT_SECONDS
from store.waking import CHANGED, DUE

# How often the thread looks by itself: as a net where it is told, as the only way where it cannot be told (a server
# that is compatible but for LISTEN).
LOOK_SECONDS, LOOK_DEAF_SECONDS = 10.0, 1.0
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.25, 5.0
# What moves with nearly everything that is written, in four probes.
VERSION = """
    select coalesce((select max(id) from changes), 0) + coalesce((select max(id) from notes), 0)
    + coalesce((select max(id) from notifications), 0) + (select last_value from notifications_id_seq)
"""
log = logging.getLogger("crm_tui")


class Ear:
    """Wakes one thread when something is told on a channel, or when the connection is lost or back."""

    def __init__(self, channel: str, listener: "Listener") -> None:
        self.channel = channel
        self._listener = listener
        self._reading, self._writing = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)

    @property
    def hears(self) -> bool:
        """Whether the server tells of everything now."""
        return self._listener.hears

    @property
    def connected(self) -> bool:
        """Whether the server answers."""
        return self._listener.connected

    def fileno(self) -> int:
        """A descriptor that can be read when something has been told."""
        return self._reading

    def wait(self, seconds: float) -> bool:
        """Wait so long at most; tell whether there was something."""
        return bool(select.select([self._reading], [], [], max(0.0, seconds))[0]) and self.drain()

    def drain(self) -> bool:
        """Take what was told as heard."""
        with suppress(BlockingIOError, OSError):
            return bool(os.read(self._reading, 65536))
        return False

    def ring(self) -> None:
        """Wake the thread."""
        with suppress(OSError):
            os.write(self._writing, b"!")

    def close(self) -> None:
        """Hear no more."""
        self._listener.leave(self)
        for descriptor in (self._reading, self._writing):
            os.close(descriptor)


class Listener:
    """The connection, and the thread that hears. It begins with the first ear and ends with `close`.

    `rest` is called now and then, for whatever is to be let go of when nothing happens.
    """

    def __init__(self, url: str, rest: Callable[[], None] = lambda: None) -> None:
        self._address = url.replace("postgresql+psycopg://", "postgresql://", 1)
        self._rest = rest
        self._guard = threading.Lock()
        self._ears: list[Ear] = []
        self._thread: threading.Thread | None = None
        self._closing = threading.Event()
        self._waking = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        self._version: int | None = None
        self._begun = threading.Event()
        self.hears = False
        self.connected = True
        self.times = 0

    def ear(self, channel: str) -> Ear:
        """Return a new ear; begins to listen, and waits a moment for it, so that nothing told from now on is missed."""
        made = Ear(channel, self)
        with self._guard:
            self._ears.append(made)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="listening", daemon=True)
                self._thread.start()
        self._begun.wait(CONNECT_SECONDS)
        return made

    def leave(self, ear: Ear) -> None:
        """Tell an ear nothing more."""
        with self._guard, suppress(ValueError):
            self._ears.remove(ear)

    def close(self) -> None:
        """End the thread and its connection."""
        if self._closing.is_set():
            return
        # Woken first: once it knows that this ends, the thread lets go of what wakes it.
        os.write(self._waking[1], b"!")
        self._closing.set()
        if self._thread is None:
            self._let_go()
        elif self._thread is not threading.current_thread():
            self._thread.join(CONNECT_SECONDS)

    def _let_go(self) -> None:
        for descriptor in self._waking:
            os.close(descriptor)

    # ----------------------------------------------------------------- the thread

    def _run(self) -> None:
        pause = FIRST_PAUSE_SECONDS
        while not self._closing.is_set():
            before = self.times
            try:
                self._session()
            except Exception as error:  # noqa: BLE001 - whatever it was, the way back is to connect again
                log.warning("the server is not heard: %s", type(error).__name__)
            if self.times > before:
                pause = FIRST_PAUSE_SECONDS
            self._state(connected=self._closing.is_set(), hears=False)
            self._begun.set()
            # Not all at the same moment: a server that comes back is met by every session of the team.
            self._sleep(pause * random.uniform(0.7, 1.3))  # noqa: S311 - spreads tries, hides nothing
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
        self._let_go()

    def _session(self) -> None:
        """Connect, and hear until the connection is gone or this ends."""
        import psycopg

        with psycopg.connect(
            self._address,
            autocommit=True,
            connect_timeout=CONNECT_SECONDS,
            application_name="crm-tui",
            **ALIVE,  # type: ignore[arg-type]
        ) as connection:
            told: set[str] = set()
            connection.add_notify_handler(lambda one: told.add(one.channel))
            hears = _listen(connection)
            version = self._look(connection)
            self.times += 1
            missed = self._version is not None and (version != self._version or self.times > 1)
            self._version = version
            self._state(connected=True, hears=hears)
            self._begun.set()
            if missed:
                self._tell({CHANGED, DUE})
            self._hear(connection, told, LOOK_SECONDS if hears else LOOK_DEAF_SECONDS)

    def _hear(self, connection: Any, told: set[str], patience: float) -> None:
        next_look, heard = time.monotonic() + patience, False
        while not self._closing.is_set():
            left = max(0.0, next_look - time.monotonic())
            ready = select.select([connection.fileno(), self._waking[0]], [], [], left)[0]
            if connection.fileno() in ready:
                _receive(connection, told)
            elif not ready:
                version, next_look = self._look(connection), time.monotonic() + patience
                if version != self._version and not heard:
                    told.add(CHANGED)
                self._version, heard = version, False
                self._rest()
            if told:
                heard = heard or CHANGED in told
                self._tell(told)
                told.clear()

    def _look(self, connection: Any) -> int:
        return int(connection.execute(VERSION).fetchone()[0])

    def _tell(self, channels: set[str]) -> None:
        with self._guard:
            for ear in self._ears:
                if ear.channel in channels:
                    ear.ring()

    def _state(self, *, connected: bool, hears: bool) -> None:
        changed = connected != self.connected
        self.connected, self.hears = connected, hears
        if changed:
            self._tell({CHANGED, DUE})

    def _sleep(self, seconds: float) -> None:
        if not self._closing.is_set():
            select.select([self._waking[0]], [], [], seconds)


def _listen(connection: Any) -> bool:
    """Ask to be told; False where the server has no such thing."""
    import psycopg

    try:
        for channel in (CHANGED, DUE):
            connection.execute(f"listen {channel}")
    except (psycopg.NotSupportedError, psycopg.ProgrammingError):
        return False
    return True


def _receive(connection: Any, told: set[str]) -> None:
    """Take what has come. Raises where the connection is gone."""
    connection.pgconn.consume_input()
    while (one := connection.pgconn.notifies()) is not None:
        told.add(one.relname.decode())
