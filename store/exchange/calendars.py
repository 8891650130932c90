"""Activities as iCalendar: what is attached to a letter, and what a calendar is exported as.

Instants are given in UTC, so that no reader needs to know a zone; whole days are dates, the same in every zone.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from store.rows import ActivityRow
from store.texts import many_lines, one_line
from store.when import AllDay, OpenEnded

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//crm-tui//crm-tui//EN"
PLACE = "crm-tui"
LONGEST_DETAILS = 20_000
_PRIORITIES = {"urgent": 1, "high": 3, "normal": 5, "low": 9}


def title(row: ActivityRow) -> str:
    """Return what an activity is called in one line: "Call · AB Transport"."""
    names = (row.category.name, row.assignment.name if row.assignment else "")
    return " · ".join(name for name in map(one_line, names) if name)


def event(row: ActivityRow, *, now: datetime, place: str = PLACE) -> "Event | None":
    """Return an activity as a VEVENT, None where it is open-ended and so has no place in a calendar.

    `now` is when this was written. `place` tells one database from another: the same activity has the same UID in it
    for ever, and its version as SEQUENCE, so that a calendar replaces what it was given before.
    """
    from icalendar import Event

    if isinstance(row.when, OpenEnded):
        return None
    made = Event()
    made.add("uid", f"activity-{row.id}@{place}")
    made.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    made.add("sequence", row.version)
    if isinstance(row.when, AllDay):
        made.add("dtstart", row.when.first)
        made.add("dtend", row.when.last + timedelta(days=1))
    else:
        made.add("dtstart", row.when.start.astimezone(UTC))
        if row.when.end > row.when.start:
            made.add("dtend", row.when.end.astimezone(UTC))
    made.add("summary", title(row))
    description = "\n\n".join(part for part in (many_lines(row.description), many_lines(row.details)) if part)
    if description:
        made.add("description", description[:LONGEST_DETAILS])
    made.add("categories", [one_line(row.category.name)])
    made.add("priority", _PRIORITIES[row.priority])
    made.add("status", "CANCELLED" if row.status == "cancelled" else "CONFIRMED")
    made.add("transp", "OPAQUE" if row.busy else "TRANSPARENT")
    return made


def calendar(rows: Iterable[ActivityRow], *, now: datetime, place: str = PLACE) -> bytes:
    """Return a calendar of those activities that have a date, as a file's content; empty where none has."""
    from icalendar import Calendar

    events = [made for row in rows if (made := event(row, now=now, place=place)) is not None]
    if not events:
        return b""
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", "PUBLISH")
    for one in events:
        whole.add_component(one)
    return bytes(whole.to_ical())
