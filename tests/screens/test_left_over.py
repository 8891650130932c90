"""A form that is not saved survives the end of the program, however it comes (A17)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import OptionList

from crm_tui.app import CrmTui
from crm_tui.draft_files import DraftFiles
from screens.activity_form import ActivityForm
from screens.dialogs.choose import Choose
from screens.dialogs.merge_edits import MergeEdits
from store import activities
from store.database import Store
from store.rows import Acting
from tests.making import contact, planned, timed
from tests.screens.driving import settled, until
from tests.screens.forming import keys
from tests.screens.test_activity_form import all_activities


@asynccontextmanager
async def keeping(store: Store, me: Acting) -> AsyncIterator[Pilot[Any]]:
    """Run the app as the program does: with forms kept."""
    app = CrmTui(clock=store.clock, opener=lambda: (store, me, str(store.path)), keeps_forms=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.desk.draft_slot is not None)
        await settled(pilot)
        yield pilot


def end(pilot: Pilot[Any]) -> None:
    """End as a hang-up ends: what is typed is kept, the form is not closed."""
    app = pilot.app
    assert isinstance(app, CrmTui)
    app.keep_forms()


def _all(store: Store, me: Acting) -> list[Any]:
    return list(DraftFiles(str(store.path), me.login).left_over())


async def typed(pilot: Pilot[Any]) -> None:
    await keys(pilot, "n", "'call", "enter")
    form = pilot.app.screen
    assert isinstance(form, ActivityForm)
    form.query_one("#description").focus()
    await keys(pilot, "'zażółć [/b]")


async def test_a17_the_next_start_offers_what_was_not_saved(store: Store, anna: Acting) -> None:
    contact(store, anna)
    async with keeping(store, anna) as pilot:
        await typed(pilot)
        end(pilot)
    async with keeping(store, anna) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await keys(pilot, "o")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActivityForm))
        form = pilot.app.screen
        assert isinstance(form, ActivityForm)
        assert form.field("category").value == "Call"
        assert form.field("description").value == "zażółć [/b]"
        form.query_one("#start").focus()
        await keys(pilot, "'tomorrow at 15", "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is not form)
    assert [row.description for row in all_activities(store, anna)] == ["zażółć [/b]"]
    async with keeping(store, anna) as pilot:
        assert not isinstance(pilot.app.screen, Choose)


async def test_a17_what_is_put_off_is_offered_again_and_what_is_thrown_away_is_gone(store: Store, anna: Acting) -> None:
    async with keeping(store, anna) as pilot:
        await typed(pilot)
        end(pilot)
    for key, offered in (("l", True), ("t", True), ("", False)):
        async with keeping(store, anna) as pilot:
            await settled(pilot)
            assert isinstance(pilot.app.screen, Choose) is offered
            if offered:
                assert pilot.app.screen.query_one(OptionList).option_count == 3
                await keys(pilot, key)


async def test_a17_saving_or_dropping_leaves_nothing_behind(store: Store, anna: Acting) -> None:
    async with keeping(store, anna) as pilot:
        await typed(pilot)
        end(pilot)
        await keys(pilot, "escape", "c")
    assert _all(store, anna) == []


async def test_a17_what_another_changed_meanwhile_is_not_overwritten(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=timed(15), description="first")
    async with keeping(store, anna) as pilot:
        await keys(pilot, "enter")
        form = pilot.app.screen
        assert isinstance(form, ActivityForm)
        form.query_one("#description").focus()
        await keys(pilot, "end", "' mine")
        end(pilot)
    activities.set_priority(store, anna, row.id, "high")
    async with keeping(store, anna) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await keys(pilot, "o")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActivityForm))
        await keys(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, MergeEdits))
    assert activities.get(store, anna, row.id).description == "first"


def test_a17_a_running_program_keeps_its_forms_to_itself(tmp_path: Path) -> None:
    files = DraftFiles("x.db", "anna", tmp_path / "drafts")
    slot = files.slot()
    assert slot is not None
    slot.keep({"row": None})
    assert files.left_over() == []
    assert DraftFiles("x.db", "marek", tmp_path / "drafts").left_over() == []
    assert (tmp_path / "drafts").stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "drafts").iterdir())
    slot.drop()
    assert list((tmp_path / "drafts").iterdir()) == []


def test_a17_a_damaged_file_is_passed_over(tmp_path: Path) -> None:
    files = DraftFiles("x.db", "anna", tmp_path)
    slot = files.slot()
    assert slot is not None
    slot.keep({"row": None})
    next(tmp_path.glob("*.json")).write_text("{", encoding="utf-8")
    slot.let_go()
    assert files.left_over() == []
