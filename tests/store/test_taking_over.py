"""Taking over a leaver's open work (G1): all of it or none, the past keeps whom it had."""

from dataclasses import replace
from datetime import date

import pytest

from store import activities, checking, contacts, deliveries, history, notifications, people, projects, taking_over
from store.database import Store
from store.drafts import ProjectDraft
from store.refusals import BusyConflict, NotAllowed, NotFound, Stale
from store.reminder_kinds import Before, Reminder
from store.rows import Acting
from store.when import OpenEnded
from tests.making import TOMORROW, contact, deactivate, past, planned, project, refused, timed, whole


def performers(store: Store, me: Acting, number: int) -> list[str]:
    return [user.login for user in activities.get(store, me, number).performers]


def observers(store: Store, me: Acting, number: int) -> list[str]:
    return [user.login for user in activities.get(store, me, number).observers]


def test_g1_what_is_open_goes_over_and_the_past_stays(store: Store, anna: Acting, marek: Acting, ewa: Acting) -> None:
    own = planned(store, marek, when=timed(9, day=TOMORROW), busy=True)
    overdue = past(store, anna, timed(8), performer_ids=(marek.id,))
    open_ended = planned(store, marek, when=OpenEnded())
    shared = planned(store, anna, when=whole(date(2026, 11, 26)), performer_ids=(marek.id, ewa.id))
    done = activities.complete(store, marek, planned(store, marek, when=timed(16)).id)
    others = planned(store, anna, when=timed(11, day=TOMORROW))
    firm = contact(store, marek, "AB Transport")
    old = contacts.retire(store, marek, contact(store, marek, "Old").id)
    plan = project(store, marek, responsible_id=marek.id)
    expected = taking_over.preview(store, anna, marek.id, ewa.id)
    moved = taking_over.take_over(store, anna, marek.id, ewa.id)
    assert expected == moved
    assert (moved.performed, moved.contacts, moved.projects, moved.left) == (4, 2, 1, ())
    for row in (own, overdue, open_ended, shared):
        assert performers(store, anna, row.id) == ["ewa"]
        assert activities.get(store, anna, row.id).assigner == row.assigner
    assert performers(store, anna, done.id) == ["marek"]
    assert performers(store, anna, others.id) == ["anna"]
    for number in (firm.id, old.id):
        owner = contacts.get(store, anna, number).owner
        assert owner is not None
        assert owner.login == "ewa"
    responsible = projects.get(store, anna, plan.id).responsible
    assert responsible is not None
    assert responsible.login == "ewa"
    again = taking_over.preview(store, anna, marek.id, ewa.id)
    assert (again.performed, again.observed, again.delegated, again.contacts, again.projects) == (0, 0, 0, 0, 0)


def test_g1_what_the_leaver_gave_to_others_is_watched_by_the_successor(
    store: Store, anna: Acting, marek: Acting, ewa: Acting
) -> None:
    given = planned(store, ewa, performer_ids=(anna.id,))
    mine = planned(store, ewa, when=timed(12, day=TOMORROW), performer_ids=(marek.id,))
    watched = planned(store, anna, when=timed(17), observer_ids=(ewa.id,))
    both = planned(store, anna, when=timed(18), performer_ids=(marek.id,), observer_ids=(ewa.id,))
    moved = taking_over.take_over(store, anna, ewa.id, marek.id)
    assert (moved.performed, moved.observed, moved.delegated) == (0, 2, 1)
    assert observers(store, anna, given.id) == ["marek"]
    assert activities.get(store, marek, given.id).assigner.login == "ewa"
    assert observers(store, anna, watched.id) == ["marek"]
    assert (performers(store, anna, both.id), observers(store, anna, both.id)) == (["marek"], [])
    assert (performers(store, anna, mine.id), observers(store, anna, mine.id)) == (["marek"], [])


def test_g1_a5_collisions_are_listed_and_nothing_is_changed(
    store: Store, anna: Acting, marek: Acting, ewa: Acting
) -> None:
    planned(store, ewa, when=timed(9, day=TOMORROW), busy=True)
    clash = planned(store, marek, when=timed(9, 15, day=TOMORROW))
    free = planned(store, marek, when=timed(15, day=TOMORROW), busy=True)
    firm = contact(store, marek)
    assert [row.id for row in taking_over.preview(store, anna, marek.id, ewa.id).left] == [clash.id]
    with pytest.raises(BusyConflict) as caught:
        taking_over.take_over(store, anna, marek.id, ewa.id)
    assert [(hit.login, hit.start.hour) for hit in caught.value.collisions] == [("ewa", 8)]
    assert performers(store, anna, free.id) == performers(store, anna, clash.id) == ["marek"]
    owner = contacts.get(store, anna, firm.id).owner
    assert owner is not None
    assert owner.login == "marek"


