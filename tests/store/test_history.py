"""The history of every change (A19), editing at the same time (A18), and the discussion (A10)."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from store import activities, discussion, history
from store.clock import FixedClock
from store.database import Store
from store.drafts import draft_of
from store.refusals import NothingToUndo, Refused, Stale
from store.rows import Acting, FieldChange
from tests.making import TOMORROW, at, contact, draft, entry, person, planned, project, refused, timed, whole


def test_a19_every_change_is_kept_with_who_when_and_which_field(
    store: Store, anna: Acting, ewa: Acting, clock: FixedClock
) -> None:
    row = planned(store, anna)
    clock.instant = at(11)
    activities.set_priority(store, ewa, row.id, "urgent")
    clock.instant = at(12)
    activities.move(store, anna, row.id, timed(16))
    newest, middle, oldest = history.changes(store, anna, row.id)
    assert (oldest.action, oldest.user, oldest.at, oldest.fields) == ("plan", anna.ref, at(10, 42), ())
    assert (middle.action, middle.user, middle.at) == ("priority", ewa.ref, at(11))
    assert middle.fields == (FieldChange("priority", "normal", "urgent"),)
    assert {f.field: (f.before, f.after) for f in newest.fields} == {
        "start": ("2026-11-24T15:00:00+01:00", "2026-11-24T16:00:00+01:00"),
        "end": ("2026-11-24T15:30:00+01:00", "2026-11-24T16:30:00+01:00"),
    }


def test_a19_the_start_is_told_before_the_end(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=timed(15))
    activities.move(store, anna, row.id, timed(16))
    assert [field.field for field in history.changes(store, anna, row.id)[0].fields] == ["start", "end"]


def test_a19_names_stand_as_they_were(store: Store, anna: Acting, ewa: Acting) -> None:
    from store import contacts

    transport = contact(store, anna)
    row = planned(store, anna)
    changed = replace(draft_of(row), contact_id=transport.id, performer_ids=(anna.id, ewa.id), busy=True)
    activities.edit(store, anna, row.id, changed, version=1)
    contacts.edit(store, anna, transport.id, replace(contacts.draft_of_contact(transport), name="AB"), version=1)
    fields = {f.field: (f.before, f.after) for f in history.changes(store, anna, row.id)[0].fields}
    assert fields == {
        "contact": ("", "AB Transport"),
        "performers": ("Anna Nowak", "Anna Nowak, Ewa Wiśniewska"),
        "busy": ("no", "yes"),
    }


def test_a19_no_change_no_entry_no_new_version(store: Store, anna: Acting) -> None:
    row = planned(store, anna)
    same = activities.edit(store, anna, row.id, draft_of(row), version=1)
    assert same == row
    assert len(history.changes(store, anna, row.id)) == 1


def test_a18_the_second_to_save_is_told_and_overwrites_nothing(store: Store, anna: Acting, ewa: Acting) -> None:
    row = planned(store, anna)
    mine = replace(draft_of(row), description="mine")
    activities.edit(store, ewa, row.id, replace(draft_of(row), description="hers"), version=row.version)
    with pytest.raises(Stale) as caught:
        activities.edit(store, anna, row.id, mine, version=row.version)
    assert (caught.value.version, caught.value.by, caught.value.kind) == (2, "Ewa Wiśniewska", "stale")
    assert activities.get(store, anna, row.id).description == "hers"
    assert activities.edit(store, anna, row.id, mine, version=2).description == "mine"


def test_a18_of_two_who_save_at_once_one_is_told(store: Store, anna: Acting, ewa: Acting) -> None:
    row = planned(store, anna)
    together, told = threading.Barrier(2), []

    def save(me: Acting) -> None:
        together.wait()
        try:
            activities.edit(store, me, row.id, replace(draft_of(row), description=me.name), version=1)
        except Stale as stale:
            told.append((me.name, stale.by))

    threads = [threading.Thread(target=save, args=(me,)) for me in (anna, ewa)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    now = activities.get(store, anna, row.id)
    assert len(told) == 1
    assert told[0][1] == now.description != told[0][0]
    assert (now.version, len(history.changes(store, anna, row.id))) == (2, 2)


def test_a19_undo_and_redo_of_every_kind_of_change(store: Store, anna: Acting, ewa: Acting) -> None:
    goal = entry(store, anna, "goal", "Sign the contract")
    transport = contact(store, anna)
    row = planned(store, anna, goal_id=goal)
    form = replace(
        draft_of(row), category_id=entry(store, anna, "category", "Visit"), when=whole(TOMORROW), priority="low",
        contact_id=transport.id, person_ids=(person(store, anna, transport).id,), direction="in", busy=True,
        public=True, needs_completing=True, performer_ids=(ewa.id,), observer_ids=(anna.id,), goal_id=None,
        description="ż", details="a\nb",
    )  # fmt: skip
    moves: list[Callable[[], object]] = [
        lambda: activities.complete(store, anna, row.id, outcome="success"),
        lambda: activities.reopen(store, anna, row.id),
        lambda: activities.cancel(store, anna, row.id),
        lambda: activities.reopen(store, anna, row.id),
        lambda: activities.move(store, anna, row.id, timed(17)),
        lambda: activities.set_priority(store, anna, row.id, "high"),
        lambda: activities.set_needs_completing(store, anna, row.id, True),
        lambda: activities.edit(store, anna, row.id, form, version=activities.get(store, anna, row.id).version),
    ]
    states = [bare(store, anna, row.id)]
    for move in moves:
        move()
        states.append(bare(store, anna, row.id))
    activities.delete(store, anna, row.id)
    assert history.undo(store, anna).action == "delete"
    for index in range(len(moves) - 1, -1, -1):
        history.undo(store, anna)
        assert bare(store, anna, row.id) == states[index]
    for state in states[1:]:
        history.redo(store, anna)
        assert bare(store, anna, row.id) == state
    gone = history.redo(store, anna)
    assert (gone.action, gone.row, gone.activity_id) == ("delete", None, row.id)
    with pytest.raises(NothingToUndo):
        history.redo(store, anna)


def test_a19_undoing_the_planning_takes_it_out_of_every_list(store: Store, anna: Acting) -> None:
    from store import day_plan

    row = planned(store, anna, contact_id=contact(store, anna).id)
    undone = history.undo(store, anna)
    assert (undone.action, undone.title, undone.row) == ("plan", "Call: AB Transport", None)
    assert day_plan.day(store, anna, timed(15).start.date()).timed == ()
    again = history.redo(store, anna)
    assert again.row == activities.get(store, anna, row.id)
    assert day_plan.day(store, anna, timed(15).start.date()).timed == (again.row,)


def test_a19_only_ones_own_changes_are_taken_back(store: Store, anna: Acting, ewa: Acting, marek: Acting) -> None:
    mine, hers = planned(store, anna), planned(store, ewa)
    with pytest.raises(NothingToUndo):
        history.undo(store, marek)
    assert history.undo(store, anna).activity_id == mine.id
    with pytest.raises(NothingToUndo):
        history.undo(store, anna)
    assert history.undo(store, ewa).activity_id == hers.id


def test_a19_what_somebody_changed_since_is_not_taken_back(store: Store, anna: Acting, ewa: Acting) -> None:
    row = planned(store, anna)
    activities.set_priority(store, anna, row.id, "high")
    activities.set_priority(store, ewa, row.id, "low")
    with pytest.raises(Stale) as caught:
        history.undo(store, anna)
    assert caught.value.by == "Ewa Wiśniewska"
    assert activities.get(store, anna, row.id).priority == "low"
    history.undo(store, ewa)
    assert activities.get(store, anna, row.id).priority == "high"


def test_a19_what_somebody_changed_since_is_not_done_again(store: Store, anna: Acting, ewa: Acting) -> None:
    row = planned(store, anna)
    activities.set_priority(store, anna, row.id, "high")
    history.undo(store, anna)
    activities.set_priority(store, ewa, row.id, "low")
    with pytest.raises(Stale):
        history.redo(store, anna)
    assert activities.get(store, anna, row.id).priority == "low"


def test_a19_a_new_change_ends_what_could_be_done_again(store: Store, anna: Acting) -> None:
    first, second = planned(store, anna), planned(store, anna)
    activities.set_priority(store, anna, first.id, "high")
    history.undo(store, anna)
    activities.set_priority(store, anna, second.id, "low")
    with pytest.raises(NothingToUndo):
        history.redo(store, anna)
    history.undo(store, anna)
    assert history.redo(store, anna).activity_id == second.id
    assert activities.get(store, anna, first.id).priority == "normal"


def test_a19_what_was_given_up_does_not_stand_in_the_way_of_the_rest(store: Store, anna: Acting) -> None:
    row = planned(store, anna)
    activities.set_priority(store, anna, row.id, "low")
    history.undo(store, anna)
    activities.set_priority(store, anna, row.id, "high")
    history.undo(store, anna)
    history.undo(store, anna)
    assert [history.redo(store, anna).action for _ in range(2)] == ["plan", "priority"]
    assert activities.get(store, anna, row.id).priority == "high"


def test_a19_undo_and_redo_are_in_the_history_themselves(store: Store, anna: Acting) -> None:
    row = planned(store, anna)
    activities.set_priority(store, anna, row.id, "high")
    history.undo(store, anna)
    history.redo(store, anna)
    changes = history.changes(store, anna, row.id)
    assert [change.action for change in changes] == ["redo", "undo", "priority", "plan"]
    assert changes[1].fields == (FieldChange("priority", "high", "normal"),)


def test_a10_entries_are_stamped_and_in_order(store: Store, anna: Acting, marek: Acting, clock: FixedClock) -> None:
    row = planned(store, anna, public=True)
    first = discussion.add_note(store, anna, row.id, "one\r\ntwo")
    clock.instant = at(12)
    second = discussion.add_note(store, marek, row.id, "three")
    assert (first.text, first.author, first.at) == ("one\ntwo", anna.ref, at(10, 42))
    assert discussion.notes(store, anna, row.id) == (first, second)
    assert discussion.notes(store, anna, row.id, last=1) == (second,)
    shown = activities.get(store, anna, row.id)
    assert (shown.last_note, shown.note_count, shown.version) == (second, 2, 1)


def test_a10_nothing_said_is_no_entry(store: Store, anna: Acting) -> None:
    row = planned(store, anna)
    for text in ("", " \n\t", "\x1b\x00"):
        with refused("note", "missing"):
            discussion.add_note(store, anna, row.id, text)


def test_a10_the_discussion_is_append_only() -> None:
    assert not {name for name in vars(discussion) if name.startswith(("edit", "delete", "remove", "set"))}


def test_a10_a_note_with_an_ending_is_saved_with_it_or_not_at_all(store: Store, anna: Acting) -> None:
    row = planned(store, anna)
    done = activities.complete(store, anna, row.id, note="signed")
    assert done.last_note is not None
    assert done.last_note.text == "signed"
    other = planned(store, anna, project_id=project(store, anna).id)
    with pytest.raises(Refused):
        activities.complete(store, anna, other.id, outcome="success", note="no")
    assert discussion.notes(store, anna, other.id) == ()


def test_what_is_refused_leaves_nothing(store: Store, anna: Acting) -> None:
    with store.reading() as read:
        before = [read.one(f"select count(*) from {table}") for table in ("activities", "changes", "performers")]
    with refused("observers", "unknown"):
        activities.plan(store, anna, draft(store, anna, observer_ids=(999,)))
    with store.reading() as read:
        after = [read.one(f"select count(*) from {table}") for table in ("activities", "changes", "performers")]
    assert after == before


def bare(store: Store, me: Acting, activity_id: int) -> object:
    """Return an activity without its version."""
    return replace(activities.get(store, me, activity_id), version=0)
