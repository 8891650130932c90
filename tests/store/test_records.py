"""Contacts, persons, projects, dictionaries and settings: names, duplicates, retirement (A7, C5, G3, G4)."""

from dataclasses import replace
from datetime import date

import pytest

from store import contacts, dictionaries, persons, projects, settings
from store.contact_points import email_address
from store.database import Store
from store.drafts import ContactDraft, EntryDraft, PersonDraft, ProjectDraft
from store.refusals import Ambiguous, NotAllowed, NotFound, Stale
from store.rows import Acting
from tests.making import contact, entry, person, planned, project, refused


def test_names_match_exactly_then_by_prefix_then_by_part(store: Store, anna: Acting) -> None:
    for name in ("Łódzka Spółdzielnia", "Nowak", "Nowak i Wspólnicy", "Stara Łódź"):
        contact(store, anna, name)
    for text, name in (
        ("nowak", "Nowak"),
        ("NOWAK I", "Nowak i Wspólnicy"),
        ("wspolnicy", "Nowak i Wspólnicy"),
        ("lodz", "Łódzka Spółdzielnia"),
        ("  stara   lodz ", "Stara Łódź"),
    ):
        assert contacts.named(store, anna, text).name == name


def test_an_ambiguous_name_is_refused_with_the_candidates(store: Store, anna: Acting) -> None:
    contact(store, anna, "Nowak i Wspólnicy")
    contact(store, anna, "Nowak Transport")
    with pytest.raises(Ambiguous) as caught:
        contacts.named(store, anna, "nowak")
    assert (caught.value.what, caught.value.candidates) == ("contact", ("Nowak Transport", "Nowak i Wspólnicy"))


def test_an_unknown_name_is_refused_with_what_is_near(store: Store, anna: Acting) -> None:
    contact(store, anna, "Żabka Centrum")
    with pytest.raises(NotFound) as caught:
        contacts.named(store, anna, "zabka centrm")
    assert caught.value.near == ("Żabka Centrum",)
    for text in ("", "  ", "\x00", "%", "_"):
        with pytest.raises(NotFound):
            contacts.named(store, anna, text)


def test_a_short_name_names_too(store: Store, anna: Acting) -> None:
    row = contact(store, anna, "Przedsiębiorstwo Handlowe Omega", short_name="PHO")
    assert contacts.named(store, anna, "pho").id == row.id
    assert contacts.search(store, anna, "PHO") == (row,)


def test_search_finds_prefixes_first_and_needs_no_accents(store: Store, anna: Acting) -> None:
    for name in ("Zakład Oświetlenia", "Oświata", "Łącze", "Ćma"):
        contact(store, anna, name)
    assert [row.name for row in contacts.search(store, anna, "osw")] == ["Oświata", "Zakład Oświetlenia"]
    assert len(contacts.search(store, anna, "", limit=3)) == 3
    assert [row.name for row in contacts.list_all(store, anna)] == ["Ćma", "Łącze", "Oświata", "Zakład Oświetlenia"]


def test_g3_names_are_unique_without_case_and_accents(store: Store, anna: Acting) -> None:
    contact(store, anna, "Łódź")
    project(store, anna, "Łódź")
    for add in (
        lambda: contact(store, anna, "LODZ"),
        lambda: project(store, anna, " lodz "),
        lambda: dictionaries.add_entry(store, anna, "goal", EntryDraft("SIGN  the contract")),
    ):
        with refused("name", "taken"):
            add()
    assert dictionaries.add_entry(store, anna, "category", EntryDraft("Sign the contract")).letter == "S"


def test_contact_keeps_what_it_was_given(store: Store, anna: Acting, ewa: Acting) -> None:
    draft = ContactDraft(
        "AB Transport", short_name="AB", tax_number="5260001246", emails=("b@ab.pl", "a@ab.pl"),
        phones=("+48 22 555 12 34",), address="ul. Długa 1\n00-001 Warszawa", web="https://ab.pl",
        status_id=entry(store, anna, "contact-status", "Customer"),
        group_ids=(entry(store, anna, "contact-group", "Key customers"),), owner_id=ewa.id,
    )  # fmt: skip
    row = contacts.add(store, anna, draft)
    assert contacts.draft_of_contact(contacts.get(store, anna, row.id)) == draft
    assert contacts.add(store, ewa, ContactDraft("Mine")).owner == ewa.ref


