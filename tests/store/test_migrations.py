"""Databases of earlier versions are brought up to date with all that is in them (H3)."""

from pathlib import Path

from sqlalchemy import text

from store import activities, people
from store.clock import FixedClock
from store.database import Store
from store.migrations import HEAD
from store.migrations.run import configuration
from tests.databases import Databases

LONG = ("2026-10-01T08:00:00Z", "2026-12-24T08:00:00Z")
SHORT = ("2026-11-24T08:00:00Z", "2026-11-24T09:00:00Z")


def at_revision(store: Store, revision: str) -> None:
    """Bring an empty database to an earlier revision."""
    from alembic import command

    config = configuration()
    if store.path is not None:
        store.path.touch()
    with store.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def test_h3_the_first_tables_gain_cycles_and_lose_nothing(
    tmp_path: Path, databases: Databases, clock: FixedClock
) -> None:
    with databases.postgresql("t_migrating", template="template1") as url:
        for address in (str(tmp_path / "old.db"), url):
            old = Store.open_for_upgrade(address, clock=clock)
            at_revision(old, "0001")
            jan = people.log_in(old, "jan")
            with old.engine.begin() as connection:
                for number, (start, end) in enumerate((SHORT, LONG), 1):
                    values = {"id": number, "start": start, "end": end, "me": jan.id}
                    connection.execute(text(ACTIVITY), values)
                    connection.execute(text(PERFORMER), values)
            assert old.revision() == "0001"
            old.upgrade()
            assert old.revision() == HEAD
            assert [activities.get(old, jan, number).series for number in (1, 2)] == [None, None]
            with old.reading() as read:
                for table, key in (("activities", "id"), ("performers", "activity_id")):
                    assert [bool(row[0]) for row in read.all(f"select long from {table} order by {key}")] == [
                        False,
                        True,
                    ]
            old.close()


ACTIVITY = """
    insert into activities (id, version, category_id, status, priority, starts_at, ends_at, all_day, zone, busy,
        public, needs_completing, unassigned, assigner_id, description, details, folded, created_at, deleted)
    values (:id, 1, 1, 'planned', 'normal', :start, :end, false, 'UTC', false, false, false, false, :me, '', '', '',
        :start, false)
"""
PERFORMER = """
    insert into performers (activity_id, user_id, planned, busy, starts_at, ends_at)
    values (:id, :me, true, false, :start, :end)
"""
