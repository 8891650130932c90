"""The help of keys: in two columns where nothing has to be cut, and anew for another width (H6)."""

from textual.app import App
from textual.widgets import Static

from crm_tui.themes import DARK
from screens.help import Help

GROUPS = [
    ("Short", [("a", "one"), ("b", "two"), ("c", "three")]),
    ("Long", [("d", "four"), ("e", "what needs more than half of a narrow frame")]),
]


class Helped(App[None]):
    """The help alone."""

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name

    def on_mount(self) -> None:
        self.push_screen(Help(GROUPS))


async def test_h6_two_columns_where_there_is_room_and_every_word_whole() -> None:
    app = Helped()
    async with app.run_test(size=(80, 24)) as pilot:
        for width, two in ((80, False), (120, True), (200, True), (80, False)):
            await pilot.resize_terminal(width, 60)
            await pilot.pause()
            lines = str(app.screen.query_one("#keys", Static).content).split("\n")
            assert any("one" in line and "three" in line for line in lines) is two
            for _title, entries in GROUPS:
                for _key, what in entries:
                    assert any(what in line for line in lines)
            places = {line.index(what) for line in lines for what in ("three", "what needs") if what in line}
            assert len(places) == 1
