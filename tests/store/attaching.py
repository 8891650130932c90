"""Attaches a file and is killed at a step: python -m tests.store.attaching STEP URL FILES LOGIN OWNER NUMBER PATH"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from store import attachments, people
from store.clock import FixedClock
from store.database import Store
from tests.killing import die_at

if __name__ == "__main__":
    step, url, files, login, owner, number, path = sys.argv[1:]
    store = Store.open(url, clock=FixedClock(datetime(2026, 11, 24, 10, tzinfo=UTC)), files=Path(files))
    me = people.log_in(store, login)
    store.warm()
    die_at(int(step))
    attachments.attach(store, me, cast(attachments.Owner, owner), int(number), Path(path))
