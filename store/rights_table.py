"""What each operation of the store needs (G2), as a table: for people in docs/rights.md, for the tests case by case.

The rules themselves stand where they are asked (store/rights.py and the operations). This says what comes of them, and
the tests try every line of it with every right missing and every right alone, on both databases.
"""

from collections.abc import Mapping
from dataclasses import dataclass

# One or several rights, any of which is enough; a refusal names the first.
Need = str
Needs = tuple[Need, ...]
ANYBODY = "anybody"

MEANINGS: dict[str, str] = {
    "delegate": "Give work to others: choose performers other than oneself.",
    "view-public": "See activities that are marked as public.",
    "view-all": "See every activity, whomever it concerns.",
    "edit-others": "Change what others have planned, and contacts, persons, projects and files of others.",
    "edit-ended": "Change, reopen or, with the right to delete, remove what is completed or cancelled.",
    "change-received-date": "Move an activity that one performs and somebody else planned.",
    "edit-received-description": "Change description and details of an activity that one performs and somebody else "
    "planned.",
    "delete": "Delete single planned activities of one's own; those of others with the right to edit others' besides.",
    "delete-cycle": "Delete several occurrences of a cycle at once.",
    "take-unassigned": "See activities that nobody performs, and take them.",
    "see-all-time": "See whose time was spent when, not only one's own, and what reports make of it.",
    "export": "Write activities, contacts and measured time into files.",
    "administer": "Keep users, roles, passwords, dictionaries and the settings of the team; back the database up.",
}

# Of each kind of record, who one may be to it, and what one needs to see it. Who does not see it is told what would be
# told if it did not exist.
WHO: dict[str, dict[str, Needs]] = {
    "activity": {"assigner": (), "performer": (), "observer": (), "stranger": ("view-all",)},
    "public activity": {"stranger": ("view-public|view-all",)},
    "unassigned activity": {"assigner": (), "observer": (), "stranger": ("take-unassigned|view-all",)},
    "activity to complete": {"assigner": (), "performer": (), "observer": (), "stranger": ("view-all",)},
    "ended activity": {"assigner": (), "performer": (), "observer": (), "stranger": ("view-all",)},
    "ended activity to complete": {"assigner": (), "performer": (), "observer": (), "stranger": ("view-all",)},
    "occurrence": {"assigner": (), "performer": (), "observer": (), "stranger": ("view-all",)},
    "own file": {"assigner": (), "performer": (), "observer": (), "stranger": ("view-all",)},
    "another's file": {"assigner": (), "performer": (), "observer": (), "stranger": ("view-all",)},
    "own time": {ANYBODY: ()},
    "another's time": {
        "assigner": ("see-all-time",),
        "performer": ("see-all-time",),
        "observer": ("see-all-time",),
        "stranger": ("see-all-time", "view-all"),
    },
    "contact": {"own": (), "nobody's": (), "another's": ()},
    "person": {"own": (), "nobody's": (), "another's": ()},
    "project": {"own": (), "nobody's": (), "another's": ()},
    "own record file": {ANYBODY: ()},
    "another's record file": {ANYBODY: ()},
    "change of what others planned": {ANYBODY: ("view-all",)},
    "nothing": {ANYBODY: ()},
}


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """One way to ask the store for something.

    `key` is module and function, after a colon which case of it; `record` the kind of what it is asked of. `needs` are,
    by who one is to that record, all the rights it takes besides seeing it, in the order in which they are asked.
    """

    key: str
    what: str
    record: str
    needs: Mapping[str, Needs]

    @property
    def name(self) -> str:
        """Module and function."""
        return self.key.partition(":")[0]


def _op(record: str, key: str, what: str, *needs: Need, **by_who: Needs) -> Operation:
    """Return an operation that needs the same whoever one is, but for those named."""
    return Operation(key, what, record, {who: by_who.get(who, needs) for who in WHO[record]})


def _own(record: str, key: str, what: str, *needs: Need) -> Operation:
    """Return an operation on one's own, or nobody's, record; another's needs edit-others."""
    return Operation(key, what, record, {who: () if who != "another's" else needs or (OTHERS,) for who in WHO[record]})


