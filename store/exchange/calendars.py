"""Activities as iCalendar: what is attached to a letter, and what a calendar is exported as.

Instants are given in UTC, so that no reader needs to know a zone; whole days are dates, the same in every zone. It is
written here and not by a library, which took most of the time that a letter takes; what the library reads of it is
tested.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from store.rows import ActivityRow
from store.texts import many_lines, one_line
from store.when import AllDay, OpenEnded

PRODUCT = "-//crm-tui//crm-tui//EN"
PLACE = "crm-tui"
LONGEST_DETAILS = 20_000
LONGEST_LINE = 75
_PRIORITIES = {"urgent": 1, "high": 3, "normal": 5, "low": 9}
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def title(row: ActivityRow) -> str:
    """Return what an activity is called in one line: "Call · AB Transport"."""
    names = (row.category.name, row.assignment.name if row.assignment else "")
    return " · ".join(name for name in map(one_line, names) if name)


def event(row: ActivityRow, *, now: datetime, place: str = PLACE) -> str:
    """Return an activity as a VEVENT, empty where it is open-ended and so has no place in a calendar.

    `now` is when this was written. `place` tells one database from another: the same activity has the same UID in it
    for ever, and its version as SEQUENCE, so that a calendar replaces what it was given before.
    """
    if isinstance(row.when, OpenEnded):
        return ""
    lines = ["BEGIN:VEVENT", f"UID:activity-{row.id}@{place}", f"DTSTAMP:{_instant(now)}", f"SEQUENCE:{row.version}"]
    if isinstance(row.when, AllDay):
        lines += [f"DTSTART;VALUE=DATE:{_day(row.when.first)}", f"DTEND;VALUE=DATE:{_day(row.when.last + A_DAY)}"]
    else:
        lines.append(f"DTSTART:{_instant(row.when.start)}")
        if row.when.end > row.when.start:
            lines.append(f"DTEND:{_instant(row.when.end)}")
    lines.append(f"SUMMARY:{_escaped(title(row))}")
    description = "\n\n".join(part for part in (many_lines(row.description), many_lines(row.details)) if part)
    if description:
        lines.append(f"DESCRIPTION:{_escaped(description[:LONGEST_DETAILS])}")
    lines += [
        f"CATEGORIES:{_escaped(one_line(row.category.name))}",
        f"PRIORITY:{_PRIORITIES[row.priority]}",
        f"STATUS:{'CANCELLED' if row.status == 'cancelled' else 'CONFIRMED'}",
        f"TRANSP:{'OPAQUE' if row.busy else 'TRANSPARENT'}",
        "END:VEVENT",
    ]
    return _content(lines)


def calendar(rows: Iterable[ActivityRow], *, now: datetime, place: str = PLACE) -> bytes:
    """Return a calendar of those activities that have a date, as a file's content; empty where none has."""
    events = "".join(event(row, now=now, place=place) for row in rows)
    if not events:
        return b""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    return (_content(head) + events + _content(["END:VCALENDAR"])).encode("utf-8", "replace")


A_DAY = timedelta(days=1)


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _day(value: date) -> str:
    return value.strftime("%Y%m%d")


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _content(lines: Iterable[str]) -> str:
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _folded(line: str) -> Iterator[str]:
    """Yield a line in parts of 75 bytes at most, no character parted, each but the first with a space before it."""
    if line.isascii() and len(line) <= LONGEST_LINE:
        yield line
        return
    part, room = "", LONGEST_LINE
    for character in line:
        size = len(character.encode("utf-8", "replace"))
        if size > room:
            yield part
            part, room = " ", LONGEST_LINE - 1
        part += character
        room -= size
    yield part
