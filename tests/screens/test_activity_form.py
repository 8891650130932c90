"""The activity form by keys: planning, and what follows from what is filled in (A1 to A9, C5, C7)."""

import pytest

from store import activities, contacts, history
from store.database import Store
from store.drafts import ActivityDraft
from store.rows import Acting
from store.when import AllDay, OpenEnded
from tests.making import TOMORROW, allow, contact, draft, entry, person, planned, project, timed, whole
from tests.screens.driving import running, said
from tests.screens.forming import beside, focused, form_open, keys, section
from widgets.choice import Check


def all_activities(store: Store, me: Acting):  # type: ignore[no-untyped-def]
    from store.activity_list import listed

    return listed(store, me, start=None)


async def test_a1_a_plain_call_is_planned_with_few_keys(store: Store, anna: Acting) -> None:
    contact(store, anna)
    async with running(store, anna) as pilot:
        await keys(pilot, "n", "'call", "enter", "'ab t", "enter", "enter", "'tomorrow at 15", "ctrl+s")
        assert "Saved: Call, AB Transport" in said(pilot)
    [row] = all_activities(store, anna)
    assert (row.category.name, row.when) == ("Call", timed(15, day=TOMORROW))
    assert row.contact is not None
    assert [user.id for user in row.performers] == [anna.id]


async def test_a1_what_is_missing_is_said_beside_each_field_at_once(store: Store, anna: Acting) -> None:
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "ctrl+s")
        assert beside(form, "category") == ("Choose a category.", "danger")
        assert beside(form, "start")[1] == "danger"
        assert focused(form) == "category"
        assert pilot.app.screen is form
    assert all_activities(store, anna) == ()


async def test_a2_a_past_end_asks_how_it_ended_and_back_changes_nothing(store: Store, anna: Acting) -> None:
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter", "enter", "'yesterday at 15", "ctrl+s")
        assert pilot.app.screen is not form
        await keys(pilot, "enter")
        assert pilot.app.screen is form
        assert beside(form, "start")[1] == "danger"
        assert all_activities(store, anna) == ()
        await keys(pilot, "ctrl+s", "c")
    [row] = all_activities(store, anna)
    assert row.status == "completed"


async def test_a2_record_done_starts_completed(store: Store, anna: Acting) -> None:
    async with form_open(store, anna, done=True) as (pilot, form):
        await keys(pilot, "'call", "enter", "ctrl+s")
        assert pilot.app.screen is not form
    [row] = all_activities(store, anna)
    assert row.status == "completed"
    assert row.timed is not None
    assert row.timed.end <= store.clock.now()


async def test_a3_open_ended_has_no_dates(store: Store, anna: Acting) -> None:
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter")
        form.query_one("#open_ended").focus()
        await keys(pilot, "space")
        assert not form.query_one("#start").display
        await keys(pilot, "ctrl+s")
    [row] = all_activities(store, anna)
    assert row.when == OpenEnded()


async def test_a4_a_date_without_a_time_is_a_whole_day_and_says_so(store: Store, anna: Acting) -> None:
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter", "enter", "'tomorrow")
        assert beside(form, "start") == ("Wed 25.11.2026 · in 1 day", "ok")
        assert beside(form, "end")[0] == "all day"
        box = form.field("all_day")
        assert isinstance(box, Check)
        assert box.value
        await keys(pilot, "enter", "'2 days")
        box.focus()
        await keys(pilot, "space")
        assert box.value
        assert "with a time" in said(pilot)
        form.query_one("#start").focus()
        await keys(pilot, "'tomorrow at 15", "tab", "'30 min")
        assert not box.value
        form.query_one("#start").focus()
        await keys(pilot, "'tomorrow", "tab", "'2 days", "ctrl+s")
    [row] = all_activities(store, anna)
    assert row.when == whole(TOMORROW, TOMORROW.replace(day=26))


@pytest.mark.parametrize(
    ("end", "minutes"),
    [("45 min", 45), ("1,5 h", 90), ("17:00", 120), ("17", 120), ("until 16:30", 90), ("", 30), ("tomorrow at 16", 60)],
)
async def test_a4_an_end_is_a_length_a_time_or_the_usual(store: Store, anna: Acting, end: str, minutes: int) -> None:
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter", "enter", "'tomorrow at 15", "enter", f"'{end}")
        when = form.times().when
    assert when == timed(15, minutes=minutes, day=TOMORROW)


async def test_a4_an_end_before_the_start_is_refused_beside_the_field(store: Store, anna: Acting) -> None:
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter", "enter", "'tomorrow at 15", "enter", "'14:00", "ctrl+s")
        assert beside(form, "end") == ("The end is before the start.", "danger")
        assert focused(form) == "end"
    assert all_activities(store, anna) == ()


