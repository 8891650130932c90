"""The administration by keys (G1 to G4): every list is kept, nothing is lost where something is refused."""

from dataclasses import replace
from typing import Any, cast

import pytest
from textual.containers import VerticalScroll

from crm_tui import watching
from screens.activity_form import ActivityForm
from screens.administering.entry_dialog import EntryDialog
from screens.administering.roles import RoleForm
from screens.administering.take_over import TakeOver
from screens.administering.user_form import UserForm
from screens.administration import AdministrationScreen
from screens.day_plan import DayPlanScreen
from screens.kept_words import right_title
from screens.sections import SectionsScreen
from store import activities, dictionaries, language, passwords, people, settings
from store.database import Store
from store.drafts import EntryDraft
from store.rights import RIGHTS
from store.rows import Acting
from tests.making import TOMORROW, contact, entry, planned, timed
from tests.screens.driving import running, said, until
from tests.screens.test_contacts import keys
from widgets.bars import TopBar
from widgets.choice import Choice
from widgets.form_section import FormSection
from widgets.picker import Picker
from widgets.record_table import RecordTable

SIZES = [(60, 15), (80, 24), (120, 40), (200, 60)]


def listed(pilot: Any, table: str = "#rows") -> list[str]:
    found = pilot.app.screen.query_one(table, RecordTable)
    return [found._rows[n].cells[0].text for n in range(found.total) if n in found._rows]


def shown(pilot: Any, selector: str = "#rows") -> str:
    found = pilot.app.screen.query_one(selector)
    return "\n".join(found.render_line(y).text for y in range(found.size.height))


async def section(pilot: Any, name: str) -> None:
    """Open the administration and go into a section."""
    screen = pilot.app.screen
    if not isinstance(screen, SectionsScreen):
        await keys(pilot, "6")
        screen = pilot.app.screen
    assert isinstance(screen, SectionsScreen)
    if screen.focused is not screen.menu:
        await keys(pilot, "escape")
    at = [one.id for one in screen.sections].index(name)
    await keys(pilot, "home", *["down"] * at, "tab")
    assert screen.section.id == name


def entries(store: Store, me: Acting, kind: str) -> list[str]:
    return [row.name for row in dictionaries.entries(store, me, kind, retired=True)]


@pytest.mark.parametrize("size", SIZES)
async def test_g3_an_entry_is_added_changed_moved_and_retired(
    store: Store, anna: Acting, size: tuple[int, int]
) -> None:
    async with running(store, anna, size) as pilot:
        await section(pilot, "category")
        assert listed(pilot)[0] == "Call"
        await keys(pilot, "A", "'Fair", "tab", "'F", "tab", "right", "tab", "'2 h", "ctrl+s")
        # The first colour is the one that the store would give: the seventh of the list.
        row = dictionaries.entry_named(store, anna, "category", "Fair")
        assert (row.letter, row.colour, row.length_minutes) == ("F", "yellow", 120)
        assert said(pilot) == "Saved: Fair"
        assert pilot.app.screen.query_one("#rows", RecordTable).highlighted.id == row.id  # type: ignore[union-attr]
        await keys(pilot, "K")
        assert listed(pilot)[-2:] == ["Fair", "Task"]
        await keys(pilot, "shift+down", "E", "end", "'s", "ctrl+s")
        assert listed(pilot)[-1] == "Fairs"
        assert entries(store, anna, "category")[-1] == "Fairs"
        await keys(pilot, "R")
        assert dictionaries.entry_named(store, anna, "category", "Fairs", retired=True).retired
        assert "retired" in shown(pilot)
        await keys(pilot, "R")
        assert not dictionaries.entry_named(store, anna, "category", "Fairs").retired
        await keys(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, DayPlanScreen)


async def test_g3_a_name_that_is_taken_keeps_what_was_typed(store: Store, anna: Acting) -> None:
    async with running(store, anna, (80, 24)) as pilot:
        await section(pilot, "goal")
        await keys(pilot, "A", "'sign the CONTRACT", "enter")
        dialog = pilot.app.screen
        assert isinstance(dialog, EntryDialog)
        assert "already" in str(dialog.query_one("#hint").render())
        await keys(pilot, "'s", "enter")
        assert "sign the CONTRACTs" in entries(store, anna, "goal")
        await section(pilot, "category")
        await keys(pilot, "E", "tab", "tab", "tab", "'much", "ctrl+s")
        assert "no length" in str(pilot.app.screen.query_one("#hint").render())
        await keys(pilot, "escape")
        assert dictionaries.entry_named(store, anna, "category", "Call").length_minutes is None


