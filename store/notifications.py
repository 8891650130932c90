"""What one user is told inside the program (D4): the bell, what has just come, the list; read, unread, snoozed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store import rights
from store.activity_rows import select, when_of
from store.database import Store
from store.history import shown_fields
from store.instants import from_column
from store.reading import Reader, Record
from store.refusals import Invalid, NotFound
from store.reminder_rows import Bell, Failed, NotificationRow, Told
from store.rows import Acting, ActivityRow, UserRef

PAGE = 100
_COLUMNS = "n.id, n.kind, n.activity_id, n.at, n.late, n.due_at, n.data, n.read_at, n.snoozed_until"
_UNREAD = "n.user_id = :me and n.read_at is null"


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came since it was last asked, oldest first; hand the whole back to ask again."""

    rows: tuple[NotificationRow, ...]
    last_id: int
    at: datetime


def bell(store: Store, me: Acting) -> Bell:
    """Return how many are unread, without the snoozed, and when the next of these comes back."""
    now = store.clock.now()
    with rights.reading(store, me) as read:
        awake = read.one(
            f"select count(*) from notifications n where {_UNREAD} "
            "and (n.snoozed_until is null or n.snoozed_until <= :now)",
            me=me.id,
            now=now,
        )
        asleep = read.one(
            f"select min(n.snoozed_until) from notifications n where {_UNREAD} and n.snoozed_until > :now",
            me=me.id,
            now=now,
        )
    back = asleep[0] if asleep else None
    return Bell(int(awake[0]) if awake else 0, from_column(back) if back else None)


def arrived(store: Store, me: Acting, since: Arrived | None = None) -> Arrived:
    """Return what has come, or come back from a snooze, since `since`; without it nothing, but where to go on from."""
    now = store.clock.now().replace(microsecond=0)
    with rights.reading(store, me) as read:
        if since is None:
            last = read.one("select max(id) from notifications where user_id = :me", me=me.id)
            return Arrived((), int(last[0] or 0) if last else 0, now)
        rows = _rows(
            read,
            me,
            f"where {_UNREAD} and (n.id > :last and (n.snoozed_until is null or n.snoozed_until <= :now) "
            "or n.snoozed_until > :since and n.snoozed_until <= :now) order by n.id",
            last=since.last_id,
            since=since.at,
            now=now,
        )
        newest = read.one("select max(id) from notifications where user_id = :me", me=me.id)
    return Arrived(tuple(rows), max(since.last_id, int(newest[0] or 0) if newest else 0), now)


def listing(
    store: Store,
    me: Acting,
    *,
    unread: bool = False,
    snoozed: bool = True,
    before: int | None = None,
    limit: int = PAGE,
) -> tuple[NotificationRow, ...]:
    """Return notifications, newest first; `before` a number goes on where a page ended.

    `unread` leaves out what is read; without `snoozed`, what is put off is left out too.
    """
    conditions = ["n.user_id = :me"]
    bound: dict[str, Any] = {"limit": limit}
    if unread:
        conditions.append("n.read_at is null")
    if not snoozed:
        conditions.append("(n.snoozed_until is null or n.snoozed_until <= :now)")
        bound["now"] = store.clock.now()
    if before is not None:
        conditions.append("n.id < :before")
        bound["before"] = before
    with rights.reading(store, me) as read:
        rows = _rows(read, me, f"where {' and '.join(conditions)} order by n.id desc limit :limit", **bound)
    return tuple(rows)


def mark_read(store: Store, me: Acting, ids: Sequence[int], *, read: bool = True) -> None:
    """Mark notifications read, or unread again. Those of others are left alone."""
    from sqlmodel import col, update

    from store.models import Notification

    if not ids:
        return
    now = store.clock.now()
    with store.writing() as session:
        rights.current_in(session, me)
        session.execute(
            update(Notification)
            .where(col(Notification.user_id) == me.id, col(Notification.id).in_(list(ids)))
            .values(read_at=now if read else None, snoozed_until=None)
        )


def mark_all_read(store: Store, me: Acting, *, up_to: int | None = None) -> int:
    """Mark all read, or those up to a number that has been shown; return how many."""
    from sqlmodel import col, update

    from store.models import Notification

    now = store.clock.now()
    statement = update(Notification).where(col(Notification.user_id) == me.id, col(Notification.read_at).is_(None))
    if up_to is not None:
        statement = statement.where(col(Notification.id) <= up_to)
    with store.writing() as session:
        rights.current_in(session, me)
        marked = session.execute(statement.values(read_at=now, snoozed_until=None))
        return int(getattr(marked, "rowcount", 0))


def snooze(store: Store, me: Acting, notification_id: int, until: datetime) -> NotificationRow:
    """Put a notification off: unread until then, and told anew. Raises Invalid("snooze", "past")."""
    from store.models import Notification

    now = store.clock.now()
    if until <= now:
        raise Invalid("snooze", "past", until.isoformat())
    with store.writing() as session:
        rights.current_in(session, me)
        row = session.get(Notification, notification_id) if abs(notification_id) < 2**31 else None
        if row is None or row.user_id != me.id:
            raise NotFound("notification", str(notification_id))
        row.read_at, row.snoozed_until = None, until
        session.add(row)
    return get(store, me, notification_id)


def get(store: Store, me: Acting, notification_id: int) -> NotificationRow:
    """Return one of the acting user's notifications. Raises NotFound."""
    with rights.reading(store, me) as read:
        rows = _rows(read, me, "where n.user_id = :me and n.id = :id", id=notification_id)
    if not rows:
        raise NotFound("notification", str(notification_id))
    return rows[0]


def _rows(read: Reader, me: Acting, tail: str, **bound: Any) -> list[NotificationRow]:
    records = read.all(f"select {_COLUMNS} from notifications n {tail}", me=me.id, **bound)
    numbers = sorted({int(record[2]) for record in records if record[2] is not None})
    seen: dict[int, ActivityRow] = {}
    if numbers:
        condition = rights.visible(rights.current(read, me))
        listed = ",".join(str(number) for number in numbers)
        seen = {row.id: row for row in select(read, f"where a.id in ({listed}) and {condition}", me=me.id)}
    return [_row(record, me, seen) for record in records]


def _row(record: Record, me: Acting, seen: dict[int, ActivityRow]) -> NotificationRow:
    number, kind, activity_id, at, late, due_at, data, read_at, snoozed_until = record
    held = json.loads(data) if data else {}
    activity = seen.get(activity_id)
    return NotificationRow(
        id=number,
        kind=kind,
        at=from_column(at),
        activity_id=activity.id if activity else None,
        title=held.get("title", ""),
        when=when_of(*held["when"]) if held.get("when") else when_of(None, None, False),
        read=read_at is not None,
        snoozed_until=from_column(snoozed_until) if snoozed_until else None,
        late=bool(late),
        due_at=from_column(due_at) if due_at else None,
        events=tuple(told(entry, me.zone) for entry in held.get("events", ())),
        failures=tuple(
            Failed(UserRef(*entry["user"]), entry["channel"], entry["reason"], entry["words"])
            for entry in held.get("failures", ())
        ),
        activity=activity,
    )


def told(entry: dict[str, Any], zone: str) -> Told:
    """Return one event as it is told to somebody in `zone`."""
    return Told(
        kind=entry["kind"],
        by=UserRef(*entry["by"]),
        at=from_column(entry["at"]),
        title=entry["title"],
        when=when_of(*entry["when"]),
        fields=shown_fields(entry["fields"], zone),
        note=entry["note"],
        count=entry["count"],
    )
