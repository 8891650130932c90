"""The history of an activity, and taking back the last of one's own changes (A19)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from store import busy, reminders, rights
from store.activity_changes import apply_state, last_editor
from store.activity_rows import by_id
from store.activity_state import INSTANTS, State, state_of
from store.database import Store
from store.instants import from_column
from store.merged import followed, merged_into
from store.reading import Reader, SessionReader
from store.refusals import NotFound, NothingToUndo, Stale
from store.rows import Acting, ActivityRow, ChangeRow, FieldChange, UserRef

LONGEST_SHOWN = 200
HIDDEN = frozenset({"deleted", "series", "occurrence"})
# What everybody may read; whoever sees an activity sees its history.
RECORDS = frozenset({"contact", "person", "project"})
TIME_INSTANTS = frozenset({"time_start", "time_end"})


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back or done again: the action, and the activity as it now stands, None if it is gone
    or stands where one may not see it any more."""

    action: str
    activity_id: int
    title: str
    row: ActivityRow | None


def changes(store: Store, me: Acting, activity_id: int) -> tuple[ChangeRow, ...]:
    """Return who changed what, newest first. Raises NotFound for an activity that may not be seen."""
    with store.reading() as read:
        if by_id(read, activity_id, rights.visible(rights.current(read, me)), me=me.id) is None:
            raise NotFound("activity", str(activity_id))
        return changes_of(read, me, "activity", activity_id)


def record_changes(store: Store, me: Acting, kind: str, record_id: int) -> tuple[ChangeRow, ...]:
    """Return who changed what in a contact, a person or a project; of a contact also what became it (C3).

    Of anything else that the team keeps, such as users and roles, with the right to administer. Raises NotFound for an
    activity that may not be seen.
    """
    if kind == "activity":
        return changes(store, me, record_id)
    with store.reading() as read:
        mine = rights.current(read, me)
        if kind not in RECORDS:
            rights.require(mine, "administer")
        ids = merged_into(read, record_id) if kind == "contact" else [record_id]
        found = [change for number in ids for change in changes_of(read, me, kind, number)]
    return tuple(sorted(found, key=lambda change: change.id, reverse=True))


def changes_of(read: Reader, me: Acting, kind: str, record_id: int) -> tuple[ChangeRow, ...]:
    """Return the history of a record of any kind, newest first, times in the acting user's zone."""
    rows = read.all(
        "select h.id, h.at, u.id, u.login, u.name, h.action, h.fields from changes h "
        "join users u on u.id = h.user_id where h.kind in (:kind, :files, :time) and h.record_id = :id "
        "order by h.id desc",
        kind=kind,
        files=f"{kind}-files",
        time=f"{kind}-time",
        id=record_id,
    )
    return tuple(
        ChangeRow(
            number, from_column(at), UserRef(user, login, name), action, shown_fields(json.loads(fields), me.zone)
        )
        for number, at, user, login, name, action, fields in rows
    )


def undo(store: Store, me: Acting) -> Undone:
    """Take back the last of one's own changes.

    Raises NothingToUndo, Stale if somebody changed it since, NotAllowed for a change that one might no longer make,
    NotFound for one of an activity that one may see no more, unless it is oneself who gave it away.
    """
    return _turn(store, me, "undo")


def redo(store: Store, me: Acting) -> Undone:
    """Do again what was last taken back. Raises as `undo` does."""
    return _turn(store, me, "redo")


_LAST_DONE = """
    select max(id) from changes where user_id = :me and kind = 'activity' and undoes is null and not undone
"""
# Only what was taken back since one's last change: a new change ends what could be done again.
_TO_REDO = f"""
    select min(id) from changes where user_id = :me and kind = 'activity' and undoes is null and undone
    and id > coalesce(({_LAST_DONE}), 0)
    and id in (select undoes from changes where user_id = :me and undoes is not null and id > (
        select max(id) from changes where user_id = :me and kind = 'activity' and undoes is null))
"""


def _turn(store: Store, me: Acting, direction: str) -> Undone:
    """Apply the last step's fields backwards (undo) or forwards (redo), all of the step or nothing."""
    from sqlmodel import col, select

    from store.models import Change

    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        rights.current(read, me)
        found = read.one(_LAST_DONE if direction == "undo" else _TO_REDO, me=me.id)
        if found is None or found[0] is None:
            raise NothingToUndo(direction)
        first = session.get_one(Change, found[0])
        step = list(session.exec(select(Change).where(Change.step == first.step).order_by(col(Change.id))).all())
        turned = [
            _turn_one(session, read, me, change, direction, now)
            for change in (reversed(step) if direction == "undo" else step)
        ]
        busy.check_changes(read, me, turned, now=now)
        row = by_id(read, first.record_id, rights.visible(rights.current(read, me)), me=me.id)
        called = title(read, first.record_id)
    return Undone(first.action, first.record_id, called, row)


