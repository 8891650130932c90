"""What the administration and one's own settings look like (G1 to G5, H6, G6)."""

from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from crm_tui.app import CrmTui
from crm_tui.themes import THEMES
from store import dictionaries, language, people
from store.database import Store
from store.drafts import EntryDraft
from tests.databases import Databases
from tests.making import contact, deactivate, entry, planned
from tests.screens.driving import settled, until

SIZES = [((80, 24), "light", "pl"), ((120, 40), "dark", "en"), ((200, 60), "dark", "pl")]
IDS = ["80x24-light-pl", "120x40-dark-en", "200x60-dark-pl"]
WAYS = {
    "users": ("6", "tab", "down"),
    "user": ("6", "tab", "down", "E"),
    "take-over": ("6", "tab", "down", "T", "m", "a", "r", "e", "k", "enter"),
    "role": ("6", "down", "tab", "end", "E", "tab"),
    "rights": ("6", "down", "down", "tab", "down"),
    "groups": ("6", *["down"] * 7, "tab", "down"),
    "category": ("6", *["down"] * 3, "tab", "E"),
    "settings": ("6", "end", "tab", "down"),
    "own": ("comma", "tab"),
    "keys": ("comma", "end", "tab", "down", "E", "u"),
}


def filled(store: Store) -> None:
    """Keep something in every list, with a hostile name among it."""
    me = people.log_in(store, "anna")
    top = entry(store, me, "contact-group", "Key customers")
    dictionaries.add_entry(store, me, "contact-group", EntryDraft("Łódź [b]i okolice[/b]", parent_id=top))
    dictionaries.add_entry(store, me, "contact-group", EntryDraft("日本", retired=True))
    deactivate(store, me, "marek")
    ewa = people.log_in(store, "ewa")
    planned(store, ewa)
    contact(store, ewa)
    row = people.user_named(store, me, "marek")
    people.edit_user(
        store, me, row.id, replace(people.draft_of_user(row), active=True, visible=False), version=row.version
    )


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("size", "theme", "spoken"), SIZES, ids=IDS)
def test_the_screens(
    store: Store, databases: Databases, snap_compare: Any, size: tuple[int, int], theme: str, spoken: str, way: str
) -> None:
    databases.fill_once(store, filled)
    me = people.set_language(store, people.log_in(store, "anna"), spoken)
    language.use(spoken)

    async def go(pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: pilot.app.desk.store is not None)  # type: ignore[attr-defined]
        pilot.app.theme = THEMES[theme].name
        for key in WAYS[way]:
            await pilot.press(key)
            await settled(pilot)
        await settled(pilot)

    app = CrmTui(clock=store.clock, opener=lambda: (store, me, ""))
    assert snap_compare(app, terminal_size=size, run_before=go)
