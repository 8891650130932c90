"""A table of switches alone: the arrows move, space turns (G5)."""

from textual.app import App, ComposeResult

from widgets.switch_table import SwitchTable


class Alone(App[None]):
    """Two tables, one below the other."""

    def compose(self) -> ComposeResult:
        on = {("a", "x"): True, ("a", "y"): False, ("b", "x"): False}
        yield SwitchTable([("a", "alfa [b]"), ("b", "beta")], [("x", "by x"), ("y", "by y")], on, named=12, id="one")
        yield SwitchTable([("c", "gamma")], [("z", "")], {("c", "z"): False}, named=12, id="two")


async def test_arrows_move_and_space_turns() -> None:
    app = Alone()
    async with app.run_test(size=(60, 12)) as pilot:
        one, two = app.query_one("#one", SwitchTable), app.query_one("#two", SwitchTable)
        one.focus()
        assert one.render_line(0).text.split() == ["by", "x", "by", "y"]
        assert "alfa [b]" in one.render_line(1).text
        await pilot.press("space", "right", "space", "down", "space")
        assert one.on == {("a", "x"): False, ("a", "y"): True, ("b", "x"): False}
        assert one.place == ("b", "y")
        await pilot.press("down", "space")
        assert app.focused is two
        assert two.on == {("c", "z"): True}
        assert two.size.height == 1
        assert two.render_line(0).text.index("[") == one.render_line(1).text.index("[", 12)
        await pilot.click(one, offset=(one.render_line(2).text.index("["), 2))
        assert one.on["b", "x"]
