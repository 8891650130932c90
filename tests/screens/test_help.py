"""The help of keys: in two columns where nothing has to be cut, and anew for another width (H6)."""

from textual.app import App
from textual.containers import VerticalScroll
from textual.widgets import Static

from crm_tui.themes import DARK
from screens.help import Groups, Help

GROUPS = [
    ("Short", [("a", "one"), ("b", "two"), ("c", "three")]),
    ("Long", [("d", "four"), ("e", "what needs more than half of a narrow frame")]),
]


class Helped(App[None]):
    """The help alone."""

    def __init__(self, groups: Groups = GROUPS) -> None:
        super().__init__()
        self._groups = groups
        self.register_theme(DARK)
        self.theme = DARK.name

    def on_mount(self) -> None:
        self.push_screen(Help(self._groups))


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


async def test_h6_the_help_can_be_read_to_its_end_on_every_screen() -> None:
    app = Helped([("Many", [("a", f"action {k}") for k in range(60)])])
    async with app.run_test(size=(80, 24)) as pilot:
        for height in (24, 40, 15):
            await pilot.resize_terminal(80, height)
            await pilot.pause()
            await pilot.press("end")
            await pilot.pause()
            scroll, frame = app.screen.query_one(VerticalScroll), app.screen.query_one(".frame")
            assert scroll.region.bottom <= frame.region.bottom - 2
            assert scroll.scroll_y == scroll.max_scroll_y
            assert scroll.max_scroll_y + scroll.size.height == scroll.virtual_size.height
