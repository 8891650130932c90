"""The stopwatch (E1, E2): one that runs at most for each user, measured between stored instants.

It outlives the program, and every session of the same user sees it: it is an entry without an end.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from store import busy, rights
from store.activity_changes import seen
from store.database import Store
from store.instants import from_column, to_text
from store.reading import Reader, SessionReader
from store.refusals import Invalid, StopwatchRuns
from store.rows import Acting
from store.time_entries import get, in_zone, made, record_time, require_tracking, written
from store.time_rows import TimeEntryRow, running_entry, tracking

if TYPE_CHECKING:
    from sqlmodel import Session

    from store.models import TimeEntry

# How far the clocks of two machines may differ before it has to be said.
SKEW = timedelta(minutes=5)
LAST_FIRST = "order by started_at desc, ended_at desc, id desc limit 1"


@dataclass(frozen=True, slots=True)
class Started:
    """What starting gave: the entry that runs now, and the one that was stopped for it."""

    entry: TimeEntryRow
    stopped: TimeEntryRow | None = None


def running(store: Store, me: Acting) -> TimeEntryRow | None:
    """Return the acting user's entry that runs, in whichever session it was started; None while time is not tracked."""
    return tracking(store, me).running


def start(store: Store, me: Acting, activity_id: int | None = None, *, switch: bool = False) -> Started:
    """Start the stopwatch on an activity, without one on what was measured last.

    Raises StopwatchRuns where one runs already, unless `switch` asks to stop it in the same transaction; the one that
    runs on this very activity goes on. Raises Invalid("activity", "ended" or "never-measured"), Invalid("start",
    "clock-behind") where the last entry ends more than SKEW after the present, NotAllowed, NotFound.
    """
    now = store.clock.now().astimezone(UTC).replace(microsecond=0)
    with store.writing() as session:
        read = SessionReader(session)
        require_tracking(read)
        mine = rights.current(read, me)
        busy.lock(read, [me.id])
        current = running_entry(read, me)
        row = seen(read, me, _last(read, me, current) if activity_id is None else activity_id)
        rights.check_track(mine, me, row)
        if row.status != "planned":
            raise Invalid("activity", "ended", str(row.id))
        if current is not None and (current.activity_id == row.id or not switch):
            raise StopwatchRuns(current.activity_id, current.title, in_zone(current.started, me))
        if current is not None:
            _end(session, me, current.id, now)
        entry = made(session, read, me.id, row.id, _start(read, me, now))
        number = written(session, entry)
        record_time(session, me, now, entry, "start-time", [("time_start", None, to_text(entry.started_at))])
    return Started(get(store, me, number), None if current is None else get(store, me, current.id))


def stop(store: Store, me: Acting) -> TimeEntryRow:
    """Stop the acting user's stopwatch. Raises Invalid("stopwatch", "not-running").

    Where the clock has gone back behind the start meanwhile, the entry has no length and can be corrected.
    """
    now = store.clock.now().astimezone(UTC).replace(microsecond=0)
    with store.writing() as session:
        read = SessionReader(session)
        require_tracking(read)
        busy.lock(read, [me.id])
        current = running_entry(read, me)
        if current is None:
            raise Invalid("stopwatch", "not-running")
        _end(session, me, current.id, now)
    return get(store, me, current.id)


def stop_on(session: "Session", me: Acting, activity_id: int, now: datetime) -> None:
    """Stop the acting user's stopwatch inside a transaction that ends or deletes the activity it runs on.

    Colleagues who measure the same activity stop theirs themselves: what they go on doing is their time.
    """
    _stop_all(session, me, now, "user_id = :user and activity_id = :activity", user=me.id, activity=activity_id)


def stop_of(session: "Session", me: Acting, user_id: int, now: datetime) -> None:
    """Stop a user's stopwatch inside a transaction that takes their log-in away (G1)."""
    _stop_all(session, me, now, "user_id = :user", user=user_id)


def stop_all(session: "Session", me: Acting, now: datetime) -> None:
    """Stop every stopwatch inside a transaction that ends the tracking of time (G4)."""
    _stop_all(session, me, now, "1 = 1")


def _stop_all(session: "Session", me: Acting, now: datetime, condition: str, **bound: int) -> None:
    read = SessionReader(session)
    found = read.all(f"select id from time_entries where ended_at is null and {condition} order by id", **bound)
    for (number,) in found:
        _end(session, me, int(number), now.astimezone(UTC).replace(microsecond=0))


def _end(session: "Session", me: Acting, entry_id: int, now: datetime) -> "TimeEntry":
    from store.models import TimeEntry

    entry = session.get_one(TimeEntry, entry_id)
    entry.ended_at = max(now, entry.started_at)
    entry.seconds = int((entry.ended_at - entry.started_at).total_seconds())
    entry.version += 1
    written(session, entry)
    fields = [("time_end", None, to_text(entry.ended_at)), ("time", None, entry.seconds)]
    record_time(session, me, now, entry, "stop-time", fields)
    return entry


def _last(read: Reader, me: Acting, current: TimeEntryRow | None) -> int:
    if current is not None:
        return current.activity_id
    row = read.one(f"select activity_id from time_entries where user_id = :me {LAST_FIRST}", me=me.id)
    if row is None:
        raise Invalid("activity", "never-measured")
    return int(row[0])


def _start(read: Reader, me: Acting, now: datetime) -> datetime:
    """Return the present, or the end of the last entry where the clock that ended it is a little ahead of this one."""
    row = read.one(
        f"select ended_at from time_entries where user_id = :me and ended_at is not null {LAST_FIRST}", me=me.id
    )
    last = from_column(row[0]) if row else now
    if last > now + SKEW:
        raise Invalid("start", "clock-behind", in_zone(last, me).isoformat())
    return max(now, last)
