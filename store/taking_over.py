"""Taking over a leaver's work (G1): what is open goes to another, what is past keeps whom it had."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from store import busy, events, pending, rights
from store.activity_rows import by_ids
from store.activity_state import state_of
from store.changes import record
from store.database import Store
from store.reading import Reader, SessionReader
from store.refusals import BusyConflict, Collision, Invalid, NotFound
from store.rows import Acting, ActivityRow, UserRef
from store.when import OpenEnded

if TYPE_CHECKING:
    from sqlmodel import Session

Colliding = Literal["refuse", "leave"]

_OPEN = "a.status = 'planned' and not a.deleted"
_PERFORMED = f"""
    select a.id from performers p join activities a on a.id = p.activity_id
    where p.user_id = :leaver and p.planned and {_OPEN} order by a.id
"""
_OBSERVED = f"""
    select a.id from observers o join activities a on a.id = o.activity_id
    where o.user_id = :leaver and {_OPEN} order by a.id
"""
# What the leaver gave to others stays theirs to have planned (A11): the successor watches over it.
_DELEGATED = f"""
    select a.id from activities a where a.assigner_id = :leaver and {_OPEN}
    and not exists (select 1 from performers p where p.activity_id = a.id and p.user_id in (:leaver, :successor))
    and not exists (select 1 from observers o where o.activity_id = a.id and o.user_id in (:leaver, :successor))
    order by a.id
"""
_CONTACTS = "select id from contacts where owner_id = :leaver and merged_into_id is null order by id"
_PROJECTS = "select id from projects where responsible_id = :leaver order by id"


@dataclass(frozen=True, slots=True)
class Handover:
    """What goes, or went, from one user to another, in numbers of records.

    `performed` are open activities that `successor` carries out from now on, `observed` those they watch instead of
    the leaver, `delegated` those that the leaver gave to others and the successor watches. `collisions` are what is in
    the way of the successor's busy time, `left` the activities that therefore stay with the leaver.
    """

    leaver: UserRef
    successor: UserRef
    performed: int
    observed: int
    delegated: int
    contacts: int
    projects: int
    collisions: tuple[Collision, ...] = ()
    left: tuple[ActivityRow, ...] = ()


@dataclass(frozen=True, slots=True)
class _Work:
    performed: tuple[int, ...]
    observed: tuple[int, ...]
    delegated: tuple[int, ...]
    contacts: tuple[int, ...]
    projects: tuple[int, ...]


def preview(store: Store, me: Acting, leaver_id: int, successor_id: int) -> Handover:
    """Return what taking over would move, changing nothing; `left` is what collides. Needs administer."""
    now = store.clock.now()
    with store.reading() as read:
        rights.require(rights.current(read, me), "administer")
        leaver, successor = _people(read, leaver_id, successor_id)
        work = _work(read, leaver, successor)
        collisions, left = _collisions(read, me, successor, work.performed, now)
        return _handover(read, leaver, successor, work, collisions, left)


def take_over(
    store: Store, me: Acting, leaver_id: int, successor_id: int, *, colliding: Colliding = "refuse"
) -> Handover:
    """Give a leaver's open work to another user, all in one transaction and one step of the history.

    Open activities change their performer and observer, contacts their owner, projects who is responsible. Who planned
    an activity stays (A11); what has ended is not touched. Where the successor's time is taken (A5), raises
    BusyConflict with every collision and changes nothing; with colliding="leave" these activities stay with the leaver
    and are named in the answer. It cannot be undone by a key: another taking over leads back.
    """
    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        rights.require(rights.current(read, me), "administer")
        leaver, successor = _people(read, leaver_id, successor_id)
        busy.lock(read, [successor.id])
        work = _work(read, leaver, successor)
        collisions, left = _collisions(read, me, successor, work.performed, now)
        if collisions and colliding == "refuse":
            raise BusyConflict(collisions)
        going = _Work(
            tuple(number for number in work.performed if number not in left),
            *(work.observed, work.delegated, work.contacts, work.projects),
        )
        moved = _handover(read, leaver, successor, going, collisions, left)
        _move(session, read, me, leaver, successor, going, now)
    return moved


def _people(read: Reader, leaver_id: int, successor_id: int) -> tuple[UserRef, UserRef]:
    found = {
        row[0]: (UserRef(row[0], row[1], row[2]), bool(row[3]))
        for row in read.all(
            "select id, login, name, active from users where id in (:one, :other)", one=leaver_id, other=successor_id
        )
    }
    for number in (leaver_id, successor_id):
        if number not in found:
            raise NotFound("user", str(number))
    leaver, (successor, active) = found[leaver_id][0], found[successor_id]
    if leaver == successor:
        raise Invalid("successor", "itself", leaver.name)
    if not active:
        raise Invalid("successor", "inactive", successor.name)
    return leaver, successor


def _work(read: Reader, leaver: UserRef, successor: UserRef) -> _Work:
    def ids(sql: str, **bound: int) -> tuple[int, ...]:
        return tuple(int(row[0]) for row in read.all(sql, leaver=leaver.id, **bound))

    return _Work(
        ids(_PERFORMED), ids(_OBSERVED), ids(_DELEGATED, successor=successor.id), ids(_CONTACTS), ids(_PROJECTS)
    )


def _collisions(
    read: Reader, me: Acting, successor: UserRef, performed: Sequence[int], now: datetime
) -> tuple[tuple[Collision, ...], dict[int, ActivityRow]]:
    """Return what is in the way in the successor's plan, and the activities that would be put there."""
    mine = rights.current(read, me)
    rows = [row for row in by_ids(read, performed) if all(user.id != successor.id for user in row.performers)]
    timed = [(row, row.when) for row in rows if not isinstance(row.when, OpenEnded)]
    found: list[Collision] = []
    left: dict[int, ActivityRow] = {}
    # What is busy goes first: what it then takes is in the way of what is not, where the zones of the two differ.
    for is_busy in (True, False):
        asked = [(row, when) for row, when in timed if row.busy is is_busy]
        hits = busy.check_many(
            read, me, mine, [when for _row, when in asked], [successor.id], is_busy,
            ignoring=frozenset(performed), now=now,
        )  # fmt: skip
        times = {hit.asked for hit in hits}
        found += hits
        left |= {row.id: row for row, when in asked if when in times}
    return tuple(sorted(found, key=lambda hit: (hit.start, hit.end, hit.activity_id or 0))), left


