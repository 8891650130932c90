"""What somebody did to an activity is told to those whom it concerns, in the transaction that does it (D5).

A change is only noted while it is written; when the transaction is about to end, all of it is told at once: one
notification for each user and activity, or for each user where many activities changed together (a cycle, a bulk
change). What is told soon after joins what is still unread or not yet sent.
"""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from store import event_choices, pending
from store.instants import to_text
from store.reading import SessionReader
from store.reminder_rows import Choices, EventKind
from store.rows import Acting

if TYPE_CHECKING:
    from sqlmodel import Session

State = dict[str, Any]
# What to call an activity, by its number.
Titles = Callable[[int], str]
NOTED = "events"
# What comes within this time joins an unread notification; a message by other channels waits so long for more.
JOINS = timedelta(minutes=10)
WAITS = timedelta(seconds=60)
MOST_KEPT = 30
LONGEST_SHOWN = 200
TIME = frozenset({"start", "end", "all_day"})
SHOWN = frozenset({
    "category", "priority", "busy", "public", "contact", "direction", "project", "goal", "description", "details",
    "persons",
})  # fmt: skip
PUBLIC_KINDS = frozenset({"assigned", "moved", "cancelled"})


@dataclass(frozen=True, slots=True)
class Noted:
    """A change of one activity that has been written: states before (None for a new one) and after."""

    me: Acting
    activity_id: int
    before: State | None
    after: State
    fields: tuple[dict[str, Any], ...]
    note: str
    at: datetime


def note(
    session: "Session",
    me: Acting,
    activity_id: int,
    before: State | None,
    after: State,
    now: datetime,
    *,
    fields: str = "[]",
    said: str = "",
) -> None:
    """Note a change to be told of when the transaction ends. `fields` are those of its entry in the history."""
    shown = tuple(_cut(entry) for entry in json.loads(fields) if entry["field"] in SHOWN | TIME)
    noted = Noted(me, activity_id, before, after, shown, said[:LONGEST_SHOWN], now)
    session.info.setdefault(NOTED, []).append(noted)


def _cut(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value[:LONGEST_SHOWN] + "…" if isinstance(value, str) and len(value) > LONGEST_SHOWN else value
        for key, value in entry.items()
    }


def tell(session: "Session") -> None:
    """Tell of everything noted in a transaction, before it is committed."""
    noted: list[Noted] = session.info.pop(NOTED, [])
    if not noted:
        return
    from store.history import title

    read = SessionReader(session)
    everyone = _everyone(read) if _public_notifies_all(read) else frozenset()
    told: dict[int, list[tuple[Noted, EventKind]]] = defaultdict(list)
    roles: dict[tuple[int, int], str] = {}
    assigners = cache(partial(_assigner, read))
    for change in noted:
        for user, (kind, role) in _audience(change, assigners(change.activity_id), everyone).items():
            if user != change.me.id:
                told[user].append((change, kind))
                roles[user, change.activity_id] = role
    if not told:
        return
    choices, titles = event_choices.of_users(read, told), cache(partial(title, read))
    for user, changes in told.items():
        if user in choices:
            wanted = [entry for entry in changes if _wants(choices[user], roles[user, entry[0].activity_id])]
            _tell_user(session, titles, user, choices[user], wanted)


def _wants(choices: Choices, role: str) -> bool:
    return {"observer": choices.observing, "public": choices.public}.get(role, True)


def _audience(change: Noted, assigner: int, everyone: frozenset[int]) -> dict[int, tuple[EventKind, str]]:
    """Return whom a change concerns: what it is for each, and why it concerns them."""
    before, after = change.before, change.after
    was = set(before["performers"]) if before and not before["deleted"] else set()
    watched = set(before["observers"]) if before and not before["deleted"] else set()
    found: dict[int, tuple[EventKind, str]] = {}
    general = _kind(change)
    fresh = (before is None or before["deleted"]) and after["status"] == "planned" and not after["deleted"]
    if after["public"] and (general in PUBLIC_KINDS or _opened(before, after)):
        public: EventKind = general if general in {"moved", "cancelled"} else "assigned"
        found |= dict.fromkeys(everyone, (public, "public"))
    if general:
        found |= dict.fromkeys(watched & set(after["observers"]), (general, "observer"))
        if not fresh:
            found[assigner] = (general, "assigner")
        found |= dict.fromkeys(was & set(after["performers"]), (general, "performer"))
    if after["status"] == "planned" and not after["deleted"]:
        found |= {user: ("assigned", "observer") for user in set(after["observers"]) - watched if user not in was}
        found |= dict.fromkeys(set(after["performers"]) - was, ("assigned", "performer"))
        found |= dict.fromkeys(was - set(after["performers"]), ("unassigned", "performer"))
    return found


def _opened(before: State | None, after: State) -> bool:
    """Whether a planned activity has just become public."""
    return after["status"] == "planned" and not after["deleted"] and before is not None and not before["public"]


