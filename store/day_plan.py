"""The day plan (C1): one person's day, the tabs beside it, and the numbers on them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from store import rights
from store.activity_rows import records, select, with_lists
from store.database import Store
from store.reading import Reader, Record
from store.rows import Acting, ActivityRow, DayPlan, Gap, TabCounts
from store.tabs import DELEGATED, MY_PLAN, RECEIVED, TABS, TO_COMPLETE, UNASSIGNED, tab
from store.when import Timed, day_bounds
from store.working_hours import USUAL

__all__ = ["TABS", "busy_day", "counts", "day", "gaps", "tab"]

OVERDUE_SHOWN = 200
COUNT_UP_TO = 1000
SHORTEST_GAP = timedelta(minutes=15)
EVER = datetime(1000, 1, 1, tzinfo=UTC)

_BEFORE = """
    ((not a.all_day and m.starts_at < :start and m.ends_at <= :start) or (a.all_day and m.ends_at <= :floating))
"""
_WITHIN = """
    ((not a.all_day and m.starts_at < :end and (m.ends_at > :start or m.starts_at >= :start))
     or (a.all_day and m.starts_at < :floating_end and m.ends_at > :floating))
"""


def day(store: Store, me: Acting, day: date, *, known: TabCounts | None = None) -> DayPlan:
    """Return what the acting user has to do on `day`, a date in their own zone.

    The numbers on the tabs depend on no day and cost the most: where they are `known`, they are not counted again.

    Overdue is what ended before today and is still planned; it is asked for when `day` is today. Open-ended
    activities stand in every day (A3). Done is what ended that day.
    """
    today = store.clock.now().astimezone(ZoneInfo(me.zone)).date()
    bound = {"me": me.id, **_bounds(day, me.zone)}
    with rights.reading(store, me) as read:
        late, total = _overdue(read, bound) if day == today else ([], 0)
        dated = records(
            read,
            f"where m.user_id = :me and m.planned and m.starts_at < :latest and m.ends_at >= :earliest and {_WITHIN} "
            "order by m.starts_at, m.ends_at, a.id",
            source=MY_PLAN,
            **bound,
            **_range(bound),
        )
        undated = records(
            read,
            "where m.user_id = :me and m.planned and m.starts_at is null "
            "order by case a.priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end, a.id",
            source=MY_PLAN,
            me=me.id,
        )
        over = _done(read, bound, past=day < today)
        overdue, within, open_ended, done = _together(read, late, dated, undated, over)
        numbers = known or _counts(read, me)
        if known is None and day != today:
            numbers = TabCounts(_plan_count(read, me, today), *_rest(numbers))
    timed = tuple(row for row in within if isinstance(row.when, Timed))
    any_time = (*(row for row in within if not isinstance(row.when, Timed)), *open_ended)
    if day == today:
        numbers = TabCounts(total + len(any_time) + len(timed), *_rest(numbers))
    return DayPlan(
        day=day,
        overdue=tuple(overdue),
        any_time=any_time,
        timed=timed,
        done=tuple(sorted(done, key=_place_in_day)),
        gaps=tuple(gaps(timed, day, me.zone)),
        counts=numbers,
        overdue_total=total,
    )


def counts(store: Store, me: Acting) -> TabCounts:
    """Return the numbers on the tabs as of today."""
    today = store.clock.now().astimezone(ZoneInfo(me.zone)).date()
    with store.reading() as read:
        return TabCounts(_plan_count(read, me, today), *_rest(_counts(read, me)))


def busy_day(store: Store, me: Acting, user_ids: Sequence[int], day: date) -> tuple[ActivityRow, ...]:
    """Return the planned activities of some users on `day` in the acting user's zone, in the order of time.

    What the acting user may not see is left out.
    """
    if not user_ids:
        return ()
    bound = _bounds(day, me.zone)
    users = ",".join(str(int(user)) for user in user_ids)
    with store.reading() as read:
        condition = rights.visible(rights.current(read, me))
        rows = select(
            read,
            f"where m.user_id in ({users}) and m.planned and m.starts_at < :latest and m.ends_at >= :earliest "
            f"and {_WITHIN} and {condition} order by m.starts_at, a.id",
            source=MY_PLAN,
            me=me.id,
            **bound,
            **_range(bound),
        )
    return tuple({row.id: row for row in rows}.values())


def gaps(timed: Sequence[ActivityRow], day: date, zone: str) -> list[Gap]:
    """Return the free time between a day's timed activities, within working hours, a quarter of an hour or longer.

    The last gap has no end: nothing follows it that day.
    """
    cursor, closing = USUAL.bounds(day, zone)
    found: list[Gap] = []
    for row in timed:
        if not isinstance(row.when, Timed):
            continue
        if row.when.start - cursor >= SHORTEST_GAP:
            found.append(Gap(cursor, row.when.start))
        cursor = max(cursor, row.when.end)
    if closing - cursor >= SHORTEST_GAP:
        found.append(Gap(cursor, None))
    return found


def _bounds(day: date, zone: str) -> dict[str, Any]:
    """Return where a day begins and ends: for what has a time, and for whole days, which float."""
    start, end = day_bounds(day, zone)
    return {
        "start": start,
        "end": end,
        "floating": datetime.combine(day, time(), UTC),
        "floating_end": datetime.combine(day + timedelta(days=1), time(), UTC),
    }


def _range(bound: dict[str, Any]) -> dict[str, Any]:
    """Return the one range that holds both kinds, for the index."""
    return {
        "earliest": min(bound["start"], bound["floating"]),
        "latest": max(bound["end"], bound["floating_end"]),
    }


def _together(read: Reader, *groups: list[Record]) -> Iterator[list[ActivityRow]]:
    """Yield groups of activities, each with its lists, which were asked for once for all."""
    rows = iter(with_lists(read, [record for group in groups for record in group]))
    for group in groups:
        yield list(islice(rows, len(group)))


def _overdue(read: Reader, bound: dict[str, Any]) -> tuple[list[Record], int]:
    where = f"where m.user_id = :me and m.planned and m.starts_at < :latest and {_BEFORE}"
    latest = max(bound["start"], bound["floating"])
    rows = records(
        read, f"{where} order by m.starts_at, a.id limit {OVERDUE_SHOWN}", source=MY_PLAN, **bound, latest=latest
    )
    if len(rows) < OVERDUE_SHOWN:
        return rows, len(rows)
    found = read.one(
        f"select count(*) from (select 1 from {MY_PLAN} {where} limit {COUNT_UP_TO}) x", **bound, latest=latest
    )
    return rows, int(found[0]) if found else len(rows)


def _done(read: Reader, bound: dict[str, Any], *, past: bool) -> list[Record]:
    tail = "where m.user_id = :me and not m.planned and not a.deleted and {} order by a.starts_at, a.id limit 200"
    ended = "m.ended_at >= :start and m.ended_at < :end"
    rows = records(read, tail.format(ended), source=MY_PLAN, **bound)
    if past:
        seen = {row[0] for row in rows}
        stood = (
            "m.starts_at >= :earliest and m.starts_at < :latest and ((not a.all_day and m.starts_at >= :start "
            "and m.starts_at < :end) or (a.all_day and m.starts_at >= :floating and m.starts_at < :floating_end))"
        )
        that_day = records(read, tail.format(stood), source=MY_PLAN, **bound, **_range(bound))
        rows += [row for row in that_day if row[0] not in seen]
    return rows


def _place_in_day(row: ActivityRow) -> tuple[datetime, int]:
    if isinstance(row.when, Timed):
        return row.when.start, row.id
    return (row.ended_at or datetime.max.replace(tzinfo=UTC)), row.id


def _plan_count(read: Reader, me: Acting, today: date) -> int:
    bound = _bounds(today, me.zone)
    begun = (
        "m.starts_at < :latest and ((not a.all_day and m.starts_at < :end) "
        "or (a.all_day and m.starts_at < :floating_end))"
    )
    latest = max(bound["end"], bound["floating_end"])
    return _count_mine(read, me, "m.user_id = :me and m.planned", begun, latest=latest, **bound)


def _count_mine(read: Reader, me: Acting, where: str, dated: str, **bound: Any) -> int:
    """Count what is open-ended and what has a date apart: with a range of dates the index of what is planned serves.

    Without one, SQLite would read everything that the user has ever done.
    """
    both = " union all ".join(
        f"select * from (select 1 as one from {MY_PLAN} where {where} and {time} limit {COUNT_UP_TO}) {name}"
        for name, time in (("open_ended", "m.starts_at is null"), ("dated", dated))
    )
    row = read.one(f"select count(*) from (select * from ({both}) b limit {COUNT_UP_TO}) x", me=me.id, **bound)
    return int(row[0]) if row else 0


def _rest(numbers: TabCounts) -> tuple[int, int, int, int]:
    return numbers.to_complete, numbers.received, numbers.delegated, numbers.unassigned


def _counts(read: Reader, me: Acting) -> TabCounts:
    condition = rights.visible(rights.current(read, me))

    def count(source: str, where: str) -> int:
        row = read.one(f"select count(*) from (select 1 from {source} where {where} limit {COUNT_UP_TO}) x", me=me.id)
        return int(row[0]) if row else 0

    return TabCounts(
        to_complete=count("activities a", f"{TO_COMPLETE} and {condition}"),
        received=_count_mine(read, me, RECEIVED, "m.starts_at >= :ever", ever=EVER),
        delegated=count("activities a", DELEGATED),
        unassigned=count("activities a", f"{UNASSIGNED} and {condition}"),
    )
