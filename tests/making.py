"""Short ways to make what tests are about. Times are those of Warsaw unless a zone is given."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from store import activities, contacts, dictionaries, people, persons, projects
from store.database import Store
from store.drafts import ActivityDraft, ContactDraft, PersonDraft, ProjectDraft
from store.record_rows import ContactRow, PersonRow, ProjectRow
from store.refusals import Invalid
from store.rows import Acting, ActivityRow
from store.when import AllDay, Timed

TODAY = date(2026, 11, 24)
TOMORROW = date(2026, 11, 25)
YESTERDAY = date(2026, 11, 23)


def at(hour: int, minute: int = 0, *, day: date = TODAY, zone: str = "Europe/Warsaw") -> datetime:
    """Return the instant of a local time."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def timed(hour: int, minute: int = 0, *, minutes: int = 30, day: date = TODAY, zone: str = "Europe/Warsaw") -> Timed:
    """Return a time of so many minutes."""
    start = at(hour, minute, day=day, zone=zone)
    return Timed(start, start + timedelta(minutes=minutes))


def whole(first: date, last: date | None = None) -> AllDay:
    """Return whole days."""
    return AllDay(first, last or first)


def entry(store: Store, me: Acting, kind: str, name: str) -> int:
    """Return the number of a dictionary's entry."""
    return dictionaries.entry_named(store, me, kind, name).id


def draft(store: Store, me: Acting, **fields: Any) -> ActivityDraft:
    """Return the draft of a call today from 15:00 to 15:30, but for `fields`."""
    call = ActivityDraft(category_id=entry(store, me, "category", "Call"), when=timed(15))
    return replace(call, **fields)


def planned(store: Store, me: Acting, **fields: Any) -> ActivityRow:
    """Plan a call today from 15:00 to 15:30, but for `fields`."""
    return activities.plan(store, me, draft(store, me, **fields))


def past(store: Store, me: Acting, when: Any, **fields: Any) -> ActivityRow:
    """Make a planned activity whose time is over, as the passing of time makes them."""
    row = planned(store, me, when=when, status="completed", **fields)
    return activities.reopen(store, me, row.id)


def contact(store: Store, me: Acting, name: str = "AB Transport", **fields: Any) -> ContactRow:
    """Add a contact."""
    return contacts.add(store, me, ContactDraft(name, **fields))


def person(store: Store, me: Acting, at_contact: ContactRow, name: str = "Jan Kowalski") -> PersonRow:
    """Add a person to a contact."""
    return persons.add(store, me, PersonDraft(name, at_contact.id))


def project(store: Store, me: Acting, name: str = "Wdrożenie", **fields: Any) -> ProjectRow:
    """Add a project."""
    return projects.add(store, me, ProjectDraft(name, **fields))


def refused(field: str, reason: str) -> "pytest.RaisesExc[Invalid]":
    """Expect a field to be refused for a reason."""
    return pytest.RaisesExc(Invalid, check=lambda e: (e.field, e.reason) == (field, reason))


def allow(store: Store, me: Acting, role: str, *more: str, without: str = "") -> None:
    """Give a role more rights, or take one away."""
    found = people.role_named(store, me, role)
    people.save_role(store, me, found.name, (found.rights | set(more)) - {without}, role_id=found.id)


def deactivate(store: Store, me: Acting, login: str) -> None:
    """Take somebody's log-in away."""
    row = people.user_named(store, me, login)
    people.edit_user(store, me, row.id, replace(people.draft_of_user(row), active=False), version=row.version)