def _turn_one(session: Any, read: Reader, me: Acting, change: Any, direction: str, now: datetime) -> busy.Changed:
    from store.models import Activity

    activity = session.get_one(Activity, change.record_id)
    before = state_of(session, activity)
    key = "from" if direction == "undo" else "to"
    seen = _sees(read, me, activity, before)
    if activity.version != change.version:
        if not seen:
            raise NotFound("activity", str(change.record_id))
        raise Stale("activity", change.record_id, activity.version, last_editor(read, change.record_id))
    after = before | {entry["field"]: entry[key] for entry in json.loads(change.fields)}
    if after["contact"] != before["contact"]:
        after["contact"] = followed(read, after["contact"])
    if not seen and not _sees(read, me, activity, after):
        raise NotFound("activity", str(change.record_id))
    _check_rights(read, me, change, after if direction == "undo" else before)
    _check_delegating(read, me, before, after)
    apply_state(session, me, activity, before, after, action=direction, now=now, undoes=change.id)
    change.undone = direction == "undo"
    change.version = activity.version
    session.add(change)
    _carry_version(session, me, change, activity.version)
    return busy.Changed(change.record_id, before, after)


def _check_rights(read: Reader, me: Acting, change: Any, state: State) -> None:
    """Raise NotAllowed unless the acting user might make `change` now, of an activity in the state before it (G2)."""
    mine = rights.current(read, me)
    row = by_id(read, change.record_id, "1 = 1")
    assert row is not None
    row = replace(
        row,
        status=state["status"],
        needs_completing=state["needs_completing"],
        performers=tuple(UserRef(user, "", "") for user in state["performers"]),
    )
    fields = {entry["field"]: entry["to"] for entry in json.loads(change.fields)}
    if fields.get("deleted"):
        rights.check_delete(mine, me, row)
    elif change.action == "take":
        rights.require(mine, "take-unassigned")
    elif "deleted" not in fields:
        rights.check_edit(mine, me, row, frozenset(fields))


def _check_delegating(read: Reader, me: Acting, before: State, after: State) -> None:
    """Raise NotAllowed where a step gives others work again without the right to delegate (A12).

    What was deleted with its performers comes back to them; what was planned and taken back is planned anew.
    """
    planned_anew = before["deleted"] and not after["deleted"]
    held = {me.id} | (set() if planned_anew else set(before["performers"]))
    if not after["deleted"] and set(after["performers"]) - held:
        rights.require(rights.current(read, me), "delegate")


def _sees(read: Reader, me: Acting, activity: Any, state: State) -> bool:
    """Tell whether an activity in a state, deleted or not, would be seen: what one gave away one may take back."""
    nobody = not state["performers"] and state["status"] == "planned"
    concerned = {activity.assigner_id, *state["performers"], *state["observers"]}
    return rights.sees(rights.current(read, me), me, concerned, public=state["public"], unassigned=nobody)


def _carry_version(session: Any, me: Acting, change: Any, version: int) -> None:
    """Let the change before this one of the same activity be taken back next, if it too is one's own."""
    from sqlmodel import col, func, select

    from store.models import Change

    neighbours = select(Change).where(
        Change.kind == "activity", Change.record_id == change.record_id, col(Change.undoes).is_(None)
    )
    if change.undone:
        wanted = neighbours.where(col(Change.id) < change.id, ~col(Change.undone)).order_by(col(Change.id).desc())
    else:
        own = Change.user_id == me.id, Change.kind == "activity"
        last = select(func.max(Change.id)).where(*own, col(Change.undoes).is_(None)).scalar_subquery()
        to_redo = select(Change.undoes).where(*own, col(Change.undoes).is_not(None), col(Change.id) > last)
        wanted = neighbours.where(col(Change.id) > change.id, col(Change.undone), col(Change.id).in_(to_redo)).order_by(
            col(Change.id)
        )
    neighbour = session.exec(wanted.limit(1)).first()
    if neighbour is not None and neighbour.user_id == me.id:
        neighbour.version = version
        session.add(neighbour)


def title(read: Reader, activity_id: int) -> str:
    """Return what to call an activity in a sentence: its category and whom or what it is about; "" for none."""
    row = read.one(
        "select c.name, coalesce(k.name, p.name, a.description) from activities a "
        "join dictionary_entries c on c.id = a.category_id left join contacts k on k.id = a.contact_id "
        "left join projects p on p.id = a.project_id where a.id = :id",
        id=activity_id,
    )
    return (f"{row[0]}: {row[1]}" if row[1] else str(row[0])) if row else ""


def title_of(row: ActivityRow) -> str:
    """Return the same of a row."""
    about = row.assignment.name if row.assignment else row.description
    return f"{row.category.name}: {about}" if about else row.category.name


def shown_fields(fields: Sequence[dict[str, Any]], zone: str) -> tuple[FieldChange, ...]:
    """Return changed fields as they are shown to somebody in `zone`, without those that nobody is to see."""
    entries = sorted((e for e in fields if e["field"] not in HIDDEN), key=lambda e: e["field"] == "end")
    return tuple(FieldChange(e["field"], _text(e, "from", zone), _text(e, "to", zone)) for e in entries)


def _text(entry: dict[str, Any], side: str, zone: str) -> str:
    if f"{side}_text" in entry:
        return str(entry[f"{side}_text"])
    value = entry[side]
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if entry["field"] in INSTANTS | TIME_INSTANTS:
        return from_column(value).astimezone(ZoneInfo(zone)).isoformat()
    text = reminders.shown(value, zone) if entry["field"] == "reminders" else str(value)
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"
