"""Who may see and do what (G2), observers and public activities (A13). A denial changes nothing."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from store import activities, activity_list, day_plan, dictionaries, discussion, history, people, settings
from store.database import Store
from store.drafts import EntryDraft, UserDraft, draft_of
from store.refusals import NotAllowed, NotFound, StoreFault
from store.rows import Acting, ActivityRow
from tests.making import allow, deactivate, entry, planned, project, refused, timed

Change = Callable[[Store, Acting, ActivityRow], Any]


def edited(**fields: Any) -> Change:
    """Return a change of some fields through the form."""
    return lambda store, me, row: activities.edit(
        store, me, row.id, replace(draft_of(row), **fields), version=row.version
    )


COMPLETE: Change = lambda store, me, row: activities.complete(store, me, row.id)  # noqa: E731
CANCEL: Change = lambda store, me, row: activities.cancel(store, me, row.id)  # noqa: E731
REOPEN: Change = lambda store, me, row: activities.reopen(store, me, row.id)  # noqa: E731
MOVE: Change = lambda store, me, row: activities.move(store, me, row.id, timed(17))  # noqa: E731
PRIORITY: Change = lambda store, me, row: activities.set_priority(store, me, row.id, "high")  # noqa: E731
MARK: Change = lambda store, me, row: activities.set_needs_completing(store, me, row.id, True)  # noqa: E731
DELETE: Change = lambda store, me, row: activities.delete(store, me, row.id)  # noqa: E731
DESCRIBE = edited(description="other")


def denied(store: Store, me: Acting, row: ActivityRow, change: Change, right: str) -> None:
    """Check that a change is denied for want of a right, and that nothing was changed."""
    with store.reading() as read:
        before = (read.all("select * from activities order by id"), read.one("select count(*) from changes"))
    with pytest.raises(NotAllowed) as caught:
        change(store, me, row)
    assert caught.value.right == right
    with store.reading() as read:
        assert (read.all("select * from activities order by id"), read.one("select count(*) from changes")) == before


def test_g2_received_may_be_ended_and_marked_not_moved_or_rewritten(store: Store, anna: Acting, marek: Acting) -> None:
    row = planned(store, anna, performer_ids=(marek.id,))
    denied(store, marek, row, MOVE, "change-received-date")
    denied(store, marek, row, DESCRIBE, "edit-received-description")
    denied(store, marek, row, edited(details="other"), "edit-received-description")
    denied(store, marek, row, edited(busy=True), "edit-others")
    denied(store, marek, row, edited(category_id=entry(store, anna, "category", "Visit")), "edit-others")
    denied(store, marek, row, edited(performer_ids=(marek.id, anna.id)), "edit-others")
    denied(store, marek, row, DELETE, "edit-others")
    for allowed in (PRIORITY, MARK, COMPLETE):
        allowed(store, marek, row)


def test_g2_rights_on_received_open_one_thing_each(store: Store, anna: Acting, marek: Acting) -> None:
    row = planned(store, anna, performer_ids=(marek.id,))
    allow(store, anna, "Employee", "change-received-date")
    row = MOVE(store, marek, row)
    denied(store, marek, row, DESCRIBE, "edit-received-description")
    allow(store, anna, "Employee", "edit-received-description", without="change-received-date")
    row = DESCRIBE(store, marek, row)
    denied(store, marek, row, lambda s, m, r: activities.move(s, m, r.id, timed(18)), "change-received-date")


def test_a14_the_text_of_a_received_one_that_needs_completing_may_be_filled_in(
    store: Store, anna: Acting, marek: Acting
) -> None:
    row = planned(store, anna, performer_ids=(marek.id,), needs_completing=True)
    assert DESCRIBE(store, marek, row).description == "other"


@pytest.mark.parametrize("change", [COMPLETE, CANCEL, MOVE, PRIORITY, MARK, DESCRIBE])
def test_g2_others_need_edit_others(store: Store, anna: Acting, marek: Acting, ewa: Acting, change: Change) -> None:
    row = planned(store, anna, public=True)
    denied(store, marek, row, change, "edit-others")
    change(store, ewa, row)


@pytest.mark.parametrize("change", [REOPEN, MOVE, PRIORITY, DESCRIBE])
def test_g2_ended_needs_edit_ended(store: Store, marek: Acting, ewa: Acting, change: Change) -> None:
    for me in (marek, ewa):
        row = activities.complete(store, me, planned(store, me).id)
        if me is marek:
            denied(store, me, row, change, "edit-ended")
        else:
            change(store, me, row)


def test_a14_ended_and_marked_may_be_filled_in_by_those_it_concerns(store: Store, marek: Acting) -> None:
    row = activities.complete(store, marek, planned(store, marek, needs_completing=True).id)
    row = DESCRIBE(store, marek, row)
    denied(store, marek, row, REOPEN, "edit-ended")
    row = activities.set_needs_completing(store, marek, row.id, False)
    denied(store, marek, row, edited(description="again"), "edit-ended")


def test_g2_deleting(store: Store, anna: Acting, marek: Acting, ewa: Acting) -> None:
    own, ended = planned(store, marek), activities.complete(store, marek, planned(store, marek).id)
    denied(store, marek, ended, DELETE, "edit-ended")
    DELETE(store, marek, own)
    with pytest.raises(NotFound):
        activities.get(store, marek, own.id)
    denied(store, marek, planned(store, anna, public=True), DELETE, "edit-others")
    DELETE(store, ewa, planned(store, anna))
    allow(store, anna, "Employee", without="delete")
    denied(store, marek, planned(store, marek), DELETE, "delete")


def test_a13_observers_and_viewers_of_public_see_the_rest_do_not(
    store: Store, anna: Acting, marek: Acting, ewa: Acting
) -> None:
    hidden, observed, public = (
        planned(store, anna),
        planned(store, anna, observer_ids=(marek.id,)),
        planned(store, anna, public=True),
    )
    assert observed.observers == (marek.ref,)
    seen = {row.id for row in activity_list.listed(store, marek, everyone=True)}
    assert seen == {observed.id, public.id}
    assert {row.id for row in activity_list.listed(store, ewa, everyone=True)} == {hidden.id, observed.id, public.id}
    allow(store, anna, "Employee", without="view-public")
    assert {row.id for row in activity_list.listed(store, marek, everyone=True)} == {observed.id}
    for ask in (activities.get, discussion.notes, history.changes):
        with pytest.raises(NotFound):
            ask(store, marek, hidden.id)
        ask(store, marek, observed.id)
    with pytest.raises(NotFound):
        discussion.add_note(store, marek, hidden.id, "let me in")


def test_a13_an_observer_does_not_have_it_in_the_plan(store: Store, anna: Acting, marek: Acting) -> None:
    planned(store, anna, observer_ids=(marek.id,), public=True)
    assert day_plan.day(store, marek, timed(15).start.date()).timed == ()


def test_a12_unassigned_is_seen_by_who_may_take_it(store: Store, anna: Acting, marek: Acting) -> None:
    settings.set_one(store, anna, "allow-without-performer", "on")
    row = planned(store, anna, performer_ids=())
    assert day_plan.tab(store, marek, "unassigned").rows == (row,)
    allow(store, anna, "Employee", without="take-unassigned")
    assert day_plan.tab(store, marek, "unassigned").rows == ()
    assert day_plan.counts(store, marek).unassigned == 0


def test_g2_rights_are_asked_at_every_call_not_remembered(store: Store, anna: Acting, marek: Acting) -> None:
    allow(store, anna, "Employee", "delegate")
    assert planned(store, marek, performer_ids=(anna.id,)).performers == (anna.ref,)
    forged = replace(marek, rights=frozenset({"administer"}))
    with pytest.raises(NotAllowed, match="administer"):
        settings.set_one(store, forged, "time-tracking", "off")


def test_g2_administering_needs_the_right(store: Store, ewa: Acting) -> None:
    role = people.role_named(store, ewa, "Employee")
    ewas = people.user_named(store, ewa, "ewa")
    for attempt in (
        lambda: people.add_user(store, ewa, UserDraft("new")),
        lambda: people.edit_user(store, ewa, ewas.id, people.draft_of_user(ewas), version=1),
        lambda: people.save_role(store, ewa, "All", frozenset({"administer"})),
        lambda: people.save_role(store, ewa, role.name, role.rights, role_id=role.id),
        lambda: settings.set_one(store, ewa, "time-tracking", "off"),
        lambda: dictionaries.add_entry(store, ewa, "contact-status", EntryDraft("New")),
        lambda: dictionaries.edit_entry(store, ewa, 1, EntryDraft("New")),
    ):
        with pytest.raises(NotAllowed, match="administer"):
            attempt()
    assert people.user_named(store, ewa, "ewa").version == 1


def test_g2_projects_of_others_need_edit_others(store: Store, anna: Acting, marek: Acting) -> None:
    from store import projects

    row = project(store, anna)
    with pytest.raises(NotAllowed, match="edit-others"):
        projects.edit(store, marek, row.id, replace(projects.draft_of_project(row), progress=50), version=1)
    mine = projects.edit(
        store, anna, row.id, replace(projects.draft_of_project(row), progress=50, responsible_id=marek.id), version=1
    )
    further = replace(projects.draft_of_project(mine), progress=60)
    assert projects.edit(store, marek, mine.id, further, version=2).version == 3


def test_g1_somebody_always_administers(store: Store, anna: Acting) -> None:
    with refused("active", "last-administrator"):
        deactivate(store, anna, "anna")
    with refused("active", "last-administrator"):
        allow(store, anna, "Administrator", without="administer")
    assert "administer" in people.log_in(store, "anna").rights


def test_g2_unknown_rights_and_taken_names_are_refused(store: Store, anna: Acting) -> None:
    with refused("rights", "unknown"):
        people.save_role(store, anna, "Sales", frozenset({"fly"}))
    with refused("name", "taken"):
        people.save_role(store, anna, "  EMPLOYEE ", frozenset())
    assert people.save_role(store, anna, "Sales", frozenset({"delegate"})).rights == {"delegate"}


def lasting(store: Store, me: Acting, change: Callable[[], Any], right: str) -> None:
    """Check that a change is denied for want of a right, and that the activities stand as before."""
    with store.reading() as read:
        before = read.all("select * from activities order by id")
    with pytest.raises(NotAllowed, match=right):
        change()
    with store.reading() as read:
        assert read.all("select * from activities order by id") == before


def test_g2_a19_undo_and_redo_need_the_right_that_the_change_needed(
    store: Store, anna: Acting, ewa: Acting, marek: Acting
) -> None:
    row = planned(store, anna, performer_ids=(marek.id,))
    allow(store, anna, "Employee", "change-received-date")
    activities.move(store, marek, row.id, timed(17))
    allow(store, anna, "Employee", without="change-received-date")
    lasting(store, marek, lambda: history.undo(store, marek), "change-received-date")
    allow(store, anna, "Employee", "change-received-date")
    assert history.undo(store, marek).action == "move"
    allow(store, anna, "Employee", without="change-received-date")
    lasting(store, marek, lambda: history.redo(store, marek), "change-received-date")


def test_g2_a19_what_one_may_do_one_may_take_back(store: Store, anna: Acting, marek: Acting) -> None:
    """Ending needs no right but being concerned, so neither does taking the ending back; nor does planning."""
    activities.complete(store, marek, planned(store, anna, performer_ids=(marek.id,)).id)
    assert history.undo(store, marek).row is not None
    own = planned(store, marek)
    allow(store, anna, "Employee", without="delete")
    undone = history.undo(store, marek)
    assert (undone.activity_id, undone.row) == (own.id, None)


def test_g2_a19_a_deletion_is_taken_back_by_who_may_delete(store: Store, anna: Acting, marek: Acting) -> None:
    row = planned(store, marek)
    activities.delete(store, marek, row.id)
    allow(store, anna, "Employee", without="delete")
    lasting(store, marek, lambda: history.undo(store, marek), "delete")
    allow(store, anna, "Employee", "delete")
    assert history.undo(store, marek).row == activities.get(store, anna, row.id)


def test_g1_who_may_no_longer_log_in_changes_nothing_more(store: Store, anna: Acting, marek: Acting) -> None:
    """G1: a session that is still open has lost every right, on what is one's own too."""
    from store import contacts
    from store.drafts import ContactDraft

    own, another = planned(store, marek), planned(store, marek)
    activities.set_priority(store, marek, another.id, "high")
    deactivate(store, anna, "marek")
    attempts: list[Callable[[], Any]] = [
        lambda: planned(store, marek),
        lambda: activities.complete(store, marek, own.id),
        lambda: activities.cancel(store, marek, own.id),
        lambda: activities.move(store, marek, own.id, timed(17)),
        lambda: discussion.add_note(store, marek, own.id, "still here"),
        lambda: history.undo(store, marek),
        lambda: contacts.add(store, marek, ContactDraft("Mine")),
    ]
    with store.reading() as read:
        before = (read.all("select * from activities order by id"), read.one("select count(*) from changes"))
    for attempt in attempts:
        with pytest.raises(StoreFault, match="unknown-user"):
            attempt()
    with store.reading() as read:
        assert (read.all("select * from activities order by id"), read.one("select count(*) from changes")) == before
