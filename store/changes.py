"""Writes the history of changes (A19) in the transaction that makes them."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from store import rights
from store.reading import SessionReader
from store.refusals import NotFound, Stale
from store.rows import Acting

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from store.models import Change, Contact, Person, Project, User

Kept = TypeVar("Kept", "Contact", "Person", "Project", "User")

# The kind of record, its id, its version after the change, the action, and the fields as `record` takes them.
Recorded = tuple[str, int, int, str, Sequence[tuple[str, Any, Any]]]

REFERENCES = {
    "category": "dictionary_entries",
    "goal": "dictionary_entries",
    "status_entry": "dictionary_entries",
    "stage": "dictionary_entries",
    "parent_entry": "dictionary_entries",
    "contact": "contacts",
    "project": "projects",
    "parent": "projects",
    "owner": "users",
    "responsible": "users",
    "performers": "users",
    "observers": "users",
    "persons": "persons",
    "role": "roles",
    "time_of": "users",
}


def record(
    session: "Session",
    me: Acting,
    at: "datetime",
    *,
    kind: str,
    record_id: int,
    version: int,
    action: str,
    fields: list[tuple[str, Any, Any]],
    undoes: int | None = None,
    step: int | None = None,
) -> "Change":
    """Add one change to the history; `fields` are (field, before, after) in raw values.

    References get the names that stand at this moment, so that the history reads the same for ever. Raises
    StoreFault("unknown-user") for whoever may no longer log in (G1): then nothing of the transaction is kept.
    """
    from store.models import Change

    read = SessionReader(session)
    rights.current(read, me)
    change = Change(
        step=step,
        at=at,
        user_id=me.id,
        kind=kind,
        record_id=record_id,
        action=action,
        version=version,
        fields=json.dumps([_entry(read, *field) for field in fields], ensure_ascii=False),
        undoes=undoes,
    )
    session.add(change)
    session.flush()
    if change.step is None:
        change.step = change.id
        session.add(change)
    return change


def at_version(session: "Session", model: type[Kept], kind: str, record_id: int, version: int) -> Kept:
    """Return a record that is to be changed, still as `version` had it (A18). Raises NotFound, Stale."""
    row = session.get(model, record_id)
    if row is None:
        raise NotFound(kind, str(record_id))
    if row.version != version:
        raise Stale(kind, record_id, row.version)
    return row


@contextmanager
def recorded_edit(
    session: "Session", me: Acting, at: "datetime", *, kind: str, row: Kept, values: Callable[[], dict[str, Any]]
) -> Iterator[None]:
    """Count the version on and put into the history what the block changed of the record's `values` (A19)."""
    before = values()
    row.version += 1
    yield
    after = values()
    assert row.id is not None
    fields = [(field, before[field], after[field]) for field in before if before[field] != after[field]]
    record(session, me, at, kind=kind, record_id=row.id, version=row.version, action="edit", fields=fields)


def record_retired(
    session: "Session", me: Acting, at: "datetime", *, kind: str, row: "Contact | Person | Project", retired: bool
) -> None:
    """Retire a record or take it back, with a change in the history; nothing where it stands so already."""
    if row.retired == retired:
        return
    assert row.id is not None
    fields = [("retired", row.retired, retired)]
    row.retired, row.version = retired, row.version + 1
    session.add(row)
    session.flush()
    action = "retire" if retired else "unretire"
    record(session, me, at, kind=kind, record_id=row.id, version=row.version, action=action, fields=fields)


def record_made(
    session: "Session", me: Acting, at: "datetime", action: str, ids: Sequence[int], *, step: int | None = None
) -> int:
    """Add that activities were made, all in one step; return the step."""
    from sqlalchemy import insert

    from store.models import Change

    fields = [("deleted", True, False)]
    first = record(
        session, me, at, kind="activity", record_id=ids[0], version=1, action=action, fields=fields, step=step
    )
    assert first.step is not None
    row = {
        "step": first.step, "at": at, "user_id": me.id, "kind": "activity", "version": 1, "action": action,
        "fields": first.fields, "undone": False,
    }  # fmt: skip
    if len(ids) > 1:
        session.execute(insert(Change), [row | {"record_id": number} for number in ids[1:]])
    return first.step


def record_many(
    session: "Session", me: Acting, at: "datetime", changed: Sequence[Recorded], *, step: int | None = None
) -> int | None:
    """Add many changes, all in one step; return the step. Each is (kind, record's id, version, action, fields)."""
    from sqlalchemy import insert

    from store.models import Change

    if not changed:
        return step
    read = SessionReader(session)
    rest = list(changed)
    if step is None:
        kind, number, version, action, fields = rest.pop(0)
        first = record(
            session, me, at, kind=kind, record_id=number, version=version, action=action, fields=list(fields)
        )
        step = first.step
        session.flush()
    rows = [
        {
            "step": step, "at": at, "user_id": me.id, "kind": kind, "record_id": number, "version": version,
            "action": action, "undone": False,
            "fields": json.dumps([_entry(read, *field) for field in fields], ensure_ascii=False) if fields else "[]",
        }
        for kind, number, version, action, fields in rest
    ]  # fmt: skip
    if rows:
        session.execute(insert(Change), rows)
    return step


def _entry(read: SessionReader, field: str, before: Any, after: Any) -> dict[str, Any]:
    entry: dict[str, Any] = {"field": field, "from": before, "to": after}
    if field in REFERENCES:
        entry["from_text"] = _names(read, REFERENCES[field], before)
        entry["to_text"] = _names(read, REFERENCES[field], after)
    return entry


def _names(read: SessionReader, table: str, value: int | list[int] | None) -> str:
    if value is None:
        return ""
    ids = value if isinstance(value, list) else [value]
    found = [read.one(f"select name from {table} where id = :id", id=number) for number in ids]
    return ", ".join(str(row[0]) for row in found if row)
