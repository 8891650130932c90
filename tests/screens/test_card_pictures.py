"""What the lists, the cards and the form of contacts and projects look like (C3, C4, H6, G6)."""

from typing import Any

import pytest
from textual.pilot import Pilot

from crm_tui.app import CrmTui
from crm_tui.themes import THEMES
from store import activities, language, people, persons, relations
from store.database import Store
from store.drafts import PersonDraft
from tests.databases import Databases
from tests.making import TOMORROW, contact, entry, planned, project, timed
from tests.screens.driving import settled, until

SIZES = [((80, 24), "light", "pl"), ((120, 40), "dark", "en"), ((200, 60), "dark", "pl")]
IDS = ["80x24-light-pl", "120x40-dark-en", "200x60-dark-pl"]
WAYS = {
    "contacts": ("3",),
    "contact": ("3", "down", "enter"),
    "history": ("3", "down", "enter", *["shift+tab"] * 4),
    "contact-form": ("3", "down", "E"),
    "projects": ("4",),
    "project": ("4", "enter"),
}


def filled(store: Store) -> None:
    """Make a small company with a hostile name in it."""
    me = people.log_in(store, "anna")
    status = {name: entry(store, me, "contact-status", name) for name in ("Customer", "Prospect", "Supplier")}
    ab = contact(
        store, me, "AB Transport", short_name="AB", status_id=status["Customer"], tax_number="5260001246",
        phones=("+48 22 555 12 34",), emails=("biuro@ab.pl",), web="ab.pl", address="ul. Długa 1\n00-001 Warszawa",
        group_ids=(entry(store, me, "contact-group", "Key customers"),),
    )  # fmt: skip
    other = contact(store, me, "Łódzka Spółdzielnia", status_id=status["Supplier"])
    contact(store, me, "Żabka [b]Centrum[/b]", status_id=status["Prospect"])
    contact(store, me, "日本電気株式会社")
    relations.relate(store, me, ab.id, other.id, "podwykonawca")
    decides = entry(store, me, "person-function", "Decides")
    persons.add(store, me, PersonDraft("Jan Kowalski", ab.id, "prezes", (decides,), phones=("600100200",)))
    planned(store, me, contact_id=ab.id, description="Zapytać o termin i kto przyjdzie", priority="high")
    planned(store, me, contact_id=ab.id, when=timed(9, day=TOMORROW), description="Oferta")
    done = planned(
        store, me, contact_id=ab.id, when=timed(16), description="Rozmowa o cenie",
        details="Budżet zatwierdzony do 150 tys.\nDecyduje prezes; biuro pilnuje terminów.",
    )  # fmt: skip
    activities.complete(store, me, done.id, note="wyślą zamówienie")
    running = entry(store, me, "project-status", "Running")
    top = project(store, me, "Wdrożenie CRM", contact_id=ab.id, status_id=running, keywords=("crm", "szkolenia"))
    project(store, me, "Szkolenia", parent_id=top.id, progress=80)
    project(store, me, "Migracja danych", parent_id=top.id, progress=30)


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
