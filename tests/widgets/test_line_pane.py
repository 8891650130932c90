"""The panes of ready lines: what stands in them keeps clear of the scroll bar (H6)."""

import pytest
from textual.app import App, ComposeResult

from crm_tui.themes import DARK
from widgets.facts_pane import Fact, Facts, FactsPane


class Alone(App[None]):
    """A pane of facts."""

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name

    def compose(self) -> ComposeResult:
        yield FactsPane()


@pytest.mark.parametrize(("height", "blank"), [(40, 1), (6, 2)])
async def test_h6_lines_leave_a_column_before_the_edge_or_the_scroll_bar(height: int, blank: int) -> None:
    app = Alone()
    async with app.run_test(size=(30, height)) as pilot:
        pane = app.query_one(FactsPane)
        pane.styles.height = height
        await pilot.pause()
        pane.show("Jutrzenka", "", (Facts("", (Fact("e-mail", "x" * 80), Fact("web", "y" * 80))),))
        await pilot.pause()
        lines = [pane.render_line(y).text for y in range(height)]
        assert max(len(line.rstrip()) for line in lines) == 30 - blank
