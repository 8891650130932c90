"""What others have just changed: which records, so that a screen can mark them (H5)."""

from dataclasses import dataclass

from store.database import Store
from store.rows import Acting

MOST = 500
# What stands on a screen as a row of its own: the kind of a change, and of the record whose row is marked.
KINDS = {"activity": "activity", "contact": "contact", "person": "person", "project": "project"}
Touched = frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Others:
    """How far one has looked, and what others than the acting user have changed since the look before."""

    change: int
    note: int
    touched: Touched = frozenset()

    def later_than(self, before: "Others") -> bool:
        """Tell whether anything was changed or said since an earlier look."""
        return (self.change, self.note) != (before.change, before.note)


def look(store: Store, me: Acting, before: Others | None) -> Others:
    """Look again; the first time nothing is new. Numbers only: who may see a record is asked by whoever shows it.

    One transaction writes at a time, so that a later change has a higher number.
    """
    with store.reading() as read:
        row = read.one("select (select max(id) from changes), (select max(id) from notes)")
        change, note = (int(row[0] or 0), int(row[1] or 0)) if row else (0, 0)
        now = Others(change, note)
        if before is None or not now.later_than(before):
            return now
        found = read.all(
            "select kind, record_id from changes where id > :since and user_id <> :me order by id desc limit :most",
            since=before.change,
            me=me.id,
            most=MOST,
        )
        said = read.all(
            "select 'activity', activity_id from notes where id > :since and author_id <> :me order by id desc "
            "limit :most",
            since=before.note,
            me=me.id,
            most=MOST,
        )
    touched = frozenset((KINDS[kind], int(number)) for kind, number in (*found, *said) if kind in KINDS)
    return Others(change, note, touched)
