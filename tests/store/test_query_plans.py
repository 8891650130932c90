"""The questions that a screen asks many times a day go by an index, whatever the number of activities (C1, C2)."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from store import (
    activities,
    activity_list,
    busy,
    calendar,
    contacts,
    day_plan,
    discussion,
    history,
    people,
    reports,
    search,
)
from store.calendar import Whose
from store.clock import FixedClock
from store.database import Store
from store.drafts import UserDraft
from store.reading import SqliteReader
from store.refusals import NotFound
from store.reports import ByWhat, Query
from store.rows import Acting
from tests.conftest import NOW
from tests.databases import Databases
from tests.making import TODAY, at, contact, planned, timed

# The tables that grow, by the names and aliases under which statements know them; and the two indexes that hold but
# what waits, and may be read whole.
SCAN = re.compile(
    r"SCAN (a|m|h|n|q|vp|vo|d|td|search_(activity|words|word_keys|pending)|"
    r"activities|performers|changes|notes|observers|activity_persons)\b(?!_)"
)
SHORT = re.compile(r"SCAN a USING (COVERING )?INDEX ix_activities_(to_complete|unassigned)\b")


@pytest.fixture(scope="module")
def filled(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Acting]]:
    """A company with enough in it for an index to be worth while."""
    store = Store.open(str(databases.sqlite(tmp_path_factory.mktemp("plans") / "crm.db")), clock=FixedClock(NOW))
    anna, ewa = people.log_in(store, "anna"), people.log_in(store, "ewa")
    firm = contact(store, anna)
    row = planned(store, anna, performer_ids=(ewa.id,), contact_id=firm.id)
    activities.complete(store, anna, planned(store, anna, when=timed(17)).id)
    discussion.add_note(store, anna, row.id, "said")
    with store.engine.begin() as connection:
        connection.exec_driver_sql(
            "insert into activities select n + 100, version, category_id, status, outcome, priority, starts_at, "
            "ends_at, all_day, zone, busy, public, needs_completing, unassigned, contact_id, direction, project_id, "
            "goal_id, assigner_id, description, details, folded, created_at, ended_at, deleted, null, null, "
            "long from activities, "
            "(with recursive c(n) as (select 1 union all select n + 1 from c where n < 2000) select n from c) "
            "where id = 1"
        )
        connection.exec_driver_sql(
            "insert into performers select n.id, p.user_id, p.planned, p.busy, p.starts_at, p.ends_at, p.ended_at, "
            "p.long "
            "from performers p, activities n where p.activity_id = 1 and n.id > 100"
        )
    yield store, anna
    store.close()


@contextmanager
def plans(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Gather how SQLite goes about each statement that is read."""
    found: list[str] = []
    read_all = SqliteReader.all

    def explained(self: SqliteReader, sql: str, **parameters: Any) -> list[tuple[Any, ...]]:
        found.extend(f"{row[3]}   <- {sql}" for row in read_all(self, f"explain query plan {sql}", **parameters))
        return read_all(self, sql, **parameters)

    with monkeypatch.context() as patched:
        patched.setattr(SqliteReader, "all", explained)
        yield found


def shown(store: Store, me: Acting, tab: str) -> object:
    """Ask for the first page of a tab."""
    return day_plan.tab(store, me, tab)


def further(store: Store, me: Acting, after: str) -> object:
    """Ask for a later page of everything."""
    return day_plan.tab(store, me, "all", after=after)


