"""Exporting contacts with their persons: vCard 4 or 3, CSV, JSON (H2)."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, TextIO

from store import contacts, persons, rights
from store.contact_list import ContactQuery, numbers
from store.database import Store
from store.exchange.columns import OWN
from store.exchange.rows_out import write_array, write_table
from store.exchange.vcard_lines import escaped, folded
from store.reading import Reader
from store.record_rows import ContactRow, PersonRow
from store.rows import Acting

KINDS = ("vcf", "csv", "json")
VERSIONS = ("4.0", "3.0")
AT_ONCE = 500
Together = tuple[ContactRow, list[PersonRow]]


def export(
    store: Store, me: Acting, file: TextIO, kind: str, *, query: ContactQuery | None = None, version: str = "4.0"
) -> int:
    """Write the contacts that `query` describes, in its order, else all by name, from one view of the database (C9).

    Returns how many contacts. Needs the right to export.
    """
    with store.reading() as read:
        rights.require(rights.current(read, me), "export")
        rows = _rows(read, numbers(read, query or ContactQuery()))
        count = 0

        def counted() -> Iterator[Together]:
            nonlocal count
            for one in rows:
                count += 1
                yield one

        if kind == "csv":
            write_table(file, OWN, (line for one in counted() for line in cells(*one)))
        elif kind == "json":
            write_array(file, (shape(*one) for one in counted()))
        else:
            for one in counted():
                file.writelines(cards(*one, version))
    return count


def _rows(read: Reader, ids: list[int]) -> Iterator[Together]:
    source = iter(ids)
    while some := list(islice(source, AT_ONCE)):
        found, people = contacts.some(read, some), persons.at_contacts(read, some)
        for number in some:
            yield found[number], people[number]


def shape(row: ContactRow, people: list[PersonRow]) -> dict[str, Any]:
    """Return a contact as the command line shows it, with its persons."""
    return {
        "id": row.id, "name": row.name, "short": row.short_name or None, "tax_number": row.tax_number or None,
        "email": list(row.emails), "phone": list(row.phones), "address": row.address or None, "web": row.web or None,
        "status": row.status.name if row.status else None, "group": [group.name for group in row.groups],
        "owner": row.owner.login if row.owner else None,
        "persons": [
            {
                "id": one.id, "name": one.name, "position": one.position or None,
                "function": [function.name for function in one.functions],
                "email": list(one.emails), "phone": list(one.phones),
            }
            for one in people
        ],
    }  # fmt: skip


def cells(row: ContactRow, people: list[PersonRow]) -> Iterator[list[Any]]:
    """Yield the rows of a table for a contact: one for each person, or one without any."""
    company = [
        row.name, row.short_name, row.tax_number, row.emails, row.phones, row.address, row.web,
        row.status.name if row.status else "", [group.name for group in row.groups],
        row.owner.login if row.owner else "",
    ]  # fmt: skip
    for person in people:
        functions = [function.name for function in person.functions]
        yield [*company, person.name, person.position, functions, person.emails, person.phones]
    if not people:
        yield [*company, "", "", "", "", ""]


def cards(row: ContactRow, people: list[PersonRow], version: str) -> Iterator[str]:
    """Yield the lines of the cards of a contact and of its persons."""
    lines = [("FN", row.name), ("N", ";;;;"), ("ORG", row.name)]
    lines.append(("KIND", "org") if version == "4.0" else ("X-ABSHOWAS", "COMPANY"))
    lines += [("NICKNAME", row.short_name), ("X-TAX-NUMBER", row.tax_number)]
    lines += _points(row.emails, row.phones)
    lines += [("ADR", f";;{escaped(row.address)};;;;" if row.address else ""), ("URL", row.web)]
    lines += [("CATEGORIES", ",".join(escaped(group.name) for group in row.groups))]
    lines += [
        ("X-CRM-STATUS", row.status.name if row.status else ""),
        ("X-CRM-OWNER", row.owner.login if row.owner else ""),
    ]
    yield from _card(lines, version)
    for person in people:
        given, _space, family = person.name.rpartition(" ")
        lines = [("FN", person.name), ("N", f"{escaped(family)};{escaped(given)};;;"), ("ORG", row.name)]
        lines += [("TITLE", person.position), *(("X-CRM-FUNCTION", function.name) for function in person.functions)]
        yield from _card([*lines, *_points(person.emails, person.phones)], version)


_STRUCTURED = frozenset({"N", "ADR", "CATEGORIES"})


def _points(emails: tuple[str, ...], phones: tuple[str, ...]) -> list[tuple[str, str]]:
    return [*(("EMAIL", email) for email in emails), *(("TEL", phone) for phone in phones)]


def _card(lines: list[tuple[str, str]], version: str) -> Iterator[str]:
    yield f"BEGIN:VCARD\r\nVERSION:{version}\r\n"
    for name, value in lines:
        if value:
            yield folded(f"{name}:{value if name in _STRUCTURED else escaped(value)}")
    yield "END:VCARD\r\n"
