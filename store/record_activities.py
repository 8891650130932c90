"""The activities of a contact or a project: what is planned and what has ended, a window at a time (C3, C4)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from store import rights, tracked_time
from store.activity_rows import select
from store.database import Store
from store.reading import Reader
from store.refusals import NotFound
from store.rows import Acting, ActivityRow, Page

Owner = Literal["contact", "project"]
PLANNED = "a.status = 'planned' and not a.deleted"
ENDED = "a.status <> 'planned' and not a.deleted"


@dataclass(frozen=True)
class Totals:
    """How many activities that may be seen are planned and have ended, and the time spent on them, in seconds."""

    planned: int = 0
    ended: int = 0
    tracked_seconds: int = 0


NOTHING = Totals()


def plan(store: Store, me: Acting, owner: Owner, owner_id: int, *, after: str | None = None, limit: int = 200) -> Page:
    """Return a window of what is planned: by time, so that what is overdue comes first; open-ended last."""
    offset = int(after) if after else 0
    with store.reading() as read:
        condition = _condition(read, me, owner)
        timed = select(
            read,
            f"where {condition} and {PLANNED} order by (a.starts_at is null), a.starts_at, a.id "
            "limit :limit offset :offset",
            owner=owner_id, me=me.id, limit=limit, offset=offset,
        )  # fmt: skip
    return Page(tuple(timed), str(offset + limit) if len(timed) == limit else None)


def history(
    store: Store, me: Acting, owner: Owner, owner_id: int, *, after: str | None = None, limit: int = 200
) -> Page:
    """Return a window of what has ended, newest first; `after` is what the page before gave."""
    bound: dict[str, Any] = {"owner": owner_id, "me": me.id, "limit": limit}
    later = ""
    if after is not None:
        moment, number = after.split("|")
        later = "and (a.ended_at, a.id) < (:moment, :number)"
        bound |= {"moment": datetime.fromisoformat(moment), "number": int(number)}
    with store.reading() as read:
        condition = _condition(read, me, owner)
        rows = select(
            read,
            f"where {condition} and {ENDED} {later} order by a.ended_at desc, a.id desc limit :limit",
            **bound,
        )
    return Page(tuple(rows), _mark(rows) if len(rows) == limit else None)


def totals(store: Store, me: Acting, owner: Owner, owner_id: int) -> Totals:
    """Return how much there is of both."""
    with store.reading() as read:
        condition = _condition(read, me, owner)
        bound = {"owner": owner_id, "me": me.id}
        counts = [
            read.one(f"select count(*) from activities a where {condition} and {state}", **bound)
            for state in (PLANNED, ENDED)
        ]
        spent = tracked_time.spent(read, condition, store.clock.now(), **bound)
    planned, ended = (int(row[0]) if row else 0 for row in counts)
    return Totals(planned, ended, spent)


def _condition(read: Reader, me: Acting, owner: Owner) -> str:
    if owner not in {"contact", "project"}:
        raise NotFound("record", owner)
    return f"a.{owner}_id = :owner and {rights.visible(rights.current(read, me))}"


def _mark(rows: list[ActivityRow]) -> str | None:
    last = rows[-1]
    return f"{last.ended_at.isoformat()}|{last.id}" if last.ended_at else None
