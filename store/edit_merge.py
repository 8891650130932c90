"""Two people have changed the same activity: what differs, field by field, and one draft of what was chosen (A18)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from store.drafts import ActivityDraft

Side = Literal["mine", "theirs"]

# Fields that only make sense together are chosen together.
PARTS: dict[str, tuple[str, ...]] = {
    "category": ("category_id",),
    "assignment": ("contact_id", "person_ids", "direction", "project_id"),
    "when": ("when",),
    "status": ("status", "outcome"),
    "priority": ("priority",),
    "busy": ("busy",),
    "public": ("public",),
    "needs_completing": ("needs_completing",),
    "performers": ("performer_ids",),
    "observers": ("observer_ids",),
    "goal": ("goal_id",),
    "description": ("description",),
    "details": ("details",),
    "reminders": ("reminders",),
}


@dataclass(frozen=True)
class Difference:
    """A part in which two versions differ. `side` is who alone has changed it, None where both did."""

    part: str
    side: Side | None


def differences(base: ActivityDraft | None, mine: ActivityDraft, theirs: ActivityDraft) -> tuple[Difference, ...]:
    """Return the parts in which `mine` and `theirs` differ; `base` is what both started from, None where unknown."""

    def of(draft: ActivityDraft, part: str) -> tuple[object, ...]:
        return tuple(getattr(draft, field) for field in PARTS[part])

    found = []
    for part in PARTS:
        if of(mine, part) == of(theirs, part):
            continue
        side: Side | None = None
        if base is not None and of(mine, part) == of(base, part):
            side = "theirs"
        elif base is not None and of(theirs, part) == of(base, part):
            side = "mine"
        found.append(Difference(part, side))
    return tuple(found)


def merged(mine: ActivityDraft, theirs: ActivityDraft, chosen: Mapping[str, Side]) -> ActivityDraft:
    """Return `theirs` with those parts of `mine` that were chosen."""
    fields = [field for part, side in chosen.items() if side == "mine" for field in PARTS[part]]
    return replace(theirs, **{field: getattr(mine, field) for field in fields})