async def test_a7_persons_and_direction_open_with_a_contact_and_go_only_after_asking(
    store: Store, anna: Acting
) -> None:
    ab = contact(store, anna)
    other = contact(store, anna, "Żabka")
    jan = person(store, anna, ab)
    row = planned(store, anna, when=timed(15), contact_id=ab.id, person_ids=(jan.id,), direction="out")
    async with form_open(store, anna, row=row) as (pilot, form):
        assert form.query_one("#persons").display
        await keys(pilot, "enter", "'zab", "enter")
        assert pilot.app.screen is not form
        await keys(pilot, "enter")
        assert form.field("assignment").value == "AB Transport"
        await keys(pilot, "'zab", "enter", "c", "ctrl+s")
    row = activities.get(store, anna, row.id)
    assert row.contact is not None
    assert (row.contact.id, row.persons, row.direction) == (other.id, (), None)


async def test_a7_a_project_takes_no_persons(store: Store, anna: Acting) -> None:
    wanted = project(store, anna)
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter", "'wdro", "enter", "'tomorrow at 15")
        assert not form.query_one("#persons").display
        await keys(pilot, "ctrl+s")
    [row] = all_activities(store, anna)
    assert row.project is not None
    assert row.project.id == wanted.id


async def test_a8_completing_with_a_goal_asks_for_the_outcome(store: Store, anna: Acting) -> None:
    goal = entry(store, anna, "goal", "Arrange a meeting")
    row = planned(store, anna, when=timed(15), goal_id=goal)
    async with form_open(store, anna, row=row) as (pilot, form):
        form.query_one("#status").focus()
        await keys(pilot, "c", "ctrl+s")
        assert not section(form, "goal").folded
        assert beside(form, "outcome")[1] == "danger"
        assert focused(form) == "outcome"
        await keys(pilot, "s", "ctrl+s")
    row = activities.get(store, anna, row.id)
    assert (row.status, row.outcome) == ("completed", "success")


async def test_a9_the_description_warns_past_160_and_still_saves(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=timed(15), description="x" * 159)
    async with form_open(store, anna, row=row) as (pilot, form):
        assert section(form, "description").aside == ("159/160", "faint")
        form.query_one("#description").focus()
        await keys(pilot, "end", "'yy")
        assert section(form, "description").aside == ("161/160", "amber")
        await keys(pilot, "ctrl+s")
    assert len(activities.get(store, anna, row.id).description) == 161


async def test_a9_details_of_a_megabyte_open_and_survive(store: Store, anna: Acting) -> None:
    details = "\n".join("zażółć gęślą jaźń " * 5 for _ in range(11_000))
    row = planned(store, anna, when=timed(15), details=details)
    async with form_open(store, anna, row=activities.get(store, anna, row.id)) as (pilot, form):
        section(form, "details").focus()
        await keys(pilot, "enter", "'A", "ctrl+s")
    assert len(activities.get(store, anna, row.id).details) == len(details.strip()) + 1


async def test_a12_without_the_right_to_delegate_performers_are_fixed_and_the_field_says_why(
    store: Store, anna: Acting, marek: Acting
) -> None:
    async with form_open(store, marek) as (pilot, form):
        section(form, "performers").focus()
        await keys(pilot, "enter")
        assert form.query_one("#performers").disabled
        assert "delegate" in beside(form, "performers")[0]


async def test_a12_several_performers_are_picked(store: Store, anna: Acting, marek: Acting) -> None:
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter", "enter", "'tomorrow at 15")
        section(form, "performers").focus()
        await keys(pilot, "enter", "'mar", "enter", "ctrl+s")
    [row] = all_activities(store, anna)
    assert {user.login for user in row.performers} == {"anna", "marek"}


async def test_c5_a_contact_is_created_on_the_spot_and_comes_back_chosen(store: Store, anna: Acting) -> None:
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter", "'Nowa Firma", "enter")
        assert pilot.app.screen is not form
        await keys(pilot, "enter", "'600100200", "ctrl+s")
        assert pilot.app.screen is form
        assert form.field("assignment").value == "Nowa Firma"
        form.query_one("#persons").focus()
        await keys(pilot, "'Jan Kowalski", "enter", "ctrl+s")
        assert [pick.text for pick in form.state.picks["persons"]] == ["Jan Kowalski"]
        form.query_one("#start").focus()
        await keys(pilot, "'tomorrow at 15", "ctrl+s")
    [row] = all_activities(store, anna)
    assert row.contact is not None
    assert contacts.get(store, anna, row.contact.id).phones == ("+48 600 100 200",)
    assert [one.name for one in row.persons] == ["Jan Kowalski"]


async def test_c5_a_refused_new_contact_keeps_what_was_typed(store: Store, anna: Acting) -> None:
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter", "'Nowa Firma", "enter", "enter", "enter", "'no-address", "ctrl+s")
        dialog = pilot.app.screen
        assert dialog is not form
        assert dialog.query_one("#email").value == "no-address"  # type: ignore[attr-defined]
        await keys(pilot, "escape")
        assert form.field("assignment").value == "Nowa Firma"


