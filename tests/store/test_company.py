"""The demo company (H1): believable, the same from the same seed, and nothing the rules would refuse."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from store import activities, checking, company, contacts, day_plan, people
from store.clock import FixedClock
from store.database import Store
from store.drafts import draft_of
from tests.conftest import NOW
from tests.databases import Databases
from tests.making import TODAY, refused


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path) -> Iterator[Store]:
    """An empty database."""
    if request.param == "sqlite":
        store = Store.open(f"{tmp_path}/demo.db", clock=FixedClock(NOW))
        yield store
        store.close()
        return
    with databases.postgresql(f"t_demo_{os.getpid()}", template="template1") as url:
        store = Store.open_for_upgrade(url, clock=FixedClock(NOW))
        store.upgrade()
        yield store
        store.close()


@pytest.mark.parametrize("language", ["en", "pl"])
def test_h1_a_company_to_look_at(fresh: Store, language: str) -> None:
    me = people.log_in(fresh, "anna", language=language, zone="Europe/Warsaw")
    company.fill(fresh, me, activities=300, seed=7, language=language)
    plan = day_plan.day(fresh, me, TODAY)
    assert plan.timed
    assert plan.overdue
    assert checking.problems(fresh) == []
    row = plan.timed[0]
    assert activities.edit(fresh, me, row.id, draft_of(row), version=row.version).version == row.version
    with refused("database", "used"):
        company.fill(fresh, me)


def test_h1_the_same_seed_gives_the_same_company(databases: Databases, tmp_path: Path) -> None:
    seen = []
    for name in ("one", "two"):
        store = Store.open(f"{tmp_path}/{name}.db", clock=FixedClock(NOW))
        me = people.log_in(store, "anna", zone="Europe/Warsaw")
        company.fill(store, me, activities=50, seed=3)
        seen.append((day_plan.day(store, me, TODAY), contacts.list_all(store, me)))
        store.close()
    assert seen[0] == seen[1]