async def test_g3_groups_are_a_tree(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await section(pilot, "contact-group")
        await keys(pilot, "A", "'North", "tab", "down", "ctrl+s")
        row = dictionaries.entry_named(store, anna, "contact-group", "North")
        assert row.parent_id == entry(store, anna, "contact-group", "Key customers")
        assert listed(pilot) == ["Key customers", "North", "Newsletter"]
        assert "▌  North" in shown(pilot)
        await keys(pilot, "up", "E", "tab", "right", "ctrl+s")
        assert "below itself" in str(pilot.app.screen.query_one("#hint").render())


@pytest.mark.parametrize("size", SIZES)
async def test_g1_a_user_is_added_and_changed(store: Store, anna: Acting, size: tuple[int, int]) -> None:
    async with running(store, anna, size) as pilot:
        await section(pilot, "users")
        await keys(pilot, "A")
        assert isinstance(pilot.app.screen, UserForm)
        await keys(pilot, "'marek", "tab", "'Mana", "tab", "'Piotr Żak", "ctrl+s")
        slot = pilot.app.screen.query_one("#section-user", FormSection).slot("login")
        assert slot is not None
        assert "already" in slot.hint
        await keys(pilot, *["backspace"] * 5, "'piotr", "ctrl+s")
        row = people.user_named(store, anna, "piotr")
        assert (row.name, row.role.name, row.zone, row.active) == ("Piotr Żak", "Manager", "Europe/Warsaw", True)
        await keys(pilot, "E")
        form = pilot.app.screen
        form.query_one("#visible").focus()
        form.query_one("#zone", Picker).focus()
        await keys(pilot, "ctrl+u", "'New_Yor", "enter")
        form.query_one("#visible").focus()
        await keys(pilot, "space", "ctrl+s")
        row = people.user_named(store, anna, "piotr")
        assert (row.visible, row.zone) == (False, "America/New_York")
        await keys(pilot, "R")
        assert not people.user_named(store, anna, "piotr").active
        assert "may no longer log in" in said(pilot)


async def test_g1_neither_oneself_nor_the_last_administrator_is_deactivated(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await section(pilot, "users")
        await keys(pilot, "R")
        assert said(pilot) == "Somebody must be left who may administer."
        admin = people.role_named(store, anna, "Administrator").id
        ewa = people.user_named(store, anna, "ewa")
        from dataclasses import replace

        people.edit_user(store, anna, ewa.id, replace(people.draft_of_user(ewa), role_id=admin), version=ewa.version)
        await keys(pilot, "R")
        assert "your own log-in" in said(pilot)
        assert people.user_named(store, anna, "anna").active


async def test_g2_a_role_is_made_of_rights_with_words(store: Store, anna: Acting) -> None:
    async with running(store, anna, (80, 24)) as pilot:
        await section(pilot, "roles")
        await keys(pilot, "A")
        form = pilot.app.screen
        assert isinstance(form, RoleForm)
        words = "\n".join(
            form.query_one("#section-rights").render_line(y).text
            for y in range(form.query_one("#section-rights").size.height)
        )
        assert "Plan for others" in words
        await keys(pilot, "'Guest", "ctrl+s")
        assert "no right" in said(pilot)
        assert people.role_named(store, anna, "Guest").rights == frozenset()
        await keys(pilot, "E", "tab", "space", "ctrl+s")
        assert people.role_named(store, anna, "Guest").rights == {"delegate"}


async def test_g2_a_right_is_given_to_roles_from_the_table(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await section(pilot, "rights")
        assert "✓" in shown(pilot)
        await keys(pilot, "E", "end", "space", "enter")
        assert "delegate" in people.role_named(store, anna, "Employee").rights
        await keys(pilot, "end", "enter", "space", "enter")
        assert said(pilot) == "Somebody must be left who may administer."
        assert "administer" in people.role_named(store, anna, "Administrator").rights


async def test_g4_settings_are_turned_and_typed(store: Store, anna: Acting) -> None:
    async with running(store, anna, (80, 24)) as pilot:
        await section(pilot, "settings")
        await keys(pilot, "space")
        assert settings.get_one(store, anna, "time-tracking") is False
        assert "hidden everywhere" in shown(pilot, "#side")
        await keys(pilot, *["down"] * 4, "enter", "ctrl+u", "'25", "enter")
        assert "Day plan by e-mail at is an hour from 0 to 23" in shown(pilot, "#hint")
        await keys(pilot, "ctrl+u", "'6", "enter", "end", "E", "ctrl+u", "'10 MB", "enter")
        held = settings.get(store, anna)
        assert (held["day-plan-mail-hour"], held["attachment-limit"]) == (6, 10 * 1024 * 1024)


async def test_g2_without_the_right_one_may_look_and_is_told_which_right_is_missing(
    store: Store, anna: Acting, marek: Acting
) -> None:
    async with running(store, marek, (120, 40)) as pilot:
        await section(pilot, "category")
        assert "administer" in pilot.app.screen.query_one(TopBar).render_line(0).text
        assert "Call" in listed(pilot)
        for key in ("A", "E", "R", "J"):
            await keys(pilot, key)
            assert isinstance(pilot.app.screen, AdministrationScreen)
            assert "The right “administer” is missing" in said(pilot)
        await section(pilot, "users")
        await keys(pilot, "T")
        assert "The right “administer” is missing" in said(pilot)
        await section(pilot, "settings")
        await keys(pilot, "space")
        assert settings.get_one(store, marek, "time-tracking") is True


async def test_g1_a_leavers_work_is_seen_then_taken_over(
    store: Store, anna: Acting, marek: Acting, ewa: Acting
) -> None:
    planned(store, ewa, when=timed(9, day=TOMORROW), busy=True)
    clash = planned(store, marek, when=timed(9, day=TOMORROW))
    free = planned(store, marek, when=timed(15))
    contact(store, marek)
    async with running(store, anna, (80, 24)) as pilot:
        await section(pilot, "users")
        await keys(pilot, "end", "T")
        dialog = pilot.app.screen
        assert isinstance(dialog, TakeOver)
        await keys(pilot, "'ewa", "enter")
        counts = str(dialog.query_one("#counts").render())
        assert "      1  contact\n" in counts
        assert "2  open activities to carry out" in counts
        assert "Ewa Wiśniewska is taken" in counts
        await keys(pilot, "ctrl+s")
        assert "Nothing was moved" in str(dialog.query_one("#hint").render())
        assert [user.login for user in activities.get(store, anna, free.id).performers] == ["marek"]
        await keys(pilot, "ctrl+l")
        assert "1 activity, 1 contact" in said(pilot)
        assert "1 stays" in said(pilot)
        assert [user.login for user in activities.get(store, anna, free.id).performers] == ["ewa"]
        assert [user.login for user in activities.get(store, anna, clash.id).performers] == ["marek"]


@pytest.mark.parametrize("size", [(60, 15), (80, 24)])
async def test_g1_what_is_in_the_way_scrolls_and_what_is_said_of_it_stays_in_sight(
    store: Store, anna: Acting, marek: Acting, ewa: Acting, size: tuple[int, int]
) -> None:
    for hour in (9, 11, 13, 15):
        planned(store, ewa, when=timed(hour, day=TOMORROW), busy=True)
        planned(store, marek, when=timed(hour, day=TOMORROW))
    async with running(store, anna, size) as pilot:
        await section(pilot, "users")
        await keys(pilot, "end", "T", "'ewa", "enter", "ctrl+s")
        dialog = pilot.app.screen
        hint, frame, found = dialog.query_one("#hint"), dialog.query_one(".frame"), dialog.query_one(VerticalScroll)
        assert "^l leaves what is in the way" in " ".join(str(hint.render()).split())
        assert hint.region.bottom <= frame.content_region.bottom
        assert "PgDn" in str(frame.border_subtitle)
        await keys(pilot, *["pagedown"] * 4)
        assert found.scroll_offset.y == found.max_scroll_y > 0


def test_g2_a_right_is_called_what_one_may_do() -> None:
    language.use("pl")
    titles = [right_title(right) for right in RIGHTS]
    assert [title for title in titles if not title.split()[0].endswith("ć")] == []


async def test_h5_what_another_session_changes_shows_in_the_lists_and_in_open_pickers(
    store: Store, anna: Acting, ewa: Acting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "LOOK_SECONDS", 0.05)
    async with running(store, anna) as pilot:
        await section(pilot, "goal")
        other = Store.open(str(store.path), clock=store.clock)
        dictionaries.add_entry(other, anna, "goal", EntryDraft("Visit the fair"))
        await until(pilot, lambda: "Visit the fair" in listed(pilot))
        await keys(pilot, "1", "n")
        form = pilot.app.screen
        assert isinstance(form, ActivityForm)
        await keys(pilot, "'Ca")
        dictionaries.add_entry(other, anna, "category", EntryDraft("Carnival"))
        category = form.query_one("#category", Picker)
        await until(pilot, lambda: any(pick.text == "Carnival" for pick in category.options))
        assert category.value == "Ca"
        other.close()


async def test_h5_ones_own_role_and_name_follow_while_running(
    store: Store, anna: Acting, marek: Acting, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    monkeypatch.setattr(watching, "LOOK_SECONDS", 0.05)
    async with running(store, marek) as pilot:
        other = Store.open(str(store.path), clock=store.clock)
        row = people.user_named(other, anna, "marek")
        manager = people.role_named(other, anna, "Manager").id
        draft = replace(people.draft_of_user(row), role_id=manager, zone="America/New_York", language="pl")
        people.edit_user(other, anna, row.id, draft, version=row.version)
        await until(pilot, lambda: "delegate" in cast(Any, pilot.app).desk.me.rights)
        assert "4:42" in pilot.app.screen.query_one(TopBar).render_line(0).text
        assert "Plan dnia" in pilot.app.screen.query_one(TopBar).render_line(0).text
        other.close()


async def test_keys_of_everywhere_answer_here_too(store: Store, anna: Acting) -> None:
    planned(store, anna)
    async with running(store, anna) as pilot:
        await section(pilot, "goal")
        await keys(pilot, "u")
        assert "changes of activities" in said(pilot)
        assert len(activities_of(store)) == 1
        await keys(pilot, "n")
        assert isinstance(pilot.app.screen, ActivityForm)
        await keys(pilot, "escape", "T")
        assert "user who leaves" in said(pilot)
        await keys(pilot, "space", "6")
        assert said(pilot) == "This is the administration."


def activities_of(store: Store) -> list[Any]:
    with store.reading() as read:
        return read.all("select id from activities where not deleted")


async def test_the_help_tells_the_keys_and_the_facts_say_what_a_row_means(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await section(pilot, "contact-status")
        assert "R retires it" in shown(pilot, "#side")
        await keys(pilot, "question_mark")
        await until(pilot, lambda: bool(pilot.app.screen.query("#keys")))
        assert "move it up" in str(pilot.app.screen.query_one("#keys").render())


async def test_g3_keys_act_on_a_row_only_where_one_stands_in_the_list(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await section(pilot, "category")
        await keys(pilot, "escape")
        for key in ("E", "R", "space", "K", "J", "H"):
            await keys(pilot, key)
            assert isinstance(pilot.app.screen, AdministrationScreen)
            assert "tab goes into the list" in said(pilot)
    assert entries(store, anna, "category")[0] == "Call"


async def test_a19_what_was_changed_of_a_row_is_told(store: Store, anna: Acting) -> None:
    call = dictionaries.entry_named(store, anna, "category", "Call")
    draft = replace(dictionaries.draft_of_entry(call), length_minutes=90, retired=True)
    dictionaries.edit_entry(store, anna, call.id, draft)
    settings.set_one(store, anna, "copy-discussion", "on")
    async with running(store, anna) as pilot:
        await section(pilot, "category")
        await keys(pilot, "H")
        text = shown(pilot, "#changes")
        assert "Anna Nowak  changed" in text
        assert "length: — → 1 h 30 min" in text
        assert "retired: no → yes" in text
        await keys(pilot, "escape")
        await section(pilot, "settings")
        await keys(pilot, "down", "H")
        assert "Copy the discussion: off → on" in shown(pilot, "#changes")


async def test_g1_an_administrator_gives_a_user_a_password(store: Store, anna: Acting, marek: Acting) -> None:
    async with running(store, anna) as pilot:
        await section(pilot, "users")
        await keys(pilot, "end", "P", "'kolejka-2026", "tab", "'kolejka-2026", "ctrl+s")
        assert said(pilot) == "The password of Marek Zieliński is set."
    assert passwords.log_in(store, "marek", "kolejka-2026").id == marek.id


async def test_g3_a_new_group_is_not_put_below_a_retired_one(store: Store, anna: Acting) -> None:
    dictionaries.add_entry(store, anna, "contact-group", EntryDraft("Old"))
    old = dictionaries.entry_named(store, anna, "contact-group", "Old")
    dictionaries.edit_entry(store, anna, old.id, replace(dictionaries.draft_of_entry(old), retired=True))
    async with running(store, anna) as pilot:
        await section(pilot, "contact-group")
        await keys(pilot, "A")
        assert "Old" not in [text.strip() for _value, text in pilot.app.screen.query_one(Choice)._choices]


async def test_g2_at_80_columns_no_role_is_missing_from_the_table_of_rights(store: Store, anna: Acting) -> None:
    for name in ("Helper", "Trainee"):
        people.save_role(store, anna, name, frozenset())
    async with running(store, anna, (80, 24)) as pilot:
        await section(pilot, "rights")
        head = shown(pilot).splitlines()[0]
        assert [name in head for name in ("Adm", "Man", "Emp", "Hel", "Tra")] == [True] * 5


async def test_g1_what_was_wrong_beside_a_picker_is_said_anew(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await section(pilot, "users")
        await keys(pilot, "A", "'x", "tab", "'nobody", "ctrl+s")
        assert "“nobody” is not in the list" in pilot.app.export_screenshot().replace("&#160;", " ")
        await keys(pilot, "end", "'s", "ctrl+s")
        drawn = pilot.app.export_screenshot().replace("&#160;", " ")
        assert "“nobodys” is not in the list" in drawn
        assert "“nobody” is not in the list" not in drawn
