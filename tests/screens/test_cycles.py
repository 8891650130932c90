"""Cycles by keys: typed in words, made by plain choices, planned, changed by scope (B1 to B9)."""

from screens.dialogs.choose import Choose
from screens.dialogs.collision import TimeTaken
from screens.dialogs.cycle import CycleEditor
from store import activities, activity_list, cycles, history, series
from store.database import Store
from store.rows import Acting, ActivityRow
from store.when import Timed
from tests.making import TOMORROW, draft, planned, timed
from tests.screens.driving import running, said, until
from tests.screens.forming import beside, form_open, keys
from widgets.choice import Check


def starts(store: Store, me: Acting) -> list[str]:
    """Where everything planned stands."""
    rows = activity_list.listed(store, me)
    return [f"{row.when.start:%d.%m}" for row in rows if isinstance(row.when, Timed)]


async def test_b7_a_cycle_in_words_is_shown_and_planned(store: Store, anna: Acting) -> None:
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter", "enter", "'today at 15")
        form.query_one("#cycle").focus()
        await keys(pilot, "'every Tuesday and Thursday for two weeks")
        hint, kind = beside(form, "cycle")
        assert kind == "ok"
        assert "every week on Tuesday and Thursday" in hint
        assert "4 times" in hint
        await keys(pilot, "ctrl+s")
        assert form not in pilot.app.screen_stack
    assert starts(store, anna) == ["24.11", "26.11", "01.12", "03.12"]


async def test_b1_a_cycle_without_an_end_is_not_saved(store: Store, anna: Acting) -> None:
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter", "enter", "'today at 15")
        form.query_one("#cycle").focus()
        await keys(pilot, "'every day", "ctrl+s")
        assert pilot.app.screen is form
        assert beside(form, "cycle")[1] == "danger"
    assert starts(store, anna) == []


async def test_b3_the_editor_makes_a_cycle_of_plain_choices(store: Store, anna: Acting) -> None:
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter", "enter", "'next tuesday 15-17", "f5")
        assert isinstance(pilot.app.screen, CycleEditor)
        await keys(pilot, "tab", "tab", "tab", "tab", "tab", "space")
        assert "Tuesday and Thursday" in str(pilot.app.screen.query_one("#hint").render())
        await keys(pilot, "ctrl+s")
        assert pilot.app.screen_stack[-1] is form
        assert cycles.read(form.state.cycle, start=timed(15).start).rrule == "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=10"
        await keys(pilot, "ctrl+s")
    assert len(starts(store, anna)) == 10


async def test_c6_the_quick_line_plans_a_cycle(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await keys(pilot, "a", "'call every Monday at 9, 3 times", "enter")
        await until(pilot, lambda: said(pilot).startswith("Planned 3 activities."))
    assert starts(store, anna) == ["30.11", "07.12", "14.12"]


async def test_b9_dates_that_collide_are_listed_and_can_be_skipped(store: Store, anna: Acting) -> None:
    planned(store, anna, when=timed(15, day=TOMORROW), busy=True)
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter", "enter", "'today at 15")
        form.query_one("#cycle").focus()
        await keys(pilot, "'every day, 4 times", "ctrl+s")
        assert isinstance(pilot.app.screen, TimeTaken)
        await keys(pilot, "b")
        assert pilot.app.screen_stack[-1] is form
        assert form.state.cycle == "every day, 4 times"
        await keys(pilot, "ctrl+s", "s")
    assert starts(store, anna) == ["24.11", "25.11", "26.11", "27.11"]
    assert len({row.series for row in activity_list.listed(store, anna)}) == 2


def daily(store: Store, me: Acting, count: int) -> tuple[ActivityRow, ...]:
    """Plan a call on so many days from today on."""
    made = draft(store, me)
    cycle = cycles.read("FREQ=DAILY", start=series.start_of(made.when, me.zone), count=count)
    return series.plan(store, me, made, cycle).rows


async def test_b8_moving_in_the_list_asks_how_far_and_the_smallest_is_the_default(store: Store, anna: Acting) -> None:
    rows = daily(store, anna, 3)
    async with running(store, anna) as pilot:
        await keys(pilot, "m", "'at 17", "enter")
        assert isinstance(pilot.app.screen, Choose)
        await keys(pilot, "enter")
        await until(pilot, lambda: said(pilot).startswith("Moved"))
        hours = [row.when.start.hour for row in activity_list.listed(store, anna) if isinstance(row.when, Timed)]
        assert hours == [16, 14, 14]
        await keys(pilot, "x", "2")
        await until(pilot, lambda: said(pilot).startswith("Cancelled"))
    assert {activities.get(store, anna, row.id).status for row in rows} == {"cancelled"}


async def test_b8_deleting_several_asks_twice_and_harms_nothing_by_default(store: Store, anna: Acting) -> None:
    daily(store, anna, 3)
    async with running(store, anna) as pilot:
        await keys(pilot, "delete", "3", "enter")
        assert len(activity_list.listed(store, anna)) == 3
        await keys(pilot, "delete", "3", "d")
        await until(pilot, lambda: said(pilot).startswith("Deleted"))
        assert activity_list.listed(store, anna) == ()
        await keys(pilot, "u")
        await until(pilot, lambda: len(activity_list.listed(store, anna)) == 3)


async def test_b8_the_form_says_which_of_how_many_and_changes_as_far_as_one_says(store: Store, anna: Acting) -> None:
    rows = daily(store, anna, 3)
    async with form_open(store, anna, row=rows[1]) as (pilot, form):
        section = form.section_of("cycle")
        assert section is not None
        slot = section.slot("cycle")
        assert slot is not None
        assert slot.text == "every day, 3 times · 2 of 3, 3 still planned"
        form.query_one("#description").focus()
        await keys(pilot, "'new", "ctrl+s", "2")
    assert [activities.get(store, anna, row.id).description for row in rows] == ["", "new", "new"]
    history.undo(store, anna)
    assert [activities.get(store, anna, row.id).description for row in rows] == ["", "", ""]


async def test_b3_the_seven_weekdays_stand_in_one_line_on_a_narrow_screen(store: Store, anna: Acting) -> None:
    async with form_open(store, anna, (80, 24)) as (pilot, _form):
        await keys(pilot, "'call", "enter", "enter", "'next tuesday 15-17", "f5")
        days = pilot.app.screen.query(Check)
        assert len({day.region.y for day in days}) == 1
        ground = pilot.app.screen.query_one(".frame").styles.background.hex.lower()
        drawn = [segment.style.bgcolor for segment in days.first().render_line(0) if segment.style]
        assert {colour.name for colour in drawn if colour} == {ground}
