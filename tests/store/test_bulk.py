"""Several at once (C9): all or none, one undo."""

from datetime import timedelta

import pytest

from store import activities, bulk, history
from store.database import Store
from store.refusals import BusyConflict, NotAllowed, OneOfMany
from store.rows import Acting
from store.when import AllDay
from tests.making import TODAY, TOMORROW, entry, planned, timed


def test_c9_completing_gives_the_outcome_to_those_with_a_goal(store: Store, anna: Acting) -> None:
    goal = entry(store, anna, "goal", "Arrange a meeting")
    rows = [planned(store, anna, goal_id=goal), planned(store, anna, when=timed(16))]
    done = bulk.complete(store, anna, [row.id for row in rows], outcome="success")
    assert [(row.status, row.outcome) for row in done] == [("completed", "success"), ("completed", None)]
    history.undo(store, anna)
    assert {activities.get(store, anna, row.id).status for row in rows} == {"planned"}


def test_c9_one_that_is_refused_leaves_all_as_they_were(store: Store, anna: Acting) -> None:
    goal = entry(store, anna, "goal", "Arrange a meeting")
    rows = [planned(store, anna), planned(store, anna, when=timed(16), goal_id=goal)]
    with pytest.raises(OneOfMany) as caught:
        bulk.complete(store, anna, [row.id for row in rows])
    assert (caught.value.id, caught.value.kind) == (rows[1].id, "invalid")
    assert [activities.get(store, anna, row.id).version for row in rows] == [1, 1]


def test_c9_what_changes_places_does_not_collide(store: Store, anna: Acting) -> None:
    first, second = (planned(store, anna, when=timed(hour), busy=True) for hour in (15, 16))
    moved = bulk.move(store, anna, {first.id: timed(16), second.id: timed(15)})
    assert [row.when for row in moved] == [timed(16), timed(15)]
    with pytest.raises(BusyConflict):
        bulk.move(store, anna, {first.id: timed(9, day=TOMORROW), second.id: timed(9, day=TOMORROW)})
    assert activities.get(store, anna, first.id).when == timed(16)


def test_c9_reassigning_needs_the_right(store: Store, anna: Acting, marek: Acting, ewa: Acting) -> None:
    rows = [planned(store, marek), planned(store, marek, when=timed(16))]
    with pytest.raises(OneOfMany) as caught:
        bulk.reassign(store, marek, [row.id for row in rows], [ewa.id])
    assert isinstance(caught.value.refused, NotAllowed)
    given = bulk.reassign(store, anna, [row.id for row in rows], [ewa.id])
    assert {row.performers for row in given} == {(ewa.ref,)}


def test_c9_cancelling_priority_and_the_mark(store: Store, anna: Acting) -> None:
    rows = [planned(store, anna, when=AllDay(TODAY + timedelta(days=k), TODAY + timedelta(days=k))) for k in range(3)]
    ids = [row.id for row in rows]
    assert {row.priority for row in bulk.set_priority(store, anna, ids, "urgent")} == {"urgent"}
    assert {row.needs_completing for row in bulk.set_needs_completing(store, anna, ids, True)} == {True}
    assert {row.status for row in bulk.cancel(store, anna, ids)} == {"cancelled"}
    for _step in range(3):
        history.undo(store, anna)
    back = [activities.get(store, anna, number) for number in ids]
    assert {(row.status, row.needs_completing, row.priority) for row in back} == {("planned", False, "normal")}
