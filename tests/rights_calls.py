"""How each operation of the table of rights is called (G2): with a world and the number of the record it is about."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from store import (
    activities,
    activity_list,
    attachments,
    bulk,
    calendar,
    company,
    contact_list,
    contacts,
    day_plan,
    deliveries,
    dictionaries,
    discussion,
    event_choices,
    history,
    merging,
    notifications,
    passwords,
    people,
    persons,
    project_list,
    projects,
    quick_line,
    record_activities,
    relations,
    reports,
    search,
    series,
    settings,
    stopwatch,
    tabs,
    taking_over,
    time_entries,
    time_rows,
)  # fmt: skip
from store.backup import making
from store.contact_list import ContactQuery
from store.drafts import ContactDraft, EntryDraft, PersonDraft, ProjectDraft, UserDraft, draft_of
from store.exchange import activities_out, contacts_in, contacts_out, remembered, time_out
from store.exchange.entries import Entry
from store.project_list import ProjectQuery
from store.reminder_rows import Choices
from store.reports.changed import standing
from store.reports.contacts import contacts_in as contacts_counted
from store.rows import TabCounts
from tests.making import TODAY, TOMORROW, draft, timed
from tests.rights_world import MISSING, World, daily, hour_of_old

Call = Callable[[World, int], Any]


def _plan(w: World, *, others: bool) -> Any:
    return activities.plan(w.store, w.me, draft(w.real, w.anna, performer_ids=(w.bob.id if others else w.me.id,)))


def _cycle(w: World, *, others: bool) -> Any:
    performers = (w.bob.id if others else w.me.id,)
    first = draft(w.real, w.anna, performer_ids=performers, when=timed(13, day=TOMORROW))
    return series.plan(w.store, w.me, first, daily(TOMORROW, 13))


def _repeat(w: World, number: int, *, others: bool) -> Any:
    row = w.row(number)
    performers = (w.bob.id if others else w.me.id,)
    first = replace(draft_of(row), performer_ids=performers)
    return series.repeat(w.store, w.me, number, first, daily(TODAY, 15), version=row.version)


def _bring_in(w: World, name: str, **fields: Any) -> None:
    """Rehearse an import of one entry; raise what it is refused for."""
    entry = Entry(line=1, contact=name, **fields)
    report = contacts_in.bring_in(w.store, w.me, [entry], policy="overwrite", dry_run=True)
    for fate in report.refused:
        assert fate.problem is not None
        raise fate.problem


def _edit_contact(w: World, n: int) -> Any:
    row = contacts.get(w.real, w.anna, n if n != MISSING else w.hers)
    return contacts.edit(w.store, w.me, n, replace(contacts.draft_of_contact(row), address="x"), version=row.version)


def _edit_person(w: World, n: int) -> Any:
    row = persons.get(w.real, w.anna, n if n != MISSING else w.records["person"]["own"])
    return persons.edit(w.store, w.me, n, replace(persons.draft_of_person(row), position="x"), version=row.version)


def _edit_project(w: World, n: int) -> Any:
    row = projects.get(w.real, w.anna, n if n != MISSING else w.records["project"]["own"])
    return projects.edit(w.store, w.me, n, replace(projects.draft_of_project(row), progress=9), version=row.version)


def _edit_user(w: World) -> Any:
    row = people.user_named(w.real, w.anna, "bob")
    return people.edit_user(
        w.store, w.me, row.id, replace(people.draft_of_user(row), phone="600100200"), version=row.version
    )


def _correct(w: World, n: int) -> Any:
    start, end = hour_of_old(50)
    version = 1 if n == MISSING else time_entries.get(w.real, w.anna, n).version
    return time_entries.correct(w.store, w.me, n, start=start, end=end, version=version)


def _edit_entry(w: World) -> Any:
    return dictionaries.edit_entry(w.store, w.me, w.category, EntryDraft("Telephone"))


def _save_role(w: World) -> Any:
    role = people.role_named(w.real, w.anna, "Employee")
    return people.save_role(w.store, w.me, role.name, role.rights - {"export"}, role_id=role.id)


def _series_of(w: World, n: int) -> Any:
    activities.get(w.store, w.me, n)
    return series.of(w.store, w.me, w.row(n))


ACTIVITIES: dict[str, Call] = {
    "activities.plan:own": lambda w, n: _plan(w, others=False),
    "activities.plan:others": lambda w, n: _plan(w, others=True),
    "series.plan:own": lambda w, n: _cycle(w, others=False),
    "series.plan:others": lambda w, n: _cycle(w, others=True),
    "activities.default_end": lambda w, n: activities.default_end(w.store, w.me, w.category, timed(15).start),
    "quick_line.understand": lambda w, n: quick_line.understand(w.store, w.me, "Call Hers tomorrow 15:00"),
    "activities.get": lambda w, n: activities.get(w.store, w.me, n),
    "activities.get:public": lambda w, n: activities.get(w.store, w.me, n),
    "activities.get:unassigned": lambda w, n: activities.get(w.store, w.me, n),
    "activities.get:ended": lambda w, n: activities.get(w.store, w.me, n),
    "activities.similar": lambda w, n: activities.similar(w.store, w.me, w.row(w.records["activity"]["assigner"])),
    "history.changes": lambda w, n: history.changes(w.store, w.me, n),
    "history.record_changes:activity": lambda w, n: history.record_changes(w.store, w.me, "activity", n),
    "discussion.notes": lambda w, n: discussion.notes(w.store, w.me, n),
    "discussion.add_note": lambda w, n: discussion.add_note(w.store, w.me, n, "hello"),
    "deliveries.of_activity": lambda w, n: deliveries.of_activity(w.store, w.me, n),
    "activities.edit:nothing": lambda w, n: w.edit(n),
    "activities.edit:other": lambda w, n: w.edit(n, busy=False, public=True, contact_id=None),
    "activities.edit:date": lambda w, n: w.edit(n, when=timed(17)),
    "activities.edit:text": lambda w, n: w.edit(n, description="other", details="other"),
    "activities.edit:filling": lambda w, n: w.edit(n, description="other", details="other"),
    "activities.edit:delegate": lambda w, n: w.edit(n, performer_ids=(w.anna.id,)),
    "activities.edit:self": lambda w, n: w.edit(n, performer_ids=(w.me.id,)),
    "activities.move": lambda w, n: activities.move(w.store, w.me, n, timed(17)),
    "activities.complete": lambda w, n: activities.complete(w.store, w.me, n),
    "activities.complete:public": lambda w, n: activities.complete(w.store, w.me, n),
    "activities.cancel": lambda w, n: activities.cancel(w.store, w.me, n),
    "activities.set_priority": lambda w, n: activities.set_priority(w.store, w.me, n, "urgent"),
    "activities.set_needs_completing": lambda w, n: activities.set_needs_completing(w.store, w.me, n, True),
    "activities.set_needs_completing:ended": lambda w, n: activities.set_needs_completing(w.store, w.me, n, True),
    "activities.take": lambda w, n: activities.take(w.store, w.me, n),
    "activities.delete": lambda w, n: activities.delete(w.store, w.me, n),
    "activities.delete:ended": lambda w, n: activities.delete(w.store, w.me, n),
    "activities.delete:one": lambda w, n: activities.delete(w.store, w.me, n),
    "activities.delete:cycle": lambda w, n: activities.delete(w.store, w.me, n, scope="following"),
    "activities.reopen": lambda w, n: activities.reopen(w.store, w.me, n),
    "activities.edit:ended": lambda w, n: w.edit(n, public=True),
    "activities.edit:ended-text": lambda w, n: w.edit(n, description="other"),
    "activities.edit:ended-filling": lambda w, n: w.edit(n, description="other"),
    "series.of": _series_of,
    "activities.move:cycle": lambda w, n: activities.move(w.store, w.me, n, timed(17, day=TOMORROW), scope="all"),
    "activities.edit:cycle": lambda w, n: w.edit(n, description="other", scope="following"),
    "activities.complete:cycle": lambda w, n: activities.complete(w.store, w.me, n, scope="all"),
    "activities.cancel:cycle": lambda w, n: activities.cancel(w.store, w.me, n, scope="all"),
    "series.repeat:own": lambda w, n: _repeat(w, n, others=False),
    "series.repeat:others": lambda w, n: _repeat(w, n, others=True),
    "bulk.complete": lambda w, n: bulk.complete(w.store, w.me, [n]),
    "bulk.cancel": lambda w, n: bulk.cancel(w.store, w.me, [n]),
    "bulk.move": lambda w, n: bulk.move(w.store, w.me, {n: timed(17)}),
    "bulk.set_priority": lambda w, n: bulk.set_priority(w.store, w.me, [n], "urgent"),
    "bulk.set_needs_completing": lambda w, n: bulk.set_needs_completing(w.store, w.me, [n], True),
    "bulk.reassign": lambda w, n: bulk.reassign(w.store, w.me, [n], [w.anna.id]),
}


UNDO: Call = lambda w, n: history.undo(w.store, w.me)  # noqa: E731
REDO: Call = lambda w, n: history.redo(w.store, w.me)  # noqa: E731


def _own(w: World, **fields: Any) -> int:
    """Plan something as the acting user, to be kept; return its number."""
    return activities.plan(w.real, w.me, draft(w.real, w.me, when=timed(20, day=TOMORROW), **fields)).id


def _given(w: World) -> None:
    number = activities.plan(w.real, w.anna, draft(w.real, w.anna, performer_ids=(w.me.id,))).id
    bulk.reassign(w.real, w.me, [number], [w.bob.id])


def _taken(w: World) -> None:
    number = activities.plan(w.real, w.anna, draft(w.real, w.anna, performer_ids=())).id
    activities.take(w.real, w.me, number)


def _planned_and_taken_back(w: World) -> None:
    _own(w, performer_ids=(w.bob.id,))
    history.undo(w.real, w.me)


def _completed_and_taken_back(w: World) -> None:
    activities.complete(w.real, w.me, _own(w))
    history.undo(w.real, w.me)


# What is done, and kept, before there is something to take back.
BEFORE: dict[str, Callable[[World], Any]] = {
    "history.undo:completed": lambda w: activities.complete(w.real, w.me, _own(w)),
    "history.undo:others": lambda w: activities.set_priority(w.real, w.me, _hers(w), "high"),
    "history.undo:reopened": lambda w: activities.reopen(
        w.real, w.me, activities.complete(w.real, w.me, _own(w)).id
    ),
    "history.undo:deleted": lambda w: activities.delete(w.real, w.me, _own(w)),
    "history.undo:taken": _taken,
    "history.undo:planned": lambda w: _own(w, performer_ids=(w.bob.id,)),
    "history.undo:given": _given,
    "history.undo:kept": lambda w: bulk.reassign(w.real, w.me, [_own(w, performer_ids=(w.bob.id,))], [w.me.id]),
    "history.redo:planned": _planned_and_taken_back,
    "history.redo:completed": _completed_and_taken_back,
}  # fmt: skip


def _hers(w: World) -> int:
    return activities.plan(w.real, w.anna, draft(w.real, w.anna)).id


HISTORY: dict[str, Call] = {key: UNDO if ".undo:" in key else REDO for key in BEFORE}

ATTACHED: dict[str, Call] = {
    "attachments.of:activity": lambda w, n: attachments.of(w.store, w.me, "activity", n),
    "attachments.link:activity": lambda w, n: attachments.link(w.store, w.me, "activity", n, "https://example.com/x"),
    "attachments.attach:activity": lambda w, n: attachments.attach(w.store, w.me, "activity", n, w.folder / "plan.txt"),
    "attachments.get": lambda w, n: attachments.get(w.store, w.me, n),
    "attachments.content": lambda w, n: attachments.content(w.store, w.me, n),
    "attachments.save_to": lambda w, n: attachments.save_to(w.store, w.me, n, w.folder / "out.txt", replace=True),
    "attachments.remove:own": lambda w, n: attachments.remove(w.store, w.me, n),
    "attachments.remove:others": lambda w, n: attachments.remove(w.store, w.me, n),
    "attachments.of:contact": lambda w, n: attachments.of(w.store, w.me, "contact", n),
    "attachments.link:contact": lambda w, n: attachments.link(w.store, w.me, "contact", n, "tel:600100200"),
    "attachments.link:project": lambda w, n: attachments.link(w.store, w.me, "project", n, "tel:600100200"),
    "attachments.remove:own-record": lambda w, n: attachments.remove(w.store, w.me, n),
    "attachments.remove:others-record": lambda w, n: attachments.remove(w.store, w.me, n),
}

TIME: dict[str, Call] = {
    "time_rows.tracking": lambda w, n: time_rows.tracking(w.store, w.me),
    "stopwatch.running": lambda w, n: stopwatch.running(w.store, w.me),
    "stopwatch.stop": lambda w, n: stopwatch.stop(w.store, w.me),
    "stopwatch.start": lambda w, n: stopwatch.start(w.store, w.me, n, switch=True),
    "time_entries.of_activity": lambda w, n: time_entries.of_activity(w.store, w.me, n),
    "time_entries.add:own": lambda w, n: time_entries.add(w.store, w.me, n, *hour_of_old(60)),
    "time_entries.add:others": lambda w, n: time_entries.add(w.store, w.me, n, *hour_of_old(60), user_id=w.bob.id),
    "time_entries.get:own": lambda w, n: time_entries.get(w.store, w.me, n),
    "time_entries.correct:own": _correct,
    "time_entries.delete:own": lambda w, n: time_entries.delete(w.store, w.me, n),
    "time_entries.get": lambda w, n: time_entries.get(w.store, w.me, n),
    "time_entries.correct": _correct,
    "time_entries.delete": lambda w, n: time_entries.delete(w.store, w.me, n),
}

LISTS: dict[str, Call] = {
    "day_plan.day": lambda w, n: day_plan.day(w.store, w.me, TODAY, known=TabCounts()),
    "day_plan.counts": lambda w, n: day_plan.counts(w.store, w.me),
    "day_plan.busy_day": lambda w, n: day_plan.busy_day(w.store, w.me, [w.bob.id], TODAY),
    "tabs.tab": lambda w, n: tabs.tab(w.store, w.me, "received"),
    "activity_list.listed": lambda w, n: activity_list.listed(w.store, w.me),
    "activity_list.numbers": lambda w, n: activity_list.numbers(w.store, w.me, activity_list.Wanted()),
    "calendar.within": lambda w, n: calendar.within(w.store, w.me, TODAY, TOMORROW),
    "calendar.names": lambda w, n: calendar.names(w.store, w.me, calendar.Whose("users", (w.bob.id,))),
    "search.search": lambda w, n: search.search(w.store, w.me, "zebra"),
    "record_activities.plan": lambda w, n: record_activities.plan(w.store, w.me, "contact", w.hers),
    "record_activities.history": lambda w, n: record_activities.history(w.store, w.me, "contact", w.hers),
    "record_activities.totals": lambda w, n: record_activities.totals(w.store, w.me, "contact", w.hers),
    "notifications.bell": lambda w, n: notifications.bell(w.store, w.me),
    "notifications.arrived": lambda w, n: notifications.arrived(w.store, w.me),
    "notifications.listing": lambda w, n: notifications.listing(w.store, w.me),
    "notifications.get": lambda w, n: notifications.get(w.store, w.me, _told(w)),
    "notifications.mark_read": lambda w, n: notifications.mark_read(w.store, w.me, [_told(w)]),
    "notifications.mark_all_read": lambda w, n: notifications.mark_all_read(w.store, w.me),
    "notifications.snooze": lambda w, n: notifications.snooze(w.store, w.me, _told(w), timed(18).start),
    "reports.changed.standing": lambda w, n: standing(w.store, w.me),
    "reports.counting.make": lambda w, n: reports.make(w.store, w.me, reports.Query("activities")),
    "reports.grouping.activities_in": lambda w, n: reports.activities_in(
        w.store, w.me, reports.Query("activities", ("status",)), (reports.Key("planned", "planned"),)
    ),
    "reports.contacts.contacts_in": lambda w, n: contacts_counted(
        w.store, w.me, reports.Query("forgotten", ("owner",)), (reports.Key(w.anna.id),)
    ),
}


def _told(w: World) -> int:
    with w.real.reading() as read:
        row = read.one("select max(id) from notifications where user_id = :me", me=w.me.id)
    return int(row[0]) if row else 0


RECORDS: dict[str, Call] = {
    "contacts.get": lambda w, n: contacts.get(w.store, w.me, n),
    "persons.get": lambda w, n: persons.get(w.store, w.me, n),
    "projects.get": lambda w, n: projects.get(w.store, w.me, n),
    "contacts.search": lambda w, n: contacts.search(w.store, w.me, "hers"),
    "contacts.list_all": lambda w, n: contacts.list_all(w.store, w.me),
    "contacts.named": lambda w, n: contacts.named(w.store, w.me, "hers"),
    "contacts.add": lambda w, n: contacts.add(w.store, w.me, ContactDraft("New")),
    "persons.search": lambda w, n: persons.search(w.store, w.me, "own"),
    "persons.list_all": lambda w, n: persons.list_all(w.store, w.me),
    "persons.named": lambda w, n: persons.named(w.store, w.me, "person own"),
    "persons.add": lambda w, n: persons.add(w.store, w.me, PersonDraft("New", w.hers)),
    "projects.search": lambda w, n: projects.search(w.store, w.me, "own"),
    "projects.list_all": lambda w, n: projects.list_all(w.store, w.me),
    "projects.named": lambda w, n: projects.named(w.store, w.me, "project own"),
    "projects.add": lambda w, n: projects.add(w.store, w.me, ProjectDraft("New")),
    "contacts.listed": lambda w, n: contacts.listed(w.store, w.me, ContactQuery()),
    "contact_list.page": lambda w, n: contact_list.page(w.store, w.me, ContactQuery()),
    "contact_list.place": lambda w, n: contact_list.place(w.store, w.me, ContactQuery(), w.hers),
    "project_list.page": lambda w, n: project_list.page(w.store, w.me, ProjectQuery()),
    "project_list.subprojects": lambda w, n: project_list.subprojects(w.store, w.me, w.records["project"]["own"]),
    "project_list.of_contact": lambda w, n: project_list.of_contact(w.store, w.me, n),
    "history.record_changes:contact": lambda w, n: history.record_changes(w.store, w.me, "contact", n),
    "history.record_changes:role": lambda w, n: history.record_changes(w.store, w.me, "role", 1),
    "relations.related": lambda w, n: relations.related(w.store, w.me, n),
    "contacts.edit": _edit_contact,
    "contacts.retire": lambda w, n: contacts.retire(w.store, w.me, n),
    "relations.relate": lambda w, n: relations.relate(w.store, w.me, n, w.hers, "parent"),
    "relations.unrelate": lambda w, n: relations.unrelate(w.store, w.me, n, w.hers),
    "merging.merge": lambda w, n: merging.merge(w.store, w.me, n, w.hers),
    "persons.add:at": lambda w, n: persons.add(w.store, w.me, PersonDraft("New", n)),
    "persons.edit": _edit_person,
    "persons.retire": lambda w, n: persons.retire(w.store, w.me, n),
    "projects.edit": _edit_project,
    "projects.retire": lambda w, n: projects.retire(w.store, w.me, n),
}

PASSWORD = "a long enough one"

TEAM: dict[str, Call] = {
    "people.users": lambda w, n: people.users(w.store, w.me),
    "people.choosable": lambda w, n: people.choosable(w.store, w.me),
    "people.user_named": lambda w, n: people.user_named(w.store, w.me, "bob"),
    "people.roles": lambda w, n: people.roles(w.store, w.me),
    "people.role_named": lambda w, n: people.role_named(w.store, w.me, "Employee"),
    "people.add_user": lambda w, n: people.add_user(w.store, w.me, UserDraft("newcomer")),
    "people.edit_user": lambda w, n: _edit_user(w),
    "people.save_role:add": lambda w, n: people.save_role(w.store, w.me, "New", frozenset()),
    "people.save_role:edit": lambda w, n: _save_role(w),
    "people.set_language": lambda w, n: people.set_language(w.store, w.me, "pl"),
    "passwords.has_password": lambda w, n: passwords.has_password(w.store, w.me),
    "passwords.set_password:own": lambda w, n: passwords.set_password(w.store, w.me, w.me.id, PASSWORD),
    "passwords.set_password:others": lambda w, n: passwords.set_password(w.store, w.me, w.bob.id, PASSWORD),
    "settings.get": lambda w, n: settings.get(w.store, w.me),
    "settings.get_one": lambda w, n: settings.get_one(w.store, w.me, "time-tracking"),
    "settings.set_one": lambda w, n: settings.set_one(w.store, w.me, "time-tracking", "off"),
    "settings.preferences": lambda w, n: settings.preferences(w.store, w.me),
    "settings.set_preference": lambda w, n: settings.set_preference(w.store, w.me, "theme", "dark"),
    "event_choices.choices": lambda w, n: event_choices.choices(w.store, w.me),
    "event_choices.set_choices": lambda w, n: event_choices.set_choices(w.store, w.me, Choices({})),
    "dictionaries.entries": lambda w, n: dictionaries.entries(w.store, w.me, "category"),
    "dictionaries.entry_named": lambda w, n: dictionaries.entry_named(w.store, w.me, "category", "Call"),
    "dictionaries.add_entry:category": lambda w, n: dictionaries.add_entry(w.store, w.me, "goal", EntryDraft("New")),
    "dictionaries.add_entry:other": lambda w, n: dictionaries.add_entry(
        w.store, w.me, "project-stage", EntryDraft("New")
    ),
    "dictionaries.edit_entry": lambda w, n: _edit_entry(w),
    "dictionaries.move_entry": lambda w, n: dictionaries.move_entry(w.store, w.me, w.category, by=1),
    "people.give_right": lambda w, n: people.give_right(
        w.store, w.me, "export", frozenset(), seen=people.roles(w.real, w.anna)
    ),
    "people.set_zone": lambda w, n: people.set_zone(w.store, w.me, "Asia/Kathmandu"),
    "taking_over.preview": lambda w, n: taking_over.preview(w.store, w.me, w.bob.id, w.anna.id),
    "taking_over.take_over": lambda w, n: taking_over.take_over(w.store, w.me, w.bob.id, w.anna.id),
    "company.fill": lambda w, n: company.fill(w.store, w.me, activities=1),
}

FILES: dict[str, Call] = {
    "exchange.activities_out.export": lambda w, n: activities_out.export(w.store, w.me, io.StringIO(), "json", [1]),
    "exchange.contacts_out.export": lambda w, n: contacts_out.export(w.store, w.me, io.StringIO(), "json"),
    "exchange.time_out.export": lambda w, n: time_out.export(
        w.store, w.me, io.StringIO(), "json", time_out.WantedTime()
    ),
    "reports.export.export": lambda w, n: reports.export(
        w.store, w.me, io.StringIO(), "csv", reports.make(w.real, w.anna, reports.Query("activities"))
    ),
    "exchange.contacts_in.bring_in:new": lambda w, n: _bring_in(w, "Quite new", address="x"),
    "exchange.contacts_in.bring_in:others": lambda w, n: _bring_in(w, "Hers", address="x"),
    "exchange.contacts_in.bring_in:person": lambda w, n: _bring_in(
        w, "Contact another's", person="Person another's", position="x"
    ),
    "exchange.remembered.recalled": lambda w, n: remembered.recalled(w.store, w.me, ["name"]),
    "exchange.remembered.remember": lambda w, n: remembered.remember(
        w.store, w.me, ["name"], remembered.Chosen(("name",), True)
    ),
    "backup.making.back_up": lambda w, n: making.back_up(w.store, w.me, w.folder / "all.zip", replace=True),
}

CALLS: dict[str, Call] = {**ACTIVITIES, **HISTORY, **ATTACHED, **TIME, **LISTS, **RECORDS, **TEAM, **FILES}
