"""Entries of the dictionaries as picks (G3)."""

from typing import TYPE_CHECKING

from widgets.pick_list import Pick

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting


def picks_of(store: "Store", me: "Acting", kind: str, *, keep: tuple[int, ...] = ()) -> tuple[Pick, ...]:
    """Return what can be picked of a dictionary, as a tree reads; blocking. `keep` are retired ones that stay."""
    from store import dictionaries

    rows = [row for row in dictionaries.entries(store, me, kind, retired=True) if not row.retired or row.id in keep]
    return tuple(
        Pick(row.id, "  " * depth + row.name, mark="●" if row.colour else "", hue=row.colour)
        for depth, row in dictionaries.tree(rows)
    )


def users(store: "Store", me: "Acting", keep: tuple[tuple[int, str], ...] = ()) -> tuple[Pick, ...]:
    """Return the users who can be picked, and those who are picked already; blocking."""
    from store import people

    found = [Pick(user.id, user.name) for user in people.choosable(store, me)]
    known = {pick.value for pick in found}
    return (*found, *(Pick(number, name) for number, name in keep if number not in known))
