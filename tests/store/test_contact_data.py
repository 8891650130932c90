"""What is typed into a contact: tax numbers, telephones, addresses (C3), and what is no such thing (H7)."""

from dataclasses import replace
from typing import Any

import pytest

from store import contacts, dictionaries, persons
from store.database import Store
from store.drafts import EntryDraft, PersonDraft
from store.phone_numbers import country_of, phone_number
from store.refusals import Invalid, NotAllowed
from store.rows import Acting
from store.tax_numbers import tax_number
from store.web_addresses import web_address
from tests.making import contact, entry, planned, refused


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("526-000-12-46", "5260001246"),
        ("PL 5260001246", "5260001246"),
        ("pl526-000-12-46", "5260001246"),
        ("DE136695976", "DE136695976"),
        ("de 136 695 976", "DE136695976"),
        ("GB 123", "GB 123"),
        ("EIN 12-3456789", "EIN 12-3456789"),
        ("Portugal", "Portugal"),
        ("", ""),
    ],
)
def test_c3_a_tax_number_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert tax_number(typed) == kept


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("5260001247", "not-a-nip"), ("PL5260001247", "not-a-nip"), ("DE136695977", "not-a-vat-number")],
)
def test_c3_a_tax_number_that_does_not_check_is_refused(typed: str, reason: str) -> None:
    with refused("tax-number", reason):
        tax_number(typed)


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("600 100 200", "PL", "+48 600 100 200"),
        ("(22) 555-12-34", "PL", "+48 22 555 12 34"),
        ("22 555 12 34 wew. 12", "PL", "+48 22 555 12 34 ext. 12"),
        ("+48 22 555 12 34 ext. 7", "PL", "+48 22 555 12 34 ext. 7"),
        ("030 901820", "DE", "+49 30 901820"),
        ("+1 650-253-0000", "PL", "+1 650-253-0000"),
        ("000 000 000", "PL", "000 000 000"),
    ],
)
def test_c3_a_telephone_is_kept_in_its_international_form(typed: str, country: str, kept: str) -> None:
    assert phone_number(typed, country) == kept
    assert phone_number(kept, country) == kept


@pytest.mark.parametrize("typed", ["", "call me", "12", "+48 600 1", "6001002003004005006007"])
def test_c3_what_cannot_be_a_telephone_is_refused(typed: str) -> None:
    with refused("phone", "not-a-phone"):
        phone_number(typed)


def test_c3_a_number_without_a_country_is_of_the_users_zone(store: Store, anna: Acting) -> None:
    assert [country_of(zone) for zone in ("Europe/Warsaw", "Europe/Berlin", "UTC", "no/where")] == [
        "PL",
        "DE",
        "PL",
        "PL",
    ]
    berlin = replace(anna, zone="Europe/Berlin")
    assert contact(store, berlin, phones=("030 901820",)).phones == ("+49 30 901820",)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("example.pl", "https://example.pl"), ("HTTP://a.pl/x?y=1", "http://a.pl/x?y=1"), ("", ""),
     ("http://intranet/crm", "http://intranet/crm")],
)  # fmt: skip
def test_c3_a_web_address_is_http_or_https(typed: str, kept: str) -> None:
    assert web_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "ftp://a.pl",
        "file:///etc/passwd",
        "a b.pl",
        "https://",
        "nothing",
        "http://[",
        "a.pl:99999",
    ],
)
def test_h7_what_is_no_web_address_is_refused(typed: str) -> None:
    with refused("web", "not-an-address"):
        web_address(typed)


def test_c3_what_stood_there_before_is_not_checked_again(store: Store, anna: Acting) -> None:
    firm = contact(store, anna)
    with store.engine.begin() as connection:
        connection.exec_driver_sql(f"update contacts set tax_number = '5260001247', web = 'old' where id = {firm.id}")
        connection.exec_driver_sql(
            "insert into contact_points (contact_id, kind, value, folded) "
            f"values ({firm.id}, 'phone', 'ask Jan', 'ask jan')"
        )
    held = contacts.get(store, anna, firm.id)
    draft = replace(contacts.draft_of_contact(held), address="Łódź", phones=(*held.phones, "600100200"))
    changed = contacts.edit(store, anna, firm.id, draft, version=held.version)
    assert (changed.tax_number, changed.web, changed.phones) == ("5260001247", "old", ("ask Jan", "+48 600 100 200"))


def test_c3_the_same_address_stands_once(store: Store, anna: Acting) -> None:
    firm = contact(store, anna, phones=("600100200", "+48 600 100 200"), emails=("a@B.pl", "a@b.pl"))
    assert (firm.phones, firm.emails) == (("+48 600 100 200",), ("a@b.pl",))


def test_c3_a_retired_contact_stays_with_all_about_it(store: Store, anna: Acting, marek: Acting) -> None:
    firm = contact(store, anna)
    row = planned(store, anna, contact_id=firm.id)
    with pytest.raises(NotAllowed, match="edit-others"):
        contacts.retire(store, marek, firm.id)
    assert contacts.retire(store, anna, firm.id).retired
    assert contacts.search(store, anna, firm.name) == ()
    with pytest.raises(Invalid, match="retired"):
        planned(store, anna, contact_id=firm.id)
    from store import activities

    assert activities.complete(store, anna, row.id).contact is not None
    assert not contacts.retire(store, anna, firm.id, retired=False).retired


def test_c3_a_person_who_has_left_is_no_longer_offered(store: Store, anna: Acting) -> None:
    firm = contact(store, anna)
    jan = persons.add(store, anna, PersonDraft("Jan", firm.id))
    persons.retire(store, anna, jan.id)
    assert persons.list_all(store, anna, contact_id=firm.id) == ()
    assert [row.name for row in persons.list_all(store, anna, contact_id=firm.id, retired=True)] == ["Jan"]


def test_g3_groups_are_a_tree_without_cycles(store: Store, anna: Acting) -> None:
    def group(name: str, parent: int | None = None) -> int:
        return dictionaries.add_entry(store, anna, "contact-group", EntryDraft(name, parent_id=parent)).id

    top = group("Top")
    middle = group("Middle", top)
    low = group("Low", middle)
    for number, parent in ((top, top), (top, middle), (top, low), (middle, low)):
        row = next(row for row in dictionaries.entries(store, anna, "contact-group") if row.id == number)
        with refused("parent", "group-cycle"):
            dictionaries.edit_entry(store, anna, number, replace(dictionaries.draft_of_entry(row), parent_id=parent))
    status = entry(store, anna, "contact-status", "Customer")
    refusals: list[Any] = [
        lambda: dictionaries.add_entry(store, anna, "contact-status", EntryDraft("x", parent_id=status)),
        lambda: dictionaries.add_entry(store, anna, "contact-group", EntryDraft("x", parent_id=status)),
        lambda: dictionaries.add_entry(store, anna, "contact-group", EntryDraft("x", parent_id=10**6)),
    ]
    for add in refusals:
        with refused("parent", "unknown"):
            add()
    shown = dictionaries.tree(dictionaries.entries(store, anna, "contact-group"))
    assert [(depth, row.name) for depth, row in shown][-3:] == [(0, "Top"), (1, "Middle"), (2, "Low")]
