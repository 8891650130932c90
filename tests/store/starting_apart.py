"""The same as starting.py, without the lock that all writers of a PostgreSQL database share."""

import json
import sys

from store import engines
from tests.store.rushing_apart import alone
from tests.store.starting import rush

if __name__ == "__main__":
    engines._on_begin_server = alone
    print(json.dumps(rush(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