QUESTIONS: dict[str, Callable[[Store, Acting], object]] = {
    "day": lambda s, me: day_plan.day(s, me, TODAY),
    "past day": lambda s, me: day_plan.day(s, me, TODAY - timedelta(days=9)),
    "counts": day_plan.counts,
    "busy day": lambda s, me: day_plan.busy_day(s, me, [1, 2, 3], TODAY),
    "calendar, mine": lambda s, me: calendar.within(s, me, TODAY, TODAY + timedelta(days=41)),
    "calendar, colleagues": lambda s, me: calendar.within(s, me, TODAY, TODAY, Whose("users", (1, 2, 3))),
    "calendar, public": lambda s, me: calendar.within(s, me, TODAY, TODAY, Whose("public")),
    "calendar, a contact's": lambda s, me: calendar.within(s, me, TODAY, TODAY, Whose("contact", (1,))),
    "calendar, a project's": lambda s, me: calendar.within(s, me, TODAY, TODAY, Whose("project", (1,))),
    "one": lambda s, me: activities.get(s, me, 1),
    "notes": lambda s, me: discussion.notes(s, me, 1),
    "history of one": lambda s, me: history.changes(s, me, 1),
    "listed by user": lambda s, me: activity_list.listed(s, me, start=at(0), end=at(23)),
    "listed by contact": lambda s, me: activity_list.listed(s, me, contact_id=1, everyone=True),
    **{f"tab {name}": partial(shown, tab=name) for name in day_plan.TABS if name != "plan"},
    **{
        f"tab all, from {phase}": partial(further, after=f"{phase}|{NOW.isoformat()}|9")
        for phase in ("open-ended", "long", "running", "from")
    },
    "tab history, further": lambda s, me: day_plan.tab(s, me, "history", after=f"{NOW.isoformat()}|9"),
    "log in": lambda s, me: people.log_in(s, "anna"),
    "contact": lambda s, me: contacts.get(s, me, 1),
    "search": lambda s, me: search.search(s, me, "ab cal"),
    "search by number": lambda s, me: search.search(s, me, "1"),
    "search near": lambda s, me: search.search(s, me, "transprot"),
    "tab all, containing": lambda s, me: day_plan.tab(s, me, "all", text="ab trans"),
    "tab history, containing": lambda s, me: day_plan.tab(s, me, "history", text="ab trans"),
    "listed, containing": lambda s, me: activity_list.listed(s, me, text="ab trans"),
}