def _kind(change: Noted) -> EventKind | None:
    """Return what a change is for whom it concerned before and concerns now, None for nothing worth telling."""
    before, after = change.before, change.after
    if change.note:
        return "discussed"
    if before is None or before["deleted"]:
        return "assigned" if after["status"] == "planned" and not after["deleted"] else None
    if after["deleted"] or before["status"] != after["status"]:
        if after["deleted"]:
            return "cancelled" if before["status"] == "planned" else None
        ended: dict[str, EventKind] = {"planned": "reopened", "completed": "completed", "cancelled": "cancelled"}
        return ended[after["status"]]
    if after["status"] != "planned":
        return None
    if any(before[field] != after[field] for field in TIME):
        return "moved"
    return "changed" if any(before[field] != after[field] for field in SHOWN) else None


def _tell_user(
    session: "Session", titles: Titles, user: int, choices: Choices, changes: list[tuple[Noted, EventKind]]
) -> None:
    by_channel: dict[str, list[tuple[Noted, EventKind]]] = defaultdict(list)
    for change, kind in changes:
        for way in choices.channels.get(event_choices.CHOICE[kind], ()):
            by_channel[way].append((change, kind))
    for channel, entries in by_channel.items():
        number, told = _gathered(titles, entries)
        now = entries[0][0].at
        if channel == "app":
            _notify(session, user, number, told, now)
        else:
            _send(session, user, channel, number, told, now)


def _gathered(titles: Titles, entries: list[tuple[Noted, EventKind]]) -> tuple[int, list[dict[str, Any]]]:
    """Return what is told as JSON takes it: of one activity all of it in order, of many one entry for each kind."""
    many = len({change.activity_id for change, _kind_ in entries}) > 1
    if not many:
        return entries[0][0].activity_id, [_told(titles, change, kind, 1) for change, kind in entries]
    kinds: dict[EventKind, list[Noted]] = defaultdict(list)
    for change, kind in entries:
        kinds[kind].append(change)
    told = [
        _told(titles, changes[0], kind, len({change.activity_id for change in changes}))
        for kind, changes in kinds.items()
    ]
    return entries[0][0].activity_id, told


def _told(titles: Titles, change: Noted, kind: EventKind, count: int) -> dict[str, Any]:
    return {
        "kind": kind,
        "by": [change.me.id, change.me.login, change.me.name],
        "at": to_text(change.at),
        "title": titles(change.activity_id),
        "when": [change.after["start"], change.after["end"], change.after["all_day"]],
        "fields": list(change.fields) if kind in {"moved", "changed"} and count == 1 else [],
        "note": change.note,
        "count": count,
    }


def _notify(session: "Session", user: int, number: int, told: list[dict[str, Any]], now: datetime) -> None:
    """Add a notification, with what is still unread of the same activity and not old in it."""
    from sqlmodel import col, select

    from store.models import Notification

    unread = session.exec(
        select(Notification).where(
            Notification.user_id == user,
            Notification.activity_id == number,
            Notification.kind == "event",
            col(Notification.read_at).is_(None),
            Notification.at >= now - JOINS,
        )
    ).first()
    if unread is not None:
        told = (json.loads(unread.data)["events"] + told)[-MOST_KEPT:]
        session.delete(unread)
        session.flush()
    row = Notification(user_id=user, kind="event", activity_id=number, at=now, data=_data(told))
    session.add(row)
    session.flush()


def _send(session: "Session", user: int, channel: str, number: int, told: list[dict[str, Any]], now: datetime) -> None:
    """Add a delivery that waits a little for more, or put more into the one that waits."""
    from sqlmodel import select

    from store.models import Delivery

    waiting = session.exec(
        select(Delivery).where(
            Delivery.activity_id == number,
            Delivery.user_id == user,
            Delivery.channel == channel,
            Delivery.kind == "event",
            Delivery.state == "waiting",
        )
    ).first()
    if waiting is not None:
        waiting.data = _data((json.loads(waiting.data)["events"] + told)[-MOST_KEPT:])
        session.add(waiting)
        return
    due = (now + WAITS).replace(microsecond=0)
    session.add(
        Delivery(
            kind="event", activity_id=number, user_id=user, channel=channel, due_at=due, next_at=due,
            message_id=uuid4().hex, data=_data(told),
        )
    )  # fmt: skip
    pending.wake(session, due)


def _data(told: list[dict[str, Any]]) -> str:
    last = told[-1]
    return json.dumps({"title": last["title"], "when": last["when"], "events": told}, ensure_ascii=False)


def _assigner(read: SessionReader, activity_id: int) -> int:
    row = read.one("select assigner_id from activities where id = :id", id=activity_id)
    return int(row[0]) if row else 0


def _public_notifies_all(read: SessionReader) -> bool:
    from store.settings import is_on

    return is_on(read, "public-notifies-all")


def _everyone(read: SessionReader) -> frozenset[int]:
    """Return whoever may see what is public."""
    rows = read.all("select u.id, r.rights from users u join roles r on r.id = u.role_id where u.active")
    return frozenset(int(user) for user, held in rows if {"view-public", "view-all"} & set(held.split()))
