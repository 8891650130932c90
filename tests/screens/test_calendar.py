"""The calendar by keys (C2): looking, planning, moving; what one chose is found again."""

from datetime import date, timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from screens import shifting
from screens.activity_form import ActivityForm
from screens.calendar import CalendarScreen
from screens.day_plan import DayPlanScreen
from store import activities, history, settings
from store.database import Store
from store.rows import Acting
from store.when import Timed
from tests.making import TODAY, TOMORROW, at, contact, planned, project, timed, whole
from tests.screens.driving import running, said, settled, until
from widgets.agenda_list import AgendaList
from widgets.bars import TopBar
from widgets.calendar_lines import CalendarFoot


def calendar_of(pilot: Pilot[Any]) -> CalendarScreen:
    screen = next(s for s in pilot.app.screen_stack if isinstance(s, CalendarScreen))
    assert isinstance(screen, CalendarScreen)
    return screen


def form_of(pilot: Pilot[Any]) -> ActivityForm:
    assert isinstance(pilot.app.screen, ActivityForm)
    return pilot.app.screen


async def opened(pilot: Pilot[Any], *presses: str) -> CalendarScreen:
    await pilot.press("2")
    await settled(pilot)
    await pilot.press(*presses)
    await settled(pilot)
    return calendar_of(pilot)


def changes(store: Store, me: Acting, number: int) -> list[str]:
    return [change.action for change in history.changes(store, me, number)]


async def rested(pilot: Pilot[Any], screen: CalendarScreen) -> None:
    """Let what is held be written now, as it is once the keys rest."""
    screen.write_held()
    await until(pilot, lambda: screen._held is None and screen._sent is None and screen._shown is None)


