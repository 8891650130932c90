"""Time entries as rows (E): light enough to be read before the first plan is confirmed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from store import rights, settings
from store.database import Store
from store.instants import from_column
from store.reading import Reader
from store.rows import Acting, Running, UserRef
from store.tracked_time import SETTING

SOURCE = """
    time_entries t join activities a on a.id = t.activity_id join users u on u.id = t.user_id
    join dictionary_entries c on c.id = a.category_id left join contacts k on k.id = a.contact_id
    left join projects p on p.id = a.project_id
"""
COLUMNS = """
    t.id, t.version, t.activity_id, u.id, u.login, u.name, t.started_at, t.ended_at, t.seconds, t.day, t.note,
    t.by_hand, t.corrected
"""


@dataclass(frozen=True)
class TimeEntryRow:
    """One entry: `started` and `ended` in UTC, `ended` None while it runs; `seconds` of what has ended.

    `title` is what to call its activity, empty where the acting user may no longer see that. `day` is when it began, in
    the zone of `user`.
    """

    id: int
    version: int
    activity_id: int
    title: str
    user: UserRef
    started: datetime
    ended: datetime | None
    seconds: int
    day: date
    note: str
    by_hand: bool
    corrected: bool

    def length(self, now: datetime) -> int:
        """Return its length in seconds, at `now` where it still runs."""
        return self.seconds if self.ended is not None else Running(self.user.id, self.started).seconds(now)


def rows(read: Reader, mine: frozenset[str], me: Acting, tail: str, **bound: Any) -> tuple[TimeEntryRow, ...]:
    """Return the entries of a statement's `tail` (from `where` on; `t` the entry, `a` its activity), in its order."""
    shown = f"case when {rights.visible(mine, deleted=True)} then 1 else 0 end"
    found = read.all(
        f"select {COLUMNS}, {shown}, c.name, coalesce(k.name, p.name, a.description) from {SOURCE} {tail}",
        me=me.id,
        **bound,
    )
    return tuple(_row(*values) for values in found)


def _row(
    number: int, version: int, activity: int, user: int, login: str, name: str, started: Any, ended: Any, seconds: int,
    day: Any, note: str, by_hand: Any, corrected: Any, shown: int, category: str, about: str,
) -> TimeEntryRow:  # fmt: skip
    return TimeEntryRow(
        id=number,
        version=version,
        activity_id=activity,
        title=(f"{category}: {about}" if about else category) if shown else "",
        user=UserRef(user, login, name),
        started=from_column(started),
        ended=from_column(ended) if ended else None,
        seconds=seconds,
        day=date.fromisoformat(day) if isinstance(day, str) else day,
        note=note,
        by_hand=bool(by_hand),
        corrected=bool(corrected),
    )


@dataclass(frozen=True)
class Tracking:
    """Whether the team tracks time (G4), and the acting user's entry that runs (E1)."""

    on: bool = False
    running: TimeEntryRow | None = None


def tracking(store: Store, me: Acting) -> Tracking:
    """Return what screens show of the stopwatch, in whichever session it was started."""
    with rights.reading(store, me) as read:
        return Tracking(True, running_entry(read, me)) if settings.is_on(read, SETTING) else Tracking()


def running_entry(read: Reader, me: Acting) -> TimeEntryRow | None:
    """Return the acting user's entry that runs."""
    found = rows(read, rights.current(read, me), me, "where t.user_id = :me and t.ended_at is null")
    return found[0] if found else None
