"""Activities: planning, changing and ending them (A1 to A16). Every operation is one transaction."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from store import busy, events, reminders, rights
from store.activity_changes import change, seen
from store.activity_rows import by_id
from store.activity_rules import check
from store.activity_state import State, state_of_draft, times_of, write_state
from store.changes import record
from store.database import Store
from store.drafts import ActivityDraft, draft_of
from store.instants import to_text
from store.reading import SessionReader
from store.refusals import Invalid
from store.rows import Acting, ActivityRow, Outcome, Priority, Scope
from store.when import AllDay, OpenEnded, Timed, When, is_past

DEFAULT_LENGTH = timedelta(minutes=30)


def get(store: Store, me: Acting, activity_id: int) -> ActivityRow:
    """Return one activity, details whole. Raises NotFound for one that is not there or may not be seen."""
    with store.reading() as read:
        return seen(read, me, activity_id)


def plan(store: Store, me: Acting, draft: ActivityDraft, *, note: str = "") -> ActivityRow:
    """Plan an activity, or record one that is over (A1, A2). The assigner is the acting user (A11).

    A `note` begins its discussion (A10).
    """
    from store.discussion import write_note
    from store.models import Activity

    if draft.when is None:
        raise Invalid("start", "missing")
    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        state = state_of_draft(draft, me, now)
        mine = rights.current(read, me)
        check(read, me, mine, state, _all(state), now)
        busy.check(read, me, mine, state, activity_id=None, now=now)
        activity = Activity(
            category_id=state["category"],
            status=state["status"],
            priority=state["priority"],
            zone=me.zone,
            assigner_id=me.id,
            created_at=now,
        )
        write_state(session, activity, state, _all(state), now)
        assert activity.id is not None
        action = "plan" if state["status"] == "planned" else "record"
        record(
            session, me, now, kind="activity", record_id=activity.id, version=1, action=action,
            fields=[("deleted", True, False)],
        )  # fmt: skip
        events.note(session, me, activity.id, None, state, now)
        if note.strip():
            write_note(session, me, activity.id, note, now)
        # Read before it is committed: whoever loses the server after that must not take it for not saved.
        shown = by_id(read, activity.id, "1 = 1")
    assert shown is not None
    return shown


def edit(
    store: Store,
    me: Acting,
    activity_id: int,
    draft: ActivityDraft,
    *,
    version: int,
    scope: Scope = "one",
    note: str = "",
) -> ActivityRow:
    """Make an activity what the draft says. Raises Stale unless `version` is the one that stands (A18).

    What differs goes to the occurrences of its cycle in `scope` too (B8). A `note` goes to its discussion (A10).
    """
    if draft.when is None:
        raise Invalid("start", "missing")

    def to_draft(state: State, now: datetime) -> State:
        after = state_of_draft(draft, me, now) | {name: state[name] for name in ("series", "occurrence")}
        if draft.when is not None and times_of(draft.when) == (state["start"], state["end"], state["all_day"]):
            after["zone"] = state["zone"]
        if after["status"] == state["status"]:
            after["ended_at"] = state["ended_at"]
        elif after["status"] != "planned":
            after["ended_at"] = to_text(now)
        return after

    return change(store, me, activity_id, "edit", to_draft, version=version, scope=scope, note=note)


def complete(
    store: Store,
    me: Acting,
    activity_id: int,
    *,
    outcome: Outcome | None = None,
    note: str = "",
    scope: Scope = "one",
) -> ActivityRow:
    """Complete an activity. With a goal, an outcome is required (A8): raises Invalid("outcome", "missing")."""

    def done(state: State, now: datetime) -> State:
        _must_be(state, "planned")
        return state | {"status": "completed", "outcome": outcome, "ended_at": to_text(now)}

    return change(store, me, activity_id, "complete", done, note=note, scope=scope)


def cancel(store: Store, me: Acting, activity_id: int, *, note: str = "", scope: Scope = "one") -> ActivityRow:
    """Cancel an activity, and the occurrences of its cycle in `scope` (B8)."""

    def cancelled(state: State, now: datetime) -> State:
        _must_be(state, "planned")
        return state | {"status": "cancelled", "ended_at": to_text(now)}

    return change(store, me, activity_id, "cancel", cancelled, note=note, scope=scope)


def reopen(store: Store, me: Acting, activity_id: int, when: When | None = None) -> ActivityRow:
    """Make a completed or cancelled activity planned again; one whose time is over is then overdue.

    `when` puts it at another time, where its own is taken by now (A5).
    """

    def planned(state: State, _now: datetime) -> State:
        if state["status"] == "planned":
            raise Invalid("status", "not-ended", state["status"])
        times = {} if when is None else _at(when, me)
        return state | {"status": "planned", "outcome": None, "ended_at": None, **times}

    return change(store, me, activity_id, "reopen", planned)


def move(store: Store, me: Acting, activity_id: int, when: When, *, scope: Scope = "one") -> ActivityRow:
    """Move an activity to another time, and the occurrences of its cycle in `scope` as far (B8)."""

    def moved(state: State, _now: datetime) -> State:
        return state | _at(when, me)

    return change(store, me, activity_id, "move", moved, scope=scope)


def set_priority(store: Store, me: Acting, activity_id: int, priority: Priority) -> ActivityRow:
    """Set the priority (A6)."""
    return change(store, me, activity_id, "priority", lambda state, _: state | {"priority": priority})


def set_needs_completing(store: Store, me: Acting, activity_id: int, on: bool) -> ActivityRow:
    """Put an activity aside to be filled in later, or remove the mark (A14)."""
    return change(store, me, activity_id, "mark", lambda state, _: state | {"needs_completing": on})


def take(store: Store, me: Acting, activity_id: int) -> ActivityRow:
    """Take an activity that nobody performs (A12). Raises NotAllowed without the right, Stale if somebody was first."""

    def taken(state: State, _now: datetime) -> State:
        _must_be(state, "planned")
        if state["performers"]:
            raise Invalid("performers", "taken")
        return state | {"performers": [me.id]}

    return change(store, me, activity_id, "take", taken)


def delete(store: Store, me: Acting, activity_id: int, *, scope: Scope = "one") -> None:
    """Delete an activity, and the occurrences of its cycle in `scope` (B8).

    The history stays, and undo brings back what was deleted.
    """
    change(store, me, activity_id, "delete", lambda state, _: state | {"deleted": True}, scope=scope)


def default_end(store: Store, me: Acting, category_id: int | None, start: datetime) -> datetime:
    """Return when an activity of a category ends if nothing else is said: its usual length, else 30 minutes."""
    with rights.reading(store, me) as read:
        row = read.one("select length_minutes from dictionary_entries where id = :id", id=category_id)
    return start + (timedelta(minutes=row[0]) if row and row[0] else DEFAULT_LENGTH)


def similar(store: Store, me: Acting, row: ActivityRow) -> ActivityDraft:
    """Return a draft filled like `row`, planned, with no outcome; a past date moves to the next working day (A16).

    Performers are kept only if the acting user may delegate.
    """
    draft = draft_of(row)
    now = store.clock.now()
    with store.reading() as read:
        may_delegate = "delegate" in rights.current(read, me)
    performers = draft.performer_ids if may_delegate and draft.performer_ids else None
    when = draft.when
    if when is not None and is_past(when, now, me.zone):
        when = _next_day(when, now, me.zone)
    kept = reminders.to_come(draft.reminders, now, open_ended=isinstance(when, OpenEnded))
    return replace(
        draft,
        when=when,
        status="planned",
        outcome=None,
        needs_completing=False,
        performer_ids=performers,
        reminders=kept,
    )


def _at(when: When, me: Acting) -> State:
    start, end, all_day = times_of(when)
    return {"start": start, "end": end, "all_day": all_day, "zone": me.zone}


def _must_be(state: State, status: str) -> None:
    if state["status"] != status:
        raise Invalid("status", "ended", state["status"])


def _all(state: State) -> frozenset[str]:
    return frozenset(state)


def _next_day(when: When, now: datetime, zone: str) -> When:
    tz = ZoneInfo(zone)
    day = now.astimezone(tz).date() + timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    match when:
        case Timed():
            local = when.start.astimezone(tz)
            start = datetime.combine(day, local.timetz().replace(tzinfo=None), tz).astimezone(UTC)
            return Timed(start, start + (when.end - when.start))
        case AllDay():
            return AllDay(day, day + (when.last - when.first))
        case OpenEnded():
            return when
