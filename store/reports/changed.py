"""Whether anything that a report may count has changed since it was counted (H5): three lookups in indexes."""

from store import rights
from store.database import Store
from store.rows import Acting

Standing = tuple[int, int, int]


def standing(store: Store, me: Acting) -> Standing:
    """Return numbers that differ after any change of a record, or of measured time, whoever made it."""
    with rights.reading(store, me) as read:
        row = read.one(
            "select (select max(id) from changes), (select max(id) from time_entries), "
            "(select count(*) from time_entries where ended_at is null)"
        )
    first, second, third = row or (0, 0, 0)
    return int(first or 0), int(second or 0), int(third or 0)
