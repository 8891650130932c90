"""The day plan by keys (C1): what stands in it, and what one does without opening the form."""

from datetime import timedelta

import pytest
from textual.widgets import Input

from screens.day_plan import DayPlanScreen
from store import activities, discussion, history, people, settings
from store.database import Store
from store.rows import Acting
from store.when import OpenEnded
from tests.making import TOMORROW, entry, past, planned, timed
from tests.screens.driving import running, said, settled
from tests.screens.forming import keys
from widgets.agenda_list import AgendaList
from widgets.bars import KeyBar


def shown(pilot) -> list[int]:  # type: ignore[no-untyped-def]
    listing = pilot.app.screen_stack[1].query_one(AgendaList)
    return [listing._entry(i).row.id for i in listing._choices]


def plan_screen(pilot) -> DayPlanScreen:  # type: ignore[no-untyped-def]
    screen = pilot.app.screen_stack[1]
    assert isinstance(screen, DayPlanScreen)
    return screen


async def test_c1_the_plan_shows_overdue_any_time_timed_and_done(store: Store, anna: Acting) -> None:
    late = past(store, anna, timed(9, day=TOMORROW - timedelta(days=3)))
    timed_one = planned(store, anna, when=timed(15))
    open_ended = planned(store, anna, when=OpenEnded())
    done = activities.complete(store, anna, planned(store, anna, when=timed(16)).id)
    planned(store, anna, when=timed(9, day=TOMORROW))
    async with running(store, anna) as pilot:
        assert shown(pilot) == [late.id, open_ended.id, timed_one.id, done.id]


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40), (200, 60)])
async def test_h6_it_works_at_every_size(store: Store, anna: Acting, size: tuple[int, int]) -> None:
    row = planned(store, anna, description="Umówienie spotkania")
    async with running(store, anna, size) as pilot:
        assert shown(pilot) == [row.id]
        await pilot.press("c")
        await settled(pilot)
        assert activities.get(store, anna, row.id).status == "completed"


async def test_complete_cancel_and_undo_by_keys(store: Store, anna: Acting) -> None:
    first, second = planned(store, anna, when=timed(15)), planned(store, anna, when=timed(16))
    async with running(store, anna) as pilot:
        await pilot.press("c")
        await settled(pilot)
        assert "u takes it back" in said(pilot)
        chosen = plan_screen(pilot).chosen
        assert chosen is not None
        assert chosen.id == second.id
        await pilot.press("x")
        await settled(pilot)
        assert activities.get(store, anna, second.id).status == "cancelled"
        await pilot.press("u", "u")
        await settled(pilot)
        assert [activities.get(store, anna, n).status for n in (first.id, second.id)] == ["planned", "planned"]
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert activities.get(store, anna, first.id).status == "completed"


async def test_a8_completing_with_a_goal_asks_for_the_outcome(store: Store, anna: Acting) -> None:
    row = planned(store, anna, goal_id=entry(store, anna, "goal", "Arrange"))
    async with running(store, anna) as pilot:
        await pilot.press("c")
        await settled(pilot)
        await pilot.press("down", *"ok", "enter")
        await settled(pilot)
        changed = activities.get(store, anna, row.id)
        assert (changed.status, changed.outcome) == ("completed", "failure")
        assert discussion.notes(store, anna, row.id)[0].text == "ok"


async def test_moving_takes_a_date_in_words_and_shows_what_was_understood(store: Store, anna: Acting) -> None:
    row = planned(store, anna)
    async with running(store, anna) as pilot:
        await pilot.press("m")
        await settled(pilot)
        await pilot.press(*"blah")
        assert "Not understood" in str(pilot.app.screen.query_one("#hint").render())
        await pilot.press("enter")
        pilot.app.screen.query_one(Input).value = "jutro o 9"
        await pilot.pause()
        assert "Wed 25.11.2026 9:00" in str(pilot.app.screen.query_one("#hint").render())
        await pilot.press("enter")
        await settled(pilot)
        assert activities.get(store, anna, row.id).when == timed(9, day=TOMORROW)
        assert shown(pilot) == []


async def test_days_tabs_and_filter(store: Store, anna: Acting) -> None:
    today, tomorrow = planned(store, anna), planned(store, anna, when=timed(9, day=TOMORROW), description="Łódź")
    async with running(store, anna) as pilot:
        await pilot.press("right_square_bracket")
        await settled(pilot)
        assert shown(pilot) == [tomorrow.id]
        await pilot.press("t")
        await settled(pilot)
        assert shown(pilot) == [today.id]
        await pilot.press("f")
        await settled(pilot)
        await pilot.press(*"lodz", "enter")
        await settled(pilot)
        assert shown(pilot) == [tomorrow.id]
        await pilot.press("escape")
        await settled(pilot)
        assert shown(pilot) == [today.id, tomorrow.id]


