"""What the day plan and its dialogs look like: at three sizes, in both languages and themes (C1, H6, G6)."""

from typing import Any

import pytest
from textual.pilot import Pilot

from crm_tui.app import CrmTui
from crm_tui.themes import THEMES
from store import activities, discussion, language, people
from store.database import Store
from store.when import OpenEnded
from tests.databases import Databases
from tests.making import TODAY, TOMORROW, contact, entry, past, person, planned, project, timed
from tests.screens.driving import settled, until

LIGHT = ((80, 24), "light", "pl")
DARK = ((120, 40), "dark", "en")
LARGE = ((200, 60), "dark", "pl")
STEPS: dict[str, tuple[str, ...]] = {
    "plan": (),
    "to-complete": ("right",),
    "received": ("right", "right"),
    "unassigned": ("l", "l", "l", "l"),
    "all": ("h", "h"),
    "history": ("h",),
    "next-day": ("right_square_bracket",),
    "filtered": ("f", *"lodz", "enter"),
    "nothing-found": ("f", *"zzz", "enter"),
    "move": ("m", *"pojutrze o 9"),
    "go-to-date": ("g",),
    "outcome": ("c",),
    "priority": ("p",),
    "discuss": ("d",),
    "changes": ("H",),
    "delete": ("delete",),
    "help": ("question_mark",),
    "quick-line": ("a", *"telefon AB Transport jutro o 15 !!"),
    "key-that-does-nothing": ("z",),
}


def company(store: Store) -> None:
    """Make one of everything that a day plan shows."""
    me, other = people.log_in(store, "anna"), people.log_in(store, "ewa")
    ab, lodzka = contact(store, me), contact(store, me, "Łódzka Spółdzielnia")
    jan = person(store, me, ab)
    goal = entry(store, me, "goal", "Arrange a meeting")
    call = planned(
        store, me, contact_id=ab.id, person_ids=(jan.id,), direction="out", goal_id=goal, priority="urgent",
        description="Zapytać o termin, liczbę osób i kto ze strony klienta przyjdzie na spotkanie", details="Piętro 3.",
    )  # fmt: skip
    discussion.add_note(store, me, call.id, "nie odbiera")
    discussion.add_note(store, other, call.id, "[/b] oddzwoni 漢字")
    planned(store, other, when=timed(16), performer_ids=(me.id,), contact_id=lodzka.id, priority="low")
    planned(store, me, when=OpenEnded(), project_id=project(store, me).id, needs_completing=True)
    planned(store, me, when=timed(9, day=TOMORROW), contact_id=lodzka.id, description="Umowa")
    past(store, me, timed(8), contact_id=lodzka.id, description="Faktura")
    activities.complete(store, me, planned(store, me, when=timed(17, day=TODAY), description="Wysłać ofertę").id)


@pytest.mark.parametrize(
    ("look", "name"),
    [
        *(pytest.param(look, name, id=f"{name}-{look[2]}") for name in STEPS for look in (LIGHT, DARK)),
        pytest.param(LARGE, "plan", id="plan-200x60"),
    ],
)
def test_the_day_plan(
    store: Store, databases: Databases, snap_compare: Any, look: tuple[tuple[int, int], str, str], name: str
) -> None:
    size, theme, spoken = look
    databases.fill_once(store, company)
    me = people.set_language(store, people.log_in(store, "anna"), spoken)
    language.use(spoken)

    async def press(pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: pilot.app.desk.store is not None)  # type: ignore[attr-defined]
        pilot.app.theme = THEMES[theme].name
        await settled(pilot)
        # What ewa has planned is told in a toast, which has pictures of its own.
        pilot.app.clear_notifications()
        for key in STEPS[name]:
            await pilot.press(key)
            await settled(pilot)

    app = CrmTui(clock=store.clock, opener=lambda: (store, me, ""))
    assert snap_compare(app, terminal_size=size, run_before=press)
