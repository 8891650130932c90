"""Busy (A5): two activities of the same performer may overlap only if neither is busy.

Time is half-open; a point holds the second it stands at. Whole days hold the performer's own days, from midnight to
midnight in their zone. What is open-ended, ended or deleted is in nobody's way.
"""

import heapq
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import accumulate
from typing import Any
from zoneinfo import ZoneInfo

from store import rights as rights_of
from store.activity_state import LONG, State, when_of_state
from store.free_slots import nearest
from store.instants import from_column, to_text
from store.reading import Reader, Record, SessionReader
from store.refusals import BusyConflict, Collision
from store.rows import Acting
from store.when import AllDay, OpenEnded, Timed, day_bounds, is_past
from store.working_hours import current

Asked = Timed | AllDay

MATTERS = frozenset({"start", "end", "all_day", "busy", "status", "performers", "deleted"})
POINT = timedelta(seconds=1)
FARTHEST_ZONE = timedelta(days=1)  # no zone is further from UTC, where whole days are held as midnights
WINDOWS = (timedelta(days=8), timedelta(days=60))  # how far around the time asked for free time is looked for
OFFERED = 5


@dataclass(frozen=True, slots=True)
class Changed:
    """A change of an activity: its number, and its state before and after."""

    activity_id: int
    before: State
    after: State


@dataclass(frozen=True, slots=True)
class _Taken:
    user_id: int
    activity_id: int
    when: Asked


@dataclass(frozen=True, slots=True)
class _Hit:
    user_id: int
    activity_id: int | None
    when: Asked
    asked: Asked


def check(
    read: Reader,
    me: Acting,
    rights: frozenset[str],
    state: State,
    *,
    activity_id: int | None,
    now: datetime,
) -> None:
    """Raise BusyConflict if what `state` plans is in the way of something, or something in its (A5).

    `activity_id` is the activity itself, None for a new one. Inside a transaction the performers' rows stay locked, so
    that the answer holds until it ends.
    """
    when, users = when_of_state(state), state["performers"]
    if not users or isinstance(when, OpenEnded) or state["status"] != "planned" or state["deleted"]:
        return
    ignoring = frozenset() if activity_id is None else frozenset({activity_id})
    found = check_many(read, me, rights, [when], users, state["busy"], ignoring=ignoring, now=now)
    if found:
        slots = free_slots(
            read, state["performers"], when, busy=state["busy"], zone=me.zone, now=now, ignoring=ignoring
        )
        raise BusyConflict(found, slots, searched=True)


def check_changes(read: Reader, me: Acting, changes: Sequence[Changed], *, now: datetime) -> None:
    """Raise BusyConflict, with all collisions at once, if changes that are written put activities in the way (A5).

    What was in the way before is left alone: only a change of time, mark, status or performers is looked at. Several
    changes of one activity count as one.
    """
    first: dict[int, State] = {}
    last: dict[int, State] = {}
    for change in changes:
        first.setdefault(change.activity_id, change.before)
        last[change.activity_id] = change.after
    groups: dict[tuple[tuple[int, ...], bool], dict[int, Asked]] = {}
    for number, after in last.items():
        users, when = _looked_at(first[number], after), when_of_state(after)
        if users and not isinstance(when, OpenEnded):
            groups.setdefault((users, after["busy"]), {})[number] = when
    if not groups:
        return
    lock(read, (user for users, _ in groups for user in users))
    rights = rights_of.current(read, me)
    found: list[Collision] = []
    for (users, busy), asked in groups.items():
        found += check_many(read, me, rights, list(asked.values()), users, busy, ignoring=frozenset(asked), now=now)
    if found:
        slots = _slots(read, me, last, now) if len(last) == 1 else ()
        raise BusyConflict(tuple(found), slots, searched=len(last) == 1)


def _slots(read: Reader, me: Acting, states: dict[int, State], now: datetime) -> tuple[Asked, ...]:
    """Return where the only activity that is changed could go instead."""
    ((number, state),) = states.items()
    when = when_of_state(state)
    assert not isinstance(when, OpenEnded)
    return free_slots(
        read, state["performers"], when, busy=state["busy"], zone=me.zone, now=now, ignoring=frozenset({number})
    )


def _looked_at(before: State, after: State) -> tuple[int, ...]:
    """Return whose time has to be looked at for a change: nobody's where it cannot put anything in the way."""
    if after["status"] != "planned" or after["deleted"]:
        return ()
    changed = {field for field in MATTERS if before[field] != after[field]}
    added = set(after["performers"]) - set(before["performers"])
    if not changed or (changed == {"busy"} and not after["busy"]):
        return ()
    return tuple(sorted(added if changed == {"performers"} else after["performers"]))


