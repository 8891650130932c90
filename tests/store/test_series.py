"""Cycles in the calendar: planned all or none, changed by scope, undone in one step (B1, B6 to B9)."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import activities, activity_list, cycles, discussion, history, series
from store.database import Store
from store.drafts import draft_of
from store.refusals import BusyConflict, Invalid, NotAllowed, Stale
from store.rows import SCOPES, Acting, ActivityRow, Scope
from store.when import AllDay, OpenEnded, Timed
from tests.making import TODAY, allow, contact, draft, planned, refused, timed, whole

WARSAW = ZoneInfo("Europe/Warsaw")
DAYS = [timedelta(days=k) for k in range(5)]


def daily(store: Store, me: Acting, count: int = 5, **fields: Any) -> tuple[ActivityRow, ...]:
    """Plan a call at 15:00 on so many days from today on."""
    made = draft(store, me, **fields)
    cycle = cycles.read("FREQ=DAILY", start=series.start_of(made.when, me.zone), count=count)
    return series.plan(store, me, made, cycle).rows


def days(store: Store, me: Acting, rows: Sequence[ActivityRow]) -> list[str]:
    """Return where the activities stand now: "24 15:00", with their status where it is not planned."""
    shown = []
    for row in rows:
        now = activities.get(store, me, row.id)
        assert isinstance(now.when, Timed)
        text = f"{now.when.start.astimezone(WARSAW):%d %H:%M}"
        shown.append(text if now.status == "planned" else f"{text} {now.status}")
    return shown


def test_b8_each_occurrence_is_an_activity_of_its_own(store: Store, anna: Acting) -> None:
    firm = contact(store, anna)
    rows = daily(store, anna, 3, contact_id=firm.id, description="offer", observer_ids=())
    assert days(store, anna, rows) == ["24 15:00", "25 15:00", "26 15:00"]
    assert len({row.id for row in rows}) == 3
    assert len({row.series for row in rows}) == 1
    assert {(row.description, row.contact.name if row.contact else "") for row in rows} == {("offer", "AB Transport")}
    activities.complete(store, anna, rows[1].id)
    discussion.add_note(store, anna, rows[2].id, "said")
    assert [activities.get(store, anna, row.id).status for row in rows] == ["planned", "completed", "planned"]
    listed = activity_list.listed(store, anna)
    assert [row.id for row in listed] == [row.id for row in rows]
    assert [row.performers for row in rows] == [(anna.ref,)] * 3


def test_b6_occurrences_keep_the_clock_on_the_wall(store: Store, anna: Acting) -> None:
    made = draft(store, anna, when=timed(15, day=date(2027, 3, 27)))
    cycle = cycles.read("FREQ=DAILY;COUNT=3", start=series.start_of(made.when, anna.zone))
    rows = series.plan(store, anna, made, cycle).rows
    starts = [row.when.start for row in rows if isinstance(row.when, Timed)]
    assert [start.hour for start in starts] == [14, 13, 13]
    assert days(store, anna, rows) == ["27 15:00", "28 15:00", "29 15:00"]


def test_a4_whole_days_repeat_as_whole_days(store: Store, anna: Acting) -> None:
    made = draft(store, anna, when=whole(TODAY, TODAY + timedelta(days=1)))
    cycle = cycles.read("FREQ=WEEKLY;COUNT=2", start=series.start_of(made.when, anna.zone))
    rows = series.plan(store, anna, made, cycle).rows
    week = timedelta(days=7)
    assert [row.when for row in rows] == [
        AllDay(TODAY, TODAY + timedelta(days=1)),
        AllDay(TODAY + week, TODAY + week + timedelta(days=1)),
    ]


def test_a3_what_has_no_date_has_no_cycle(store: Store, anna: Acting) -> None:
    with refused("cycle", "open-ended"):
        series.start_of(OpenEnded(), anna.zone)


def test_a2_a_cycle_that_begins_in_the_past_is_refused_whole(store: Store, anna: Acting) -> None:
    made = draft(store, anna, when=timed(15, day=TODAY - timedelta(days=1)))
    cycle = cycles.read("FREQ=DAILY;COUNT=3", start=series.start_of(made.when, anna.zone))
    with refused("end", "past"):
        series.plan(store, anna, made, cycle)
    assert activity_list.listed(store, anna) == ()


@pytest.mark.parametrize(("scope", "expected"), [
    ("one", ["24 15:00", "25 16:30", "26 15:00", "27 15:00", "28 15:00"]),
    ("following", ["24 15:00", "25 16:30", "26 16:30", "27 16:30", "28 16:30"]),
    ("all", ["24 16:30", "25 16:30", "26 16:30", "27 16:30", "28 16:30"]),
])  # fmt: skip
def test_b8_moving_reaches_as_far_as_one_says(store: Store, anna: Acting, scope: Scope, expected: list[str]) -> None:
    rows = daily(store, anna)
    activities.move(store, anna, rows[1].id, timed(16, 30, day=TODAY + timedelta(days=1)), scope=scope)
    assert days(store, anna, rows) == expected
    history.undo(store, anna)
    assert days(store, anna, rows) == ["24 15:00", "25 15:00", "26 15:00", "27 15:00", "28 15:00"]
    history.redo(store, anna)
    assert days(store, anna, rows) == expected


def test_b8_moving_to_another_day_moves_the_rest_as_far(store: Store, anna: Acting) -> None:
    rows = daily(store, anna, 3)
    activities.move(store, anna, rows[0].id, timed(9, day=TODAY + timedelta(days=7)), scope="all")
    assert days(store, anna, rows) == ["01 09:00", "02 09:00", "03 09:00"]


def test_b8_ended_and_earlier_ones_are_never_touched(store: Store, anna: Acting) -> None:
    rows = daily(store, anna)
    activities.complete(store, anna, rows[3].id)
    activities.cancel(store, anna, rows[2].id, scope="following")
    now = [activities.get(store, anna, row.id) for row in rows]
    assert [row.status for row in now] == ["planned", "planned", "cancelled", "completed", "cancelled"]
    assert now[3].version == 2
    with refused("status", "ended"):
        activities.edit(store, anna, rows[3].id, draft_of(now[3]), version=now[3].version, scope="all")


def test_b8_a_moved_occurrence_stays_moved_unless_the_time_is_edited(store: Store, anna: Acting) -> None:
    rows = daily(store, anna)
    activities.move(store, anna, rows[3].id, timed(9, day=TODAY + timedelta(days=3)))
    row = activities.get(store, anna, rows[1].id)
    changed = activities.edit(
        store,
        anna,
        row.id,
        draft(store, anna, when=row.when, description="new"),
        version=row.version,
        scope="following",
    )
    assert days(store, anna, rows) == ["24 15:00", "25 15:00", "26 15:00", "27 09:00", "28 15:00"]
    assert [activities.get(store, anna, r.id).description for r in rows] == ["", "new", "new", "new", "new"]
    activities.move(store, anna, changed.id, timed(16, day=TODAY + timedelta(days=1)), scope="following")
    assert days(store, anna, rows) == ["24 15:00", "25 16:00", "26 16:00", "27 16:00", "28 16:00"]


def test_b8_the_first_occurrence_can_be_changed_alone(store: Store, anna: Acting) -> None:
    rows = daily(store, anna, 3)
    activities.delete(store, anna, rows[0].id)
    assert [row.id for row in activity_list.listed(store, anna)] == [rows[1].id, rows[2].id]
    assert series.of(store, anna, rows[1]) == series.SeriesRow(
        rows[1].series or 0, "FREQ=DAILY;COUNT=3", "2026-11-24T15:00:00", "Europe/Warsaw", 1, 2, 2
    )


def test_g2_deleting_several_needs_the_right_to_delete_cycles(store: Store, anna: Acting, marek: Acting) -> None:
    rows = daily(store, marek, 3)
    with pytest.raises(NotAllowed) as caught:
        activities.delete(store, marek, rows[0].id, scope="all")
    assert caught.value.right == "delete-cycle"
    assert len(activity_list.listed(store, marek)) == 3
    activities.delete(store, marek, rows[0].id)
    allow(store, anna, "Employee", "delete-cycle")
    activities.delete(store, marek, rows[1].id, scope="following")
    assert activity_list.listed(store, marek) == ()
    history.undo(store, marek)
    assert len(activity_list.listed(store, marek)) == 2


def test_a19_a_cycle_is_taken_back_whole_and_done_again_whole(store: Store, anna: Acting) -> None:
    rows = daily(store, anna, 4)
    history.undo(store, anna)
    assert activity_list.listed(store, anna) == ()
    history.redo(store, anna)
    assert [row.id for row in activity_list.listed(store, anna)] == [row.id for row in rows]


def test_a19_a_step_is_not_taken_back_where_somebody_changed_one_of_it(store: Store, anna: Acting, ewa: Acting) -> None:
    rows = daily(store, anna, 3)
    activities.set_priority(store, ewa, rows[1].id, "high")
    with pytest.raises(Stale):
        history.undo(store, anna)
    assert len(activity_list.listed(store, anna)) == 3


def test_b9_collisions_of_all_occurrences_are_told_at_once_and_can_be_skipped(store: Store, anna: Acting) -> None:
    in_the_way = [planned(store, anna, when=timed(15, day=TODAY + timedelta(days=k)), busy=True) for k in (1, 3)]
    made = draft(store, anna)
    cycle = cycles.read("FREQ=DAILY;COUNT=5", start=series.start_of(made.when, anna.zone))
    with pytest.raises(BusyConflict) as caught:
        series.plan(store, anna, made, cycle)
    assert [found.activity_id for found in caught.value.collisions] == [row.id for row in in_the_way]
    assert len(activity_list.listed(store, anna)) == 2
    done = series.plan(store, anna, made, cycle, skip_collisions=True)
    assert days(store, anna, done.rows) == ["24 15:00", "26 15:00", "28 15:00"]
    assert [when.start.day for when in done.skipped if isinstance(when, Timed)] == [25, 27]


def test_b9_an_edit_of_many_that_collides_changes_none(store: Store, anna: Acting) -> None:
    rows = daily(store, anna, busy=True)
    planned(store, anna, when=timed(9, day=TODAY + timedelta(days=3)), busy=True)
    with pytest.raises(BusyConflict):
        activities.move(store, anna, rows[1].id, timed(9, day=TODAY + timedelta(days=1)), scope="following")
    assert days(store, anna, rows) == ["24 15:00", "25 15:00", "26 15:00", "27 15:00", "28 15:00"]


def test_a5_occurrences_that_change_places_do_not_collide_with_each_other(store: Store, anna: Acting) -> None:
    rows = daily(store, anna, busy=True)
    activities.move(store, anna, rows[0].id, timed(15, day=TODAY + timedelta(days=1)), scope="all")
    assert days(store, anna, rows) == ["25 15:00", "26 15:00", "27 15:00", "28 15:00", "29 15:00"]


def test_a5_a_busy_cycle_may_not_overlap_itself(store: Store, anna: Acting) -> None:
    made = draft(store, anna, when=whole(TODAY, TODAY + timedelta(days=2)), busy=True)
    cycle = cycles.read("FREQ=DAILY;COUNT=5", start=series.start_of(made.when, anna.zone))
    with pytest.raises(BusyConflict) as caught:
        series.plan(store, anna, made, cycle)
    assert all(collision.among_asked for collision in caught.value.collisions)
    left = series.plan(store, anna, made, cycle, skip_collisions=True).rows
    assert [row.when for row in left] == [whole(TODAY + d, TODAY + d + timedelta(days=2)) for d in DAYS[0:4:3]]


def test_b1_an_activity_becomes_the_first_of_a_cycle(store: Store, anna: Acting) -> None:
    row = planned(store, anna, description="weekly")
    cycle = cycles.read("FREQ=WEEKLY;COUNT=3", start=series.start_of(row.when, anna.zone))
    done = series.repeat(store, anna, row.id, draft_of(row), cycle, version=row.version)
    assert done.rows[0].id == row.id
    assert days(store, anna, done.rows) == ["24 15:00", "01 15:00", "08 15:00"]
    history.undo(store, anna)
    assert [one.id for one in activity_list.listed(store, anna)] == [row.id]
    assert activities.get(store, anna, row.id).series is None


def test_b1_what_is_in_a_cycle_gets_no_other(store: Store, anna: Acting) -> None:
    row = daily(store, anna, 2)[0]
    cycle = cycles.read("FREQ=WEEKLY;COUNT=3", start=series.start_of(row.when, anna.zone))
    with refused("cycle", "in-series"):
        series.repeat(store, anna, row.id, draft_of(row), cycle, version=row.version)


def test_a2_a_cycle_of_what_is_done_is_recorded(store: Store, anna: Acting) -> None:
    made = draft(store, anna, when=timed(9, day=date(1997, 9, 2)), status="completed")
    cycle = cycles.read("FREQ=DAILY;COUNT=3", start=series.start_of(made.when, anna.zone))
    rows = series.plan(store, anna, made, cycle).rows
    assert {row.status for row in rows} == {"completed"}
    assert [row.ended_at for row in rows] == [row.when.end for row in rows if isinstance(row.when, Timed)]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["complete", "cancel", "move", "edit", "shift", "delete"]),
        st.integers(0, 5),
        st.sampled_from(SCOPES),
        st.integers(-3, 30),
    ),
    max_size=6,
)


@settings(max_examples=8)
@given(steps=STEPS)
def test_b8_what_is_out_of_scope_stays_as_it_was_and_undo_brings_everything_back(
    store: Store, anna: Acting, steps: list[tuple[str, int, Scope, int]]
) -> None:
    rows = daily(store, anna, 6)
    for action, index, scope, hours in steps:
        before = {row.id: _state(store, anna, row) for row in rows}
        row = rows[index]
        try:
            _do(store, anna, row, action, scope, hours)
        except (Invalid, Gone):
            assert {row.id: _state(store, anna, row) for row in rows} == before
            continue
        after = {row.id: _state(store, anna, row) for row in rows}
        reached = {row.id} | {
            other.id
            for place, other in enumerate(rows)
            if scope != "one" and before[other.id][0] == "planned" and (scope == "all" or place >= index)
        }
        assert {key: state for key, state in after.items() if key not in reached} == {
            key: state for key, state in before.items() if key not in reached
        }
        if after != before:
            history.undo(store, anna)
            assert {row.id: _state(store, anna, row) for row in rows} == before
            history.redo(store, anna)
            assert {row.id: _state(store, anna, row) for row in rows} == after


class Gone(Exception):
    """The activity is deleted."""


def _state(store: Store, me: Acting, row: ActivityRow) -> tuple[Any, ...]:
    with store.reading() as read:
        found = read.one(
            "select case when deleted then 'deleted' else status end, starts_at, ends_at, description, occurrence_at "
            "from activities where id = :id",
            id=row.id,
        )
    assert found is not None
    return tuple(found)


def _do(store: Store, me: Acting, row: ActivityRow, action: str, scope: Scope, hours: int) -> None:
    if _state(store, me, row)[0] == "deleted":
        raise Gone
    now = activities.get(store, me, row.id)
    assert isinstance(now.when, Timed)
    moved = Timed(now.when.start + timedelta(hours=hours), now.when.end + timedelta(hours=hours))
    act: dict[str, Callable[[], object]] = {
        "complete": lambda: activities.complete(store, me, row.id),
        "cancel": lambda: activities.cancel(store, me, row.id, scope=scope),
        "move": lambda: activities.move(store, me, row.id, moved),
        "shift": lambda: activities.move(store, me, row.id, moved, scope=scope),
        "edit": lambda: activities.edit(
            store,
            me,
            row.id,
            draft(store, me, when=now.when, description=f"x{hours}"),
            version=now.version,
            scope=scope,
        ),
        "delete": lambda: activities.delete(store, me, row.id, scope=scope),
    }
    act[action]()
