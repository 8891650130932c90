"""Any sequence of what users and an administrator do (G2): nobody sees or changes what they may not.

The model knows who one is to each activity and which rights one holds, as the rules are written, and asks the store
about nothing. Whatever the store does otherwise is a way around the rights.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from store import activities, activity_list, day_plan, discussion, history, people, search, stopwatch, tabs
from store import settings as team
from store.clock import FixedClock
from store.database import Store
from store.drafts import UserDraft, draft_of
from store.refusals import Invalid, NotAllowed, NotFound, NothingToUndo, Stale, StopwatchRuns, StoreFault
from store.rows import Acting
from tests.conftest import NOW
from tests.databases import Databases
from tests.making import TOMORROW, draft, timed

PEOPLE = ("rita", "sam", "tina")
GRANTED = (
    "delegate", "view-public", "view-all", "edit-others", "edit-ended", "change-received-date",
    "edit-received-description", "delete", "take-unassigned",
)  # fmt: skip
WHO = st.sampled_from(PEOPLE)
SOME = st.frozensets(WHO, max_size=2)
WHICH = st.integers(0, 7)
PLANNED, ENDED = "planned", "ended"
Wanted = str | type[Exception] | tuple[type[Exception], ...]


@dataclass
class Known:
    """An activity as the model knows it: users by their logins."""

    number: int
    assigner: str
    performers: frozenset[str]
    observers: frozenset[str]
    public: bool
    status: str = PLANNED
    deleted: bool = False
    notes: int = 0
    moved: int = 0
    text: str = "Zebra"


@dataclass
class Step:
    """A change that somebody made last, to be taken back: of which activity, what it was before and became."""

    known: Known
    before: Known
    after: Known
    action: str


@dataclass
class Model:
    """Rights and activities, and each user's last change that can be taken back."""

    rights: dict[str, frozenset[str]] = field(default_factory=dict)
    active: dict[str, bool] = field(default_factory=dict)
    known: list[Known] = field(default_factory=list)
    running: dict[str, int | None] = field(default_factory=dict)

    def sees(self, who: str, one: Known) -> bool:
        """One sees what one assigned, performs or observes; by rights what is public, unassigned, or everything."""
        if one.deleted:
            return False
        held = self.rights[who]
        open_to_take = not one.performers and one.status == PLANNED
        return (
            who == one.assigner or who in one.performers or who in one.observers or "view-all" in held
            or (one.public and "view-public" in held) or (open_to_take and "take-unassigned" in held)
        )  # fmt: skip

    def lacks(self, who: str, one: Known, kind: str) -> str:
        """Return the right that a change of a kind lacks, "" where it may be made.

        An ended one takes a right; one's own is free; what one received may be ended, moved with one right, described
        with another; anything else of others takes theirs.
        """
        held = self.rights[who]
        if one.status == ENDED and "edit-ended" not in held:
            return "edit-ended"
        if who == one.assigner or "edit-others" in held:
            return ""
        if who in one.performers:
            own = {"end": "", "date": "change-received-date", "text": "edit-received-description"}
            right = own.get(kind, "edit-others")
            return "" if not right or right in held else right
        return "edit-others"


