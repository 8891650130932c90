"""The log-in screen: nothing is to be seen or done before it, and no way round it (G1)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from crm_tui.app import CrmTui
from screens.dialogs.password import SetPassword, change_own
from screens.log_in import LogIn
from store import passwords
from store.clock import FixedClock
from store.database import Store
from store.rows import Acting
from tests.databases import Databases
from tests.screens.driving import settled, until
from widgets.line_field import LineField

PASSWORD = "kolejka-2026"


@asynccontextmanager
async def at_the_door(store: Store, login: str = "anna", size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[Any]]:
    """The app where a password is asked for, when its fields are there."""
    app = CrmTui(clock=store.clock, opener=lambda: (store, None, str(store.path), login, "en"))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LogIn) and len(app.screen.query("LineField")) > 1)
        yield pilot


def desk(pilot: Pilot[Any]) -> Any:
    app = pilot.app
    assert isinstance(app, CrmTui)
    return app.desk


def hint(pilot: Pilot[Any]) -> str:
    return str(pilot.app.screen.query_one("#hint", Static).content)


async def test_g1_the_right_password_opens_the_day_plan(store: Store, anna: Acting) -> None:
    passwords.set_password(store, anna, anna.id, PASSWORD)
    async with at_the_door(store) as pilot:
        await pilot.press(*"wrong-one", "enter")
        await until(pilot, lambda: "do not belong together" in hint(pilot))
        assert desk(pilot).store is None
        await pilot.press(*PASSWORD, "enter")
        await until(pilot, lambda: desk(pilot).me is not None)
        assert desk(pilot).me == anna
        assert not isinstance(pilot.app.screen, LogIn)


async def test_g1_no_key_no_resize_and_no_palette_gets_past_it(store: Store, anna: Acting) -> None:
    passwords.set_password(store, anna, anna.id, PASSWORD)
    async with at_the_door(store, login="") as pilot:
        await pilot.press("q", "n", "1", "2", "slash", "question_mark", "u", "f2", "ctrl+s", "ctrl+r")
        await pilot.resize_terminal(20, 5)
        await pilot.resize_terminal(120, 40)
        await pilot.press("ctrl+p")
        await settled(pilot)
        await pilot.press("escape")
        await pilot.press("tab", "shift+tab", "enter", "enter", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, LogIn)
        assert desk(pilot).store is None
        assert desk(pilot).me is None


@pytest.mark.parametrize("key", ["escape", "ctrl+c", "ctrl+q"])
async def test_g1_leaving_it_ends_the_program(store: Store, anna: Acting, key: str) -> None:
    passwords.set_password(store, anna, anna.id, PASSWORD)
    async with at_the_door(store) as pilot:
        await pilot.press(key)
        await until(pilot, lambda: not pilot.app.is_running or pilot.app._exit)
        assert desk(pilot).store is None


async def test_g1_a_dialog_that_is_taken_away_leaves_nothing_open(store: Store, anna: Acting) -> None:
    passwords.set_password(store, anna, anna.id, PASSWORD)
    async with at_the_door(store) as pilot:
        pilot.app.pop_screen()
        await settled(pilot)
        await pilot.press("n", "2", "3", "slash")
        await settled(pilot)
        assert desk(pilot).store is None
        assert desk(pilot).me is None


async def test_g1_the_pause_counts_down(store: Store, clock: FixedClock, anna: Acting) -> None:
    passwords.set_password(store, anna, anna.id, PASSWORD)
    async with at_the_door(store) as pilot:
        for _try in range(4):
            await pilot.press(*"wrong", "enter")
            await settled(pilot)
        await until(pilot, lambda: "Too many wrong tries" in hint(pilot) or "Try again in" in hint(pilot))
        assert desk(pilot).me is None


async def test_g1_the_first_user_of_a_new_database_chooses_a_password(
    databases: Databases, clock: FixedClock, tmp_path: Any
) -> None:
    store = Store.open(str(tmp_path / "new.db"), clock=clock)
    machine_login = "ola"
    async with at_the_door(store, login=machine_login) as pilot:
        assert len(pilot.app.screen.query("LineField")) == 3
        await pilot.press(*PASSWORD, "enter", *"other-one", "enter")
        await until(pilot, lambda: "not the same" in hint(pilot))
        await pilot.press(*PASSWORD, "enter", *PASSWORD, "enter")
        await until(pilot, lambda: desk(pilot).me is not None)
        assert "administer" in desk(pilot).me.rights
        assert passwords.log_in(store, machine_login, PASSWORD) == desk(pilot).me


async def test_g1_ones_own_password_is_changed_in_the_app(store: Store, anna: Acting) -> None:
    passwords.set_password(store, anna, anna.id, PASSWORD)
    async with at_the_door(store) as pilot:
        await pilot.press(*PASSWORD, "enter")
        await until(pilot, lambda: desk(pilot).me is not None)
        app = pilot.app
        assert isinstance(app, CrmTui)
        change_own(app, app.desk)
        await until(pilot, lambda: isinstance(pilot.app.screen, SetPassword))
        await pilot.press(*"wrong-one", "enter", *"new-one-2026", "enter", *"new-one-2026", "enter")
        await until(pilot, lambda: "do not belong together" in hint(pilot))
        field = pilot.app.screen.query_one("#current", LineField)
        assert field.has_focus
        field.value = ""
        await pilot.press(*PASSWORD)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not isinstance(pilot.app.screen, SetPassword))
        assert passwords.log_in(store, "anna", "new-one-2026") == anna


async def test_g1_a_first_user_of_another_login_does_not_get_the_name_of_the_machines(
    databases: Databases, clock: FixedClock, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm_tui.opening._full_name", lambda _login: "Root Person")
    store = Store.open(str(tmp_path / "new.db"), clock=clock)
    async with at_the_door(store, login="root") as pilot:
        await pilot.press("shift+tab", "ctrl+u", *"ola", "tab", *PASSWORD, "enter", *PASSWORD, "enter")
        await until(pilot, lambda: desk(pilot).me is not None)
        assert (desk(pilot).me.login, desk(pilot).me.name) == ("ola", "ola")
