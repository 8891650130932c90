"""What a claimed delivery is to say, as it stands when it is read (D2, D3, D6): of one claim, or of many in one view.

Of many, because on a server a view costs more than what is asked in it. Whoever sends asks before each whether what was
read a while ago still stands (`versions`), and reads it alone where it does not.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from time import monotonic
from typing import Any

from store.activity_rows import by_id, select
from store.database import Store
from store.identity import identity
from store.instants import from_column
from store.notifications import told
from store.quiet_hours import morning_after, waits
from store.reading import Reader, Record
from store.reminder_rows import Outgoing, Recipient
from store.rows import Acting, ActivityRow

LATE = timedelta(minutes=2)
Versions = tuple[int | None, int]
_CLAIMS = """
    select d.id, d.kind, d.channel, d.due_at, d.day, d.data, d.activity_id, d.message_id, a.deleted, a.version,
    u.version, u.id, u.login, u.name, u.email, u.phone, u.zone, u.language, u.active, r.rights
    from deliveries d join users u on u.id = d.user_id join roles r on r.id = u.role_id
    left join activities a on a.id = d.activity_id where d.state = 'claimed' and d.claimed_by = :worker and d.id
"""


@dataclass(frozen=True, slots=True)
class Settled:
    """A claim that comes to nothing, or is put off: `outcome` is "cancelled", "failed", "waiting" or "lost"."""

    outcome: str
    reason: str
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """What a claim is to send, the versions of the activity and of its reader that this was made of, and when it was
    read, by the monotonic clock."""

    content: Outgoing
    versions: Versions
    read_at: float


@dataclass(frozen=True, slots=True)
class _View:
    """What is the same for every claim that is read at once."""

    store: Store
    read: Reader
    now: datetime
    waits: bool
    place: str
    activity: Callable[[int], ActivityRow | None]


def one(store: Store, read: Reader, worker: str, delivery_id: int) -> Outgoing | Settled:
    """Return what a claim is to send; raises ValueError, KeyError or TypeError where it is damaged."""
    row = read.one(f"{_CLAIMS} = :id", id=delivery_id, worker=worker)
    if row is None:
        return Settled("lost", "lost")
    return _content(_view(store, read, lambda number: by_id(read, number, "1 = 1")), row)


def several(store: Store, read: Reader, worker: str, ids: Sequence[int]) -> dict[int, Ready]:
    """Return what claims are to send, without those that are settled, damaged, or no matter of one activity."""
    read_at = monotonic()
    rows = read.all(f"{_CLAIMS} in ({','.join(str(int(number)) for number in ids)})", worker=worker)
    numbers = ",".join(str(int(row[6])) for row in rows if row[6] is not None)
    found = {row.id: row for row in select(read, f"where a.id in ({numbers})", whole=True)} if numbers else {}
    view = _view(store, read, found.get)
    made: dict[int, Ready] = {}
    for row in rows:
        if row[6] is None:
            continue
        try:
            content = _content(view, row)
        except (ValueError, KeyError, TypeError):
            continue
        if isinstance(content, Outgoing):
            made[content.id] = Ready(content, (row[9], int(row[10])), read_at)
    return made


def versions(read: Reader, worker: str, delivery_id: int) -> Versions | None:
    """Return the versions of a claim's activity and reader; None where it is no longer held."""
    row = read.one(
        "select a.version, u.version from deliveries d join users u on u.id = d.user_id "
        "left join activities a on a.id = d.activity_id "
        "where d.id = :id and d.state = 'claimed' and d.claimed_by = :worker",
        id=delivery_id,
        worker=worker,
    )
    return (row[0], int(row[1])) if row else None


def _view(store: Store, read: Reader, activity: Callable[[int], ActivityRow | None]) -> _View:
    return _View(store, read, store.clock.now(), waits(read), identity(read), activity)


def _content(view: _View, row: Record) -> Outgoing | Settled:
    number, kind, channel, due_at, day, data, activity_id, key, deleted, _version, _user_version, *person = row
    *whom, active, held = person
    to = Recipient(*whom)
    if not active:
        return Settled("failed", "inactive")
    if channel == "email" and not to.email:
        return Settled("failed", "no-address")
    if channel == "sms" and not to.phone:
        return Settled("failed", "no-number")
    due = from_column(due_at)
    may_wait = view.waits and channel != "app" and kind != "day-plan"
    quiet = morning_after(to.zone, max(due, view.now)) if may_wait else None
    if quiet is not None:
        return Settled("waiting", "quiet", quiet)
    meant = (morning_after(to.zone, due) if may_wait else None) or due
    out = Outgoing(number, key, kind, channel, to, view.now, due, late=view.now - meant > LATE, place=view.place)
    if kind == "day-plan":
        from store import day_plan_mail

        me = Acting(to.id, to.login, to.name, to.zone, to.language, frozenset(held.split()))
        return day_plan_mail.content(view.store, view.read, out, me, date.fromisoformat(day or ""))
    return _of_activity(view, out, activity_id, deleted, json.loads(data) if data else {})


def _of_activity(view: _View, out: Outgoing, activity_id: int | None, deleted: Any, content: Any) -> Outgoing | Settled:
    row = view.activity(activity_id or 0)
    if row is None:
        return Settled("failed", "damaged")
    if out.kind == "reminder":
        if row.status != "planned" or deleted:
            return Settled("cancelled", "ended")
        if all(user.id != out.to.id for user in row.performers):
            return Settled("cancelled", "not-performer")
        return replace(out, activity=row, own_text=content.get("text", ""))
    return replace(out, activity=row, events=tuple(told(entry, out.to.zone) for entry in content["events"]))