async def test_c2_2_opens_it_1_goes_back_and_the_view_is_found_again(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        screen = await opened(pilot)
        assert screen.choices.view == "week"
        await pilot.press("v", "m")
        await settled(pilot)
        await pilot.press("1")
        await settled(pilot)
        assert isinstance(pilot.app.screen, DayPlanScreen)
        assert settings.preferences(store, anna)["calendar.view"] == "month"
    async with running(store, anna) as pilot:
        assert (await opened(pilot)).choices.view == "month"


@pytest.mark.parametrize(
    ("letter", "view"), [("d", "day"), ("w", "week"), ("o", "work"), ("m", "month"), ("a", "agenda")]
)
@pytest.mark.parametrize("size", [(60, 15), (80, 24), (200, 60)])
async def test_c2_every_view_shows_what_is_planned_at_every_size(
    store: Store, anna: Acting, letter: str, view: str, size: tuple[int, int]
) -> None:
    row = planned(store, anna, when=timed(15))
    async with running(store, anna, size) as pilot:
        screen = await opened(pilot, "v", letter)
        assert screen.choices.view == view
        await pilot.press("tab")
        if view == "agenda":
            await pilot.press("home")
        assert screen.chosen is not None
        assert screen.chosen.id == row.id


async def test_c2_turning_over_today_and_go_to_date(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        screen = await opened(pilot, "v", "m", "right_square_bracket", "right_square_bracket", "right_square_bracket")
        assert screen.shown_day() == date(2027, 2, 24)
        assert "February 2027" in screen.query_one(TopBar).render_line(0).text
        await pilot.press("t", "v", "w")
        await settled(pilot)
        await pilot.press("left_square_bracket")
        await settled(pilot)
        assert "16–22 November 2026 · week 47" in screen.query_one(TopBar).render_line(0).text
        await pilot.press("g")
        await settled(pilot)
        await pilot.press(*"1 December", "enter")
        await settled(pilot)
        assert screen.shown_day() == date(2026, 12, 1)


async def test_c2_a_burst_of_moves_is_one_write_and_one_undo(
    store: Store, anna: Acting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shifting, "REST_SECONDS", 30.0)
    row = planned(store, anna, when=timed(15))
    async with running(store, anna) as pilot:
        screen = await opened(pilot, "tab")
        await pilot.press("shift+down", "shift+down", "shift+right", "greater_than_sign")
        assert screen.chosen is not None
        assert screen.chosen.when == timed(16, day=TOMORROW, minutes=60)
        assert activities.get(store, anna, row.id).when == timed(15)
        await rested(pilot, screen)
        assert activities.get(store, anna, row.id).when == timed(16, day=TOMORROW, minutes=60)
        assert changes(store, anna, row.id).count("move") == 1
        assert screen.chosen.id == row.id
        await pilot.press("u")
        await settled(pilot)
        assert activities.get(store, anna, row.id).when == timed(15)


async def test_c2_undo_before_it_is_written_puts_it_back(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=timed(15))
    async with running(store, anna) as pilot:
        screen = await opened(pilot, "tab")
        await pilot.press("shift+down", "u")
        await settled(pilot)
        assert screen.chosen is not None
        assert screen.chosen.when == timed(15)
        assert "move" not in changes(store, anna, row.id)


async def test_a2_moving_into_the_past_is_refused_and_put_back(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=timed(15))
    async with running(store, anna) as pilot:
        screen = await opened(pilot, "tab")
        await pilot.press("shift+left")
        await rested(pilot, screen)
        assert "past" in said(pilot)
        assert screen.chosen is not None
        assert screen.chosen.when == timed(15)
        assert activities.get(store, anna, row.id).when == timed(15)


async def test_g2_moving_what_others_planned_needs_a_right(store: Store, anna: Acting, marek: Acting) -> None:
    row = planned(store, anna, when=timed(15), performer_ids=(marek.id,))
    async with running(store, marek) as pilot:
        screen = await opened(pilot, "tab", "shift+down")
        await rested(pilot, screen)
        assert "change-received-date" in said(pilot)
        assert activities.get(store, anna, row.id).when == timed(15)


async def test_c2_moving_out_of_the_page_turns_it_over(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=timed(15))
    async with running(store, anna) as pilot:
        screen = await opened(pilot, "v", "d")
        await pilot.press("tab", "shift+right", "shift+right")
        await rested(pilot, screen)
        assert activities.get(store, anna, row.id).when == timed(15, day=TOMORROW + timedelta(days=1))
        assert screen.shown_day() == TOMORROW + timedelta(days=1)
        assert screen.chosen is not None
        assert screen.chosen.id == row.id


async def test_c2_in_the_month_arrows_move_by_days_and_weeks(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=whole(TODAY))
    async with running(store, anna) as pilot:
        screen = await opened(pilot, "v", "m")
        await pilot.press("tab", "shift+down", "shift+right", "greater_than_sign")
        await rested(pilot, screen)
        first = date(2026, 12, 2)
        assert activities.get(store, anna, row.id).when == whole(first, first + timedelta(days=1))


async def test_c2_leaving_writes_what_is_held(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=timed(15))
    async with running(store, anna) as pilot:
        await opened(pilot, "tab")
        await pilot.press("shift+down", "1")
        await settled(pilot)
        assert isinstance(pilot.app.screen, DayPlanScreen)
        assert activities.get(store, anna, row.id).when == timed(15, 30)


async def test_c2_plus_plans_at_the_hour_of_the_cursor(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await opened(pilot, "right", "pagedown", "plus")
        form = form_of(pilot)
        assert form.state.start == "25.11.2026 14:30"
        assert not form.state.recording


async def test_c2_plus_on_a_past_day_records_as_done(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await opened(pilot, "v", "m")
        await pilot.press("left", "plus")
        await settled(pilot)
        form = form_of(pilot)
        assert form.state.recording
        assert form.state.start.startswith("23.11.2026")
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("right", "plus")
        await settled(pilot)
        assert not form_of(pilot).state.recording


async def test_c2_the_list_keys_work_on_the_activity_under_the_cursor(store: Store, anna: Acting) -> None:
    row, other = planned(store, anna, when=timed(15)), planned(store, anna, when=timed(16))
    async with running(store, anna) as pilot:
        screen = await opened(pilot, "tab", "c")
        assert activities.get(store, anna, row.id).status == "completed"
        assert screen.chosen is not None
        assert screen.chosen.id == other.id
        await pilot.press("enter")
        await settled(pilot)
        assert form_of(pilot).state.row is not None


async def test_c2_colleagues_side_by_side_public_contact_project(
    store: Store, anna: Acting, marek: Acting, ewa: Acting
) -> None:
    firm, job = contact(store, anna), project(store, anna)
    mareks = planned(store, anna, performer_ids=(marek.id,), when=timed(15))
    about = planned(store, anna, contact_id=firm.id, when=timed(16))
    part = planned(store, anna, project_id=job.id, when=timed(17))
    public = planned(store, ewa, public=True, when=timed(14))
    async with running(store, anna) as pilot:
        screen = await opened(pilot, "v", "d")
        assert {row.id for row in screen._rows()} == {about.id, part.id, public.id}
        await pilot.press("f", "c")
        await settled(pilot)
        await pilot.press("down", "space", "down", "space", "enter")
        await settled(pilot)
        assert {row.id for row in screen._rows()} == {mareks.id, about.id, part.id, public.id}
        grid = screen.grid
        assert grid is not None
        assert grid.data is not None
        assert len(grid.data.users) == 3
        for keys, expected in ((("f", "p"), public), (("f", "k", *"ab", "enter"), about), (("f", "r", "enter"), part)):
            await pilot.press(*keys[:2])
            await settled(pilot)
            await pilot.press(*keys[2:])
            await settled(pilot)
            assert [row.id for row in screen._rows()] == [expected.id]
        await pilot.press("plus")
        await settled(pilot)
        assert form_of(pilot).state.assigned("project") == job.id


async def test_g5_hours_first_day_and_week_numbers_are_kept(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        screen = await opened(pilot, "V")
        await pilot.press("space", "down", "down", "space", "enter")
        await settled(pilot)
        assert (screen.choices.first_day, screen.choices.week_numbers) == (6, False)
        grid = screen.grid
        assert grid is not None
        assert grid.data is not None
        assert grid.data.first == date(2026, 11, 22)
    kept = settings.preferences(store, anna)
    assert (kept["calendar.first-day"], kept["calendar.week-numbers"]) == ("sunday", "off")


async def test_h5_what_a_colleague_changes_appears_and_the_cursor_stays(store: Store, anna: Acting) -> None:
    planned(store, anna, when=timed(15))
    async with running(store, anna) as pilot:
        screen = await opened(pilot, "tab")
        before = screen.chosen
        planned(store, anna, when=timed(9, day=TOMORROW))
        pilot.app._changed(found=pilot.app.desk.tracking)  # type: ignore[attr-defined]
        await settled(pilot)
        assert len(screen._rows()) == 2
        assert screen.chosen == before


async def test_month_enter_opens_the_day_and_agenda_lists_two_weeks(store: Store, anna: Acting) -> None:
    late = planned(store, anna, when=Timed(at(23), at(1, day=TOMORROW)))
    async with running(store, anna) as pilot:
        screen = await opened(pilot, "v", "m")
        await pilot.press("enter")
        await settled(pilot)
        assert screen.choices.view == "day"
        assert settings.preferences(store, anna)["calendar.view"] == "month"
        await pilot.press("v", "a")
        await settled(pilot)
        assert [e.id for e in [screen.query_one(AgendaList).highlighted] if e] == [late.id]


async def test_a_click_chooses_a_drag_moves(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=timed(15))
    async with running(store, anna) as pilot:
        screen = await opened(pilot)
        grid = screen.grid
        assert grid is not None
        x, y = next(
            (column.x + 2, line)
            for column in grid.placed.columns  # type: ignore[attr-defined]
            for line in range(2, 30)
            if column.day == TODAY and grid.place(column.x + 2, line) == (TODAY, 15 * 60)
        )
        await pilot.mouse_down(grid, offset=(x, y))
        await pilot.hover(grid, offset=(x, y + 2))
        await pilot.mouse_up(grid, offset=(x, y + 2))
        await rested(pilot, screen)
        assert activities.get(store, anna, row.id).when == timed(16)


async def test_c2_once_the_keys_rest_it_is_written(store: Store, anna: Acting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shifting, "REST_SECONDS", 0.01)
    row = planned(store, anna, when=timed(15))
    async with running(store, anna) as pilot:
        screen = await opened(pilot, "tab", "shift+down")
        await until(pilot, lambda: screen._held is None and screen._sent is None and screen._shown is None)
        assert activities.get(store, anna, row.id).when == timed(15, 30)


async def test_c2_a_work_week_opened_on_a_sunday_tells_of_the_day_of_the_cursor(store: Store, anna: Acting) -> None:
    sunday = date(2026, 11, 29)
    planned(store, anna, when=timed(10, day=sunday))
    async with running(store, anna) as pilot:
        screen = await opened(pilot, "v", "o")
        screen.turn_to(sunday)
        await settled(pilot)
        foot = screen.query_one(CalendarFoot).render_line(0).text
        assert "Friday 27 November" in foot
        assert screen.shown_day() == date(2026, 11, 27)
