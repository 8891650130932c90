"""Translation of what database drivers raise into StoreFault: one reason, one thing it is about."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from store.refusals import StoreFault

_SQLITE = (
    ("locked", "locked"),
    ("busy", "locked"),
    ("readonly", "read-only"),
    ("not a database", "not-a-database"),
    ("malformed", "corrupt"),
    ("corrupt", "corrupt"),
    ("disk is full", "full"),
    ("disk i/o", "corrupt"),
    ("unable to open", "no-folder"),
    ("no such table", "corrupt"),
    ("no such column", "corrupt"),
)
_SERVER = {
    "DiskFull": "full",
    "LockNotAvailable": "locked",
    "DeadlockDetected": "locked",
    "SerializationFailure": "locked",
    "ReadOnlySqlTransaction": "read-only",
    "QueryCanceled": "too-slow",
    "InsufficientPrivilege": "no-right",
    **dict.fromkeys(
        (
            "OperationalError", "ConnectionTimeout", "AdminShutdown", "CrashShutdown", "CannotConnectNow",
            "ConnectionFailure", "ConnectionDoesNotExist", "ConnectionException", "IdleInTransactionSessionTimeout",
            "ProtocolViolation",
        ),
        "unreachable",
    ),
}  # fmt: skip
_NO_ROOM = ("too many clients", "remaining connection slots", "too many connections")


def fault_of(error: BaseException, where: str) -> StoreFault | None:
    """Return the fault that a driver's error stands for, None if it is of another kind."""
    original = getattr(error, "orig", None) or error
    if isinstance(original, sqlite3.Error):
        text = str(original).lower()
        reason = next((reason for words, reason in _SQLITE if words in text), None)
        return StoreFault(reason, where) if reason else None
    if type(original).__module__.startswith("psycopg"):
        if any(words in str(original) for words in _NO_ROOM):
            return StoreFault("no-room", where)
        reason = _SERVER.get(type(original).__name__)
        return StoreFault(reason, where) if reason else None
    if type(original).__name__ in {"ArgumentError", "NoSuchModuleError", "ModuleNotFoundError"}:
        return StoreFault("unreachable", where)
    return None


@contextmanager
def faults(where: str) -> Iterator[None]:
    """Run a block of database work; raise StoreFault where the database itself is the trouble."""
    try:
        yield
    except Exception as error:
        fault = fault_of(error, where)
        if fault is None:
            raise
        raise fault from error
