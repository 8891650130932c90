"""Wakes the workers that sleep when something is due sooner than they sleep.

On PostgreSQL by NOTIFY, in the transaction that writes. Beside a SQLite file stands a small file that the writer touches
after it has committed: a worker is told by the system (inotify, kqueue), without looking. Should that get lost, a worker
looks again within half a minute anyhow.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlmodel import Session

CHANNEL = "crm_tui_due"


def wake_path(path: Path) -> Path:
    """Return the file that is touched beside a SQLite file."""
    return path.with_name(f"{path.name}-wake")


def announce(session: "Session") -> None:
    """Tell the workers on a server, as soon as the transaction is committed."""
    from sqlalchemy import text

    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"notify {CHANNEL}"))


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
