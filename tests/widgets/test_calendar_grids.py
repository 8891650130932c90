"""The grids of the calendar alone: data in, messages out, columns that hold (C2, H6, H7)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from textual import events
from textual.app import App, ComposeResult

from crm_tui.themes import DARK
from store.rows import ActivityRow
from tests.making import TODAY, timed
from tests.widgets.calendars import MAREK, few, made, many
from tests.widgets.rows import ANNA, NOW, row
from widgets.calendar_grid import CalendarData, CalendarGrid
from widgets.calendar_words import more, name
from widgets.month_grid import MonthGrid
from widgets.week_grid import WeekGrid

MONDAY = date(2026, 11, 23)
WARSAW = "Europe/Warsaw"


def week(rows: tuple[ActivityRow, ...], **more: Any) -> CalendarData:
    held: dict[str, Any] = {
        "rows": rows, "first": MONDAY, "last": MONDAY + timedelta(days=6), "zone": WARSAW, "now": NOW, "today": TODAY,
    }  # fmt: skip
    return CalendarData(**(held | more))


def month(rows: tuple[ActivityRow, ...]) -> CalendarData:
    return week(rows, first=date(2026, 10, 26), last=date(2026, 12, 6), month=11)


class Showing(App[None]):
    """A grid alone."""

    def __init__(self, grid: CalendarGrid, data: CalendarData) -> None:
        super().__init__()
        self.grid, self.data = grid, data
        self.told: list[Any] = []
        self.register_theme(DARK)
        self.theme = DARK.name

    def compose(self) -> ComposeResult:
        yield self.grid

    def on_mount(self) -> None:
        self.grid.focus()
        self.call_after_refresh(lambda: self.grid.show(self.data, day=TODAY))

    def on_calendar_grid_opened(self, message: CalendarGrid.Opened) -> None:
        self.told.append(message.row.id)

    def on_calendar_grid_day_opened(self, message: CalendarGrid.DayOpened) -> None:
        self.told.append(message.day)

    def on_calendar_grid_wanted(self, message: CalendarGrid.Wanted) -> None:
        self.told.append((message.day, message.by))

    def on_calendar_grid_planned(self) -> None:
        self.told.append((self.grid.day, self.grid.minute))

    def text(self) -> list[str]:
        return [self.grid.render_line(y).text for y in range(self.grid.size.height)]


@pytest.mark.parametrize("rows", [(), few(), many()], ids=["0", "5", "500"])
@pytest.mark.parametrize("size", [(60, 12), (80, 20), (120, 36), (200, 56)])
@pytest.mark.parametrize("kind", ["week", "month", "users"])
async def test_h6_every_line_is_as_wide_as_the_grid(kind: str, size: tuple[int, int], rows: Any) -> None:
    grid: CalendarGrid = MonthGrid() if kind == "month" else WeekGrid()
    data = month(rows) if kind == "month" else week(rows)
    if kind == "users":
        data = replace(data, first=TODAY, last=TODAY, users=(ANNA, MAREK))
    app = Showing(grid, data)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for presses in ((), ("tab", "tab"), ("down", "right"), ("up",) * 3):
            await pilot.press(*presses)
            strips = [grid.render_line(y) for y in range(size[1])]
            assert {strip.cell_length for strip in strips} == {size[0]}
            assert all(part.style and part.style.bgcolor for strip in strips for part in strip if part.text)
        assert not any("\x1b" in line for line in app.text())


@pytest.mark.parametrize("size", [(60, 12), (80, 20), (80, 8), (120, 36), (200, 56)])
async def test_c2_a_month_shows_or_counts_every_activity_of_every_day(size: tuple[int, int]) -> None:
    grid = MonthGrid()
    app = Showing(grid, month(many()))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for weeks in grid._weeks:
            for cell in weeks.cells:
                listed, counted = cell.window(weeks.height - 1)
                assert len(listed) + len(counted) + len(cell.bars) == len(cell.rows)
                assert weeks.height == 1 or cell.offset + len(listed) + bool(counted) <= weeks.height - 1


async def test_c2_the_cursor_goes_over_activities_as_over_tall_cells() -> None:
    grid = WeekGrid()
    rows = (made(1, timed(13, minutes=60), 0, "A"), made(2, timed(13, 30, minutes=60), 1, "B"))
    app = Showing(grid, week(rows))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        grid.show(week(rows), day=TODAY, minute=12 * 60 + 30)
        await pilot.press("down")
        assert (grid.chosen and grid.chosen.id, grid.minute) == (1, 13 * 60)
        await pilot.press("down", "up")
        assert grid.chosen is not None
        await pilot.press("end", "tab")
        await pilot.press("home", "tab", "tab", "enter")
        await pilot.pause()
        assert app.told == [2]
        await pilot.press("pagedown", "enter")
        await pilot.pause()
        assert app.told[1] == (TODAY, 17 * 60 + 30)


async def test_c2_the_cursor_stands_by_what_is_only_counted() -> None:
    grid = WeekGrid()
    rows = tuple(made(k, timed(13, minutes=60), 0, f"N{k}") for k in range(1, 9))
    app = Showing(grid, week(rows))
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        grid.show(week(rows), select=8)
        assert (grid.day, grid.minute) == (TODAY, 13 * 60)
        shown = [block for block in grid.placed.blocks[1] if block.row is not None]
        assert len(shown) + sum(block.hidden for block in grid.placed.blocks[1]) == 8


async def test_c2_the_edges_want_another_page() -> None:
    grid = WeekGrid()
    app = Showing(grid, week(()))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("left", "left")
        assert app.told == [(MONDAY - timedelta(days=1), -1)]
    grid_of_month = MonthGrid()
    app = Showing(grid_of_month, month(()))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("down", "down", "pageup")
        assert app.told == [(date(2026, 12, 8), 1), (date(2026, 11, 1), -1)]


async def test_c2_bars_are_reached_from_the_first_hours() -> None:
    grid = WeekGrid()
    app = Showing(grid, week(few()))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        grid.show(week(few()), day=TODAY + timedelta(days=1), minute=8 * 60)
        await pilot.press("up")
        assert grid.chosen is not None
        assert grid.chosen.id == 3
        await pilot.press("down")
        assert grid.chosen is None


async def test_c2_in_a_narrow_month_letters_stand_for_what_has_no_line() -> None:
    grid = MonthGrid()
    rows = tuple(made(k, timed(8 + k), k % 6, f"N{k}") for k in range(1, 6))
    app = Showing(grid, month(rows))
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        assert any("SWRZ" in line for line in app.text())


async def test_c2_the_cursor_repaints_its_weeks_only() -> None:
    grid = MonthGrid()
    app = Showing(grid, month(many()))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        app.text()
        kept = dict(grid._strips)
        await pilot.press("right")
        await pilot.pause()
        assert sum(grid._strips[y] is strip for y, strip in kept.items() if y in grid._strips) >= 24


class ShownEarly(Showing):
    """A grid that is told what to show before it has any room."""

    def compose(self) -> ComposeResult:
        # Elsewhere than the present, where it would stand if it had been told nothing; what follows tells no place.
        self.grid.show(self.data, day=TODAY + timedelta(days=2), minute=15 * 60)
        self.grid.show(self.data)
        yield self.grid

    def on_mount(self, event: events.Mount) -> None:  # type: ignore[override]
        event.prevent_default()


async def test_a_day_that_is_shown_before_there_is_room_is_gone_to_when_there_is() -> None:
    """C2: the calendar opens on the day that was being looked at."""
    grid = WeekGrid()
    app = ShownEarly(grid, week(few()))
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        assert (grid.day, grid.minute) == (TODAY + timedelta(days=2), 15 * 60)


async def test_late_in_the_evening_there_is_room_below_the_present() -> None:
    """C2: the row of the cursor is not the last one to be seen while the day goes on."""
    grid = WeekGrid()
    app = Showing(grid, week(()))
    async with app.run_test(size=(80, 18)) as pilot:
        await pilot.pause()
        grid.show(app.data, day=TODAY, minute=22 * 60 + 30)
        assert grid.lines()[1] <= grid.size.height - 2


def test_c2_the_calendar_of_a_contact_says_what_and_who_and_not_its_own_name() -> None:
    one = row(7)
    assert (name(one), more(one)) == ("Contact 7", "about 7")
    assert (name(one, one.contact), more(one, one.contact)) == ("about 7", "Anna Zielińska")
    assert name(row(7, description=""), one.contact) == "Call"
