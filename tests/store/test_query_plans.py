"""The questions that a screen asks many times a day go by an index, whatever the number of activities (C1, C2)."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from store import activities, activity_list, contacts, day_plan, discussion, history, people, search
from store.clock import FixedClock
from store.database import Store
from store.reading import SqliteReader
from store.refusals import NotFound
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


QUESTIONS: dict[str, Callable[[Store, Acting], object]] = {
    "day": lambda s, me: day_plan.day(s, me, TODAY),
    "past day": lambda s, me: day_plan.day(s, me, TODAY - timedelta(days=9)),
    "counts": day_plan.counts,
    "busy day": lambda s, me: day_plan.busy_day(s, me, [1, 2, 3], TODAY),
    "one": lambda s, me: activities.get(s, me, 1),
    "notes": lambda s, me: discussion.notes(s, me, 1),
    "history of one": lambda s, me: history.changes(s, me, 1),
    "listed by user": lambda s, me: activity_list.listed(s, me, start=at(0), end=at(23)),
    "listed by contact": lambda s, me: activity_list.listed(s, me, contact_id=1, everyone=True),
    **{f"tab {name}": partial(shown, tab=name) for name in day_plan.TABS if name != "plan"},
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


def test_pages_come_from_an_index_not_from_the_beginning(filled: tuple[Store, Acting]) -> None:
    store, anna = filled
    first = day_plan.tab(store, anna, "all", limit=50)
    second = day_plan.tab(store, anna, "all", limit=50, after=first.after)
    assert not {row.id for row in first.rows} & {row.id for row in second.rows}
    assert Path(str(store.path)).exists()
