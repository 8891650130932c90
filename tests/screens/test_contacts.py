"""Contacts by keys (C3): the list, the card, the form, planning, merging."""

from dataclasses import replace
from typing import Any

import pytest

from screens.contact_card import ContactCard
from screens.contacts import ContactsScreen
from screens.day_plan import DayPlanScreen
from store import activities, contact_list, contacts, dictionaries, discussion, people, persons, relations
from store.contact_list import ContactQuery
from store.database import Store
from store.drafts import EntryDraft, PersonDraft
from store.rows import Acting
from tests.making import TOMORROW, contact, entry, planned, timed
from tests.screens.driving import running, said, settled, until
from widgets.activity_preview import ActivityPreview
from widgets.agenda_list import AgendaList
from widgets.facts_pane import FactsPane
from widgets.record_table import RecordTable


async def keys(pilot: Any, *pressed: str) -> None:
    """Press keys, those after a quotation mark as letters, and wait."""
    for key in pressed:
        await pilot.press(*(key[1:] if key.startswith("'") else [key]))
        await settled(pilot)


async def typed(pilot: Any, text: str) -> None:
    """Type into the filter and wait until it rests."""
    await keys(pilot, "'" + text)
    await settled(pilot)


def listed(pilot: Any) -> list[str]:
    table = pilot.app.screen.query_one(RecordTable)
    return [table._rows[n].cells[0].text for n in range(table.total) if n in table._rows]


def text_of(pilot: Any, widget: type) -> str:
    found = pilot.app.screen.query_one(widget)
    return "\n".join(found.render_line(y).text for y in range(found.size.height))


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40), (200, 60)])
async def test_c3_the_list_and_the_card_at_every_size(store: Store, anna: Acting, size: tuple[int, int]) -> None:
    firm = contact(store, anna, "Łódź [b]S.A.[/b]", phones=("600100200",))
    planned(store, anna, contact_id=firm.id, description="Call about the offer")
    async with running(store, anna, size) as pilot:
        await keys(pilot, "3")
        assert isinstance(pilot.app.screen, ContactsScreen)
        assert listed(pilot) == ["Łódź [b]S.A.[/b]"]
        assert "[b]S.A.[/b]" in text_of(pilot, RecordTable)
        await keys(pilot, "enter")
        card = pilot.app.screen
        assert isinstance(card, ContactCard)
        if size[0] < 110:
            assert "+48 600 100 200" in text_of(pilot, FactsPane)
            await keys(pilot, "tab")
        assert "Call about the offer" in text_of(pilot, AgendaList)
        await keys(pilot, "escape", "1")
        assert isinstance(pilot.app.screen, DayPlanScreen)


async def test_c3_the_list_filters_while_one_types(store: Store, anna: Acting) -> None:
    for name in ("AB Transport", "Żabka", "Łódzka"):
        contact(store, anna, name)
    persons.add(store, anna, PersonDraft("Jan Nowak", contacts.named(store, anna, "Żabka").id))
    async with running(store, anna) as pilot:
        await keys(pilot, "3", "f")
        await typed(pilot, "lodz")
        assert listed(pilot) == ["Łódzka"]
        await keys(pilot, "escape")
        assert listed(pilot) == ["AB Transport", "Łódzka", "Żabka"]
        await keys(pilot, "f")
        await typed(pilot, "nowak")
        await keys(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, ContactCard)
        assert pilot.app.screen.record_name() == "Żabka"


async def test_c3_the_list_orders_by_a_column_and_turns_round(store: Store, anna: Acting) -> None:
    for name in "CAB":
        contact(store, anna, name)
    planned(store, anna, contact_id=contacts.named(store, anna, "B").id, when=timed(9, day=TOMORROW))
    async with running(store, anna) as pilot:
        await keys(pilot, "3", "S", "n")
        assert listed(pilot) == ["C", "B", "A"]
        await keys(pilot, "S", "e")
        assert listed(pilot) == ["B", "A", "C"]


async def test_g3_the_list_is_narrowed_to_a_group_with_those_below(store: Store, anna: Acting) -> None:
    top = dictionaries.add_entry(store, anna, "contact-group", EntryDraft("Trade"))
    low = dictionaries.add_entry(store, anna, "contact-group", EntryDraft("Retail", parent_id=top.id))
    contact(store, anna, "Shop", group_ids=(low.id,))
    contact(store, anna, "Other")
    async with running(store, anna) as pilot:
        await keys(pilot, "3", "F", "tab", "'Trade", "ctrl+s")
        assert listed(pilot) == ["Shop"]
        await keys(pilot, "escape")
        assert listed(pilot) == ["Other", "Shop"]


@pytest.mark.parametrize("way", ["list", "card"])
async def test_c3_planning_presets_the_assignment(store: Store, anna: Acting, way: str) -> None:
    contact(store, anna, "AB Transport")
    async with running(store, anna) as pilot:
        await keys(pilot, "3", *(["enter"] if way == "card" else []), "n", "'Call", "enter", "enter", "enter")
        await keys(pilot, "'tomorrow at 9", "ctrl+s")
        if way == "list":
            await keys(pilot, "enter")
        assert isinstance(pilot.app.screen, ContactCard)
        found = activities.get(store, anna, 1)
        assert found.contact is not None
        assert found.contact.name == "AB Transport"
        assert "Call" in text_of(pilot, AgendaList)


