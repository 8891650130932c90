"""One group of a report: the conditions it stands for, and the activities it counts (F)."""

import re
import threading
from collections.abc import Sequence
from datetime import date
from typing import Any

from store import rights
from store.activity_rows import by_ids
from store.database import Store
from store.reading import Reader, interruptible
from store.reports.asking import DATES, Query, checked
from store.reports.rows import Key
from store.reports.sources import Source, source_of
from store.rows import Acting, ActivityRow


def activities_in(
    store: Store,
    me: Acting,
    query: Query,
    keys: Sequence[Key],
    *,
    limit: int = 200,
    cancelled: threading.Event | None = None,
) -> tuple[ActivityRow, ...]:
    """Return the activities that a group of a report counts, newest first, as far as one may see them.

    Fewer keys than the report has dimensions name a group of groups; none name everything.
    """
    query = checked(query)
    if query.kind == "forgotten" or any(key.hidden for key in keys):
        return ()
    with store.reading() as read, interruptible(read, cancelled):
        source = source_of(read, me, query, store.clock.now())
        narrowed_to(read, source, query, keys)
        if query.kind == "time":
            source.tables = "time_entries t join activities a on a.id = t.activity_id"
            source.conditions.append(rights.visible(rights.current(read, me)))
            source.bound["me"] = me.id
        ids = read.all(
            f"select distinct a.id, a.starts_at from {source.tables} {source.where} "
            "order by a.starts_at desc, a.id desc limit :limit",
            limit=limit,
            **used(source, ()),
        )
        return tuple(by_ids(read, [int(row[0]) for row in ids]))


def narrowed_to(read: Reader, source: Source, query: Query, keys: Sequence[Key]) -> None:
    """Let a source count one group only."""
    for place, key in enumerate(keys):
        expression = source.dimensions[query.by[place]]
        if key.value is None:
            source.conditions.append(f"({expression}) is null")
        else:
            source.conditions.append(f"({expression}) = :key{place}")
            day = query.by[place] in DATES and read.engine != "sqlite"
            source.bound[f"key{place}"] = date.fromisoformat(str(key.value)) if day else key.value


def used(source: Source, by: Sequence[str]) -> dict[str, Any]:
    """Return the parameters that the statement names: SQLAlchemy takes no others."""
    text = " ".join((source.where, *source.measures.values(), *(source.dimensions[name] for name in by)))
    named = set(re.findall(r":(\w+)", text))
    return {name: value for name, value in source.bound.items() if name in named}
