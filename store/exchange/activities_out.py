"""Exporting activities: CSV, JSON; the object that stands for an activity wherever programs are told of one (C9)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from store import rights
from store.activity_rows import select
from store.database import Store
from store.exchange.rows_out import write_array, write_table
from store.reading import Reader
from store.rows import Acting, ActivityRow
from store.when import AllDay, OpenEnded, Timed, When

KINDS = ("csv", "json")
COLUMNS = (
    "id", "start", "end", "all_day", "open_ended", "category", "status", "outcome", "priority", "contact", "persons",
    "direction", "project", "description", "details", "goal", "assigner", "performers", "observers", "busy", "public",
    "needs_completing", "tracked_seconds", "series",
)  # fmt: skip
AT_ONCE = 500


def export(store: Store, me: Acting, file: TextIO, kind: str, numbers: Sequence[int]) -> int:
    """Write activities by their numbers, in that order; return how many. Needs the right to export.

    What may no longer be seen, or is gone, is left out.
    """
    count, now = 0, store.clock.now()
    with store.reading() as read:
        mine = rights.current(read, me)
        rights.require(mine, "export")

        def rows() -> Iterator[dict[str, Any]]:
            nonlocal count
            for row in _rows(read, me, rights.visible(mine), numbers):
                count += 1
                yield shape(row, me.zone, now)

        if kind == "csv":
            write_table(file, COLUMNS, ([row[column] for column in COLUMNS] for row in rows()))
        else:
            write_array(file, rows())
    return count


def _rows(read: Reader, me: Acting, visible: str, numbers: Sequence[int]) -> Iterator[ActivityRow]:
    source = iter(numbers)
    while some := list(islice(source, AT_ONCE)):
        listed = ",".join(str(int(number)) for number in some)
        found = select(read, f"where a.id in ({listed}) and {visible}", whole=True, me=me.id)
        rows = {row.id: row for row in found}
        yield from (rows[number] for number in some if number in rows)


def shape(row: ActivityRow, zone: str, now: datetime) -> dict[str, Any]:
    """Return an activity as the contract has it, times in `zone`; what is measured on it counts up to `now`."""
    start, end = bounds(row.when, zone)
    return {
        "id": row.id,
        "version": row.version,
        "series": row.series,
        "category": row.category.name,
        "status": row.status,
        "outcome": row.outcome,
        "priority": row.priority,
        "start": start,
        "end": end,
        "all_day": row.all_day,
        "open_ended": row.open_ended,
        "busy": row.busy,
        "public": row.public,
        "needs_completing": row.needs_completing,
        "contact": row.contact.name if row.contact else None,
        "persons": [person.name for person in row.persons],
        "direction": row.direction,
        "project": row.project.name if row.project else None,
        "assigner": row.assigner.login,
        "performers": [user.login for user in row.performers],
        "observers": [user.login for user in row.observers],
        "goal": row.goal.name if row.goal else None,
        "description": row.description,
        "details": row.details,
        "tracked_seconds": row.tracked(now),
    }


def bounds(when: When, zone: str) -> tuple[str | None, str | None]:
    """Return start and end of a time as texts: instants in `zone`, days as they are."""
    match when:
        case Timed():
            return moment(when.start, zone), moment(when.end, zone)
        case AllDay():
            return when.first.isoformat(), when.last.isoformat()
        case OpenEnded():
            return None, None


def moment(instant: datetime, zone: str) -> str:
    """Return an instant in a zone, as a text."""
    return instant.astimezone(ZoneInfo(zone)).isoformat()
