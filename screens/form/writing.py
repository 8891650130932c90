"""What the form asks the store to write: one activity, a change of several, or a cycle."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from store.drafts import ActivityDraft
from store.refusals import Trace
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
class Doubt:
    """A save of which nobody knows whether it is kept: the server was lost while it committed."""

    writing: "Writing"
    trace: Trace


@dataclass(frozen=True)
class Writing:
    """One save. `row` is what stands, None for a new activity; `note` goes to the discussion.

    With a `doubt` it is the same save again: what is kept of the first is not saved twice.
    """

    row: ActivityRow | None
    draft: ActivityDraft
    cycle: Any = None
    note: str = ""
    scope: Scope = "one"
    skip_collisions: bool = False
    doubt: Doubt | None = None

    def write(self, store: "Store", me: Acting) -> Saved:
        """Write it, all of it or nothing. Raises Refused; runs in a thread."""
        if self.doubt is not None and store.fate(self.doubt.trace):
            return self._go_on(store, me, self.doubt)
        return self._series(store, me) if self.cycle is not None else Saved(self._one(store, me))

    def _go_on(self, store: "Store", me: Acting, doubt: Doubt) -> Saved:
        """The first try is kept: only what was changed in the form since is still to be written."""
        from store import activities

        first = doubt.writing
        row = activities.get(store, me, doubt.trace.record or (first.row.id if first.row else 0))
        if (self.draft, self.cycle, self.note) == (first.draft, first.cycle, first.note):
            return Saved(row)
        # As the first try left it: what others have changed since is not overwritten (A18).
        row = replace(row, version=first.row.version + 1 if first.row else 1)
        note = self.note if self.note != first.note else ""
        cycle = self.cycle if row.series is None else None
        return replace(self, row=row, note=note, cycle=cycle, doubt=None).write(store, me)

    def _one(self, store: "Store", me: Acting) -> ActivityRow:
        from store import activities

        if self.row is None:
            return activities.plan(store, me, self.draft, note=self.note)
        return activities.edit(
            store, me, self.row.id, self.draft, version=self.row.version, scope=self.scope, note=self.note
        )

    def _series(self, store: "Store", me: Acting) -> Saved:
        from store import series

        skip = self.skip_collisions
        if self.row is None:
            planned = series.plan(store, me, self.draft, self.cycle, skip_collisions=skip, note=self.note)
        else:
            planned = series.repeat(
                store,
                me,
                self.row.id,
                self.draft,
                self.cycle,
                version=self.row.version,
                skip_collisions=skip,
                note=self.note,
            )
        return Saved(planned.rows[0], planned)
