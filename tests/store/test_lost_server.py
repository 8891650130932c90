"""The server is lost and comes back (H5, A17): nothing is saved twice, and nothing that was acknowledged is lost."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from screens.form.writing import Doubt, Writing
from store import activities, committing, contacts, discussion, people
from store.clock import FixedClock
from store.database import Store
from store.drafts import ContactDraft
from store.feed import Feed
from store.migrations import HEAD
from store.refusals import StoreFault, Undecided
from store.rows import Acting
from tests.conftest import NOW
from tests.making import draft, planned
from tests.own_server import OwnServer

PATIENCE = 30.0
Saved = tuple[Store, Acting]


@pytest.fixture(scope="module")
def server() -> Iterator[OwnServer]:
    """A server that may be killed."""
    with OwnServer() as made:
        yield made


@pytest.fixture
def saved(server: OwnServer, request: pytest.FixtureRequest) -> Iterator[Saved]:
    """A database with its first user."""
    held = server.make(f"lost_{abs(hash(request.node.name)) % 10**8}", clock=FixedClock(NOW))
    yield held, people.log_in(held, "anna", name="Anna", language="en", zone="Europe/Warsaw")
    held.close()


def count(store: Store) -> int:
    """How many activities there are."""
    with store.reading() as read:
        row = read.one("select count(*) from activities")
    return int(row[0]) if row else -1


def cut(monkeypatch: pytest.MonkeyPatch, server: OwnServer, *, after: bool, then: Any = None) -> None:
    """Cut the connection of the next commit of a save: before the server has it, or before its answer is heard."""
    from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg as Dialect

    commit: Any = Dialect.do_commit

    def cutting(self: Any, connection: Any) -> None:
        if connection.driver_connection.read_only:
            commit(self, connection)
            return
        monkeypatch.setattr(Dialect, "do_commit", commit)
        if after:
            commit(self, connection)
        server.admin(f"select pg_terminate_backend({connection.driver_connection.info.backend_pid}, 5000)")
        if then is not None:
            then()
        commit(self, connection)
        # What was committed is nothing any more: the connection tells that it is gone when it is asked again.
        connection.driver_connection.execute("select 1")

    monkeypatch.setattr(Dialect, "do_commit", cutting)


def test_a_save_whose_answer_is_lost_is_kept_once(
    server: OwnServer, saved: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server has committed, the answer does not come: the save is found, and has not failed."""
    store, anna = saved
    before = count(store)
    cut(monkeypatch, server, after=True)
    row = planned(store, anna, description="once")
    assert activities.get(store, anna, row.id) == row
    assert count(store) == before + 1
    cut(monkeypatch, server, after=True)
    discussion.add_note(store, anna, row.id, "said once")
    assert [note.text for note in discussion.notes(store, anna, row.id)] == ["said once"]
    cut(monkeypatch, server, after=True)
    assert contacts.add(store, anna, ContactDraft("Once")).name == "Once"


def test_a_save_that_never_reached_the_server_says_so(
    server: OwnServer, saved: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is certain that nothing was saved, so saving again is right."""
    store, anna = saved
    before = count(store)
    cut(monkeypatch, server, after=False)
    with pytest.raises(StoreFault) as caught:
        planned(store, anna)
    assert caught.value.reason == "lost"
    assert not isinstance(caught.value, Undecided)
    assert count(store) == before
    planned(store, anna)
    assert count(store) == before + 1


@pytest.mark.parametrize("after", [True, False])
def test_a_form_saved_again_after_an_unknown_fate_saves_once(
    server: OwnServer, saved: Saved, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    """The server is lost while it commits and stays away: nobody knows. The same form saved later is saved once."""
    store, anna = saved
    before = count(store)
    writing = Writing(None, draft(store, anna, description="typed"), note="said")
    monkeypatch.setattr(committing, "PATIENCE_SECONDS", 0.0)
    cut(monkeypatch, server, after=after, then=server.kill)
    try:
        with pytest.raises(Undecided) as caught:
            writing.write(store, anna)
        assert caught.value.trace is not None
        doubt = Doubt(writing, caught.value.trace)
        with pytest.raises(StoreFault, match="unreachable"):
            Writing(None, writing.draft, note="said", doubt=doubt).write(store, anna)
    finally:
        server.start()
    again = Writing(None, writing.draft, note="said", doubt=doubt).write(store, anna).row
    assert (again.description, again.note_count) == ("typed", 1)
    assert count(store) == before + 1
    changed = Writing(None, draft(store, anna, description="changed since"), note="said", doubt=doubt)
    if after:
        assert changed.write(store, anna).row.id == again.id
        assert activities.get(store, anna, again.id).description == "changed since"
        assert count(store) == before + 1


def test_h5_a_server_that_was_away_is_heard_again(server: OwnServer, saved: Saved) -> None:
    """The loss is told, the way back too, and what is written afterwards."""
    store, anna = saved
    other = Store.open(store.url, clock=FixedClock(NOW))
    feed = Feed(other)
    try:
        assert feed.connected
        server.kill()
        assert feed.wait(PATIENCE)
        assert not feed.connected
        server.start()
        while not feed.connected:
            assert feed.wait(PATIENCE)
        while feed.wait(0.2):
            pass
        planned(store, anna)
        assert feed.wait(PATIENCE)
    finally:
        feed.close()
        other.close()


def test_h3_two_upgrades_at_once_are_one_after_the_other(server: OwnServer) -> None:
    """`db upgrade` by two administrators at the same moment: both end well, and the tables are made once."""
    server.admin("create database twice")
    program = [str(Path(sys.executable).with_name("crm-tui")), "--db", server.url("twice"), "db", "upgrade"]
    running = [subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    said = [one.communicate(timeout=120) for one in running]
    assert [one.returncode for one in running] == [0, 0, 0], said
    assert server.admin("select version_num from alembic_version", database="twice") == [(HEAD,)]


def test_h3_an_upgrade_waits_for_the_writers_lock(server: OwnServer, saved: Saved) -> None:
    store, _anna = saved
    done = threading.Event()

    def upgrade() -> None:
        other = Store.open_for_upgrade(store.url, clock=FixedClock(NOW))
        other.upgrade()
        other.close()
        done.set()

    with store.writing() as session:
        session.connection()
        thread = threading.Thread(target=upgrade)
        thread.start()
        assert not done.wait(1.0)
    thread.join(PATIENCE)
    assert done.is_set()
