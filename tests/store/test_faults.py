"""What goes wrong with a database itself: one reason, nothing half-written (H3)."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from store import activities, engines, people
from store.clock import FixedClock
from store.database import Store
from store.models import User
from store.refusals import StoreFault
from store.rows import Acting
from tests.conftest import NOW
from tests.databases import Databases
from tests.making import draft, planned


@pytest.fixture
def file(databases: Databases, tmp_path: Path) -> Path:
    """A founded SQLite file."""
    return databases.sqlite(tmp_path / "crm.db")


@contextmanager
def fault(reason: str, *, about: str | Path = "") -> Iterator[None]:
    """Expect a fault."""
    with pytest.raises(StoreFault) as caught:
        yield
    assert (caught.value.reason, caught.value.kind) == (reason, "invalid")
    assert str(about) in caught.value.detail


def opened(path: Path) -> tuple[Store, Acting]:
    """Open a file as anna."""
    store = Store.open(str(path), clock=FixedClock(NOW))
    return store, people.log_in(store, "anna")


def test_somebody_else_is_writing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "LOCK_WAIT_MS", 10)
    store, anna = opened(file)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("begin exclusive")
    with fault("locked", about=file):
        planned(store, anna)
    other.execute("rollback")
    other.close()
    assert planned(store, anna).id == 1
    store.close()


def test_somebody_else_is_writing_on_a_server(
    databases: Databases, monkeypatch: pytest.MonkeyPatch, clock: FixedClock
) -> None:
    monkeypatch.setattr(engines, "LOCK_WAIT_MS", 10)
    with databases.postgresql("t_locked") as url:
        store, other = Store.open(url, clock=clock), Store.open(url, clock=clock)
        anna = people.log_in(store, "anna")
        with other.writing() as session:
            session.get(User, anna.id)
            with fault("locked", about="t_locked"):
                planned(store, anna)
        assert planned(store, anna).description == ""
        store.close()
        other.close()


def test_the_file_may_only_be_read(file: Path) -> None:
    store, anna = opened(file)
    row = planned(store, anna)
    event.listen(store.engine, "connect", lambda connection, _: connection.execute("pragma query_only = on"))
    store.engine.dispose()
    with fault("read-only", about=file):
        activities.set_priority(store, anna, row.id, "high")
    assert activities.get(store, anna, row.id) == row
    store.close()


@pytest.mark.parametrize("step", ["activities", "performers", "changes"])
def test_the_disk_is_full_at_any_point(file: Path, step: str) -> None:
    store, anna = opened(file)
    before = rows(file)

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    def after_insert(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.lower().startswith(f"insert into {step}"):
            full()

    event.listen(store.engine, "after_cursor_execute", after_insert)
    with fault("full", about=file):
        planned(store, anna, description="x" * 100)
    store.close()
    assert rows(file) == before


def test_the_disk_is_really_full(file: Path) -> None:
    store, anna = opened(file)
    store.warm()
    before = rows(file)

    def no_more_pages(connection: sqlite3.Connection, _record: object) -> None:
        pages = connection.execute("pragma page_count").fetchone()[0]
        connection.execute(f"pragma max_page_count = {pages}")

    event.listen(store.engine, "connect", no_more_pages)
    store.engine.dispose()
    with fault("full", about=file):
        activities.plan(store, anna, draft(store, anna, details="x" * 1_000_000))
    store.close()
    assert rows(file) == before


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_it_is_not_a_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(StoreFault) as caught:
        opened(path)
    assert caught.value.reason in {"not-a-database", "corrupt"}
    assert path.read_bytes() == content


def test_it_is_somebody_elses_database(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    other = sqlite3.connect(path)
    other.execute("create table photos (id integer)")
    other.close()
    before = path.read_bytes()
    with fault("not-a-database", about=path):
        opened(path)
    assert path.read_bytes() == before


def test_it_is_a_folder(tmp_path: Path) -> None:
    with fault("not-a-database", about=tmp_path):
        opened(tmp_path)


def test_there_can_be_no_such_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with fault("no-folder", about=tmp_path / "file"):
        opened(tmp_path / "file" / "crm.db")


def test_it_is_damaged(file: Path, tmp_path: Path) -> None:
    store, anna = opened(file)
    for _ in range(60):
        planned(store, anna, description="x" * 500)
    store.close()
    damaged = tmp_path / "damaged.db"
    shutil.copyfile(file, damaged)
    with damaged.open("r+b") as handle:
        handle.seek(8192)
        handle.write(b"\xa5" * (damaged.stat().st_size - 8192))
    with pytest.raises(StoreFault) as caught:
        store, anna = opened(damaged)
        activities.get(store, anna, 1)
    assert caught.value.reason in {"corrupt", "not-a-database"}
    assert str(damaged) in caught.value.detail


def test_a_table_is_missing(file: Path) -> None:
    other = sqlite3.connect(file)
    other.execute("drop table performers")
    other.close()
    store, anna = opened(file)
    with fault("corrupt", about=file):
        planned(store, anna)
    store.close()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://nobody:secret@/crm?host=/nowhere",
        "nosuchengine://host/x",
        "postgresql+psycopg://[bad",
    ],
)
def test_the_server_is_not_there(url: str, clock: FixedClock) -> None:
    with pytest.raises(StoreFault) as caught:
        Store.open(url, clock=clock)
    assert caught.value.reason == "unreachable"
    assert "secret" not in caught.value.detail


def rows(path: Path) -> list[object]:
    """Return the numbers of rows in the tables that a plan writes."""
    with sqlite3.connect(path) as connection:
        return [
            connection.execute(f"select count(*) from {table}").fetchone()
            for table in ("activities", "performers", "changes", "notes")
        ]
