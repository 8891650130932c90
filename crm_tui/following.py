"""What a running session has to know of what was changed elsewhere (H5): about its user, and the team's settings."""

from dataclasses import dataclass

from store import people, settings
from store.database import Store
from store.rows import Acting


@dataclass(frozen=True)
class Latest:
    """How things stand now; `me` is None once the acting user may no longer log in."""

    me: Acting | None
    preferences: dict[str, str]
    last_notes: bool


def latest(store: Store, me: Acting) -> Latest:
    """Read it; runs in the thread that watches the database."""
    return Latest(
        people.again(store, me),
        settings.preferences(store, me),
        bool(settings.get_one(store, me, "last-discussion-in-lists")),
    )
