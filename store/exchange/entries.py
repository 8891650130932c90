"""What a file of contacts says, entry by entry, before any rule has looked at it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from store.refusals import Invalid


def bare(problem: Invalid) -> Invalid:
    """Return a problem that is kept, without where it came about: that would keep the whole entry in memory."""
    problem.__traceback__ = problem.__context__ = problem.__cause__ = None
    return problem


@dataclass(slots=True)
class Remark:
    """Something of an entry that breaks a rule: `kept` as it is written, else left out. The rest was taken."""

    line: int
    problem: Invalid
    kept: bool = False

    def __post_init__(self) -> None:
        bare(self.problem)


@dataclass(slots=True)
class Entry:
    """One card, row or object: a contact, a person at it, or both. `line` is where it begins, counted from 1.

    `emails`, `phones`, `address` and `web` are the contact's; those of the person stand apart. `alone` marks a person
    without an organisation, whose own name the contact gets.
    """

    line: int
    contact: str = ""
    short: str = ""
    tax_number: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    address: str = ""
    web: str = ""
    status: str = ""
    groups: tuple[str, ...] = ()
    owner: str = ""
    person: str = ""
    position: str = ""
    functions: tuple[str, ...] = ()
    person_emails: tuple[str, ...] = ()
    person_phones: tuple[str, ...] = ()
    alone: bool = False
    remarks: list[Remark] = field(default_factory=list)


@dataclass(slots=True)
class Fault:
    """An entry that cannot be read."""

    line: int
    problem: Invalid
    name: str = ""


def person_at(entry: Entry) -> Entry:
    """Give a person without an organisation a contact of their own name, with the same addresses and numbers."""
    if entry.person and not entry.contact:
        entry.contact, entry.alone = entry.person, True
        entry.emails, entry.phones = entry.person_emails, entry.person_phones
    return entry


def named_by_email(line: int, emails: Sequence[str]) -> Entry | None:
    """Return the entry of somebody of whom only an e-mail address is known: it stands for the name, as in mailboxes.

    None where there is no address.
    """
    address = next((email.strip() for email in emails if "@" in email), "")
    if not address:
        return None
    remark = Remark(line, Invalid("name", "only-email", address), kept=True)
    return Entry(line, person=address, remarks=[remark])


def distinct(values: list[str]) -> tuple[str, ...]:
    """Return values without blank ones and repetitions, in their order."""
    found = {value.strip().casefold(): value.strip() for value in reversed(values) if value.strip()}
    return tuple(reversed(found.values()))
