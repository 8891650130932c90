"""What an import does to the store: all or nothing, duplicates by policy, nothing that breaks a rule (H2)."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from store import checking, contacts, history, persons
from store.database import Store
from store.exchange import contacts_in
from store.exchange.entries import Remark
from store.exchange.report import Policy, Report
from store.exchange.source import Source
from store.refusals import Cancelled, Invalid, NotAllowed
from store.rows import Acting
from tests.making import contact, entry, person

HEADER = "contact,short,tax_number,email,phone,address,web,status,person,position,person_email,person_phone\n"


def table(*rows: str) -> Source:
    return Source(io.BytesIO((HEADER + "".join(f"{row}\n" for row in rows)).encode()), "csv")


def bring(store: Store, me: Acting, *rows: str, policy: Policy = "skip", dry_run: bool = False) -> Report:
    return contacts_in.bring_in(store, me, table(*rows), policy=policy, dry_run=dry_run, every_fate=True)


def fates(report: Report) -> list[tuple[int, str, str]]:
    return [(fate.line, fate.kind, fate.by) for fate in report.fates]


def names(store: Store, me: Acting) -> list[str]:
    return [row.name for row in contacts.list_all(store, me)]


def test_h2_contacts_and_persons_come_in_with_history(store: Store, anna: Acting) -> None:
    report = bring(store, anna, "AB,ab,123,a@ab.pl,22 1,Prosta 1,ab.pl,,Jan Kowalski,Boss,jan@ab.pl,600", "CD")
    assert (report.counts["added"], report.contacts, report.persons) == (2, 2, 1)
    row = contacts.named(store, anna, "AB")
    assert (row.short_name, row.emails, row.phones, row.address) == ("ab", ("a@ab.pl",), ("22 1",), "Prosta 1")
    assert row.owner is not None and row.owner.login == "anna"
    (jan,) = persons.list_all(store, anna)
    assert (jan.name, jan.contact.name, jan.position) == ("Jan Kowalski", "AB", "Boss")
    assert (jan.emails, jan.phones) == (("jan@ab.pl",), ("600",))
    with store.reading() as read:
        (change,) = history.changes_of(read, anna, "contact", row.id)
        steps = read.all("select distinct step from changes where kind in ('contact', 'person')")
    assert (change.action, change.user.login, len(steps)) == ("add", "anna", 1)
    assert checking.problems(store) == []


def test_h2_a_dry_run_tells_all_and_changes_nothing(store: Store, anna: Acting) -> None:
    contact(store, anna, "AB")
    report = bring(store, anna, "ab,,,,,,,,,,,", "CD,,,,,,,,,,,", ",,,,1,,,,,,,", ",,,x@y.pl,,,,,,,,", dry_run=True)
    assert fates(report) == [(2, "skipped", "name"), (3, "added", ""), (4, "refused", ""), (5, "added", "")]
    assert [fate.name for fate in report.fates][3] == "x@y.pl"
    assert names(store, anna) == ["AB"]


def test_h2_duplicates_are_known_by_tax_number_then_email_then_folded_name(store: Store, anna: Acting) -> None:
    contact(store, anna, "Łódź Sp. z o.o.", tax_number="526-10-40-828", emails=("biuro@lodz.pl",))
    report = bring(
        store, anna, "Other name,,PL 5261040828,,,,,,,,,", "Another,,,BIURO@lodz.pl,,,,,,,,",
        "lodz sp. z o.o.,,,,,,,,,,,", "Another,,999,biuro@lodz.pl,,,,,,,,",
    )  # fmt: skip
    kinds = [(2, "skipped", "tax-number"), (3, "skipped", "email"), (4, "skipped", "name"), (5, "added", "")]
    assert fates(report) == kinds
    assert names(store, anna) == ["Another", "Łódź Sp. z o.o."]


def test_h2_merging_fills_only_what_is_empty(store: Store, anna: Acting) -> None:
    made = contact(store, anna, "AB", address="Old 1", phones=("+48 600 100 201",))
    jan = person(store, anna, made)
    report = bring(store, anna, "AB,ab,,n@ab.pl,2,New 2,ab.pl,,Jan Kowalski,Boss,jan@ab.pl,", policy="merge")
    assert fates(report) == [(2, "merged", "name")]
    row = contacts.get(store, anna, made.id)
    assert (row.address, row.phones, row.emails, row.short_name, row.web) == (
        "Old 1",
        ("+48 600 100 201",),
        ("n@ab.pl",),
        "ab",
        "https://ab.pl",
    )
    assert row.version == 2
    now = persons.get(store, anna, jan.id)
    assert (now.position, now.emails) == ("Boss", ("jan@ab.pl",))
    with store.reading() as read:
        fields = {field.field for field in history.changes_of(read, anna, "contact", made.id)[0].fields}
    assert fields == {"short_name", "web", "emails"}
    assert fates(bring(store, anna, "AB,ab,,n@ab.pl,2,New 2,ab.pl,,,,,", policy="merge")) == [(2, "skipped", "email")]


def test_h2_overwriting_takes_what_the_file_says_and_keeps_the_rest(store: Store, anna: Acting) -> None:
    made = contact(store, anna, "AB", address="Old 1", phones=("+48 600 100 201",), web="ab.pl", tax_number="7")
    contact(store, anna, "Taken")
    report = bring(store, anna, "AB New,,7,,2,New 2,,,,,,", "Taken,,7,,,,ab.com,,,,,", policy="overwrite")
    assert fates(report) == [(2, "overwritten", "tax-number"), (3, "overwritten", "tax-number")]
    row = contacts.get(store, anna, made.id)
    assert (row.name, row.address, row.phones, row.web) == ("AB New", "New 2", ("2",), "https://ab.com")
    assert contacts.named(store, anna, "ab new").id == made.id


def test_h2_a_new_person_of_a_known_contact_is_added_whatever_the_policy(store: Store, anna: Acting) -> None:
    made = contact(store, anna, "AB")
    person(store, anna, made, "Jan Kowalski")
    report = bring(store, anna, "AB,,,,,,,,Ewa Lis,,x@ab.pl,", "AB,,,,,,,,Jan Kowalski,,,", "AB,,,,,,,,Ewa Lis,,,")
    assert [fate.kind for fate in report.fates] == ["added", "skipped", "skipped"]
    assert [row.name for row in persons.list_all(store, anna, contact_id=made.id)] == ["Ewa Lis", "Jan Kowalski"]


def test_h2_colleagues_with_one_address_stay_two_people(store: Store, anna: Acting) -> None:
    report = bring(
        store,
        anna,
        "AB,,,,,,,,Ewa Lis,,biuro@ab.pl,",
        "AB,,,,,,,,Jan Kot,,biuro@ab.pl,",
        "AB,,,,,,,,Jan Piotr Kot,,biuro@ab.pl,",
    )
    assert [(fate.kind, fate.matched) for fate in report.fates] == [
        ("added", ""),
        ("added", "AB"),
        ("skipped", "Jan Kot"),
    ]


def test_h2_somebody_alone_who_stands_at_a_company_changes_nothing_of_it(store: Store, anna: Acting) -> None:
    bring(store, anna, "AB,,,,,,,,Jan Kot,,jan@kot.pl,")
    report = bring(store, anna, ",,,,5,Home 1,,,Jan Kot,Boss,jan@kot.pl,7", policy="overwrite")
    assert fates(report) == [(2, "overwritten", "email")]
    assert contacts.named(store, anna, "AB").address == ""
    assert persons.named(store, anna, "Jan Kot").phones == ("7",)
    assert names(store, anna) == ["AB"]


def test_h2_what_breaks_a_rule_costs_itself_with_a_remark(store: Store, anna: Acting) -> None:
    status = entry(store, anna, "contact-status", "Customer")
    report = bring(
        store,
        anna,
        "AB,,,no address,22 1,,,customer,,,,",
        f"CD,,{'9' * 70},,{'1' * 300},,,nobody,,,,",
        f"{'x' * 301},,,,,,,,,,,",
    )
    assert [(fate.line, fate.kind) for fate in report.fates] == [(2, "added"), (3, "added"), (4, "refused")]
    told = {(remark.line, remark.problem.field, remark.problem.reason) for remark in report.remarks}
    assert {(2, "email", "not-an-email"), (3, "tax-number", "too-long"), (3, "status", "unknown")} <= told
    row = contacts.named(store, anna, "AB")
    assert row.status is not None and row.status.id == status
    assert (row.emails, row.phones) == ((), ("22 1",))
    assert contacts.named(store, anna, "CD").phones == ()


def test_c3_a_number_that_cannot_be_read_is_kept_and_told(store: Store, anna: Acting) -> None:
    report = bring(store, anna, "AB,,,,12,,,,Jan Kot,,,34", "CD,,,,ask Jan,,,,,,,", "EF,,,,22 555 10 20 wew. 5,,,,,,,")
    assert report.counts["added"] == 3
    assert [(one.line, one.problem.field, one.problem.reason, one.kept) for one in report.remarks] == [
        (2, "phone", "not-a-phone", True),
        (2, "phone", "not-a-phone", True),
        (3, "phone", "not-a-phone", False),
    ]
    row = contacts.named(store, anna, "AB")
    assert row.phones == ("12",)
    assert persons.named(store, anna, "Jan Kot").phones == ("34",)
    assert contacts.named(store, anna, "CD").phones == ()
    assert contacts.named(store, anna, "EF").phones == ("+48 22 555 10 20 ext. 5",)
    # What stands as it was written does not hinder a change of something else.
    draft = replace(contacts.draft_of_contact(row), address="Łódź")
    assert contacts.edit(store, anna, row.id, draft, version=row.version).phones == ("12",)


def test_c3_numbers_without_a_code_are_those_of_ones_own_country(store: Store, anna: Acting) -> None:
    bring(store, replace(anna, zone="America/New_York"), "AB,,,,(212) 736-5000,,,,,,,")
    assert contacts.named(store, anna, "AB").phones == ("+1 212-736-5000",)


def test_g2_a_contact_of_another_owner_is_changed_only_with_the_right(
    store: Store, anna: Acting, marek: Acting
) -> None:
    contact(store, anna, "AB")
    report = bring(store, marek, "AB,,,,,New 2,,,,,,", "CD,,,,,,,,,,,", policy="overwrite")
    assert [fate.kind for fate in report.fates] == ["refused", "added"]
    assert isinstance(report.fates[0].problem, NotAllowed) and report.fates[0].problem.right == "edit-others"
    assert contacts.named(store, anna, "AB").address == ""


def test_h2_cancelling_leaves_nothing(store: Store, anna: Acting) -> None:
    def stop(done: int) -> None:
        assert done == 500
        raise Cancelled

    with pytest.raises(Cancelled):
        contacts_in.bring_in(store, anna, table(*(f"Contact {n}" for n in range(1200))), progress=stop)
    assert names(store, anna) == []
    assert checking.problems(store) == []


def test_h2_a_file_that_fails_late_leaves_nothing(store: Store, anna: Acting, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"Company\n" + b"Good\n" * 900 + "ż\n".encode("cp1250"))
    with pytest.raises(Invalid), path.open("rb") as file:
        contacts_in.bring_in(store, anna, Source(file, "csv", encoding="ascii"))
    assert names(store, anna) == []


HOSTILE = [
    "[red]x[/red]",
    "\x1b[2Jx",
    "'; drop table contacts; --",
    "=1+1",
    "a\u202eb",
    "\x00NUL",
    "x\ud800y",
    "👩‍👩‍👧 rodzina",
]


def test_h7_hostile_names_come_in_as_text(store: Store, anna: Acting) -> None:
    def rows() -> Iterator[str]:
        yield from (f'"{name.encode("utf-8", "replace").decode()}"' for name in HOSTILE if "\x00" not in name)

    report = bring(store, anna, *rows())
    assert report.counts["added"] == len(HOSTILE) - 1
    for name in names(store, anna):
        assert not any(ord(c) < 32 or c in "\u202e\x7f" for c in name)
    assert checking.problems(store) == []


def test_h2_many_batches_know_each_other(store: Store, anna: Acting) -> None:
    rows = [f"Contact {n % 700},,{n % 700 + 1},,,,,,Person {n},,," for n in range(1500)]
    report = bring(store, anna, *rows, policy="merge")
    assert (report.contacts, report.persons, report.counts["added"]) == (700, 1500, 1500)
    assert checking.problems(store) == []


def test_h2_a_remark_keeps_nothing_of_where_it_came_about() -> None:
    """A report of a hundred thousand remarks holds their words, not the entries they are about."""
    try:
        raise Invalid("tax-number", "check-digit", "1")
    except Invalid as problem:
        remark = Remark(1, problem)
    assert (remark.problem.__traceback__, remark.problem.__context__) == (None, None)
