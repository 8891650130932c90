"""The tabs beside the plan of the day (C1): what each holds, a window at a time."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from store import rights
from store.activity_rows import select
from store.activity_state import LONG, times_of
from store.containing import containing
from store.database import Store
from store.finding.activities import viewer
from store.finding.words import mark
from store.reading import Reader
from store.refusals import NotFound
from store.rows import Acting, ActivityRow, Page
from store.when import day_bounds

TABS = ("plan", "to-complete", "received", "delegated", "unassigned", "all", "history")
MY_PLAN = "performers m join activities a on a.id = m.activity_id"
TO_COMPLETE = (
    "a.needs_completing and not a.deleted and (a.assigner_id = :me "
    "or exists (select 1 from performers q where q.activity_id = a.id and q.user_id = :me))"
)
RECEIVED = "m.user_id = :me and m.planned and a.assigner_id <> :me"
DELEGATED = (
    "a.assigner_id = :me and a.status = 'planned' and not a.deleted "
    "and exists (select 1 from performers q where q.activity_id = a.id and q.user_id <> :me)"
)
UNASSIGNED = "a.unassigned"
_OPEN_ENDED, _LONG = "open-ended", "long"
_IN_TIME = "(a.starts_at is not null), a.starts_at, a.id"
_INTO_DAY = """
    ((not a.all_day and a.starts_at < :start and a.ends_at > :start)
     or (a.all_day and a.starts_at < :floating and a.ends_at > :floating))
"""
_FROM_DAY = """
    a.starts_at >= :earliest
    and ((not a.all_day and a.starts_at >= :start) or (a.all_day and a.starts_at >= :floating))
