"""The performers' day beside the form: what is planned, and this activity in its place."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from rich.cells import cell_len
from textual.app import App, ComposeResult

from store.rows import ActivityRow
from store.when import AllDay, Timed, When
from tests.widgets.rows import row
from widgets.day_strip import DayStrip

DAY = date(2026, 11, 24)


class Alone(App[None]):
    """A strip of a day in UTC."""

    def __init__(self, rows: Sequence[ActivityRow], mine: When | None) -> None:
        super().__init__()
        self.rows, self.mine = rows, mine

    def get_theme_variable_defaults(self) -> dict[str, str]:
        names = "muted faint line amber danger ok field cursor side accent text".split()
        return dict.fromkeys(names, "#808080")

    def compose(self) -> ComposeResult:
        yield DayStrip("UTC")

    def on_mount(self) -> None:
        self.call_after_refresh(
            lambda: self.query_one(DayStrip).show(DAY, self.rows, self.mine, "Anna [x]", title="AB Transport")
        )


async def drawn(rows: Sequence[ActivityRow], mine: When | None) -> list[str]:
    app = Alone(rows, mine)
    async with app.run_test(size=(40, 60)) as pilot:
        await pilot.pause()
        strip = app.query_one(DayStrip)
        return [strip.render_line(y).text for y in range(50)]


def timed(hour: int, minutes: int) -> Timed:
    start = datetime(2026, 11, 24, hour, tzinfo=UTC)
    return Timed(start, start + timedelta(minutes=minutes))


def at(lines: list[str], time: str) -> int:
    return next(i for i, line in enumerate(lines) if line.strip().startswith(time))


async def test_it_shows_whose_day_it_is_and_what_is_planned() -> None:
    lines = await drawn([row(1, 15)], None)
    assert "Tue 24.11.2026" in lines[1]
    assert "Anna [x]" in lines[1]
    assert "C Contact 1" in lines[at(lines, "15:00")]


async def test_this_activity_stands_in_its_place() -> None:
    lines = await drawn([], timed(10, 60))
    place = at(lines, "10:00")
    assert "AB Transport" in lines[place]
    assert "this activity" in lines[place + 1]
    assert "▌" not in lines[place + 2]


async def test_two_at_one_time_stand_side_by_side() -> None:
    lines = await drawn([row(1, 15), row(2, 15)], None)
    place = lines[at(lines, "15:00")]
    assert place.index("Contact 1") < place.index("Contact 2")


async def test_the_day_grows_to_what_is_early_or_late_and_whole_days_come_first() -> None:
    lines = await drawn([row(1, 5), row(2, 22), row(3, when=AllDay(DAY, DAY))], None)
    assert at(lines, "5:00") < at(lines, "7:00") < at(lines, "22:00")
    assert at(lines, "all day") < at(lines, "5:00")


async def test_h6_many_at_one_time_stay_within_the_strip_and_are_counted() -> None:
    lines = await drawn([row(number, 15) for number in range(1, 10)], None)
    place = lines[at(lines, "15:00")]
    assert cell_len(place.rstrip()) <= 40
    assert place.rstrip().endswith("+5")
