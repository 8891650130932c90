"""Saving and leaving the form: four ways, two editors, the discussion, hostile text (A10, A16, A18, H7)."""

import threading
from dataclasses import replace

from textual.events import Paste

from screens.dialogs.merge_edits import MergeEdits
from store import activities, discussion, persons
from store.database import Store
from store.drafts import draft_of
from store.rows import Acting
from tests.making import TOMORROW, contact, person, planned, timed
from tests.quiet import held
from tests.screens.driving import said, settled, until
from tests.screens.forming import beside, focused, form_open, keys, section
from tests.screens.test_activity_form import all_activities


async def test_a16_f2_saves_and_stays(store: Store, anna: Acting) -> None:
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter", "enter", "'tomorrow at 15", "f2")
        assert said(pilot).startswith("Saved")
        assert pilot.app.screen is form
        form.query_one("#description").focus()
        await keys(pilot, "'more", "f2", "escape")
        assert pilot.app.screen is not form
    [row] = all_activities(store, anna)
    assert (row.description, row.version) == ("more", 2)


async def test_a16_f4_saves_and_goes_on_filled_alike(store: Store, anna: Acting) -> None:
    ab = contact(store, anna)
    row = planned(store, anna, when=timed(15, day=TOMORROW), contact_id=ab.id, description="again")
    async with form_open(store, anna, row=row) as (pilot, form):
        await keys(pilot, "f4")
        assert form.state.row is None
        assert form.field("assignment").value == "AB Transport"
        assert form.field("description").value == "again"
        assert said(pilot) == "Saved. This is a new activity, filled alike."
        await keys(pilot, "ctrl+s")
    assert [one.description for one in all_activities(store, anna)] == ["again", "again"]


async def test_escape_closes_at_once_where_nothing_would_be_lost(store: Store, anna: Acting) -> None:
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "escape")
        assert form not in pilot.app.screen_stack


async def test_escape_asks_where_something_would_be_lost_and_by_default_goes_on(store: Store, anna: Acting) -> None:
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter", "escape")
        assert pilot.app.screen is not form
        await keys(pilot, "enter")
        assert pilot.app.screen is form
        assert form.field("category").value == "Call"
        await keys(pilot, "escape", "c")
        assert form not in pilot.app.screen_stack
    assert all_activities(store, anna) == ()


async def test_escape_closes_an_open_list_first(store: Store, anna: Acting) -> None:
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'ca", "escape")
        assert pilot.app.screen is form
        assert not form.field("category").is_open


async def test_a18_what_only_one_has_changed_is_chosen_already(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=timed(15), description="first")
    async with form_open(store, anna, row=row) as (pilot, form):
        activities.set_priority(store, anna, row.id, "high")
        form.query_one("#description").focus()
        await keys(pilot, "end", "' mine", "ctrl+s")
        assert isinstance(pilot.app.screen, MergeEdits)
        assert activities.get(store, anna, row.id).description == "first"
        await keys(pilot, "enter")
        await until(pilot, lambda: form not in pilot.app.screen_stack)
    stands = activities.get(store, anna, row.id)
    assert (stands.description, stands.priority) == ("first mine", "high")


async def test_a18_what_both_have_changed_is_chosen_by_hand(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=timed(15), description="first")
    for key, stood in (("m", "first mine"), ("t", "theirs")):
        stands = activities.get(store, anna, row.id)
        stands = activities.edit(
            store, anna, row.id, replace(draft_of(stands), description="first"), version=stands.version
        )
        async with form_open(store, anna, row=stands) as (pilot, form):
            theirs = replace(draft_of(stands), description="theirs")
            activities.edit(store, anna, row.id, theirs, version=stands.version)
            form.query_one("#description").focus()
            await keys(pilot, "end", "' mine", "ctrl+s", "enter")
            assert isinstance(pilot.app.screen, MergeEdits)
            await keys(pilot, key, "enter")
            await until(pilot, lambda form=form: form not in pilot.app.screen_stack)
        assert activities.get(store, anna, row.id).description == stood


async def test_a18_escape_leads_back_to_the_form_with_everything_kept(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=timed(15), description="first")
    async with form_open(store, anna, row=row) as (pilot, form):
        activities.set_priority(store, anna, row.id, "high")
        form.query_one("#description").focus()
        await keys(pilot, "end", "' mine", "ctrl+s", "escape")
        assert pilot.app.screen is form
        assert form.field("description").value == "first mine"
        assert "changed it meanwhile" in said(pilot)
    stands = activities.get(store, anna, row.id)
    assert (stands.description, stands.priority) == ("first", "high")


