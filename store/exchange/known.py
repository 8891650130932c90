"""What the database has that the entries of a batch may be duplicates of, and what is new in the batch itself."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from store.contact_points import points_of
from store.exchange.checking import Checked, Values
from store.folding import fold
from store.reading import Reader, Record

AT_ONCE = 500


@dataclass(slots=True, eq=False)
class Held:
    """A contact, or a person at one, as it stands now: `before` is how it stood until something changed it."""

    id: int | None
    version: int
    values: Values
    contact: "Held | None" = None
    persons: list["Held"] = field(default_factory=list)
    before: Values | None = None

    def change(self, values: Values) -> None:
        """Take new values for some columns."""
        if self.id is not None and self.before is None:
            self.before = dict(self.values)
            self.version += 1
        self.values.update(values)


def compact(tax_number: str) -> str:
    """Return a tax number for comparing: without signs and without the prefix of Poland."""
    return re.sub(r"[^0-9A-Z]", "", tax_number.upper()).removeprefix("PL")


class Known:
    """Finds duplicates: by tax number over everything, by the rest over what `load` was asked for."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._by_tax: dict[str, int | Held] = {
            compact(str(number)): int(contact)
            for contact, number in read.all("select id, tax_number from contacts where tax_number <> ''")
        }
        self._forget()

    def _forget(self) -> None:
        self._contacts: dict[int, Held] = {}
        self._by_name: dict[str, Held] = {}
        self._by_email: dict[str, list[Held]] = defaultdict(list)
        self._names_of: dict[int, dict[str, Held]] = defaultdict(dict)
        self.new_contacts: list[Held] = []
        self.new_persons: list[Held] = []
        self.touched: dict[int, Held] = {}

    # ----------------------------------------------------------------- loading

    def load(self, batch: Sequence[Checked]) -> None:
        """Forget the batch before; look up everything that this one may meet."""
        self._forget()
        read = self._read
        names = {one.contact["folded"] for one in batch if one.contact}
        taxes = {compact(one.contact["tax_number"]) for one in batch if one.contact} - {""}
        emails = {fold(email) for one in batch for values in (one.contact, one.person) if values
                  for email in values["emails"]}  # fmt: skip
        wanted = {found for tax in taxes if isinstance(found := self._by_tax.get(tax), int)}
        wanted |= {int(row[0]) for row in _where_in(read, "select id from contacts where folded in ({})", names)}
        sql = (
            "select p.contact_id, n.contact_id, n.id from contact_points p left join persons n on n.id = p.person_id "
            "where p.kind = 'email' and p.folded in ({})"
        )
        mailed = _where_in(read, sql, emails)
        wanted |= {int(row[0] if row[0] is not None else row[1]) for row in mailed}
        self._load_contacts(wanted)
        persons = {one.person["folded"] for one in batch if one.person}
        self._load_persons(wanted, persons, {int(row[2]) for row in mailed if row[2] is not None})

    def _load_contacts(self, ids: set[int]) -> None:
        columns = (
            "name",
            "folded",
            "short_name",
            "short_folded",
            "tax_number",
            "address",
            "web",
            "status_id",
            "owner_id",
        )
        sql = f"select id, version, {', '.join(columns)} from contacts where id in ({{}}) order by id desc"
        for row in _where_in(self._read, sql, ids):
            self._contacts[row[0]] = Held(int(row[0]), int(row[1]), dict(zip(columns, row[2:], strict=True)))
        self._load_rest("contact_id", "contact_groups", self._contacts)
        for held in self._contacts.values():
            self._index(held)

    def _load_persons(self, contacts: set[int], names: set[str], ids: set[int]) -> None:
        rows: list[Record] = []
        columns = "select id, version, contact_id, name, folded, position from persons where"
        rows += _where_in(self._read, f"{columns} id in ({{}})", ids)
        for some in _chunks(sorted(contacts)):
            listed = ",".join(map(str, some))
            rows += _where_in(self._read, f"{columns} contact_id in ({listed}) and folded in ({{}})", names)
        held: dict[int, Held] = {}
        for number, version, contact, name, folded, position in rows:
            if number not in held:
                values = {"name": name, "folded": folded, "position": position}
                held[number] = Held(number, version, values, self._contacts[contact])
        self._load_rest("person_id", "person_functions", held)
        for one in held.values():
            self._index(one)

    def _load_rest(self, owner: str, links: str, held: dict[int, Held]) -> None:
        found: dict[int, list[int]] = defaultdict(list)
        for number, entry in _where_in(
            self._read, f"select {owner}, entry_id from {links} where {owner} in ({{}}) order by entry_id", set(held)
        ):
            found[number].append(entry)
        for some in _chunks(sorted(held)):
            for number, (emails, phones) in points_of(self._read, owner, some).items():
                held[number].values |= {"emails": emails, "phones": phones}
        for number, one in held.items():
            one.values.setdefault("emails", ())
            one.values.setdefault("phones", ())
            one.values["links"] = tuple(found[number])

    def _index(self, held: Held) -> None:
        if held.contact is None:
            self._by_name[held.values["folded"]] = held
        else:
            held.contact.persons.append(held)
            self._names_of[id(held.contact)].setdefault(held.values["folded"], held)
        for email in held.values["emails"]:
            self._by_email[fold(email)].append(held)

    # ----------------------------------------------------------------- finding

    def contact_for(self, one: Checked) -> tuple[Held | None, str]:
        """Return the contact that an entry is about, and by what it was found: tax number, e-mail, name."""
        assert one.contact is not None
        tax = compact(one.contact["tax_number"])
        if tax and (found := self._by_tax.get(tax)) is not None:
            return (found if isinstance(found, Held) else self._contacts[found]), "tax-number"
        named = self._by_name.get(one.contact["folded"])
        if one.person is None:
            for email in one.contact["emails"]:
                for held in self._by_email.get(fold(email), ()):
                    contact = held.contact or held
                    if held.contact is None and not _other_tax(contact, tax):
                        return contact, "email"
        elif named is None:
            for email in one.person["emails"]:
                for held in self._by_email.get(fold(email), ()):
                    if held.contact is not None and _akin(held, one.person) and not _other_tax(held.contact, tax):
                        return held.contact, "email"
        return named, "name"

    def person_for(self, contact: Held, person: Values) -> tuple[Held | None, str]:
        """Return the person of a contact that an entry is about: by e-mail, if the names share a word, or by name."""
        for email in person["emails"]:
            for held in self._by_email.get(fold(email), ()):
                if held.contact is contact and _akin(held, person):
                    return held, "email"
        return self._names_of[id(contact)].get(person["folded"]), "name"

    def is_taken(self, folded: str, by_other_than: Held) -> bool:
        """Tell whether another contact has a name, among those that are known."""
        held = self._by_name.get(folded)
        if held is None:
            row = self._read.one("select id from contacts where folded = :folded", folded=folded)
            return row is not None and row[0] != by_other_than.id
        return held is not by_other_than

    # ----------------------------------------------------------------- keeping

    def add_contact(self, values: Values) -> Held:
        """Keep a new contact."""
        held = Held(None, 1, values)
        self.new_contacts.append(held)
        self._index(held)
        if tax := compact(values["tax_number"]):
            self._by_tax[tax] = held
        return held

    def add_person(self, contact: Held, values: Values) -> Held:
        """Keep a new person of a contact."""
        held = Held(None, 1, values, contact)
        self.new_persons.append(held)
        self._index(held)
        return held

    def change(self, held: Held, values: Values) -> None:
        """Change what is kept."""
        held.change(values)
        self._by_name.setdefault(held.values["folded"], held) if held.contact is None else None
        if tax := compact(values.get("tax_number", "")):
            self._by_tax.setdefault(tax, held)
        for email in values.get("emails", ()):
            self._by_email[fold(email)].append(held)
        if held.before is not None:
            self.touched[id(held)] = held

    def settled(self) -> None:
        """The batch is written: what has a number now is known by it alone."""
        for held in (*self.new_contacts, *self.touched.values()):
            if held.contact is None and (tax := compact(held.values["tax_number"])):
                assert held.id is not None
                self._by_tax[tax] = held.id


def _other_tax(contact: Held, tax: str) -> bool:
    kept = compact(contact.values["tax_number"])
    return bool(kept and tax and kept != tax)


def _akin(held: Held, person: Values) -> bool:
    """Tell whether two names share a word, so that colleagues with one address stay two people."""
    return bool(set(held.values["folded"].split()) & set(person["folded"].split()))


def _chunks(values: Sequence[Any]) -> Iterator[list[Any]]:
    source = iter(values)
    while some := list(islice(source, AT_ONCE)):
        yield some


def _where_in(read: Reader, sql: str, values: Iterable[Any]) -> list[Record]:
    """Return the rows of a statement whose "{}" stands for a list of values, some at a time."""
    rows: list[Record] = []
    for some in _chunks(sorted(values)):
        names = {f"v{place}": value for place, value in enumerate(some)}
        rows += read.all(sql.format(",".join(f":{name}" for name in names)), **names)
    return rows
