"""Engines for the writing side, and how a session of a server is set up."""

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

LOCK_WAIT_MS = 5000
ASK_AGAIN_SECONDS = 0.002
WRITERS = 0x63726D  # the advisory lock that all writers of a database share
# One connection stays open between uses, for a while; a burst (a worker's threads) may have as many more for its time.
KEPT_OPEN, MORE_AT_ONCE = 1, 5
# What a whole statement, and a transaction that waits for its program, may take. Nothing of the app comes near it; a
# program that hangs or a cable that is pulled lets go of the writers' lock.
STATEMENT_MS, IDLE_MS = 120_000, 60_000
UPGRADE_LOCK_MS = 120_000
CONNECT_SECONDS = 5
# A server or network that is gone without a word is noticed within half a minute, on either side.
ALIVE = {"keepalives": 1, "keepalives_idle": 15, "keepalives_interval": 5, "keepalives_count": 3}
_SET_UP = f"""
    select set_config('lock_timeout', '{LOCK_WAIT_MS}', false),
        set_config('statement_timeout', '{STATEMENT_MS}', false),
        set_config('idle_in_transaction_session_timeout', '{IDLE_MS}', false),
        set_config('tcp_keepalives_idle', '15', false), set_config('tcp_keepalives_interval', '5', false),
        set_config('tcp_keepalives_count', '3', false)
"""


def make_engine(url: str, path: Path | None) -> Engine:
    """Return an engine: SQLite with foreign keys, full durability and immediate transactions, or PostgreSQL.

    On both, one transaction writes at a time, so that what a rule has checked still holds when it is written.
    """
    if path is None:
        # Other programs write the scheme in short.
        url = url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url
        engine = create_engine(
            url,
            pool_pre_ping=True,
            pool_size=KEPT_OPEN,
            max_overflow=MORE_AT_ONCE,
            connect_args={"connect_timeout": CONNECT_SECONDS, **ALIVE},
        )
        event.listen(engine, "connect", _on_connect_server)
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


def _on_connect_server(connection: Any, _record: Any) -> None:
    """Set the limits of a session of a server, in one statement."""
    connection.autocommit = True
    connection.execute(_SET_UP)
    connection.autocommit = False


def _on_begin_server(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("postgresql_readonly") or options.get("crm_tui_beside"):
        return
    if options.get("crm_tui_long"):
        # Bringing up to date and restoring: a second one waits for the first, and both for who reads or writes; what
        # they do may take long.
        connection.exec_driver_sql(f"set local lock_timeout = {UPGRADE_LOCK_MS}")
        connection.exec_driver_sql("set local statement_timeout = 0")
        connection.exec_driver_sql("set local idle_in_transaction_session_timeout = 0")
    connection.exec_driver_sql(f"select pg_advisory_xact_lock({WRITERS})")


def let_go(engine: Engine) -> None:
    """Close the connections that wait to be used again."""
    engine.dispose()
