"""Makes a report: counts in the database, sums, names the groups (F)."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from store import rights
from store.database import Store
from store.reading import Reader, interruptible
from store.reports import packing
from store.reports.asking import DATES, ByWhat, Query, checked
from store.reports.grouping import used
from store.reports.rows import Group, Key, Report, many_at_once
from store.reports.sources import HIDDEN, NAMES, Source, source_of
from store.rows import Acting
from store.time_entries import require_tracking

AT_ONCE = 5_000
RUNNING = {"sqlite": "indexed by uq_time_entries_running", "postgresql": ""}
OLDEST_FIRST = {"never": 0, "older": 1, "quarter": 2, "month": 3, "week": 4}
# As it is counted: the keys, one of each dimension, then the numbers, one of each measure.
Row = tuple[Any, ...]


def make(store: Store, me: Acting, query: Query, *, cancelled: threading.Event | None = None) -> Report:
    """Return a report over what the acting user may see (G2).

    Days in dimensions of time come in their order, other groups with the greatest number first. Raises Invalid for
    what cannot be asked, or ("time-tracking", "off") of time that is not tracked; Cancelled once `cancelled` is set.
    """
    query = checked(query)
    with many_at_once():
        return _made(store, me, query, store.clock.now(), cancelled)


def _made(store: Store, me: Acting, query: Query, now: datetime, cancelled: threading.Event | None) -> Report:
    with store.reading() as read, interruptible(read, cancelled):
        if query.kind == "time":
            require_tracking(read)
        source = source_of(read, me, query, now)
        own_only = query.kind == "time" and "see-all-time" not in rights.current(read, me)
        rows = _counted(read, source, query.by)
        sums, total = _sums(read, me, query, now, source, rows)
        today = now.astimezone(ZoneInfo(me.zone)).date()
        keys = [_keys(read, query, name, {row[place] for row in rows}) for place, name in enumerate(query.by)]
    rows = _ordered(query, rows, sums)

    def numbered(rows: Iterable[Row]) -> Iterable[tuple[int | None, ...]]:
        return _numbers(source, today, rows)

    groups = _groups(keys, rows, numbered)
    above = groups
    if len(query.by) > 1:
        above = _groups(keys[:1], [(first, *sums[first]) for first in dict.fromkeys(row[0] for row in rows)], numbered)
    [all_of_it] = numbered([total])
    return Report(query.by, tuple(source.measures), groups, above, all_of_it, own_only)


def _counted(read: Reader, source: Source, by: Sequence[str]) -> list[Row]:
    rows = _rows(read, source, by)
    if source.going:
        running = replace(
            source,
            conditions=[*source.conditions, "t.ended_at is null"],
            measures={next(iter(source.measures)): source.going},
            going="",
            quick="",
            # There are few, in an index of their own; of a period SQLite would look up every entry to see if it runs.
            tables=source.tables.replace("time_entries t", f"time_entries t {RUNNING[read.engine]}", 1),
        )
        more = {row[:-1]: row[-1] for row in _rows(read, running, by) if row[-1]}
        if more:
            at = len(by)
            rows = [(*row[:at], row[at] + more.get(row[:at], 0), *row[at + 1 :]) for row in rows]
    return rows


def _rows(read: Reader, source: Source, by: Sequence[str]) -> list[Row]:
    tables = source.quick or source.tables
    if read.engine == "sqlite" and (packing.packs(by) or DATES & set(by)):
        rows = read.all(packing.grouped(source, by, tables), **used(source, by))
        return packing.unpacked(rows, by) if packing.packs(by) else rows
    expressions = [_unindexed(name, source.dimensions[name]) for name in by]
    places = ", ".join(str(place) for place in range(1, len(by) + 1))
    group = f"group by {places}" if by else ""
    columns = ", ".join((*expressions, *source.measures.values()))
    rows = read.all(f"select {columns} from {tables} {source.where} {group}", **used(source, by))
    if read.engine == "sqlite" or not (source.oldest or DATES & set(by)):
        return rows
    # A server groups days more quickly than their texts.
    return [tuple(value.isoformat() if isinstance(value, date) else value for value in row) for row in rows]


def _unindexed(name: str, expression: str) -> str:
    """Keep a database from walking the table in the order of an index of what is grouped by.

    Every row would be looked up on another page; in their own order they are read several times as quickly.
    """
    return f"({expression}) + 0" if name in NAMES else expression


def _sums(
    read: Reader, me: Acting, query: Query, now: datetime, source: Source, rows: list[Row]
) -> tuple[dict[Any, Row], Row]:
    """Return, of two levels, the numbers of each first key; and those of everything.

    Where an activity is counted for each of its performers it is to be counted once above them; of everything else it
    has one, so that below a performer groups may be added.
    """

    def counted(by: tuple[ByWhat, ...]) -> list[Row]:
        asked = replace(source_of(read, me, replace(query, by=by), now), measures=source.measures)
        return _counted(read, asked, by)

    by = query.by
    sums: dict[Any, Row] = {}
    if not source.additive and len(by) > 1 and by[1] == "user":
        rows = counted(by[:1])
        sums = {row[0]: row[1:] for row in rows}
    elif len(by) > 1:
        parts: dict[Any, list[Row]] = defaultdict(list)
        for row in rows:
            parts[row[0]].append(row[2:])
        sums = {first: _added(source, numbers) for first, numbers in parts.items()}
    if not source.additive and by[0] == "user":
        return sums, counted(())[0]
    return sums, _added(source, list(sums.values()) or rows)


def _added(source: Source, rows: list[Row]) -> Row:
    """Return the sums of the numbers that rows end with."""
    measures = list(source.measures)
    columns = list(zip(*rows, strict=True))[-len(measures) :] if rows else [()] * len(measures)
    return tuple(
        min(filter(None, column), default=None) if measure.name in source.oldest else sum(filter(None, column))
        for measure, column in zip(measures, columns, strict=True)
    )


def _groups(
    keys: Sequence[dict[Any, Key]], rows: Sequence[Row], numbered: Callable[[Iterable[Row]], Iterable[Row]]
) -> tuple[Group, ...]:
    """Return rows as groups. A hundred thousand contacts are as many: nothing of ours is called for each of them."""
    if not rows:
        return ()
    columns = list(zip(*rows, strict=True))
    named = [map(known.__getitem__, column) for known, column in zip(keys, columns, strict=False)]
    numbers = numbered(zip(*columns[len(keys) :], strict=True))
    return tuple(map(Group._make, zip(zip(*named, strict=True), numbers, strict=True)))


def _numbers(source: Source, today: date, rows: Iterable[Row]) -> Iterable[tuple[int | None, ...]]:
    """Return the numbers of groups: dates as ages in days, and the rate of success from what was counted."""
    names = [measure.name for measure in source.measures]
    if "rate" not in names and not source.oldest:
        return rows

    def told(row: Row) -> tuple[int | None, ...]:
        numbers = dict(zip(names, row, strict=True))
        if "rate" in numbers:
            ended = (numbers["success"] or 0) + (numbers["failure"] or 0)
            numbers["rate"] = round(100 * numbers["success"] / ended) if ended else None
        for name in source.oldest:
            if numbers[name] is not None:
                numbers[name] = (today - date.fromisoformat(numbers[name])).days
        return tuple(numbers.values())

    return map(told, rows)


def _keys(read: Reader, query: Query, name: str, values: set[Any]) -> dict[Any, Key]:
    """Return the keys of a dimension: what its groups are called, and for programs."""
    keys: dict[Any, Key] = {None: Key(None), HIDDEN: Key(None, hidden=True)}
    table = "dictionary_entries" if query.kind == "forgotten" and name == "status" else NAMES.get(name)
    if table is not None:
        code = "login" if table == "users" else "name"
        ids = sorted(values - keys.keys())
        for place in range(0, len(ids), AT_ONCE):
            some = ids[place : place + AT_ONCE]
            first, last = some[0], some[-1]
            # Where most of a stretch is asked for, the stretch is read.
            dense = last - first < 2 * len(some)
            which = f"between {first} and {last}" if dense else f"in ({','.join(map(str, some))})"
            keys |= {row[0]: Key(*row) for row in read.all(f"select id, name, {code} from {table} where id {which}")}
    return keys | {value: Key(value, str(value), str(value)) for value in values - keys.keys()}


def _ordered(query: Query, rows: list[Row], sums: dict[Any, Row]) -> list[Row]:
    """Return the rows in the order of the report."""
    by = query.by
    if len(by) == 1:
        return _sorted(query, by[0], rows, 0, 1)
    firsts = _sorted(query, by[0], [(first, *numbers) for first, numbers in sums.items()], 0, 1)
    places = {row[0]: place for place, row in enumerate(firsts)}
    return sorted(_sorted(query, by[1], rows, 1, 2), key=lambda row: places[row[0]])


def _sorted(query: Query, name: str, rows: list[Row], key: int, number: int) -> list[Row]:
    """Return rows in the order of one of their keys; their numbers begin at `number`.

    Of what is overdue the open-ended counts too.
    """
    if name in DATES:
        return sorted(rows, key=lambda row: (row[key] is None, row[key] or ""))
    if name == "age":
        return sorted(rows, key=lambda row: OLDEST_FIRST.get(row[key], len(OLDEST_FIRST)))
    rows = sorted(rows, key=lambda row: str(row[key]))
    if query.kind == "overdue":
        rows.sort(key=lambda row: row[number] + row[number + 1], reverse=True)
    else:
        rows.sort(key=lambda row: row[number], reverse=True)
    return rows
