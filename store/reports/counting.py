"""Makes a report: counts in the database, sums, names the groups (F)."""

import threading
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from store import rights
from store.database import Store
from store.reading import Reader, interruptible
from store.reports.asking import DATES, ByWhat, Query, checked
from store.reports.grouping import used
from store.reports.rows import Group, Key, Measure, Report
from store.reports.sources import HIDDEN, NAMES, Source, source_of
from store.rows import Acting
from store.time_entries import require_tracking

AT_ONCE = 500


def make(store: Store, me: Acting, query: Query, *, cancelled: threading.Event | None = None) -> Report:
    """Return a report over what the acting user may see (G2).

    Days in dimensions of time come in their order, other groups with the greatest number first. Raises Invalid for
    what cannot be asked, or ("time-tracking", "off") of time that is not tracked; Cancelled once `cancelled` is set.
    """
    query = checked(query)
    now = store.clock.now()
    with store.reading() as read, interruptible(read, cancelled):
        if query.kind == "time":
            require_tracking(read)
        source = source_of(read, me, query, now)
        own_only = query.kind == "time" and "see-all-time" not in rights.current(read, me)
        found = _counted(read, source, query.by)
        if source.additive:
            sums, total = _sums(source, found), _added(source, list(found.values()))
        else:
            # Who is in two groups is to be counted once above them.
            firsts = found if len(query.by) == 1 else _above(read, me, query, now, query.by[:1])
            sums = {keys[0]: row for keys, row in firsts.items()}
            total = _above(read, me, query, now, ())[()]
        today = now.astimezone(ZoneInfo(me.zone)).date()
        names = {name: _names(read, query, name, found, place) for place, name in enumerate(query.by)}
    measures = tuple(source.measures)
    order = _order(query, measures, found, sums)
    # A hundred thousand contacts are as many groups: each key is made once, and what is counted only is left as it is.
    labels = [
        {value: _key(value, names[name]) for value in {keys[place] for keys in order}}
        for place, name in enumerate(query.by)
    ]
    plain = not source.oldest and all(measure.name != "rate" for measure in measures)

    def group(keys: tuple[Any, ...], numbers: tuple[Any, ...]) -> Group:
        shown = tuple([labels[place][value] for place, value in enumerate(keys)])
        return Group(shown, numbers if plain else _numbers(measures, numbers, source.oldest, today))

    groups = tuple([group(keys, found[keys]) for keys in order])
    if len(query.by) > 1:
        above = tuple([group((first,), sums[first]) for first in dict.fromkeys(keys[0] for keys in order)])
    else:
        above = groups
    return Report(query.by, measures, groups, above, _numbers(measures, total, source.oldest, today), own_only)


def _counted(read: Reader, source: Source, by: Sequence[str]) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    expressions = [_unindexed(read, name, source.dimensions[name]) for name in by]
    places = ", ".join(str(place) for place in range(1, len(by) + 1))
    group = f"group by {places}" if by else ""
    columns = ", ".join((*expressions, *source.measures.values()))
    tables = source.quick or source.tables
    rows = read.all(f"select {columns} from {tables} {source.where} {group}", **used(source, by))
    found = {row[: len(by)]: row[len(by) :] for row in map(tuple, rows)}
    if source.going:
        running = replace(
            source,
            conditions=[*source.conditions, "t.ended_at is null"],
            measures={next(iter(source.measures)): source.going},
            going="",
            quick="",
        )
        for keys, (more,) in _counted(read, running, by).items():
            if more:
                found[keys] = (found[keys][0] + more, *found[keys][1:])
    return found


def _unindexed(read: Reader, name: str, expression: str) -> str:
    """Keep SQLite from walking the table in the order of an index of what is grouped by.

    Every row would be looked up on another page; in their own order they are read several times as quickly.
    """
    return f"+{expression}" if read.engine == "sqlite" and name in NAMES else expression


def _above(
    read: Reader, me: Acting, query: Query, now: datetime, by: tuple[ByWhat, ...]
) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    return _counted(read, source_of(read, me, replace(query, by=by), now), by)


