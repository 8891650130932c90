"""What the form asks the store to write: one activity, a change of several, or a cycle."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from store.drafts import ActivityDraft
from store.rows import Acting, ActivityRow, Scope

if TYPE_CHECKING:
    from store.database import Store
    from store.series import PlannedSeries


@dataclass(frozen=True)
class Saved:
    """What was written: the activity that the form stands for, and the series where a cycle was planned."""

    row: ActivityRow
    series: "PlannedSeries | None" = None


@dataclass(frozen=True)
class Writing:
    """One save. `row` is what stands, None for a new activity; `note` goes to the discussion."""

    row: ActivityRow | None
    draft: ActivityDraft
    cycle: Any = None
    note: str = ""
    scope: Scope = "one"
    skip_collisions: bool = False

    def write(self, store: "Store", me: Acting) -> Saved:
        """Write it. Raises Refused; runs in a thread."""
        from store import activities, discussion

        saved = self._series(store, me) if self.cycle is not None else Saved(self._one(store, me))
        if self.note.strip():
            discussion.add_note(store, me, saved.row.id, self.note)
            saved = Saved(activities.get(store, me, saved.row.id), saved.series)
        return saved

    def _one(self, store: "Store", me: Acting) -> ActivityRow:
        from store import activities

        if self.row is None:
            return activities.plan(store, me, self.draft)
        return activities.edit(store, me, self.row.id, self.draft, version=self.row.version, scope=self.scope)

    def _series(self, store: "Store", me: Acting) -> Saved:
        from store import series

        skip = self.skip_collisions
        if self.row is None:
            planned = series.plan(store, me, self.draft, self.cycle, skip_collisions=skip)
        else:
            planned = series.repeat(
                store, me, self.row.id, self.draft, self.cycle, version=self.row.version, skip_collisions=skip
            )
        return Saved(planned.rows[0], planned)
