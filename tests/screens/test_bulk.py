"""Several at once, by keys: marked with space, changed together, taken back in one step (C9)."""

from store import activities
from store.database import Store
from store.rows import Acting
from tests.making import entry, planned, timed
from tests.screens.driving import running, said, settled, until
from tests.screens.forming import keys
from widgets.agenda_list import AgendaList


async def test_c9_marked_ones_are_completed_together_and_taken_back_together(store: Store, anna: Acting) -> None:
    goal = entry(store, anna, "goal", "Arrange a meeting")
    rows = [planned(store, anna, when=timed(hour), goal_id=goal if hour == 15 else None) for hour in (15, 16, 17)]
    async with running(store, anna) as pilot:
        await keys(pilot, "space", "space")
        assert said(pilot).startswith("2 marked")
        await keys(pilot, "c", "f")
        await until(pilot, lambda: said(pilot).startswith("2 activities changed"))
        now = [activities.get(store, anna, row.id) for row in rows]
        assert [(row.status, row.outcome) for row in now] == [
            ("completed", "failure"), ("completed", None), ("planned", None),
        ]  # fmt: skip
        await keys(pilot, "u")
        await until(pilot, lambda: activities.get(store, anna, rows[0].id).status == "planned")
        assert activities.get(store, anna, rows[1].id).status == "planned"


async def test_c9_marked_ones_move_to_a_day_each_at_its_hour(store: Store, anna: Acting) -> None:
    rows = [planned(store, anna, when=timed(hour)) for hour in (15, 16)]
    async with running(store, anna) as pilot:
        await keys(pilot, "space", "space", "m", "'tomorrow", "enter")
        await until(pilot, lambda: said(pilot).startswith("2 activities changed"))
    starts = [activities.get(store, anna, row.id).timed for row in rows]
    assert [f"{when.start:%d %H}" for when in starts if when] == ["25 14", "25 15"]


async def test_c9_escape_removes_the_marks_and_a_reload_keeps_them(store: Store, anna: Acting) -> None:
    for hour in (15, 16):
        planned(store, anna, when=timed(hour))
    async with running(store, anna) as pilot:
        await keys(pilot, "space")
        pilot.app.screen.reload()  # type: ignore[attr-defined]
        await settled(pilot)
        agenda = pilot.app.screen.query_one(AgendaList)
        assert len(agenda.marked) == 1
        await keys(pilot, "escape")
        assert not agenda.marked


async def test_a12_one_is_given_to_somebody_else(store: Store, anna: Acting, ewa: Acting) -> None:
    row = planned(store, anna)
    async with running(store, anna) as pilot:
        await keys(pilot, "r", "space", "down", "space", "enter")
        await until(pilot, lambda: said(pilot).startswith("Given to others"))
    assert activities.get(store, anna, row.id).performers == (ewa.ref,)


async def test_c9_what_is_asked_of_several_says_of_how_many_and_begins_with_what_harms_least(
    store: Store, anna: Acting
) -> None:
    rows = [planned(store, anna, when=timed(hour), priority=p) for hour, p in ((15, "high"), (16, "urgent"))]
    async with running(store, anna) as pilot:
        await keys(pilot, "space", "space", "r")
        assert "2 activities" in str(pilot.app.screen.query_one(".about").render())
        await keys(pilot, "escape", "p")
        assert "2 activities" in str(pilot.app.screen.query_one(".about").render())
        await keys(pilot, "enter")
        await until(pilot, lambda: said(pilot).startswith("2 activities changed"))
    assert [activities.get(store, anna, row.id).priority for row in rows] == ["normal", "normal"]
