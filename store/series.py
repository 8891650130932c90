"""Cycles in the calendar: a rule becomes a series of activities, all of them or none (B1, B7 to B9)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from store import busy, events, pending, reminders, rights
from store.activity_changes import apply_change, last_editor, seen
from store.activity_rows import by_ids
from store.activity_rules import check
from store.activity_state import State, columns_of, state_of_draft, times_of
from store.changes import record_made
from store.cycles import Cycle, dates
from store.database import Store
from store.discussion import write_note
from store.drafts import ActivityDraft
from store.instants import to_text
from store.occurrences import OWN, placed
from store.participants import copied_time
from store.reading import SessionReader
from store.refusals import BusyConflict, Invalid, Stale
from store.rows import Acting, ActivityRow
from store.when import AllDay, OpenEnded, Timed, When, is_past

if TYPE_CHECKING:
    from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class PlannedSeries:
    """A series as it was planned: its number, its activities in order, and the dates skipped because they collide."""

    id: int
    rows: tuple[ActivityRow, ...]
    skipped: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """What an occurrence says of its series: the rule, its place in it from 1 on, how many there are, how many planned.

    `begins` is the wall-clock start of the first as ISO 8601 without an offset, in `zone`.
    """

    id: int
    rrule: str
    begins: str
    zone: str
    place: int
    count: int
    planned: int

    @property
    def cycle(self) -> Cycle:
        """The rule with the start that it is counted from."""
        begins = datetime.fromisoformat(self.begins)
        whole_days = "T" not in self.begins
        return Cycle(self.rrule, begins.date() if whole_days else begins.replace(tzinfo=ZoneInfo(self.zone)))


def start_of(when: When | None, zone: str) -> datetime | date:
    """Return what the rule of a cycle is counted from: an aware start in `zone`, or the first of whole days.

    Raises Invalid where there is no date (A3).
    """
    match when:
        case Timed():
            return when.start.astimezone(ZoneInfo(zone))
        case AllDay():
            return when.first
    raise Invalid("cycle", "open-ended")


def plan(
    store: Store, me: Acting, draft: ActivityDraft, cycle: Cycle, *, skip_collisions: bool = False, note: str = ""
) -> PlannedSeries:
    """Plan every occurrence of a cycle, each as long as the draft and like it (B8); all or nothing (B9).

    Raises BusyConflict with the collisions of all occurrences at once, unless those dates are to be skipped. A `note`
    begins the discussion of the first (A10).
    """
    now = store.clock.now()
    with store.writing() as session:
        series, ids, skipped = _plan_in(session, me, draft, cycle, now, skip_collisions=skip_collisions)
        if note.strip():
            write_note(session, me, ids[0], note, now)
        rows = by_ids(SessionReader(session), ids)
    return PlannedSeries(series, tuple(rows), skipped)


def repeat(
    store: Store,
    me: Acting,
    activity_id: int,
    draft: ActivityDraft,
    cycle: Cycle,
    *,
    version: int,
    skip_collisions: bool = False,
    note: str = "",
) -> PlannedSeries:
    """Make an activity that stands alone, as the draft has it, the first occurrence of a cycle; one step for undoing.

    Raises Invalid where it is in a series already, or where the rule does not begin with it.
    """
    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        row = seen(read, me, activity_id)
        if row.version != version:
            raise Stale("activity", activity_id, row.version, last_editor(read, activity_id))
        if row.series is not None:
            raise Invalid("cycle", "in-series", str(row.series))
        starts = dates(cycle)
        if starts[0] != start_of(draft.when, me.zone):
            raise Invalid("cycle", "begins-later", starts[0].isoformat())
        place = placed(_when(draft), starts[:1], me.zone)[0][0]
        mine = rights.current(read, me)
        rights.check_edit(mine, me, row, OWN)
        if set(state_of_draft(draft, me, now)["performers"]) - {me.id}:
            rights.require(mine, "delegate")
        series = _add_series(session, me, cycle, now)

        def first(state: State, moment: datetime) -> State:
            kept = {"series": series, "occurrence": to_text(place), "ended_at": state["ended_at"]}
            return state_of_draft(draft, me, moment) | kept

        step = apply_change(session, me, row, "edit", first, now)
        rest, skipped = _add_rest(session, me, draft, cycle, series, now, step, skip_collisions)
        if note.strip():
            write_note(session, me, activity_id, note, now)
        rows = by_ids(SessionReader(session), [activity_id, *rest])
    return PlannedSeries(series, tuple(rows), skipped)


def of(store: Store, me: Acting, row: ActivityRow) -> SeriesRow | None:
    """Return what an occurrence says of its series, None for an activity that is in none.

    Counted is what the acting user may see (G2).
    """
    if row.series is None:
        return None
    with rights.reading(store, me) as read:
        found = read.one("select rrule, begins, zone from series where id = :id", id=row.series)
        counted = read.one(
            "select count(*), sum(case when status = 'planned' then 1 else 0 end), "
            "sum(case when occurrence_at <= :place then 1 else 0 end) "
            f"from activities a where series_id = :id and {rights.visible(rights.current(read, me))}",
            me=me.id,
            id=row.series,
            place=row.occurrence,
        )
    assert found is not None
    assert counted is not None
    count, planned, place = (int(number or 0) for number in counted)
    rrule, begins, zone = (str(value) for value in found)
    return SeriesRow(row.series, rrule, begins, zone, place, count, planned)


def _plan_in(
    session: "Session", me: Acting, draft: ActivityDraft, cycle: Cycle, now: datetime, *, skip_collisions: bool
) -> tuple[int, list[int], tuple[When, ...]]:
    """Write the series and its activities; return its number, theirs, and the times skipped."""
    read = SessionReader(session)
    places = placed(_when(draft), dates(cycle), me.zone)
    mine = rights.current(read, me)
    first = state_of_draft(draft, me, now)
    check(read, me, mine, first | _times(places[0][1]), frozenset(first), now)
    places, skipped = _free(session, me, draft, first, places, now, skip_collisions)
    series = _add_series(session, me, cycle, now)
    ids = _write(session, me, series, _states(draft, me, now, series, places), now)
    record_made(session, me, now, "plan" if draft.status == "planned" else "record", ids)
    return series, ids, skipped


def _add_rest(
    session: "Session",
    me: Acting,
    draft: ActivityDraft,
    cycle: Cycle,
    series: int,
    now: datetime,
    step: int | None,
    skip_collisions: bool,
) -> tuple[list[int], tuple[When, ...]]:
    """Write every occurrence but the first, which stands already."""
    places = placed(_when(draft), dates(cycle), me.zone)[1:]
    if not places:
        return [], ()
    places, skipped = _free(session, me, draft, state_of_draft(draft, me, now), places, now, skip_collisions)
    ids = _write(session, me, series, _states(draft, me, now, series, places), now)
    if ids:
        record_made(session, me, now, "plan", ids, step=step)
    return ids, skipped


def _when(draft: ActivityDraft) -> When:
    if draft.when is None:
        raise Invalid("start", "missing")
    return draft.when


def _times(when: When) -> State:
    start, end, all_day = times_of(when)
    return {"start": start, "end": end, "all_day": all_day}


def _states(
    draft: ActivityDraft, me: Acting, now: datetime, series: int, places: Sequence[tuple[datetime, When]]
) -> list[State]:
    """Return the state of every occurrence. Raises Invalid for one that is planned and over (A2)."""
    states = []
    first = placed(_when(draft), [start_of(draft.when, me.zone)], me.zone)[0][0]
    for place, when in places:
        if draft.status == "planned" and is_past(when, now, me.zone):
            raise Invalid("end", "past", str(_times(when)["end"]))
        state = state_of_draft(replace(draft, when=when), me, now)
        state["reminders"] = reminders.shifted(state["reminders"], place - first, me.zone)
        states.append(state | {"series": series, "occurrence": to_text(place)})
    return states


def _add_series(session: "Session", me: Acting, cycle: Cycle, now: datetime) -> int:
    from store.models import Series

    begins = cycle.start
    text = begins.replace(tzinfo=None).isoformat() if isinstance(begins, datetime) else begins.isoformat()
    row = Series(rrule=cycle.rrule, begins=text, zone=me.zone, created_at=now)
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def _write(session: "Session", me: Acting, series: int, states: list[State], now: datetime) -> list[int]:
    """Write new activities with all that hangs on them, a statement a table; return their numbers in order."""
    from sqlalchemy import insert
    from sqlmodel import col

    from store.models import Activity, ActivityPerson, Observer, Performer

    if not states:
        return []
    rows = [columns_of(state) | {"version": 1, "assigner_id": me.id, "created_at": now} for state in states]
    made = session.execute(insert(Activity).returning(col(Activity.id), sort_by_parameter_order=True), rows)
    ids = [int(number) for number in made.scalars()]
    pairs = list(zip(ids, states, strict=True))
    lists: dict[Any, list[dict[str, Any]]] = {
        Performer: [
            {"activity_id": number, "user_id": user, **copied_time(columns_of(state))}
            for number, state in pairs
            for user in state["performers"]
        ],
        Observer: [{"activity_id": n, "user_id": user} for n, state in pairs for user in state["observers"]],
        ActivityPerson: [{"activity_id": n, "person_id": one} for n, state in pairs for one in state["persons"]],
    }
    for table, entries in lists.items():
        if entries:
            session.execute(insert(table), entries)
    reminders.write_many(session, [(number, state["reminders"]) for number, state in pairs])
    zones = pending.zones_of(session, states[0]["performers"])
    pending.add_many(session, [(n, pending.wanted(state, zones, now)) for n, state in pairs if state["reminders"]], now)
    for number, state in pairs:
        events.note(session, me, number, None, state, now)
    return ids


def _free(
    session: "Session",
    me: Acting,
    draft: ActivityDraft,
    state: State,
    places: list[tuple[datetime, When]],
    now: datetime,
    skip_collisions: bool,
) -> tuple[list[tuple[datetime, When]], tuple[When, ...]]:
    """Return the places that collide with nothing, and the times that are skipped because they do.

    Raises BusyConflict for all at once, unless they are to be skipped and something is left (B9).
    """
    if draft.status != "planned":
        return places, ()
    read = SessionReader(session)
    asked = [when for _place, when in places if not isinstance(when, OpenEnded)]
    found = busy.check_many(
        read, me, rights.current(read, me), asked, state["performers"], state["busy"], ignoring=frozenset(), now=now
    )
    taken = {collision.asked for collision in found}
    left = [(place, when) for place, when in places if when not in taken]
    if found and (not skip_collisions or not left):
        raise BusyConflict(found)
    return left, tuple(when for _place, when in places if when in taken)