OTHERS = "edit-others"
ENDED = "edit-ended"
DATE, TEXT = "change-received-date|edit-others", "edit-received-description|edit-others"
A, AP = "activity", "assigner"
FREE: Needs = ()

ACTIVITIES: tuple[Operation, ...] = (
    _op("nothing", "activities.plan:own", "plan or record an activity of one's own"),
    _op("nothing", "activities.plan:others", "plan an activity for others", "delegate"),
    _op("nothing", "series.plan:own", "plan a cycle of one's own"),
    _op("nothing", "series.plan:others", "plan a cycle for others", "delegate"),
    _op("nothing", "activities.default_end", "ask how long a category usually takes"),
    _op("nothing", "quick_line.understand", "have a quick line read"),
    _op(A, "activities.get", "see an activity"),
    _op("public activity", "activities.get:public", "see a public activity"),
    _op("unassigned activity", "activities.get:unassigned", "see an activity that nobody performs"),
    _op("ended activity", "activities.get:ended", "see an ended activity"),
    _op("nothing", "activities.similar", "plan something similar to what one sees"),
    _op(A, "history.changes", "see the history"),
    _op(A, "history.record_changes:activity", "see the history, asked for as that of a record"),
    _op(A, "discussion.notes", "read the discussion"),
    _op(A, "discussion.add_note", "add to the discussion"),
    _op(A, "deliveries.of_activity", "see what became of reminders"),
    _op(A, "activities.edit:nothing", "save without a change"),
    _op(A, "activities.edit:other", "change category, priority, assignment, goal, busy, public, observers, reminders",
        OTHERS, assigner=FREE),
    _op(A, "activities.edit:date", "give it another time in the form", OTHERS, assigner=FREE, performer=(DATE,)),
    _op(A, "activities.edit:text", "change description and details", OTHERS, assigner=FREE, performer=(TEXT,)),
    _op("activity to complete", "activities.edit:filling", "fill in the texts of what is marked", OTHERS,
        assigner=FREE, performer=FREE),
    _op(A, "activities.edit:delegate", "choose other performers", OTHERS, "delegate", assigner=("delegate",)),
    _op("unassigned activity", "activities.edit:self", "choose oneself as performer in the form", OTHERS,
        assigner=FREE),
    _op(A, "activities.move", "move it", OTHERS, assigner=FREE, performer=(DATE,)),
    _op(A, "activities.complete", "complete it", OTHERS, assigner=FREE, performer=FREE),
    _op(A, "activities.cancel", "cancel it", OTHERS, assigner=FREE, performer=FREE),
    _op(A, "activities.set_priority", "set its priority", OTHERS, assigner=FREE, performer=FREE),
    _op(A, "activities.set_needs_completing", "mark it as to be completed", OTHERS, assigner=FREE, performer=FREE),
    _op("public activity", "activities.complete:public", "complete a public one", OTHERS),
    _op("unassigned activity", "activities.take", "take what nobody performs", "take-unassigned"),
    _op(A, "activities.delete", "delete a planned one", "delete", OTHERS, assigner=("delete",)),
    _op("ended activity", "activities.delete:ended", "delete an ended one", "delete", OTHERS, ENDED,
        assigner=("delete", ENDED)),
    _op("ended activity", "activities.reopen", "reopen it", ENDED, OTHERS, assigner=(ENDED,), performer=(ENDED,)),
    _op("ended activity", "activities.edit:ended", "change anything else of an ended one", ENDED, OTHERS,
        assigner=(ENDED,)),
    _op("ended activity", "activities.edit:ended-text", "change the texts of an ended one", ENDED, OTHERS,
        assigner=(ENDED,), performer=(ENDED, TEXT)),
    _op("ended activity", "activities.set_needs_completing:ended", "mark an ended one", OTHERS, assigner=FREE,
        performer=FREE),
    _op("ended activity to complete", "activities.edit:ended-filling",
        "fill in the texts of an ended one that is marked", ENDED, OTHERS, assigner=FREE, performer=FREE),
    _op("occurrence", "series.of", "see the rule of its cycle, and how many of it one sees"),
    _op("occurrence", "activities.move:cycle", "move several of a cycle", OTHERS, assigner=FREE, performer=(DATE,)),
    _op("occurrence", "activities.edit:cycle", "change several of a cycle", OTHERS, assigner=FREE, performer=(TEXT,)),
    _op("occurrence", "activities.complete:cycle", "complete several of a cycle", OTHERS, assigner=FREE,
        performer=FREE),
    _op("occurrence", "activities.cancel:cycle", "cancel several of a cycle", OTHERS, assigner=FREE, performer=FREE),
    _op("occurrence", "activities.delete:one", "delete one of a cycle", "delete", OTHERS, assigner=("delete",)),
    _op("occurrence", "activities.delete:cycle", "delete several of a cycle", "delete-cycle", OTHERS,
        assigner=("delete-cycle",)),
    _op(A, "series.repeat:own", "make it the first of a cycle of one's own", OTHERS, assigner=FREE),
    _op(A, "series.repeat:others", "make it the first of a cycle for others", OTHERS, "delegate",
        assigner=("delegate",)),
    _op(A, "bulk.complete", "complete what is marked", OTHERS, assigner=FREE, performer=FREE),
    _op(A, "bulk.cancel", "cancel what is marked", OTHERS, assigner=FREE, performer=FREE),
    _op(A, "bulk.move", "move what is marked", OTHERS, assigner=FREE, performer=(DATE,)),
    _op(A, "bulk.set_priority", "set the priority of what is marked", OTHERS, assigner=FREE, performer=FREE),
    _op(A, "bulk.set_needs_completing", "mark several as to be completed", OTHERS, assigner=FREE, performer=FREE),
    _op(A, "bulk.reassign", "give what is marked to others", OTHERS, "delegate", assigner=("delegate",)),
)  # fmt: skip