async def test_c7_two_readings_are_chosen_from_and_never_guessed(store: Store, anna: Acting) -> None:
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter", "enter", "'tuesday at 15")
        start = form.field("start")
        assert start.is_open
        assert len(start.listed) == 2
        assert form.times().when is None
        await keys(pilot, "ctrl+s")
        assert beside(form, "start")[1] == "danger"
        await keys(pilot, "down", "down", "enter")
        assert form.times().when is not None
        await keys(pilot, "ctrl+s")
    [row] = all_activities(store, anna)
    assert row.when == timed(15, day=TOMORROW.replace(month=12, day=1))


async def test_c7_half_a_phrase_is_no_error_while_it_is_typed(store: Store, anna: Acting) -> None:
    async with form_open(store, anna) as (pilot, form):
        await keys(pilot, "'call", "enter", "enter", "'tomorr")
        assert beside(form, "start")[1] == "muted"
        await keys(pilot, "enter")
        assert beside(form, "start")[1] == "danger"


async def test_c7_a_bare_time_is_of_the_day_that_was_looked_at(store: Store, anna: Acting) -> None:
    async with form_open(store, anna, day=TOMORROW) as (pilot, form):
        assert form.times().when == AllDay(TOMORROW, TOMORROW)
        await keys(pilot, "'call", "enter", "enter", "'at 15")
        assert form.times().when == timed(15, day=TOMORROW)


async def test_the_form_of_a_draft_shows_its_names(store: Store, anna: Acting) -> None:
    ab = contact(store, anna)
    held = draft(store, anna, contact_id=ab.id, person_ids=(person(store, anna, ab).id,))
    async with form_open(store, anna, draft=held) as (_pilot, form):
        assert form.field("assignment").value == "AB Transport"
        assert form.field("category").value == "Call"
        assert [pick.text for pick in form.field("persons").picked] == ["Jan Kowalski"]


async def test_saving_untouched_changes_nothing(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=timed(15, minutes=47), description="Umowa [b]x[/b]", details="a\nb")
    async with form_open(store, anna, row=row) as (pilot, _form):
        await keys(pilot, "ctrl+s")
    assert activities.get(store, anna, row.id).version == row.version
    assert len(history.changes(store, anna, row.id)) == 1


async def test_what_was_typed_and_not_chosen_is_never_dropped(store: Store, anna: Acting) -> None:
    async with form_open(store, anna, draft=ActivityDraft()) as (pilot, form):
        form.query_one("#assignment").focus()
        await keys(pilot, "'Nobody", "escape")
        form.query_one("#start").focus()
        await keys(pilot, "'tomorrow at 15", "ctrl+s")
        assert beside(form, "assignment") == ("Choose from the list, or clear it.", "danger")
    assert all_activities(store, anna) == ()


async def test_the_right_to_change_is_the_stores_to_judge(store: Store, anna: Acting, marek: Acting) -> None:
    row = planned(store, anna, when=timed(15), performer_ids=(marek.id,))
    async with form_open(store, marek, row=row) as (pilot, form):
        form.query_one("#description").focus()
        await keys(pilot, "'new", "ctrl+s")
        assert "edit-received-description" in said(pilot)
        assert form.field("description").value == "new"
        allow(store, anna, "Employee", "edit-received-description")
        await keys(pilot, "ctrl+s")
    assert activities.get(store, anna, row.id).description == "new"


async def test_h6_a_field_shows_where_it_is_cut_and_asks_for_nothing_where_nothing_can_be_typed(
    store: Store, anna: Acting, marek: Acting
) -> None:
    firm = contact(store, anna, "Spółdzielnia Mleczarska „Jutrzenka” i Wspólnicy sp. z o.o. sp. k.")
    row = planned(store, anna, contact_id=firm.id, observer_ids=(marek.id,))
    async with form_open(store, marek, size=(80, 24), row=row) as (_pilot, form):
        assert form.query_one("#assignment").render_line(0).text == "Spółdzielnia Mleczarska „Jutrzen…"
        assert form.query_one("#cycle").disabled
        assert not form.query_one("#cycle").render_line(0).text.strip()


async def test_a7_tab_goes_from_persons_on_two_lines_to_the_direction(store: Store, anna: Acting) -> None:
    contact(store, anna, "Fabryka")
    async with form_open(store, anna, size=(80, 24)) as (pilot, form):
        await keys(pilot, "'call", "tab", "tab", "'Fabryka", "enter")
        form.query_one("#persons").focus()
        for name in ("Jan Łodzki", "Ewa Nowakowska-Wójcik"):
            await keys(pilot, "'" + name, "enter", "ctrl+s")
        assert form.query_one("#persons").region.y > form.query_one("#direction").region.y
        await keys(pilot, "tab")
        assert form.focused is form.query_one("#direction")
        await keys(pilot, "shift+tab")
        assert form.focused is form.query_one("#persons")
