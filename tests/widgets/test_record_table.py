"""The table of records: windows, cursor, order, alignment (C3, H6, H7)."""

from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from crm_tui.themes import DARK
from widgets.palette import palette
from widgets.record_table import PAGE, Cell, Column, RecordTable, TableRow

COLUMNS = (
    Column("name", "name", 12, grow=1),
    Column("status", "status", 8),
    Column("owner", "owner", 8, shown_from=60),
    Column("next", "next", 6, align="right", sortable=False),
)
NAMES = ("Łódź", "日本電気株式会社東京本社ビル", "e\u0301clair", "[b]bold[/b]", "\x1b[31mred", "a" * 90)


class Tabled(App[None]):
    """The widget alone, over a list of any length that answers at once or when told."""

    def __init__(self, total: int, *, at_once: bool = True) -> None:
        super().__init__()
        self.length, self.at_once = total, at_once
        self.told: list[Any] = []
        self.asked: list[RecordTable.Wanted] = []
        self.register_theme(DARK)
        self.theme = DARK.name

    def compose(self) -> ComposeResult:
        yield RecordTable(COLUMNS)

    def on_mount(self) -> None:
        self.table.set_empty(("Nothing is here.",))
        self.table.set_columns(COLUMNS, ("name", False))
        self.table.focus()
        self.table.forget(top=True)

    @property
    def table(self) -> RecordTable:
        return self.query_one(RecordTable)

    def rows(self, first: int, count: int) -> list[TableRow]:
        return [
            TableRow(n + 1, (Cell(NAMES[n % len(NAMES)]), Cell("ok", hue="green"), Cell("anna"), Cell(str(n))))
            for n in range(first, min(self.length, first + count))
        ]

    def answer(self, message: RecordTable.Wanted) -> None:
        self.table.fill(message.first, self.rows(message.first, message.count), self.length, message.generation)

    def on_record_table_wanted(self, message: RecordTable.Wanted) -> None:
        self.asked.append(message)
        if self.at_once:
            self.answer(message)

    def on_record_table_highlighted(self, message: RecordTable.Highlighted) -> None:
        self.told.append(message.row.id if message.row else None)

    def on_record_table_opened(self, message: RecordTable.Opened) -> None:
        self.told.append(("opened", message.row.id if message.row else None))

    def on_record_table_order_wanted(self, message: RecordTable.OrderWanted) -> None:
        self.told.append(("order", message.key))

    def text(self) -> list[str]:
        return [self.table.render_line(y).text for y in range(self.table.size.height)]


@pytest.mark.parametrize("width", [30, 60, 80, 120])
async def test_h6_columns_hold_whatever_the_letters(width: int) -> None:
    app = Tabled(30)
    async with app.run_test(size=(width, 12)) as pilot:
        await pilot.pause()
        lines = app.text()
        assert {cell_len(line) for line in lines} == {app.table.size.width}
        if width >= 60:
            place = cell_len(lines[0][: lines[0].index("status")])
            for line in lines[1:8]:
                assert cell_len(line[: line.index("▎")]) == place


async def test_h7_what_others_typed_is_text() -> None:
    app = Tabled(6)
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        shown = "\n".join(app.text())
        assert "[b]bold[/b]" in shown
        assert "\x1b" not in shown


async def test_c3_only_windows_are_asked_for_and_the_end_is_one_key_away() -> None:
    app = Tabled(100_000)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        assert [(one.first, one.count) for one in app.asked] == [(0, PAGE)]
        await pilot.press("end")
        await pilot.pause()
        assert app.told[-1] == 100_000
        assert app.table.scroll_offset.y == 100_000 - 19
        await pilot.press("home", "j", "enter")
        await pilot.pause()
        assert app.told[-2:] == [2, ("opened", 2)]
        assert len(app.asked) < 8


async def test_c3_a_few_pages_are_kept_of_a_long_list() -> None:
    app = Tabled(100_000)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        for place in range(0, 100_000, 700):
            app.table.go_to(place)
            await pilot.pause()
        assert app.table.highlighted is not None
        assert len(app.table._rows) <= 40 * PAGE


async def test_the_last_picture_stays_until_the_next_is_here() -> None:
    app = Tabled(10)
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        before = app.text()
        app.at_once = False
        app.table.forget(top=True)
        await pilot.pause()
        assert app.text() == before
        stale = app.asked[-1]
        app.table.forget(top=True)
        await pilot.pause()
        app.length = 3
        app.answer(stale)
        await pilot.pause()
        assert app.text() == before, "the answer to an older question is dropped"
        app.answer(app.asked[-1])
        await pilot.pause()
        assert app.table.total == 3


async def test_h5_the_cursor_stays_on_its_record_when_others_come_before_it() -> None:
    app = Tabled(10)
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("j", "j")
        await pilot.pause()
        assert app.told[-1] == 3
        rows = app.rows(0, 10)
        app.at_once = False
        app.table.forget()
        await pilot.pause()
        newer = [TableRow(99, rows[0].cells), *rows]
        app.table.fill(0, newer, 11, app.asked[-1].generation)
        await pilot.pause()
        assert (app.table.cursor, app.table.highlighted and app.table.highlighted.id) == (3, 3)


async def test_an_empty_list_says_what_belongs_into_it() -> None:
    app = Tabled(0)
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        await pilot.press("j", "end", "enter", "pagedown")
        assert any("Nothing is here." in line for line in app.text())
        assert app.told == []


async def test_a_click_on_a_heading_orders_and_on_a_row_chooses() -> None:
    app = Tabled(20)
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        status = app.text()[0].index("status")
        await pilot.click(RecordTable, offset=(status, 0))
        await pilot.click(RecordTable, offset=(app.text()[0].index("next"), 0))
        await pilot.click(RecordTable, offset=(3, 4))
        await pilot.pause()
        assert app.told[-2:] == [("order", "status"), 4]


async def test_h6_what_is_faint_is_drawn_stronger_on_the_chosen_row() -> None:
    app = Tabled(2)
    async with app.run_test(size=(60, 10)) as pilot:
        app.table.fill(0, [TableRow(n, (Cell("off", "faint"),)) for n in (1, 2)], 2, app.asked[-1].generation)
        await pilot.pause()
        p = palette(app)  # type: ignore[arg-type]
        inks = [
            [one.style.color for one in app.table.render_line(y) if one.style and "off" in one.text] for y in (1, 2)
        ]
        assert inks == [[p.muted.color], [p.faint.color]]
