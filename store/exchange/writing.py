"""Writes what a batch of an import has made and changed: many rows with each statement."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from store.changes import Recorded, record_many
from store.exchange.checking import Values
from store.exchange.known import Held
from store.folding import fold
from store.rows import Acting

if TYPE_CHECKING:
    from sqlmodel import Session

    from store.models import Contact, Person

_LISTS = ("emails", "phones", "links")
# The names of columns as the history has them.
_HISTORY = {"status_id": "status_entry", "owner_id": "owner"}
_UNTOLD = {"folded", "short_folded", "links"}


def write(
    session: "Session", me: Acting, now: datetime, *, contacts: Sequence[Held], persons: Sequence[Held],
    touched: Sequence[Held], step: int | None,
) -> int | None:  # fmt: skip
    """Write new contacts and persons and those that were changed; return the step of the history they share."""
    from sqlalchemy import update

    from store.models import Contact, Person

    for model, made in ((Contact, contacts), (Person, persons)):
        if made:
            rows = [_columns(one) | {"version": 1, "retired": False} for one in made]
            if model is Contact:
                rows = [row | {"created_at": now} for row in rows]
            for one, number in zip(made, _inserted(session, model, rows), strict=True):
                one.id = number
    for model, changed in ((Contact, _of(touched, persons=False)), (Person, _of(touched, persons=True))):
        if changed:
            session.execute(update(model), [_columns(one) | {"id": one.id, "version": one.version} for one in changed])
    _replace_lists(session, [*contacts, *persons], touched)
    done: list[Recorded] = [("contact", _id(one), 1, "add", ()) for one in contacts]
    done += [("person", _id(one), 1, "add", ()) for one in persons]
    done += [
        ("person" if one.contact else "contact", _id(one), one.version, "edit", _differences(one)) for one in touched
    ]
    return record_many(session, me, now, done, step=step)


def _inserted(session: "Session", model: "type[Contact] | type[Person]", rows: list[Values]) -> Sequence[int | None]:
    """Insert rows and return their ids, in the same order."""
    from sqlalchemy import func, insert
    from sqlmodel import col, select

    if session.get_bind().dialect.name != "sqlite":
        found = session.scalars(insert(model).returning(col(model.id), sort_by_parameter_order=True), rows)
        return list(found)
    # SQLite tells the ids of one row at a time only. It gives them out in order, and nobody else writes meanwhile.
    first = (session.scalars(select(func.max(model.id))).one() or 0) + 1
    ids = list(range(first, first + len(rows)))
    session.execute(insert(model), [row | {"id": number} for row, number in zip(rows, ids, strict=True)])
    return ids


def _of(touched: Sequence[Held], *, persons: bool) -> list[Held]:
    return [one for one in touched if (one.contact is not None) == persons]


def _id(held: Held) -> int:
    assert held.id is not None
    return held.id


def _columns(held: Held) -> Values:
    values = {name: value for name, value in held.values.items() if name not in _LISTS}
    return values if held.contact is None else values | {"contact_id": _id(held.contact)}


def _replace_lists(session: "Session", made: Sequence[Held], touched: Sequence[Held]) -> None:
    from sqlalchemy import delete, insert

    from store.models import ContactGroup, ContactPoint, PersonFunction

    for one in touched:
        points = ContactPoint.person_id if one.contact else ContactPoint.contact_id
        session.execute(delete(ContactPoint).where(points == one.id))  # type: ignore[arg-type]
        if one.contact:
            session.execute(delete(PersonFunction).where(PersonFunction.person_id == one.id))  # type: ignore[arg-type]
        else:
            session.execute(delete(ContactGroup).where(ContactGroup.contact_id == one.id))  # type: ignore[arg-type]
    everyone = [*made, *touched]
    rows = [
        {
            "contact_id": None if one.contact else one.id, "person_id": one.id if one.contact else None,
            "kind": kind, "value": value, "folded": fold(value),
        }
        for one in everyone
        for kind, values in (("email", one.values["emails"]), ("phone", one.values["phones"]))
        for value in values
    ]  # fmt: skip
    if rows:
        session.execute(insert(ContactPoint), rows)
    for model, owner, some in (
        (ContactGroup, "contact_id", [one for one in everyone if not one.contact]),
        (PersonFunction, "person_id", [one for one in everyone if one.contact]),
    ):
        links = [{owner: one.id, "entry_id": entry} for one in some for entry in one.values["links"]]
        if links:
            session.execute(insert(model), links)


def _differences(held: Held) -> list[tuple[str, Any, Any]]:
    assert held.before is not None
    return [
        (_HISTORY.get(name, name), _told(before), _told(held.values[name]))
        for name, before in held.before.items()
        if name not in _UNTOLD and held.values[name] != before
    ]


def _told(value: Any) -> Any:
    return ", ".join(value) if isinstance(value, tuple) else value
