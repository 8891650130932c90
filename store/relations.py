"""Contacts that have to do with each other: a parent company, a subcontractor, a former name (C3)."""

from dataclasses import dataclass

from store import rights
from store.changes import record
from store.database import Store
from store.reading import SessionReader
from store.refusals import Invalid, NotFound
from store.rows import Acting, Ref
from store.texts import NAME_LIMIT, bounded, one_line


@dataclass(frozen=True)
class Related:
    """A related contact, and what was noted about the relation."""

    contact: Ref
    note: str = ""
    retired: bool = False


def related(store: Store, me: Acting, contact_id: int) -> tuple[Related, ...]:
    """Return the contacts related to one, by name."""
    with rights.reading(store, me) as read:
        rows = read.all(
            "select k.id, k.name, r.note, k.retired, k.sorting from contact_relations r join contacts k "
            "on k.id = r.second_id where r.first_id = :id union all select k.id, k.name, r.note, k.retired, k.sorting "
            "from contact_relations r join contacts k on k.id = r.first_id where r.second_id = :id",
            id=contact_id,
        )
    rows.sort(key=lambda row: (row[4], row[0]))
    return tuple(Related(Ref(number, name), note, bool(retired)) for number, name, note, retired, _sorting in rows)


def relate(store: Store, me: Acting, one_id: int, other_id: int, note: str = "") -> None:
    """Relate two contacts, or change what is noted. Needs edit-others unless one of the two is one's own."""
    from store.models import ContactRelation

    now = store.clock.now()
    text = bounded(one_line(note), "note", NAME_LIMIT)
    with store.writing() as session:
        read = SessionReader(session)
        names = _both(read, me, one_id, other_id)
        first, second = sorted((one_id, other_id))
        row = session.get(ContactRelation, (first, second)) or ContactRelation(first_id=first, second_id=second)
        row.note = text
        session.add(row)
        session.flush()
        for number, name in ((one_id, names[1]), (other_id, names[0])):
            record(
                session, me, now, kind="contact", record_id=number, version=1, action="relate",
                fields=[("related", None, f"{name} · {text}" if text else name)],
            )  # fmt: skip


def unrelate(store: Store, me: Acting, one_id: int, other_id: int) -> None:
    """End the relation of two contacts."""
    from store.models import ContactRelation

    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        names = _both(read, me, one_id, other_id)
        first, second = sorted((one_id, other_id))
        row = session.get(ContactRelation, (first, second))
        if row is None:
            raise NotFound("relation", names[1])
        session.delete(row)
        session.flush()
        for number, name in ((one_id, names[1]), (other_id, names[0])):
            record(
                session, me, now, kind="contact", record_id=number, version=1, action="unrelate",
                fields=[("related", name, None)],
            )  # fmt: skip


def _both(read: SessionReader, me: Acting, one_id: int, other_id: int) -> tuple[str, str]:
    if one_id == other_id:
        raise Invalid("related", "itself")
    names, owners = [], []
    for number in (one_id, other_id):
        row = read.one("select name, owner_id from contacts where id = :id", id=number)
        if row is None:
            raise NotFound("contact", str(number))
        names.append(str(row[0]))
        owners.append(row[1])
    if None not in owners and me.id not in owners:
        rights.require(rights.current(read, me), "edit-others")
    return names[0], names[1]
