"""The JSON shapes of the contract: keys always present, null where empty, times with the user's offset."""

from datetime import date, datetime
from typing import Any

from store.attachments import AttachmentRow
from store.exchange import activities_out
from store.phrases import Reading, Understanding
from store.record_rows import ContactRow, EntryRow, PersonRow, ProjectRow, RoleRow, UserRow
from store.refusals import BusyConflict
from store.rows import ChangeRow, NoteRow
from store.time_rows import TimeEntryRow
from store.when import When

activity, bounds, moment = activities_out.shape, activities_out.bounds, activities_out.moment


def busy_conflict(conflict: BusyConflict, zone: str) -> dict[str, Any]:
    """What is in the way of a time, and the free times near it (A5); what may not be seen has no id and no title."""

    def times(when: When) -> dict[str, Any]:
        return dict(zip(("start", "end"), bounds(when, zone), strict=True))

    return {
        "collisions": [
            {"user": one.login, "id": one.activity_id, "title": one.title or None, **times(one.when)}
            for one in conflict.collisions
        ],
        "slots": [times(slot) for slot in conflict.slots],
    }


def note(row: NoteRow, zone: str) -> dict[str, Any]:
    """An entry of a discussion."""
    return {"id": row.id, "at": moment(row.at, zone), "author": row.author.login, "text": row.text}


def attachment(row: AttachmentRow, zone: str) -> dict[str, Any]:
    """A file or a link."""
    shape: dict[str, Any] = {"id": row.id, "name": row.name or None}
    if row.is_file:
        shape |= {"size": row.size, "media_type": row.media_type, "sha256": row.sha256}
    else:
        shape["url"] = row.url
    return shape | {"author": row.author.login, "at": moment(row.at, zone)}


def time_entry(row: TimeEntryRow, zone: str, now: datetime) -> dict[str, Any]:
    """A time entry (E3); `end` is null while it runs, `seconds` counts up to `now` then."""
    return {
        "id": row.id,
        "activity": row.activity_id,
        "user": row.user.login,
        "start": moment(row.started, zone),
        "end": moment(row.ended, zone) if row.ended is not None else None,
        "seconds": row.length(now),
        "note": row.note or None,
        "by_hand": row.by_hand,
        "corrected": row.corrected,
        "version": row.version,
    }


def change(row: ChangeRow, zone: str) -> dict[str, Any]:
    """An entry of a history."""
    fields = [{"field": f.field, "from": f.before or None, "to": f.after or None} for f in row.fields]
    return {"at": moment(row.at, zone), "user": row.user.login, "action": row.action, "fields": fields}


def understanding(found: Understanding) -> dict[str, Any]:
    """What a phrase means."""
    reading = found.reading
    shape: dict[str, Any] = {"phrase": found.phrase, **_reading(reading), "readings": []}
    if reading is None:
        shape["readings"] = [_reading(one) for one in found.readings]
        shape["message"] = found.message
    return shape


def _reading(reading: Reading | None) -> dict[str, Any]:
    if reading is None:
        return {"start": None, "end": None, "grain": None}
    return {"start": _iso(reading.start), "end": _iso(reading.end), "grain": reading.grain}


def _iso(value: datetime | date | None) -> str | None:
    return value.isoformat() if value is not None else None


def contact(row: ContactRow) -> dict[str, Any]:
    """A contact."""
    return {
        "id": row.id,
        "name": row.name,
        "short": row.short_name or None,
        "tax_number": row.tax_number or None,
        "email": list(row.emails),
        "phone": list(row.phones),
        "address": row.address or None,
        "web": row.web or None,
        "status": row.status.name if row.status else None,
        "group": [group.name for group in row.groups],
        "owner": row.owner.login if row.owner else None,
        "retired": row.retired,
        "version": row.version,
    }


def person(row: PersonRow) -> dict[str, Any]:
    """A contact person."""
    return {
        "id": row.id,
        "name": row.name,
        "contact": row.contact.name,
        "position": row.position or None,
        "function": [function.name for function in row.functions],
        "email": list(row.emails),
        "phone": list(row.phones),
        "retired": row.retired,
        "version": row.version,
    }


def project(row: ProjectRow) -> dict[str, Any]:
    """A project."""
    return {
        "id": row.id,
        "name": row.name,
        "parent": row.parent.name if row.parent else None,
        "contact": row.contact.name if row.contact else None,
        "status": row.status.name if row.status else None,
        "stage": row.stage.name if row.stage else None,
        "keyword": list(row.keywords),
        "responsible": row.responsible.login if row.responsible else None,
        "start": _iso(row.start),
        "end": _iso(row.end),
        "progress": row.progress,
        "retired": row.retired,
        "version": row.version,
    }


def entry(row: EntryRow) -> dict[str, Any]:
    """A category or a goal."""
    shape: dict[str, Any] = {"id": row.id, "name": row.name, "retired": row.retired}
    if row.kind == "category":
        shape |= {"length": row.length_minutes, "colour": row.colour, "letter": row.letter}
    return shape


def user(row: UserRow) -> dict[str, Any]:
    """A user."""
    return {
        "id": row.id,
        "login": row.login,
        "name": row.name,
        "email": row.email or None,
        "phone": row.phone or None,
        "role": row.role.name,
        "zone": row.zone,
        "language": row.language,
        "hidden": not row.visible,
        "inactive": not row.active,
    }


def role(row: RoleRow) -> dict[str, Any]:
    """A role."""
    return {"id": row.id, "name": row.name, "allow": sorted(row.rights)}
