"""What is still to be delivered of an activity's reminders: brought up to date in the transaction of every change (D3).

Of one user, activity and channel there is one delivery for an instant, whatever reminders lead to it. What was sent for
an instant is never sent for it again; for another instant it is, if that is to come.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from store import reminders
from store.instants import from_column
from store.reminder_kinds import At

if TYPE_CHECKING:
    from sqlmodel import Session

    from store.reading import Reader

State = dict[str, Any]
Key = tuple[int, str, datetime]
FIELDS = frozenset({"start", "end", "all_day", "status", "deleted", "performers", "reminders"})
WAKE = "wake_at"


def wanted(state: State, zones: dict[int, str], now: datetime) -> dict[Key, str]:
    """Return what an activity's reminders come to: (user, channel, instant), and one's own text of it.

    `zones` are those of its performers. Nothing for what has ended or is deleted.
    """
    found: dict[Key, str] = {}
    if state["status"] != "planned" or state["deleted"]:
        return found
    for reminder in reminders.reminders_of(state["reminders"]):
        if state["start"] is None and not isinstance(reminder.when, At):
            continue
        start = from_column(state["start"]) if state["start"] else now
        for user in state["performers"]:
            zone = reminders.zone_of(zones.get(user, ""))
            due = reminders.instant_of(reminder.when, start, all_day=state["all_day"], zone=zone)
            for channel in reminder.channels:
                key = (user, channel, due.replace(microsecond=0))
                found[key] = found.get(key) or (reminder.text if channel == "sms" else "")
    return found


def follow(session: "Session", activity_id: int, state: State, changed: frozenset[str], now: datetime) -> None:
    """Make the pending deliveries what the state of an activity asks for, after `changed` of it changed."""
    if not changed & FIELDS or not (state["reminders"] or "reminders" in changed):
        return
    from sqlmodel import select

    from store.models import Delivery

    asked = wanted(state, zones_of(session, state["performers"]), now)
    rows = session.exec(select(Delivery).where(Delivery.activity_id == activity_id, Delivery.kind == "reminder")).all()
    for row in rows:
        key = (row.user_id, row.channel, row.due_at)
        if key in asked:
            _keep(session, row, asked.pop(key), now)
        elif row.state in {"waiting", "claimed"}:
            row.state, row.claimed_by, row.reason, row.logged = "cancelled", None, _reason(state, row.user_id), False
            session.add(row)
    add_many(session, [(activity_id, asked)], now)


def _keep(session: "Session", row: Any, text: str, now: datetime) -> None:
    """Leave a delivery that is still wanted; what was cancelled waits again if its instant is to come."""
    row.data = _data(text)
    if row.state == "cancelled" and row.due_at >= now.replace(microsecond=0):
        row.state, row.reason, row.words, row.attempts, row.next_at = "waiting", "", "", 0, row.due_at
        wake(session, row.due_at)
    session.add(row)


def _reason(state: State, user: int) -> str:
    if state["deleted"]:
        return "deleted"
    if state["status"] != "planned":
        return "ended"
    return "changed" if user in state["performers"] else "not-performer"


def add_many(session: "Session", asked: Iterable[tuple[int, dict[Key, str]]], now: datetime) -> None:
    """Add deliveries of activities, one statement for all; those whose instant is over are cancelled from the start,
    so that one can see why nothing came."""
    from sqlalchemy import insert

    from store.models import Delivery

    moment = now.replace(microsecond=0)
    rows = [
        {
            "kind": "reminder", "activity_id": number, "user_id": user, "channel": channel, "due_at": due,
            "next_at": due, "message_id": uuid4().hex, "data": _data(text), **NEW, **({} if due >= moment else OVER),
        }
        for number, deliveries in asked
        for (user, channel, due), text in deliveries.items()
    ]  # fmt: skip
    if rows:
        session.execute(insert(Delivery), rows)
        to_come = [row["due_at"] for row in rows if row["state"] == "waiting"]
        if to_come:
            wake(session, min(to_come))


NEW: dict[str, Any] = {"state": "waiting", "attempts": 0, "late": False, "reason": "", "words": "", "logged": False}
OVER = {"state": "cancelled", "reason": "past"}


def zones_of(session: "Session", users: Iterable[int]) -> dict[int, str]:
    """Return the zones of users."""
    from store.reading import SessionReader

    listed = ",".join(str(int(user)) for user in users)
    if not listed:
        return {}
    return dict(SessionReader(session).all(f"select id, zone from users where id in ({listed})"))


def follow_user(session: "Session", user_id: int, now: datetime) -> None:
    """Bring up to date what a user is to be reminded of, after the user's zone has changed."""
    from store.activity_state import state_of
    from store.models import Activity
    from store.reading import SessionReader

    ids = SessionReader(session).all(
        "select distinct m.activity_id from performers m join reminders r on r.activity_id = m.activity_id "
        "where m.user_id = :user and m.planned order by m.activity_id",
        user=user_id,
    )
    for (number,) in ids:
        state = state_of(session, session.get_one(Activity, number))
        follow(session, number, state, frozenset({"performers"}), now)


def wake(session: "Session", at: datetime) -> None:
    """Note that a worker is to know of something due `at`, when the transaction is committed."""
    held = session.info.get(WAKE)
    session.info[WAKE] = at if held is None else min(held, at)


def problems(read: "Reader") -> list[str]:
    """Return a line for each kind of thing that is pending and should not be, for `db check`."""
    row = read.one(
        "select count(*) from deliveries d left join activities a on a.id = d.activity_id "
        "where d.kind = 'reminder' and d.state in ('waiting', 'claimed') and (a.status <> 'planned' or a.deleted "
        "or not exists (select 1 from performers m where m.activity_id = d.activity_id and m.user_id = d.user_id))"
    )
    return [f"reminders pending of what has ended or of nobody who performs it: {row[0]}"] if row and row[0] else []


def _data(text: str) -> str:
    return json.dumps({"text": text}, ensure_ascii=False) if text else ""
