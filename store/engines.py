"""Engines for the writing side."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

LOCK_WAIT_MS = 5000


def make_engine(url: str, path: Path | None) -> Engine:
    """Return an engine: SQLite with foreign keys, full durability and immediate transactions, or PostgreSQL."""
    if path is None:
        return create_engine(url, pool_pre_ping=True, pool_size=2, max_overflow=4)
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    connection.execute("pragma foreign_keys = on")
    connection.execute(f"pragma busy_timeout = {LOCK_WAIT_MS}")
    connection.execute("pragma synchronous = full")


def _on_begin(connection: Connection) -> None:
    connection.exec_driver_sql("begin immediate")