def test_contacts_of_others_need_edit_others_and_the_version(store: Store, anna: Acting, marek: Acting) -> None:
    row = contact(store, anna)
    changed = replace(contacts.draft_of_contact(row), web="https://x.pl")
    with pytest.raises(NotAllowed, match="edit-others"):
        contacts.edit(store, marek, row.id, changed, version=1)
    contacts.edit(store, anna, row.id, changed, version=1)
    with pytest.raises(Stale):
        contacts.edit(store, anna, row.id, changed, version=1)


@pytest.mark.parametrize("typed", ["jan@ab.pl", '"Jan Żak" <jan@ab.pl>', " Jan <jan@ab.pl>"])
def test_c3_an_address_is_kept_without_the_name_before_it(typed: str) -> None:
    assert email_address(typed) == "jan@ab.pl"


@pytest.mark.parametrize("email", ["", "a", "@b", "a@", "a b@c"])
def test_an_email_that_cannot_be_one_is_refused(store: Store, anna: Acting, email: str) -> None:
    with refused("email", "not-an-email"):
        contact(store, anna, emails=("ok@ab.pl", email))
    assert contacts.list_all(store, anna) == ()


def test_what_a_record_points_at_must_be_there(store: Store, anna: Acting) -> None:
    goal = entry(store, anna, "goal", "Sign the contract")
    firm = contact(store, anna)
    for field, add in (
        ("status", lambda: contact(store, anna, "B", status_id=goal)),
        ("group", lambda: contact(store, anna, "B", group_ids=(goal,))),
        ("owner", lambda: contact(store, anna, "B", owner_id=99)),
        ("contact", lambda: persons.add(store, anna, PersonDraft("Jan", 99))),
        ("function", lambda: persons.add(store, anna, PersonDraft("Jan", firm.id, function_ids=(goal,)))),
        ("parent", lambda: project(store, anna, parent_id=99)),
        ("contact", lambda: project(store, anna, contact_id=99)),
        ("status", lambda: project(store, anna, status_id=goal)),
        ("stage", lambda: project(store, anna, stage_id=goal)),
        ("responsible", lambda: project(store, anna, responsible_id=99)),
    ):
        with refused(field, "unknown"):
            add()


def test_persons_are_found_at_their_contact(store: Store, anna: Acting) -> None:
    ab, other = contact(store, anna), contact(store, anna, "Żabka")
    here, there = person(store, anna, ab), person(store, anna, other)
    assert persons.named(store, anna, "kowalski", contact_id=ab.id) == here
    assert persons.search(store, anna, "jan", contact_id=other.id) == (there,)
    with pytest.raises(Ambiguous):
        persons.named(store, anna, "kowalski")


def test_c4_a_project_is_not_inside_itself(store: Store, anna: Acting) -> None:
    top = project(store, anna, "Top")
    sub = project(store, anna, "Sub", parent_id=top.id)
    for parent in (top.id, sub.id):
        with refused("parent", "cycle"):
            projects.edit(store, anna, top.id, replace(projects.draft_of_project(top), parent_id=parent), version=1)
    with refused("end", "end-before-start"):
        project(store, anna, "Late", start=date(2026, 2, 1), end=date(2026, 1, 1))
    with refused("progress", "out-of-range"):
        project(store, anna, "Fast", progress=101)


def test_project_keeps_what_it_was_given(store: Store, anna: Acting) -> None:
    draft = ProjectDraft(
        "Wdrożenie", contact_id=contact(store, anna).id, keywords=("crm", "łódź"), responsible_id=anna.id,
        start=date(2026, 1, 1), end=date(2026, 12, 31), progress=40,
        status_id=entry(store, anna, "project-status", "Running"),
        stage_id=entry(store, anna, "project-stage", "Offer"),
    )  # fmt: skip
    assert projects.draft_of_project(projects.add(store, anna, draft)) == draft


