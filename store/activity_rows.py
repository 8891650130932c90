"""Reads activities as rows: a statement for the activities, a few for all the lists that hang on them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import Any

from store import reminders
from store.instants import from_column
from store.reading import Reader, Record, among
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
    return with_lists(read, records(read, tail, source=source, whole=whole, **bound))


def records(
    read: Reader, tail: str, *, source: str = "activities a", whole: bool = False, **bound: Any
) -> list[Record]:
    """Return what `select` does without the lists: several of these get their lists together from `with_lists`."""
    limit = 2**31 - 1 if whole else DETAILS_IN_LISTS
    return read.all(f"select {COLUMNS} from {source} {JOINS} {tail}", details=limit, **bound)


def by_id(read: Reader, activity_id: int, condition: str, **bound: Any) -> ActivityRow | None:
    """Return one activity whole, None if there is none or `condition` does not hold."""
    rows = select(read, f"where a.id = :id and {condition}", whole=True, id=activity_id, **bound)
    return rows[0] if rows else None


def by_ids(read: Reader, ids: Sequence[int]) -> list[ActivityRow]:
    """Return activities in the order of their ids given."""
    if not ids:
        return []
    rows = {row.id: row for row in select(read, f"where a.id {among(read)}", ids=list(ids))}
    return [rows[number] for number in ids if number in rows]


def when_of(starts_at: Any, ends_at: Any, all_day: Any) -> When:
    """Return the kind of time that the columns hold."""
    if starts_at is None:
        return OpenEnded()
    start, end = from_column(starts_at), from_column(ends_at)
    if all_day:
        return AllDay(start.date(), (end - timedelta(days=1)).date())
    return Timed(start, end)


def with_lists(read: Reader, found: Sequence[Record]) -> list[ActivityRow]:
    """Return `records` as rows, with the lists that hang on them."""
    if not found:
        return []
    ids = sorted({int(record[0]) for record in found})
    people, notes = _people(read, ids), _last_notes(read, ids)
    time, reminding = tracked(read, ids), reminders.of_activities(read, ids)
    return [
        _row(
            record, people[record[0]], notes.get(record[0]), time.get(record[0], (0, ())),
            reminding.get(record[0], ()),
        )
        for record in found
    ]  # fmt: skip


@dataclass(slots=True)
class _People:
    performers: list[UserRef] = field(default_factory=list)
    observers: list[UserRef] = field(default_factory=list)
    persons: list[Ref] = field(default_factory=list)


def _people(read: Reader, ids: list[int]) -> dict[int, _People]:
    found: dict[int, _People] = defaultdict(_People)
    of = f"where l.activity_id {among(read)}"
    for role, activity, number, login, name, _order in read.all(
        "select 'performer', l.activity_id, u.id, u.login, u.name, u.folded "
        f"from performers l join users u on u.id = l.user_id {of} union all "
        "select 'observer', l.activity_id, u.id, u.login, u.name, u.folded "
        f"from observers l join users u on u.id = l.user_id {of} union all "
        "select 'person', l.activity_id, n.id, '', n.name, n.folded "
        f"from activity_persons l join persons n on n.id = l.person_id {of} order by 2, 6, 3",
        ids=ids,
    ):
        of_it = found[activity]
        if role == "person":
            of_it.persons.append(Ref(number, name))
        else:
            (of_it.performers if role == "performer" else of_it.observers).append(_user(number, login, name))
    return found


def _last_notes(read: Reader, ids: list[int]) -> dict[int, tuple[NoteRow, int]]:
    return {
        activity: (NoteRow(note, from_column(at), _user(user, login, name), text), count)
        for activity, count, note, at, text, user, login, name in read.all(
            "select n.activity_id, latest.many, n.id, n.at, n.text, u.id, u.login, u.name from notes n "
            "join (select activity_id, max(id) as last, count(*) as many from notes "
            f"where activity_id {among(read)} group by activity_id) latest on latest.last = n.id "
            "join users u on u.id = n.author_id",
            ids=ids,
        )
    }


def _row(
    record: Record,
    people: _People,
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
        performers=tuple(people.performers),
        observers=tuple(people.observers),
        outcome=outcome,
        priority=priority,
        busy=bool(busy),
        public=bool(public),
        needs_completing=bool(needs_completing),
        contact=Ref(contact_id, contact) if contact_id else None,
        persons=tuple(people.persons),
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
