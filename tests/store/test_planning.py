"""Planning and changing activities: A1 to A4, A6 to A9, A11, A12, A14, A16."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from store import activities, dictionaries, persons, settings
from store.clock import FixedClock
from store.database import Store
from store.drafts import ActivityDraft, EntryDraft, draft_of
from store.refusals import NotAllowed, NotFound
from store.rows import PRIORITIES, Acting
from store.when import AllDay, OpenEnded, Timed
from tests.making import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    allow,
    at,
    contact,
    deactivate,
    draft,
    entry,
    past,
    person,
    planned,
    project,
    refused,
    timed,
    whole,
)


def test_a1_planning_needs_a_category_and_a_start(store: Store, anna: Acting) -> None:
    with refused("start", "missing"):
        activities.plan(store, anna, draft(store, anna, when=None))
    with refused("category", "missing"):
        activities.plan(store, anna, ActivityDraft(when=timed(15)))
    with refused("category", "unknown"):
        activities.plan(store, anna, ActivityDraft(category_id=entry(store, anna, "goal", "Sign the"), when=timed(15)))


def test_a1_everything_else_is_optional(store: Store, anna: Acting) -> None:
    row = planned(store, anna)
    assert (row.version, row.status, row.priority, row.outcome) == (1, "planned", "normal", None)
    assert row.when == timed(15)
    assert row.category.name == "Call"
    assert activities.get(store, anna, row.id) == row


@pytest.mark.parametrize(
    "when",
    [
        timed(8),
        Timed(at(10, 41), at(10, 41)),
        whole(YESTERDAY),
        whole(date(2026, 11, 1), YESTERDAY),
    ],
)
def test_a2_what_is_over_is_recorded_not_planned(store: Store, anna: Acting, when: Timed | AllDay) -> None:
    with refused("end", "past"):
        planned(store, anna, when=when)
    assert planned(store, anna, when=when, status="completed").status == "completed"
    assert planned(store, anna, when=when, status="cancelled").status == "cancelled"


def test_a2_today_and_what_still_runs_are_not_past(store: Store, anna: Acting) -> None:
    assert planned(store, anna, when=whole(TODAY)).all_day
    assert planned(store, anna, when=timed(9, minutes=120)).timed
    assert planned(store, anna, when=Timed(at(10, 42), at(10, 42))).timed


def test_a2_all_day_is_past_by_the_calendar_of_the_users_zone(store: Store, anna: Acting, clock: FixedClock) -> None:
    clock.instant = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)  # already the 25th in Warsaw, still the 24th in New York
    with refused("end", "past"):
        planned(store, anna, when=whole(TODAY))
    assert planned(store, replace(anna, zone="America/New_York"), when=whole(TODAY)).all_day


def test_a2_moving_into_the_past_is_refused_and_changes_nothing(store: Store, anna: Acting) -> None:
    row = planned(store, anna)
    with refused("end", "past"):
        activities.move(store, anna, row.id, timed(8))
    with refused("end", "past"):
        activities.edit(store, anna, row.id, replace(draft_of(row), when=timed(8)), version=1)
    assert activities.get(store, anna, row.id) == row


def test_a2_overdue_can_be_edited_without_moving_it(store: Store, anna: Acting) -> None:
    row = past(store, anna, timed(8))
    edited = activities.edit(store, anna, row.id, replace(draft_of(row), description="late"), version=row.version)
    assert (edited.description, edited.status) == ("late", "planned")


def test_a2_recorded_ends_when_it_ended(store: Store, anna: Acting) -> None:
    assert planned(store, anna, when=timed(8), status="completed").ended_at == at(8, 30)
    assert planned(store, anna, when=timed(15), status="cancelled").ended_at == at(10, 42)
    assert planned(store, anna, when=whole(YESTERDAY), status="completed").ended_at == at(10, 42)


def test_a3_open_ended_has_no_dates_and_is_never_busy(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=OpenEnded())
    assert row.open_ended
    assert row.timed is None
    with refused("busy", "open-ended"):
        planned(store, anna, when=OpenEnded(), busy=True)
    busy = planned(store, anna, busy=True)
    with refused("busy", "open-ended"):
        activities.move(store, anna, busy.id, OpenEnded())


def test_a4_the_end_is_not_before_the_start(store: Store, anna: Acting) -> None:
    with refused("end", "end-before-start"):
        planned(store, anna, when=Timed(at(15), at(14, 59)))
    with refused("end", "end-before-start"):
        planned(store, anna, when=AllDay(TOMORROW, TODAY))
    assert planned(store, anna, when=Timed(at(15), at(15))).when == Timed(at(15), at(15))


def test_a4_an_activity_may_span_days(store: Store, anna: Acting) -> None:
    long = Timed(at(20), at(6, day=date(2026, 11, 27)))
    assert planned(store, anna, when=long).when == long
    days = whole(TODAY, date(2026, 12, 1))
    assert planned(store, anna, when=days).when == days


@pytest.mark.parametrize("year", [1, 999, 1899, 2201, 9999])
def test_a4_years_out_of_range_are_refused(store: Store, anna: Acting, year: int) -> None:
    for when in (AllDay(date(year, 12, 31), date(year, 12, 31)), Timed(*[datetime(year, 12, 31, tzinfo=UTC)] * 2)):
        with refused("start", "out-of-range"):
            planned(store, anna, when=when, status="completed")


def test_a4_instants_are_aware_and_in_whole_seconds(store: Store, anna: Acting) -> None:
    with pytest.raises(ValueError, match="naive"):
        Timed(datetime(2026, 11, 24, 15), datetime(2026, 11, 24, 16))  # noqa: DTZ001
    start = at(15) + timedelta(microseconds=999_999)
    row = planned(store, anna, when=Timed(start, start))
    assert row.when == Timed(at(15), at(15))


@pytest.mark.parametrize("priority", PRIORITIES)
def test_a6_priorities(store: Store, anna: Acting, priority: str) -> None:
    row = planned(store, anna)
    assert activities.set_priority(store, anna, row.id, priority).priority == priority  # type: ignore[arg-type]
    with refused("priority", "unknown"):
        activities.set_priority(store, anna, row.id, "highest")  # type: ignore[arg-type]


def test_a7_contact_brings_direction_and_persons_of_that_contact_only(store: Store, anna: Acting) -> None:
    transport, other = contact(store, anna), contact(store, anna, "Żabka")
    jan, ewa = person(store, anna, transport), person(store, anna, other, "Ewa Król")
    row = planned(store, anna, contact_id=transport.id, person_ids=(jan.id,), direction="in")
    assert (row.assignment, row.direction, row.persons[0].name) == (row.contact, "in", "Jan Kowalski")
    with refused("persons", "other-contact"):
        planned(store, anna, contact_id=transport.id, person_ids=(jan.id, ewa.id))
    with refused("persons", "no-contact"):
        planned(store, anna, person_ids=(jan.id,))
    with refused("direction", "no-contact"):
        planned(store, anna, direction="out")
    with refused("persons", "other-contact"):
        activities.edit(store, anna, row.id, replace(draft_of(row), contact_id=other.id), version=1)


def test_a7_assignment_is_a_contact_or_a_project_or_neither(store: Store, anna: Acting) -> None:
    transport, rollout = contact(store, anna), project(store, anna)
    assert planned(store, anna, project_id=rollout.id).assignment == planned(store, anna, project_id=rollout.id).project
    assert planned(store, anna).assignment is None
    with refused("project", "two-assignments"):
        planned(store, anna, contact_id=transport.id, project_id=rollout.id)
    with refused("contact", "unknown"):
        planned(store, anna, contact_id=999)
    with refused("project", "unknown"):
        planned(store, anna, project_id=999)
    with refused("persons", "unknown"):
        planned(store, anna, contact_id=transport.id, person_ids=(999,))


def test_a7_a_person_stays_with_their_contact(store: Store, anna: Acting) -> None:
    transport, other = contact(store, anna), contact(store, anna, "Żabka")
    jan = person(store, anna, transport)
    moved = replace(persons.draft_of_person(jan), contact_id=other.id)
    with refused("contact", "fixed"):
        persons.edit(store, anna, jan.id, moved, version=1)


def test_a8_with_a_goal_completing_needs_an_outcome(store: Store, anna: Acting) -> None:
    goal = entry(store, anna, "goal", "Sign the contract")
    row = planned(store, anna, goal_id=goal)
    with refused("outcome", "missing"):
        activities.complete(store, anna, row.id)
    done = activities.complete(store, anna, row.id, outcome="success")
    assert (done.status, done.outcome) == ("completed", "success")
    with refused("outcome", "missing"):
        planned(store, anna, goal_id=goal, when=timed(8), status="completed")
    assert activities.cancel(store, anna, planned(store, anna, goal_id=goal).id).outcome is None


def test_a8_without_a_goal_there_is_no_outcome(store: Store, anna: Acting) -> None:
    row = planned(store, anna)
    with refused("outcome", "no-goal"):
        activities.complete(store, anna, row.id, outcome="failure")
    assert activities.complete(store, anna, row.id).outcome is None


def test_a8_reopening_forgets_the_outcome(store: Store, anna: Acting) -> None:
    row = planned(store, anna, goal_id=entry(store, anna, "goal", "Sign the contract"))
    activities.complete(store, anna, row.id, outcome="failure")
    again = activities.reopen(store, anna, row.id)
    assert (again.status, again.outcome, again.ended_at) == ("planned", None, None)
    with refused("status", "not-ended"):
        activities.reopen(store, anna, row.id)


def test_ended_is_not_ended_again(store: Store, anna: Acting) -> None:
    row = activities.complete(store, anna, planned(store, anna).id)
    for again in (activities.complete, activities.cancel):
        with refused("status", "ended"):
            again(store, anna, row.id)


def test_a9_description_is_one_line_details_are_as_long_as_one_likes(store: Store, anna: Acting) -> None:
    row = planned(store, anna, description=" two\n lines\tmore ", details="first\r\nsecond\n\n third ")
    assert (row.description, row.details) == ("two lines more", "first\nsecond\n\n third")
    with refused("description", "too-long"):
        planned(store, anna, description="x" * 4001)


def test_a11_the_assigner_is_whoever_planned_and_stays(store: Store, anna: Acting, ewa: Acting) -> None:
    row = planned(store, ewa)
    edited = activities.edit(store, anna, row.id, replace(draft_of(row), description="mine?"), version=1)
    assert edited.assigner == ewa.ref
    assert row.performers == (ewa.ref,)


def test_a12_without_the_right_to_delegate_only_oneself(store: Store, anna: Acting, marek: Acting) -> None:
    with pytest.raises(NotAllowed, match="delegate"):
        planned(store, marek, performer_ids=(anna.id,))
    with pytest.raises(NotAllowed, match="delegate"):
        planned(store, marek, performer_ids=(marek.id, anna.id))
    assert planned(store, marek, performer_ids=(marek.id,)).performers == (marek.ref,)
    several = planned(store, anna, performer_ids=(marek.id, anna.id, marek.id))
    assert several.performers == (anna.ref, marek.ref)


def test_a12_nobody_performs_only_where_the_setting_allows(store: Store, anna: Acting, marek: Acting) -> None:
    with refused("performers", "missing"):
        planned(store, anna, performer_ids=())
    settings.set_one(store, anna, "allow-without-performer", "on")
    row = planned(store, anna, performer_ids=())
    assert row.performers == ()
    taken = activities.take(store, marek, row.id)
    assert taken.performers == (marek.ref,)
    with refused("performers", "taken"):
        activities.take(store, anna, row.id)


def test_a12_taking_needs_the_right(store: Store, anna: Acting, marek: Acting) -> None:
    settings.set_one(store, anna, "allow-without-performer", "on")
    row = planned(store, anna, performer_ids=(), public=True)
    allow(store, anna, "Employee", without="take-unassigned")
    with pytest.raises(NotAllowed, match="take-unassigned"):
        activities.take(store, marek, row.id)
    assert activities.get(store, anna, row.id) == row


def test_a12_performers_and_observers_must_be_there_and_active(store: Store, anna: Acting, marek: Acting) -> None:
    with refused("performers", "unknown"):
        planned(store, anna, performer_ids=(999,))
    with refused("observers", "unknown"):
        planned(store, anna, observer_ids=(999,))
    deactivate(store, anna, "marek")
    with refused("performers", "inactive"):
        planned(store, anna, performer_ids=(marek.id,))


def test_a14_the_mark_stays_until_it_is_removed(store: Store, anna: Acting) -> None:
    row = activities.complete(store, anna, planned(store, anna, needs_completing=True).id)
    assert row.needs_completing
    assert not activities.set_needs_completing(store, anna, row.id, False).needs_completing


def test_a16_similar_is_planned_anew_on_a_day_that_is_not_past(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=timed(8), status="completed", description="again", priority="high")
    again = activities.similar(store, anna, row)
    assert (again.status, again.description, again.priority) == ("planned", "again", "high")
    assert again.when == timed(8, day=TOMORROW)
    assert activities.plan(store, anna, again).when == timed(8, day=TOMORROW)
    future = planned(store, anna)
    assert activities.similar(store, anna, future).when == future.when


def test_a16_similar_skips_the_weekend_and_keeps_length_and_clock(
    store: Store, anna: Acting, clock: FixedClock
) -> None:
    clock.instant = at(12, day=date(2026, 11, 27))  # a Friday
    monday = date(2026, 11, 30)
    row = planned(store, anna, when=timed(8, minutes=90, day=date(2026, 10, 20)), status="completed")
    assert activities.similar(store, anna, row).when == timed(8, minutes=90, day=monday)
    days = planned(store, anna, when=whole(date(2026, 10, 20), date(2026, 10, 22)), status="completed")
    assert activities.similar(store, anna, days).when == whole(monday, date(2026, 12, 2))


def test_a16_similar_keeps_performers_only_of_who_may_delegate(store: Store, anna: Acting, marek: Acting) -> None:
    row = planned(store, anna, performer_ids=(anna.id, marek.id))
    assert activities.similar(store, anna, row).performer_ids == (anna.id, marek.id)
    assert activities.similar(store, marek, row).performer_ids is None


def test_g3_half_an_hour_unless_the_category_has_a_usual_length(store: Store, anna: Acting) -> None:
    meeting = entry(store, anna, "category", "Meeting")
    assert activities.default_end(store, anna, meeting, at(9)) == at(9, 30)
    assert activities.default_end(store, anna, None, at(9)) == at(9, 30)


def test_g3_a_retired_category_or_goal_is_not_planned_with_but_kept(store: Store, anna: Acting) -> None:
    row = planned(store, anna, goal_id=entry(store, anna, "goal", "Sign the contract"))
    for kind, name in (("category", "Call"), ("goal", "Sign the contract")):
        found = dictionaries.entry_named(store, anna, kind, name)
        dictionaries.edit_entry(store, anna, found.id, replace(dictionaries.draft_of_entry(found), retired=True))
    for kind, fields in (("category", {}), ("goal", {"category_id": entry(store, anna, "category", "Task")})):
        with refused(kind, "retired"):
            activities.plan(store, anna, replace(draft_of(row), **fields))  # type: ignore[arg-type]
    edited = activities.edit(store, anna, row.id, replace(draft_of(row), description="still"), version=1)
    assert edited.category.name == "Call"


def test_what_is_not_there_is_not_found(store: Store, anna: Acting) -> None:
    row = planned(store, anna)
    activities.delete(store, anna, row.id)
    for number in (row.id, 999, -1, 2**40):
        with pytest.raises(NotFound):
            activities.get(store, anna, number)
        with pytest.raises(NotFound):
            activities.complete(store, anna, number)


def test_g3_anybody_may_add_a_category_while_planning(store: Store, marek: Acting) -> None:
    added = dictionaries.add_entry(store, marek, "category", EntryDraft("Audit", length_minutes=45))
    assert activities.default_end(store, marek, added.id, at(9)) == at(9, 45)
