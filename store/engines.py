"""Engines for the writing side."""

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

LOCK_WAIT_MS = 5000
ASK_AGAIN_SECONDS = 0.002
WRITERS = 0x63726D  # the advisory lock that all writers of a database share


def make_engine(url: str, path: Path | None) -> Engine:
    """Return an engine: SQLite with foreign keys, full durability and immediate transactions, or PostgreSQL.

    On both, one transaction writes at a time, so that what a rule has checked still holds when it is written.
    """
    if path is None:
        # Other programs write the scheme in short.
        url = url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url
        engine = create_engine(url, pool_pre_ping=True, pool_size=2, max_overflow=4)
        event.listen(engine, "begin", _on_begin_server)
        return engine
    engine = create_engine(URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    connection.execute("pragma foreign_keys = on")
    connection.execute(f"pragma busy_timeout = {LOCK_WAIT_MS}")
    connection.execute("pragma synchronous = full")


def _on_begin(connection: Connection) -> None:
    """Take the lock, asking at a steady pace: SQLite's own waiting asks less and less often, so that whoever has waited
    longest is served last."""
    held = connection.connection.dbapi_connection
    assert isinstance(held, sqlite3.Connection)
    deadline = time.monotonic() + LOCK_WAIT_MS / 1000
    held.execute("pragma busy_timeout = 0")
    try:
        while True:
            try:
                held.execute("begin immediate")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise
            time.sleep(ASK_AGAIN_SECONDS)
    finally:
        held.execute(f"pragma busy_timeout = {LOCK_WAIT_MS}")


def _on_begin_server(connection: Connection) -> None:
    if connection.get_execution_options().get("postgresql_readonly"):
        return
    connection.exec_driver_sql(f"set local lock_timeout = {LOCK_WAIT_MS}")
    connection.exec_driver_sql(f"select pg_advisory_xact_lock({WRITERS})")
