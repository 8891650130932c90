"""Files and links in the form, by keys (A15, A16)."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import pytest
from textual.widgets import Input, OptionList

from screens.dialogs.attachment import OpenAttachment
from screens.dialogs.pick_file import PickFile
from screens.dialogs.pick_own_file import PickOwnFile
from screens.record_card import RecordCard
from store import activities, activity_list, attachments, history, settings
from store.attachments import Owner
from store.database import Store
from store.places import Places
from store.rows import Acting
from tests.making import contact, planned, project
from tests.screens.driving import running, said, settled, until
from tests.screens.forming import form_open, keys
from widgets.attachment_list import AttachmentList


@pytest.fixture
def offer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in the folder that the program was started in."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    path = folder / "Oferta [b]łódzka.txt"
    path.write_text("treść", encoding="utf-8")
    return path


async def test_a16_f3_saves_and_opens_the_picker(store: Store, anna: Acting, offer: Path) -> None:
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter", "enter", "'tomorrow at 15", "f3")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickFile))
        await keys(pilot, "down", "enter")
        await until(pilot, lambda: pilot.app.screen is form)
        await until(pilot, lambda: said(pilot) == "Attached: Oferta [b]łódzka.txt")
        listed = form.query_one(AttachmentList)
        assert [item.text for item in listed.items] == ["Oferta [b]łódzka.txt"]
    [row] = activity_list.listed(store, anna)
    [made] = attachments.of(store, anna, "activity", row.id)
    assert attachments.content(store, anna, made.id)[1].read_text(encoding="utf-8") == "treść"


async def test_a15_a_file_over_the_limit_is_not_taken(store: Store, anna: Acting, offer: Path) -> None:
    settings.set_one(store, anna, "attachment-limit", "1")
    async with form_open(store, anna, row=planned(store, anna)) as (pilot, _form):
        await keys(pilot, "f3")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickFile))
        await keys(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, PickFile)
        facts = pilot.app.screen.query_one("#facts")
        assert "at most 1 B" in str(facts.render())
        assert facts.has_class("-problem")


async def test_h7_hostile_names_of_files_and_folders_are_shown_as_text(
    store: Store, anna: Acting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "a [/b] \x1b[31m"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    (folder / "two\nlines \x1b[31mred [b].txt").write_text("x", encoding="utf-8")
    async with form_open(store, anna, row=planned(store, anna)) as (pilot, form):
        await keys(pilot, "f3")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickFile))
        lines = [strip.text for strip in pilot.app.screen._compositor.render_strips()]
        assert any("two lines" in line and "red [b].txt" in line for line in lines)
        assert any("a [/b]" in line for line in lines)
        assert "\x1b" not in "".join(lines)
        await keys(pilot, "down", "enter")
        await until(pilot, lambda: pilot.app.screen is form)
        await until(pilot, lambda: said(pilot).startswith("Attached: two"))


async def test_a15_a_file_is_saved_to_a_path_and_replaces_only_when_asked_twice(
    store: Store, anna: Acting, offer: Path, tmp_path: Path
) -> None:
    row = planned(store, anna)
    attachments.attach(store, anna, "activity", row.id, offer)
    async with form_open(store, anna, row=row) as (pilot, form):
        form.section_of("attached").unfold()  # type: ignore[union-attr]
        await until(pilot, lambda: bool(form.query(AttachmentList)))
        form.query_one(AttachmentList).focus()
        await keys(pilot, "enter")
        assert isinstance(pilot.app.screen, OpenAttachment)
        assert pilot.app.screen.query_one(".frame").region.width == 72, "framed as every dialog is"
        target = tmp_path / "copy.txt"
        target.write_text("mine", encoding="utf-8")
        pilot.app.screen.query_one(Input).value = str(target)
        await keys(pilot, "enter")
        assert target.read_text(encoding="utf-8") == "mine"
        await keys(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen_stack[-1] is form)
        assert target.read_text(encoding="utf-8") == "treść"


async def test_a15_links_are_added_copied_and_removed(store: Store, anna: Acting) -> None:
    row = planned(store, anna)
    async with form_open(store, anna, row=row) as (pilot, form):
        await keys(pilot, "ctrl+l", "'https://example.com/x", "enter")
        await until(pilot, lambda: said(pilot) == "Linked: https://example.com/x")
        form.query_one(AttachmentList).focus()
        await keys(pilot, "enter", "enter")
        assert pilot.app.clipboard == "https://example.com/x"
        await keys(pilot, "delete", "enter")
        assert len(attachments.of(store, anna, "activity", row.id)) == 1
        await keys(pilot, "delete", "r")
        await until(pilot, lambda: said(pilot) == "Removed.")
    assert attachments.of(store, anna, "activity", row.id) == ()
    assert activities.get(store, anna, row.id).version == row.version


async def test_a15_what_is_not_saved_yet_takes_no_links(store: Store, anna: Acting) -> None:
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "ctrl+l")
        assert pilot.app.screen_stack[-1] is form
        assert "Save it first" in said(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("kind", ["contact", "project"])
async def test_a15_a_card_takes_shows_and_gives_out_files_and_links(
    store: Store, anna: Acting, offer: Path, kind: Owner, size: tuple[int, int]
) -> None:
    record = contact(store, anna, "Łódzka [/b]") if kind == "contact" else project(store, anna, "Łódzka [/b]")
    async with running(store, anna, size) as pilot:
        await keys(pilot, "3" if kind == "contact" else "4", "enter", "f3")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickFile))
        await keys(pilot, "down", "enter")
        await until(pilot, lambda: said(pilot) == "Attached: Oferta [b]łódzka.txt")
        await keys(pilot, "ctrl+l", "'https://example.com/x", "enter")
        await until(pilot, lambda: said(pilot) == "Linked: https://example.com/x")
        card = pilot.app.screen
        assert isinstance(card, RecordCard)
        await until(pilot, lambda: card.files_table.total == 2)
        await settled(pilot)
        drawn = [card.files_table.render_line(y).text for y in range(4)]
        assert any("↗ https://example.com" in line for line in drawn), drawn
        assert any("▤ Oferta [b]łódzka.txt" in line and "7 B" in line for line in drawn)
        await keys(pilot, "enter", "enter")
        assert pilot.app.clipboard == "https://example.com/x"
        await keys(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, OpenAttachment)
        pilot.app.screen.query_one(Input).value = str(offer.parent / "copy.txt")
        await keys(pilot, "enter")
        assert (offer.parent / "copy.txt").read_text(encoding="utf-8") == "treść"
        await keys(pilot, "delete", "r")
        await until(pilot, lambda: said(pilot) == "Removed.")
        assert [row.url for row in card.attached] == ["https://example.com/x"]
    assert [row.url for row in attachments.of(store, anna, kind, record.id)] == ["https://example.com/x"]
    told = history.record_changes(store, anna, kind, record.id)
    assert [change.action for change in told] == ["detach", "attach", "attach", "add"]


async def test_a15_whom_a_key_lets_in_picks_and_saves_only_in_their_own_folder(
    store: Store, anna: Acting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("shutil.which", lambda _name: "/usr/bin/xdg-open")
    own, row = tmp_path / "own", planned(store, anna)
    own.mkdir()
    (own / "Oferta [b].txt").write_text("treść", encoding="utf-8")
    (own / "link.txt").symlink_to("/etc/passwd")
    async with form_open(store, anna, row=row) as (pilot, form):
        cast(Any, pilot.app).desk.places = Places(own)
        await keys(pilot, "f3")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickOwnFile))
        listed = pilot.app.screen.query_one(OptionList)
        assert [str(listed.get_option_at_index(k).prompt) for k in range(listed.option_count)] == [
            "Oferta [b].txt  7 B"
        ]
        await keys(pilot, "enter")
        await until(pilot, lambda: said(pilot) == "Attached: Oferta [b].txt")
        form.query_one(AttachmentList).focus()
        await keys(pilot, "enter")
        dialog = pilot.app.screen
        assert isinstance(dialog, OpenAttachment)
        assert dialog.query_one(Input).value == "Oferta [b].txt"
        await keys(pilot, "f3")
        assert pilot.app.screen is dialog, "no program of the server is asked to show it"
        for path in ("/copy.txt", "../copy.txt", "~/copy.txt", "link.txt"):
            dialog.query_one(Input).value = path
            await keys(pilot, "enter")
            await until(pilot, lambda path=path: path in str(dialog.query_one("#problem").render()))
        dialog.query_one(Input).value = "copy.txt"
        await keys(pilot, "enter")
        await until(pilot, lambda: said(pilot) == "Saved as copy.txt.")
    assert sorted(path.name for path in own.iterdir()) == ["Oferta [b].txt", "copy.txt", "link.txt"]
    assert (own / "copy.txt").read_text(encoding="utf-8") == "treść"
    assert not (tmp_path / "copy.txt").exists()
    assert not Path("/copy.txt").exists()


async def test_a15_the_picker_tells_sizes_and_dates_as_elsewhere_and_what_its_field_is_for(
    store: Store, anna: Acting, offer: Path
) -> None:
    (offer.parent / "Umowy").mkdir()
    offer.write_bytes(b"x" * 183000)
    changed = datetime(2026, 11, 20, 9, 5, 7).astimezone().timestamp()
    os.utime(offer, (changed, changed))
    async with form_open(store, anna, (80, 24), row=planned(store, anna)) as (pilot, _form):
        await keys(pilot, "f3")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickFile))
        lines = [strip.text for strip in pilot.app.screen._compositor.render_strips()]
    [file] = [" ".join(line.split()) for line in lines if "Oferta" in line]
    [folder] = [line.split() for line in lines if "Umowy" in line]
    assert "179 kB 20.11.2026 9:05" in file
    assert folder[folder.index("Umowy") + 1].count(".") == 2
    assert any("path of the file" in line for line in lines)
