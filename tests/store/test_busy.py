"""Busy time (A5): what collides is refused whichever way it comes about, named, and free time is offered."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from store import activities, busy, history, people, settings
from store.clock import FixedClock
from store.database import Store
from store.drafts import draft_of
from store.reading import SessionReader
from store.refusals import BusyConflict
from store.rows import Acting, ActivityRow
from store.when import OpenEnded, Timed
from tests.making import TODAY, TOMORROW, allow, at, contact, draft, planned, timed, whole

DAY_AFTER = date(2026, 11, 26)


def refused(act: Callable[[], object]) -> BusyConflict:
    """Expect a refusal for busy time, and return it."""
    with pytest.raises(BusyConflict) as caught:
        act()
    assert caught.value.collisions
    return caught.value


def zone_of(store: Store, me: Acting, login: str, zone: str) -> int:
    """Put somebody into a zone."""
    row = people.user_named(store, me, login)
    people.edit_user(store, me, row.id, replace(people.draft_of_user(row), zone=zone), version=row.version)
    return row.id


def all_rows(store: Store) -> tuple[tuple[object, ...], ...]:
    """Everything in the tables that planning writes."""
    with store.reading() as read:
        return tuple(read.all("select id, version from activities order by id")) + tuple(
            read.all("select id, record_id from changes order by id")
        )


def test_a5_busy_time_is_refused_and_named(store: Store, anna: Acting) -> None:
    ab = contact(store, anna)
    first = planned(store, anna, when=timed(15, minutes=60), busy=True, contact_id=ab.id)
    before = all_rows(store)
    conflict = refused(lambda: planned(store, anna, when=timed(15, 30)))
    [one] = conflict.collisions
    assert (one.login, one.name, one.activity_id, one.title) == ("anna", "Anna Nowak", first.id, "Call: AB Transport")
    assert (one.start, one.end, one.asked) == (at(15), at(16), timed(15, 30))
    assert all_rows(store) == before


@pytest.mark.parametrize("busy_first", [True, False])
@pytest.mark.parametrize("busy_second", [True, False])
def test_a5_only_two_of_which_neither_is_busy_may_overlap(
    store: Store, anna: Acting, busy_first: bool, busy_second: bool
) -> None:
    planned(store, anna, when=timed(15, minutes=60), busy=busy_first)

    def second() -> ActivityRow:
        return planned(store, anna, when=timed(15, 30), busy=busy_second)

    if busy_first or busy_second:
        refused(second)
    else:
        second()


def test_a5_intervals_are_half_open_and_points_count(store: Store, anna: Acting) -> None:
    planned(store, anna, when=timed(14, minutes=60), busy=True)
    planned(store, anna, when=timed(15, minutes=60), busy=True)
    planned(store, anna, when=timed(16, minutes=0), busy=True)
    refused(lambda: planned(store, anna, when=timed(16, minutes=0)))
    refused(lambda: planned(store, anna, when=timed(15, 30, minutes=0)))
    refused(lambda: planned(store, anna, when=timed(15, minutes=0)))
    refused(lambda: planned(store, anna, when=timed(16, minutes=5)))
    late = Timed(at(16) + timedelta(seconds=1), at(17))
    planned(store, anna, when=late, busy=True)


def test_a5_what_has_ended_is_deleted_or_open_ended_is_in_nobodys_way(store: Store, anna: Acting) -> None:
    activities.cancel(store, anna, planned(store, anna, busy=True).id)
    activities.complete(store, anna, planned(store, anna, busy=True).id)
    activities.delete(store, anna, planned(store, anna, busy=True).id)
    planned(store, anna, when=OpenEnded())
    kept = planned(store, anna, busy=True)
    planned(store, anna, when=OpenEnded())
    planned(store, anna, when=timed(9), status="completed", busy=True)
    planned(store, anna, when=timed(9), status="completed", busy=True)
    refused(lambda: planned(store, anna))
    activities.cancel(store, anna, kept.id)
    planned(store, anna)


def test_a5_other_people_are_not_in_the_way(store: Store, anna: Acting, ewa: Acting, marek: Acting) -> None:
    planned(store, ewa, busy=True)
    planned(store, anna, busy=True)
    conflict = refused(lambda: planned(store, anna, performer_ids=(anna.id, ewa.id, marek.id)))
    assert [one.login for one in conflict.collisions] == ["anna", "ewa"]


def test_a5_whole_days_are_those_of_the_performer(store: Store, anna: Acting) -> None:
    ewa = zone_of(store, anna, "ewa", "America/New_York")
    planned(store, anna, when=whole(TOMORROW), busy=True, performer_ids=(ewa,))
    # In New York the day begins and ends six hours later.
    planned(store, anna, when=timed(5, day=TOMORROW), performer_ids=(ewa,))
    planned(store, anna, when=timed(5, 30, day=TOMORROW), performer_ids=(ewa,))
    conflict = refused(lambda: planned(store, anna, when=timed(5, day=DAY_AFTER), performer_ids=(ewa,)))
    [one] = conflict.collisions
    assert (one.start, one.end) == (at(6, day=TOMORROW), at(6, day=DAY_AFTER))
    assert one.when == whole(TOMORROW)
    planned(store, anna, when=timed(6, day=DAY_AFTER), performer_ids=(ewa,))
    planned(store, anna, when=whole(DAY_AFTER), performer_ids=(ewa,))
    refused(lambda: planned(store, anna, when=whole(TODAY, TOMORROW), performer_ids=(ewa,)))


def test_a5_what_lasts_longer_than_a_month_is_seen(store: Store, anna: Acting) -> None:
    planned(store, anna, when=whole(TODAY, date(2027, 6, 30)), busy=True)
    conflict = refused(lambda: planned(store, anna, when=timed(9, day=date(2027, 6, 30))))
    assert len(conflict.collisions) == 1
    planned(store, anna, when=timed(9, day=date(2027, 7, 1)))


def test_a5_what_may_not_be_seen_is_named_by_its_time_alone(store: Store, anna: Acting, marek: Acting) -> None:
    allow(store, anna, "Employee", "delegate")
    hidden = planned(store, anna, busy=True, description="secret", performer_ids=(anna.id,))
    [one] = refused(lambda: planned(store, marek, performer_ids=(anna.id,))).collisions
    assert (one.activity_id, one.title, one.start, one.end) == (None, "", at(15), at(15, 30))
    [seen] = refused(lambda: planned(store, anna)).collisions
    assert seen.activity_id == hidden.id


# ------------------------------------------------------------------ every way in


def test_a5_editing_and_moving(store: Store, anna: Acting) -> None:
    planned(store, anna, busy=True)
    row = planned(store, anna, when=timed(16))
    conflict = refused(lambda: activities.move(store, anna, row.id, timed(15, 15)))
    assert conflict.collisions[0].start == at(15)
    edited = replace(draft_of(row), when=timed(15))
    refused(lambda: activities.edit(store, anna, row.id, edited, version=row.version))
    assert activities.get(store, anna, row.id).version == 1


def test_a5_an_activity_never_collides_with_itself(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=timed(15, minutes=60), busy=True)
    moved = activities.move(store, anna, row.id, timed(15, 30, minutes=60))
    longer = replace(draft_of(moved), when=timed(15, minutes=120))
    activities.edit(store, anna, row.id, longer, version=moved.version)


def test_a5_an_old_collision_does_not_forbid_other_changes(store: Store, anna: Acting) -> None:
    first, second = planned(store, anna), planned(store, anna)
    with store.writing() as session:
        connection = session.connection()
        connection.exec_driver_sql("update activities set busy = true")
        connection.exec_driver_sql("update performers set busy = true")
    again = activities.get(store, anna, first.id)
    described = replace(draft_of(again), description="told")
    activities.edit(store, anna, first.id, described, version=again.version)
    activities.set_priority(store, anna, first.id, "high")
    free = replace(draft_of(activities.get(store, anna, second.id)), busy=False)
    activities.edit(store, anna, second.id, free, version=1)
    refused(lambda: activities.move(store, anna, first.id, timed(15, 15)))


def test_a5_reopening_and_reopening_elsewhere(store: Store, anna: Acting) -> None:
    row = planned(store, anna, busy=True)
    activities.cancel(store, anna, row.id)
    planned(store, anna)
    conflict = refused(lambda: activities.reopen(store, anna, row.id))
    there = activities.reopen(store, anna, row.id, conflict.slots[0])
    assert (there.status, there.when) == ("planned", conflict.slots[0])


def test_a5_adding_a_performer_and_taking(store: Store, anna: Acting, ewa: Acting) -> None:
    settings.set_one(store, anna, "allow-without-performer", "on")
    planned(store, ewa, busy=True)
    row = planned(store, anna, performer_ids=(anna.id,))
    more = replace(draft_of(row), performer_ids=(anna.id, ewa.id))
    [one] = refused(lambda: activities.edit(store, anna, row.id, more, version=1)).collisions
    assert one.login == "ewa"
    nobodys = planned(store, anna, performer_ids=())
    refused(lambda: activities.take(store, ewa, nobodys.id))


def test_a5_marking_as_busy(store: Store, anna: Acting) -> None:
    planned(store, anna)
    row = planned(store, anna)
    refused(lambda: activities.edit(store, anna, row.id, replace(draft_of(row), busy=True), version=1))


@pytest.mark.parametrize("action", ["cancel", "delete", "move"])
def test_a5_undoing(store: Store, anna: Acting, ewa: Acting, action: str) -> None:
    row = planned(store, anna, busy=True)
    if action == "move":
        activities.move(store, anna, row.id, timed(16))
    else:
        (activities.cancel if action == "cancel" else activities.delete)(store, anna, row.id)
    planned(store, ewa, performer_ids=(anna.id,))
    before = all_rows(store)
    refused(lambda: history.undo(store, anna))
    assert all_rows(store) == before


def test_a5_doing_again(store: Store, anna: Acting, ewa: Acting) -> None:
    planned(store, anna, busy=True)
    history.undo(store, anna)
    planned(store, ewa, performer_ids=(anna.id,))
    refused(lambda: history.redo(store, anna))


# ------------------------------------------------------------------ free time


def test_a5_the_nearest_free_times_are_offered(store: Store, anna: Acting) -> None:
    planned(store, anna, when=timed(15, minutes=60), busy=True)
    slots = refused(lambda: planned(store, anna, when=timed(15, 15))).slots
    assert slots[:2] == (timed(14, 30), timed(16))
    assert len(slots) == 5
    # Earlier than now there is nothing, and tomorrow begins at eight.
    assert timed(8, day=TOMORROW) in slots


def test_a5_offered_times_are_free_for_all_and_never_past(store: Store, anna: Acting, ewa: Acting) -> None:
    planned(store, anna, when=timed(11, minutes=120), busy=True)
    planned(store, ewa, when=timed(13, minutes=120))
    conflict = refused(lambda: planned(store, anna, when=timed(11), performer_ids=(anna.id, ewa.id)))
    assert conflict.slots[0] == timed(13)  # what is not busy may overlap what ewa does, and 10:30 is over
    conflict = refused(lambda: planned(store, anna, when=timed(11), performer_ids=(anna.id, ewa.id), busy=True))
    assert conflict.slots[0] == timed(15)


def test_a5_no_free_time_is_offered_at_the_weekend(store: Store, anna: Acting) -> None:
    friday = date(2026, 11, 27)
    planned(store, anna, when=timed(8, minutes=9 * 60, day=friday), busy=True)
    slots = refused(lambda: planned(store, anna, when=timed(16, day=friday))).slots
    assert slots
    assert all(isinstance(slot, Timed) and slot.start.weekday() < 5 for slot in slots)


def test_a5_whole_days_are_offered_whole_days(store: Store, anna: Acting) -> None:
    planned(store, anna, when=timed(9, day=TOMORROW), busy=True)
    slots = refused(lambda: planned(store, anna, when=whole(TOMORROW))).slots
    assert slots[0] == whole(TODAY)
    assert whole(DAY_AFTER) in slots


def test_a5_every_slot_offered_can_be_planned(store: Store, anna: Acting) -> None:
    for hour in (9, 11, 12, 14, 16):
        planned(store, anna, when=timed(hour, minutes=45, day=TOMORROW), busy=True)
    for slot in refused(lambda: planned(store, anna, when=timed(12, day=TOMORROW), busy=True)).slots:
        planned(store, anna, when=slot, busy=True)


# ------------------------------------------------------------------ many at once


def test_a5_b9_all_dates_of_a_cycle_are_checked_at_once(store: Store, anna: Acting, ewa: Acting) -> None:
    planned(store, ewa, when=timed(15, day=TOMORROW), busy=True)
    asked = [timed(15, day=TODAY + timedelta(days=n)) for n in range(365)]
    with store.writing() as session:
        read = SessionReader(session)
        found = busy.check_many(
            read, anna, anna.rights, asked, [anna.id, ewa.id], False, ignoring=frozenset(), now=store.clock.now()
        )
    assert [(one.login, one.asked) for one in found] == [("ewa", asked[1])]


def test_a5_b9_dates_in_each_others_way_are_named(store: Store, anna: Acting) -> None:
    asked = [timed(15, minutes=36 * 60, day=TODAY + timedelta(days=n)) for n in range(4)]
    with store.reading() as read:
        found = busy.check_many(
            read, anna, anna.rights, asked, [anna.id], True, ignoring=frozenset(), now=store.clock.now()
        )
    assert [(one.asked, one.when, one.among_asked) for one in found] == [
        (asked[1], asked[0], True),
        (asked[3], asked[2], True),
    ]


def test_a5_an_occurrence_that_is_ignored_is_not_in_the_way(store: Store, anna: Acting, clock: FixedClock) -> None:
    row = planned(store, anna, busy=True)
    with store.reading() as read:
        assert not busy.check_many(
            read, anna, anna.rights, [timed(15)], [anna.id], True, ignoring=frozenset({row.id}), now=clock.now()
        )
    assert draft(store, anna).busy is False
