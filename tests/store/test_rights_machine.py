"""Any sequence of what users and an administrator do (G2): nobody sees or changes what they may not.

It begins in a company with something of every kind. An oracle of its own (tests/rights_oracle.py) knows who one is to
each activity and which rights one holds. A change is made, or refused with the right that is missing and nothing
touched; then every way to look shows what the oracle allows. RIGHTS_MACHINE=300x60 makes so many runs of so many steps.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from store import (
    activities,
    activity_list,
    attachments,
    contacts,
    day_plan,
    history,
    people,
    reports,
    search,
    stopwatch,
    taking_over,
    time_entries,
)  # fmt: skip
from store import settings as team
from store.backup import making
from store.clock import FixedClock
from store.database import Store
from store.drafts import UserDraft
from store.refusals import (
    Invalid,
    NotAllowed,
    NotFound,
    NothingToUndo,
    OneOfMany,
    Refused,
    Stale,
    StopwatchRuns,
    StoreFault,
)  # fmt: skip
from tests.conftest import NOW
from tests.databases import Databases
from tests.making import TOMORROW, timed
from tests.pinned import Pinned, pinned
from tests.remembering import Remembered
from tests.rights_changes import CHANGES, Change, Turn
from tests.rights_company import ANNA, AS_PLANNED, PEOPLE, Company, chosen_draft, found
from tests.rights_oracle import PLANNED, Known
from tests.rights_views import Look
from tests.rights_world import hour_of_old

GRANTED = (
    "delegate", "view-public", "view-all", "edit-others", "edit-ended", "change-received-date",
    "edit-received-description", "delete", "delete-cycle", "take-unassigned", "see-all-time", "export",
)  # fmt: skip
HELD = st.frozensets(st.sampled_from(GRANTED))
WHO = st.sampled_from(PEOPLE)
SOME = st.frozensets(st.sampled_from(PEOPLE), max_size=2)
WHICH = st.integers(0, 30)
_REFUSED = object()
Wanted = str | type[Exception] | tuple[type[Exception], ...]


class Team(RuleBasedStateMachine):
    """Three users and an administrator at one database."""

    remembered: ClassVar[Remembered]
    begin: ClassVar[Callable[[], tuple[Store, Company, Callable[[], None]]]]

    def __init__(self) -> None:
        super().__init__()
        self.store, founded, self.end = type(self).begin()
        self.company = deepcopy(founded)
        self.model, self.me = self.company.model, self.company.me
        self.anna = self.me[ANNA]
        self.turns = 0
        self.changed = True

    @initialize(held=st.tuples(*(HELD for _ in PEOPLE)))
    def hire(self, held: tuple[frozenset[str], ...]) -> None:
        for who, rights in zip(PEOPLE, held, strict=True):
            self.change_role(who, rights)

    def teardown(self) -> None:
        self.end()

    # What the administrator does.

    @rule(who=WHO, held=HELD)
    def change_role(self, who: str, held: frozenset[str]) -> None:
        role = people.role_named(self.store, self.anna, f"Role of {who}")
        people.save_role(self.store, self.anna, role.name, held, role_id=role.id)
        self.model.rights[who], self.changed = held, True

    @rule(who=WHO)
    def let_go_or_take_back(self, who: str) -> None:
        row = people.user_named(self.store, self.anna, who)
        changed = replace(people.draft_of_user(row), active=not row.active)
        people.edit_user(self.store, self.anna, row.id, changed, version=row.version)
        self.model.active[who], self.changed = not row.active, True
        if row.active:
            self.model.running[who] = None

    @rule(leaver=WHO, successor=WHO, by=st.sampled_from((ANNA, *PEOPLE)))
    def hand_over(self, leaver: str, successor: str, by: str) -> None:
        def call() -> Any:
            return taking_over.take_over(self.store, self.me[by], self.me[leaver].id, self.me[successor].id)

        if by != ANNA:
            self.told(by, "administer", call)
            return
        fits = leaver != successor and self.model.active[successor]
        self.told(by, "" if fits else Invalid, call)
        if fits:
            self.model.hand_over(leaver, successor)

    @rule(who=WHO, which=st.integers(0, 6))
    def administer(self, who: str, which: int) -> None:
        store, me = self.store, self.me[who]
        asked: list[Callable[[], Any]] = [
            lambda: people.save_role(store, me, "Mine", frozenset(GRANTED)),
            lambda: people.give_right(store, me, "view-all", frozenset({1}), seen=people.roles(store, self.anna)),
            lambda: people.add_user(store, me, UserDraft("mole")),
            lambda: people.edit_user(store, me, me.id, UserDraft(who, role_id=1), version=1),
            lambda: team.set_one(store, me, "time-tracking", "off"),
            lambda: taking_over.preview(store, me, self.anna.id, me.id),
            lambda: making.back_up(store, me, Path("nowhere") / "all.zip"),
        ]
        self.told(who, "administer", asked[which])

    # What users do.

    @rule(who=WHO, performers=SOME, observers=SOME, public=st.booleans())
    def plan(self, who: str, performers: frozenset[str], observers: frozenset[str], public: bool) -> None:
        chosen = chosen_draft(self.store, self.company, performers, observers, public=public)
        lacking = self.model.choosing(who, performers, performers | observers)
        wanted: Wanted = Invalid if lacking == "inactive" else lacking
        row = self.told(who, wanted, lambda: activities.plan(self.store, self.me[who], chosen))
        if row is not _REFUSED:
            self.model.known.append(Known(row.id, who, performers, observers, public, moved=AS_PLANNED))

    @rule(who=WHO, which=WHICH, name=st.sampled_from(sorted(CHANGES)), some=SOME, number=st.integers(1, 9))
    def change(self, who: str, which: int, name: str, some: frozenset[str], number: int) -> None:
        self.turns += 1
        change, turn = CHANGES[name], Turn(self.store, self.company, who, some, number, self.turns)
        one = self.model.known[which % len(self.model.known)]
        reached = self.reached(who, one, change)
        answer = self.told(who, self.wanted(turn, one, change, reached), lambda: change.call(turn, one))
        if answer is not _REFUSED and not change.same(turn, one):
            for other in reached:
                change.apply(turn, other, answer)

    @rule(who=WHO, which=WHICH)
    def take_off(self, who: str, which: int) -> None:
        """Remove a link, one's own or another's."""
        linked = [(one, number) for one in self.model.known for number in one.files]
        if not linked:
            return
        one, number = linked[which % len(linked)]
        wanted: Wanted = self.model.lacks(who, one, "attach")
        if not wanted and one.files[number] != who and "edit-others" not in self.model.rights[who]:
            wanted = "edit-others"
        wanted = wanted if self.model.sees(who, one) else NotFound
        if self.told(who, wanted, lambda: attachments.remove(self.store, self.me[who], number)) is not _REFUSED:
            del one.files[number]

    @rule(who=WHO, which=WHICH, correct=st.booleans())
    def mend_time(self, who: str, which: int, correct: bool) -> None:
        """Correct or remove a time entry, one's own or another's."""
        every = [(one, number) for one in self.model.known for number in one.times if one.times[number][1]]
        if not every:
            return
        one, number = every[which % len(every)]
        user, seconds = one.times[number]
        wanted: Wanted = ""
        if (one, number, user, seconds) not in self.model.times_seen(who):
            wanted = NotFound
        elif user != who:
            wanted = self.model.lacks(who, one, "time of others")
        self.turns += 1
        start, end = hour_of_old(100 + self.turns)

        def call() -> Any:
            if not correct:
                return time_entries.delete(self.store, self.me[who], number)
            with self.store.reading() as read:
                row = read.one("select version from time_entries where id = :id", id=number)
            assert row is not None
            return time_entries.correct(self.store, self.me[who], number, start=start, end=end, version=int(row[0]))

        if self.told(who, wanted, call) is not _REFUSED:
            if correct:
                one.times[number] = (user, 3600)
            else:
                del one.times[number]

    @rule(who=WHO)
    def stop(self, who: str) -> None:
        wanted: Wanted = "" if self.model.running[who] else Invalid
        if self.told(who, wanted, lambda: stopwatch.stop(self.store, self.me[who])) is not _REFUSED:
            self.model.running[who] = None

    @rule(who=WHO, which=st.integers(0, 1), number=st.integers(1, 9))
    def edit_contact(self, who: str, which: int, number: int) -> None:
        """Whoever keeps a contact changes it; of others with the right. Everybody sees it."""
        contact = sorted(self.model.owners)[which]
        row = contacts.get(self.store, self.anna, contact)
        draft = replace(contacts.draft_of_contact(row), address=f"Long street {self.turns} {number}")
        mine = self.model.owners[contact] == who or "edit-others" in self.model.rights[who]
        self.told(
            who, "" if mine else "edit-others",
            lambda: contacts.edit(self.store, self.me[who], contact, draft, version=row.version),
        )  # fmt: skip

    @rule(who=WHO, direction=st.sampled_from([history.undo, history.redo]))
    def turn(self, who: str, direction: Callable[[Store, Any], history.Undone]) -> None:
        """Whatever is taken back: it is one's own change, and nothing comes of it that one could not do by hand."""
        before = self.stands()
        with self.store.reading() as read:
            (last,) = read.one("select coalesce(max(id), 0) from changes") or (0,)
        try:
            done = direction(self.store, self.me[who])
        except (StoreFault, NothingToUndo, NotAllowed, NotFound, Stale, Invalid) as refused:
            assert isinstance(refused, StoreFault) is not self.model.active[who]
            assert self.stands() == before
            if isinstance(refused, Stale):
                assert self.model.sees(who, self.model.numbered(refused.id))
            return
        assert self.model.active[who]
        self.changed = True
        with self.store.reading() as read:
            numbers = read.all("select record_id from changes where id > :last and undoes is not null", last=last)
        held = self.model.rights[who]
        for number in sorted({int(row[0]) for row in numbers} | {done.activity_id}):
            one = self.model.numbered(number)
            was, now = deepcopy(one), self.read(one)
            assert "delegate" in held or was.deleted or now.deleted or not now.performers - was.performers - {who}
            if not (now.deleted or was.deleted):
                assert "edit-ended" in held or PLANNED in (was.status, now.status) or was.marked != now.marked
            free = {"edit-others", "edit-received-description"} & held or was.marked or now.marked
            assert who == one.assigner or free or now.text == was.text
            same = (now.observers, now.public) == (was.observers, was.public)
            assert who == one.assigner or "edit-others" in held or same
            assert any(self.model.would_see(who, replace(state, deleted=False)) for state in (was, now))
            self.model.known[self.model.known.index(one)] = now
            if number == done.activity_id:
                assert (done.row is not None) == self.model.sees(who, now)
            if (now.status != PLANNED or now.deleted) and self.model.running[who] == now.number:
                self.model.running[who] = None

    @invariant()
    def everybody_sees_what_they_may_and_no_more(self) -> None:
        if not self.changed:
            return
        self.changed = False
        self.turns += 1
        looking = PEOPLE[self.turns % len(PEOPLE)]
        for who, me in self.me.items():
            if not self.model.active[who]:
                for ask in (activity_list.listed, day_plan.counts, people.users, _reported, _found):
                    with pytest.raises(StoreFault, match="unknown-user"):
                        ask(self.store, me)
                continue
            look = Look(self.store, self.company, who)
            with self.remembered.while_nothing_is_written():
                look.list()
                if who == looking:
                    look.all()
                    for place in range(self.turns % 4, len(self.model.known), 4):
                        look.one(self.model.known[place])

    # How the store is asked.

    def reached(self, who: str, one: Known, change: Change) -> list[Known]:
        """Return what a change goes to: of a cycle, what is planned and seen."""
        if change.scope == "one" or not one.series:
            return [one]
        others = [
            other for other in self.model.known
            if other.series == one.series and other is not one and other.status == PLANNED
            and self.model.sees(who, other)
        ]  # fmt: skip
        return [one, *sorted(others, key=lambda other: other.place)]

    def wanted(self, turn: Turn, one: Known, change: Change, reached: list[Known]) -> Wanted:
        """Return what a change is refused with by the rules: a right, an exception, or "" for nothing."""
        if not self.model.sees(turn.who, one):
            return NotFound
        if change.same(turn, one):
            return ""
        if not change.possible(turn, one):
            return (Invalid, StopwatchRuns, NotAllowed)
        for other in reached:
            lacking = self.model.lacks(turn.who, other, change.kind, many=len(reached) > 1)
            if lacking:
                return lacking
        choosing = self.model.choosing(turn.who, *change.chosen(turn))
        return Invalid if choosing == "inactive" else choosing

    def told(self, who: str, wanted: Wanted, call: Callable[[], Any]) -> Any:
        """Call; check that it is refused as wanted, and that then nothing was touched."""
        if not self.model.active[who]:
            wanted = StoreFault
        if wanted == "":
            answer = call()
            self.changed = True
            return answer
        before = self.stands()
        with pytest.raises((Refused, StoreFault)) as caught:
            call()
        refused = caught.value.refused if isinstance(caught.value, OneOfMany) else caught.value
        if isinstance(wanted, str):
            assert isinstance(refused, NotAllowed), refused
            assert refused.right == wanted
        else:
            assert isinstance(refused, wanted), refused
        assert self.stands() == before
        return _REFUSED

    def stands(self) -> Any:
        """Return everything that a refused change must not touch."""
        with self.store.reading() as read:
            return [
                read.all("select id, version, status, deleted, public, description from activities order by id"),
                read.all("select id, version, ended_at from time_entries order by id"),
                read.all("select id, version, active, role_id from users order by id"),
                read.all("select id, rights from roles order by id"),
                read.one(
                    "select (select count(*) from changes), (select count(*) from notes), "
                    "(select count(*) from attachments where not removed)"
                ),
            ]

    def read(self, one: Known) -> Known:
        """Return an activity as the tables have it, for what the model cannot foretell: what is taken back."""
        with self.store.reading() as read:
            row = read.one(
                "select status, deleted, public, needs_completing, priority, description, starts_at from activities "
                "where id = :id", id=one.number,
            )  # fmt: skip
            lists = [
                frozenset(
                    str(login)
                    for (login,) in read.all(
                        f"select u.login from {table} l join users u on u.id = l.user_id where l.activity_id = :id",
                        id=one.number,
                    )
                )
                for table in ("performers", "observers")
            ]
        assert row is not None
        status, deleted, public, marked, priority, text, starts = row
        told = str(starts).replace(" ", "T")[:16]
        hours = {timed(hour + 8, day=TOMORROW).start.isoformat()[:16]: hour for hour in range(1, 10)}
        return replace(
            one, performers=lists[0], observers=lists[1], status=str(status), deleted=bool(deleted),
            public=bool(public), marked=bool(marked), priority=str(priority), text=str(text), moved=hours.get(told, 0),
        )  # fmt: skip


