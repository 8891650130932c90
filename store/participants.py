"""Who takes part: the performers, observers and contact persons of an activity, and the copy of its time that each
performer's row carries (A12, A13)."""

from typing import TYPE_CHECKING, Any

from store import reminders
from store.reading import SessionReader

if TYPE_CHECKING:
    from sqlmodel import Session

    from store.models import Activity

COPIED = ("status", "deleted", "busy", "starts_at", "ends_at", "ended_at", "long")
TIME_FIELDS = frozenset({"start", "end", "status", "busy", "ended_at", "deleted"})


def copied_time(columns: dict[str, Any]) -> dict[str, Any]:
    """Return what a performer's row repeats of the columns of its activity."""
    planned = columns["status"] == "planned" and not columns["deleted"]
    return {"planned": planned, **{name: columns[name] for name in COPIED if name not in {"status", "deleted"}}}


def lists_of(session: "Session", activity_id: int) -> dict[str, list[Any]]:
    """Return the sorted ids of an activity's performers, observers and persons, and its reminders."""
    read = SessionReader(session)
    found: dict[str, list[Any]] = {"performers": [], "observers": [], "persons": []}
    for name, number in read.all(
        "select 'performers', user_id from performers where activity_id = :id union all "
        "select 'observers', user_id from observers where activity_id = :id union all "
        "select 'persons', person_id from activity_persons where activity_id = :id order by 2",
        id=activity_id,
    ):
        found[name].append(number)
    return found | {"reminders": reminders.values_in(read, activity_id)}


def write_lists(session: "Session", activity: "Activity", state: dict[str, Any], changed: frozenset[str]) -> None:
    """Write the lists that changed, and the performers' copies of the time."""
    from store.models import ActivityPerson, Observer

    assert activity.id is not None
    if "performers" in changed or changed & TIME_FIELDS:
        _write_performers(session, activity, state["performers"])
    if "observers" in changed:
        _replace(
            session, Observer, activity.id, [Observer(activity_id=activity.id, user_id=i) for i in state["observers"]]
        )
    if "persons" in changed:
        rows = [ActivityPerson(activity_id=activity.id, person_id=i) for i in state["persons"]]
        _replace(session, ActivityPerson, activity.id, rows)


def _write_performers(session: "Session", activity: "Activity", users: list[int]) -> None:
    from store.models import Performer

    assert activity.id is not None
    rows = [
        Performer(
            activity_id=activity.id,
            user_id=user,
            **copied_time({name: getattr(activity, name) for name in COPIED}),
        )
        for user in users
    ]
    _replace(session, Performer, activity.id, rows)


def _replace(session: "Session", table: Any, activity_id: int, rows: list[Any]) -> None:
    from sqlmodel import delete

    session.exec(delete(table).where(table.activity_id == activity_id))
    session.add_all(rows)
    session.flush()