def check_many(
    read: Reader,
    me: Acting,
    rights: frozenset[str],
    asked: Sequence[Asked],
    performers: Sequence[int],
    busy: bool,
    *,
    ignoring: frozenset[int],
    now: datetime,
) -> tuple[Collision, ...]:
    """Return every collision of every time asked for, in the order of time, from one range query for all performers.

    `ignoring` are activities that do not count: the occurrences themselves when they are changed. Of busy times that
    are in each other's way, the later one is named.
    """
    if not asked or not performers:
        return ()
    lock(read, performers)
    zones = _zones(read, performers)
    earliest, latest = _range(asked)
    taken: dict[int, list[_Taken]] = {user: [] for user in zones}
    for row in _taken(read, zones, earliest, latest, only_busy=not busy, ignoring=ignoring, asked=asked):
        taken[row.user_id].append(row)
    hits: list[_Hit] = []
    for user, zone in zones.items():
        hits += [_Hit(user, row.activity_id, row.when, of) for of, row in _overlaps(asked, taken[user], zone)]
    if busy and len(asked) > 1:
        hit = {id(found.asked) for found in hits}
        free = [of for of in asked if id(of) not in hit]
        for user, zone in zones.items():
            hits += [_Hit(user, None, earlier, later) for later, earlier in _among(free, zone)]
    return _named(read, me, rights, hits, zones)


def lock(read: Reader, performers: Iterable[int]) -> None:
    """Keep others from planning for the same performers until the transaction ends.

    PostgreSQL locks their rows, in a fixed order; on SQLite whoever writes is alone already.
    """
    if isinstance(read, SessionReader) and read.engine != "sqlite":
        read.all(f"select id from users where id in ({_numbers(performers)}) order by id for no key update")


def free_slots(
    read: Reader,
    performers: Sequence[int],
    asked: Asked,
    *,
    busy: bool,
    zone: str,
    now: datetime,
    ignoring: frozenset[int] = frozenset(),
    limit: int = OFFERED,
) -> tuple[Asked, ...]:
    """Return the nearest times of the same length at which all performers are free, the nearest first, none past.

    On working days and within working hours of `zone`, the acting user's. What is busy needs time in which nothing
    is planned, what is not needs time in which nothing is busy.
    """
    zones = _zones(read, performers)
    about = _not_past(asked, now, zone)
    slots: tuple[Asked, ...] = ()
    for window in WINDOWS:
        earliest, latest = _range([about])
        earliest, latest = max(earliest - window, now - FARTHEST_ZONE), latest + window
        rows = _taken(read, zones, earliest, latest, only_busy=not busy, ignoring=ignoring)
        held = [span(row.when, zones[row.user_id]) for row in rows]
        slots = nearest(
            asked, held, zones=set(zones.values()), hours=current(read), zone=zone, now=now, window=window,
            about=about, limit=limit,
        )  # fmt: skip
        if len(slots) == limit:
            break
    return slots


def span(when: Asked, zone: str) -> tuple[datetime, datetime]:
    """Return the UTC instants between which a time holds somebody in `zone`, half-open."""
    match when:
        case Timed():
            return when.start, max(when.end, when.start + POINT)
        case AllDay():
            return day_bounds(when.first, zone)[0], day_bounds(when.last, zone)[1]


def _not_past(asked: Asked, now: datetime, zone: str) -> Asked:
    """Return the time asked for, or, where that is over, one of the same length that begins now."""
    if not is_past(asked, now, zone):
        return asked
    if isinstance(asked, Timed):
        return Timed(now, now + (asked.end - asked.start))
    today = now.astimezone(ZoneInfo(zone)).date()
    return AllDay(today, today + (asked.last - asked.first))


def _range(asked: Sequence[Asked]) -> tuple[datetime, datetime]:
    """Return what surely holds all times asked for, whatever the zone."""
    spans = [span(when, "UTC") for when in asked]
    return min(start for start, _ in spans) - FARTHEST_ZONE, max(end for _, end in spans) + FARTHEST_ZONE


def _zones(read: Reader, performers: Iterable[int]) -> dict[int, str]:
    return dict(read.all(f"select id, zone from users where id in ({_numbers(performers)}) order by id"))


def _numbers(ids: Iterable[int]) -> str:
    return ",".join(str(int(number)) for number in sorted(set(ids))) or "null"


def _taken(
    read: Reader,
    users: Iterable[int],
    earliest: datetime,
    latest: datetime,
    *,
    only_busy: bool,
    ignoring: frozenset[int],
    asked: Sequence[Asked] = (),
) -> list[_Taken]:
    """Return what is planned for some users in a range: two ranges of an index, the second for what lasts long.

    With `asked`, what is surely not in the way of any of these times may be left out.
    """
    where = f"m.user_id in ({_numbers(users)}) and m.planned and m.ends_at >= :earliest"
    where += " and m.busy" if only_busy else ""
    columns = "m.user_id, m.activity_id, m.starts_at, m.ends_at"
    rows = read.all(
        f"select {columns} from performers m where {where} and m.starts_at >= :begun and m.starts_at < :latest "
        f"union all select {columns} from performers m where {where} and m.long",
        earliest=earliest,
        latest=latest,
        begun=earliest - LONG,
    )
    if asked:
        rows = _near(rows, asked)
    found = {(row[0], row[1]): (from_column(row[2]), from_column(row[3])) for row in rows if row[1] not in ignoring}
    within = {key: times for key, times in found.items() if times[0] < latest}
    whole = _whole_days(read, {key[1] for key, times in within.items() if all(at.time() == time() for at in times)})
    return [
        _Taken(
            user,
            number,
            AllDay(start.date(), (end - timedelta(days=1)).date()) if number in whole else Timed(start, end),
        )
        for (user, number), (start, end) in within.items()
    ]


