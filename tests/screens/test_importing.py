"""Importing and exporting from the screen: a dry run first, the columns asked and remembered, cancel keeps nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, OptionList, Static

from screens.dialogs.choose import Choose
from screens.dialogs.line import AskLine
from screens.dialogs.map_columns import MapColumns
from screens.import_contacts import ImportContacts
from store import contacts
from store.database import Store
from store.rows import Acting
from tests.making import contact, planned
from tests.screens.driving import running, said, settled, until
from widgets.bars import KeyBar
from widgets.choice import Choice
from widgets.line_field import LineField

CARDS = "BEGIN:VCARD\nVERSION:3.0\nFN:[red]Jan[/red]\nORG:AB\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nTEL:1\nEND:VCARD\n"


async def opened(pilot: Pilot[Any], path: Path) -> ImportContacts:
    """Open the screen and read a file."""
    await pilot.app.run_action("screen.import_contacts", pilot.app.screen)
    await until(pilot, lambda: isinstance(pilot.app.screen, ImportContacts))
    screen = pilot.app.screen
    assert isinstance(screen, ImportContacts)
    screen.query_one(LineField).value = str(path)
    await pilot.press("enter")
    return screen


def cells(screen: ImportContacts) -> list[list[str]]:
    """What the table shows."""
    table = screen.query_one(DataTable)
    return [[str(cell) for cell in table.get_row_at(row)] for row in range(table.row_count)]


def names(store: Store, me: Acting) -> list[str]:
    return [row.name for row in contacts.list_all(store, me)]


async def test_h2_a_dry_run_is_shown_and_then_brought_in(store: Store, anna: Acting, tmp_path: Path) -> None:
    path = tmp_path / "cards.vcf"
    path.write_text(CARDS, encoding="utf-8")
    async with running(store, anna) as pilot:
        screen = await opened(pilot, path)
        await until(pilot, lambda: len(cells(screen)) == 2)
        assert cells(screen)[0][:2] == ["6", "refused"]
        assert cells(screen)[1][:3] == ["1", "added", "[red]Jan[/red]"]
        assert str(screen.query_one("#because", Static).render()) == "the card names nobody"
        assert names(store, anna) == []
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.screen is not screen)
        assert said(pilot) == "Added: 1, merged: 0, overwritten: 0, skipped: 0, refused: 1"
        assert names(store, anna) == ["AB"]


async def test_h2_why_is_cut_with_a_sign_and_stands_whole_below(store: Store, anna: Acting, tmp_path: Path) -> None:
    path = tmp_path / "cards.vcf"
    long = "Spółdzielnia Mleczarska „Jutrzenka” i Wspólnicy sp. z o.o. sp. k."
    contact(store, anna, long)
    path.write_text(f"BEGIN:VCARD\nVERSION:3.0\nORG:{long}\nEND:VCARD\n", encoding="utf-8")
    async with running(store, anna, (80, 24)) as pilot:
        screen = await opened(pilot, path)
        await until(pilot, lambda: bool(cells(screen)))
        assert cells(screen)[0][3].endswith("…")
        assert long in str(screen.query_one("#because", Static).render())


async def test_h2_another_policy_shows_another_fate(store: Store, anna: Acting, tmp_path: Path) -> None:
    contact(store, anna, "AB", web="old.pl")
    path = tmp_path / "table.csv"
    path.write_text("Company,Web,Phone\nAB,new.pl,22 555 10 20\n", encoding="utf-8")
    async with running(store, anna) as pilot:
        screen = await opened(pilot, path)
        await until(pilot, lambda: [row[1] for row in cells(screen)] == ["skipped"])
        screen.query_one(Choice).focus()
        await pilot.press("right")
        await until(pilot, lambda: [row[1] for row in cells(screen)] == ["merged"])
        await pilot.press("right")
        await until(pilot, lambda: [row[1] for row in cells(screen)] == ["overwritten"])
        assert contacts.named(store, anna, "AB").web == "https://old.pl"
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is not screen)
        assert contacts.named(store, anna, "AB").web == "https://old.pl"


async def test_h2_unknown_columns_are_asked_and_remembered(store: Store, anna: Acting, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("AB|ab@example.com\nCD|cd@example.com\n", encoding="utf-8")
    async with running(store, anna) as pilot:
        screen = await opened(pilot, path)
        await until(pilot, lambda: isinstance(pilot.app.screen, MapColumns))
        assert "--map" not in str(screen.query_one("#summary", Static).render()) + screen.query_one(KeyBar).message
        for place, field in enumerate(("contact", "email")):
            pilot.app.screen.query_one(OptionList).highlighted = place
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
            options = pilot.app.screen.query_one(OptionList)
            options.highlighted = options.get_option_index(field)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, MapColumns))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: [row[:3] for row in cells(screen)] == [["1", "added", "AB"], ["2", "added", "CD"]])
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.screen is not screen)
        assert contacts.named(store, anna, "CD").emails == ("cd@example.com",)
        again = await opened(pilot, path)
        await until(pilot, lambda: [row[1] for row in cells(again)] == ["skipped", "skipped"])


async def test_h2_cancelling_keeps_nothing(
    store: Store, anna: Acting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Escape as soon as the bar moves for the first time; the import goes on in its thread meanwhile."""
    path = tmp_path / "table.csv"
    path.write_text("Company\n" + "".join(f"Firma {n}\n" for n in range(3000)), encoding="utf-8")
    async with running(store, anna) as pilot:
        screen = await opened(pilot, path)
        await until(pilot, lambda: len(cells(screen)) == 500)
        moved = ImportContacts._progress

        def pressing(self: ImportContacts, part: float) -> None:
            moved(self, part)
            pilot.app.simulate_key("escape")

        monkeypatch.setattr(ImportContacts, "_progress", pressing)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: said(pilot) == "Cancelled; nothing was changed.")
        assert pilot.app.screen is screen
        assert names(store, anna) == []