async def test_a10_an_entry_is_added_without_saving_the_rest(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=timed(15))
    async with form_open(store, anna, row=row) as (pilot, form):
        form.query_one("#description").focus()
        await keys(pilot, "'unsaved")
        section(form, "discussion").focus()
        await keys(pilot, "enter", "'no answer", "enter")
        assert "no answer" in form.query_one("#section-discussion").slot("entries").text  # type: ignore[attr-defined]
    assert [note.text for note in discussion.notes(store, anna, row.id)] == ["no answer"]
    assert activities.get(store, anna, row.id).description == ""


async def test_a10_who_may_only_look_may_still_discuss(store: Store, anna: Acting, marek: Acting) -> None:
    row = planned(store, anna, when=timed(15), public=True)
    async with form_open(store, marek, row=row) as (pilot, form):
        assert "edit-others" in said(pilot)
        assert form.query_one("#category").disabled
        section(form, "discussion").focus()
        await keys(pilot, "enter", "'seen", "enter")
    assert [note.author.login for note in discussion.notes(store, anna, row.id)] == ["marek"]


async def test_a10_an_entry_typed_into_a_new_activity_is_saved_with_it(store: Store, anna: Acting) -> None:
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter", "enter", "'tomorrow at 15")
        section(form, "discussion").focus()
        await keys(pilot, "enter", "'later", "ctrl+s")
    [row] = all_activities(store, anna)
    assert row.note_count == 1


async def test_the_form_waits_for_the_store_with_all_that_was_typed(store: Store, anna: Acting, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """While it is being saved it takes no keys, and ctrl+s twice plans once."""
    go, plan = threading.Event(), activities.plan

    def slowly(*given, **named):  # type: ignore[no-untyped-def]
        assert held(go)
        return plan(*given, **named)

    monkeypatch.setattr(activities, "plan", slowly)
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter", "enter", "'tomorrow at 15")
        await pilot.press("ctrl+s", "ctrl+s", "x", "escape")
        assert form.query_one("#fields").disabled
        assert form.field("start").value == "tomorrow at 15"
        go.set()
        await until(pilot, lambda: pilot.app.screen is not form)
    assert len(all_activities(store, anna)) == 1


async def test_h7_hostile_text_is_shown_as_text(store: Store, anna: Acting) -> None:
    evil = "[bold]ACME[/b] \x1b[31mred\x07 \u202eback"
    ab = contact(store, anna, "[bold]ACME[/b] & Co")
    jan = person(store, anna, ab, "[/] Jan")
    row = planned(store, anna, when=timed(15), contact_id=ab.id, person_ids=(jan.id,), description=evil, details=evil)
    async with form_open(store, anna, row=row) as (pilot, form):
        assert form.field("assignment").value == "[bold]ACME[/b] & Co"
        section(form, "details").focus()
        await keys(pilot, "enter")
        section(form, "performers").focus()
        await keys(pilot, "enter")
        shown = pilot.app.export_screenshot()
    assert "\x1b" not in shown
    assert "[bold]ACME[/b]" in shown.replace("&#160;", " ")
    assert persons.get(store, anna, jan.id).name == "[/] Jan"


async def test_h7_what_is_pasted_into_a_line_stays_one_line(store: Store, anna: Acting) -> None:
    async with form_open(store, anna) as (pilot, form):
        field = form.query_one("#description")
        field.focus()
        await settled(pilot)
        field.post_message(Paste("one\ntwo\x1b[2Jthree"))
        await settled(pilot)
        assert form.state.description == "one two\N{REPLACEMENT CHARACTER}[2Jthree"


async def test_ctrl_o_folds_and_opens_the_section_one_is_in(store: Store, anna: Acting) -> None:
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter", "ctrl+o")
        assert section(form, "activity").folded
        assert section(form, "activity").summary == "Call"
        await keys(pilot, "ctrl+o")
        assert form.field("category").value == "Call"
        assert focused(form) == "category"


async def test_the_free_time_after_the_end_is_said(store: Store, anna: Acting) -> None:
    planned(store, anna, when=timed(16, day=TOMORROW))
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter", "enter", "'tomorrow at 15")
        assert beside(form, "end")[0] == "until 15:30 · free to 16:00"
        await keys(pilot, "' ", "backspace", "enter", "'2 h")
        assert "overlaps 16:00 Call" in beside(form, "end")[0]


async def test_a10_the_line_of_a_discussion_is_in_sight_once_its_entries_are_there(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=timed(15))
    for number in range(12):
        discussion.add_note(store, anna, row.id, f"entry {number}")
    async with form_open(store, anna, size=(80, 24), row=activities.get(store, anna, row.id)) as (pilot, form):
        section(form, "discussion").focus()
        await keys(pilot, "enter")
        assert focused(form) == "note"
        assert form.query_one("#note").region.bottom <= 23
