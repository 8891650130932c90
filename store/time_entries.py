"""Time entries (E3): what was measured or added by hand, corrected, never overlapping for one user.

Written here and in store/stopwatch.py alone, each time with the user's row locked (`busy.lock`), so that what was
looked at still holds when it is written.
"""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from store import busy, rights, settings
from store.activity_changes import seen
from store.activity_state import FIRST_YEAR
from store.changes import record
from store.database import Store
from store.instants import to_text
from store.reading import Reader, SessionReader
from store.refusals import Invalid, NotFound, Stale, TimeTaken
from store.rows import Acting
from store.texts import DESCRIPTION_LIMIT, bounded, one_line
from store.time_rows import TimeEntryRow, rows
from store.tracked_time import FAR, SETTING

if TYPE_CHECKING:
    from sqlmodel import Session

    from store.models import TimeEntry


def of_activity(store: Store, me: Acting, activity_id: int) -> tuple[TimeEntryRow, ...]:
    """Return the entries of an activity in the order of time: one's own, with see-all-time everybody's (G2).

    None while time is not tracked. Raises NotFound for an activity that may not be seen.
    """
    with store.reading() as read:
        seen(read, me, activity_id)
        if not settings.is_on(read, SETTING):
            return ()
        mine = rights.current(read, me)
        where = f"where t.activity_id = :id and {rights.time_seen(mine)} order by t.started_at, t.id"
        return rows(read, mine, me, where, id=activity_id)


def get(store: Store, me: Acting, entry_id: int) -> TimeEntryRow:
    """Return one entry. Raises NotFound for one that is not there or may not be seen."""
    with store.reading() as read:
        return one(read, me, entry_id)


def add(
    store: Store,
    me: Acting,
    activity_id: int,
    start: datetime,
    end: datetime,
    *,
    note: str = "",
    user_id: int | None = None,
) -> TimeEntryRow:
    """Add time by hand, one's own or, with the rights to, that of another user.

    Raises Invalid("start" or "end", "future", "end-before-start", "no-length", "out-of-range"), TimeTaken where it
    overlaps, NotAllowed, NotFound.
    """
    owner = me.id if user_id is None else user_id
    now = _whole(store.clock.now())
    with store.writing() as session:
        read = SessionReader(session)
        require_tracking(read)
        mine = rights.current(read, me)
        row = seen(read, me, activity_id)
        rights.check_time_of(mine, me, owner)
        if owner == me.id:
            rights.check_track(mine, me, row)
        start, end = _whole(start), _whole(end)
        _check_times(me, start, end, now)
        busy.lock(read, [owner])
        check_free(read, mine, me, owner, start, end)
        entry = made(session, read, owner, activity_id, start)
        entry.ended_at, entry.seconds = end, int((end - start).total_seconds())
        entry.note, entry.by_hand = _note(note), True
        number = written(session, entry)
        fields = [("time_start", None, to_text(start)), ("time_end", None, to_text(end))]
        record_time(session, me, now, entry, "add-time", [*fields, ("time_note", None, entry.note)])
        return one(read, me, number)


def correct(
    store: Store,
    me: Acting,
    entry_id: int,
    *,
    start: datetime,
    end: datetime | None,
    note: str | None = None,
    version: int,
) -> TimeEntryRow:
    """Give an entry other times, with a trace in the history of its activity (A19).

    `end` None leaves one running that runs; an end stops it. Raises as `add` does, and Stale unless `version` is the
    one that stands.
    """
    from store.models import TimeEntry

    now = _whole(store.clock.now())
    with store.writing() as session:
        read = SessionReader(session)
        require_tracking(read)
        shown = one(read, me, entry_id)
        mine = rights.current(read, me)
        rights.check_time_of(mine, me, shown.user.id)
        busy.lock(read, [shown.user.id])
        entry = session.get(TimeEntry, entry_id, populate_existing=True)
        if entry is None:
            raise NotFound("time-entry", str(entry_id))
        if entry.version != version:
            raise Stale("time-entry", entry_id, entry.version)
        before = (entry.started_at, entry.ended_at, entry.note)
        start, end = _whole(start), None if end is None else _whole(end)
        if (start, end) != before[:2]:
            _check_change(me, entry, start, end, now)
            check_free(read, mine, me, entry.user_id, start, end, ignoring=entry_id)
            entry.started_at, entry.ended_at, entry.corrected = start, end, True
            entry.seconds = 0 if end is None else int((end - start).total_seconds())
            entry.day = local_day(read, entry.user_id, start)
        entry.note = entry.note if note is None else _note(note)
        after = (entry.started_at, entry.ended_at, entry.note)
        if after != before:
            entry.version += 1
            written(session, entry)
            names = ("time_start", "time_end", "time_note")
            pairs = zip(names, map(_plain, before), map(_plain, after), strict=True)
            record_time(session, me, now, entry, "correct-time", [pair for pair in pairs if pair[1] != pair[2]])
    return get(store, me, entry_id)


