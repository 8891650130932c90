"""What the calendar looks like: empty, with a handful of awkward activities, and with five hundred (C2, H6)."""

from typing import Any

import pytest
from textual.pilot import Pilot

from crm_tui.app import CrmTui
from crm_tui.themes import THEMES
from store import calendar, language, people, settings
from store.database import Store
from store.rows import Acting, ActivityRow
from tests.screens.driving import settled, until
from tests.widgets.calendars import few, many

ROWS = {"0": (), "5": few(), "500": many()}
LOOKS = {
    "0": [((80, 24), "light", "pl"), ((120, 40), "dark", "en"), ((200, 60), "light", "en")],
    "5": [((80, 24), "dark", "pl"), ((120, 40), "light", "en"), ((200, 60), "dark", "pl")],
    "500": [((80, 24), "dark", "pl"), ((80, 24), "light", "en"), ((120, 40), "dark", "pl"), ((200, 60), "light", "en")],
}
CASES = [
    pytest.param(view, count, *look, id=f"{view}-{count}-{look[0][0]}x{look[0][1]}-{look[1]}-{look[2]}")
    for view in ("week", "month")
    for count, looks in LOOKS.items()
    for look in looks
]


@pytest.mark.parametrize(("view", "count", "size", "theme", "spoken"), CASES)
def test_the_calendar(
    store: Store, anna: Acting, snap_compare: Any, monkeypatch: pytest.MonkeyPatch, view: str, count: str,
    size: tuple[int, int], theme: str, spoken: str,
) -> None:  # fmt: skip
    me = people.set_language(store, anna, spoken)
    language.use(spoken)
    settings.set_preference(store, me, "calendar.view", view)

    def given(*_asked: Any, **_more: Any) -> tuple[ActivityRow, ...]:
        return ROWS[count]

    monkeypatch.setattr(calendar, "within", given)

    async def look(pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: pilot.app.desk.store is not None)  # type: ignore[attr-defined]
        pilot.app.theme = THEMES[theme].name
        await pilot.press("2")
        await settled(pilot)
        if count == "5":
            await pilot.press("tab")
            await settled(pilot)

    app = CrmTui(clock=store.clock, opener=lambda: (store, me, ""))
    assert snap_compare(app, terminal_size=size, run_before=look)
