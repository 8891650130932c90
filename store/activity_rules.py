"""The rules an activity's state must keep (A1 to A4, A7, A8, A12), whichever way it came about."""

from collections.abc import Iterable
from datetime import datetime

from store import reminders
from store import rights as rights_of
from store.activity_state import State, when_of_state
from store.instants import from_column
from store.reading import Reader
from store.refusals import Invalid
from store.rows import DIRECTIONS, OUTCOMES, PRIORITIES, STATUSES, Acting
from store.when import is_past

TIME = frozenset({"start", "end", "all_day"})


def check(
    read: Reader,
    me: Acting,
    rights: frozenset[str],
    state: State,
    changed: frozenset[str],
    now: datetime,
    before: State | None = None,
) -> None:
    """Raise Invalid or NotAllowed where a state breaks a rule; only what `changed` touches is looked at.

    `now` is the present instant; "past" is judged in the acting user's zone for whole days (A2).
    """
    _check_words(state)
    if "category" in changed:
        _check_entry(read, "category", state["category"], required=True)
    if "goal" in changed:
        _check_entry(read, "goal", state["goal"])
    if changed & (TIME | {"busy", "status"}):
        _check_time(state)
    if changed & TIME and state["status"] == "planned" and is_past(when_of_state(state), now, me.zone):
        raise Invalid("end", "past", state["end"])
    if changed & {"contact", "project", "persons", "direction"}:
        _check_assignment(read, state, changed)
    if changed & {"status", "outcome", "goal"}:
        _check_outcome(state)
    if changed & {"performers", "status"}:
        _check_performers(read, me, rights, state, changed)
    if state["status"] == "planned" and changed & (TIME | {"reminders", "status"}):
        reminders.check(state["reminders"], state["start"], before["reminders"] if before else (), now)
    if "observers" in changed:
        _check_users(read, me, "observers", state["observers"])


def _check_words(state: State) -> None:
    words: dict[str, tuple[str, ...]] = {
        "status": STATUSES, "priority": PRIORITIES, "outcome": OUTCOMES, "direction": DIRECTIONS,
    }  # fmt: skip
    for field, allowed in words.items():
        if state[field] is None and field in {"outcome", "direction"}:
            continue
        if state[field] not in allowed:
            raise Invalid(field, "unknown", str(state[field]), allowed)


def _check_entry(read: Reader, kind: str, entry_id: int | None, *, required: bool = False) -> None:
    if entry_id is None:
        if required:
            raise Invalid(kind, "missing")
        return
    row = read.one(
        "select retired, name from dictionary_entries where id = :id and kind = :kind", id=entry_id, kind=kind
    )
    if row is None:
        raise Invalid(kind, "unknown", str(entry_id))
    if row[0]:
        raise Invalid(kind, "retired", row[1])


def _check_time(state: State) -> None:
    if state["start"] is None or state["end"] is None:
        if state["start"] != state["end"]:
            raise Invalid("end" if state["end"] is None else "start", "missing")
        if state["busy"]:
            raise Invalid("busy", "open-ended")
        return
    start, end = from_column(state["start"]), from_column(state["end"])
    if end < start or (state["all_day"] and end == start):
        raise Invalid("end", "end-before-start", state["end"])


def _check_assignment(read: Reader, state: State, changed: frozenset[str]) -> None:
    if state["contact"] and state["project"]:
        raise Invalid("project", "two-assignments")
    if state["contact"] is None:
        if state["persons"]:
            raise Invalid("persons", "no-contact")
        if state["direction"]:
            raise Invalid("direction", "no-contact", state["direction"])
    else:
        row = read.one("select name, retired from contacts where id = :id", id=state["contact"])
        if row is None:
            raise Invalid("contact", "unknown", str(state["contact"]))
        if row[1] and "contact" in changed:
            raise Invalid("contact", "retired", row[0])
    if state["project"] and read.one("select 1 from projects where id = :id", id=state["project"]) is None:
        raise Invalid("project", "unknown", str(state["project"]))
    for person in state["persons"]:
        row = read.one("select contact_id, name from persons where id = :id", id=person)
        if row is None:
            raise Invalid("persons", "unknown", str(person))
        if row[0] != state["contact"]:
            raise Invalid("persons", "other-contact", row[1])


def _check_outcome(state: State) -> None:
    if state["status"] == "completed" and state["goal"] and state["outcome"] is None:
        raise Invalid("outcome", "missing", "", OUTCOMES)
    if state["outcome"] and (state["goal"] is None or state["status"] != "completed"):
        raise Invalid("outcome", "no-goal" if state["goal"] is None else "not-completed", state["outcome"])


def _check_performers(read: Reader, me: Acting, rights: frozenset[str], state: State, changed: frozenset[str]) -> None:
    performers = state["performers"]
    if "performers" in changed:
        if set(performers) - {me.id}:
            rights_of.require(rights, "delegate")
        _check_users(read, me, "performers", performers)
    if not performers and state["status"] == "planned":
        row = read.one("select value from team_settings where name = 'allow-without-performer'")
        if row is None or row[0] != "on":
            raise Invalid("performers", "missing")


def _check_users(read: Reader, me: Acting, field: str, users: Iterable[int]) -> None:
    for user in users:
        row = read.one("select name, active, visible from users where id = :id", id=user)
        if row is None:
            raise Invalid(field, "unknown", str(user))
        if not row[1]:
            raise Invalid(field, "inactive", row[0])
        if field == "performers" and not row[2] and user != me.id:
            raise Invalid(field, "hidden", row[0])
