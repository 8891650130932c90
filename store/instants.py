"""Instants as the databases hold them: `timestamptz` on PostgreSQL, sortable text on SQLite."""

from datetime import UTC, datetime
from typing import Any


def to_text(instant: datetime) -> str:
    """Return an aware instant as SQLite holds it: 2026-11-24T14:00:00Z. Raises ValueError for a naive one."""
    if instant.tzinfo is None:
        raise ValueError(f"naive datetime: {instant!r}")
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_column(value: Any) -> datetime:
    """Return what a column held as an aware datetime in UTC."""
    if isinstance(value, str):
        return datetime.fromisoformat(value)
    return value.astimezone(UTC)  # type: ignore[no-any-return]
