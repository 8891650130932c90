"""What is exported and imported again is the same; what a spreadsheet opens runs no formula (H2, C9, H7)."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import contact_list, contacts, dictionaries, people, persons
from store.database import Store
from store.drafts import ContactDraft, EntryDraft, PersonDraft
from store.exchange import activities_out, contacts_in, contacts_out
from store.exchange.cells import guarded, unguarded
from store.exchange.columns import OWN
from store.exchange.entries import Entry
from store.exchange.rows_out import write_array, write_table
from store.exchange.source import Source
from store.refusals import NotAllowed
from store.rows import Acting
from store.texts import many_lines, one_line
from tests.making import contact, entry, planned, refused

LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])
TEXT = st.text(LETTERS | st.sampled_from("=+-@'\"\\;,:|\n\t żŁ"), max_size=40)
CELL = st.builds("{}{}".format, st.sampled_from(["", "'", "''", "=", "'=", "''+", "'@", "-"]), TEXT)
LINE = TEXT.map(one_line)
NAME = st.builds("{}{}".format, st.sampled_from("AŻ9"), LINE)
EMAILS = st.lists(st.from_regex(r"[a-z]{1,9}@[a-z]{1,9}\.pl", fullmatch=True), max_size=3, unique=True).map(tuple)
PHONES = st.lists(st.from_regex(r"\+?[0-9]{2,4}( [0-9]{3}){1,3}", fullmatch=True), max_size=3, unique=True).map(tuple)
CONTACT = st.fixed_dictionaries(
    {
        "name": NAME, "short_name": LINE, "emails": EMAILS, "phones": PHONES, "address": TEXT.map(many_lines),
        "web": st.sampled_from(["", "https://example.com/a;b,c"]), "tax_number": st.sampled_from(["", "x-1"]),
    }
)  # fmt: skip
PERSON = st.fixed_dictionaries({"name": NAME, "position": LINE, "emails": EMAILS, "phones": PHONES})


@pytest.mark.parametrize("kind", ["vcf4", "vcf3", "csv", "json"])
@settings(max_examples=40)
@given(
    company=CONTACT, staff=st.lists(PERSON, max_size=2, unique_by=lambda one: str(one["name"]).split()[0].casefold())
)
def test_h2_what_goes_out_comes_in_the_same(kind: str, company: dict[str, Any], staff: list[dict[str, Any]]) -> None:
    """Without a database: the entries that a written contact is read into, held to what was written."""
    from store.record_rows import ContactRow, PersonRow
    from store.rows import Ref

    row = ContactRow(id=1, version=1, **company)
    staff_rows = [PersonRow(id=n, version=1, contact=Ref(1, row.name), **one) for n, one in enumerate(staff)]
    file = io.StringIO(newline="")
    if kind == "csv":
        write_table(file, OWN, contacts_out.cells(row, staff_rows))
    elif kind == "json":
        write_array(file, [contacts_out.shape(row, staff_rows)])
    else:
        file.writelines(contacts_out.cards(row, staff_rows, "4.0" if kind == "vcf4" else "3.0"))
    found = list(Source(io.BytesIO(file.getvalue().encode()), kind[:3] if kind != "json" else "json"))
    assert all(isinstance(one, Entry) for one in found)
    entries = [one for one in found if isinstance(one, Entry)]
    got = [
        {"name": one.person, "position": one.position, "emails": one.person_emails, "phones": one.person_phones}
        for one in entries
        if one.person
    ]
    assert got == staff
    first = entries[0]
    held = {
        "name": first.contact, "short_name": first.short, "emails": first.emails, "phones": first.phones,
        "address": first.address, "web": first.web, "tax_number": first.tax_number,
    }  # fmt: skip
    assert held == company
    assert {one.contact for one in entries} == {company["name"]}


@pytest.mark.parametrize("kind", ["vcf", "csv", "json"])
def test_h2_a_whole_company_survives_the_way_out_and_in(kind: str, store: Store, anna: Acting, marek: Acting) -> None:
    group = dictionaries.add_entry(store, anna, "contact-group", EntryDraft("Key; accounts, big")).id
    function = dictionaries.add_entry(store, anna, "person-function", EntryDraft("Buyer")).id
    draft = ContactDraft(
        "AB; Transport, \\ „sp.”", "=ab", "526-104-08-28", ("a@ab.pl", "b@ab.pl"), ("+48 600 100 200",),
        "Prosta 1\n00-001 Warszawa", "https://ab.pl", entry(store, anna, "contact-status", "Customer"), (group,),
        marek.id,
    )  # fmt: skip
    made = contacts.add(store, anna, draft)
    persons.add(
        store, anna, PersonDraft("Jan van der Kot", made.id, "-boss", (function,), ("j@ab.pl",), ("+48 600 100 203",))
    )
    persons.add(store, anna, PersonDraft("Cher", made.id))
    contacts.add(store, anna, ContactDraft("Żółw", phones=("+48 600 100 204",)))
    file = io.StringIO(newline="")
    assert contacts_out.export(store, anna, file, kind) == 2

    def plain() -> list[Any]:
        with store.reading() as read:
            rows = contacts.some(read, contact_list.numbers(read, contact_list.ContactQuery()))
            staff = persons.at_contacts(read, list(rows))
        return [
            ({k: v for k, v in contacts_out.shape(row, staff[row.id]).items() if k not in {"id", "persons"}},
             [(p.name, p.position, p.functions, p.emails, p.phones) for p in staff[row.id]])
            for row in sorted(rows.values(), key=lambda row: row.name)
        ]  # fmt: skip

    before = plain()
    with store.writing() as session:
        from sqlalchemy import text

        for name in ("contact_points", "contact_groups", "person_functions", "persons", "contacts"):
            session.connection().execute(text(f"delete from {name}"))
    report = contacts_in.bring_in(store, anna, Source(io.BytesIO(file.getvalue().encode()), kind))
    assert (report.contacts, report.persons, report.remarks, report.refused) == (2, 2, [], [])
    assert plain() == before


@given(CELL)
def test_h7_the_guard_of_a_cell_comes_off_exactly(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(CELL)
def test_h7_no_guarded_cell_begins_a_formula(text: str) -> None:
    cell = guarded(text)
    assert cell.lstrip(" ")[:1] not in {"=", "@", "\t", "\r", "＝"}
    assert cell[:1] not in {"+", "-"} or cell.replace(" ", "").lstrip("+-").replace(".", "").replace(",", "").isdigit()


def test_c9_phones_and_numbers_stay_as_they_are_in_cells() -> None:
    for plain in ("+48 600 100 200", "-5", "-1,5", "Kowalski", "'tis", ""):
        assert guarded(plain) == plain
    for formula in ("=1+1", "+1-1", "-2+3", "@SUM(1)", "＝1", " =1", "+cmd|' /C calc'!A0"):
        assert guarded(formula) == f"'{formula}"


def test_c9_activities_go_out_as_csv_and_json(store: Store, anna: Acting) -> None:
    made = contact(store, anna, "=AB")
    row = planned(store, anna, description="+1-1", details='a\nb;"c"', contact_id=made.id)
    file = io.StringIO(newline="")
    assert activities_out.export(store, anna, file, "csv", [row.id, 999]) == 1
    header, cells = csv.reader(io.StringIO(file.getvalue(), newline=""))
    held = dict(zip(header, cells, strict=True))
    assert (held["contact"], held["description"], held["details"]) == ("'=AB", "'+1-1", 'a\nb;"c"')
    assert held["start"] == "2026-11-24T15:00:00+01:00" and held["busy"] == "no"
    file = io.StringIO(newline="")
    activities_out.export(store, anna, file, "json", [row.id])
    (one,) = json.loads(file.getvalue())
    assert (one["id"], one["contact"], one["description"]) == (row.id, "=AB", "+1-1")


def test_g2_exporting_needs_the_right_and_shows_what_may_be_seen(store: Store, anna: Acting, marek: Acting) -> None:
    hers = planned(store, anna)
    file = io.StringIO()
    assert activities_out.export(store, marek, file, "json", [hers.id]) == 0
    role = people.role_named(store, anna, "Employee")
    people.save_role(store, anna, role.name, role.rights - {"export"}, role_id=role.id)
    with pytest.raises(NotAllowed):
        contacts_out.export(store, marek, file, "json")
    with pytest.raises(NotAllowed):
        activities_out.export(store, marek, file, "json", [])


def test_h2_a_file_is_replaced_only_when_the_new_one_is_whole(tmp_path: Path) -> None:
    from store.exchange.files_out import written

    path = tmp_path / "x.csv"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError), written(path) as file:
        file.write("half")
        raise ZeroDivisionError
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]
    with written(path, mark=True) as file:
        file.write("ż")
    assert path.read_bytes() == b"\xef\xbb\xbf" + "ż".encode()
    with refused("file", "cannot-write"), written(tmp_path / "no" / "x.csv"):
        pass
