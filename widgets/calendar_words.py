"""What a calendar writes of an activity: its letter, its signs, its name, and the inks of the three (A6, C2)."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.style import Style

from store.rows import ActivityRow, CategoryRef, Ref
from store.when import AllDay, Timed
from widgets.cells import plain
from widgets.palette import Palette

_STATUS = {"completed": "✓", "cancelled": "✗"}
_PRIORITY = {"urgent": "‼", "high": "!", "low": "↓"}


def is_over(row: ActivityRow) -> bool:
    """Tell whether it has ended: it fades."""
    return row.status != "planned"


def is_late(row: ActivityRow, now: datetime, zone: str) -> bool:
    """Tell whether it is still planned though its time is over."""
    if row.status != "planned":
        return False
    if isinstance(row.when, Timed):
        return row.when.end < now
    return isinstance(row.when, AllDay) and row.when.last < now.astimezone(ZoneInfo(zone)).date()


def sign(row: ActivityRow) -> str:
    """Return how it stands with it in one character: done, cancelled, urgent; "" where there is nothing to say."""
    return _STATUS.get(row.status) or _PRIORITY.get(row.priority, "")


def name(row: ActivityRow, of: Ref | None = None) -> str:
    """Return what it is called: whom it is about, unless that is whose calendar it is, else what, else its category."""
    about = row.assignment if row.assignment != of else None
    return plain(about.name if about else row.description or row.category.name)


def more(row: ActivityRow, of: Ref | None = None) -> str:
    """Return what is said besides its name: the description, in the calendar of a contact or project who, and that it
    repeats."""
    if row.assignment is not None and row.assignment == of:
        said = plain(", ".join(user.name for user in row.performers))
    else:
        said = plain(row.description) if row.assignment else ""
    return f"{said} ↻".strip() if row.series is not None else said


def hour(instant: datetime, zone: str) -> str:
    """Return "9" or "9:30": as short as a time can be."""
    local = instant.astimezone(ZoneInfo(zone))
    return f"{local.hour}:{local.minute:02}" if local.minute else str(local.hour)


def initials(text: str) -> str:
    """Return "AZ" for "Anna Zielińska"."""
    return "".join(word[0] for word in plain(text).split()[:2]).upper()


def name_ink(p: Palette, row: ActivityRow, *, late: bool = False) -> Style:
    """Return the ink of its name."""
    if is_over(row):
        return p.muted
    return p.amber_bold if late else p.bold


def sign_ink(p: Palette, row: ActivityRow) -> Style:
    """Return the ink of its sign."""
    if row.status == "completed":
        return p.ok
    return {"urgent": p.danger, "high": p.amber_bold}.get(row.priority, p.muted) if row.status == "planned" else p.muted


def legend(rows: Iterable[ActivityRow]) -> list[CategoryRef]:
    """Return the categories that occur, the most frequent first."""
    categories = [row.category for row in rows]
    count = Counter(category.id for category in categories)
    by_id = {category.id: category for category in categories}
    return sorted(by_id.values(), key=lambda category: (-count[category.id], category.id))