def _sums(source: Source, found: dict[tuple[Any, ...], tuple[Any, ...]]) -> dict[Any, tuple[Any, ...]]:
    """Return the numbers of each first key."""
    if all(len(keys) == 1 for keys in found):
        return {keys[0]: numbers for keys, numbers in found.items()}
    parts: dict[Any, list[tuple[Any, ...]]] = defaultdict(list)
    for keys, numbers in found.items():
        parts[keys[0]].append(numbers)
    return {first: _added(source, numbers) for first, numbers in parts.items()}


def _added(source: Source, rows: list[tuple[Any, ...]]) -> tuple[Any, ...]:
    def one(place: int, measure: Measure) -> Any:
        values = [row[place] for row in rows if row[place] is not None]
        if measure.name in source.oldest:
            return min(values, default=None)
        return sum(values)

    return tuple(one(place, measure) for place, measure in enumerate(source.measures))


def _numbers(
    measures: Sequence[Measure], values: Sequence[Any], oldest: frozenset[str], today: date
) -> tuple[int | None, ...]:
    """Return the numbers of a group: dates as ages in days, and the rate of success from what was counted."""
    told = dict(zip((measure.name for measure in measures), values, strict=True))
    if "rate" in told:
        ended = (told["success"] or 0) + (told["failure"] or 0)
        told["rate"] = round(100 * told["success"] / ended) if ended else None
    for name in oldest:
        told[name] = None if told[name] is None else (today - date.fromisoformat(told[name])).days
    return tuple(None if value is None else int(value) for value in told.values())


def _names(
    read: Reader, query: Query, name: str, found: dict[tuple[Any, ...], tuple[Any, ...]], place: int
) -> dict[Any, tuple[str, str]]:
    """Return what the groups of a dimension are called, and for programs."""
    table = "dictionary_entries" if query.kind == "forgotten" and name == "status" else NAMES.get(name)
    if table is None:
        return {}
    ids = sorted({keys[place] for keys in found if keys[place] is not None and keys[place] != HIDDEN})
    names: dict[Any, tuple[str, str]] = {}
    code = "login" if table == "users" else "name"
    for first in range(0, len(ids), AT_ONCE):
        listed = ",".join(str(int(number)) for number in ids[first : first + AT_ONCE])
        rows = read.all(f"select id, name, {code} from {table} where id in ({listed})")
        names |= {number: (str(label), str(told)) for number, label, told in rows}
    return names


def _key(value: Any, names: dict[Any, tuple[str, str]]) -> Key:
    if value == HIDDEN:
        return Key(None, hidden=True)
    plain = "" if value is None else str(value)
    return Key(value, *names.get(value, (plain, plain)))


def _order(
    query: Query,
    measures: Sequence[Measure],
    found: dict[tuple[Any, ...], tuple[Any, ...]],
    sums: dict[Any, tuple[Any, ...]],
) -> list[tuple[Any, ...]]:
    """Return the keys in the order of the report."""
    ages = {"never": 0, "older": 1, "quarter": 2, "month": 3, "week": 4}

    def rank(name: str, value: Any, number: Any) -> tuple[Any, ...]:
        if name in DATES:
            return (value is None, value or "")
        if name == "age":
            return (ages.get(value, 9), "")
        return (-_sized(measures, number), str(value))

    def place(keys: tuple[Any, ...]) -> tuple[Any, ...]:
        first = rank(query.by[0], keys[0], sums[keys[0]])
        return (*first, str(keys[0]), *(rank(query.by[1], keys[1], found[keys]) if len(keys) > 1 else ()))

    return sorted(found, key=place)


def _sized(measures: Sequence[Measure], numbers: Sequence[Any]) -> int:
    """Return by what a group is ranked: its first number, of what is overdue the open-ended too."""
    if measures[0].name == "overdue":
        return int(numbers[0] or 0) + int(numbers[1] or 0)
    return int(numbers[0] or 0)
