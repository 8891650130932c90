"""What one may not see stays apart where it hangs together with what one sees (G2): a cycle, what is taken back."""

from dataclasses import replace
from typing import Any

import pytest

from store import activities, bulk, history, search, series
from store.database import Store
from store.drafts import draft_of
from store.refusals import NotFound
from store.rows import Acting, ActivityRow
from tests.making import TODAY, allow, draft, planned
from tests.rights_world import daily


@pytest.fixture
def cycle(store: Store, anna: Acting, marek: Acting, ewa: Acting) -> tuple[ActivityRow, ...]:
    """Three days that anna planned for marek, the second of which she has given to ewa."""
    first = draft(store, anna, performer_ids=(marek.id,), description="Rehearsal")
    rows = series.plan(store, anna, first, daily(TODAY, 15)).rows
    bulk.reassign(store, anna, [rows[1].id], [ewa.id])
    return rows


def statuses(store: Store, me: Acting, rows: tuple[ActivityRow, ...]) -> list[str]:
    """How the activities stand."""
    return [activities.get(store, me, row.id).status for row in rows]


@pytest.mark.parametrize("change", [activities.complete, activities.cancel])
def test_b8_a_change_of_a_cycle_reaches_no_occurrence_that_one_may_not_see(
    store: Store, anna: Acting, marek: Acting, cycle: tuple[ActivityRow, ...], change: Any
) -> None:
    change(store, marek, cycle[0].id, scope="all")
    ended = statuses(store, anna, cycle)
    assert ended[1] == "planned"
    assert "planned" not in (ended[0], ended[2])


def test_b8_of_a_cycle_one_is_told_how_much_one_sees(
    store: Store, anna: Acting, marek: Acting, cycle: tuple[ActivityRow, ...]
) -> None:
    told = [series.of(store, me, activities.get(store, me, cycle[2].id)) for me in (anna, marek)]
    assert [(one.place, one.count, one.planned) for one in told if one] == [(3, 3, 3), (2, 2, 2)]


def test_c8_the_next_occurrence_that_is_found_is_one_that_one_may_see(
    store: Store, anna: Acting, marek: Acting, cycle: tuple[ActivityRow, ...]
) -> None:
    activities.complete(store, anna, cycle[0].id)
    found = {me.login: {hit.record.id for hit in search.search(store, me, "rehearsal")} for me in (anna, marek)}
    assert found == {"anna": {cycle[1].id}, "marek": {cycle[2].id}}


def test_a19_what_one_no_longer_sees_cannot_be_taken_back_and_nothing_is_told_of_it(
    store: Store, anna: Acting, marek: Acting, ewa: Acting
) -> None:
    row = planned(store, anna, performer_ids=(marek.id,))
    activities.set_priority(store, marek, row.id, "high")
    bulk.reassign(store, anna, [row.id], [ewa.id])
    with pytest.raises(NotFound) as caught:
        history.undo(store, marek)
    assert (caught.value.what, caught.value.value) == ("activity", str(row.id))


def test_a19_what_is_out_of_sight_once_it_is_taken_back_is_not_shown(
    store: Store, anna: Acting, marek: Acting, ewa: Acting
) -> None:
    row = planned(store, anna, performer_ids=(ewa.id,), public=True)
    allow(store, anna, "Employee", "edit-others", "delegate")
    mine = replace(draft_of(row), performer_ids=(marek.id,))
    activities.edit(store, marek, row.id, mine, version=row.version)
    allow(store, anna, "Employee", without="view-public")
    undone = history.undo(store, marek)
    assert (undone.activity_id, undone.row) == (row.id, None)
    assert activities.get(store, anna, row.id).performers == (ewa.ref,)


def test_a19_a_change_of_what_was_public_is_taken_back_by_who_may_see_it(
    store: Store, anna: Acting, marek: Acting
) -> None:
    """Who may change what others planned, and no longer sees it, changes it as little as what there is not."""
    row = planned(store, anna, public=True)
    allow(store, anna, "Employee", "edit-others")
    activities.set_priority(store, marek, row.id, "high")
    allow(store, anna, "Employee", without="view-public")
    with pytest.raises(NotFound):
        history.undo(store, marek)
    assert activities.get(store, anna, row.id).priority == "high"
    allow(store, anna, "Employee", "view-public")
    assert history.undo(store, marek).row is not None
