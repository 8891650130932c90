"""One's own settings by keys (G5): in effect at once, kept, and no key is silently taken from another action."""

from typing import Any, cast

import pytest
from textual.widgets import Static

from crm_tui.following import latest
from crm_tui.themes import THEMES
from crm_tui.watching import Seen
from screens import key_map
from screens.day_plan import DayPlanScreen
from screens.own.key_pages import AskKey
from screens.own_settings import OwnSettingsScreen
from store import language, people, settings
from store.database import Store
from store.rows import Acting
from store.time_rows import tracking
from tests.making import contact
from tests.screens.driving import running, settled
from tests.screens.test_administration import listed, section, shown
from tests.screens.test_contacts import keys
from widgets.bars import TopBar


async def page(pilot: Any, name: str) -> None:
    if not isinstance(pilot.app.screen, OwnSettingsScreen):
        await keys(pilot, "comma")
    await section(pilot, name)


async def on_action(pilot: Any, name: str) -> None:
    """Put the cursor on an action of the page of keys."""
    await page(pilot, "keys")
    at = list(key_map.ACTIONS).index(name)
    pilot.app.screen.table.go_to(at)
    await settled(pilot)
    assert pilot.app.screen.table.highlighted.data == name


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40), (200, 60)])
async def test_g5_language_theme_and_zone_change_while_running(
    store: Store, anna: Acting, size: tuple[int, int]
) -> None:
    async with running(store, anna, size) as pilot:
        await page(pilot, "general")
        await keys(pilot, "space")
        assert language.current() == "pl"
        assert "Moje ustawienia" in pilot.app.screen.query_one(TopBar).render_line(0).text
        assert listed(pilot)[1] == "Strefa czasowa"
        await keys(pilot, "enter", "home", "enter")
        assert language.current() == "en"
        await keys(pilot, "end", "space")
        assert pilot.app.theme == THEMES["light"].name
        await keys(pilot, "up", "enter", "'New_York", "enter")
        assert "4:42" in pilot.app.screen.query_one(TopBar).render_line(0).text
        assert cast(Any, pilot.app).desk.zone == "America/New_York"
    assert (people.log_in(store, "anna").zone, people.log_in(store, "anna").language) == ("America/New_York", "en")
    assert settings.preferences(store, anna)["theme"] == "light"


async def test_h5_what_was_read_before_ones_own_last_save_takes_nothing_back(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        app = cast(Any, pilot.app)
        early = Seen(True, latest(store, anna), tracking(store, anna), commits=store.commits)
        await page(pilot, "general")
        await keys(pilot, "space")
        app._take_seen(early)
        await settled(pilot)
        assert language.current() == "pl"


async def test_g5_the_choices_of_the_calendar_are_kept(store: Store, anna: Acting) -> None:
    async with running(store, anna, (80, 24)) as pilot:
        await page(pilot, "calendar")
        await keys(pilot, "space", "down", "space", "down", "enter", "ctrl+u", "'9-17", "enter", "down", "space")
        held = settings.preferences(store, anna)
        assert held["calendar.view"] == "work"
        assert held["calendar.first-day"] == "sunday"
        assert held["calendar.hours"] == "9-17"
        assert held["calendar.week-numbers"] == "off"
        await keys(pilot, "up", "enter", "ctrl+u", "'25-3", "enter")
        assert "no hours" in str(pilot.app.screen.query_one("#hint", Static).content)
        await keys(pilot, "escape", "D")
        assert settings.preferences(store, anna)["calendar.hours"] == "8-18"


async def test_g5_a_key_is_given_and_works_at_once(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await on_action(pilot, "app.contacts")
        await keys(pilot, "E", "f5")
        assert settings.preferences(store, anna)["keys.app.contacts"] == "f5"
        await keys(pilot, "M", "Z")
        assert settings.preferences(store, anna)["keys.app.contacts"] == "f5,Z"
        await keys(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, DayPlanScreen)
        contact(store, anna)
        await keys(pilot, "3")
        assert isinstance(pilot.app.screen, DayPlanScreen)
        await keys(pilot, "Z")
        assert type(pilot.app.screen).__name__ == "ContactsScreen"
        await keys(pilot, "1", "f5")
        assert type(pilot.app.screen).__name__ == "ContactsScreen"
        await on_action(pilot, "app.contacts")
        await keys(pilot, "D", "escape", "escape", "1", "3")
        assert type(pilot.app.screen).__name__ == "ContactsScreen"


async def test_g5_a_key_of_another_action_is_refused_with_its_name(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await on_action(pilot, "activity.move")
        await keys(pilot, "E", "u")
        dialog = pilot.app.screen
        assert isinstance(dialog, AskKey)
        assert "take back my last change" in str(dialog.query_one("#hint").render())
        for key, word in (("j", "the list"), ("ctrl+p", "the list"), ("ctrl+enter", "every terminal")):
            if key != "ctrl+p":
                await keys(pilot, key)
                assert word in str(dialog.query_one("#hint").render())
            else:
                assert word in key_map.refusal(key, "activity.move", {})
        await keys(pilot, "escape")
        assert "keys.activity.move" not in settings.preferences(store, anna)


def test_g5_a_default_that_another_action_has_meanwhile_is_not_taken_back() -> None:
    held = {"keys.activity.move": "f6", "keys.activity.cancel": "m"}
    assert key_map.checked(held) == ({"activity.move": "f6", "activity.cancel": "m"}, [])
    assert "cancel" in key_map.refusal("m", "activity.move", held)
    assert key_map.refusal("x", "activity.move", held) == ""
    assert key_map.checked({"keys.activity.move": ""}) == ({}, [])
    assert key_map.refusal("shift+up", "section.up", {}) == ""
    for wrong in ("alt+x", "ctrl+shift+x", "ctrl+1", "up"):
        assert key_map.refusal(wrong, "activity.move", {})


def test_no_two_actions_of_a_screen_share_a_key() -> None:
    for name, action in key_map.ACTIONS.items():
        for key in key_map.split(action.keys):
            if key not in key_map.LIST_KEYS:
                assert key_map.taken_by(key, name, {}) is None, (name, key)


async def test_g5_what_a_key_is_by_default_is_shown(store: Store, anna: Acting) -> None:
    settings.set_preference(store, anna, "keys.app.undo", "f8")
    async with running(store, anna) as pilot:
        await on_action(pilot, "app.undo")
        assert "f8" in shown(pilot).lower()
        assert "by default  u" in shown(pilot, "#side")


async def test_g5_a_zone_that_is_none_is_said_and_what_was_typed_stays(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await page(pilot, "general")
        await keys(pilot, "down", "enter", "'Warszawa", "enter")
        hint = pilot.app.screen.query_one("#hint", Static)
        assert "There is no time zone “Warszawa”" in str(hint.content)
        await keys(pilot, "backspace")
        assert str(hint.content) == ""
        await keys(pilot, "ctrl+u", "'Tokyo", "enter")
        assert cast(Any, pilot.app).desk.zone == "Asia/Tokyo"
