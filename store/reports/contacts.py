"""The contacts that a group of forgotten ones counts (F5)."""

import threading
from collections.abc import Sequence

from store.contact_list import ContactPage, lines_of
from store.database import Store
from store.reading import interruptible
from store.reports.asking import Query, checked
from store.reports.grouping import narrowed_to, used
from store.reports.rows import Key
from store.reports.sources import source_of
from store.rows import Acting


def contacts_in(
    store: Store,
    me: Acting,
    query: Query,
    keys: Sequence[Key],
    *,
    first: int = 0,
    limit: int = 200,
    cancelled: threading.Event | None = None,
) -> ContactPage:
    """Return a window of the contacts of a group, those that were never or longest not dealt with first."""
    query = checked(query)
    if query.kind != "forgotten" or any(key.hidden for key in keys):
        return ContactPage(first, (), 0)
    with store.reading() as read, interruptible(read, cancelled):
        source = source_of(read, me, query, store.clock.now())
        narrowed_to(read, source, query, keys)
        bound = used(source, ())
        rows = read.all(
            f"select k.id from {source.tables} {source.where} "
            "order by (k.last_at is not null), k.last_at, k.sorting, k.id limit :limit offset :first",
            limit=limit,
            first=max(0, first),
            **bound,
        )
        counted = read.one(f"select count(*) from {source.tables} {source.where}", **bound)
        lines = lines_of(read, [int(row[0]) for row in rows])
    return ContactPage(max(0, first), lines, int(counted[0]) if counted else 0)