async def test_c3_list_keys_work_on_the_card(store: Store, anna: Acting) -> None:
    firm = contact(store, anna)
    row = planned(store, anna, contact_id=firm.id, details="The budget is approved.")
    async with running(store, anna) as pilot:
        await keys(pilot, "3", "enter", "c")
        assert activities.get(store, anna, row.id).status == "completed"
        await keys(pilot, "tab")
        shown = text_of(pilot, AgendaList)
        assert "The budget is approved." in shown, "details are readable without opening"
        await keys(pilot, "u")
        assert activities.get(store, anna, row.id).status == "planned"


async def test_c3_a_contact_is_added_and_changed_in_the_form(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await keys(pilot, "3", "A", "'Nowa Firma", "tab", "tab", "'5260001247", "ctrl+s")
        assert contact_list.page(store, anna, ContactQuery()).total == 0, "a wrong tax number saves nothing"
        await keys(pilot, *["backspace"], "'6", "tab", "'Cust", "tab", "tab", "tab", "'600100200, 600100201", "ctrl+s")
        row = contacts.named(store, anna, "Nowa Firma")
        assert (row.tax_number, row.status and row.status.name) == ("5260001246", "Customer")
        assert row.phones == ("+48 600 100 200", "+48 600 100 201")
        assert isinstance(pilot.app.screen, ContactCard)
        await keys(pilot, "E", "end", "' SA", "ctrl+s")
        assert contacts.get(store, anna, row.id).name == "Nowa Firma SA"
        assert pilot.app.screen.record_name() == "Nowa Firma SA"


async def test_a_form_is_not_closed_with_something_in_it(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await keys(pilot, "3", "A", "escape")
        assert isinstance(pilot.app.screen, ContactsScreen)
        await keys(pilot, "A", "'x", "escape", "enter", "escape", "c")
        assert isinstance(pilot.app.screen, ContactsScreen)
        assert contact_list.page(store, anna, ContactQuery()).total == 0


async def test_c5_a_person_is_added_from_the_card(store: Store, anna: Acting) -> None:
    firm = contact(store, anna)
    async with running(store, anna) as pilot:
        await keys(pilot, "3", "enter", "A", "'Jan Król", "tab", "'prezes", "tab", "'Dec", "enter", "tab", "'600100200")
        await keys(pilot, "ctrl+s")
        row = persons.list_all(store, anna, contact_id=firm.id)[0]
        assert (row.name, row.position, row.phones) == ("Jan Król", "prezes", ("+48 600 100 200",))
        assert [one.name for one in row.functions] == ["Decides"]
        assert "Jan Król" in text_of(pilot, FactsPane)
        await keys(pilot, "tab", "tab", "R")
        assert persons.get(store, anna, row.id).retired


async def test_c3_two_contacts_become_one(store: Store, anna: Acting) -> None:
    kept, gone = contact(store, anna, "AB Transport"), contact(store, anna, "Transport AB")
    row = planned(store, anna, contact_id=gone.id)
    async with running(store, anna) as pilot:
        await keys(pilot, "3", "M", "'transport ab", "enter", "enter")
        assert not contacts.get(store, anna, gone.id).retired, "the first choice harms nobody"
        await keys(pilot, "M", "'transport ab", "enter", "m")
        assert contacts.get(store, anna, gone.id).retired
        moved = activities.get(store, anna, row.id).contact
        assert moved is not None
        assert moved.id == kept.id
        assert listed(pilot) == ["AB Transport"]


async def test_c3_contacts_are_related_from_the_card(store: Store, anna: Acting) -> None:
    firm, other = contact(store, anna, "AB"), contact(store, anna, "CD")
    async with running(store, anna) as pilot:
        await keys(pilot, "3", "enter", "L", "'cd", "enter", "'parent company", "enter")
        assert [one.note for one in relations.related(store, anna, other.id)] == ["parent company"]
        assert "CD · parent company" in text_of(pilot, FactsPane)
        await keys(pilot, "L", "'cd", "enter", "enter")
        assert relations.related(store, anna, firm.id) == ()


async def test_c3_retiring_asks_first_and_can_be_taken_back(store: Store, anna: Acting) -> None:
    firm = contact(store, anna)
    async with running(store, anna) as pilot:
        await keys(pilot, "3", "enter", "R", "enter")
        assert not contacts.get(store, anna, firm.id).retired
        await keys(pilot, "R", "r")
        assert contacts.get(store, anna, firm.id).retired
        await keys(pilot, "n")
        assert "retired" in said(pilot)
        await keys(pilot, "R")
        assert not contacts.get(store, anna, firm.id).retired


async def test_g2_what_is_denied_is_said(store: Store, anna: Acting, marek: Acting) -> None:
    contact(store, anna)
    async with running(store, marek) as pilot:
        await keys(pilot, "3", "E", "end", "'x", "ctrl+s")
        from widgets.bars import KeyBar

        assert "edit-others" in pilot.app.screen.query_one(KeyBar).message


async def test_h5_what_others_change_is_seen(store: Store, anna: Acting) -> None:
    firm = contact(store, anna, "A")
    contact(store, anna, "B")
    async with running(store, anna) as pilot:
        await keys(pilot, "3", "j")
        row = contacts.get(store, anna, firm.id)
        contacts.edit(store, anna, firm.id, replace(contacts.draft_of_contact(row), name="C"), version=row.version)
        pilot.app._changed(found=pilot.app.desk.tracking)  # type: ignore[attr-defined]
        await settled(pilot)
        assert listed(pilot) == ["B", "C"]
        row_there = pilot.app.screen.query_one(RecordTable).highlighted
        assert row_there is not None
        assert row_there.cells[0].text == "B"


async def test_empty_lists_say_what_belongs_into_them(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await keys(pilot, "3", "enter", "E", "R")
        assert "There are no contacts yet." in text_of(pilot, RecordTable)
        assert said(pilot) == "Nothing is chosen here."
        await keys(pilot, "4")
        assert "There are no projects yet." in text_of(pilot, RecordTable)


async def test_g6_the_screens_change_their_language(store: Store, anna: Acting) -> None:
    contact(store, anna)
    assert people.log_in(store, "anna").language == "en"
    async with running(store, anna) as pilot:
        await keys(pilot, "3")
        pilot.app.choose_language("pl")  # type: ignore[attr-defined]
        await settled(pilot)
        assert "nazwa" in text_of(pilot, RecordTable)
        assert entry(store, anna, "category", "Call")


@pytest.mark.parametrize("key", ["ctrl+p", "question_mark"])
async def test_every_action_is_in_the_help_and_the_palette(store: Store, anna: Acting, key: str) -> None:
    contact(store, anna)
    async with running(store, anna) as pilot:
        await keys(pilot, "3", "enter")
        card = pilot.app.screen
        assert isinstance(card, ContactCard)
        named = {action.text() for action in card.actions()}
        shown = {what for _title, entries in card.help_groups() for _key, what in entries}
        assert named <= shown
        offered = {command.title.lower() for command in pilot.app.get_system_commands(card)}
        later = {action.text().lower() for action in card.actions() if action.does.startswith("later(")}
        assert {name.lower() for name in named} - later <= offered
        await keys(pilot, key, "escape")
        assert pilot.app.screen is card


async def test_c3_a_terminal_made_wider_shows_the_card_beside_the_list(store: Store, anna: Acting) -> None:
    contact(store, anna, "AB Transport", phones=("600100200",))
    async with running(store, anna, (80, 24)) as pilot:
        await keys(pilot, "3")
        for width in (120, 80, 200):
            await pilot.resize_terminal(width, 40)
            await settled(pilot)
            assert width == 80 or "+48 600 100 200" in text_of(pilot, FactsPane)


async def test_c3_nothing_stands_beside_a_list_that_is_empty(store: Store, anna: Acting) -> None:
    contact(store, anna, "AB Transport", phones=("600100200",))
    async with running(store, anna, (120, 40)) as pilot:
        await keys(pilot, "3")
        assert "+48 600 100 200" in text_of(pilot, FactsPane)
        await keys(pilot, "f")
        await typed(pilot, "zzz")
        assert not text_of(pilot, FactsPane).strip()


async def test_c3_a_card_made_wider_shows_the_activity_under_the_cursor(store: Store, anna: Acting) -> None:
    row = contact(store, anna, "AB Transport")
    planned(store, anna, contact_id=row.id, description="Call about the offer", details="Ask for the price")
    async with running(store, anna, (120, 40)) as pilot:
        await keys(pilot, "3", "enter")
        await pilot.resize_terminal(200, 60)
        await settled(pilot)
        assert "Ask for the price" in text_of(pilot, ActivityPreview)


async def test_a10_the_card_shows_the_whole_discussion_of_the_activity_under_the_cursor(
    store: Store, anna: Acting
) -> None:
    row = contact(store, anna, "AB Transport")
    call = planned(store, anna, contact_id=row.id, description="Call about the offer")
    for text in ("First said", "Then said", "Last said"):
        discussion.add_note(store, anna, call.id, text)
    async with running(store, anna, (200, 60)) as pilot:
        await keys(pilot, "3", "enter")
        await until(pilot, lambda: "First said" in text_of(pilot, ActivityPreview))
        shown = text_of(pilot, ActivityPreview)
        assert [text in shown for text in ("Then said", "Last said")] == [True] * 2


async def test_h6_a_filter_takes_no_cell_from_the_list(store: Store, anna: Acting) -> None:
    contact(store, anna)
    async with running(store, anna, (120, 40)) as pilot:
        await keys(pilot, "3", "f")
        await settled(pilot)
        assert pilot.app.screen.query_one("#side").region.right == 120