_reported = lambda store, me: reports.make(store, me, reports.Query("activities"))  # noqa: E731
_found = lambda store, me: search.search(store, me, "zebra")  # noqa: E731


@contextmanager
def on_sqlite(databases: Databases, folder: Path) -> Iterator[None]:
    """Let each run begin with a copy of a file."""
    founded = databases.sqlite(folder / "founded.db")
    store = Store.open(str(founded), clock=FixedClock(NOW), files=folder / "files")
    company = found(store)
    store.close()

    def begin() -> tuple[Store, Company, Callable[[], None]]:
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".db", delete=False) as file:
            file.write(founded.read_bytes())
        run = Store.open(file.name, clock=FixedClock(NOW), files=folder / "files")
        return run, company, run.close

    Team.begin = staticmethod(begin)
    yield


@contextmanager
def on_server(databases: Databases, folder: Path) -> Iterator[None]:
    """Let each run begin at a savepoint."""
    store = Store.open(databases.postgresql_kept(), clock=FixedClock(NOW), files=folder / "files")
    with pinned(store, Pinned) as (pin,):
        company = found(pin)

        def begin() -> tuple[Store, Company, Callable[[], None]]:
            return pin, company, pin.connection.begin_nested().rollback

        Team.begin = staticmethod(begin)
        yield
    store.close()


@pytest.mark.parametrize(("engine", "size"), [(on_sqlite, "8x30"), (on_server, "3x20")])
def test_g2_no_sequence_of_changes_shows_or_changes_what_one_may_not(
    databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Any, size: str
) -> None:
    Team.remembered = Remembered(monkeypatch)
    runs, steps = map(int, os.environ.get("RIGHTS_MACHINE", size).split("x"))
    with engine(databases, tmp_path):
        run_state_machine_as_test(
            Team, settings=settings(max_examples=runs, stateful_step_count=steps, derandomize=True, database=None)
        )
