"""The demo company: believable people, contacts, projects and activities around the present, from a seed."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from store import company_words as words
from store import rights
from store.company_time import MeasuredTime
from store.database import Store
from store.folding import fold, sort_key
from store.reading import SessionReader
from store.refusals import Invalid
from store.rows import Acting

if TYPE_CHECKING:
    from sqlmodel import Session

BATCH = 5_000
MANY = 100_000
A_DAY = 6
DAYS_AHEAD = 30
OVERDUE_DAYS = 10
# The founder's own first day: enough to look at, whatever the seed.
MINE_TODAY, MINE_LATE = 12, 2


@dataclass
class _Company:
    rng: random.Random
    language: str
    zone: str
    now: datetime
    me: int
    time: MeasuredTime
    users: list[int] = field(default_factory=list)
    contacts: list[int] = field(default_factory=list)
    persons: dict[int, list[int]] = field(default_factory=dict)
    projects: list[int] = field(default_factory=list)
    categories: list[int] = field(default_factory=list)
    goals: list[int] = field(default_factory=list)


def fill(
    store: Store,
    me: Acting,
    *,
    activities: int = 300,
    seed: int = 1,
    language: str = "en",
    progress: Callable[[int], None] = lambda _done: None,
) -> None:
    """Fill a new database with a company and so many activities; the same seed and clock give the same company.

    Needs the right to administer. Raises Invalid("database", "used") where there is anything but the founder.
    """
    company = _Company(
        random.Random(seed),  # noqa: S311 - a demo, not a secret
        language,
        me.zone,
        store.clock.now(),
        me.id,
        MeasuredTime(seed, me.zone, store.clock.now()),
    )
    with store.writing() as session:
        read = SessionReader(session)
        rights.require(rights.current(read, me), "administer")
        if read.one("select 1 from activities") or read.one("select 1 from contacts"):
            raise Invalid("database", "used", store.name)
        _dictionaries(read, company)
        _users(session, company, min(200, max(7, activities // 5_000)))
        many = activities >= MANY
        _contacts(session, company, max(24, activities // (10 if many else 20)), persons=(2, 4) if many else (1, 3))
        _projects(session, company)
    done = 0
    while done < activities:
        count = min(BATCH, activities - done)
        with store.writing() as session:
            _activities(session, company, done, count, activities)
        done += count
        progress(done)


def _dictionaries(read: SessionReader, company: _Company) -> None:
    for kind, into in (("category", company.categories), ("goal", company.goals)):
        rows = read.all(
            "select id from dictionary_entries where kind = :kind and not retired order by position", kind=kind
        )
        into += [int(row[0]) for row in rows]


def _users(session: "Session", company: _Company, count: int) -> None:
    from sqlmodel import select

    from store.models import Role, User

    roles = [role.id for role in session.exec(select(Role)).all()]
    taken = set(session.exec(select(User.login)).all())
    company.users = [company.me]
    for number in range(count):
        first = words.FIRST[number % len(words.FIRST)]
        last = words.LAST[(number * 7 + number // len(words.FIRST)) % len(words.LAST)]
        login = next(name for name in _logins(first, last) if name not in taken)
        taken.add(login)
        user = User(
            login=login, name=f"{first} {last}", folded=fold(f"{first} {last}"), email=f"{login}@example.com",
            zone=company.zone, language=company.language, role_id=roles[1 if number % 8 == 1 else -1] or 0,
        )  # fmt: skip
        session.add(user)
        session.flush()
        assert user.id is not None
        company.users.append(user.id)


def _logins(first: str, last: str) -> list[str]:
    plain = fold(first).replace("'", ""), fold(last).replace("'", "")
    return [plain[0], f"{plain[0]}.{plain[1]}", *(f"{plain[0]}.{plain[1]}{n}" for n in range(2, 300))]


def _contacts(session: "Session", company: _Company, count: int, *, persons: tuple[int, int]) -> None:
    from store.models import Contact, ContactGroup, ContactPoint, Person

    rng = company.rng
    statuses, groups = _entries(session, "contact-status"), _entries(session, "contact-group")
    memberships: list[dict[str, Any]] = []
    contacts: list[dict[str, Any]] = []
    people: list[dict[str, Any]] = []
    points: list[dict[str, Any]] = []
    seen: set[str] = set()
    for number in range(count):
        name = _company_name(number)
        if fold(name) in seen:
            continue
        seen.add(fold(name))
        key = len(contacts) + 1
        company.contacts.append(key)
        street = f"{rng.choice(words.STREETS)} {rng.randint(1, 120)}, {rng.choice(words.TOWNS)}"
        contacts.append(
            {
                "id": key, "version": 1, "name": name, "folded": fold(name), "short_name": "", "short_folded": "",
                "tax_number": "", "address": street, "web": "", "owner_id": rng.choice(company.users),
                "retired": False, "created_at": company.now, "sorting": sort_key(name),
                "status_id": statuses[(key + key // 30) % len(statuses)] if statuses else None,
            }
        )  # fmt: skip
        if groups and key % 3 == 0:
            memberships.append({"contact_id": key, "entry_id": groups[key // 3 % len(groups)]})
        points.append(_point(f"office@{fold(name).split()[0].strip('&.')}{key}.example", "email", contact_id=key))
        company.persons[key] = []
        for _n in range(rng.randint(*persons)):
            person = len(people) + 1
            full = f"{rng.choice(words.FIRST)} {rng.choice(words.LAST)}"
            company.persons[key].append(person)
            people.append(
                {
                    "id": person, "version": 1, "contact_id": key, "name": full, "folded": fold(full),
                    "position": rng.choice(words.POSITIONS[company.language]), "retired": False,
                }
            )  # fmt: skip
            points.append(
                _point(
                    f"+48 {rng.randint(500, 899)} {rng.randint(100, 999)} {rng.randint(100, 999)}",
                    "phone",
                    person_id=person,
                )
            )
    tables = ((Contact, contacts), (Person, people), (ContactPoint, points), (ContactGroup, memberships))
    for table, rows in tables:
        _insert(session, table, rows)
    _advance(session, "contacts", "persons")


def _entries(session: "Session", kind: str) -> list[int]:
    rows = SessionReader(session).all(
        "select id from dictionary_entries where kind = :kind and not retired order by position", kind=kind
    )
    return [int(row[0]) for row in rows]


def _company_name(number: int) -> str:
    first = words.COMPANY_FIRST[number % len(words.COMPANY_FIRST)]
    rest = number // len(words.COMPANY_FIRST)
    if rest == 0:
        return first
    last = words.COMPANY_LAST[(rest - 1) % len(words.COMPANY_LAST)]
    more = (rest - 1) // len(words.COMPANY_LAST)
    return f"{first} {last}" + (f" {more + 1}" if more else "")


def _point(value: str, kind: str, *, contact_id: int | None = None, person_id: int | None = None) -> dict[str, Any]:
    return {"contact_id": contact_id, "person_id": person_id, "kind": kind, "value": value, "folded": fold(value)}


def _projects(session: "Session", company: _Company) -> None:
    from store.models import Project

    statuses, stages = _entries(session, "project-status"), _entries(session, "project-stage")
    rows: list[dict[str, Any]] = []
    for number, contact in enumerate(company.contacts[:: max(1, len(company.contacts) // 400) * 3]):
        kinds = words.PROJECTS[company.language]
        name = kinds[number % len(kinds)] + (f" {number // len(kinds) + 1}" if number >= len(kinds) else "")
        company.projects.append(number + 1)
        rows.append(
            {
                "id": number + 1, "version": 1, "name": name, "folded": fold(name), "contact_id": contact,
                "responsible_id": company.rng.choice(company.users), "progress": company.rng.randrange(0, 100, 5),
                "retired": False, "created_at": company.now,
                "parent_id": number if number % 4 == 3 else None,
                "status_id": statuses[number % len(statuses)] if statuses else None,
                "stage_id": stages[number % len(stages)] if stages else None,
                "starts_on": company.now.date() - timedelta(days=20 + number % 60),
                "ends_on": company.now.date() + timedelta(days=number * 13 % 200 - 20),
            }
        )  # fmt: skip
    _insert(session, Project, rows)
    _advance(session, "projects")


def _activities(session: "Session", company: _Company, first: int, count: int, total: int) -> None:
    from store.models import Activity, ActivityPerson, Change, Note, Performer, TimeEntry

    made: dict[Any, list[dict[str, Any]]] = {
        Activity: [], Performer: [], ActivityPerson: [], Note: [], Change: [], TimeEntry: [],
    }  # fmt: skip
    days = _days(company, total)
    for number in range(first + 1, first + count + 1):
        row, performers = _activity(company, number, days)
        made[Activity].append(row)
        copied = {"planned": row["status"] == "planned", "busy": False}
        copied |= {key: row[key] for key in ("starts_at", "ends_at", "ended_at")}
        made[Performer] += [{"activity_id": number, "user_id": user, **copied} for user in performers]
        made[TimeEntry] += company.time.entries(row, performers)
        if row["contact_id"] and company.rng.random() < 0.6:
            person = company.rng.choice(company.persons[row["contact_id"]])
            made[ActivityPerson].append({"activity_id": number, "person_id": person})
        made[Note] += _notes(company, row, performers)
        made[Change].append(
            {
                "at": row["created_at"], "user_id": row["assigner_id"], "kind": "activity", "record_id": number,
                "action": "plan", "version": 1, "fields": "[]", "undone": False, "step": number,
            }
        )  # fmt: skip
    for table, rows in made.items():
        _insert(session, table, rows)
    _advance(session, "activities")


def _notes(company: _Company, activity: dict[str, Any], performers: Sequence[int]) -> list[dict[str, Any]]:
    """Return what was said about an activity, in the order of time as it is in every discussion (A10)."""
    said = []
    for _n in range(company.rng.choice((0, 0, 0, 1, 2))):
        text = company.rng.choice(words.NOTES[company.language])
        at = min(company.now, activity["created_at"] + timedelta(hours=company.rng.randint(1, 20)))
        said.append(
            {"activity_id": activity["id"], "author_id": company.rng.choice(performers), "at": at, "text": text}
        )
    return sorted(said, key=lambda note: note["at"])


def _days(company: _Company, total: int) -> list[date]:
    """Working days that a company of this size fills with so many activities, mostly past, up to a month ahead."""
    today = company.now.astimezone(ZoneInfo(company.zone)).date()
    length = max(20, total // (len(company.users) * A_DAY))
    ahead = min(DAYS_AHEAD, max(8, length // 3))
    days = (today + timedelta(days=offset) for offset in range(ahead - int(length * 1.4), ahead + 1))
    return [day for day in days if day.weekday() < 5 or day == today]


def _activity(company: _Company, number: int, days: list[date]) -> tuple[dict[str, Any], list[int]]:
    rng, tz = company.rng, ZoneInfo(company.zone)
    performer = company.users[number % len(company.users)]
    day = days[rng.randrange(len(days))] if number % 5 else days[-min(len(days), 1 + rng.randrange(30))]
    late = MINE_TODAY < number <= MINE_TODAY + MINE_LATE
    if number <= MINE_TODAY or late:
        today = company.now.astimezone(tz).date()
        performer, day = company.me, today - timedelta(days=(number - MINE_TODAY) * 2 if late else 0)
    start = datetime.combine(day, time(rng.randint(8, 16), rng.choice((0, 0, 30, 15, 45))), tz).astimezone(UTC)
    end = start + timedelta(minutes=rng.choice((15, 30, 30, 60, 60, 90, 120)))
    kind = rng.random()
    all_day = kind < 0.04
    if all_day:
        start = datetime.combine(day, time(), UTC)
        end = start + timedelta(days=rng.choice((1, 1, 2, 3)))
    status, ended = ("planned", None) if late else _status(company, end)
    open_ended = status == "planned" and kind > 0.985
    about = rng.random()
    contact = rng.choice(company.contacts) if about < 0.75 else None
    goal = rng.choice(company.goals) if contact and rng.random() < 0.3 else None
    description = rng.choice(words.DESCRIPTIONS[company.language]).format(n=rng.randint(2, 400), h=rng.randint(9, 15))
    details = words.DETAILS[company.language].format(n=rng.randint(10, 200)) if rng.random() < 0.2 else ""
    row = {
        "id": number, "version": 1, "category_id": rng.choices(company.categories, _weights(company))[0],
        "status": status, "outcome": _outcome(company, status) if goal else None,
        "priority": rng.choices(("low", "normal", "high", "urgent"), (8, 75, 13, 4))[0],
        "starts_at": None if open_ended else start, "ends_at": None if open_ended else end,
        "all_day": all_day and not open_ended, "zone": company.zone, "busy": False, "public": rng.random() < 0.05,
        "needs_completing": status != "planned" and (company.now - end).days < 20 and rng.random() < 0.03,
        "unassigned": False, "contact_id": contact, "direction": rng.choice(("in", "out", "out")) if contact else None,
        "project_id": rng.choice(company.projects) if not contact and about < 0.9 else None, "goal_id": goal,
        "assigner_id": performer if rng.random() < 0.8 else rng.choice(company.users), "description": description,
        "details": details, "folded": fold(f"{description} {details}"),
        "created_at": min(company.now, start - timedelta(days=rng.randint(1, 14))), "ended_at": ended, "deleted": False,
    }  # fmt: skip
    performers = {performer}
    if rng.random() < 0.1:
        performers.add(rng.choice(company.users))
    return row, sorted(performers)


def _outcome(company: _Company, status: str) -> str | None:
    drawn = company.rng.choice(("success", "success", "failure"))
    return drawn if status == "completed" else None


def _weights(company: _Company) -> list[int]:
    return [40, 25, 15, 6, 6, 8][: len(company.categories)] + [1] * max(0, len(company.categories) - 6)


def _status(company: _Company, end: datetime) -> tuple[str, datetime | None]:
    """What is to come is planned; of what is over, a little of the last days is still open."""
    if end >= company.now:
        return "planned", None
    draw = company.rng.random()
    if (company.now - end).days < OVERDUE_DAYS and draw < 0.05:
        return "planned", None
    ended = min(company.now, end + timedelta(minutes=company.rng.randint(0, 120)))
    return ("cancelled" if draw > 0.92 else "completed"), ended


def _insert(session: "Session", table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        session.connection().execute(table.__table__.insert(), rows)


def _advance(session: "Session", *tables: str) -> None:
    """Let PostgreSQL's sequences continue behind the numbers given here."""
    if session.get_bind().dialect.name != "postgresql":
        return
    read = SessionReader(session)
    for table in tables:
        read.all(f"select setval(pg_get_serial_sequence('{table}', 'id'), (select max(id) from {table}))")
