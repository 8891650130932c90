"""The list of marks alone: what is marked is said by a sign, not only by a colour (H6)."""

from textual.app import App, ComposeResult
from textual.widgets.selection_list import Selection

from widgets.mark_list import MarkList


class Alone(App[None]):
    """Two entries, the first of them marked."""

    def compose(self) -> ComposeResult:
        yield MarkList(Selection("Anna", 1, True), Selection("Marek", 2, False), compact=True)


async def test_a_mark_is_a_sign() -> None:
    app = Alone()
    async with app.run_test(size=(40, 10)) as pilot:
        marks = app.query_one(MarkList)
        marks.focus()
        assert [marks.render_line(y).text.split()[:2] for y in (0,)] == [["[x]", "Anna"]]
        assert marks.render_line(1).text.strip().startswith("[ ] Marek")
        await pilot.press("space")
        assert marks.render_line(0).text.strip().startswith("[ ] Anna")
