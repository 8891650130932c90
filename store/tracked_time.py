"""How much time was spent on activities (E4), and whether the team tracks it at all (G4)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime

from store import settings
from store.instants import from_column
from store.reading import Reader, among
from store.rows import Running

SETTING = "time-tracking"
FAR = datetime(9999, 1, 1, tzinfo=UTC)


def tracked(read: Reader, ids: list[int]) -> dict[int, tuple[int, tuple[Running, ...]]]:
    """Return of some activities the seconds spent on each and which stopwatches run on it (E4)."""
    if not settings.is_on(read, SETTING):
        return {}
    running: dict[int, list[Running]] = defaultdict(list)
    spent_on: dict[int, int] = {}
    of = f"where activity_id {among(read)}"
    for activity, user, since, seconds in read.all(
        f"select activity_id, user_id, started_at, 0 from time_entries {of} and ended_at is null union all "
        f"select activity_id, null, null, sum(seconds) from time_entries {of} group by activity_id",
        ids=ids,
    ):
        if user is None:
            spent_on[activity] = int(seconds)
        else:
            running[activity].append(Running(user, from_column(since)))
    return {activity: (seconds, tuple(running[activity])) for activity, seconds in spent_on.items()}


def spent(read: Reader, condition: str, now: datetime, **bound: object) -> int:
    """Return the seconds that everybody has spent on the activities `a` of a condition, with what runs at `now`."""
    if not settings.is_on(read, SETTING):
        return 0
    source = f"from activities a join time_entries t on t.activity_id = a.id where {condition}"
    row = read.one(f"select coalesce(sum(t.seconds), 0) {source}", **bound)
    going = read.all(f"select t.user_id, t.started_at {source} and t.ended_at is null", **bound)
    total = int(row[0]) if row else 0
    return total + sum(Running(user, from_column(since)).seconds(now) for user, since in going)


def problems(read: Reader) -> Iterable[str]:
    """Yield a line for each rule that the entries of a database break."""
    length = "strftime('%s', ended_at) - strftime('%s', started_at)"
    if read.engine != "sqlite":
        length = "extract(epoch from ended_at - started_at)"
    for name, sql in (
        ("time entries that end before they start", "select count(*) from time_entries where ended_at < started_at"),
        (
            "time entries whose length is not that of their times",
            f"select count(*) from time_entries where seconds <> coalesce({length}, 0)",
        ),
        (
            "time entries of one user that overlap",
            "select count(*) from time_entries t where exists (select 1 from time_entries o "
            "where o.user_id = t.user_id and o.id <> t.id and o.started_at >= t.started_at "
            "and o.started_at < coalesce(t.ended_at, :far) and (o.ended_at is null or o.ended_at > t.started_at))",
        ),
    ):
        row = read.one(sql, **({"far": FAR} if ":far" in sql else {}))
        if row and row[0]:
            yield f"{name}: {row[0]}"
