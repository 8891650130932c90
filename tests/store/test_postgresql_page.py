"""What docs/postgresql.md says holds: its roles are enough for the app, and its list of SQL is kept (H3)."""

import re
from collections.abc import Iterator

import pytest

from store import (
    activities,
    attachments,
    day_plan,
    deliveries,
    discussion,
    in_app,
    notifications,
    people,
    search,
    settings,
)  # fmt: skip
from store.backup import back_up
from store.checking import problems
from store.clock import FixedClock
from store.database import Store
from store.feed import Feed
from store.refusals import StoreFault
from tests.conftest import NOW
from tests.making import contact, planned, timed
from tests.own_server import OwnServer
from tests.sql_features import PAGE, listed, used

KEYWORDS = frozenset("select from where lateral tablesample order by limit offset update set with as for".split())


@pytest.fixture(scope="module")
def server() -> Iterator[OwnServer]:
    with OwnServer() as made:
        yield made


def block(name: str) -> list[str]:
    """The statements of a block of the page."""
    found = re.search(rf"```sql {name}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return [part.strip() for part in found[1].split(";") if part.strip()]


def as_role(url: str, role: str) -> str:
    """The address for another role."""
    return re.sub(r"//[^@/]*@", f"//{role}@", url)


@pytest.fixture
def crm(server: OwnServer) -> Iterator[str]:
    """A database made as the page says; the owner of the tables is `crm_owner`."""
    for statement in block("server"):
        server.admin(statement)
    server.admin("set role crm_owner; " + "; ".join(block("database")), database="crm")
    owner = Store.open_for_upgrade(as_role(server.url("crm"), "crm_owner"), clock=FixedClock(NOW))
    owner.upgrade()
    owner.close()
    yield as_role(server.url("crm"), "crm_app")


def test_h3_the_role_of_the_page_is_enough_for_everything_but_the_tables(crm: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """It reads, writes, searches, listens, delivers and backs up, and can neither make nor change a table."""
    store = Store.open(crm, clock=FixedClock(NOW), files=tmp_path / "files")
    anna = people.log_in(store, "anna", name="Anna", language="en", zone="Europe/Warsaw")
    feed = Feed(store)
    row = planned(store, anna, contact_id=contact(store, anna, "Zefir").id, busy=True, when=timed(19))
    assert feed.wait(20)
    feed.close()
    activities.move(store, anna, row.id, timed(20))
    discussion.add_note(store, anna, row.id, "x")
    settings.set_preference(store, anna, "theme", "light")
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    attachments.attach(store, anna, "activity", row.id, tmp_path / "a.txt")
    in_app.deliver(store)
    deliveries.claim(store, "w", "email", 10)
    notifications.mark_all_read(store, anna)
    assert search.search(store, anna, "zefir")
    assert day_plan.day(store, anna, NOW.date()).timed
    back_up(store, anna, tmp_path / "all.zip")
    assert problems(store) == []
    for statement in ("create table x (id int)", "drop table notes", "alter table notes add column x int"):
        with pytest.raises(StoreFault, match="no-right"), store.beside() as write:
            write.do(statement)
    store.close()


def test_h3_a_feature_outside_the_list_is_found() -> None:
    """The lists are there, and a statement that uses something else is told apart by it."""
    assert {"keywords", "functions", "operators"} <= listed().keys()
    found = used("select jsonb_agg(x.id) from activities x tablesample system (1) where a @> b::jsonb", KEYWORDS)
    assert "jsonb_agg" in found["functions"] - listed()["functions"]
    assert "tablesample" in found["keywords"] - listed()["keywords"]
    assert "@>" in found["operators"] - listed()["operators"]
    plain = used("select id, max(at) from notes where text = 'lateral jsonb_agg(1) @> x' -- tablesample(1)", KEYWORDS)
    assert plain["functions"] == {"max"}
    assert plain["operators"] == {"="}
