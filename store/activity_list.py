"""The list of activities in the order of time, by any of their properties (the command line's `list`)."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from store import rights
from store.activity_rows import select
from store.containing import containing
from store.database import Store
from store.finding.words import mark
from store.rows import Acting, ActivityRow, Status
from store.tabs import MY_PLAN


def listed(
    store: Store,
    me: Acting,
    *,
    start: datetime | None = None,
    end: datetime | None = None,
    user_id: int | None = None,
    everyone: bool = False,
    status: Status | None = None,
    category_id: int | None = None,
    contact_id: int | None = None,
    project_id: int | None = None,
    text: str = "",
    limit: int = 100,
) -> tuple[ActivityRow, ...]:
    """Return activities in the order of time, open-ended last: those that take place from `start` to before `end`.

    Both are instants; whole days, which float, are compared by the clock of the acting user's zone. Of the acting user
    unless `user_id` names another or `everyone` is set; always only what may be seen.
    """
    conditions: list[str] = []
    bound: dict[str, Any] = {"me": me.id}
    source = "activities a"
    if not everyone:
        source = MY_PLAN
        conditions.append("m.user_id = :user")
        bound["user"] = user_id if user_id is not None else me.id
    if start is not None:
        conditions.append(
            "((not a.all_day and (a.starts_at >= :start or a.ends_at > :start)) or (a.all_day and a.ends_at > :from))"
        )
        bound |= {"start": start, "from": _floating(start, me.zone)}
    if end is not None:
        conditions.append("((not a.all_day and a.starts_at < :end) or (a.all_day and a.starts_at < :to))")
        bound |= {"end": end, "to": _floating(end, me.zone)}
    for column, value in (
        ("status", status),
        ("category_id", category_id),
        ("contact_id", contact_id),
        ("project_id", project_id),
    ):
        if value is not None:
            conditions.append(f"a.{column} = :{column}")
            bound[column] = value
    with store.reading() as read:
        if text:
            whose = () if everyone else (mark(f"u{bound['user']}"),)
            found = containing(read, text, of=whose)
            conditions.append(found.sql)
            bound |= found.bound
        conditions.append(rights.visible(rights.current(read, me)))
        return tuple(
            select(
                read,
                f"where {' and '.join(conditions)} order by (a.starts_at is null), a.starts_at, a.id limit :limit",
                source=source,
                whole=True,
                limit=limit,
                **bound,
            )
        )


def _floating(instant: datetime, zone: str) -> datetime:
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=UTC)
