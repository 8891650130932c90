"""Two contacts that turn out to be one: everything of the second goes to the first, nothing is lost (C3)."""

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from store import contacts, rights
from store.changes import record
from store.contact_points import points_of
from store.database import Store
from store.reading import SessionReader
from store.record_rows import ContactRow
from store.refusals import Invalid, NotFound
from store.rows import Acting

if TYPE_CHECKING:
    from sqlmodel import Session

    from store.models import Contact

FILLED = ("short_name", "short_folded", "tax_number", "address", "web", "status_id", "owner_id")


def merge(store: Store, me: Acting, keep_id: int, gone_id: int) -> ContactRow:
    """Make one contact of two, all or nothing. Needs edit-others; there is no way back but by hand.

    Persons, activities, projects, addresses, groups, relations and files of `gone_id` go to `keep_id`; what is empty
    there is filled from it. It stays as a retired contact that refers to the other, and its history stands with it.
    """
    from store.models import Contact

    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        rights.require(rights.current(read, me), "edit-others")
        if keep_id == gone_id:
            raise Invalid("contact", "itself")
        keep, gone = session.get(Contact, keep_id), session.get(Contact, gone_id)
        for number, row in ((keep_id, keep), (gone_id, gone)):
            if row is None:
                raise NotFound("contact", str(number))
            if row.merged_into_id is not None:
                raise Invalid("contact", "merged", row.name)
        assert keep is not None
        assert gone is not None
        fields = _fill(keep, gone)
        _move_activities(session, read, me, keep_id, gone_id, now)
        _move_rows(session, keep_id, gone_id)
        _move_points(session, read, keep_id, gone_id)
        _move_relations(session, keep_id, gone_id)
        gone.retired, gone.merged_into_id = True, keep_id
        for row, change in ((keep, [("merged", None, gone.name), *fields]), (gone, [("merged_into", None, keep.name)])):
            row.version += 1
            session.add(row)
            session.flush()
            record(
                session, me, now, kind="contact", record_id=row.id or 0, version=row.version, action="merge",
                fields=change,
            )  # fmt: skip
    return contacts.get(store, me, keep_id)


def _fill(keep: "Contact", gone: "Contact") -> list[tuple[str, Any, Any]]:
    """Fill what is empty in the one from the other; return what changed, for the history."""
    names = {"status_id": "status_entry", "owner_id": "owner"}
    fields: list[tuple[str, Any, Any]] = []
    for field in FILLED:
        before, after = getattr(keep, field), getattr(gone, field)
        if not before and after:
            setattr(keep, field, after)
            if field != "short_folded":
                fields.append((names.get(field, field), before, after))
    return fields


def _move_activities(
    session: "Session", read: SessionReader, me: Acting, keep_id: int, gone_id: int, now: datetime
) -> None:
    """Move the activities, a version on each, with a line in its history; the lines are no steps to take back."""
    from sqlalchemy import insert, text

    from store.models import Change

    rows = read.all("select id, version from activities where contact_id = :gone order by id", gone=gone_id)
    if not rows:
        return
    names = [str((read.one("select name from contacts where id = :id", id=n) or ("",))[0]) for n in (gone_id, keep_id)]
    entry = {"field": "contact", "from": gone_id, "to": keep_id, "from_text": names[0], "to_text": names[1]}
    fields = json.dumps([entry], ensure_ascii=False)
    session.connection().execute(
        text("update activities set contact_id = :keep, version = version + 1 where contact_id = :gone"),
        {"keep": keep_id, "gone": gone_id},
    )
    session.execute(
        insert(Change),
        [
            {
                "at": now, "user_id": me.id, "kind": "activity", "record_id": number, "action": "merge",
                "version": version + 1, "fields": fields, "undone": True,
            }
            for number, version in rows
        ],
    )  # fmt: skip


def _move_rows(session: "Session", keep_id: int, gone_id: int) -> None:
    from sqlalchemy import inspect, text

    connection = session.connection()
    tables = ["persons", "projects"]
    if inspect(connection).has_table("attachments"):
        tables.append("attachments")
    for table in tables:
        connection.execute(
            text(f"update {table} set contact_id = :keep where contact_id = :gone"), {"keep": keep_id, "gone": gone_id}
        )
    connection.execute(
        text(
            "insert into contact_groups (contact_id, entry_id) select :keep, g.entry_id from contact_groups g "
            "where g.contact_id = :gone and g.entry_id not in "
            "(select entry_id from contact_groups where contact_id = :keep)"
        ),
        {"keep": keep_id, "gone": gone_id},
    )


def _move_points(session: "Session", read: SessionReader, keep_id: int, gone_id: int) -> None:
    from sqlalchemy import text

    points = points_of(read, "contact_id", [keep_id, gone_id])
    there = {value for values in points[keep_id] for value in values}
    for value in {value for values in points[gone_id] for value in values} & there:
        session.connection().execute(
            text("delete from contact_points where contact_id = :gone and value = :value"),
            {"gone": gone_id, "value": value},
        )
    session.connection().execute(
        text("update contact_points set contact_id = :keep where contact_id = :gone"),
        {"keep": keep_id, "gone": gone_id},
    )


def _move_relations(session: "Session", keep_id: int, gone_id: int) -> None:
    from sqlmodel import col, or_, select

    from store.models import ContactRelation

    either = or_(col(ContactRelation.first_id) == gone_id, col(ContactRelation.second_id) == gone_id)
    for row in session.exec(select(ContactRelation).where(either)).all():
        other = row.second_id if row.first_id == gone_id else row.first_id
        first, second = sorted((keep_id, other))
        session.delete(row)
        session.flush()
        if other != keep_id and session.get(ContactRelation, (first, second)) is None:
            session.add(ContactRelation(first_id=first, second_id=second, note=row.note))
            session.flush()
