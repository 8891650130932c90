"""The quick line by keys: what was understood is shown while typing, and nothing is planned unseen (C6)."""

from textual.widgets import Input, Static

from screens.activity_form import ActivityForm
from screens.quick_line import QuickLine
from store import contacts
from store.database import Store
from store.rows import Acting
from tests.making import TOMORROW, contact, timed
from tests.screens.driving import running, said
from tests.screens.forming import keys
from tests.screens.test_activity_form import all_activities


def parts(pilot) -> str:  # type: ignore[no-untyped-def]
    return str(pilot.app.screen.query_one("#parts", Static).content)


async def test_c6_one_line_plans_and_says_what_was_saved(store: Store, anna: Acting) -> None:
    contact(store, anna)
    async with running(store, anna) as pilot:
        await keys(pilot, "a", "'call AB Transport tomorrow at 15 for 20 min !high")
        assert "Wed 25.11.2026 15:00–15:20" in parts(pilot)
        assert "AB Transport" in parts(pilot)
        await keys(pilot, "enter")
        assert "Saved: Call, AB Transport" in said(pilot)
    [row] = all_activities(store, anna)
    assert (row.when, row.priority) == (timed(15, minutes=20, day=TOMORROW), "high")


async def test_c6_what_is_missing_is_said_and_nothing_is_planned(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await keys(pilot, "a", "'something tomorrow at 15")
        assert "which?" in parts(pilot)
        await keys(pilot, "enter")
        assert "Choose a category." in parts(pilot)
        assert isinstance(pilot.app.screen, QuickLine)
        assert pilot.app.screen.query_one(Input).value == "something tomorrow at 15"
    assert all_activities(store, anna) == ()


async def test_c6_an_empty_line_plans_nothing(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await keys(pilot, "a", "enter")
        assert isinstance(pilot.app.screen, QuickLine)
        await keys(pilot, "escape")
        assert not isinstance(pilot.app.screen, QuickLine)
    assert all_activities(store, anna) == ()


async def test_c6_tab_goes_on_in_the_form_with_what_was_understood(store: Store, anna: Acting) -> None:
    contact(store, anna)
    async with running(store, anna) as pilot:
        await keys(pilot, "a", "'call AB Transport tomorrow at 15", "tab")
        form = pilot.app.screen
        assert isinstance(form, ActivityForm)
        assert form.field("assignment").value == "AB Transport"
        assert form.times().when == timed(15, day=TOMORROW)
        await keys(pilot, "ctrl+s")
    assert len(all_activities(store, anna)) == 1


async def test_c5_a_contact_that_is_not_there_yet_is_created_knowingly(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await keys(pilot, "a", "'call to Nowa Firma tomorrow at 15")
        assert "is no contact yet" in parts(pilot)
        await keys(pilot, "ctrl+n", "ctrl+s")
        assert isinstance(pilot.app.screen, QuickLine)
        assert "is no contact yet" not in parts(pilot)
        await keys(pilot, "enter")
    [row] = all_activities(store, anna)
    assert row.contact is not None
    assert contacts.named(store, anna, "Nowa Firma").id == row.contact.id


async def test_a2_a_past_line_is_not_planned(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await keys(pilot, "a", "'call yesterday at 15", "enter")
        assert "past" in parts(pilot)
    assert all_activities(store, anna) == ()


async def test_h7_hostile_text_is_shown_as_text(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await keys(pilot, "a", "'call [/b] tomorrow at 15")
        assert "[/b]" in parts(pilot)
        await keys(pilot, "enter")
    assert "[/b]" in all_activities(store, anna)[0].description


async def test_c6_what_is_wrong_with_a_part_is_said_once(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await keys(pilot, "a", "'call yesterday at 9", "enter")
        assert " ".join(parts(pilot).split()).count("This is in the past") == 1