HISTORY: tuple[Operation, ...] = (
    _op("nothing", "history.undo:completed", "take back that one completed what one planned"),
    _op("change of what others planned", "history.undo:others", "take back a change of what others planned", OTHERS),
    _op("nothing", "history.undo:reopened", "take back that one reopened something", ENDED),
    _op("nothing", "history.undo:deleted", "take back that one deleted something", "delete"),
    _op("nothing", "history.undo:taken", "take back that one took something", "take-unassigned"),
    _op("nothing", "history.undo:planned", "take back what one planned"),
    _op("nothing", "history.undo:given", "take back that one gave away what one received", OTHERS),
    _op("nothing", "history.undo:kept", "take back that one kept what was for others", "delegate"),
    _op("nothing", "history.redo:planned", "plan again for others what was taken back", "delegate"),
    _op("nothing", "history.redo:completed", "complete again what one planned"),
)  # fmt: skip

ATTACHED: tuple[Operation, ...] = (
    _op(A, "attachments.of:activity", "see files and links of an activity"),
    _op(A, "attachments.link:activity", "add a link to an activity", stranger=(OTHERS,)),
    _op(A, "attachments.attach:activity", "add a file to an activity", stranger=(OTHERS,)),
    _op("another's file", "attachments.get", "see one of an activity's files or links"),
    _op("another's file", "attachments.content", "open a file of an activity"),
    _op("another's file", "attachments.save_to", "save a file of an activity elsewhere"),
    _op("own file", "attachments.remove:own", "take off what one added to an activity", stranger=(OTHERS,)),
    _op("another's file", "attachments.remove:others", "take off what others added to an activity", OTHERS),
    _op("contact", "attachments.of:contact", "see files and links of a contact"),
    _op("contact", "attachments.link:contact", "add a link to a contact"),
    _op("project", "attachments.link:project", "add a link to a project"),
    _op("own record file", "attachments.remove:own-record", "take off what one added to a contact or project"),
    _op("another's record file", "attachments.remove:others-record", "take off what others added there", OTHERS),
)  # fmt: skip