async def test_c1_the_line_below_an_empty_tab_names_what_can_be_done_there(store: Store, anna: Acting) -> None:
    """What the words in the tab name comes first, and nothing of an activity, as there is none."""
    planned(store, anna)
    async with running(store, anna) as pilot:
        bar = pilot.app.screen.query_one(KeyBar)
        assert "c complete" in bar.render_line(0).text
        await keys(pilot, "f", "'zzz", "enter")
        assert bar.render_line(0).text.split()[:5] == ["f", "filter", "esc", "no", "filter"]
        assert "complete" not in bar.render_line(0).text
        await keys(pilot, "escape", "end", "left", "right", "right")
        assert bar.render_line(0).text.split()[:3] == ["N", "record", "done"]
        await keys(pilot, "left", "c", "right")
        bar.hush()
        assert "complete" not in bar.render_line(0).text
        assert "x cancel" not in bar.render_line(0).text
        assert "y similar" in bar.render_line(0).text


async def test_priority_mark_discussion_delete(store: Store, anna: Acting) -> None:
    row = planned(store, anna)
    async with running(store, anna) as pilot:
        await pilot.press("p")
        await settled(pilot)
        await pilot.press("u")
        await settled(pilot)
        await pilot.press("w")
        await settled(pilot)
        changed = activities.get(store, anna, row.id)
        assert (changed.priority, changed.needs_completing) == ("urgent", True)
        await pilot.press("d")
        await settled(pilot)
        await pilot.press(*"nie", "enter")
        await settled(pilot)
        assert discussion.notes(store, anna, row.id)[0].text == "nie"
        await pilot.press("delete")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert activities.get(store, anna, row.id)
        await pilot.press("delete")
        await settled(pilot)
        await pilot.press("d")
        await settled(pilot)
        assert shown(pilot) == []
        assert history.undo(store, anna).action == "delete"


async def test_a12_unassigned_is_taken_with_one_key(store: Store, anna: Acting, marek: Acting) -> None:
    settings.set_one(store, anna, "allow-without-performer", "on")
    row = planned(store, anna, performer_ids=())
    async with running(store, marek) as pilot:
        await pilot.press("right", "right", "right", "right")
        await settled(pilot)
        assert shown(pilot) == [row.id]
        await pilot.press("T")
        await settled(pilot)
        assert [user.login for user in activities.get(store, marek, row.id).performers] == ["marek"]


async def test_a_denied_action_says_which_right_is_missing(store: Store, anna: Acting, marek: Acting) -> None:
    planned(store, anna, performer_ids=(marek.id,))
    async with running(store, marek) as pilot:
        await pilot.press("m")
        await settled(pilot)
        await pilot.press(*"tomorrow", "enter")
        await settled(pilot)
        assert "change-received-date" in said(pilot)


async def test_g6_the_language_changes_while_running(store: Store, anna: Acting) -> None:
    planned(store, anna)
    async with running(store, anna) as pilot:
        pilot.app.choose_language("pl")  # type: ignore[attr-defined]
        await settled(pilot)
        top = "".join(segment.text for segment in plan_screen(pilot).query_one("TopBar").render_line(0))
        assert "wtorek 24 listopada" in top
        assert people.log_in(store, "anna").language == "pl"


async def test_keys_are_remapped_and_a_clash_is_said(store: Store, anna: Acting) -> None:
    row = planned(store, anna)
    settings.set_preference(store, anna, "keys.activity.complete", "Z")
    settings.set_preference(store, anna, "keys.activity.cancel", "m")
    async with running(store, anna) as pilot:
        await settled(pilot)
        assert "activity.cancel" in said(pilot)
        await pilot.press("Z")
        await settled(pilot)
        assert activities.get(store, anna, row.id).status == "completed"


async def test_help_names_every_key_of_the_screen(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await pilot.press("question_mark")
        await settled(pilot)
        text = str(pilot.app.screen.query_one("#keys").render())
        for words in ("complete", "take back my last change", "go to a date", "The quick line"):
            assert words in text


async def test_c1_another_tab_keeps_the_activity_or_begins_at_the_top(store: Store, anna: Acting) -> None:
    ended = [activities.complete(store, anna, planned(store, anna, when=timed(17, k)).id).id for k in range(3)]
    rows = [planned(store, anna, when=timed(15, k)).id for k in range(3)]
    async with running(store, anna) as pilot:
        screen = plan_screen(pilot)
        await keys(pilot, "down", "down", "left")
        assert screen.chosen is not None
        assert screen.chosen.id == shown(pilot)[0]
        assert set(shown(pilot)) == set(ended)
        await keys(pilot, "right", "home", "down")
        screen._go_to_tab("all")
        await settled(pilot)
        assert screen.chosen.id == rows[1]


async def test_c7_every_reading_is_in_sight_in_a_dialog_above_its_row(store: Store, anna: Acting) -> None:
    for minute in range(10):
        planned(store, anna, when=timed(15, minute), description="to be moved " * 5)
    async with running(store, anna, (80, 24)) as pilot:
        await keys(pilot, "end", "m", "'tuesday at 15")
        drawn = "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
        assert "Tue 24.11.2026 15:00" in drawn
        assert "Tue 01.12.2026 15:00" in drawn
