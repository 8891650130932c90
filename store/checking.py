"""Looks for damage in a database: of the file, of references, and of what the store itself keeps in step."""

from contextlib import suppress

from store import attachments, pending
from store.database import Store
from store.faults import faults
from store.finding import index
from store.refusals import StoreFault

_RULES = (
    (
        "performers whose copy of the time differs from the activity",
        "select count(*) from performers m join activities a on a.id = m.activity_id "
        "where m.planned <> (a.status = 'planned' and not a.deleted) "
        "or coalesce(m.starts_at, a.created_at) <> coalesce(a.starts_at, a.created_at)",
    ),
    (
        "ended activities without the time when they ended",
        "select count(*) from activities where status <> 'planned' and ended_at is null",
    ),
    (
        "persons of another contact",
        "select count(*) from activity_persons l join persons n on n.id = l.person_id "
        "join activities a on a.id = l.activity_id where a.contact_id is null or a.contact_id <> n.contact_id",
    ),
)


def problems(store: Store) -> list[str]:
    """Return a line for each thing that is wrong; an empty list for a clean database."""
    found: list[str] = []
    with store.reading() as read:
        if store.path is not None:
            found += [str(row[0]) for row in read.all("pragma integrity_check(20)") if row[0] != "ok"]
            found += [f"{row[0]} {row[1]}: {row[2]} missing" for row in read.all("pragma foreign_key_check")]
        for name, sql in _RULES:
            row = read.one(sql)
            if row and row[0]:
                found.append(f"{name}: {row[0]}")
        found += pending.problems(read)
        found += index.problems(read)
    if store.path is not None:
        # A file that cannot be written to is not damaged for that.
        with suppress(StoreFault), faults(store.name), store.engine.begin() as connection:
            found += index.damaged(connection)
    return [*found, *attachments.problems(store)]
