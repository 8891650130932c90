"""A database in which somebody stands in every relation to every kind of record, for the table of rights (G2)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from store import activities, attachments, contacts, people, persons, projects, relations, series, settings, stopwatch
from store import time_entries as time
from store.cycles import Cycle
from store.database import Store
from store.drafts import ContactDraft, PersonDraft, ProjectDraft, UserDraft, draft_of
from store.rights import RIGHTS
from store.rows import Acting, ActivityRow
from tests.making import TODAY, TOMORROW, YESTERDAY, at, draft, timed
from tests.pinned import Pinned

if TYPE_CHECKING:
    from sqlmodel import Session

MISSING = 999_999
ALL = frozenset(RIGHTS)


class Allowed(Exception):
    """Ends the transaction of an operation that nothing refused."""


class Rehearsing(Store):
    """A store that takes back whatever is written, so that a thousand cases share one database.

    While `hasty`, an operation counts as allowed as soon as it begins to write; else when all of it is written.
    """

    hasty = False

    @contextmanager
    def writing(self) -> "Iterator[Session]":
        """See Store."""
        with super().writing() as session:
            connection = session.connection()
            if self.hasty:
                event.listen(connection, "before_cursor_execute", _stop)
            try:
                yield session
                session.flush()
                raise Allowed
            finally:
                if self.hasty:
                    event.remove(connection, "before_cursor_execute", _stop)


class RehearsingPinned(Rehearsing, Pinned):
    """The same within one transaction on a server."""


def _stop(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
    if statement.lstrip()[:6].lower() in {"insert", "update", "delete"}:
        raise Allowed


@dataclass
class World:
    """What `build` made: the acting user `me`, and the records by their kind and who one is to them."""

    store: Rehearsing
    real: Store
    folder: Path
    anna: Acting
    me: Acting
    bob: Acting
    records: dict[str, dict[str, int]] = field(default_factory=dict)
    category: int = 0
    hers: int = 0  # a contact of anna's

    def rights(self, held: frozenset[str]) -> None:
        """Let the acting user have these rights and no others."""
        role = people.role_named(self.real, self.anna, "Trial")
        people.save_role(self.real, self.anna, "Trial", held, role_id=role.id)

    def row(self, number: int) -> ActivityRow:
        """Return an activity as it stands, any other where there is none of that number."""
        number = self.records["activity"]["assigner"] if number == MISSING else number
        return activities.get(self.real, self.anna, number)

    def edit(self, number: int, *, scope: Any = "one", **fields: Any) -> Any:
        """Change some fields of an activity through the form."""
        row = self.row(number)
        changed = replace(draft_of(row), **fields)
        return activities.edit(self.store, self.me, number, changed, version=row.version, scope=scope)


def build(real: Store, rehearsing: Rehearsing, anna: Acting, folder: Path) -> World:
    """Fill a founded database."""
    trial = people.save_role(real, anna, "Trial", ALL)
    for login, role in (("rita", trial.id), ("bob", None)):
        people.add_user(real, anna, UserDraft(login, role_id=role))
    me, bob = people.log_in(real, "rita"), people.log_in(real, "bob")
    world = World(rehearsing, real, folder, anna, me, bob)
    for name in ("allow-without-performer", "time-tracking"):
        settings.set_one(real, anna, name, "on")
    world.category = draft(real, anna).category_id or 0
    _contacts(world)
    _activities(world)
    _time(world)
    _files(world)
    return world


def _contacts(world: World) -> None:
    real, anna, me = world.real, world.anna, world.me
    world.hers = contacts.add(real, anna, ContactDraft("Hers")).id
    owners = {"own": me, "nobody's": anna, "another's": anna}
    made: dict[str, dict[str, int]] = {"contact": {}, "person": {}, "project": {}}
    for who, user in owners.items():
        made["contact"][who] = contacts.add(real, user, ContactDraft(f"Contact {who}")).id
        made["person"][who] = persons.add(real, user, PersonDraft(f"Person {who}", made["contact"][who])).id
        made["project"][who] = projects.add(real, user, ProjectDraft(f"Project {who}")).id
        relations.relate(real, anna, made["contact"][who], world.hers)
    with real.beside() as writer:
        writer.do("update contacts set owner_id = null where id = :id", id=made["contact"]["nobody's"])
        writer.do("update projects set responsible_id = null where id = :id", id=made["project"]["nobody's"])
    world.records |= made


def _activities(world: World) -> None:
    real, anna, me, bob = world.real, world.anna, world.me, world.bob
    whose: dict[str, tuple[Acting, dict[str, Any]]] = {
        "assigner": (me, {"performer_ids": (bob.id,)}),
        "performer": (anna, {"performer_ids": (me.id,)}),
        "observer": (anna, {"performer_ids": (bob.id,), "observer_ids": (me.id,)}),
        "stranger": (anna, {"performer_ids": (bob.id,)}),
    }
    kinds: dict[str, dict[str, Any]] = {
        "activity": {"contact_id": world.hers, "description": "Zebra"},
        "activity to complete": {"needs_completing": True},
        "ended activity": {"status": "completed", "contact_id": world.hers, "when": timed(9, day=YESTERDAY)},
        "ended activity to complete": {
            "status": "completed", "needs_completing": True, "when": timed(9, day=YESTERDAY),
        },
        "public activity": {"public": True},
        "unassigned activity": {"performer_ids": ()},
    }  # fmt: skip
    for kind, fields in kinds.items():
        found = world.records.setdefault(kind, {})
        for who, (user, relation) in whose.items():
            if (kind == "public activity" and who != "stranger") or (kind.startswith("una") and who == "performer"):
                continue
            found[who] = activities.plan(real, user, draft(real, user, **relation | fields)).id
    found = world.records.setdefault("occurrence", {})
    for who, (user, relation) in whose.items():
        first = draft(real, user, **relation | {"when": timed(12, day=TOMORROW)})
        found[who] = series.plan(real, user, first, daily(TOMORROW, 12)).rows[0].id
    deleted = world.records.setdefault("deleted", {})
    for who, (user, relation) in whose.items():
        deleted[who] = activities.plan(real, user, draft(real, user, **relation)).id
        activities.delete(real, anna, deleted[who])


def daily(day: date, hour: int, *, count: int = 3) -> Cycle:
    """Return a cycle of so many days from an hour in Warsaw on."""
    from zoneinfo import ZoneInfo

    return Cycle(f"FREQ=DAILY;COUNT={count}", at(hour, day=day).astimezone(ZoneInfo("Europe/Warsaw")))


def hour_of_old(number: int) -> tuple[datetime, datetime]:
    """Return one of many hours long ago, none of which touches another."""
    start = at(1, day=TODAY - timedelta(days=30)) + timedelta(hours=2 * number)
    return start, start + timedelta(hours=1)


def _time(world: World) -> None:
    real, anna, me, bob = world.real, world.anna, world.me, world.bob
    stranger = world.records["activity"]["stranger"]
    world.records["own time"] = {"anybody": time.add(real, me, stranger, *hour_of_old(0)).id}
    found = world.records["another's time"] = {}
    for place, (who, number) in enumerate(world.records["activity"].items()):
        found[who] = time.add(real, anna, number, *hour_of_old(place), user_id=bob.id).id
    running = activities.plan(real, me, draft(real, me, when=timed(18)))
    stopwatch.start(real, me, running.id)


def _files(world: World) -> None:
    real, anna, me = world.real, world.anna, world.me
    path = world.folder / "plan.txt"
    path.write_text("the plan")
    own = world.records["own file"] = {}
    others = world.records["another's file"] = {}
    for who, number in world.records["activity"].items():
        own[who] = attachments.link(real, me, "activity", number, "https://example.com").id
        others[who] = attachments.attach(real, anna, "activity", number, path).id
    contact = world.records["contact"]["another's"]
    for kind, user in (("own record file", me), ("another's record file", anna)):
        world.records[kind] = {"anybody": attachments.link(real, user, "contact", contact, "https://example.com").id}
