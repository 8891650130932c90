"""Undo and redo over any sequence of changes (A19): back to the beginning, and forward to the end again."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import activities, history, people
from store.database import Store
from store.drafts import UserDraft, draft_of
from store.refusals import NothingToUndo, Refused
from store.rows import PRIORITIES, Acting
from store.when import OpenEnded
from tests.making import TOMORROW, draft, timed, whole

WHENS = st.sampled_from([timed(16), timed(9, day=TOMORROW), whole(TOMORROW), OpenEnded()])
STEPS = st.one_of(
    st.tuples(st.just("move"), WHENS),
    st.tuples(st.just("priority"), st.sampled_from(PRIORITIES)),
    st.tuples(st.just("mark"), st.booleans()),
    st.tuples(st.just("edit"), st.text(max_size=8)),
    st.tuples(st.sampled_from(["plan", "complete", "cancel", "reopen", "delete", "undo", "redo"]), st.none()),
)
SEQUENCE = st.lists(st.tuples(st.integers(0, 1), STEPS), min_size=1, max_size=10)


def step(store: Store, me: Acting, ids: list[int], which: int, name: str, value: Any) -> None:
    """Make one change; what the rules refuse changes nothing."""
    number = ids[which % len(ids)]
    match name:
        case "plan":
            ids.append(activities.plan(store, me, draft(store, me)).id)
        case "move":
            activities.move(store, me, number, value)
        case "priority":
            activities.set_priority(store, me, number, value)
        case "mark":
            activities.set_needs_completing(store, me, number, value)
        case "edit":
            row = activities.get(store, me, number)
            activities.edit(store, me, number, replace(draft_of(row), description=value), version=row.version)
        case "undo" | "redo":
            getattr(history, name)(store, me)
        case _:
            getattr(activities, name)(store, me, number)


def world(store: Store, me: Acting) -> list[Any]:
    """Return everything that the activities of one assigner consist of, but their versions."""
    mine = "in (select id from activities where assigner_id = :me)"
    with store.reading() as read:
        return [
            read.all(
                "select id, category_id, status, outcome, priority, starts_at, ends_at, all_day, zone, busy, public, "
                "needs_completing, unassigned, contact_id, direction, project_id, goal_id, assigner_id, description, "
                f"details, folded, ended_at, deleted from activities where id {mine} order by id",
                me=me.id,
            ),
            read.all(f"select * from performers where activity_id {mine} order by activity_id, user_id", me=me.id),
            read.all(f"select * from observers where activity_id {mine} order by activity_id, user_id", me=me.id),
        ]


@settings(max_examples=10)
@given(sequence=SEQUENCE)
def test_a19_undo_all_is_the_beginning_and_redo_all_the_end(
    store: Store, anna: Acting, sequence: list[tuple[int, tuple[str, Any]]]
) -> None:
    me = somebody_new(store, anna)
    ids = [activities.plan(store, me, draft(store, me)).id for _ in range(2)]
    for which, (name, value) in sequence:
        try:
            step(store, me, ids, which, name, value)
        except Refused:
            continue
    end, trail = world(store, me), []
    while True:
        trail.append(world(store, me))
        try:
            history.undo(store, me)
        except NothingToUndo:
            break
    assert all(row[-1] for row in world(store, me)[0])  # nothing is left of what was planned
    for state in reversed(trail[:-1]):
        history.redo(store, me)
        assert world(store, me) == state
    assert world(store, me) == end
    with pytest.raises(NothingToUndo):
        redo_rest(store, me)


def redo_rest(store: Store, me: Acting) -> None:
    """Redo once more than was undone; what had been taken back before the end may come first."""
    for _ in range(30):
        history.redo(store, me)


def somebody_new(store: Store, admin: Acting) -> Acting:
    """Add a manager, who has nothing to take back yet."""
    role = people.role_named(store, admin, "Manager")
    login = f"user{len(people.users(store, admin))}"
    people.add_user(store, admin, UserDraft(login, role_id=role.id))
    return people.log_in(store, login)
