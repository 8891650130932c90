"""Exporting measured time: CSV, JSON (E4, C9)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TextIO

from store import rights
from store.database import Store
from store.exchange.activities_out import moment
from store.exchange.rows_out import write_array, write_table
from store.reading import Reader
from store.rows import Acting
from store.time_entries import require_tracking
from store.time_rows import SOURCE, TimeEntryRow, rows

KINDS = ("csv", "json")
COLUMNS = (
    "id", "user", "start", "end", "seconds", "day", "activity", "category", "contact", "project", "goal",
    "description", "note", "by_hand", "corrected",
)  # fmt: skip
AT_ONCE = 1000


@dataclass(frozen=True)
class WantedTime:
    """Which entries an export is to hold: those that began from `start` to before `end`, of a user or of everybody."""

    start: datetime | None = None
    end: datetime | None = None
    user_id: int | None = None


def export(store: Store, me: Acting, file: TextIO, kind: str, wanted: WantedTime) -> int:
    """Write time entries in the order in which they began; return how many. Needs the right to export.

    Only what one may see (G2): of an activity that one may no longer see, not what it is about.
    """
    now, count = store.clock.now(), 0
    with store.reading() as read:
        require_tracking(read)
        mine = rights.current(read, me)
        rights.require(mine, "export")

        def shapes() -> Iterator[dict[str, Any]]:
            nonlocal count
            for entry, about in _entries(read, mine, me, wanted):
                count += 1
                yield _shape(entry, about, me.zone, now)

        if kind == "csv":
            write_table(file, COLUMNS, ([shape[column] for column in COLUMNS] for shape in shapes()))
        else:
            write_array(file, shapes())
    return count


def _entries(
    read: Reader, mine: frozenset[str], me: Acting, wanted: WantedTime
) -> Iterator[tuple[TimeEntryRow, tuple[Any, ...]]]:
    """Yield entries a window at a time, each with the category, contact, project, goal and description it is about."""
    conditions, bound = [rights.time_seen(mine)], {"limit": AT_ONCE}
    given = {"start": wanted.start, "end": wanted.end, "user": wanted.user_id}
    compared = {"start": "t.started_at >= :start", "end": "t.started_at < :end", "user": "t.user_id = :user"}
    for name, value in given.items():
        if value is not None:
            conditions.append(compared[name])
            bound |= {name: value}  # type: ignore[dict-item]
    later = ""
    while True:
        tail = f"where {' and '.join(conditions)} {later} order by t.started_at, t.id limit :limit"
        page = rows(read, mine, me, tail, **bound)
        about = _about(read, page)
        yield from ((entry, about[entry.activity_id] if entry.title else ("",) * 5) for entry in page)
        if len(page) < AT_ONCE:
            return
        later = "and (t.started_at, t.id) > (:moment, :number)"
        bound |= {"moment": page[-1].started, "number": page[-1].id}  # type: ignore[dict-item]


def _about(read: Reader, page: tuple[TimeEntryRow, ...]) -> dict[int, tuple[Any, ...]]:
    ids = ",".join(str(entry.id) for entry in page) or "null"
    return {
        row[0]: row[1:]
        for row in read.all(
            f"select a.id, c.name, k.name, p.name, g.name, a.description from {SOURCE} "
            f"left join dictionary_entries g on g.id = a.goal_id where t.id in ({ids})"
        )
    }


def _shape(entry: TimeEntryRow, about: tuple[Any, ...], zone: str, now: datetime) -> dict[str, Any]:
    category, contact, project, goal, description = about
    return {
        "id": entry.id,
        "user": entry.user.login,
        "start": moment(entry.started, zone),
        "end": moment(entry.ended, zone) if entry.ended is not None else None,
        "seconds": entry.length(now),
        "day": entry.day.isoformat(),
        "activity": entry.activity_id if entry.title else None,
        "category": category or None,
        "contact": contact or None,
        "project": project or None,
        "goal": goal or None,
        "description": description,
        "note": entry.note,
        "by_hand": entry.by_hand,
        "corrected": entry.corrected,
    }
