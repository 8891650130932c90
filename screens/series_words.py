"""What is said of the cycle that an occurrence is part of (B8)."""

from typing import TYPE_CHECKING

from store.language import _
from store.rows import Acting, ActivityRow

if TYPE_CHECKING:
    from store.database import Store


def series_text(store: "Store", me: Acting, row: ActivityRow) -> str:
    """Return what is said of an occurrence's cycle: the rule in words, and which of how many it is."""
    from store import cycles, series

    found = series.of(store, me, row)
    if found is None:
        return ""
    place = _("{place} of {count}, {planned} still planned").format(
        place=found.place, count=found.count, planned=found.planned
    )
    return f"{cycles.words(found.cycle)} · {place}"
