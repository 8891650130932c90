"""The database: opening, migrating, one reading side and one writing side."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store import committing, waking
from store.clock import Clock
from store.faults import faults
from store.migrations import HEAD, REVISIONS
from store.reading import EngineReader, Reader, SqliteReading, Writer
from store.refusals import StoreFault, Trace

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlmodel import Session

    from store.listening import Ear, Listener

LOCK_WAIT_SECONDS = 5
# A server's connections that nobody has used for so long are closed: two hundred sessions share it.
KEPT_SECONDS = 20.0
# Two threads that import parts of the object mapper from different ends would wait for each other for ever.
_LOADING = threading.RLock()


class Store:
    """An open database, its clock, and the way in for everything in this package. Safe to use from any thread."""

    def __init__(self, url: str, path: Path | None, clock: Clock, files: Path | None = None) -> None:
        self.url = url
        self._files = files
        self.path = path
        self.clock = clock
        # How many transactions of this process were kept: what was read before the last of them may be out of date.
        self.commits = 0
        self._engine: Engine | None = None
        self._used = time.monotonic()
        self._listener: Listener | None = None
        self._guard = threading.Lock()
        self._sqlite = SqliteReading(path) if path else None

    @classmethod
    def open(cls, url: str, *, clock: Clock, files: Path | None = None) -> "Store":
        """Open a database by URL or SQLite path; create a SQLite file and bring it up to date where needed.

        `files` is the folder of attached files; without it, it stands beside a SQLite file.
        Raises StoreFault: "newer" (made by a later program), "older" (PostgreSQL that wants `db upgrade`),
        "not-a-database", "corrupt", "locked", "read-only", "no-folder", "unreachable".
        """
        path = sqlite_path(url)
        store = cls(url, path, clock, files)
        revision = store.revision()
        if revision == HEAD:
            return store
        if revision is not None and revision not in REVISIONS:
            raise StoreFault("newer", store.name)
        if path is None:
            raise StoreFault("older", store.name)
        store.upgrade()
        return store

    @classmethod
    def open_for_upgrade(cls, url: str, *, clock: Clock) -> "Store":
        """Open a database of this or an older version without touching it (`crm-tui db upgrade`)."""
        store = cls(url, sqlite_path(url), clock)
        revision = store.revision()
        if revision is not None and revision not in REVISIONS:
            raise StoreFault("newer", store.name)
        return store

    @property
    def name(self) -> str:
        """What to call the database when speaking to people: its file, or its address without the password."""
        if self.path is not None:
            return str(self.path)
        from sqlalchemy import make_url
        from sqlalchemy.exc import ArgumentError

        try:
            return make_url(self.url).render_as_string(hide_password=True)
        except ArgumentError:
            return self.url

    @property
    def files(self) -> Path:
        """The folder of attached files (A15). Raises StoreFault where none is set and the database is no file."""
        if self._files is not None:
            return self._files
        if self.path is None:
            raise StoreFault("no-files-folder", self.name)
        return self.path.with_name(f"{self.path.name}.files")

    @property
    def has_files(self) -> bool:
        """Whether there is a folder for attached files: named, or beside a SQLite file."""
        return self._files is not None or self.path is not None

    def revision(self) -> str | None:
        """Return the revision of the schema, None for an empty database."""
        if self.path is not None:
            return _sqlite_revision(self.path)
        from sqlalchemy import inspect

        with faults(self.name), self._server_view() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            row = connection.exec_driver_sql("select version_num from alembic_version").first()
            return str(row[0]) if row else None

    def upgrade(self, *, to: str = "head") -> None:
        """Bring the schema up to date, or to an older revision, creating it in an empty database."""
        from store.migrations.run import upgrade

        with faults(self.name):
            if self.path is not None:
                _prepare_file(self.path)
            upgrade(self.engine, to)

    @property
    def engine(self) -> "Engine":
        """The writing side's engine, made when first asked for."""
        with self._guard:
            if self._engine is None:
                load_writing_side()
                from store.engines import make_engine

                self._engine = make_engine(self.url, self.path)
            self._used = time.monotonic()
            return self._engine

    def _rest(self) -> None:
        """Close what nobody has used for a while."""
        with self._guard:
            engine = self._engine if time.monotonic() - self._used > KEPT_SECONDS else None
        if engine is not None:
            from store.engines import let_go

            let_go(engine)

    def ear(self, channel: str) -> "Ear | None":
        """Return what is woken when a server tells something on a channel (waking.py); a file tells nothing."""
        if self.path is not None:
            return None
        load_writing_side()
        from store.listening import Listener

        with self._guard:
            if self._listener is None:
                self._listener = Listener(self.url, self._rest)
            listener = self._listener
        return listener.ear(channel)

    def warm(self) -> None:
        """Import the writing side, so that the first save is as quick as the second."""
        load_writing_side()
        with faults(self.name), self.engine.connect():
            pass

    def _server_view(self) -> "Connection":
        """Connect to a server for reading, one view for the whole of the transaction."""
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        return self.engine.connect().execution_options(**options)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Open one consistent view of the database for the time of a block."""
        if self._sqlite is not None:
            with self._sqlite.reading() as reader:
                yield reader
            return
        with faults(self.name), self._server_view() as connection:
            yield EngineReader(connection)
            # After a rollback the driver forgets which statements the server has prepared: to plan a day's questions
            # anew takes the server twice as long as to answer them.
            connection.commit()

    @contextmanager
    def writing(self) -> Iterator["Session"]:
        """Open one transaction: all of the block, or nothing. On SQLite the lock is taken at once.

        What the block has changed is in the index of the search when it ends (C8), and every session is told (H5).
        Raises Undecided where a server was lost at the very end and does not say what became of it.
        """
        load_writing_side()
        from sqlmodel import Session

        from store.finding.index import catch_up

        wake_at: datetime | None = None
        commit = committing.Commit(self)
        with faults(self.name), commit, Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session
            session.flush()
            if "events" in session.info:
                from store import events

                events.tell(session)
            catch_up(session.connection())
            wake_at = session.info.get("wake_at")
            if self.path is None:
                _tell(Writer(session.connection()), waking.CHANGED, *([waking.DUE] if wake_at else []))
            commit.begins(session.info)
        self.commits += 1
        if wake_at is not None:
            waking.touch(self.path)

    @contextmanager
    def beside(self, *, tells: bool = False) -> Iterator[Writer]:
        """Open a transaction for rows that only workers and single statements touch.

        On PostgreSQL it waits for no other writer, as those of `writing` do for each other. With `tells` every session
        is told that something is to be seen.
        """
        load_writing_side()
        options = {"crm_tui_beside": True}
        with faults(self.name), self.engine.connect().execution_options(**options) as connection, connection.begin():
            yield Writer(connection)
            if tells and self.path is None:
                _tell(Writer(connection), waking.CHANGED)

    def fate(self, trace: Trace) -> bool:
        """Tell whether a transaction that was Undecided is kept, once it has certainly ended. Raises StoreFault."""
        return committing.kept(self, trace)

    def data_version(self) -> int:
        """Return a number that changes when anybody has written since it was last asked for by this thread."""
        if self._sqlite is not None:
            return self._sqlite.data_version()
        from store.listening import VERSION

        with self.reading() as read:
            row = read.one(VERSION)
        return int(row[0]) if row else 0

    def close(self) -> None:
        """Close every connection."""
        if self._listener is not None:
            self._listener.close()
        if self._sqlite is not None:
            self._sqlite.close()
        if self._engine is not None:
            self._engine.dispose()


def load_writing_side() -> None:
    """Import the object mapper and the models, one thread at a time."""
    with _LOADING:
        import store.engines
        import store.models  # noqa: F401


def _tell(write: Writer, *channels: str) -> None:
    """Tell whoever listens to a server, as soon as the transaction is committed.

    The next number of notifications stays unused: whoever cannot be told sees by it that something was changed.
    """
    told = [f"pg_notify('{channel}', '')" for channel in channels]
    write.one(f"select {', '.join(told)}, nextval('notifications_id_seq')")


def sqlite_path(url: str) -> Path | None:
    """Return the file that a URL or plain path names, None for a URL of another engine."""
    if url.startswith("sqlite:///"):
        return Path(url.removeprefix("sqlite:///")).expanduser().absolute()
    if "://" in url:
        return None
    return Path(url).expanduser().absolute()


def _sqlite_revision(path: Path) -> str | None:
    try:
        if not path.exists():
            return None
        if not path.is_file():
            raise StoreFault("not-a-database", str(path))
    except (OSError, ValueError) as error:
        raise StoreFault("no-folder", str(path)) from error
    with faults(str(path)):
        connection: Any = sqlite3.connect(path, timeout=LOCK_WAIT_SECONDS)
        try:
            tables = {row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")}
            if "alembic_version" in tables:
                row = connection.execute("select version_num from alembic_version").fetchone()
                return str(row[0]) if row else None
        finally:
            connection.close()
    if tables:
        raise StoreFault("not-a-database", str(path))
    return None


def _prepare_file(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            path.touch(mode=0o600)
    except OSError as error:
        raise StoreFault("no-folder", str(path.parent)) from error
    connection = sqlite3.connect(path, timeout=LOCK_WAIT_SECONDS)
    try:
        connection.execute("pragma journal_mode = wal")
    finally:
        connection.close()
