"""What the pickers of the form offer: dictionaries filtered as one types, contacts and the rest from the store (C5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.folding import fold
from store.language import _
from widgets.pick_field import Pick

if TYPE_CHECKING:
    from store.database import Store
    from store.record_rows import EntryRow
    from store.rows import Acting, UserRef

FEW = 7


@dataclass(frozen=True)
class Dictionaries:
    """What is short enough to be held: read once when the form opens."""

    categories: "tuple[EntryRow, ...]"
    goals: "tuple[EntryRow, ...]"
    users: "tuple[UserRef, ...]"


def read_dictionaries(store: "Store", me: "Acting") -> Dictionaries:
    """Read them; blocking."""
    from store import dictionaries, people

    return Dictionaries(
        dictionaries.entries(store, me, "category"),
        dictionaries.entries(store, me, "goal"),
        people.choosable(store, me),
    )


def _matching(picks: Sequence[Pick], text: str) -> list[Pick]:
    folded = fold(text)
    first = [pick for pick in picks if fold(pick.name).startswith(folded)]
    rest = [pick for pick in picks if pick not in first and folded in fold(f"{pick.name} {pick.note}")]
    return [*first, *rest]


def _with_create(picks: Sequence[Pick], text: str, kind: str) -> list[Pick]:
    name = " ".join(text.split())
    if not name or any(fold(pick.name) == fold(name) for pick in picks):
        return list(picks)
    return [*picks, Pick(0, name, kind, _("← create"), create=True)]


def categories(held: Dictionaries, text: str) -> list[Pick]:
    """Categories for a text."""
    picks = [Pick(entry.id, entry.name, "category", entry.letter) for entry in held.categories]
    return _with_create(_matching(picks, text), text, "category")


def goals(held: Dictionaries, text: str) -> list[Pick]:
    """Goals for a text."""
    return _with_create(_matching([Pick(entry.id, entry.name, "goal") for entry in held.goals], text), text, "goal")


def users(held: Dictionaries, text: str) -> list[Pick]:
    """Users for a text, by name or login."""
    return _matching([Pick(user.id, user.name, "user", user.login) for user in held.users], text)[:50]


def assignments(store: "Store", me: "Acting", text: str) -> list[Pick]:
    """Contacts and projects for a text; blocking."""
    from store import contacts, projects

    picks = [Pick(row.id, row.name, "contact", _("contact")) for row in contacts.search(store, me, text, limit=FEW)]
    picks += [Pick(row.id, row.name, "project", _("project")) for row in projects.search(store, me, text, limit=4)]
    name = " ".join(text.split())
    if name and not any(fold(pick.name) == fold(name) for pick in picks):
        picks.append(Pick(0, name, "contact", _("← create as a contact"), create=True))
        picks.append(Pick(0, name, "project", _("← create as a project"), create=True))
    return picks


def persons(store: "Store", me: "Acting", contact_id: int, text: str) -> list[Pick]:
    """Persons of a contact for a text; blocking."""
    from store import persons as of_contacts

    rows = of_contacts.search(store, me, text, contact_id=contact_id, limit=FEW)
    return _with_create([Pick(row.id, row.name, "person", row.position) for row in rows], text, "person")
