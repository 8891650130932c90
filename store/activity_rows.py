"""Reads activities as rows: one statement for the activities, one each for the lists that hang on them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any

from store import reminders
from store.instants import from_column
from store.reading import Reader, Record
from store.reminder_kinds import Reminder
from store.rows import ActivityRow, CategoryRef, NoteRow, Ref, Running, UserRef
from store.tracked_time import tracked
from store.when import AllDay, OpenEnded, Timed, When

DETAILS_IN_LISTS = 4000
# Few that stand in every row: made once, they need not be made again for each.
_user = lru_cache(512)(UserRef)
_category = lru_cache(64)(CategoryRef)

COLUMNS = """
    a.id, a.version, a.status, a.outcome, a.priority, a.starts_at, a.ends_at, a.all_day, a.busy, a.public,
    a.needs_completing, a.direction, a.description, substr(a.details, 1, :details), a.ended_at,
    c.id, c.name, c.letter, c.colour, k.id, k.name, p.id, p.name, g.id, g.name, u.id, u.login, u.name, a.series_id,
    a.occurrence_at
"""
JOINS = """
    join dictionary_entries c on c.id = a.category_id
    left join contacts k on k.id = a.contact_id
    left join projects p on p.id = a.project_id
    left join dictionary_entries g on g.id = a.goal_id
    join users u on u.id = a.assigner_id
"""


def select(
    read: Reader, tail: str, *, source: str = "activities a", whole: bool = False, **bound: Any
) -> list[ActivityRow]:
    """Return the activities of a statement's `tail` (from `where` on), in its order.

    `source` is the table (alias `a`) or the join it starts from; details are cut unless `whole`.
    """
    limit = 2**31 - 1 if whole else DETAILS_IN_LISTS
    records = read.all(f"select {COLUMNS} from {source} {JOINS} {tail}", details=limit, **bound)
    return _with_lists(read, records)


def by_id(read: Reader, activity_id: int, condition: str, **bound: Any) -> ActivityRow | None:
    """Return one activity whole, None if there is none or `condition` does not hold."""
    rows = select(read, f"where a.id = :id and {condition}", whole=True, id=activity_id, **bound)
    return rows[0] if rows else None


def by_ids(read: Reader, ids: Sequence[int]) -> list[ActivityRow]:
    """Return activities in the order of their ids given."""
    if not ids:
        return []
    listed = ",".join(str(int(number)) for number in ids)
    rows = {row.id: row for row in select(read, f"where a.id in ({listed})")}
    return [rows[number] for number in ids if number in rows]


def when_of(starts_at: Any, ends_at: Any, all_day: Any) -> When:
    """Return the kind of time that the columns hold."""
    if starts_at is None:
        return OpenEnded()
    start, end = from_column(starts_at), from_column(ends_at)
    if all_day:
        return AllDay(start.date(), (end - timedelta(days=1)).date())
    return Timed(start, end)


def _with_lists(read: Reader, records: Sequence[Record]) -> list[ActivityRow]:
    if not records:
        return []
    ids = ",".join(str(int(record[0])) for record in records)
    performers = _users(read, "performers", ids)
    observers = _users(read, "observers", ids)
    persons: dict[int, list[Ref]] = defaultdict(list)
    for activity, person, name in read.all(
        "select l.activity_id, n.id, n.name from activity_persons l join persons n on n.id = l.person_id "
        f"where l.activity_id in ({ids}) order by l.activity_id, n.folded, n.id"
    ):
        persons[activity].append(Ref(person, name))
    notes, time = _last_notes(read, ids), tracked(read, ids)
    reminding = reminders.of_activities(read, ids)
    return [
        _row(
            record, performers[record[0]], observers[record[0]], persons[record[0]], notes.get(record[0]),
            time.get(record[0], (0, ())), reminding.get(record[0], ()),
        )
        for record in records
    ]  # fmt: skip


def _users(read: Reader, table: str, ids: str) -> dict[int, list[UserRef]]:
    found: dict[int, list[UserRef]] = defaultdict(list)
    for activity, user, login, name in read.all(
        f"select l.activity_id, u.id, u.login, u.name from {table} l join users u on u.id = l.user_id "
        f"where l.activity_id in ({ids}) order by l.activity_id, u.folded, u.id"
    ):
        found[activity].append(_user(user, login, name))
    return found


def _last_notes(read: Reader, ids: str) -> dict[int, tuple[NoteRow, int]]:
    return {
        activity: (NoteRow(note, from_column(at), _user(user, login, name), text), count)
        for activity, count, note, at, text, user, login, name in read.all(
            "select n.activity_id, latest.many, n.id, n.at, n.text, u.id, u.login, u.name from notes n "
            "join (select activity_id, max(id) as last, count(*) as many from notes "
            f"where activity_id in ({ids}) group by activity_id) latest on latest.last = n.id "
            "join users u on u.id = n.author_id"
        )
    }


def _row(
    record: Record,
    performers: list[UserRef],
    observers: list[UserRef],
    persons: list[Ref],
    note: tuple[NoteRow, int] | None,
    time: tuple[int, tuple[Running, ...]],
    reminding: tuple[Reminder, ...],
) -> ActivityRow:
    (
        number, version, status, outcome, priority, starts_at, ends_at, all_day, busy, public, needs_completing,
        direction, description, details, ended_at, category_id, category, letter, hue, contact_id, contact,
        project_id, project, goal_id, goal, user_id, login, name, series, occurrence,
    ) = record  # fmt: skip
    return ActivityRow(
        id=number,
        version=version,
        when=when_of(starts_at, ends_at, all_day),
        category=_category(category_id, category, letter, hue),
        status=status,
        assigner=_user(user_id, login, name),
        performers=tuple(performers),
        observers=tuple(observers),
        outcome=outcome,
        priority=priority,
        busy=bool(busy),
        public=bool(public),
        needs_completing=bool(needs_completing),
        contact=Ref(contact_id, contact) if contact_id else None,
        persons=tuple(persons),
        direction=direction,
        project=Ref(project_id, project) if project_id else None,
        goal=Ref(goal_id, goal) if goal_id else None,
        description=description,
        details=details,
        ended_at=from_column(ended_at) if ended_at else None,
        series=series,
        occurrence=from_column(occurrence) if occurrence else None,
        last_note=note[0] if note else None,
        note_count=note[1] if note else 0,
        tracked_seconds=time[0],
        running=time[1],
        reminders=reminding,
    )
