"""The list of activities in the order of time, by any of their properties (the command line's `list`)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from store import rights
from store.activity_rows import JOINS, select
from store.containing import containing
from store.database import Store
from store.finding.words import mark
from store.reading import Reader
from store.rows import Acting, ActivityRow, Status
from store.tabs import MY_PLAN


@dataclass(frozen=True)
class Wanted:
    """Which activities a list is to hold: those that take place from `start` to before `end`, both instants.

    Of the acting user unless `user_id` names another or `everyone` is set; always only what may be seen.
    """

    start: datetime | None = None
    end: datetime | None = None
    user_id: int | None = None
    everyone: bool = False
    status: Status | None = None
    category_id: int | None = None
    contact_id: int | None = None
    project_id: int | None = None
    text: str = ""


_IN_TIME = "order by (a.starts_at is null), a.starts_at, a.id"


def listed(
    store: Store, me: Acting, *, limit: int = 100, wanted: Wanted | None = None, **fields: Any
) -> tuple[ActivityRow, ...]:
    """Return activities in the order of time, open-ended last: those `wanted`, or of the `fields` of Wanted.

    Whole days, which float, are compared by the clock of the acting user's zone.
    """
    with store.reading() as read:
        source, where, bound = _asked(read, me, wanted or Wanted(**fields))
        tail = f"{where} {_IN_TIME} limit :limit"
        return tuple(select(read, tail, source=source, whole=True, limit=limit, **bound))


def numbers(store: Store, me: Acting, wanted: Wanted) -> list[int]:
    """Return the numbers of all activities that `listed` would give, in its order."""
    with store.reading() as read:
        source, where, bound = _asked(read, me, wanted)
        return [int(row[0]) for row in read.all(f"select a.id from {source} {JOINS} {where} {_IN_TIME}", **bound)]


def _asked(read: Reader, me: Acting, wanted: Wanted) -> tuple[str, str, dict[str, Any]]:
    """Return what to select from, the conditions, and what they are bound to."""
    conditions: list[str] = [rights.visible(rights.current(read, me))]
    bound: dict[str, Any] = {"me": me.id}
    source = "activities a"
    if not wanted.everyone:
        source = MY_PLAN
        conditions.append("m.user_id = :user")
        bound["user"] = wanted.user_id if wanted.user_id is not None else me.id
    if wanted.start is not None:
        conditions.append(
            "((not a.all_day and (a.starts_at >= :start or a.ends_at > :start)) or (a.all_day and a.ends_at > :from))"
        )
        bound |= {"start": wanted.start, "from": _floating(wanted.start, me.zone)}
    if wanted.end is not None:
        conditions.append("((not a.all_day and a.starts_at < :end) or (a.all_day and a.starts_at < :to))")
        bound |= {"end": wanted.end, "to": _floating(wanted.end, me.zone)}
    for column in ("status", "category_id", "contact_id", "project_id"):
        value = getattr(wanted, column)
        if value is not None:
            conditions.append(f"a.{column} = :{column}")
            bound[column] = value
    if wanted.text:
        whose = () if wanted.everyone else (mark(f"u{bound['user']}"),)
        found = containing(read, wanted.text, of=whose)
        conditions.append(found.sql)
        bound |= found.bound
    return source, f"where {' and '.join(conditions)}", bound


def _floating(instant: datetime, zone: str) -> datetime:
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=UTC)