TIME: tuple[Operation, ...] = (
    _op("nothing", "time_rows.tracking", "see whether one's stopwatch runs"),
    _op("nothing", "stopwatch.running", "see what one's stopwatch measures"),
    _op("nothing", "stopwatch.stop", "stop one's stopwatch"),
    _op(A, "stopwatch.start", "start one's stopwatch", OTHERS, assigner=FREE, performer=FREE),
    _op(A, "time_entries.of_activity", "see one's own time on an activity; with see-all-time everybody's"),
    _op(A, "time_entries.add:own", "add one's own time", OTHERS, assigner=FREE, performer=FREE),
    _op(A, "time_entries.add:others", "add time of others", "see-all-time", OTHERS),
    _op("own time", "time_entries.get:own", "see one's own time"),
    _op("own time", "time_entries.correct:own", "correct one's own time"),
    _op("own time", "time_entries.delete:own", "remove one's own time"),
    _op("another's time", "time_entries.get", "see time of others"),
    _op("another's time", "time_entries.correct", "correct time of others", OTHERS),
    _op("another's time", "time_entries.delete", "remove time of others", OTHERS),
)  # fmt: skip

LISTS: tuple[Operation, ...] = (
    _op("nothing", "day_plan.day", "see one's plan of a day"),
    _op("nothing", "day_plan.counts", "see the numbers on the tabs"),
    _op("nothing", "day_plan.busy_day", "see the day of others: of it what one may see"),
    _op("nothing", "tabs.tab", "see a tab: of it what one may see"),
    _op("nothing", "activity_list.listed", "list activities: those one may see"),
    _op("nothing", "activity_list.numbers", "choose activities of a list: those one may see"),
    _op("nothing", "calendar.within", "see a calendar: of it what one may see"),
    _op("nothing", "calendar.names", "see whose calendars these are"),
    _op("nothing", "search.search", "search: among what one may see"),
    _op("nothing", "record_activities.plan", "see the plan of a contact or project: of it what one may see"),
    _op("nothing", "record_activities.history", "see its history: of it what one may see"),
    _op("nothing", "record_activities.totals", "see how much there is of both, of what one may see"),
    _op("nothing", "notifications.bell", "see how many notifications one has"),
    _op("nothing", "notifications.arrived", "see what has come"),
    _op("nothing", "notifications.listing", "list one's notifications"),
    _op("nothing", "notifications.get", "see one of one's notifications"),
    _op("nothing", "notifications.mark_read", "mark them as read"),
    _op("nothing", "notifications.mark_all_read", "mark all of them as read"),
    _op("nothing", "notifications.snooze", "put one off"),
    _op("nothing", "reports.changed.standing", "learn whether anything has changed since a report"),
    _op("nothing", "reports.counting.make", "make a report over what one may see"),
    _op("nothing", "reports.grouping.activities_in", "see the activities that a group counts"),
    _op("nothing", "reports.contacts.contacts_in", "see the contacts that a group counts"),
)  # fmt: skip

RECORDS: tuple[Operation, ...] = (
    *(_op(kind, f"{module}.get", f"see a {kind}")
      for kind, module in (("contact", "contacts"), ("person", "persons"), ("project", "projects"))),
    *(_op("nothing", f"{module}.{call}", f"{word} {module}")
      for module in ("contacts", "persons", "projects")
      for call, word in (("search", "look for"), ("list_all", "list"), ("named", "name"), ("add", "add"))),
    _op("nothing", "contacts.listed", "list contacts for the command line"),
    _op("nothing", "contact_list.page", "list contacts by windows"),
    _op("nothing", "contact_list.place", "find a contact's place in the list"),
    _op("nothing", "project_list.page", "list projects by windows"),
    _op("nothing", "project_list.subprojects", "list subprojects"),
    _op("contact", "project_list.of_contact", "list projects of a contact"),
    _op("contact", "history.record_changes:contact", "see the history of a contact, person or project"),
    _op("nothing", "history.record_changes:role", "see the history of users, roles, dictionaries, settings",
        "administer"),
    _op("contact", "relations.related", "see related contacts"),
    _own("contact", "contacts.edit", "change a contact"),
    _own("contact", "contacts.retire", "retire a contact"),
    _own("contact", "relations.relate", "relate it to a contact of another owner"),
    _own("contact", "relations.unrelate", "end that relation"),
    _op("contact", "merging.merge", "merge it with another", OTHERS),
    _op("contact", "persons.add:at", "add a person at a contact"),
    _own("person", "persons.edit", "change a person at a contact"),
    _own("person", "persons.retire", "retire a person at a contact"),
    _own("project", "projects.edit", "change a project"),
    _own("project", "projects.retire", "retire a project"),
)  # fmt: skip