def _near(rows: list[Record], asked: Sequence[Asked]) -> list[Record]:
    """Return the rows that may be in the way, without making dates of the others: a year's plan has thousands."""
    if not rows:
        return rows
    as_text = isinstance(rows[0][2], str)
    held: Callable[[Any], Any] = str if as_text else from_column
    raw: Callable[[datetime], Any] = to_text if as_text else from_column

    def edges(margin: timedelta) -> tuple[list[Any], list[Any]]:
        spans = sorted(span(when, "UTC") for when in asked)
        last = accumulate((end for _, end in spans), max)
        return [raw(start - margin) for start, _ in spans], [raw(end + margin) for end in last]

    wide = edges(FARTHEST_ZONE)
    exact = edges(timedelta(0)) if all(isinstance(when, Timed) for when in asked) else wide
    near = []
    for row in rows:
        start, end = held(row[2]), held(row[3])
        starts, ends = wide if str(start)[11:19] == "00:00:00" else exact
        begun = bisect_right(starts, end)
        if begun and ends[begun - 1] >= start:
            near.append(row)
    return near


def _whole_days(read: Reader, ids: set[int]) -> set[int]:
    """Return which of some activities are all-day; only what begins and ends at midnight UTC can be."""
    if not ids:
        return set()
    return {row[0] for row in read.all(f"select a.id from activities a where a.id in ({_numbers(ids)}) and a.all_day")}


def _overlaps(asked: Sequence[Asked], taken: Sequence[_Taken], zone: str) -> Iterator[tuple[Asked, _Taken]]:
    """Yield every pair that overlaps, by one sweep over both in the order of their starts."""
    coming = [(*span(when, zone), 0, number) for number, when in enumerate(asked)]
    coming += [(*span(row.when, zone), 1, number) for number, row in enumerate(taken)]
    going: tuple[list[tuple[datetime, int]], list[tuple[datetime, int]]] = ([], [])
    for start, end, side, number in sorted(coming):
        others = going[1 - side]
        while others and others[0][0] <= start:
            heapq.heappop(others)
        for _, other in others:
            of, by = (number, other) if side == 0 else (other, number)
            yield asked[of], taken[by]
        heapq.heappush(going[side], (end, number))


def _among(asked: Sequence[Asked], zone: str) -> Iterator[tuple[Asked, Asked]]:
    """Yield each of the times asked for that begins before an earlier one, itself not in the way, is over."""
    last: tuple[datetime, Asked] | None = None
    for start, end, number in sorted((*span(when, zone), number) for number, when in enumerate(asked)):
        if last is not None and start < last[0]:
            yield asked[number], last[1]
        else:
            last = end, asked[number]


def _named(
    read: Reader, me: Acting, rights: frozenset[str], hits: Sequence[_Hit], zones: dict[int, str]
) -> tuple[Collision, ...]:
    """Return the collisions with their names; of what may not be seen, the time alone."""
    if not hits:
        return ()
    users = {
        row[0]: (row[1], row[2])
        for row in read.all(f"select id, login, name from users where id in ({_numbers(hit.user_id for hit in hits)})")
    }
    ids = _numbers(hit.activity_id for hit in hits if hit.activity_id is not None)
    titles = {
        row[0]: (_title(*row[1:5]), row[5])
        for row in read.all(
            "select a.id, c.name, k.name, p.name, a.description, a.series_id from activities a "
            "join dictionary_entries c on c.id = a.category_id left join contacts k on k.id = a.contact_id "
            f"left join projects p on p.id = a.project_id where a.id in ({ids}) and {rights_of.visible(rights)}",
            **({} if "view-all" in rights else {"me": me.id}),
        )
    }

    def collision(hit: _Hit) -> Collision:
        seen = hit.activity_id in titles
        title, series = titles[hit.activity_id] if hit.activity_id is not None and seen else ("", None)
        zone = zones[hit.user_id]
        start, end = (hit.when.start, hit.when.end) if isinstance(hit.when, Timed) else span(hit.when, zone)
        return Collision(
            *users[hit.user_id], hit.activity_id if seen else None, title, hit.when, start, end, hit.asked,
            series, among_asked=hit.activity_id is None,
        )  # fmt: skip

    made = [collision(hit) for hit in hits]
    return tuple(sorted(made, key=lambda c: (span(c.asked, "UTC"), c.start, c.end, c.login, c.activity_id or 0)))


def _title(category: str, contact: str | None, project: str | None, description: str) -> str:
    about = contact or project or description
    return f"{category}: {about}" if about else category