def _handover(
    read: Reader,
    leaver: UserRef,
    successor: UserRef,
    work: _Work,
    collisions: tuple[Collision, ...],
    left: dict[int, ActivityRow],
) -> Handover:
    return Handover(
        leaver, successor, len(work.performed), len(work.observed), len(work.delegated), len(work.contacts),
        len(work.projects), collisions, tuple(left.values()),
    )  # fmt: skip


def _move(
    session: "Session",
    read: SessionReader,
    me: Acting,
    leaver: UserRef,
    successor: UserRef,
    work: _Work,
    now: datetime,
) -> None:
    history = _History(session, read, me, now, leaver, successor)
    fresh = _move_activities(session, read, leaver, successor, work, history)
    for table, column, kind, field, ids in (
        ("contacts", "owner_id", "contact", "owner", work.contacts),
        ("projects", "responsible_id", "project", "responsible", work.projects),
    ):
        versions = _versions(read, table, ids)
        for some in _portions(ids):
            _execute(
                session, f"update {table} set {column} = :successor, version = version + 1 where id in ({some})",
                successor=successor.id,
            )  # fmt: skip
        for number in ids:
            history.add(kind, number, versions[number] + 1, [(field, [leaver.id], [successor.id])])
    history.write()
    _check_what_stands(read, me, successor, now, fresh)


def _move_activities(
    session: "Session",
    read: SessionReader,
    leaver: UserRef,
    successor: UserRef,
    work: _Work,
    history: "_History",
) -> list[int]:
    """Write who performs and observes from now on; return the activities that the successor did not perform before."""
    from store.models import Observer, Performer

    everything = sorted({*work.performed, *work.observed, *work.delegated})
    versions = _versions(read, "activities", everything)
    before = {column: _people_of(read, column, everything) for column in ("performers", "observers")}
    for model, ids in ((Performer, work.performed), (Observer, work.observed)):
        _hand_on(session, model, ids, leaver, successor)
    for some in _portions(work.delegated):
        _execute(
            session,
            f"insert into observers (activity_id, user_id) select id, :successor from activities where id in ({some})",
            successor=successor.id,
        )
    # Whoever performs need not watch besides.
    for some in _portions(everything):
        _execute(
            session,
            f"delete from observers where user_id = :successor and activity_id in ({some}) and activity_id in "
            f"(select activity_id from performers where user_id = :successor)",
            successor=successor.id,
        )
        _execute(session, f"update activities set version = version + 1 where id in ({some})")
    after = {column: _people_of(read, column, everything) for column in ("performers", "observers")}
    for number in everything:
        fields = [
            (column, before[column].get(number, []), after[column].get(number, []))
            for column in ("performers", "observers")
            if before[column].get(number) != after[column].get(number)
        ]
        history.add("activity", number, versions[number] + 1, fields)
    _tell(session, history, work.performed, before["performers"])
    return [number for number in work.performed if successor.id not in before["performers"].get(number, [])]


