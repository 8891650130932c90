"""What the form looks like: at three sizes, in both languages and themes (H6, G6)."""

from typing import Any

import pytest
from textual.pilot import Pilot

from crm_tui.app import CrmTui
from crm_tui.themes import THEMES
from screens.activity_form import ActivityForm
from store import language, people
from store.database import Store
from store.rows import Acting
from tests.making import TOMORROW, contact, draft, person, planned, timed
from tests.screens.driving import settled, until


@pytest.mark.parametrize(
    ("size", "theme", "spoken"),
    [((80, 24), "light", "pl"), ((120, 40), "dark", "en"), ((200, 60), "dark", "pl")],
    ids=["80x24-light-pl", "120x40-dark-en", "200x60-dark-pl"],
)
def test_the_form(
    store: Store, anna: Acting, snap_compare: Any, size: tuple[int, int], theme: str, spoken: str
) -> None:
    me = people.set_language(store, anna, spoken)
    language.use(spoken)
    planned(store, me, when=timed(16, day=TOMORROW), contact_id=contact(store, me, "Żabka").id)
    ab = contact(store, me)
    jan = person(store, me, ab)
    filled = draft(
        store, me, when=timed(15, day=TOMORROW), contact_id=ab.id, person_ids=(jan.id,), direction="out",
        priority="high", description="Zapytać o termin i kto przyjdzie",
    )  # fmt: skip

    async def fill(pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: pilot.app.desk.store is not None)  # type: ignore[attr-defined]
        pilot.app.theme = THEMES[theme].name
        pilot.app.push_screen(ActivityForm(store, me, draft=filled))
        await settled(pilot)

    app = CrmTui(clock=store.clock, opener=lambda: (store, me, ""))
    assert snap_compare(app, terminal_size=size, run_before=fill)
