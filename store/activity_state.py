"""An activity as plain values: what rules are checked on, what the history keeps, what undo puts back.

A state is a dict with the keys of FIELDS; references are ids, instants are text in UTC, lists are sorted ids.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from store import participants, pending, reminders
from store.drafts import ActivityDraft
from store.folding import fold
from store.instants import from_column, to_text
from store.refusals import Invalid
from store.rows import Acting
from store.texts import DESCRIPTION_LIMIT, DETAILS_LIMIT, bounded, many_lines, one_line
from store.when import AllDay, OpenEnded, Timed, When

if TYPE_CHECKING:
    from sqlmodel import Session

    from store.models import Activity

State = dict[str, Any]

COLUMNS = {
    "category": "category_id",
    "status": "status",
    "outcome": "outcome",
    "priority": "priority",
    "start": "starts_at",
    "end": "ends_at",
    "all_day": "all_day",
    "zone": "zone",
    "busy": "busy",
    "public": "public",
    "needs_completing": "needs_completing",
    "contact": "contact_id",
    "direction": "direction",
    "project": "project_id",
    "goal": "goal_id",
    "description": "description",
    "details": "details",
    "ended_at": "ended_at",
    "deleted": "deleted",
    "series": "series_id",
    "occurrence": "occurrence_at",
}
DERIVED = ("unassigned", "folded", "long")
LISTS = ("performers", "observers", "persons", "reminders")
FIELDS = (*COLUMNS, *LISTS)
INSTANTS = frozenset({"start", "end", "ended_at", "occurrence"})
FIRST_YEAR, LAST_YEAR = 1900, 2200
# What lasts longer is flagged, so that a range need not look back further for what has begun before it.
LONG = timedelta(days=31)


def state_of(session: "Session", activity: "Activity") -> State:
    """Return an activity's present state."""
    assert activity.id is not None
    state: State = {}
    for field, column in COLUMNS.items():
        value = getattr(activity, column)
        state[field] = to_text(value) if isinstance(value, datetime) else value
    state |= participants.lists_of(session, activity.id)
    return state


def write_state(session: "Session", activity: "Activity", state: State, changed: frozenset[str], now: datetime) -> None:
    """Make an activity what `state` says, as far as it changed, with all that hangs on it: lists, copies, reminders
    and what of these is still to be delivered (D3)."""
    columns = columns_of(state)
    for name in (*(COLUMNS[field] for field in changed & COLUMNS.keys()), *DERIVED):
        setattr(activity, name, columns[name])
    session.add(activity)
    session.flush()
    participants.write_lists(session, activity, state, changed)
    assert activity.id is not None
    if "reminders" in changed:
        reminders.write(session, activity.id, state["reminders"])
    pending.follow(session, activity.id, state, changed, now)


def columns_of(state: State) -> dict[str, Any]:
    """Return a state as the columns of its row, with those that follow from it."""
    columns = {
        column: from_column(state[field]) if field in INSTANTS and state[field] else state[field]
        for field, column in COLUMNS.items()
    }
    return columns | {
        "unassigned": not state["performers"] and state["status"] == "planned" and not state["deleted"],
        "folded": fold(f"{state['description']} {state['details'][:20_000]}"),
        "long": lasts_long(state),
    }


def state_of_draft(draft: ActivityDraft, me: Acting, now: datetime) -> State:
    """Return the state that a draft asks for, before any rule is checked."""
    start, end, all_day = times_of(draft.when)
    performers = (me.id,) if draft.performer_ids is None else draft.performer_ids
    ended = draft.status != "planned"
    moment = from_column(end) if end and not all_day else now
    return {
        "category": draft.category_id,
        "status": draft.status,
        "outcome": draft.outcome,
        "priority": draft.priority,
        "start": start,
        "end": end,
        "all_day": all_day,
        "zone": me.zone,
        "busy": draft.busy,
        "public": draft.public,
        "needs_completing": draft.needs_completing,
        "contact": draft.contact_id,
        "direction": draft.direction,
        "project": draft.project_id,
        "goal": draft.goal_id,
        "description": bounded(one_line(draft.description), "description", DESCRIPTION_LIMIT),
        "details": bounded(many_lines(draft.details), "details", DETAILS_LIMIT),
        "ended_at": to_text(min(moment, now)) if ended else None,
        "deleted": False,
        "series": None,
        "occurrence": None,
        "performers": sorted(set(performers)),
        "observers": sorted(set(draft.observer_ids)),
        "persons": sorted(set(draft.person_ids)),
        "reminders": reminders.values_of(draft.reminders),
    }


def times_of(when: When | None) -> tuple[str | None, str | None, bool]:
    """Return start, end and all-day as a state holds them. Raises Invalid for a year out of range."""
    match when:
        case Timed():
            _check_years(start=when.start, end=when.end)
            return to_text(when.start), to_text(when.end), False
        case AllDay():
            _check_years(start=when.first, end=when.last)
            first = datetime.combine(when.first, time(), UTC)
            return to_text(first), to_text(datetime.combine(when.last + timedelta(days=1), time(), UTC)), True
        case OpenEnded() | None:
            return None, None, False


def _check_years(**days: date) -> None:
    """Raise Invalid for a date that no calendar of work has, and that not every part of a database can hold."""
    for field, day in days.items():
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise Invalid(field, "out-of-range", day.isoformat())


def when_of_state(state: State) -> When:
    """Return the kind of time that a state holds."""
    if state["start"] is None:
        return OpenEnded()
    start, end = from_column(state["start"]), from_column(state["end"])
    if state["all_day"]:
        return AllDay(start.date(), (end - timedelta(days=1)).date())
    return Timed(start, end)


def lasts_long(state: State) -> bool:
    """Tell whether an activity lasts longer than LONG."""
    if state["start"] is None or state["end"] is None:
        return False
    return from_column(state["end"]) - from_column(state["start"]) > LONG


def difference(before: State, after: State) -> frozenset[str]:
    """Return the fields in which two states differ."""
    return frozenset(field for field in FIELDS if before[field] != after[field])
