"""The chart of bars: as long as their numbers, told apart without colour, never wider than there is room (F, H6)."""

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from widgets.bar_chart import Bar, BarChart, Part


class Charted(App[None]):
    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width

    def compose(self) -> ComposeResult:
        chart = BarChart()
        chart.styles.width = self._width
        yield chart


def drawn(chart: BarChart) -> list[str]:
    return [chart.render_line(y).text.rstrip() for y in range(chart.size.height)]


async def test_f_the_longest_bar_fills_the_room_and_the_others_are_in_proportion() -> None:
    async with Charted(60).run_test(size=(80, 10)) as pilot:
        chart = pilot.app.query_one(BarChart)
        chart.show("Time", [Bar("a", (Part(80),), "80"), Bar("b", (Part(40),), "40"), Bar("c", (Part(0),), "0")])
        chart.mark(1)
        lines = drawn(chart)
        assert lines[0] == " Time"
        longest, half, nothing = (line.count("█") for line in lines[1:4])
        assert longest > 30
        assert abs(longest - 2 * half) <= 1
        assert nothing == 0
        assert [line[0] for line in lines[1:4]] == [" ", "▸", " "]
        assert [line[-2:] for line in lines[1:3]] == ["80", "40"]


async def test_h6_stacked_parts_differ_without_colour() -> None:
    async with Charted(60).run_test(size=(80, 10)) as pilot:
        chart = pilot.app.query_one(BarChart)
        parts = (Part(2, "ok"), Part(1, "danger"), Part(1, "muted"))
        chart.show("Goals", [Bar("a", parts, "67 %")], legend=[("ok", "success"), ("danger", "failure")])
        lines = drawn(chart)
        assert "██ success" in lines[1]
        assert "▒▒ failure" in lines[1]
        full, half, light = (lines[2].count(sign) for sign in "█▒░")
        assert full > 15
        assert abs(full - half - light) <= 1
        assert abs(half - light) <= 1


@pytest.mark.parametrize("width", [1, 8, 14, 20, 33, 80])
async def test_h6_lines_are_never_wider_than_there_is_room(width: int) -> None:
    async with Charted(width).run_test(size=(90, 10)) as pilot:
        chart = pilot.app.query_one(BarChart)
        chart.show(
            "日本電気 [b]x[/b]",
            [
                Bar("日本電気株式会社 and a long name of a company", (Part(10**12),), "1 000 000"),
                Bar("x", (Part(1),), "1", 1),
            ],
            legend=[("ok", "a long word for what succeeded"), ("danger", "failure")],
        )
        await pilot.pause()
        for y in range(chart.size.height):
            assert cell_len(chart.render_line(y).text) == chart.size.width


async def test_f_more_bars_than_lines_follow_the_marked_one() -> None:
    async with Charted(60).run_test(size=(80, 6)) as pilot:
        chart = pilot.app.query_one(BarChart)
        chart.show("Days", [Bar(f"day {k}", (Part(k),), str(k)) for k in range(30)])
        await pilot.pause()
        chart.mark(29)
        await pilot.pause()
        assert drawn(chart)[0] == " Days"
        assert "▸day 29" in drawn(chart)[-1]
        chart.mark(0)
        await pilot.pause()
        assert "▸day 0" in drawn(chart)[1]
