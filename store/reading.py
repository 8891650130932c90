"""The reading side: SQL text in, tuples out, one consistent view of the database for each block.

Reads are SQL and answer with rows; writes are objects (store/models). The reading side of a SQLite database needs
nothing but the standard library, so that the first plan can be confirmed long before the object mapper is imported.
The same statements run on PostgreSQL: named parameters (:name), standard SQL, no function that only one of them has.
"""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from store.faults import faults
from store.instants import to_text
from store.refusals import Cancelled

Record = tuple[Any, ...]
# Of each thread's connection. The system keeps the file's pages anyway; SQLite's own 2 MB made no question quicker.
CACHE_KILOBYTES = 512
# Some name the numbers of what they ask about, and are not asked again: each would be kept with all of them.
CACHED_STATEMENTS = 16
STEPS_BETWEEN_LOOKS = 20_000
SECONDS_BETWEEN_LOOKS = 0.05


class Reader(Protocol):
    """Reads within one consistent view. `engine` is "sqlite" or "postgresql"."""

    engine: str

    def all(self, sql: str, **parameters: Any) -> list[Record]:
        """Return every row of a statement; instants among the parameters are aware datetimes, lists are for `among`."""
        ...

    def one(self, sql: str, **parameters: Any) -> Record | None:
        """Return the first row of a statement, None if it has none."""
        ...


def among(read: Reader, name: str = "ids") -> str:
    """Return the condition of being one of the numbers that the parameter `name`, a list, holds.

    The statement is the same for whatever numbers, so that a server plans it once.
    """
    return f"= any(:{name})" if read.engine == "postgresql" else f"in (select value from json_each(:{name}))"


def _holdable(parameters: dict[str, Any]) -> dict[str, Any]:
    """Return parameters as a database can take them; raise ValueError for a naive datetime.

    Half characters and NUL, which no database holds and so nothing in it can equal, are replaced.
    """
    return {name: _held(value) for name, value in parameters.items()}


def _held(value: Any) -> Any:
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError(f"naive datetime: {value!r}")
    if isinstance(value, str) and not (value.isascii() and value.isprintable()):
        return value.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")
    return value


def _for_sqlite(parameters: dict[str, Any]) -> dict[str, Any]:
    """Return parameters as SQLite takes them: instants as text that sorts, lists as JSON."""
    return {
        name: to_text(value) if isinstance(value, datetime) else json.dumps(value) if isinstance(value, list) else value
        for name, value in parameters.items()
    }


@lru_cache(256)
def _clause(sql: str) -> Any:
    from sqlalchemy import text

    return text(sql)


class SqliteReader:
    """A Reader on a connection of the standard library's driver."""

    engine = "sqlite"

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def all(self, sql: str, **parameters: Any) -> list[Record]:
        """See Reader."""
        return self.connection.execute(sql, _for_sqlite(_holdable(parameters))).fetchall()

    def one(self, sql: str, **parameters: Any) -> Record | None:
        """See Reader."""
        rows = self.all(sql, **parameters)
        return rows[0] if rows else None


@contextmanager
def interruptible(reader: Reader, cancelled: threading.Event | None) -> Iterator[None]:
    """Let a long question of a block end, with Cancelled, once `cancelled` is set by another thread."""
    if cancelled is None:
        yield
        return
    stop = _stop_sqlite if isinstance(reader, SqliteReader) else _stop_server
    try:
        with stop(reader, cancelled):
            yield
    except Exception as error:
        if not cancelled.is_set():
            raise
        raise Cancelled from error


@contextmanager
def _stop_sqlite(reader: Any, cancelled: threading.Event) -> Iterator[None]:
    connection: sqlite3.Connection = reader.connection
    connection.set_progress_handler(cancelled.is_set, STEPS_BETWEEN_LOOKS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


@contextmanager
def _stop_server(reader: Any, cancelled: threading.Event) -> Iterator[None]:
    done = threading.Event()

    def watch() -> None:
        while not done.wait(SECONDS_BETWEEN_LOOKS):
            if cancelled.is_set():
                reader.connection.connection.driver_connection.cancel_safe()
                return

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


class SqliteReading:
    """Keeps one reading connection for each thread that reads a SQLite file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._guard = threading.Lock()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self._path,
                timeout=5,
                isolation_level=None,
                check_same_thread=False,
                cached_statements=CACHED_STATEMENTS,
            )
            connection.execute("pragma query_only = on")
            connection.execute(f"pragma cache_size = -{CACHE_KILOBYTES}")
            self._local.connection = connection
            with self._guard:
                self._all.append(connection)
        return connection

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Open a consistent view for the time of a block."""
        with faults(str(self._path)):
            connection = self._connection()
            if connection.in_transaction:
                yield SqliteReader(connection)
                return
            connection.execute("begin")
            try:
                yield SqliteReader(connection)
            finally:
                connection.execute("commit")

    def data_version(self) -> int:
        """Return a number that changes when any other connection has written."""
        with faults(str(self._path)):
            row = self._connection().execute("pragma data_version").fetchone()
        return int(row[0])

    def close(self) -> None:
        """Close every connection."""
        with self._guard:
            for connection in self._all:
                connection.close()
            self._all.clear()
            self._local = threading.local()


class EngineReader:
    """A Reader on a connection of the engine that also writes."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.engine: str = connection.dialect.name

    def all(self, sql: str, **parameters: Any) -> list[Record]:
        """See Reader."""
        return [tuple(row) for row in self._run(sql, parameters)]

    def one(self, sql: str, **parameters: Any) -> Record | None:
        """See Reader."""
        rows = self.all(sql, **parameters)
        return rows[0] if rows else None

    def _run(self, sql: str, parameters: dict[str, Any]) -> Any:
        bound = _holdable(parameters)
        return self.connection.execute(_clause(sql), _for_sqlite(bound) if self.engine == "sqlite" else bound)


class Writer(EngineReader):
    """A Reader inside a transaction that also takes single statements which write."""

    def do(self, sql: str, **parameters: Any) -> int:
        """Run a statement that writes; return how many rows it changed."""
        return int(self._run(sql, parameters).rowcount)

    def many(self, sql: str, rows: list[dict[str, Any]]) -> None:
        """Run a statement that writes, for each of many rows."""
        self.connection.execute(_clause(sql), rows)


class SessionReader(EngineReader):
    """A Reader inside a transaction that is being written: sees what it has written so far."""

    def __init__(self, session: Any) -> None:
        super().__init__(session.connection())
        self._session = session

    def all(self, sql: str, **parameters: Any) -> list[Record]:
        """See Reader."""
        self._session.flush()
        return super().all(sql, **parameters)