@pytest.mark.parametrize("login", ["anna", "marek"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_reads_a_whole_table(
    filled: tuple[Store, Acting], monkeypatch: pytest.MonkeyPatch, question: str, login: str
) -> None:
    store, _ = filled
    me = people.log_in(store, login)
    with plans(monkeypatch) as found:
        try:
            QUESTIONS[question](store, me)
        except NotFound:
            assert login == "marek"
    assert found
    assert not [step for step in found if SCAN.match(step) and not SHORT.match(step)]


def test_the_day_is_one_range_of_the_performers_index(
    filled: tuple[Store, Acting], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, anna = filled
    with plans(monkeypatch) as found:
        day_plan.day(store, anna, TODAY)
    steps = [step for step in found if step.startswith("SEARCH m ")]
    assert steps
    assert all("ix_performers_" in step for step in steps)


@pytest.mark.parametrize("is_busy", [True, False])
def test_a5_busy_time_is_two_ranges_of_the_performers_indexes(
    filled: tuple[Store, Acting], monkeypatch: pytest.MonkeyPatch, is_busy: bool
) -> None:
    store, anna = filled
    when = [timed(15, day=TODAY + timedelta(days=n)) for n in range(9)]
    with plans(monkeypatch) as found, store.reading() as read:
        busy.check_many(read, anna, anna.rights, when, [1, 2], is_busy, ignoring=frozenset(), now=NOW)
    steps = [step for step in found if step.startswith(("SEARCH m ", "SCAN m "))]
    ranges = [step.split("   <- ")[0] for step in steps]
    # Without statistics SQLite may take the index that holds what has ended too: a bounded range in either case.
    assert any(
        re.search(r"ix_performers_(plan|user) \(user_id=\? AND starts_at>\? AND starts_at<\?", s) for s in ranges
    )
    assert any("ix_performers_long (user_id=? AND ends_at>?)" in step for step in ranges)
    assert len(ranges) == 2
    assert not [step for step in found if SCAN.match(step) and not SHORT.match(step)]


def test_the_tabs_are_counted_from_what_is_planned_not_from_all_that_was_ever_done(
    filled: tuple[Store, Acting], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, anna = filled
    with plans(monkeypatch) as found:
        day_plan.counts(store, anna)
    steps = [step.split("   <-")[0] for step in found if step.startswith("SEARCH m ")]
    assert sum("ix_performers_plan (user_id=? AND starts_at" in step for step in steps) == 2
    assert all("AND starts_at" in step for step in steps)


def test_pages_come_from_an_index_not_from_the_beginning(filled: tuple[Store, Acting]) -> None:
    store, anna = filled
    first = day_plan.tab(store, anna, "all", limit=50)
    second = day_plan.tab(store, anna, "all", limit=50, after=first.after)
    assert not {row.id for row in first.rows} & {row.id for row in second.rows}
    assert Path(str(store.path)).exists()


@pytest.mark.parametrize(
    ("whose", "indexes"),
    [
        (Whose(public=False), {"ix_performers_user", "ix_performers_long"}),
        (Whose("public"), {"ix_activities_public", "ix_activities_long"}),
        (Whose("contact", (1,)), {"ix_activities_contact"}),
        (Whose("project", (1,)), {"ix_activities_project"}),
    ],
    ids=["mine", "public", "contact", "project"],
)
def test_c2_a_range_of_the_calendar_goes_by_the_start_and_by_what_lasts_long(
    filled: tuple[Store, Acting], monkeypatch: pytest.MonkeyPatch, whose: Whose, indexes: set[str]
) -> None:
    store, anna = filled
    with plans(monkeypatch) as found:
        calendar.within(store, anna, TODAY, TODAY, whose)
    used = {name for step in found for name in re.findall(r"ix_\w+", step.partition("<-")[0])}
    assert indexes <= used


def looks(found: list[str], of: str) -> list[str]:
    """How the tables of the statements that have `of` in them are read; what is asked from within is no table."""
    steps = [step.partition("   <-") for step in found]
    return [
        step for step, _arrow, sql in steps if step.startswith(("SCAN ", "SEARCH ")) and " USING " in step and of in sql
    ]


@pytest.fixture(scope="module")
def limited(filled: tuple[Store, Acting]) -> Acting:
    """Somebody who sees what is public, and everybody's time on it."""
    store, anna = filled
    role = people.save_role(store, anna, "Limited", frozenset({"view-public", "see-all-time"}))
    people.add_user(store, anna, UserDraft("limited", role_id=role.id))
    return people.log_in(store, "limited")


@pytest.mark.parametrize("by", [("contact",), ("project", "month"), ("category",), ("goal",)], ids="-".join)
@pytest.mark.parametrize("start", [None, TODAY])
@pytest.mark.parametrize("who", ["everything", "public"])
def test_f2_measured_time_is_counted_from_indexes_alone(
    filled: tuple[Store, Acting],
    limited: Acting,
    monkeypatch: pytest.MonkeyPatch,
    by: tuple[ByWhat, ...],
    start: date | None,
    who: str,
) -> None:
    """Not an activity is looked up with its texts to learn what its time is counted by, or who may see it (G2)."""
    store, anna = filled
    with plans(monkeypatch) as found:
        reports.make(store, anna if who == "everything" else limited, Query("time", by, start=start))
    seen = looks(found, "sum(t.sec")
    assert "ix_activities_reported" in " ".join(seen)
    assert all("COVERING INDEX" in look for look in seen)


@pytest.mark.parametrize("who", ["everything", "public"])
def test_f2_activities_are_counted_from_their_index(
    filled: tuple[Store, Acting], limited: Acting, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    """Of days only what is open-ended is looked up: when that was planned the index has not."""
    store, anna = filled
    me = anna if who == "everything" else limited
    for by in ("category", "status", "contact", "user", "outcome"):
        with plans(monkeypatch) as found:
            reports.make(store, me, Query("activities", (by,)))
        assert "a USING COVERING INDEX ix_activities_reported" in looks(found, "count(*)")[0]
    with plans(monkeypatch) as found:
        reports.make(store, me, Query("activities", ("user", "month"), start=date(1999, 1, 1)))
    assert "a USING INDEX ix_activities_reported" in looks(found, "count(case")[0]


def test_f2_a_short_period_goes_by_the_index_of_its_days(
    filled: tuple[Store, Acting], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, anna = filled
    day = TODAY + timedelta(days=90)
    with plans(monkeypatch) as found:
        reports.make(store, anna, Query("activities", ("category",), start=day, end=day))
    assert "ix_activities_starts_at" in " ".join(looks(found, "count(case"))


@pytest.mark.parametrize("start", [None, TODAY])
def test_f1_what_runs_is_found_by_the_index_of_what_runs(
    filled: tuple[Store, Acting], monkeypatch: pytest.MonkeyPatch, start: date | None
) -> None:
    store, anna = filled
    with plans(monkeypatch) as found:
        reports.make(store, anna, Query("time", ("user",), start=start))
    assert looks(found, "t.ended_at is null") == ["SCAN t USING INDEX uq_time_entries_running"]
