"""Importing contacts and persons: all of a file in one transaction, or nothing of it (H2)."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from store import rights
from store.database import Store
from store.exchange.checking import Checked, Checker, Values
from store.exchange.entries import Entry, Fault, bare
from store.exchange.known import Held, Known
from store.exchange.report import Fate, Policy, Report
from store.exchange.writing import write
from store.phone_numbers import country_of
from store.reading import SessionReader
from store.refusals import Invalid, NotAllowed
from store.rows import Acting
from store.texts import NAME_LIMIT

BATCH = 500
# Told as it goes on: how many entries are done. What it raises (Cancelled) ends the import and leaves nothing of it.
Progress = Callable[[int], None]


class _Rehearsed(Exception):
    """Ends the transaction of a dry run."""


def bring_in(
    store: Store,
    me: Acting,
    entries: Iterable[Entry | Fault],
    *,
    policy: Policy = "skip",
    dry_run: bool = False,
    every_fate: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Import entries and report on them; with `dry_run`, report on what would happen and change nothing.

    Duplicates, known by tax number, e-mail or folded name, are skipped, merged (only empty fields are filled) or
    overwritten (with what the entry says; what it does not say stays). A person who is new at a known contact is
    added whatever the policy. Changing a contact of another owner needs edit-others: such an entry is refused.
    """
    report = Report(dry_run, policy)
    now = store.clock.now()
    try:
        with store.writing() as session:
            read = SessionReader(session)
            job = _Job(Checker(read, country_of(me.zone)), Known(read), me, policy, rights.current(read, me))
            step: int | None = None
            done = 0
            for batch in _batches(entries):
                for fate in job.decide(batch, report):
                    report.add(fate, keep=every_fate)
                known = job.known
                step = write(
                    session, me, now, contacts=known.new_contacts, persons=known.new_persons,
                    touched=list(known.touched.values()), step=step,
                )  # fmt: skip
                report.contacts += len(known.new_contacts)
                report.persons += len(known.new_persons)
                known.settled()
                session.expunge_all()
                done += len(batch)
                if progress is not None:
                    progress(done)
            if dry_run:
                raise _Rehearsed
    except _Rehearsed:
        pass
    return report


def _batches(entries: Iterable[Entry | Fault]) -> Iterator[list[Entry | Fault]]:
    source = iter(entries)
    while batch := list(islice(source, BATCH)):
        yield batch


class _Job:
    """Decides what becomes of each entry."""

    def __init__(self, checker: Checker, known: Known, me: Acting, policy: Policy, mine: frozenset[str]) -> None:
        self.known = known
        self._checker, self._me, self._policy = checker, me, policy
        self._others = "edit-others" in mine

    def decide(self, batch: list[Entry | Fault], report: Report) -> list[Fate]:
        """Return the fate of each entry of a batch, in its order; what is new or changed is kept in `known`."""
        ready: list[Checked | Fate] = []
        for entry in batch:
            if isinstance(entry, Fault):
                ready.append(Fate(entry.line, "refused", entry.name[:NAME_LIMIT], problem=entry.problem))
                continue
            try:
                ready.append(self._checker.check(entry))
            except Invalid as problem:
                name = (entry.person or entry.contact)[:NAME_LIMIT]
                ready.append(Fate(entry.line, "refused", name, problem=bare(problem)))
            else:
                report.remarks += entry.remarks
        self.known.load([one for one in ready if isinstance(one, Checked)])
        return [one if isinstance(one, Fate) else self._decide(one) for one in ready]

    def _decide(self, one: Checked) -> Fate:
        entry, known = one.entry, self.known
        assert one.contact is not None
        name = one.person["name"] if one.person else one.contact["name"]
        contact, by = known.contact_for(one)
        if contact is None:
            contact = known.add_contact(one.contact | {"owner_id": one.contact["owner_id"] or self._me.id})
            if one.person:
                known.add_person(contact, one.person)
            return Fate(entry.line, "added", name)
        person: Held | None = None
        if one.person:
            person, person_by = known.person_for(contact, one.person)
            by = person_by if person else by
        matched = (person or contact).values["name"]
        changes = self._changes(contact, one.contact, contact_of_person=one.person is not None)
        if entry.alone and contact.values["folded"] != one.contact["folded"]:
            # Somebody who stands at a company already: what is theirs is not the company's.
            changes = {}
        if changes and contact.id is not None and not self._mine(contact):
            return Fate(entry.line, "refused", name, matched, by, problem=NotAllowed("edit-others"))
        if changes:
            known.change(contact, changes)
        if one.person and person is None:
            known.add_person(contact, one.person)
            return Fate(entry.line, "added", name, contact.values["name"], by, tuple(_told(changes)))
        if person is not None and one.person and (more := self._changes(person, one.person)):
            if not self._mine(contact):
                return Fate(entry.line, "refused", name, matched, by, problem=NotAllowed("edit-others"))
            known.change(person, more)
            changes = changes | more
        if not changes:
            return Fate(entry.line, "skipped", name, matched, by)
        return Fate(
            entry.line, "merged" if self._policy == "merge" else "overwritten", name, matched, by, tuple(_told(changes))
        )

    def _mine(self, contact: Held) -> bool:
        return self._others or contact.values["owner_id"] in {None, self._me.id}

    def _changes(self, held: Held, values: Values, *, contact_of_person: bool = False) -> Values:
        """Return the columns that the policy changes, with their new values.

        A card of a person names its contact only to say where the person is: the contact's name stays as it is.
        """
        if self._policy == "skip":
            return {}
        found: dict[str, Any] = {}
        for column, value in values.items():
            if not value or column in {"folded", "short_folded", "sorting"}:
                continue
            kept = held.values[column]
            if value == kept:
                continue
            if self._policy == "overwrite" or not kept:
                found[column] = value
        if "name" in found and (
            contact_of_person or (held.contact is None and self.known.is_taken(values["folded"], held))
        ):
            del found["name"]
        for shown, folded in (("name", "folded"), ("short_name", "short_folded")):
            if shown in found:
                found[folded] = values[folded]
        if "name" in found and "sorting" in values:
            found["sorting"] = values["sorting"]
        return found


def _told(changes: Values) -> list[str]:
    names = {"status_id": "status", "owner_id": "owner", "links": "group", "short_name": "short"}
    return [names.get(name, name) for name in changes if not name.endswith(("folded", "sorting"))]
