"""The list of contacts (C3): windows, order, filters, and what is never read whole."""

import itertools
from datetime import timedelta

from store import activities, contact_list, contacts, dictionaries, persons
from store.contact_list import ORDERS, ContactQuery
from store.database import Store
from store.drafts import EntryDraft, PersonDraft
from store.rows import Acting
from store.when import OpenEnded
from tests.making import TOMORROW, YESTERDAY, contact, entry, past, planned, timed

NAMES = ("Zebra", "Żabka", "Łódź", "Lublin", "Ćma", "Cukier", "ądź", "Adam")


def names(store: Store, me: Acting, **query: object) -> list[str]:
    page = contact_list.page(store, me, ContactQuery(**query))  # type: ignore[arg-type]
    assert page.total == len(page.rows)
    return [line.name for line in page.rows]


def test_c3_names_are_in_polish_order(store: Store, anna: Acting) -> None:
    for name in NAMES:
        contact(store, anna, name)
    wanted = ["Adam", "ądź", "Cukier", "Ćma", "Lublin", "Łódź", "Zebra", "Żabka"]
    assert names(store, anna) == wanted
    assert names(store, anna, descending=True) == wanted[::-1]
    row = contacts.named(store, anna, "Adam")
    from dataclasses import replace

    contacts.edit(store, anna, row.id, replace(contacts.draft_of_contact(row), name="Źdźbło"), version=row.version)
    assert names(store, anna)[-2:] == ["Źdźbło", "Żabka"]


def test_c3_windows_make_up_the_whole_list(store: Store, anna: Acting) -> None:
    customer = entry(store, anna, "contact-status", "Customer")
    for number in range(23):
        firm = contact(store, anna, f"Firm {number}", status_id=customer if number % 3 else None)
        if number % 4 == 0:
            planned(store, anna, contact_id=firm.id, when=timed(8 + number % 9, day=TOMORROW))
    for order, descending in itertools.product(ORDERS, (False, True)):
        query = ContactQuery(order=order, descending=descending)
        whole = contact_list.page(store, anna, query, limit=100)
        pages = [contact_list.page(store, anna, query, first=first, limit=5) for first in range(0, 25, 5)]
        assert [line for page in pages for line in page.rows] == list(whole.rows), (order, descending)
        assert {page.total for page in pages} == {23}
        assert contact_list.page(store, anna, query, first=99).rows == ()


def test_c3_status_last_and_next_put_what_has_none_at_the_end(store: Store, anna: Acting) -> None:
    a, b, c = (contact(store, anna, name) for name in "ABC")
    planned(store, anna, contact_id=c.id, when=timed(9, day=TOMORROW))
    planned(store, anna, contact_id=b.id, when=timed(9, day=TOMORROW + timedelta(days=1)))
    assert names(store, anna, order="next") == ["C", "B", "A"]
    assert names(store, anna, order="next", descending=True) == ["B", "C", "A"]
    done = activities.complete(store, anna, planned(store, anna, contact_id=a.id).id)
    assert names(store, anna, order="last") == ["A", "B", "C"]
    line = contact_list.page(store, anna, ContactQuery()).rows[0]
    assert (line.last_at, line.next_at) == (done.ended_at, None)


def test_c3_last_and_next_follow_every_change(store: Store, anna: Acting) -> None:
    a, b = contact(store, anna, "A"), contact(store, anna, "B")

    def times() -> list[tuple[bool, bool]]:
        rows = contact_list.page(store, anna, ContactQuery()).rows
        return [(line.last_at is not None, line.next_at is not None) for line in rows]

    row = planned(store, anna, contact_id=a.id)
    assert times() == [(False, True), (False, False)]
    from dataclasses import replace

    from store import history
    from store.drafts import draft_of

    row = activities.edit(store, anna, row.id, replace(draft_of(row), contact_id=b.id), version=row.version)
    assert times() == [(False, False), (False, True)]
    activities.complete(store, anna, row.id)
    assert times() == [(False, False), (True, False)]
    history.undo(store, anna)
    assert times() == [(False, False), (False, True)]
    activities.delete(store, anna, row.id)
    assert times() == [(False, False), (False, False)]
    planned(store, anna, contact_id=a.id, when=OpenEnded())
    assert times() == [(False, False), (False, False)]
    late = past(store, anna, timed(9, day=YESTERDAY), contact_id=a.id)
    assert contact_list.page(store, anna, ContactQuery(order="next")).rows[0].id == a.id
    assert late.contact is not None


FOUND = {
    "zolta": ["Żółta Łódź"],
    "ŻŁ": ["Żółta Łódź"],
    "kowal": ["Żółta Łódź"],
    "600 100": ["Żółta Łódź"],
    "600-100-200": ["Żółta Łódź"],
    "jan@": ["Żółta Łódź"],
    "biuro@": ["Żółta Łódź"],
    "526-000": ["Żółta Łódź"],
    "%": ["100% Wool"],
    "_": [],
    "wool' or 1=1 --": [],
    "\0 ": ["100% Wool", "Żółta Łódź"],
    "a": ["Żółta Łódź"],
    "": ["100% Wool", "Żółta Łódź"],
}


def test_c3_the_filter_looks_into_persons_addresses_and_numbers(store: Store, anna: Acting) -> None:
    firm = contact(store, anna, "Żółta Łódź", short_name="ŻŁ", tax_number="5260001246", emails=("biuro@zl.pl",))
    persons.add(store, anna, PersonDraft("Jan Kowalski", firm.id, emails=("jan@zl.pl",), phones=("600100200",)))
    contact(store, anna, "100% Wool")
    gone = persons.add(store, anna, PersonDraft("Bronisław", firm.id))
    persons.retire(store, anna, gone.id)
    assert {text: names(store, anna, text=text) for text in FOUND} == FOUND
    assert names(store, anna, text="bronis") == []


def test_c3_a_group_takes_in_those_below_it(store: Store, anna: Acting, marek: Acting) -> None:
    top = dictionaries.add_entry(store, anna, "contact-group", EntryDraft("Top"))
    low = dictionaries.add_entry(store, anna, "contact-group", EntryDraft("Low", parent_id=top.id))
    customer = entry(store, anna, "contact-status", "Customer")
    contact(store, anna, "A", group_ids=(low.id,), status_id=customer)
    contact(store, marek, "B", group_ids=(top.id,))
    contact(store, anna, "C")
    assert names(store, anna, group_id=top.id) == ["A", "B"]
    assert names(store, anna, group_id=low.id) == ["A"]
    assert names(store, anna, owner_id=marek.id) == ["B"]
    assert names(store, anna, status_id=customer, text="a") == ["A"]
    assert names(store, anna, group_id=10**6) == []
    contacts.retire(store, anna, contacts.named(store, anna, "C").id)
    assert (names(store, anna), names(store, anna, retired=True)) == (["A", "B"], ["C"])


def test_c3_a_contact_is_found_at_its_place(store: Store, anna: Acting) -> None:
    ids = [contact(store, anna, f"Firm {letter}").id for letter in "CAB"]
    query = ContactQuery()
    assert [contact_list.place(store, anna, query, number) for number in ids] == [2, 0, 1]
    assert contact_list.place(store, anna, ContactQuery(text="x"), ids[0]) is None