def delete(store: Store, me: Acting, entry_id: int) -> None:
    """Remove an entry, one's own or, with the rights to, another user's; what it said stays in the history."""
    from store.models import TimeEntry

    now = _whole(store.clock.now())
    with store.writing() as session:
        read = SessionReader(session)
        require_tracking(read)
        shown = one(read, me, entry_id)
        rights.check_time_of(rights.current(read, me), me, shown.user.id)
        entry = session.get_one(TimeEntry, entry_id)
        fields = [
            ("time_start", to_text(entry.started_at), None),
            ("time_end", _plain(entry.ended_at), None),
            ("time_note", entry.note, None),
        ]
        record_time(session, me, now, entry, "delete-time", fields)
        session.delete(entry)


def require_tracking(read: Reader) -> None:
    """Raise Invalid("time-tracking", "off") unless the team tracks time (G4)."""
    if not settings.is_on(read, SETTING):
        raise Invalid("time-tracking", "off")


def check_free(
    read: Reader,
    mine: frozenset[str],
    me: Acting,
    user_id: int,
    start: datetime,
    end: datetime | None,
    *,
    ignoring: int = 0,
) -> None:
    """Raise TimeTaken where an entry of a user overlaps a time, half-open; `end` None for what goes on (E3).

    As entries do not overlap, the last one that begins before the end is the only one that need be looked at.
    """
    where = "where t.user_id = :user and t.id <> :ignoring and {} order by t.started_at desc, t.ended_at desc limit 1"
    bound: dict[str, Any] = {"user": user_id, "ignoring": ignoring, "end": end or FAR}
    running = rows(read, mine, me, where.format("t.ended_at is null and t.started_at < :end"), **bound)
    last = rows(read, mine, me, where.format("t.ended_at is not null and t.started_at < :end"), **bound)
    taken = [row for row in (*running, *last) if row.ended is None or row.ended > start]
    if taken:
        row = taken[0]
        end = in_zone(row.ended, me) if row.ended is not None else None
        raise TimeTaken(row.activity_id if row.title else None, row.title, in_zone(row.started, me), end, row.user.name)


def in_zone(instant: datetime, me: Acting) -> datetime:
    """Return an instant as the acting user's clock shows it: for what is said to them."""
    return instant.astimezone(ZoneInfo(me.zone))


def local_day(read: Reader, user_id: int, instant: datetime) -> date:
    """Return the date of an instant in a user's own zone."""
    row = read.one("select zone from users where id = :id", id=user_id)
    if row is None:
        raise NotFound("user", str(user_id))
    return instant.astimezone(ZoneInfo(row[0])).date()


def made(session: "Session", read: Reader, user_id: int, activity_id: int, start: datetime) -> "TimeEntry":
    """Return a new entry that runs from an instant, not yet written."""
    from store.models import TimeEntry

    day = local_day(read, user_id, start)
    return TimeEntry(user_id=user_id, activity_id=activity_id, started_at=start, day=day)


def written(session: "Session", entry: "TimeEntry") -> int:
    """Write an entry inside a transaction; return its number."""
    session.add(entry)
    session.flush()
    assert entry.id is not None
    return entry.id


def record_time(
    session: "Session",
    me: Acting,
    now: datetime,
    entry: "TimeEntry",
    action: str,
    fields: list[tuple[str, Any, Any]],
) -> None:
    """Leave a trace in the history of an entry's activity; it says whose time it is where that is not the actor's."""
    whose = [("time_of", entry.user_id, entry.user_id)] if entry.user_id != me.id else []
    kept = [field for field in fields if field[1] or field[2]]
    record(
        session, me, now, kind="activity-time", record_id=entry.activity_id, version=1, action=action,
        fields=[*whose, *kept],
    )  # fmt: skip


def one(read: Reader, me: Acting, entry_id: int) -> TimeEntryRow:
    """Return one entry that the acting user may see. Raises NotFound."""
    mine = rights.current(read, me)
    found = (
        rows(read, mine, me, f"where t.id = :id and {rights.time_seen(mine)}", id=entry_id)
        if abs(entry_id) < 2**31
        else ()
    )
    if not found:
        raise NotFound("time-entry", str(entry_id))
    return found[0]


def _check_change(me: Acting, entry: "TimeEntry", start: datetime, end: datetime | None, now: datetime) -> None:
    if end is None and entry.ended_at is not None:
        raise Invalid("end", "missing")
    _check_times(me, start, end, now)


def _check_times(me: Acting, start: datetime, end: datetime | None, now: datetime) -> None:
    """Raise Invalid for a time that no work can have taken: before it started, without length, or yet to come."""
    if start.year < FIRST_YEAR:
        raise Invalid("start", "out-of-range", str(start.year))
    if start > now:
        raise Invalid("start", "future", in_zone(start, me).isoformat())
    if end is None:
        return
    if end > now:
        raise Invalid("end", "future", in_zone(end, me).isoformat())
    if end < start:
        raise Invalid("end", "end-before-start", in_zone(end, me).isoformat())
    if end == start:
        raise Invalid("end", "no-length", in_zone(end, me).isoformat())


def _note(text: str) -> str:
    return bounded(one_line(text), "note", DESCRIPTION_LIMIT)


def _whole(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError(f"naive datetime: {instant!r}")
    return instant.astimezone(UTC).replace(microsecond=0)


def _plain(value: datetime | str | None) -> str | None:
    return to_text(value) if isinstance(value, datetime) else value
