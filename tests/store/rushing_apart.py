"""The same as rushing.py, without the lock that all writers of a PostgreSQL database share."""

import json
import sys

from sqlalchemy import Connection

from store import engines
from tests.store.rushing import rush


def alone(connection: Connection) -> None:
    """Begin a transaction without waiting for other writers."""


def main() -> None:
    """Plan, every writer on its own."""
    engines._on_begin_server = alone
    print(json.dumps(rush(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))


if __name__ == "__main__":
    main()
