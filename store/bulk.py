"""Several activities changed at once (C9): all of them or none, and one step for undoing."""

from collections.abc import Callable, Mapping, Sequence

from store import busy
from store.activity_changes import Change, apply_change, seen
from store.activity_rows import by_ids
from store.activity_state import State, times_of
from store.database import Store
from store.instants import to_text
from store.reading import SessionReader
from store.refusals import BusyConflict, Invalid, OneOfMany, Refused
from store.rows import Acting, ActivityRow, Outcome, Priority
from store.when import When

MOST = 1_000


def complete(
    store: Store, me: Acting, ids: Sequence[int], *, outcome: Outcome | None = None
) -> tuple[ActivityRow, ...]:
    """Complete activities; `outcome` goes to those that have a goal (A8)."""

    def to(row: ActivityRow) -> Change:
        return lambda state, now: _planned(state) | {
            "status": "completed", "outcome": outcome if row.goal else None, "ended_at": to_text(now),
        }  # fmt: skip

    return _change(store, me, ids, "complete", to)


def cancel(store: Store, me: Acting, ids: Sequence[int]) -> tuple[ActivityRow, ...]:
    """Cancel activities."""
    return _change(
        store, me, ids, "cancel",
        lambda _row: lambda state, now: _planned(state) | {"status": "cancelled", "ended_at": to_text(now)},
    )  # fmt: skip


def move(store: Store, me: Acting, times: Mapping[int, When]) -> tuple[ActivityRow, ...]:
    """Move activities, each to its own time, whoever changes places with whom."""

    def to(row: ActivityRow) -> Change:
        start, end, all_day = times_of(times[row.id])
        return lambda state, _now: _planned(state) | {"start": start, "end": end, "all_day": all_day, "zone": me.zone}

    return _change(store, me, list(times), "move", to)


def reassign(store: Store, me: Acting, ids: Sequence[int], performer_ids: Sequence[int]) -> tuple[ActivityRow, ...]:
    """Give activities to other performers. Needs the right to delegate, unless it is oneself alone (A12)."""
    users = sorted(set(performer_ids))
    return _change(store, me, ids, "edit", lambda _row: lambda state, _now: state | {"performers": users})


def set_priority(store: Store, me: Acting, ids: Sequence[int], priority: Priority) -> tuple[ActivityRow, ...]:
    """Set the priority (A6)."""
    return _change(store, me, ids, "priority", lambda _row: lambda state, _now: state | {"priority": priority})


def set_needs_completing(store: Store, me: Acting, ids: Sequence[int], on: bool) -> tuple[ActivityRow, ...]:
    """Put activities aside to be filled in later, or remove the mark (A14)."""
    return _change(store, me, ids, "mark", lambda _row: lambda state, _now: state | {"needs_completing": on})


def _planned(state: State) -> State:
    if state["status"] != "planned":
        raise Invalid("status", "ended", state["status"])
    return state


def _change(
    store: Store, me: Acting, ids: Sequence[int], action: str, to: Callable[[ActivityRow], Change]
) -> tuple[ActivityRow, ...]:
    """Change every activity; collisions are looked at when all stand where they are to stand (A5).

    Raises OneOfMany with what was refused and of which activity, of one alone what was refused, or BusyConflict for
    all at once.
    """
    numbers = list(dict.fromkeys(ids))
    if len(numbers) > MOST:
        raise Invalid("marks", "too-many", str(len(numbers)), (str(MOST),))
    now = store.clock.now()
    changed: list[busy.Changed] = []
    step: int | None = None
    with store.writing() as session:
        read = SessionReader(session)
        for number in numbers:
            row = seen(read, me, number)
            try:
                step = apply_change(session, me, row, action, to(row), now, step=step, collected=changed) or step
            except BusyConflict:
                raise
            except Refused as refused:
                if len(numbers) == 1:
                    raise
                raise OneOfMany(
                    number, row.category.name, row.assignment.name if row.assignment else "", refused
                ) from None
        busy.check_changes(read, me, changed, now=now)
        rows = by_ids(read, numbers)
    return tuple(rows)
