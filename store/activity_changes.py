"""Changing stored activities: rules and rights checked, history written, all in one transaction (A19, B8)."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from store import busy, events, occurrences, rights
from store.activity_rows import by_id, by_ids
from store.activity_rules import check
from store.activity_state import State, difference, state_of, write_state
from store.changes import record
from store.database import Store
from store.reading import Reader, SessionReader
from store.refusals import Invalid, NotFound, Stale
from store.rows import Acting, ActivityRow, Scope

if TYPE_CHECKING:
    from sqlmodel import Session

    from store.models import Activity

Change = Callable[[State, datetime], State]


def change(
    store: Store,
    me: Acting,
    activity_id: int,
    action: str,
    to: Change,
    *,
    version: int | None = None,
    scope: Scope = "one",
    note: str = "",
) -> ActivityRow:
    """Make of an activity, and of the occurrences of its cycle in `scope`, what `to` makes of the chosen one's state.

    All of it or nothing (B9); one step for undoing. Raises Stale unless `version`, where given, is the one that stands.
    """
    from store.discussion import write_note

    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        row = seen(read, me, activity_id)
        if version is not None and row.version != version:
            raise Stale("activity", activity_id, row.version, last_editor(read, activity_id))
        apply_change(session, me, row, action, to, now, scope=scope)
        if note.strip():
            write_note(session, me, activity_id, note, now)
        shown = row if action == "delete" else by_id(read, activity_id, "1 = 1")
    assert shown is not None
    return shown


def apply_change(
    session: "Session",
    me: Acting,
    row: ActivityRow,
    action: str,
    to: Change,
    now: datetime,
    *,
    scope: Scope = "one",
    step: int | None = None,
    collected: list[busy.Changed] | None = None,
) -> int | None:
    """Change an activity and what else is in `scope`, inside a transaction. Returns the step, None without any.

    Collisions are looked at here, unless the changes are `collected` for a caller who does (A5).
    """
    from store.models import Activity

    read = SessionReader(session)
    activity = session.get_one(Activity, row.id)
    before = state_of(session, activity)
    others = occurrences.affected(read, me, row, scope)
    if scope != "one" and row.status != "planned":
        raise Invalid("status", "ended", row.status)
    after = to(before, now)
    if scope != "one" and row.series is not None:
        after = occurrences.anchored(before, after)
    changed = difference(before, after)
    _check(read, me, row, action, before, after, now, many=bool(others))
    steps = [(activity, before, after)]
    for other in by_ids(read, others):
        stands = session.get_one(Activity, other.id)
        state = state_of(session, stands)
        result = occurrences.followed(before, after, changed, state, now)
        _check(read, me, other, action, state, result, now, many=True)
        steps.append((stands, state, result))
    for stands, state, result in steps:
        step = apply_state(session, me, stands, state, result, action=action, now=now, step=step) or step
    changes = [busy.Changed(stands.id or 0, *both) for stands, *both in steps]
    if collected is None:
        busy.check_changes(read, me, changes, now=now)
    else:
        collected += changes
    return step


def _check(
    read: Reader,
    me: Acting,
    row: ActivityRow,
    action: str,
    before: State,
    after: State,
    now: datetime,
    *,
    many: bool,
) -> None:
    changed = difference(before, after)
    mine = rights.current(read, me)
    if action == "delete":
        rights.check_delete(mine, me, row, many=many)
        return
    if action == "take":
        rights.require(mine, "take-unassigned")
    elif changed:
        rights.check_edit(mine, me, row, changed - occurrences.OWN)
    check(read, me, mine, after, changed, now, before)


def apply_state(
    session: "Session",
    me: Acting,
    activity: "Activity",
    before: State,
    after: State,
    *,
    action: str,
    now: datetime,
    undoes: int | None = None,
    step: int | None = None,
) -> int | None:
    """Write a new state, one version on, with its history. Returns the step, None where nothing differs.

    What has ended stops the acting user's stopwatch on it. Rules, rights and collisions are the caller's to check, for
    all that it writes at once.
    """
    changed = difference(before, after)
    if not changed:
        return None
    assert activity.id is not None
    activity.version += 1
    write_state(session, activity, after, changed, now)
    if changed & {"status", "deleted"} and (after["status"] != "planned" or after["deleted"]):
        from store.stopwatch import stop_on

        stop_on(session, me, activity.id, now)
    written = record(
        session, me, now, kind="activity", record_id=activity.id, version=activity.version, action=action,
        fields=[(field, before[field], after[field]) for field in sorted(changed)], undoes=undoes, step=step,
    )  # fmt: skip
    events.note(session, me, activity.id, before, after, now, fields=written.fields)
    return written.step


def seen(read: Reader, me: Acting, activity_id: int) -> ActivityRow:
    """Return an activity that the acting user may see. Raises NotFound."""
    condition = rights.visible(rights.current(read, me))
    row = by_id(read, activity_id, condition, me=me.id) if abs(activity_id) < 2**31 else None
    if row is None:
        raise NotFound("activity", str(activity_id))
    return row


def last_editor(read: Reader, activity_id: int) -> str:
    """Return the name of whoever changed an activity last."""
    row = read.one(
        "select u.name from changes h join users u on u.id = h.user_id "
        "where h.kind = 'activity' and h.record_id = :id order by h.id desc limit 1",
        id=activity_id,
    )
    return str(row[0]) if row else ""
