"""What the pickers offer: dictionaries held while the form is open, the rest from the store (C5)."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from store.drafts import ActivityDraft
from store.language import _
from widgets.pick_list import Pick

if TYPE_CHECKING:
    from store.database import Store
    from store.record_rows import ContactRow, EntryRow, PersonRow, ProjectRow, UserRow
    from store.rows import Acting, UserRef

CONTACTS, PROJECTS, PERSONS = 12, 6, 20


@dataclass(frozen=True)
class Held:
    """What is short enough to be held, and the names of what a draft knows by number only.

    `reach` are users by their number: whether a message can reach them.
    """

    categories: "tuple[EntryRow, ...]" = ()
    goals: "tuple[EntryRow, ...]" = ()
    users: "tuple[UserRef, ...]" = ()
    names: dict[tuple[str, int], str] = field(default_factory=dict)
    shortcuts: "tuple[EntryRow, ...]" = ()
    reach: "dict[int, UserRow]" = field(default_factory=dict)


def load(store: "Store", me: "Acting", draft: ActivityDraft | None) -> Held:
    """Read the dictionaries, and the names in `draft`; blocking."""
    from store import contacts, dictionaries, people, persons, projects

    names: dict[tuple[str, int], str] = {}
    if draft is not None:
        if draft.contact_id:
            names["contact", draft.contact_id] = contacts.get(store, me, draft.contact_id).name
        if draft.project_id:
            names["project", draft.project_id] = projects.get(store, me, draft.project_id).name
        for number in draft.person_ids:
            names["person", number] = persons.get(store, me, number).name
    return Held(
        dictionaries.entries(store, me, "category"),
        dictionaries.entries(store, me, "goal"),
        people.choosable(store, me),
        names,
        dictionaries.entries(store, me, "reminder-shortcut"),
        {row.id: row for row in people.users(store, me)},
    )


def category(entry: "EntryRow") -> Pick:
    """A category, with its letter in its colour."""
    return Pick(entry.id, entry.name, mark=entry.letter, hue=entry.colour)


def user(ref: "UserRef") -> Pick:
    """A user, with their login."""
    return Pick(ref.id, ref.name, ref.login if ref.login != ref.name else "")


def contact(row: "ContactRow") -> Pick:
    """A contact."""
    return Pick(("contact", row.id), row.name, _("contact"))


def project(row: "ProjectRow") -> Pick:
    """A project."""
    return Pick(("project", row.id), row.name, _("project"))


def person(row: "PersonRow") -> Pick:
    """A contact person, with their position."""
    return Pick(row.id, row.name, row.position)


def assignments(store: "Store", me: "Acting", text: str) -> list[Pick]:
    """Contacts and projects for a text; blocking."""
    from store import contacts, projects

    found = [contact(row) for row in contacts.search(store, me, text, limit=CONTACTS)]
    return found + [project(row) for row in projects.search(store, me, text, limit=PROJECTS)]


def persons_of(store: "Store", me: "Acting", contact_id: int, text: str) -> list[Pick]:
    """Persons of a contact for a text; blocking."""
    from store import persons

    return [person(row) for row in persons.search(store, me, text, contact_id=contact_id, limit=PERSONS)]


def made(kind: str, row: Any) -> Pick:
    """What has just been created, as a pick (C5)."""
    makers: dict[str, Any] = {"contact": contact, "project": project, "person": person, "category": category}
    return makers[kind](row) if kind in makers else Pick(row.id, row.name)