async def test_h2_a_file_that_is_none_is_said(store: Store, anna: Acting, tmp_path: Path) -> None:
    async with running(store, anna) as pilot:
        await opened(pilot, tmp_path / "no.vcf")
        await until(pilot, lambda: "cannot be read" in said(pilot))


async def test_c9_what_is_shown_goes_out_and_no_file_is_replaced_unasked(
    store: Store, anna: Acting, tmp_path: Path
) -> None:
    row = planned(store, anna, description="=1+1")
    path = tmp_path / "shown.json"
    path.write_text("old", encoding="utf-8")
    async with running(store, anna) as pilot:
        await pilot.app.run_action("screen.export_shown", pilot.app.screen)
        await until(pilot, lambda: isinstance(pilot.app.screen, AskLine))
        pilot.app.screen.query_one("Input").value = str(path)  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        assert path.read_text(encoding="utf-8") == "old"
        await pilot.press("r")
        await until(pilot, lambda: "1 activity written" in said(pilot))
    (one,) = json.loads(path.read_text(encoding="utf-8"))
    assert (one["id"], one["description"]) == (row.id, "=1+1")


async def test_c9_only_the_contacts_that_the_list_shows_go_out(store: Store, anna: Acting, tmp_path: Path) -> None:
    for name in ("Zefir", "Zenit", "AB Transport"):
        contact(store, anna, name)
    path = tmp_path / "shown.json"
    async with running(store, anna) as pilot:
        await pilot.press("3", "f", "z", "e", "enter")
        await settled(pilot)
        await pilot.app.run_action("screen.export_shown", pilot.app.screen)
        await until(pilot, lambda: isinstance(pilot.app.screen, AskLine))
        pilot.app.screen.query_one("Input").value = str(path)  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: "2 contacts written" in said(pilot))
    assert [one["name"] for one in json.loads(path.read_text(encoding="utf-8"))] == ["Zefir", "Zenit"]


@pytest.mark.parametrize("key", ["1", "3", "4"])
async def test_h2_files_of_contacts_are_in_the_palette_of_lists_too(store: Store, anna: Acting, key: str) -> None:
    async with running(store, anna) as pilot:
        await pilot.press(key)
        await settled(pilot)
        screen = pilot.app.screen
        offered = {command.title: command for command in pilot.app.get_system_commands(screen)}
        assert ("Export what is shown" in offered) == (key != "4")
        offered["Import contacts"].callback()
        await settled(pilot)
        assert isinstance(pilot.app.screen, ImportContacts)