def test_g3_entries_are_retired_and_never_deleted(store: Store, anna: Acting) -> None:
    row = planned(store, anna)
    found = dictionaries.entry_named(store, anna, "category", "Call")
    dictionaries.edit_entry(store, anna, found.id, replace(dictionaries.draft_of_entry(found), retired=True))
    assert found.id not in {e.id for e in dictionaries.entries(store, anna, "category")}
    assert found.id in {e.id for e in dictionaries.entries(store, anna, "category", retired=True)}
    with pytest.raises(NotFound):
        dictionaries.entry_named(store, anna, "category", "call")
    with refused("name", "taken-by-retired"):
        dictionaries.add_entry(store, anna, "category", EntryDraft("call"))
    assert not {name for name in vars(dictionaries) if name.startswith(("delete", "remove"))}
    assert row.category.name == "Call"


def test_g3_entries_keep_their_order_and_what_they_carry(store: Store, anna: Acting) -> None:
    added = dictionaries.add_entry(store, anna, "category", EntryDraft("żniwa", colour="pink", length_minutes=90))
    assert (added.letter, added.colour, added.length_minutes) == ("Ż", "pink", 90)
    assert dictionaries.entries(store, anna, "category")[-1] == added
    for field, reason, draft in (
        ("colour", "unknown", EntryDraft("X", colour="mauve")),
        ("length", "out-of-range", EntryDraft("X", length_minutes=0)),
        ("name", "missing", EntryDraft("\x1b\x00 ")),
        ("name", "too-long", EntryDraft("x" * 301)),
    ):
        with refused(field, reason):
            dictionaries.add_entry(store, anna, "category", draft)
    with pytest.raises(NotFound):
        dictionaries.add_entry(store, anna, "nothing", EntryDraft("X"))


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("time-tracking", " OFF ", False),
        ("copy-discussion", "on", True),
        ("day-plan-mail-hour", "6", 6),
        ("day-plan-mail-hour", "23:00", 23),
        ("attachment-limit", "10 MB", 10 * 1024**2),
        ("attachment-limit", "2g", 2 * 1024**3),
        ("attachment-limit", "512k", 512 * 1024),
        ("attachment-limit", "100", 100),
    ],
)
def test_g4_settings_are_read_from_text(store: Store, anna: Acting, name: str, text: str, value: object) -> None:
    assert settings.set_one(store, anna, name, text) == value
    assert settings.get_one(store, anna, name) == settings.get(store, anna)[name] == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("time-tracking", "yes"),
        ("day-plan-mail-hour", "24"),
        ("day-plan-mail-hour", "7:30"),
        ("day-plan-mail-hour", "-1"),
        ("attachment-limit", "big"),
        ("attachment-limit", "5 TB"),
        ("attachment-limit", ""),
    ],
)
def test_g4_what_a_setting_cannot_take_is_refused_and_changes_nothing(
    store: Store, anna: Acting, name: str, text: str
) -> None:
    before = settings.get(store, anna)
    with refused(name, f"not-a{'n' if 'hour' in name else ''}-{settings.SETTINGS[name].kind}"):
        settings.set_one(store, anna, name, text)
    assert settings.get(store, anna) == before
    with pytest.raises(NotFound):
        settings.get_one(store, anna, "nothing")


def test_g4_a_setting_that_nobody_set_has_its_default(store: Store, anna: Acting) -> None:
    assert settings.get(store, anna) == {name: setting.default for name, setting in settings.SETTINGS.items()}


def test_g5_preferences_are_ones_own(store: Store, anna: Acting, marek: Acting) -> None:
    settings.set_preference(store, anna, "theme", "dark")
    settings.set_preference(store, anna, "theme", "light")
    assert settings.preferences(store, anna) == {"theme": "light"}
    assert settings.preferences(store, marek) == {}