def _tell(session: "Session", history: "_History", ids: Sequence[int], before: dict[int, list[int]]) -> None:
    """Bring up to date who is to be reminded (D3), and note whom it concerns (D5)."""
    from store.models import Activity

    for number in ids:
        state = state_of(session, session.get_one(Activity, number, populate_existing=True))
        pending.follow(session, number, state, frozenset({"performers"}), history.now)
        was = state | {"performers": before.get(number, [])}
        events.note(session, history.me, number, was, state, history.now)


def _hand_on(session: "Session", model: Any, ids: Sequence[int], leaver: UserRef, successor: UserRef) -> None:
    """Put the successor in the leaver's place; rows are made and removed, which is what marks them for the search."""
    table = model.__tablename__
    copied = ", ".join(column.name for column in model.__table__.columns if column.name != "user_id")
    for some in _portions(ids):
        _execute(
            session,
            f"insert into {table} (user_id, {copied}) select :successor, {copied} from {table} where user_id = :leaver "
            f"and activity_id in ({some}) and activity_id not in "
            f"(select activity_id from {table} where user_id = :successor)",
            leaver=leaver.id,
            successor=successor.id,
        )
        _execute(session, f"delete from {table} where user_id = :leaver and activity_id in ({some})", leaver=leaver.id)


def _check_what_stands(
    read: SessionReader, me: Acting, successor: UserRef, now: datetime, performed: Sequence[int]
) -> None:
    """Look once more when all stands where it is to stand: whole days begin elsewhere in another zone (A5)."""
    mine = rights.current(read, me)
    rows = [(row, row.when) for row in by_ids(read, performed) if not isinstance(row.when, OpenEnded)]
    found: list[Collision] = []
    for is_busy in (True, False):
        asked = [(row.id, when) for row, when in rows if row.busy is is_busy and not isinstance(when, OpenEnded)]
        found += busy.check_many(
            read, me, mine, [when for _id, when in asked], [successor.id], is_busy,
            ignoring=frozenset(number for number, _when in asked), now=now,
        )  # fmt: skip
    if found:
        raise BusyConflict(tuple(found))


class _History:
    """The lines of one step; they are no steps to take back, as those of merging are not."""

    def __init__(
        self, session: "Session", read: SessionReader, me: Acting, now: datetime, leaver: UserRef, successor: UserRef
    ) -> None:
        self._session, self._read, self.me, self.now = session, read, me, now
        self._first = (leaver, successor)
        self._rows: list[dict[str, Any]] = []
        self._names = {int(row[0]): str(row[1]) for row in read.all("select id, name from users")}

    def add(self, kind: str, number: int, version: int, fields: Sequence[tuple[str, list[int], list[int]]]) -> None:
        """Add the change of a record; fields are (name, the users before, after)."""
        entries = [
            {
                "field": field,
                "from": before if kind == "activity" else before[0],
                "to": after if kind == "activity" else after[0],
                "from_text": self._texts(before),
                "to_text": self._texts(after),
            }
            for field, before, after in fields
        ]
        self._rows.append(
            {
                "at": self.now, "user_id": self.me.id, "kind": kind, "record_id": number, "version": version,
                "action": "take-over", "undone": True, "fields": json.dumps(entries, ensure_ascii=False),
            }
        )  # fmt: skip

    def _texts(self, ids: Iterable[int]) -> str:
        return ", ".join(self._names.get(number, "") for number in ids)

    def write(self) -> None:
        """Write all lines, and one with the leaver whose step they are."""
        from sqlalchemy import insert

        from store.models import Change

        leaver, successor = self._first
        first = record(
            self._session, self.me, self.now, kind="user", record_id=leaver.id, version=1, action="take-over",
            fields=[("successor", "", successor.name)],
        )  # fmt: skip
        if self._rows:
            self._session.execute(insert(Change), [row | {"step": first.step} for row in self._rows])


def _people_of(read: Reader, table: str, ids: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for some in _portions(ids):
        for number, user in read.all(
            f"select activity_id, user_id from {table} where activity_id in ({some}) order by activity_id, user_id"
        ):
            found.setdefault(int(number), []).append(int(user))
    return found


def _versions(read: Reader, table: str, ids: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in _portions(ids):
        found |= dict(read.all(f"select id, version from {table} where id in ({some})"))
    return found


def _portions(ids: Sequence[int], size: int = 5_000) -> Iterable[str]:
    for first in range(0, len(ids), size):
        yield ",".join(str(int(number)) for number in ids[first : first + size])


def _execute(session: "Session", sql: str, **bound: int) -> None:
    from sqlalchemy import text

    session.connection().execute(text(sql), bound)
