"""A pane of lines: a change repaints the lines that differ, no others, and lays nothing out anew."""

from collections.abc import Sequence
from typing import Any

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Region

from widgets.line_list import Line, LinePane
from widgets.palette import Palette


class Pane(LinePane):
    """Shows given lines and notes what it repaints."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: Sequence[str] = ()
        self.repainted: list[tuple[Region, ...]] = []
        self.layouts = 0

    def draw(self, p: Palette, width: int) -> list[Line]:
        return [[Segment(text, p.muted)] for text in self.texts]

    def refresh(self, *regions: Region, layout: bool = False, **more: Any) -> "Pane":
        self.repainted.append(regions)
        self.layouts += layout
        return super().refresh(*regions, layout=layout, **more)

    def change(self, *texts: str) -> list[tuple[int, int]]:
        """Show other lines; return the lines and widths that are repainted."""
        self.texts = texts
        self.repainted.clear()
        self.layouts = 0
        self.redraw(top=True)
        return [(region.y, region.width) for regions in self.repainted for region in regions]


class Alone(App[None]):
    """A pane of ten lines."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"side": "#101010", "muted": "#808080"}

    def compose(self) -> ComposeResult:
        yield Pane()


async def test_only_lines_that_differ_are_repainted_up_to_the_blanks_they_share() -> None:
    app = Alone()
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        pane = app.query_one(Pane)
        pane.change("one", "two", "three")
        await pilot.pause()
        assert pane.change("one", "second", "three", "four") == [(1, 6), (3, 4)]
        assert pane.layouts == 0
        assert pane.change("one") == [(1, 6), (2, 5), (3, 4)]
        assert pane.change("one") == []
        assert pane.render_line(0).text.rstrip() == "one"
        assert pane.render_line(1).text.strip() == ""


async def test_what_is_longer_than_the_pane_scrolls() -> None:
    app = Alone()
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        pane = app.query_one(Pane)
        pane.change(*(f"line {n}" for n in range(30)))
        await pilot.pause()
        assert pane.max_scroll_y == 20
        pane.change("short")
        await pilot.pause()
        assert pane.max_scroll_y == 0