def test_g1_a5_what_collides_may_stay_and_is_named(store: Store, anna: Acting, marek: Acting, ewa: Acting) -> None:
    planned(store, ewa, when=timed(9, day=TOMORROW))
    clash = planned(store, marek, when=timed(9, 15, day=TOMORROW), busy=True)
    free = planned(store, marek, when=timed(15, day=TOMORROW), busy=True)
    moved = taking_over.take_over(store, anna, marek.id, ewa.id, colliding="leave")
    assert ([row.id for row in moved.left], moved.performed) == ([clash.id], 1)
    assert performers(store, anna, free.id) == ["ewa"]
    assert performers(store, anna, clash.id) == ["marek"]
    activities.move(store, anna, clash.id, timed(12, day=TOMORROW))
    assert taking_over.take_over(store, anna, marek.id, ewa.id).performed == 1
    assert performers(store, anna, clash.id) == ["ewa"]


def test_g1_a5_whole_days_of_another_zone_are_looked_at_where_they_go(
    store: Store, anna: Acting, marek: Acting, ewa: Acting
) -> None:
    row = people.user_named(store, anna, "marek")
    people.edit_user(
        store, anna, row.id, replace(people.draft_of_user(row), zone="America/New_York"), version=row.version
    )
    there = people.log_in(store, "marek")
    planned(store, there, when=whole(TOMORROW), busy=True)
    planned(store, there, when=timed(22, zone="America/New_York"))
    with pytest.raises(BusyConflict):
        taking_over.take_over(store, anna, marek.id, ewa.id, colliding="leave")
    assert taking_over.preview(store, anna, marek.id, ewa.id).performed == 2


def test_g1_a19_it_is_one_step_in_the_history_and_no_step_to_undo(
    store: Store, anna: Acting, marek: Acting, ewa: Acting
) -> None:
    before = planned(store, anna, when=timed(12, day=TOMORROW))
    row = planned(store, marek)
    firm = contact(store, marek)
    taking_over.take_over(store, anna, marek.id, ewa.id)
    last = history.changes(store, anna, row.id)[0]
    assert (last.action, last.user.login) == ("take-over", "anna")
    assert [(f.field, f.before, f.after) for f in last.fields] == [("performers", "Marek Zieliński", "Ewa Wiśniewska")]
    about = history.record_changes(store, anna, "contact", firm.id)[0]
    assert [(f.field, f.before, f.after) for f in about.fields] == [("owner", "Marek Zieliński", "Ewa Wiśniewska")]
    with store.reading() as read:
        steps = read.all("select distinct step from changes where action = 'take-over'")
    assert len(steps) == 1
    assert history.undo(store, anna).activity_id == before.id
    with pytest.raises(Stale):
        history.undo(store, marek)


def test_g1_the_plan_and_the_busy_time_follow(store: Store, anna: Acting, marek: Acting, ewa: Acting) -> None:
    planned(store, marek, when=timed(9, day=TOMORROW), busy=True)
    taking_over.take_over(store, anna, marek.id, ewa.id)
    with pytest.raises(BusyConflict):
        planned(store, ewa, when=timed(9, day=TOMORROW))
    planned(store, marek, when=timed(9, day=TOMORROW))
    assert checking.problems(store) == []


def test_g1_who_takes_over_is_another_active_user(store: Store, anna: Acting, marek: Acting, ewa: Acting) -> None:
    with refused("successor", "itself"):
        taking_over.take_over(store, anna, marek.id, marek.id)
    with pytest.raises(NotFound):
        taking_over.take_over(store, anna, marek.id, 999)
    deactivate(store, anna, "ewa")
    with refused("successor", "inactive"):
        taking_over.take_over(store, anna, marek.id, ewa.id)
    planned(store, marek)
    deactivate(store, anna, "marek")
    assert taking_over.take_over(store, anna, marek.id, anna.id).performed == 1


def test_g1_only_who_may_administer(store: Store, marek: Acting, ewa: Acting) -> None:
    for ask in (taking_over.preview, taking_over.take_over):
        with pytest.raises(NotAllowed, match="administer"):
            ask(store, ewa, marek.id, ewa.id)


def test_g1_many_thousand_go_over_at_once(store: Store, anna: Acting, marek: Acting, ewa: Acting) -> None:
    for number in range(60):
        planned(store, marek, when=timed(number % 24, day=TOMORROW))
        projects.add(store, marek, ProjectDraft(f"P{number}", responsible_id=marek.id))
    moved = taking_over.take_over(store, anna, marek.id, ewa.id)
    assert (moved.performed, moved.projects) == (60, 60)


def test_d3_who_takes_over_is_reminded_and_told(store: Store, anna: Acting, marek: Acting, ewa: Acting) -> None:
    row = planned(store, anna, performer_ids=(marek.id,), reminders=(Reminder(Before(15, "minute")),))
    taking_over.take_over(store, anna, marek.id, ewa.id)
    fates = deliveries.of_activity(store, anna, row.id)
    assert {(one.user.login, one.state) for one in fates if one.kind == "reminder"} == {
        ("ewa", "waiting"), ("marek", "cancelled"),
    }  # fmt: skip
    assert notifications.bell(store, ewa).unread == 1
