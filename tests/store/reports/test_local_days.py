"""The local day of an instant, as SQLite is told it, is that of the zone's own clock (F, B6)."""

import random
import sqlite3
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from store.instants import to_text
from store.reports.local_days import local_day

FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2027, 12, 31, tzinfo=UTC)
# East and west of Greenwich, by half and quarter hours, across the line of the date, over days that have no midnight.
ZONES = (
    "Europe/Warsaw", "UTC", "America/Los_Angeles", "Asia/Kathmandu", "Pacific/Kiritimati", "Pacific/Pago_Pago",
    "Australia/Lord_Howe", "America/St_Johns", "Africa/Cairo",
)  # fmt: skip


@pytest.mark.parametrize("zone", ZONES)
def test_f_a_day_is_that_of_the_zone_s_clock(zone: str) -> None:
    """Around every midnight, there and in UTC, around each change of the clock, and at instants drawn by lot."""
    where, drawn = ZoneInfo(zone), random.Random(7)
    seconds = int((LAST - FIRST).total_seconds())
    instants = [FIRST + timedelta(seconds=drawn.randrange(seconds)) for _ in range(2000)]
    days = [FIRST + timedelta(days=number) for number in range(1, seconds // 86_400)]
    instants += [day + timedelta(seconds=by) for day in days for by in (-1, 0)]
    midnights = [day.replace(tzinfo=where).astimezone(UTC) for day in days]
    instants += [midnight + timedelta(seconds=by) for midnight in midnights for by in (-1, 0)]
    instants = [instant for instant in instants if FIRST <= instant <= LAST]
    table = sqlite3.connect(":memory:")
    table.execute("create table x (at text)")
    table.executemany("insert into x values (?)", [(to_text(instant),) for instant in instants])
    found = [row[0] for row in table.execute(f"select {local_day('sqlite', 'at', zone, FIRST, LAST)} from x")]
    table.close()
    assert found == [instant.astimezone(where).date().isoformat() for instant in instants]
