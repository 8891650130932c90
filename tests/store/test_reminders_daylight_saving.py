"""Reminders across both changes of the clock, for three zones; what is expected was worked out by hand (D1, B6).

Warsaw is at UTC+1 in winter and +2 in summer: forward on 28 March 2027, back on 31 October 2027, at 1:00 UTC.
New York is at UTC-5 and -4: forward on 14 March 2027, back on 7 November 2027, at 2:00 on its clock.
Kathmandu is at UTC+5:45 all year; its rows are of the nights in which Warsaw changes.
Each activity is at 10:00 on the day of the change; "1 day before" is at 10:00 on the day before, by the clock.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crm_tui.delivery.letters import letter
from crm_tui.worker import Worker
from store import deliveries, people, reminder_phrases
from store.clock import FixedClock
from store.database import Store
from store.reminder_kinds import Reminder
from store.reminder_rows import Outgoing
from store.rows import Acting
from store.when import Timed
from tests.making import planned

FORWARD, BACK = "forward", "back"
DAYS = {
    ("Europe/Warsaw", FORWARD): date(2027, 3, 28),
    ("Europe/Warsaw", BACK): date(2027, 10, 31),
    ("America/New_York", FORWARD): date(2027, 3, 14),
    ("America/New_York", BACK): date(2027, 11, 7),
    ("Asia/Kathmandu", FORWARD): date(2027, 3, 28),
    ("Asia/Kathmandu", BACK): date(2027, 10, 31),
}
# zone, change, reminder as typed, start in UTC, due in UTC
TABLE = [
    ("Europe/Warsaw", FORWARD, "1 day before", "2027-03-28T08:00", "2027-03-27T09:00"),  # 23 hours
    ("Europe/Warsaw", FORWARD, "28.03.2027 9:00", "2027-03-28T08:00", "2027-03-28T07:00"),
    ("Europe/Warsaw", BACK, "1 day before", "2027-10-31T09:00", "2027-10-30T08:00"),  # 25 hours
    ("Europe/Warsaw", BACK, "31.10.2027 9:00", "2027-10-31T09:00", "2027-10-31T08:00"),
    ("America/New_York", FORWARD, "1 day before", "2027-03-14T14:00", "2027-03-13T15:00"),  # 23 hours
    ("America/New_York", FORWARD, "14.03.2027 9:00", "2027-03-14T14:00", "2027-03-14T13:00"),
    ("America/New_York", BACK, "1 day before", "2027-11-07T15:00", "2027-11-06T14:00"),  # 25 hours
    ("America/New_York", BACK, "7.11.2027 9:00", "2027-11-07T15:00", "2027-11-07T14:00"),
    ("Asia/Kathmandu", FORWARD, "1 day before", "2027-03-28T04:15", "2027-03-27T04:15"),  # 24 hours
    ("Asia/Kathmandu", FORWARD, "28.03.2027 9:00", "2027-03-28T04:15", "2027-03-28T03:15"),
    ("Asia/Kathmandu", BACK, "1 day before", "2027-10-31T04:15", "2027-10-30T04:15"),  # 24 hours
    ("Asia/Kathmandu", BACK, "31.10.2027 9:00", "2027-10-31T04:15", "2027-10-31T03:15"),
]


def utc(text: str) -> datetime:
    """Return an instant of the table."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def living_in(store: Store, me: Acting, zone: str) -> Acting:
    """Move somebody to a zone, with an address."""
    row = people.user_named(store, me, me.login)
    moved = replace(people.draft_of_user(row), zone=zone, email="anna@example.com")
    people.edit_user(store, me, row.id, moved, version=row.version)
    return people.log_in(store, me.login)


def test_the_table_goes_through_every_zone_change_and_kind() -> None:
    kinds = {(zone, change, "before" in typed) for zone, change, typed, _start, _due in TABLE}
    assert len(kinds) == len(TABLE) == 2 * 2 * 3


@pytest.mark.parametrize(("zone", "change", "typed", "start", "due"), TABLE)
def test_d1_b6_a_day_before_and_at_nine_are_right_across_both_changes(
    store: Store, anna: Acting, clock: FixedClock, zone: str, change: str, typed: str, start: str, due: str
) -> None:
    clock.instant = utc(start) - timedelta(days=3)
    me = living_in(store, anna, zone)
    day = DAYS[zone, change]
    begins = datetime(day.year, day.month, day.day, 10, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    assert begins == utc(start)
    when = reminder_phrases.understood(typed, now=clock.instant, zone=zone).when
    assert when is not None
    row = planned(store, me, when=Timed(begins, begins + timedelta(hours=1)), reminders=(Reminder(when, ("email",)),))
    (pending,) = deliveries.of_activity(store, me, row.id)
    assert pending.due_at == utc(due)

    taken: list[Outgoing] = []

    def post(outgoing: Outgoing) -> str:
        taken.append(outgoing)
        return "250 taken"

    clock.instant = utc(due) - timedelta(seconds=1)
    assert Worker(store, {"email": post}).run_once() == {}
    clock.instant = utc(due)
    assert Worker(store, {"email": post}).run_once() == {"sent": 1}
    (out,) = taken
    assert not out.late
    assert "10:00" in letter(out).subject
