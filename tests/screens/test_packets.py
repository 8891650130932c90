"""Keys that a slow line brings in one packet are obeyed in their order, and none is lost (H6)."""

import threading
from typing import Any

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from screens.activity_form import ActivityForm
from screens.calendar import CalendarScreen
from screens.contact_form import ContactForm
from screens.contacts import ContactsScreen
from screens.day_plan import DayPlanScreen
from screens.dialogs.choose import Choose
from screens.dialogs.drop_assignment import DropAssignment
from screens.dialogs.new_record import NewRecord
from screens.search import SearchScreen
from store import calendar
from store.database import Store
from store.drafts import ActivityDraft
from store.rows import Acting
from tests.making import contact, person, planned, project, timed
from tests.quiet import held
from tests.screens.driving import running, settled, until
from tests.screens.forming import form_open
from widgets.line_field import LineField
from widgets.picker import Picker


async def packet(pilot: Pilot[Any], *parts: str) -> None:
    """Send keys all at once: names of keys, and after an apostrophe the letters of a text."""
    for part in parts:
        if part.startswith("'"):
            for letter in part[1:]:
                pilot.app.post_message(events.Key(_character_to_key(letter), letter))
        else:
            pilot.app.post_message(events.Key(part, None))
    await settled(pilot)


async def test_h6_what_follows_the_key_of_the_search_is_typed_into_its_box(store: Store, anna: Acting) -> None:
    contact(store, anna, "Nowak")
    async with running(store, anna) as pilot:
        await packet(pilot, "'/nowak xcm")
        assert isinstance(pilot.app.screen, SearchScreen)
        assert pilot.app.screen.query_one(LineField).value == "nowak xcm"


async def test_h6_what_follows_the_key_of_a_new_contact_is_its_name(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await packet(pilot, "3")
        await until(pilot, lambda: isinstance(pilot.app.screen, ContactsScreen))
        await packet(pilot, "'ANowak Łódź", "tab", "'nł")
        assert isinstance(pilot.app.screen, ContactForm)
        fields = pilot.app.screen.query(LineField)
        assert [field.value for field in fields][:2] == ["Nowak Łódź", "nł"]


async def test_h6_what_follows_the_key_of_the_filter_is_typed_into_it(store: Store, anna: Acting) -> None:
    contact(store, anna, "Nowak")
    async with running(store, anna) as pilot:
        await packet(pilot, "3")
        await until(pilot, lambda: isinstance(pilot.app.screen, ContactsScreen))
        await packet(pilot, "'fnowak")
        assert pilot.app.screen.query_one("#filter", LineField).value == "nowak"


async def test_h6_what_follows_the_key_of_a_new_activity_is_typed_into_the_form(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await packet(pilot, "'ncall", "tab", "tab")
        form = pilot.app.screen
        assert isinstance(form, ActivityForm)
        assert [pick.text for pick in form.state.picks["category"]] == ["Call"]


async def test_h6_a_person_typed_and_deleted_before_a_tab_is_nobody(store: Store, anna: Acting) -> None:
    firm = contact(store, anna, "AB")
    async with form_open(store, anna, draft=ActivityDraft(contact_id=firm.id)) as (pilot, form):
        form.focus_field("persons")
        await packet(pilot, "'Ja")
        await settled(pilot)
        await packet(pilot, "backspace", "backspace", "tab")
        assert not isinstance(pilot.app.screen, NewRecord)
        assert form.focused is not None
        assert form.focused.id != "persons"
        assert form.query_one("#persons", Picker).value == ""


async def test_a7_an_emptied_contact_is_asked_about_when_the_field_is_left(store: Store, anna: Acting) -> None:
    firm = contact(store, anna, "AB")
    jan = person(store, anna, firm, "Jan")
    other = project(store, anna, "CRM")
    draft = ActivityDraft(contact_id=firm.id, person_ids=(jan.id,))
    async with form_open(store, anna, draft=draft) as (pilot, form):
        form.focus_field("assignment")
        await packet(pilot, "end", "backspace", "backspace")
        assert pilot.app.screen is form
        await packet(pilot, "'crm")
        assert pilot.app.screen is form
        assert form.query_one("#assignment", Picker).value == "crm"
        await packet(pilot, "backspace", "backspace", "backspace", "tab")
        assert isinstance(pilot.app.screen, DropAssignment)
        await packet(pilot, "k")
        assert form.query_one("#assignment", Picker).value == "AB"
        assert [pick.text for pick in form.state.picks["persons"]] == ["Jan"]
        form.focus_field("assignment")
        await packet(pilot, "end", "ctrl+u", "ctrl+s")
        assert isinstance(pilot.app.screen, DropAssignment)
        await packet(pilot, "c")
        assert form.state.assigned("contact") is None
        await packet(pilot, "'crm", "tab")
        assert form.state.assigned("project") == other.id


async def test_h6_what_follows_the_letter_of_a_view_is_meant_for_the_view_it_opens(
    store: Store, anna: Acting, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hour in (13, 15):
        planned(store, anna, when=timed(hour), description=f"At {hour}")
    async with running(store, anna) as pilot:
        await packet(pilot, "2")
        screen = pilot.app.screen
        assert isinstance(screen, CalendarScreen)
        await until(pilot, lambda: screen.grid is not None and bool(screen.grid.has_focus))
        await packet(pilot, "'va")
        await until(pilot, lambda: screen.grid is None)
        go, within = threading.Event(), calendar.within

        def slowly(*given: Any, **named: Any) -> Any:
            assert held(go)
            return within(*given, **named)

        monkeypatch.setattr(calendar, "within", slowly)
        before = screen.chosen
        assert before is not None
        await packet(pilot, "'vd", "tab")
        go.set()
        await until(pilot, lambda: screen.grid is not None)
        assert screen.chosen is not None
        assert screen.chosen.id != before.id


async def test_h6_a_dialog_that_is_answered_twice_in_one_packet_closes_nothing_else(store: Store, anna: Acting) -> None:
    planned(store, anna)
    async with running(store, anna) as pilot:
        await packet(pilot, "p")
        dialog = pilot.app.screen
        assert isinstance(dialog, Choose)
        for letter in "uuu":
            dialog.post_message(events.Key(letter, letter))
        await settled(pilot)
        assert isinstance(pilot.app.screen, DayPlanScreen)


async def test_h6_what_follows_an_enter_is_typed_where_the_enter_leads(store: Store, anna: Acting) -> None:
    contact(store, anna, "Nowak")
    async with form_open(store, anna) as (pilot, form):
        await packet(pilot, "'call", "enter", "'now", "enter", "'tomorrow at 15", "enter")
        assert [pick.text for pick in form.state.picks["category"]] == ["Call"]
        assert [pick.text for pick in form.state.picks["assignment"]] == ["Nowak"]
        assert form.field("start").value == "tomorrow at 15"


async def test_h6_what_is_typed_before_the_form_is_there_goes_from_field_to_field(store: Store, anna: Acting) -> None:
    contact(store, anna, "Nowak")
    async with running(store, anna) as pilot:
        await packet(pilot, "'ncall", "enter", "'now", "enter", "'tomorrow at 15", "enter")
        form = pilot.app.screen
        assert isinstance(form, ActivityForm)
        assert [pick.text for pick in form.state.picks["category"]] == ["Call"]
        assert [pick.text for pick in form.state.picks["assignment"]] == ["Nowak"]
        assert form.field("start").value == "tomorrow at 15"
