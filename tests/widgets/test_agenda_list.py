"""The list of activities: cursor, drawing, and what it tells (C1)."""

from collections.abc import Sequence
from typing import Any

import pytest
from textual.app import App, ComposeResult

from crm_tui.themes import DARK
from tests.widgets.rows import row
from widgets.agenda_items import Entry, Heading, Item, Remark
from widgets.agenda_list import AgendaList


class Listing(App[None]):
    """The widget alone."""

    def __init__(self, items: Sequence[Item]) -> None:
        super().__init__()
        self.items = items
        self.told: list[Any] = []
        self.register_theme(DARK)
        self.theme = DARK.name

    def compose(self) -> ComposeResult:
        yield AgendaList()

    def on_mount(self) -> None:
        self.listing.show(self.items, keep=False)
        self.listing.focus()

    @property
    def listing(self) -> AgendaList:
        return self.query_one(AgendaList)

    def on_agenda_list_highlighted(self, message: AgendaList.Highlighted) -> None:
        self.told.append(message.row.id if message.row else None)

    def on_agenda_list_opened(self, message: AgendaList.Opened) -> None:
        self.told.append(("opened", message.row.id))

    def text(self) -> list[str]:
        return [self.listing.render_line(y).text for y in range(self.listing.size.height)]


ITEMS: list[Item] = [
    Heading("TIMED", 3),
    Entry(row(1), "9:00"),
    Remark("9:30", "free"),
    Entry(row(2), "10:00"),
    Entry(row(3), "11:00"),
]


async def test_the_cursor_rests_on_activities_only() -> None:
    app = Listing(ITEMS)
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("j", "j", "down", "k", "home", "end", "enter")
        await pilot.pause()
        assert app.told == [1, 2, 3, 2, 1, 3, ("opened", 3)]


async def test_the_cursor_stays_on_its_activity_when_the_list_changes_above_it() -> None:
    app = Listing(ITEMS)
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("j")
        app.listing.show([Heading("TIMED", 4), Entry(row(9), "8:00"), *ITEMS[1:]])
        assert app.listing.highlighted is not None
        assert app.listing.highlighted.id == 2
        app.listing.show([Heading("TIMED", 1), Entry(row(3), "11:00")])
        assert app.listing.highlighted.id == 3


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_h6_columns_hold_with_wide_and_hostile_text(width: int) -> None:
    from store.rows import Ref

    rows = [
        row(1, contact=Ref(1, "[/b] \x1b[31mACME"), description="[red]not markup[/red]"),
        row(2, contact=Ref(2, "漢字会社"), description="e\u0301tude"),
        row(3, contact=Ref(3, "Łódzka Spółdzielnia"), description="Umówienie spotkania"),
    ]
    app = Listing([Entry(one, "9:00") for one in rows])
    async with app.run_test(size=(width, 10)):
        lines = [app.listing.render_line(y) for y in range(3)]
        assert [line.cell_length for line in lines] == [width] * 3
        text = app.text()
        assert "\x1b" not in "".join(text)
        assert "[/b]" in text[0]
        assert "[red]not markup[/red]" in text[0]
        bars = [line.text.index("▎") for line in lines]
        assert bars == [bars[0]] * 3


async def test_a9_a_long_description_is_shown_whole_below_its_column() -> None:
    words = "Wdrożenie CRM: omówić umowę, terminy, kto je prowadzi i co dalej z budżetem na przyszły rok"
    app = Listing([Entry(row(1, description=words), "9:00")])
    async with app.run_test(size=(80, 12)):
        lines = [line for line in app.text() if line.strip()]
        column = lines[0].index("Wdrożenie")
        shown = " ".join(line[column:].strip() for line in lines)
        assert len(lines) > 1
        assert " ".join(shown.split()) == words


async def test_a_cursor_move_repaints_two_rows() -> None:
    items: list[Item] = [Entry(row(n), "9:00") for n in range(1, 200)]
    app = Listing(items)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j")
        drawn = dict(app.listing._cache)
        await pilot.press("j")
        assert len(app.listing._cache.keys() - drawn.keys()) <= 2
        await pilot.press("end")
        assert app.listing.highlighted is not None
        assert app.listing.highlighted.id == 199
        assert "Contact 199" in "".join(app.text())


async def test_c9_a_mark_stands_before_the_first_of_several_lines_only() -> None:
    long = Entry(row(1, description="a description of many words that takes more than one line of the list"), "9:00")
    app = Listing([long, Entry(row(2), "10:00")])
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("space")
        await pilot.pause()
        edges = "".join(line[0] for line in app.text())
        assert edges.rstrip() == "●   ▌"
