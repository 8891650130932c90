"""The discussion of an activity: stamped entries that are added and never changed (A10)."""

from datetime import datetime
from typing import TYPE_CHECKING

from store import events, rights
from store.committing import leave_trace
from store.database import Store
from store.instants import from_column
from store.reading import Reader, SessionReader
from store.refusals import Invalid, NotFound, Trace
from store.rows import Acting, NoteRow, UserRef
from store.texts import DETAILS_LIMIT, bounded, many_lines

if TYPE_CHECKING:
    from sqlmodel import Session


def add_note(store: Store, me: Acting, activity_id: int, text: str) -> NoteRow:
    """Add an entry, stamped with the present and the acting user. Whoever sees the activity may."""
    now = store.clock.now()
    with store.writing() as session:
        _check_seen(SessionReader(session), me, activity_id)
        number = write_note(session, me, activity_id, text, now)
    return NoteRow(number, now.replace(microsecond=0), me.ref, many_lines(text))


def write_note(session: "Session", me: Acting, activity_id: int, text: str, now: datetime) -> int:
    """Add an entry inside a transaction and return its number. Raises Invalid where nothing is said."""
    from store.activity_state import state_of
    from store.models import Activity, Note

    cleaned = bounded(many_lines(text), "note", DETAILS_LIMIT)
    if not cleaned:
        raise Invalid("note", "missing")
    note = Note(activity_id=activity_id, author_id=me.id, at=now, text=cleaned)
    session.add(note)
    session.flush()
    assert note.id is not None
    leave_trace(session.info, Trace("notes", note.id, now, me.id, "activity", activity_id))
    state = state_of(session, session.get_one(Activity, activity_id))
    events.note(session, me, activity_id, state, state, now, said=cleaned)
    return note.id


def notes(store: Store, me: Acting, activity_id: int, *, last: int | None = None) -> tuple[NoteRow, ...]:
    """Return the entries, oldest first; with `last`, only so many of the newest."""
    with store.reading() as read:
        _check_seen(read, me, activity_id)
        rows = read.all(
            "select n.id, n.at, u.id, u.login, u.name, n.text from notes n join users u on u.id = n.author_id "
            "where n.activity_id = :id order by n.id desc limit :last",
            id=activity_id,
            last=last if last is not None else 2**31 - 1,
        )
    return tuple(
        NoteRow(number, from_column(at), UserRef(user, login, name), text)
        for number, at, user, login, name, text in reversed(rows)
    )


def _check_seen(read: Reader, me: Acting, activity_id: int) -> None:
    condition = rights.visible(rights.current(read, me))
    asked = f"select 1 from activities a where a.id = :id and {condition}"
    if abs(activity_id) >= 2**31 or read.one(asked, id=activity_id, me=me.id) is None:
        raise NotFound("activity", str(activity_id))
