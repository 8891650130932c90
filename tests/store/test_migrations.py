"""Databases of earlier versions are brought up to date with all that is in them (H3)."""

from pathlib import Path

from sqlalchemy import text

from store import activities, checking, people, search
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
            with old.engine.begin() as connection:
                for statement in PEOPLE:
                    connection.execute(text(statement))
                for number, (start, end) in enumerate((SHORT, LONG), 1):
                    values = {"id": number, "start": start, "end": end, "me": 1}
                    connection.execute(text(ACTIVITY), values)
                    connection.execute(text(PERFORMER), values)
            assert old.revision() == "0001"
            old.upgrade()
            assert old.revision() == HEAD
            jan = people.log_in(old, "jan")
            assert [activities.get(old, jan, number).series for number in (1, 2)] == [None, None]
            with old.reading() as read:
                for table, key in (("activities", "id"), ("performers", "activity_id")):
                    assert [bool(row[0]) for row in read.all(f"select long from {table} order by {key}")] == [
                        False,
                        True,
                    ]
            old.close()


def test_c8_what_was_there_before_the_index_is_in_it(tmp_path: Path, databases: Databases, clock: FixedClock) -> None:
    with databases.postgresql("t_indexing", template="template1") as url:
        for address in (str(tmp_path / "old.db"), url):
            old = Store.open_for_upgrade(address, clock=clock)
            at_revision(old, "0002")
            with old.engine.begin() as connection:
                for statement in (*PEOPLE, *RECORDS):
                    connection.execute(text(statement))
                values = {"id": 7, "start": SHORT[0], "end": SHORT[1], "me": 1}
                connection.execute(text(ACTIVITY), values)
                connection.execute(text(NOTE), {"at": SHORT[0]})
            old.upgrade()
            jan = people.log_in(old, "jan")
            for typed, found in (
                ("lodz", [("contact", 3)]),
                ("zak", [("person", 4)]),
                ("600123", [("person", 4)]),
                ("wdroz", [("project", 5)]),
                ("gesl", [("activity", 7)]),
            ):
                assert [(hit.kind, hit.id) for hit in search.search(old, jan, typed)] == found
            assert checking.problems(old) == []
            old.close()


PEOPLE = (
    "insert into roles (id, name, folded, rights) values (1, 'all', 'all', 'view-all administer')",
    "insert into users (id, version, login, name, folded, email, phone, zone, language, role_id, active, visible) "
    "values (1, 1, 'jan', 'Jan', 'jan', '', '', 'UTC', 'en', 1, true, true)",
    "insert into dictionary_entries (id, kind, name, folded, position, retired, letter, colour) "
    "values (1, 'category', 'Call', 'call', 1, false, 'C', 'blue')",
)
RECORDS = (
    "insert into contacts (id, version, name, folded, short_name, short_folded, tax_number, address, web, retired, "
    "created_at) values (3, 1, 'Łódź', 'lodz', '', '', '', '', '', false, '2026-01-01T00:00:00Z')",
    "insert into contacts (id, version, name, folded, short_name, short_folded, tax_number, address, web, retired, "
    "created_at) values (4, 1, 'AB', 'ab', '', '', '', '', '', false, '2026-01-01T00:00:00Z')",
    "insert into persons (id, version, contact_id, name, folded, position, retired) "
    "values (4, 1, 4, 'Żak', 'zak', '', false)",
    "insert into contact_points (id, person_id, kind, value, folded) "
    "values (1, 4, 'phone', '+48 600 123 456', '+48 600 123 456')",
    "insert into projects (id, version, name, folded, progress, retired, created_at) "
    "values (5, 1, 'Wdrożenie', 'wdrozenie', 0, false, '2026-01-01T00:00:00Z')",
)
NOTE = "insert into notes (id, activity_id, author_id, at, text) values (1, 7, 1, :at, 'zażółć gęślą jaźń')"
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