"""
_BY_START, _LATER = "a.starts_at, a.id", "(a.starts_at, a.id) > (:moment, :number)"
# What "all" reads, each of it one range of an index: its name, its condition, its order, and what comes after a place.
_ALL = (
    (_OPEN_ENDED, "a.status = 'planned' and a.starts_at is null", "a.id desc", "a.id < :number"),
    (
        _LONG,
        f"a.long and a.ends_at > :earliest and {_INTO_DAY}",
        "a.ends_at, a.id",
        "(a.ends_at, a.id) > (:moment, :number)",
    ),
    (
        "running",
        f"not a.long and a.starts_at >= :lookback and a.starts_at < :latest and {_INTO_DAY}",
        _BY_START,
        _LATER,
    ),
    ("from", _FROM_DAY, _BY_START, _LATER),
)


def tab(
    store: Store,
    me: Acting,
    tab: str,
    *,
    day: date | None = None,
    text: str = "",
    after: str | None = None,
    limit: int = 200,
) -> Page:
    """Return a window of one of the day plan's tabs; `after` is what the page before gave.

    "all" begins with what is planned without a date, then what runs into `day` (today if it is not given), and goes
    forwards in time; with `text`, it is everything that contains it, newest first. "history" is what has ended,
    latest first. The others come in the order of time, open-ended first.
    """
    with store.reading() as read:
        condition = rights.visible(rights.current(read, me))
        match tab:
            case "to-complete":
                return _offset_page(read, me, f"{TO_COMPLETE} and {condition}", text, after, limit)
            case "received":
                return _offset_page(read, me, RECEIVED, text, after, limit, source=MY_PLAN)
            case "delegated":
                return _offset_page(read, me, DELEGATED, text, after, limit)
            case "unassigned":
                return _offset_page(read, me, f"{UNASSIGNED} and {condition}", text, after, limit)
            case "all":
                today = store.clock.now().astimezone(ZoneInfo(me.zone)).date()
                return _all(read, me, condition, day or today, text, after, limit)
            case "history":
                return _history(read, me, condition, text, after, limit)
    raise NotFound("tab", tab, TABS)


def _offset_page(
    read: Reader,
    me: Acting,
    condition: str,
    text: str,
    after: str | None,
    limit: int,
    *,
    source: str = "activities a",
) -> Page:
    """Return a window of a list that is short by its nature: what somebody still has to do."""
    offset = int(after) if after else 0
    bound: dict[str, Any] = {"me": me.id, "limit": limit, "offset": offset}
    if text:
        found = containing(read, text)
        condition, bound = f"{condition} and {found.sql}", bound | found.bound
    rows = select(read, f"where {condition} order by {_IN_TIME} limit :limit offset :offset", source=source, **bound)
    return Page(tuple(rows), str(offset + limit) if len(rows) == limit else None)


def _all(read: Reader, me: Acting, condition: str, day: date, text: str, after: str | None, limit: int) -> Page:
    if text:
        return _containing(read, me, condition, text, after, limit)
    start, _ = day_bounds(day, me.zone)
    floating = datetime.combine(day, time(), UTC)
    earliest, latest = min(start, floating), max(start, floating)
    bound: dict[str, Any] = {
        "me": me.id, "start": start, "floating": floating, "earliest": earliest, "latest": latest,
        "lookback": earliest - LONG,
    }  # fmt: skip
    phase, moment, number = (after or f"{_OPEN_ENDED}||{2**31 - 1}").split("|")
    bound |= {"moment": datetime.fromisoformat(moment)} if moment else {}
    rows: list[ActivityRow] = []
    begun = False
    for name, within, order, later in _ALL:
        if not begun and name != phase:
            continue
        page = f"and {later}" if not begun and number else ""
        begun = True
        rows += select(
            read,
            f"where {condition} and {within} {page} order by {order} limit :left",
            left=limit - len(rows),
            number=int(number),
            **bound,
        )
        if len(rows) == limit:
            begins, ends, _ = times_of(rows[-1].when)
            return Page(tuple(rows), f"{name}|{(ends if name == _LONG else begins) or ''}|{rows[-1].id}")
    return Page(tuple(rows), None)


def _containing(read: Reader, me: Acting, condition: str, text: str, after: str | None, limit: int) -> Page:
    """Return a window of all that contains a text: what is open-ended, then the rest, newest first."""
    found = containing(read, text, of=viewer(rights.current(read, me), me))
    bound: dict[str, Any] = {"me": me.id, **found.bound}
    where = f"where {condition} and {found.sql}"
    moment, _, number = (after or f"{_OPEN_ENDED}|{2**31 - 1}").partition("|")
    open_ended: list[ActivityRow] = []
    later = ""
    if moment == _OPEN_ENDED:
        open_ended = select(
            read, f"{where} and a.starts_at is null and a.id < :number order by a.id desc limit :limit",
            number=int(number), limit=limit, **bound,
        )  # fmt: skip
        if len(open_ended) == limit:
            return Page(tuple(open_ended), f"{_OPEN_ENDED}|{open_ended[-1].id}")
    else:
        later = "and (a.starts_at, a.id) < (:moment, :number)"
        bound |= {"moment": datetime.fromisoformat(moment), "number": int(number)}
    left = limit - len(open_ended)
    rows = select(
        read,
        f"{where} and a.starts_at is not null {later} order by a.starts_at desc, a.id desc limit :limit",
        limit=left,
        **bound,
    )
    return Page((*open_ended, *rows), _mark(rows, left))


def _mark(rows: list[ActivityRow], limit: int) -> str | None:
    if len(rows) < limit:
        return None
    start, _, _ = times_of(rows[-1].when)
    return f"{start}|{rows[-1].id}"


def _history(read: Reader, me: Acting, condition: str, text: str, after: str | None, limit: int) -> Page:
    """Return what the user performed or assigned and what has ended, latest first, from two index ranges."""
    bound: dict[str, Any] = {"me": me.id, "limit": limit}
    later = extra = ""
    if after is not None:
        moment, number = after.split("|")
        later = "and (a.ended_at, a.id) < (:moment, :number)"
        bound |= {"moment": datetime.fromisoformat(moment), "number": int(number)}
    if text:
        found = containing(read, text, of=(mark(f"u{me.id}"),))
        extra, bound = f"and {found.sql}", bound | found.bound
    performed_later = later.replace("a.ended_at", "m.ended_at").replace("a.id", "m.activity_id")
    performed = select(
        read,
        "where m.user_id = :me and not m.planned and not a.deleted and m.ended_at is not null "
        f"{performed_later} {extra} "
        "order by m.ended_at desc, m.activity_id desc limit :limit",
        source=MY_PLAN,
        **bound,
    )
    assigned = select(
        read,
        f"where a.assigner_id = :me and a.ended_at is not null and a.status <> 'planned' and {condition} "
        f"{later} {extra} order by a.ended_at desc, a.id desc limit :limit",
        **bound,
    )
    both = {row.id: row for row in (*performed, *assigned)}
    rows = sorted(both.values(), key=lambda row: (row.ended_at, row.id), reverse=True)[:limit]
    last = rows[-1] if len(rows) == limit else None
    return Page(tuple(rows), f"{last.ended_at.isoformat()}|{last.id}" if last and last.ended_at else None)
