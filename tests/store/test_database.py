"""Opening, migrating and sharing a database (H3, H5): what comes out of SQLite comes out of PostgreSQL."""

import re
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect

from store import activities, contacts, people
from store.clock import FixedClock
from store.database import Store, sqlite_path
from store.migrations import HEAD, REVISIONS
from store.refusals import StoreFault
from store.rows import Acting
from tests.databases import Databases
from tests.making import contact, planned

# What only one of the databases has (C8, F2).
OF_ONE = re.compile(r"search_\w+_(fts|vector)|Column\('vector'|ix_activities_reported")


def test_h3_a_fresh_database_is_what_the_models_say(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from store.models import metadata

    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        found = compare_metadata(context, metadata)
        tables = {name for name in inspect(connection).get_table_names() if not OF_ONE.search(name)}
    assert [entry for entry in found if not OF_ONE.search(str(entry))] == []
    assert tables == {*metadata.tables, "alembic_version"}


def test_h3_the_revisions_are_alembics() -> None:
    from alembic.script import ScriptDirectory

    from store.migrations.run import configuration

    script = ScriptDirectory.from_config(configuration())
    assert script.get_heads() == [HEAD]
    assert [revision.revision for revision in script.walk_revisions()][::-1] == list(REVISIONS)


def test_h3_a_newer_database_is_refused_and_left_alone(store: Store, clock: FixedClock) -> None:
    from sqlalchemy import text

    with store.engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    for opening in (Store.open, Store.open_for_upgrade):
        with pytest.raises(StoreFault) as caught:
            opening(store.url, clock=clock)
        assert caught.value.reason == "newer"
    assert store.revision() == "9999"


def test_h3_an_empty_server_database_waits_for_the_command(databases: Databases, clock: FixedClock) -> None:
    with databases.postgresql("t_empty", template="template1") as url:
        with pytest.raises(StoreFault, match="older"):
            Store.open(url, clock=clock)
        store = Store.open_for_upgrade(url, clock=clock)
        assert store.revision() is None
        store.upgrade()
        store.upgrade()
        assert Store.open(url, clock=clock).revision() == HEAD
        assert "administer" in people.log_in(store, "jan").rights
        store.close()


def test_h3_a_sqlite_file_is_made_where_there_is_none(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "new" / "folder" / "crm 100%?#é.db"
    store = Store.open(str(path), clock=clock)
    assert store.revision() == HEAD
    jan = people.log_in(store, "jan")
    contact(store, jan)
    store.close()
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    assert path.stat().st_mode & 0o777 == 0o600
    again = Store.open(f"sqlite:///{path}", clock=clock)
    assert contacts.named(again, jan, "ab").name == "AB Transport"
    again.close()


def test_h3_an_empty_file_is_a_new_database(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "empty.db").touch()
    store = Store.open(str(tmp_path / "empty.db"), clock=clock)
    assert store.revision() == HEAD
    store.close()


def test_h3_addresses() -> None:
    assert sqlite_path("sqlite:////data/x.db") == Path("/data/x.db")
    assert sqlite_path("/data/x.db") == Path("/data/x.db")
    assert sqlite_path("postgresql+psycopg://host/x") is None


def test_h3_several_who_come_first_make_one_founder(tmp_path: Path, databases: Databases, clock: FixedClock) -> None:
    with databases.postgresql("t_race", template="template1") as url:
        server = Store.open_for_upgrade(url, clock=clock)
        server.upgrade()
        for store in (server, Store.open(str(tmp_path / "race.db"), clock=clock)):
            found = together(lambda s=store: people.log_in(s, "anna"), lambda s=store: people.log_in(s, "ewa"))
            (founder,) = [one for one in found if isinstance(one, Acting)]
            (refusal,) = [one for one in found if isinstance(one, StoreFault)]
            assert "administer" in founder.rights
            assert refusal.reason == "unknown-user"
            store.close()


def test_h5_what_others_write_is_noticed(store: Store, anna: Acting, clock: FixedClock) -> None:
    other = Store.open(store.url, clock=clock)
    before = store.data_version()
    assert store.data_version() == before
    row = planned(other, anna)
    after = store.data_version()
    assert after != before
    assert activities.get(store, anna, row.id) == row
    activities.set_priority(other, anna, row.id, "high")
    assert store.data_version() != after
    other.close()


def test_h5_a_block_of_reading_sees_one_state(store: Store, anna: Acting, clock: FixedClock) -> None:
    other = Store.open(store.url, clock=clock)
    with store.reading() as read:
        before = read.one("select count(*) from activities")
        planned(other, anna)
        assert read.one("select count(*) from activities") == before
    with store.reading() as read:
        assert read.one("select count(*) from activities") != before
    other.close()


def test_reading_cannot_write(store: Store) -> None:
    with pytest.raises(StoreFault, match="read-only"), store.reading() as read:
        read.all("delete from changes returning id")


def test_a4_the_column_for_instants_refuses_naive_ones(store: Store, anna: Acting) -> None:
    from sqlalchemy.exc import StatementError

    from store.models import Activity

    row = planned(store, anna)
    with pytest.raises(StatementError, match="naive datetime"), store.writing() as session:
        activity = session.get_one(Activity, row.id)
        activity.starts_at = datetime(2026, 11, 24, 15)  # noqa: DTZ001
    with store.writing() as session:
        start = session.get_one(Activity, row.id).starts_at
        assert start is not None
        assert start.tzinfo is UTC
    with pytest.raises(ValueError, match="naive"), store.reading() as read:
        read.all("select 1 from activities where starts_at < :at", at=datetime(2026, 1, 1))  # noqa: DTZ001


def test_a_store_may_be_used_from_any_thread(store: Store, anna: Acting) -> None:
    rows = together(*[lambda: planned(store, anna).id for _ in range(6)])
    assert len(set(map(str, rows))) == 6
    assert {activities.get(store, anna, number).id for number in rows} == set(rows)  # type: ignore[arg-type]


def together(*calls: object) -> list[object]:
    """Run calls at the same time; return what each gave or raised."""
    results: list[object] = [None] * len(calls)
    start = threading.Barrier(len(calls))

    def run(index: int) -> None:
        start.wait()
        try:
            results[index] = calls[index]()  # type: ignore[operator]
        except Exception as error:  # noqa: BLE001
            results[index] = error

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