class Company(RuleBasedStateMachine):
    """Three users and an administrator at one database."""

    store: Store
    renew: Callable[[], Store]

    def __init__(self) -> None:
        super().__init__()
        self.store = type(self).renew()
        self.model = Model()
        self.anna = people.log_in(self.store, "anna")
        self.me: dict[str, Acting] = {}

    @initialize(held=st.tuples(*(st.frozensets(st.sampled_from(GRANTED)) for _ in PEOPLE)))
    def hire(self, held: tuple[frozenset[str], ...]) -> None:
        for name in ("allow-without-performer", "time-tracking"):
            if not team.get_one(self.store, self.anna, name):
                team.set_one(self.store, self.anna, name, "on")
        for login, rights in zip(PEOPLE, held, strict=True):
            role = people.save_role(self.store, self.anna, f"Role of {login}", rights)
            people.add_user(self.store, self.anna, UserDraft(login, role_id=role.id))
            self.me[login] = people.log_in(self.store, login)
            self.model.rights[login], self.model.active[login] = rights, True
            self.model.running[login] = None

    def teardown(self) -> None:
        self.store.close()

    # What happens to the rights.

    @rule(who=WHO, held=st.frozensets(st.sampled_from(GRANTED)))
    def change_role(self, who: str, held: frozenset[str]) -> None:
        role = people.role_named(self.store, self.anna, f"Role of {who}")
        people.save_role(self.store, self.anna, role.name, held, role_id=role.id)
        self.model.rights[who] = held

    @rule(who=WHO)
    def let_go_or_take_back(self, who: str) -> None:
        row = people.user_named(self.store, self.anna, who)
        changed = replace(people.draft_of_user(row), active=not row.active)
        people.edit_user(self.store, self.anna, row.id, changed, version=row.version)
        self.model.active[who] = not row.active
        self.model.running[who] = None

    # What users do.

    @rule(who=WHO, performers=SOME, observers=SOME, public=st.booleans())
    def plan(self, who: str, performers: frozenset[str], observers: frozenset[str], public: bool) -> None:
        chosen = draft(
            self.store, self.anna, performer_ids=self.ids(performers), observer_ids=self.ids(observers), public=public,
            description="Zebra",
        )  # fmt: skip
        wanted = self.choosing(who, performers, performers | observers)
        row = self.told(who, wanted, lambda: activities.plan(self.store, self.me[who], chosen))
        if row is not None:
            self.model.known.append(Known(row.id, who, performers, observers, public))

    @rule(who=WHO, which=WHICH, day=st.integers(1, 9))
    def move(self, who: str, which: int, day: int) -> None:
        when = timed(day + 8, day=TOMORROW)

        def moved(one: Known) -> None:
            one.moved = day

        self.change(who, which, "date", lambda n: activities.move(self.store, self.me[who], n, when), moved,
                    same=lambda one: one.moved == day)  # fmt: skip

    @rule(who=WHO, which=WHICH, text=st.sampled_from(["Zebra", "Zebra crossing"]))
    def describe(self, who: str, which: int, text: str) -> None:
        def described(one: Known) -> None:
            one.text = text

        self.change(who, which, "text", lambda n: self.edit(who, n, description=text), described,
                    same=lambda one: one.text == text)  # fmt: skip

    @rule(who=WHO, which=WHICH, performers=SOME)
    def delegate(self, who: str, which: int, performers: frozenset[str]) -> None:
        def given(one: Known) -> None:
            one.performers = performers

        self.change(
            who, which, "other", lambda n: self.edit(who, n, performer_ids=self.ids(performers)), given,
            same=lambda one: one.performers == performers, then=self.choosing(who, performers, performers),
        )  # fmt: skip

    @rule(who=WHO, which=WHICH, observers=SOME)
    def observe(self, who: str, which: int, observers: frozenset[str]) -> None:
        def watched(one: Known) -> None:
            one.observers = observers

        self.change(
            who, which, "other", lambda n: self.edit(who, n, observer_ids=self.ids(observers)), watched,
            same=lambda one: one.observers == observers, then=self.choosing(who, frozenset(), observers),
        )  # fmt: skip

    @rule(who=WHO, which=WHICH, public=st.booleans())
    def publish(self, who: str, which: int, public: bool) -> None:
        def published(one: Known) -> None:
            one.public = public

        self.change(who, which, "other", lambda n: self.edit(who, n, public=public), published,
                    same=lambda one: one.public == public)  # fmt: skip

    @rule(who=WHO, which=WHICH)
    def complete(self, who: str, which: int) -> None:
        def completed(one: Known) -> None:
            one.status = ENDED
            if self.model.running[who] == one.number:
                self.model.running[who] = None

        self.change(who, which, "end", lambda n: activities.complete(self.store, self.me[who], n), completed,
                    rule=lambda one: one.status == PLANNED)  # fmt: skip

    @rule(who=WHO, which=WHICH)
    def take(self, who: str, which: int) -> None:
        def taken(one: Known) -> None:
            one.performers = frozenset({who})

        self.change(
            who, which, "take", lambda n: activities.take(self.store, self.me[who], n), taken,
            rule=lambda one: one.status == PLANNED and not one.performers,
        )  # fmt: skip

    @rule(who=WHO, which=WHICH)
    def delete(self, who: str, which: int) -> None:
        def deleted(one: Known) -> None:
            one.deleted = True
            if self.model.running[who] == one.number:
                self.model.running[who] = None

        self.change(who, which, "delete", lambda n: activities.delete(self.store, self.me[who], n), deleted)

    @rule(who=WHO, which=WHICH)
    def note(self, who: str, which: int) -> None:
        def noted(one: Known) -> None:
            one.notes += 1

        self.change(who, which, "note", lambda n: discussion.add_note(self.store, self.me[who], n, "hello"), noted)

    @rule(who=WHO, which=WHICH)
    def start(self, who: str, which: int) -> None:
        def started(one: Known) -> None:
            self.model.running[who] = one.number

        self.change(
            who, which, "track", lambda n: stopwatch.start(self.store, self.me[who], n), started,
            rule=lambda one: one.status == PLANNED and self.model.running[who] is None,
        )  # fmt: skip

    @rule(who=WHO)
    def stop(self, who: str) -> None:
        wanted: type[Exception] | str = "" if self.model.running[who] else Invalid
        self.told(who, wanted, lambda: stopwatch.stop(self.store, self.me[who]))
        if self.model.active[who]:
            self.model.running[who] = None

    @rule(who=WHO, direction=st.sampled_from([history.undo, history.redo]))
    def turn(self, who: str, direction: Callable[[Store, Acting], history.Undone]) -> None:
        """Whatever is taken back: it is one's own change, and nothing comes of it that one could not do by hand."""
        before = self.stands()
        try:
            done = direction(self.store, self.me[who])
        except StoreFault:
            assert not self.model.active[who]
            assert self.stands() == before
            return
        except (NothingToUndo, NotAllowed, NotFound, Stale, Invalid) as refused:
            assert self.model.active[who]
            assert self.stands() == before
            if isinstance(refused, Stale):
                assert self.model.sees(who, self.numbered(refused.id))
            return
        assert self.model.active[who]
        one = self.numbered(done.activity_id)
        was, now = replace(one), self.read(one)
        added = now.performers - was.performers - {who}
        assert "delegate" in self.model.rights[who] or not added or was.deleted
        free = {"edit-others", "edit-received-description"} & self.model.rights[who]
        same = (now.observers, now.public, now.text) == (was.observers, was.public, was.text)
        assert who == one.assigner or free or same
        assert self.model.sees(who, replace(was, deleted=False)) or self.model.sees(who, replace(now, deleted=False))
        self.model.known[self.model.known.index(one)] = now
        assert (done.row is not None) == self.model.sees(who, now)
        if (now.status == ENDED or now.deleted) and self.model.running[who] == now.number:
            self.model.running[who] = None

    @invariant()
    def everybody_sees_what_they_may_and_no_more(self) -> None:
        for who, me in self.me.items():
            if not self.model.active[who]:
                for ask in (activity_list.listed, day_plan.counts, people.users):
                    with pytest.raises(StoreFault):
                        ask(self.store, me)
                continue
            may = {one.number for one in self.model.known if self.model.sees(who, one)}
            listed = activity_list.listed(self.store, me, everyone=True, limit=1000)
            assert {row.id for row in listed} == may
            assert {row.id: row.note_count for row in listed} == {
                one.number: one.notes for one in self.model.known if one.number in may
            }
            assert {row.id for row in tabs.tab(self.store, me, "all").rows} <= may
            found = {hit.id for hit in search.search(self.store, me, "zebra") if hit.kind == "activity"}
            assert found <= may
            waiting = {o.number for o in self.model.known if o.number in may and not o.performers}
            counts = day_plan.counts(self.store, me)
            assert counts.unassigned == len(
                [o for o in self.model.known if o.number in waiting and o.status == PLANNED]
            )

    # How the store is asked.

    def ids(self, logins: frozenset[str]) -> tuple[int, ...]:
        return tuple(self.me[login].id for login in sorted(logins))

    def edit(self, who: str, number: int, **fields: Any) -> Any:
        one = self.numbered(number)
        row = activities.get(self.store, self.me[who], number)
        assert one.number == row.id
        return activities.edit(self.store, self.me[who], number, replace(draft_of(row), **fields), version=row.version)

    def choosing(self, who: str, performers: frozenset[str], chosen: frozenset[str]) -> type[Exception] | str:
        """Return what choosing users is refused with: a right, a rule, or ""."""
        if performers - {who} and "delegate" not in self.model.rights[who]:
            return "delegate"
        return "" if all(self.model.active[login] for login in chosen) else Invalid

    def told(self, who: str, wanted: Wanted, call: Callable[[], Any]) -> Any:
        """Call, and check that it is refused as wanted: by a right's name or an exception; "" is not at all."""
        if not self.model.active[who]:
            wanted = StoreFault
        if wanted == "":
            return call()
        before = self.stands()
        if isinstance(wanted, str):
            with pytest.raises(NotAllowed) as denied:
                call()
            assert denied.value.right == wanted
        else:
            with pytest.raises(wanted):
                call()
        assert self.stands() == before
        return None

    def change(
        self,
        who: str,
        which: int,
        kind: str,
        call: Callable[[int], Any],
        apply: Callable[[Known], None],
        *,
        rule: Callable[[Known], bool] = lambda one: True,
        same: Callable[[Known], bool] = lambda one: False,
        then: type[Exception] | str = "",
    ) -> None:
        """Change an activity, one that is not there now and then; check that it is refused as the model says."""
        if which >= len(self.model.known):
            self.told(who, NotFound, lambda: call(888_888 + which) if kind not in {"text", "other"} else activities.get(
                self.store, self.me[who], 888_888 + which))  # fmt: skip
            return
        one = self.model.known[which]
        wanted: Wanted = ""
        if not self.model.sees(who, one):
            wanted = NotFound
        elif same(one) or kind == "note":
            wanted = ""
        elif not rule(one):
            wanted = (Invalid, StopwatchRuns, NotAllowed)
        else:
            wanted = self.lack(who, one, kind) or then
        self.told(who, wanted, lambda: call(one.number))
        if wanted == "" and self.model.active[who] and not same(one):
            apply(one)

    def lack(self, who: str, one: Known, kind: str) -> str:
        held = self.model.rights[who]
        others = who != one.assigner and "edit-others" not in held
        match kind:
            case "take":
                return "" if "take-unassigned" in held else "take-unassigned"
            case "delete":
                if "delete" not in held:
                    return "delete"
                if others:
                    return "edit-others"
                return "edit-ended" if one.status == ENDED and "edit-ended" not in held else ""
            case "track":
                return "edit-others" if others and who not in one.performers else ""
        return self.model.lacks(who, one, kind)

    def numbered(self, number: int) -> Known:
        return next(one for one in self.model.known if one.number == number)

    def stands(self) -> Any:
        """Return everything that a refused change must not touch."""
        with self.store.reading() as read:
            return [
                read.all("select id, version, status, deleted, public, description from activities order by id"),
                read.one("select count(*) from changes"),
                read.one("select count(*) from notes"),
                read.all("select id, ended_at from time_entries order by id"),
            ]

    def read(self, one: Known) -> Known:
        """Return an activity as the tables have it, for what the model cannot foretell: what is taken back."""
        with self.store.reading() as read:
            row = read.one(
                "select status, deleted, public, description, starts_at from activities where id = :id", id=one.number
            )
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
        status, deleted, public, text, starts = row
        day = next((d for d in range(1, 10) if timed(d + 8, day=TOMORROW).start.isoformat()[:16] ==
                    str(starts).replace(" ", "T")[:16]), 0)  # fmt: skip
        return Known(
            one.number, one.assigner, lists[0], lists[1], bool(public), PLANNED if status == "planned" else ENDED,
            bool(deleted), one.notes, day, str(text),
        )  # fmt: skip


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_g2_no_sequence_of_changes_shows_or_changes_what_one_may_not(databases: Databases, engine: str) -> None:
    def renew() -> Store:
        folder = Path(tempfile.mkdtemp(dir=base))
        url = str(databases.sqlite(folder / "crm.db")) if engine == "sqlite" else databases.postgresql_kept()
        return Store.open(url, clock=FixedClock(NOW), files=folder / "files")

    with tempfile.TemporaryDirectory() as base:
        Company.renew = staticmethod(renew)
        run_state_machine_as_test(
            Company, settings=settings(max_examples=40, stateful_step_count=20, derandomize=True, database=None)
        )
