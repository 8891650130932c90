"""Holds entries to the rules of contacts and persons: what breaks one is left out with a remark, or the entry refused.

An e-mail, address or tax number that cannot be kept costs only itself: a name is worth having without it. A telephone
that cannot be read but has digits is kept as it is written, with a remark. A name that cannot be kept costs the entry.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from store import contacts, persons
from store.contact_points import point
from store.drafts import ContactDraft, PersonDraft
from store.exchange.entries import Entry, Remark
from store.folding import fold
from store.reading import Reader
from store.refusals import Invalid
from store.texts import one_line

Draft = TypeVar("Draft", ContactDraft, PersonDraft)
Values = dict[str, Any]
_DRAFT_FIELDS = {"short": "short_name", "tax-number": "tax_number", "address": "address", "web": "web",
                 "position": "position"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checked:
    """An entry as it may be stored: columns of the contact and of the person, with `emails`, `phones` and `links`."""

    entry: Entry
    contact: Values | None
    person: Values | None


class Checker:
    """Knows the dictionaries and the users that entries may name; `country` is that of numbers without a code."""

    def __init__(self, read: Reader, country: str) -> None:
        self._country = country
        self._dictionaries: dict[str, dict[str, int]] = {
            kind: {
                folded: number
                for number, folded in read.all(
                    "select id, folded from dictionary_entries where kind = :kind order by retired desc", kind=kind
                )
            }
            for kind in ("contact-status", "contact-group", "person-function")
        }
        self._users = {fold(str(login)): int(number) for number, login in read.all("select id, login from users")}

    def check(self, entry: Entry) -> Checked:
        """Return the entry as it may be stored; its remarks grow. Raises Invalid where no name is left."""
        contact = self._contact(entry) if entry.contact else None
        person = self._person(entry) if entry.person else None
        return Checked(entry, contact, person)

    def _contact(self, entry: Entry) -> Values:
        draft = ContactDraft(entry.contact, entry.short, entry.tax_number, address=entry.address, web=entry.web)
        values: Values = _tolerant(entry, draft, contacts.texts_of)
        status = self._named(entry, "status", "contact-status", [entry.status])
        owner = self._users.get(fold(one_line(entry.owner))) if entry.owner else None
        if entry.owner and owner is None:
            entry.remarks.append(Remark(entry.line, Invalid("owner", "unknown", entry.owner)))
        return values | {
            "status_id": status[0] if status else None,
            "owner_id": owner,
            "emails": self._points(entry, "email", entry.emails),
            "phones": self._points(entry, "phone", entry.phones),
            "links": self._named(entry, "group", "contact-group", entry.groups),
        }

    def _person(self, entry: Entry) -> Values:
        values: Values = _tolerant(entry, PersonDraft(entry.person, 0, entry.position), persons.texts_of)
        # What a person without an organisation shares with their contact has been remarked upon there.
        quiet = replace(entry, remarks=[]) if entry.alone else entry
        return values | {
            "emails": self._points(quiet, "email", entry.person_emails),
            "phones": self._points(quiet, "phone", entry.person_phones),
            "links": self._named(entry, "function", "person-function", entry.functions),
        }

    def _named(self, entry: Entry, field: str, kind: str, names: Sequence[str]) -> tuple[int, ...]:
        found = []
        for name in names:
            if number := self._dictionaries[kind].get(fold(one_line(name))):
                found.append(number)
            elif name:
                entry.remarks.append(Remark(entry.line, Invalid(field, "unknown", name)))
        return tuple(dict.fromkeys(found))

    def _points(self, entry: Entry, kind: str, values: Sequence[str]) -> tuple[str, ...]:
        kept = []
        for value in values:
            try:
                kept.append(point(kind, value, self._country))
            except Invalid as problem:
                # Whoever wrote it could call it: a number of another country without its code, or an extension.
                readable = problem.reason == "not-a-phone" and any(character.isdecimal() for character in value)
                entry.remarks.append(Remark(entry.line, problem, kept=readable))
                if readable:
                    kept.append(one_line(value))
        return tuple(dict.fromkeys(kept))


def _tolerant(entry: Entry, draft: Draft, texts_of: Callable[[Draft], Mapping[str, str]]) -> Values:
    while True:
        try:
            return dict(texts_of(draft))
        except Invalid as problem:
            field = _DRAFT_FIELDS.get(problem.field)
            if field is None or not getattr(draft, field, ""):
                raise
            entry.remarks.append(Remark(entry.line, problem))
            draft = replace(draft, **{field: ""})  # type: ignore[arg-type]
