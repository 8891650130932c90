"""A database has a name of its own, so that calendars of two teams do not clash in one phone (D1, H2)."""

from pathlib import Path

from icalendar import Calendar
from sqlalchemy import text

from crm_tui.delivery.letters import letter
from crm_tui.worker import Worker
from store import people
from store.clock import FixedClock
from store.database import Store
from store.founding import found
from store.identity import UNNAMED, identity
from store.reminder_kinds import Before, Reminder
from store.reminder_rows import Outgoing
from tests.databases import Databases
from tests.making import at, planned
from tests.store.test_migrations import PEOPLE, at_revision


def name(store: Store) -> str:
    """Return what a database is called."""
    with store.reading() as read:
        return identity(read)


def sent_uid(store: Store, clock: FixedClock) -> str:
    """Return the UID in the letter that reminds of the first activity."""
    me = people.log_in(store, "anna")
    row = people.user_named(store, me, "anna")
    with store.engine.begin() as connection:
        connection.execute(text("update users set email = 'anna@example.com', zone = 'Europe/Warsaw'"))
    assert planned(store, me, reminders=(Reminder(Before(15, "minute"), ("email",)),)).id == row.id == 1
    clock.instant = at(14, 45)
    taken: list[Outgoing] = []

    def post(out: Outgoing) -> str:
        taken.append(out)
        return "250 ok"

    Worker(store, {"email": post}).run_once()
    (event,) = Calendar.from_ical(letter(taken[0]).calendar).walk("VEVENT")
    return str(event["uid"])


def test_the_first_activities_of_two_databases_have_uids_of_their_own(tmp_path: Path) -> None:
    uids = []
    for number in range(2):
        clock = FixedClock(at(10))
        store = Store.open(str(tmp_path / f"{number}.db"), clock=clock)
        found(store, "anna", name="Anna", language="en", zone="Europe/Warsaw")
        uids.append(sent_uid(store, clock))
        assert uids[-1] == f"activity-1@{name(store)}"
        store.close()
    assert len(set(uids)) == 2
    assert UNNAMED not in {uid.partition("@")[2] for uid in uids}


def test_h3_a_database_that_is_in_use_is_named_when_it_is_brought_up_to_date(
    tmp_path: Path, databases: Databases, clock: FixedClock
) -> None:
    with databases.postgresql("t_naming", template="template1") as url:
        for address in (str(tmp_path / "old.db"), url):
            old = Store.open_for_upgrade(address, clock=clock)
            at_revision(old, "0008")
            with old.engine.begin() as connection:
                for statement in PEOPLE:
                    connection.execute(text(statement))
            assert name(old) == UNNAMED
            old.upgrade()
            assert name(old) not in {UNNAMED, ""}
            old.close()
