"""What the list of notifications, its dialogs, the toast and the reminders of the form look like (D1, D4, D5, H6)."""

from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from crm_tui.app import CrmTui
from crm_tui.themes import THEMES
from store import activities, discussion, language, notifications, people
from store.clock import FixedClock
from store.database import Store
from store.reminder_kinds import Before, Reminder
from store.rows import Acting
from tests.conftest import NOW
from tests.databases import Databases
from tests.making import TOMORROW, YESTERDAY, at, contact, planned, timed
from tests.screens.driving import settled, until
from tests.screens.forming import keys
from tests.telling import reminded, undelivered

SIZES = [((80, 24), "light", "pl"), ((120, 40), "dark", "en"), ((200, 60), "dark", "pl")]
IDS = ["80x24-light-pl", "120x40-dark-en", "200x60-dark-pl"]
WAYS = {
    "list": ("b",),
    "read": ("b", "R", "down"),
    "snooze": ("b", "z"),
    "choices": ("b", "V"),
    "toast": (),
    "toast-over-dialog": ("a",),
}


def told(store: Store) -> None:
    """Let Anna be told of something of every kind, over two days, with a hostile name in it."""
    anna, marek = people.log_in(store, "anna"), people.log_in(store, "marek")
    clock = store.clock
    assert isinstance(clock, FixedClock)
    ab = contact(store, anna, "AB Transport")
    other = contact(store, anna, "Żabka [b]Centrum[/b]")
    soon = planned(store, anna, contact_id=ab.id, when=timed(11), description="Zapytać o termin i kto przyjdzie")
    clock.instant = NOW - timedelta(days=1, hours=2)
    old = planned(store, anna, when=timed(8, day=TOMORROW), contact_id=other.id, description="Oferta po zmianie cen")
    reminded(store, anna, old, at=at(9, day=YESTERDAY), read=True)
    clock.instant = NOW - timedelta(minutes=50)
    people_rights(store, anna)
    mine = planned(store, marek, contact_id=ab.id, when=timed(13), performer_ids=(anna.id,), description="Cennik")
    clock.instant = NOW - timedelta(minutes=30)
    activities.move(store, marek, mine.id, timed(14))
    clock.instant = NOW - timedelta(minutes=20)
    discussion.add_note(store, marek, mine.id, "Weź wydrukowaną umowę.")
    undelivered(store, anna, old, marek, "No route to +48 600 100 200")
    clock.instant = NOW
    reminded(store, anna, soon)
    if notifications.bell(store, anna).unread != 4:
        raise AssertionError(notifications.listing(store, anna))


def people_rights(store: Store, anna: Acting) -> None:
    """Let employees delegate."""
    from tests.making import allow

    allow(store, anna, "Employee", "delegate")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("size", "theme", "spoken"), SIZES, ids=IDS)
def test_the_screens(
    store: Store, databases: Databases, snap_compare: Any, size: tuple[int, int], theme: str, spoken: str, way: str
) -> None:
    databases.fill_once(store, told)
    me = people.set_language(store, people.log_in(store, "anna"), spoken)
    language.use(spoken)

    async def go(pilot: Pilot[Any]) -> None:
        app: Any = pilot.app
        await until(pilot, lambda: app.desk.store is not None and app.unread > 0)
        app.theme = THEMES[theme].name
        await settled(pilot)
        if not way.startswith("toast"):
            app.clear_notifications()
        for key in WAYS[way]:
            await pilot.press(key)
            await settled(pilot)
        if way == "read":
            await until(pilot, lambda: app.unread == 0)

    app = CrmTui(clock=store.clock, opener=lambda: (store, me, ""))
    assert snap_compare(app, terminal_size=size, run_before=go)


@pytest.mark.parametrize(("size", "theme", "spoken"), SIZES, ids=IDS)
def test_the_reminders_of_the_form(
    store: Store, snap_compare: Any, size: tuple[int, int], theme: str, spoken: str
) -> None:
    me = people.set_language(store, people.log_in(store, "anna"), spoken)
    language.use(spoken)
    ab = contact(store, me, "AB Transport")
    given = (Reminder(Before(15, "minute"), ("app", "email")), Reminder(Before(1, "day"), ("sms",), "Weź umowę"))
    row = planned(store, me, contact_id=ab.id, when=timed(16, day=TOMORROW), reminders=given)

    async def go(pilot: Pilot[Any]) -> None:
        from screens.activity_form import ActivityForm

        app: Any = pilot.app
        await until(pilot, lambda: app.desk.store is not None)
        app.theme = THEMES[theme].name
        app.push_screen(ActivityForm(store, me, row=row))
        await settled(pilot)
        await keys(pilot, "f6", "'wczoraj o 9" if spoken == "pl" else "'yesterday at 9", "tab")
        await settled(pilot)

    app = CrmTui(clock=store.clock, opener=lambda: (store, me, ""))
    assert snap_compare(app, terminal_size=size, run_before=go)
