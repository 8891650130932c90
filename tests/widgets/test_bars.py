"""The line above: where one is goes before what is measured (H6, E1)."""

from datetime import UTC, datetime, timedelta

import pytest
from textual.app import App, ComposeResult

from crm_tui.themes import DARK
from widgets.bars import TopBar
from widgets.stopwatch import Measured

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)


class Barred(App[None]):
    """A line above, alone."""

    def __init__(self, bar: TopBar) -> None:
        super().__init__()
        self.bar = bar
        self.register_theme(DARK)
        self.theme = DARK.name

    def compose(self) -> ComposeResult:
        yield self.bar


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Record what is done", ""),
        ("Day plan", "Tuesday 24 November · today"),
        ("Plan dnia", "środa 25 listopada · jutro"),
    ],
)
async def test_h6_title_and_day_stay_whole_beside_what_is_measured(title: str, day: str) -> None:
    bar = TopBar(title, day, ("anna", "10:42"))
    app = Barred(bar)
    async with app.run_test(size=(80, 24)) as pilot:
        bar.measure(Measured("Spotkanie: Nowak i Wspólnicy", NOW - timedelta(minutes=12), lambda: NOW))
        await pilot.pause()
        line = bar.render_line(0).text
        assert title in line
        assert day in line
        assert "0:12:00" in line
        assert line.rstrip().endswith("10:42")


async def test_h6_a_name_that_is_too_long_is_cut_and_the_clock_is_not() -> None:
    bar = TopBar("Spółdzielnia " * 9, "", ("anna", "10:42"))
    async with Barred(bar).run_test(size=(80, 24)):
        line = bar.render_line(0).text
        assert line.endswith("…   anna   10:42 ")