TEAM: tuple[Operation, ...] = (
    _op("nothing", "people.users", "see the users"),
    _op("nothing", "people.choosable", "see who can be chosen"),
    _op("nothing", "people.user_named", "name a user"),
    _op("nothing", "people.roles", "see the roles"),
    _op("nothing", "people.role_named", "name a role"),
    _op("nothing", "people.add_user", "add a user", "administer"),
    _op("nothing", "people.edit_user", "change or deactivate a user", "administer"),
    _op("nothing", "people.save_role:add", "add a role", "administer"),
    _op("nothing", "people.save_role:edit", "change a role", "administer"),
    _op("nothing", "people.set_language", "set one's own language"),
    _op("nothing", "passwords.has_password", "see whether one has a password"),
    _op("nothing", "passwords.set_password:own", "set one's own password"),
    _op("nothing", "passwords.set_password:others", "set the password of others", "administer"),
    _op("nothing", "settings.get", "see the settings of the team"),
    _op("nothing", "settings.get_one", "see one of them"),
    _op("nothing", "settings.set_one", "set one of them", "administer"),
    _op("nothing", "settings.preferences", "see one's own settings"),
    _op("nothing", "settings.set_preference", "set one of one's own"),
    _op("nothing", "event_choices.choices", "see what one is told of"),
    _op("nothing", "event_choices.set_choices", "choose what one is told of"),
    _op("nothing", "dictionaries.entries", "see a dictionary"),
    _op("nothing", "dictionaries.entry_named", "name an entry"),
    _op("nothing", "dictionaries.add_entry:category", "add a category or a goal while planning"),
    _op("nothing", "dictionaries.add_entry:other", "add an entry to the other dictionaries", "administer"),
    _op("nothing", "dictionaries.edit_entry", "change or retire an entry", "administer"),
    _op("nothing", "dictionaries.move_entry", "move an entry", "administer"),
    _op("nothing", "people.give_right", "give a right to roles", "administer"),
    _op("nothing", "people.set_zone", "set one's own time zone"),
    _op("nothing", "taking_over.preview", "see what taking over would move", "administer"),
    _op("nothing", "taking_over.take_over", "give a leaver's open work to another", "administer"),
    _op("nothing", "company.fill", "fill a new database with a made-up company", "administer"),
)  # fmt: skip

FILES: tuple[Operation, ...] = (
    _op("nothing", "exchange.activities_out.export", "export activities: those one may see", "export"),
    _op("nothing", "exchange.contacts_out.export", "export contacts", "export"),
    _op("nothing", "exchange.time_out.export", "export time: that which one may see", "export"),
    _op("nothing", "reports.export.export", "export a report", "export"),
    _op("nothing", "exchange.contacts_in.bring_in:new", "import contacts that are new"),
    _op("nothing", "exchange.contacts_in.bring_in:others", "change contacts of others by an import", OTHERS),
    _op("nothing", "exchange.contacts_in.bring_in:person", "change persons there by an import", OTHERS),
    _op("nothing", "exchange.remembered.recalled", "recall how a table was read"),
    _op("nothing", "exchange.remembered.remember", "remember how a table was read"),
    _op("nothing", "backup.making.back_up", "back everything up", "administer"),
)  # fmt: skip

CHAPTERS: dict[str, tuple[Operation, ...]] = {
    "Activities": ACTIVITIES,
    "Undo and redo": HISTORY,
    "Files and links": ATTACHED,
    "Time": TIME,
    "Plans, lists, calendar, search, notifications": LISTS,
    "Contacts, persons, projects": RECORDS,
    "The team": TEAM,
    "Files in and out": FILES,
}
TABLE: tuple[Operation, ...] = tuple(operation for chapter in CHAPTERS.values() for operation in chapter)
