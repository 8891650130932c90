"""The occurrences of a cycle: where each stands, which of them a change goes to, and what it makes of each (B6, B8).

Where a cycle put an occurrence is wall-clock time. It is held floating: as if the clock on the wall showed UTC.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from store import rights
from store.activity_state import State, when_of_state
from store.instants import from_column, to_text
from store.reading import Reader
from store.refusals import Invalid
from store.reminders import shifted
from store.rows import SCOPES, Acting, ActivityRow, Scope
from store.when import AllDay, OpenEnded, Timed, When, floating, is_past, settled

TIME = frozenset({"start", "end", "all_day", "zone"})
OWN = frozenset({"series", "occurrence"})


def placed(first: When, starts: Sequence[datetime | date], zone: str) -> list[tuple[datetime, When]]:
    """Return where the cycle puts each occurrence (floating), and its time: as long as the first by the clock.

    `starts` are what the rule gives: aware for what has a time, dates for whole days. Raises Invalid for what has
    no date (A3).
    """
    match first:
        case Timed():
            length = floating(first.end, zone) - floating(first.start, zone)
            walls = [floating(start, zone) for start in starts if isinstance(start, datetime)]
            return [(wall, Timed(settled(wall, zone), settled(wall + length, zone))) for wall in walls]
        case AllDay():
            days = [start.date() if isinstance(start, datetime) else start for start in starts]
            span = first.last - first.first
            return [(datetime.combine(day, time(), UTC), AllDay(day, day + span)) for day in days]
        case OpenEnded():
            raise Invalid("cycle", "open-ended")


def affected(read: Reader, me: Acting, row: ActivityRow, scope: Scope) -> list[int]:
    """Return the other occurrences that a change of `row` goes to: planned ones, in the order of the cycle.

    Ended ones are never changed, nor what the acting user may not see (G2). Raises Invalid for a scope that is none.
    """
    if scope not in SCOPES:
        raise Invalid("scope", "unknown", scope, SCOPES)
    if scope == "one" or row.series is None:
        return []
    later = "and a.occurrence_at >= :place" if scope == "following" else ""
    found = read.all(
        "select a.id from activities a where a.series_id = :series and a.status = 'planned' and a.id <> :id "
        f"and {rights.visible(rights.current(read, me))} {later} order by a.occurrence_at, a.id",
        me=me.id,
        series=row.series,
        id=row.id,
        **({"place": row.occurrence} if later else {}),
    )
    return [int(number) for (number,) in found]


def anchored(before: State, after: State) -> State:
    """Return the chosen occurrence's state after a change that goes to others too: a new time is its place now."""
    if not _times_differ(before, after):
        return after
    return after | {"zone": before["zone"], "occurrence": to_text(_wall(after, "start", before["zone"]))}


def followed(before: State, after: State, changed: frozenset[str], state: State, now: datetime) -> State:
    """Return what a change of the chosen occurrence, from `before` to `after`, makes of another that stands as `state`.

    What was moved alone stays where it is, unless the time is what was changed: then every occurrence goes to the
    place that the cycle gave it, shifted as the chosen one was. What is over by now keeps its time.
    """
    result = state | {field: after[field] for field in changed - TIME - OWN}
    if "reminders" in changed and before["occurrence"] and state["occurrence"]:
        apart = from_column(state["occurrence"]) - from_column(before["occurrence"])
        result["reminders"] = shifted(after["reminders"], apart, before["zone"])
    if not _times_differ(before, after) or is_past(when_of_state(state), now, state["zone"]):
        return result
    if after["start"] is None:
        raise Invalid("cycle", "open-ended")
    zone = before["zone"]
    begins = _wall(after, "start", zone)
    length: timedelta = _wall(after, "end", zone) - begins
    place, chosen_place = from_column(state["occurrence"]), from_column(before["occurrence"])
    if after["all_day"]:
        place = datetime.combine(place.date() + (begins.date() - chosen_place.date()), time(), UTC)
        start, end = place, place + length
    else:
        place += begins - chosen_place
        start, end = settled(place, zone), settled(place + length, zone)
    times = {"start": to_text(start), "end": to_text(end), "all_day": after["all_day"]}
    return result | times | {"occurrence": to_text(place)}


def _times_differ(before: State, after: State) -> bool:
    return any(before[field] != after[field] for field in ("start", "end", "all_day"))


def _wall(state: State, field: str, zone: str) -> datetime:
    """Return a state's start or end floating; whole days are held so."""
    instant = from_column(state[field])
    return instant if state["all_day"] else floating(instant, zone)
