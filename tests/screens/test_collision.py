"""Where time is taken, the dialog says by what and offers what is free, and nothing typed is lost (A5)."""

from textual.widgets import Input, OptionList, Static

from screens.dialogs.collision import TimeTaken
from screens.quick_line import QuickLine
from store import activities
from store.database import Store
from store.rows import Acting
from tests.making import TOMORROW, planned, timed
from tests.screens.driving import running, said
from tests.screens.forming import beside, form_open, keys
from tests.screens.test_activity_form import all_activities


def taken(pilot) -> str:  # type: ignore[no-untyped-def]
    return str(pilot.app.screen.query_one("#taken", Static).content)


async def test_a5_the_form_keeps_everything_and_takes_a_free_time(store: Store, anna: Acting) -> None:
    planned(store, anna, when=timed(15, minutes=60, day=TOMORROW), busy=True, description="training")
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter", "enter", "'tomorrow at 15", "ctrl+s")
        assert isinstance(pilot.app.screen, TimeTaken)
        assert "Wed 25.11.2026 15:00–16:00" in taken(pilot)
        assert "Call: training" in taken(pilot)
        assert "Anna Nowak" in taken(pilot)
        await keys(pilot, "escape")
        assert pilot.app.screen_stack[-1] is form
        assert form.state.start == "tomorrow at 15"
        assert beside(form, "start")[1] == "danger"
        await keys(pilot, "ctrl+s", "1")
        assert form not in pilot.app.screen_stack
    assert timed(14, 30, day=TOMORROW) in [row.when for row in all_activities(store, anna)]


async def test_a5_the_form_marks_as_busy_what_is_not_open_ended(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=timed(15, day=TOMORROW))
    async with form_open(store, anna, row=row) as (pilot, form):
        form.field("busy").focus()
        await keys(pilot, "space", "f2")
        assert activities.get(store, anna, row.id).busy
        form.field("open_ended").focus()
        await keys(pilot, "space")
        section = form.section_of("busy")
        slot = section.slot("busy") if section else None
        assert slot is not None
        assert not slot.visible


async def test_a5_the_quick_line_says_while_typing_and_offers_when_planning(store: Store, anna: Acting) -> None:
    planned(store, anna, when=timed(15, minutes=60, day=TOMORROW), busy=True)
    async with running(store, anna) as pilot:
        await keys(pilot, "a", "'call tomorrow at 15")
        assert "The time is taken" in str(pilot.app.screen.query_one("#parts", Static).content)
        await keys(pilot, "enter")
        assert isinstance(pilot.app.screen, TimeTaken)
        await keys(pilot, "escape")
        assert isinstance(pilot.app.screen, QuickLine)
        assert pilot.app.screen.query_one(Input).value == "call tomorrow at 15"
        await keys(pilot, "enter", "down", "enter")
        assert "Saved" in said(pilot)
    assert timed(16, day=TOMORROW) in [row.when for row in all_activities(store, anna)]


async def test_a5_moving_in_the_list_offers_free_times(store: Store, anna: Acting) -> None:
    planned(store, anna, when=timed(15, minutes=60, day=TOMORROW), busy=True)
    row = planned(store, anna, when=timed(15))
    async with running(store, anna) as pilot:
        await keys(pilot, "m", "'tomorrow at 15", "enter")
        assert isinstance(pilot.app.screen, TimeTaken)
        assert pilot.app.screen.query_one(OptionList).highlighted == 0
        await keys(pilot, "enter")
        assert "Moved" in said(pilot)
    assert activities.get(store, anna, row.id).when == timed(14, 30, day=TOMORROW)
