"""How much room there is after an activity in its performers' day."""

from collections.abc import Iterable

from store.dates import clock_time
from store.language import _
from store.rows import ActivityRow
from store.when import Timed


def room_after(when: Timed, rows: Iterable[ActivityRow], zone: str) -> str:
    """Return "free to 16:00", or what lies at the same time, or "" where nothing follows that day."""
    timed = [(row.when, row) for row in rows if isinstance(row.when, Timed)]
    for other, row in timed:
        if other.start < when.end and when.start < other.end:
            name = row.assignment.name if row.assignment else row.category.name
            return _("overlaps {time} {name}").format(time=clock_time(other.start, zone), name=name)
    later = sorted(other.start for other, _row in timed if other.start >= when.end)
    return _("free to {time}").format(time=clock_time(later[0], zone)) if later else ""
