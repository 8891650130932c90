"""Reminders in the form: in words, by channels, with what is wrong beside them (D1)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from store import activities, language, people
from store.database import Store
from store.reminder_kinds import At, Before, Reminder
from store.rows import Acting
from store.when import OpenEnded
from tests.conftest import NOW
from tests.making import draft, planned, timed
from tests.screens.driving import said
from tests.screens.forming import beside, focused, form_open, keys, section


def reachable(store: Store, anna: Acting, login: str, *, email: str = "", phone: str = "") -> None:
    """Give a user an address and a number."""
    row = people.user_named(store, anna, login)
    wanted = replace(people.draft_of_user(row), email=email, phone=phone)
    people.edit_user(store, anna, row.id, wanted, version=row.version)


async def test_d1_reminders_are_typed_in_words_and_saved(store: Store, anna: Acting) -> None:
    reachable(store, anna, "anna", email="anna@example.com", phone="+48600100200")
    async with form_open(store, anna, draft=draft(store, anna, when=timed(15))) as (pilot, form):
        await keys(pilot, "f6")
        assert focused(form) == "remind-1"
        await keys(pilot, "'15 min before")
        assert beside(form, "remind-1") == ("Tue 24.11.2026 14:45 · in 4 h 3 min", "ok")
        await keys(pilot, "tab", "tab", "space")
        assert focused(form) == "remind-1-email"
        await keys(pilot, "f6", "'tomorrow at 9")
        assert beside(form, "remind-2") == ("Wed 25.11.2026 9:00 · in 22 h 18 min", "ok")
        await keys(pilot, "ctrl+o")
        assert section(form, "reminders").summary.startswith("15 min before, in-app, e-mail · 25.11.2026 9:00, in-app")
        await keys(pilot, "f2")
        assert said(pilot) == "Saved."
        row = form.state.row
    assert row is not None
    assert set(row.reminders) == {
        Reminder(Before(15, "minute"), ("app", "email")),
        Reminder(At(NOW + timedelta(hours=22, minutes=18)), ("app",)),
    }


async def test_d1_an_sms_shows_its_length_and_parts(store: Store, anna: Acting) -> None:
    reachable(store, anna, "anna", phone="+48600100200")
    async with form_open(store, anna, draft=draft(store, anna, when=timed(15))) as (pilot, form):
        await keys(pilot, "f6", "'1 h before", "tab", "tab", "tab", "space", "tab")
        assert focused(form) == "remind-1-text"
        hint, _kind = beside(form, "remind-1-text")
        assert hint.startswith("standard text · ")
        await keys(pilot, "'Bring the offer")
        assert beside(form, "remind-1-text") == ("own text · 15/160 characters · 1 part", "muted")
        form.query_one("#remind-1-text").value = "x" * 161  # type: ignore[attr-defined]
        await keys(pilot, "right")
        assert beside(form, "remind-1-text") == ("own text · 161/306 characters · 2 parts", "amber")
        form.query_one("#remind-1-text").value = "Zażółć 🎉"  # type: ignore[attr-defined]
        await keys(pilot, "right")
        hint, _kind = beside(form, "remind-1-text")
        assert hint == "own text · 9/70 characters · 1 part · letters outside GSM"


async def test_d1_who_cannot_be_reached_is_said(store: Store, anna: Acting) -> None:
    async with form_open(store, anna, draft=draft(store, anna, when=timed(15))) as (pilot, form):
        await keys(pilot, "f6", "'1 h before", "tab", "tab", "space", "tab", "space")
        hint, kind = beside(form, "remind-1")
        assert "Anna Nowak: no e-mail address" in hint
        assert "Anna Nowak: no phone number" in hint
        assert kind == "amber"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("'blah", "Not understood"),
        ("'yesterday at 9", "This is in the past."),
        ("'tomorrow", "At what time?"),
        ("'2 months before", "minutes, hours, days or weeks"),
    ],
)
async def test_d1_what_cannot_be_is_said_beside_it_and_keeps_the_form(
    store: Store, anna: Acting, typed: str, wrong: str
) -> None:
    async with form_open(store, anna, draft=draft(store, anna)) as (pilot, form):
        await keys(pilot, "f6", typed)
        assert beside(form, "remind-1")[1] != "danger" or wrong == "This is in the past."
        await keys(pilot, "ctrl+s")
        hint, kind = beside(form, "remind-1")
        assert wrong in hint
        assert kind == "danger"
        assert focused(form) == "remind-1"
        assert form.is_attached
        assert form.saved is None


async def test_d1_an_offset_of_what_is_open_ended_is_refused_beside_it(store: Store, anna: Acting) -> None:
    given = draft(store, anna, when=OpenEnded())
    async with form_open(store, anna, draft=given) as (pilot, form):
        await keys(pilot, "f6", "'15 min before", "f2")
        assert "open-ended has no start" in beside(form, "remind-1")[0]
        assert form.saved is None


async def test_d1_an_emptied_reminder_and_one_that_is_removed_are_gone(store: Store, anna: Acting) -> None:
    reminders = (Reminder(Before(15, "minute")), Reminder(Before(1, "hour")), Reminder(Before(1, "day")))
    row = planned(store, anna, when=timed(16), reminders=reminders)
    async with form_open(store, anna, row=row) as (pilot, form):
        await keys(pilot, "f6")
        assert [entry.text for entry in form.state.given_reminders] == ["1 day before", "1 h before", "15 min before"]
        form.set_focus(form.field("remind-1"))
        await keys(pilot, "f8")
        assert focused(form) == "remind-2"
        await keys(pilot, *["backspace"] * 12, "tab")
        assert [entry.text for entry in form.state.given_reminders] == ["15 min before"]
        assert form.focused is not None
        await keys(pilot, "f2")
        assert said(pilot) == "Saved."
    assert activities.get(store, anna, row.id).reminders == (Reminder(Before(15, "minute")),)


async def test_d1_the_dictionary_offers_shortcuts(store: Store, anna: Acting) -> None:
    language.use("pl")
    async with form_open(store, anna, draft=draft(store, anna, when=timed(15))) as (pilot, form):
        await keys(pilot, "f6", "down")
        assert [pick.value for pick in form.field("remind-1").listed][:2] == ["5 min przed", "15 min przed"]
        await keys(pilot, "down", "enter")
        assert form.state.given_reminders[0].when == Before(15, "minute")


async def test_a16_a_similar_activity_has_the_same_reminders(store: Store, anna: Acting) -> None:
    given = draft(store, anna, when=timed(15), reminders=(Reminder(Before(15, "minute"), ("app",)),))
    async with form_open(store, anna, draft=given) as (pilot, form):
        await keys(pilot, "f4")
        assert form.state.row is None
        assert [entry.text for entry in form.state.given_reminders] == ["15 min before"]


async def test_d1_a_reminder_that_is_refused_is_in_sight_with_what_is_wrong(store: Store, anna: Acting) -> None:
    remind = (Reminder(Before(1, "day"), ("app",)), Reminder(Before(15, "minute"), ("app",)))
    row = planned(store, anna, when=timed(15), description="Ask for the date", reminders=remind)
    async with form_open(store, anna, (80, 24), row=row) as (pilot, form):
        await keys(pilot, "f6", "'yesterday at 9", "ctrl+s")
        assert focused(form) == "remind-3"
        assert beside(form, "remind-3") == ("This is in the past.", "danger")
        field, seen = form.query_one("#remind-3").region, form.query_one("#fields").region
        assert seen.y <= field.y
        assert field.bottom + 1 <= seen.bottom
