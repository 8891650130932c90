"""Whatever is planned in whatever order, the store refuses exactly what a plain comparison of all pairs would (A5)."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from store import activities, people
from store.database import Store
from store.refusals import BusyConflict
from store.rows import Acting
from store.when import AllDay, Timed
from tests.making import draft

ZONES = ("Europe/Warsaw", "America/New_York", "Pacific/Kiritimati")
# The clocks go back in Warsaw on 25 October 2027 and in New York on 7 November.
FIRST = date(2027, 10, 29)
BASE = datetime.combine(FIRST, time(), UTC)

spans = st.sampled_from([0, 0, 30, 60, 90, 600, 1440, 3000, 70_000])
timed = st.builds(
    lambda minute, span, second: Timed(
        BASE + timedelta(minutes=minute, seconds=second), BASE + timedelta(minutes=minute + span, seconds=second)
    ),
    st.integers(0, 6 * 48).map(lambda half: half * 30),
    spans,
    st.sampled_from([0, 0, 0, 1]),
)
whole = st.builds(
    lambda day, days: AllDay(FIRST + timedelta(days=day), FIRST + timedelta(days=day + days)),
    st.integers(0, 6),
    st.sampled_from([0, 0, 1, 40]),
)
plans = st.tuples(
    st.one_of(timed, timed, whole),
    st.booleans(),
    st.sets(st.integers(0, 2), min_size=1, max_size=3),
    st.sampled_from(["planned", "planned", "planned", "cancel", "complete", "delete"]),
)


def held(when: Timed | AllDay, zone: str) -> tuple[datetime, datetime]:
    """The instants between which somebody in a zone is held."""
    if isinstance(when, Timed):
        return when.start, when.end if when.end > when.start else when.start + timedelta(seconds=1)
    first, after = (datetime.combine(d, time(), ZoneInfo(zone)) for d in (when.first, when.last + timedelta(days=1)))
    return first.astimezone(UTC), after.astimezone(UTC)


def overlap(one: Timed | AllDay, other: Timed | AllDay, zone: str) -> bool:
    """The rule, one pair at a time."""
    if isinstance(one, AllDay) and isinstance(other, AllDay):
        return one.first <= other.last and other.first <= one.last
    (a, b), (c, d) = held(one, zone), held(other, zone)
    return a < d and c < b


@settings(max_examples=14)
@given(asked=st.lists(plans, min_size=2, max_size=9))
def test_a5_the_store_refuses_what_a_comparison_of_all_pairs_refuses(
    store: Store, anna: Acting, marek: Acting, ewa: Acting, asked: list[Any]
) -> None:
    users = (anna.id, marek.id, ewa.id)
    for user, zone in zip(("marek", "ewa"), ZONES[1:], strict=True):
        row = people.user_named(store, anna, user)
        if row.zone != zone:
            people.edit_user(store, anna, row.id, replace(people.draft_of_user(row), zone=zone), version=row.version)
    with store.writing() as session:
        connection = session.connection()
        for table in ("performers", "changes", "notifications", "deliveries", "activities"):
            connection.exec_driver_sql(f"delete from {table}")
    standing: dict[int, tuple[Timed | AllDay, bool, set[int]]] = {}
    for when, busy, who, fate in asked:
        expected = {
            (users[user], number)
            for user in who
            for number, (other, other_busy, others) in standing.items()
            if user in others and (busy or other_busy) and overlap(when, other, ZONES[user])
        }
        plan = draft(store, anna, when=when, busy=busy, performer_ids=tuple(users[user] for user in who))
        found: set[tuple[int, int]] = set()
        try:
            row_made = activities.plan(store, anna, plan)
        except BusyConflict as conflict:
            ids = {"anna": users[0], "marek": users[1], "ewa": users[2]}
            found = {(ids[one.login], one.activity_id or 0) for one in conflict.collisions}
            for slot in conflict.slots:
                assert isinstance(slot, AllDay if isinstance(when, AllDay) else Timed)
                assert not any(
                    user in others and (busy or other_busy) and overlap(slot, other, ZONES[user])
                    for user in who
                    for other, other_busy, others in standing.values()
                )
        else:
            if fate == "planned":
                standing[row_made.id] = (when, busy, who)
            else:
                getattr(activities, fate)(store, anna, row_made.id)
        assert found == expected
