"""The date field alone: it offers readings and takes none unseen (C7)."""

from textual.app import App, ComposeResult

from widgets.date_input import DateInput
from widgets.pick_list import Pick

READINGS = (Pick("today", "Tue 24.11.2026 15:00"), Pick("later", "Tue 01.12.2026 15:00"))


class Alone(App[None]):
    """A date field that has two readings for whatever is typed."""

    def __init__(self) -> None:
        super().__init__()
        self.typed: list[str] = []
        self.settled: list[object] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        names = "muted faint line amber danger ok field cursor side accent text".split()
        return dict.fromkeys(names, "#808080")

    def compose(self) -> ComposeResult:
        yield DateInput(key="start")
        yield DateInput(key="end")

    def on_date_input_typed(self, message: DateInput.Typed) -> None:
        self.typed.append(message.text)
        message.field.offer(READINGS if message.field.key == "start" else ())

    def on_date_input_settled(self, message: DateInput.Settled) -> None:
        self.settled.append(message.value)


async def test_it_tells_every_change() -> None:
    app = Alone()
    async with app.run_test() as pilot:
        await pilot.press(*"fri")
        await pilot.pause()
        assert app.typed == ["f", "fr", "fri"]


async def test_no_reading_is_highlighted_so_that_enter_and_tab_take_none_unseen() -> None:
    app = Alone()
    async with app.run_test() as pilot:
        await pilot.press("f")
        await pilot.pause()
        start = app.query(DateInput).first()
        assert start.is_open
        assert start.highlighted is None
        await pilot.press("tab")
        await pilot.pause()
        assert app.settled == []


async def test_a_reading_is_taken_by_arrow_and_enter() -> None:
    app = Alone()
    async with app.run_test() as pilot:
        await pilot.press("f")
        await pilot.pause()
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert app.settled == ["later"]
