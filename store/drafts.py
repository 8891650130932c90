"""What people fill in: the input side of the store, checked there and nowhere else."""

from dataclasses import dataclass
from datetime import date

from store.reminder_kinds import Reminder
from store.rows import ActivityRow, Direction, Outcome, Priority, Status
from store.when import When


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """An activity as somebody would have it. `category_id` and `when` are required (A1); the rest is optional.

    `performer_ids` None means the acting user alone; an empty tuple means nobody (A12).
    """

    category_id: int | None = None
    when: When | None = None
    status: Status = "planned"
    outcome: Outcome | None = None
    priority: Priority = "normal"
    contact_id: int | None = None
    person_ids: tuple[int, ...] = ()
    direction: Direction | None = None
    project_id: int | None = None
    busy: bool = False
    public: bool = False
    needs_completing: bool = False
    performer_ids: tuple[int, ...] | None = None
    observer_ids: tuple[int, ...] = ()
    goal_id: int | None = None
    description: str = ""
    details: str = ""
    reminders: tuple[Reminder, ...] = ()


def draft_of(row: ActivityRow) -> ActivityDraft:
    """Return the draft that would make `row` again."""
    return ActivityDraft(
        category_id=row.category.id,
        when=row.when,
        status=row.status,
        outcome=row.outcome,
        priority=row.priority,
        contact_id=row.contact.id if row.contact else None,
        person_ids=tuple(person.id for person in row.persons),
        direction=row.direction,
        project_id=row.project.id if row.project else None,
        busy=row.busy,
        public=row.public,
        needs_completing=row.needs_completing,
        performer_ids=tuple(user.id for user in row.performers),
        observer_ids=tuple(user.id for user in row.observers),
        goal_id=row.goal.id if row.goal else None,
        description=row.description,
        details=row.details,
        reminders=row.reminders,
    )


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A contact as somebody would have it."""

    name: str
    short_name: str = ""
    tax_number: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    address: str = ""
    web: str = ""
    status_id: int | None = None
    group_ids: tuple[int, ...] = ()
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A contact person as somebody would have it."""

    name: str
    contact_id: int
    position: str = ""
    function_ids: tuple[int, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectDraft:
    """A project as somebody would have it."""

    name: str
    parent_id: int | None = None
    contact_id: int | None = None
    status_id: int | None = None
    stage_id: int | None = None
    keywords: tuple[str, ...] = ()
    responsible_id: int | None = None
    start: date | None = None
    end: date | None = None
    progress: int = 0


@dataclass(frozen=True, slots=True)
class UserDraft:
    """A user as an administrator would have them."""

    login: str
    name: str = ""
    role_id: int | None = None
    email: str = ""
    phone: str = ""
    zone: str = ""
    language: str = ""
    active: bool = True
    visible: bool = True


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """A dictionary entry as an administrator would have it."""

    name: str
    letter: str = ""
    colour: str = ""
    length_minutes: int | None = None
    retired: bool = False
    parent_id: int | None = None
