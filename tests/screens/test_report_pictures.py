"""What the reports look like (F, H6, G6)."""

from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from crm_tui.app import CrmTui
from crm_tui.themes import THEMES
from store import language, people, time_entries
from store.database import Store
from store.when import OpenEnded
from tests.databases import Databases
from tests.making import TODAY, at, contact, entry, past, planned, project, timed
from tests.screens.driving import settled, until

SIZES = [((80, 24), "light", "pl"), ((120, 40), "dark", "en"), ((120, 40), "light", "en"), ((200, 60), "dark", "pl")]
IDS = ["80x24-light-pl", "120x40-dark-en", "120x40-light-en", "200x60-dark-pl"]
WAYS = {
    "time": ("5",),
    "two-levels": ("5", "p", "a", "g", "c", "G", "w"),
    "chart": ("5", "v"),
    "goals": ("5", "right", "right"),
    "overdue": ("5", "right", "right", "right"),
    "forgotten": ("5", "left"),
    "activities-of-a-group": ("5", "g", "c", "enter"),
    "filters": ("5", "f"),
    "empty": ("5", "left_square_bracket", "left_square_bracket"),
}


def filled(store: Store) -> None:
    """Make contacts with measured time, goals that succeeded and failed, what is overdue, and a hostile name."""
    me = people.log_in(store, "anna")
    ewa = people.log_in(store, "ewa")
    names = ("AB Transport", "Łódzka Spółdzielnia", "Żabka [b]Centrum[/b]", "日本電気株式会社")
    goals = [entry(store, me, "goal", name) for name in ("Arrange a meeting", "Sign the contract")]
    for place, name in enumerate(names):
        about = contact(store, me, name, owner_id=(me, ewa)[place % 2].id).id
        row = planned(store, me, contact_id=about, performer_ids=(me.id, ewa.id), when=timed(12 + place))
        for days in range(0, 40, 3 + place):
            day = TODAY - timedelta(days=days + 1)
            time_entries.add(store, (me, ewa)[days % 2], row.id, at(8 + place, day=day), at(8 + place, 50, day=day))
        outcome: Any = ("success", "failure")[place % 2]
        for hour in (1, 2, 3)[: place + 1]:
            planned(
                store, me, contact_id=about, when=timed(hour, 10 * place, minutes=5), status="completed",
                outcome=outcome, goal_id=goals[hour % 2],
            )  # fmt: skip
    contact(store, me, "Dawno Niewidziani sp. z o.o.", owner_id=ewa.id)
    past(store, me, timed(8, day=TODAY - timedelta(days=12)), project_id=project(store, me, "Wdrożenie CRM").id)
    planned(store, me, when=OpenEnded(), goal_id=goals[0])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("size", "theme", "spoken"), SIZES, ids=IDS)
def test_the_reports(
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
