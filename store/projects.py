"""Projects (C4)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from store import rights
from store.changes import at_version, record, record_retired, recorded_edit
from store.database import Store
from store.drafts import ProjectDraft
from store.folding import fold, sort_key
from store.matching import id_named, like
from store.project_progress import Progress
from store.reading import Reader, SessionReader
from store.record_rows import ProjectRow
from store.refusals import Invalid, NotFound
from store.rows import Acting, Ref, UserRef
from store.texts import NAME_LIMIT, bounded, one_line
from store.texts import name as clean_name

if TYPE_CHECKING:
    from sqlmodel import Session

    from store.models import Project

_COLUMNS = """
    select x.id, x.version, x.name, p.id, p.name, k.id, k.name, s.id, s.name, t.id, t.name, u.id, u.login, u.name,
    x.starts_on, x.ends_on, x.progress, x.retired, s.colour
    from projects x left join projects p on p.id = x.parent_id left join contacts k on k.id = x.contact_id
    left join dictionary_entries s on s.id = x.status_id left join dictionary_entries t on t.id = x.stage_id
    left join users u on u.id = x.responsible_id
"""


def search(store: Store, me: Acting, text: str, *, limit: int = 20) -> tuple[ProjectRow, ...]:
    """Return projects whose name contains `text`, prefixes first."""
    pattern = like(text)
    with rights.reading(store, me) as read:
        return _rows(
            read,
            "where not x.retired and x.folded like :part escape '!' "
            "order by case when x.folded like :start escape '!' then 0 else 1 end, x.folded, x.id limit :limit",
            part=pattern,
            start=pattern[1:],
            limit=limit,
        )


def list_all(store: Store, me: Acting, *, text: str = "", retired: bool = False) -> tuple[ProjectRow, ...]:
    """Return every project, sorted by name; those that are retired only where asked for."""
    if retired:
        with rights.reading(store, me) as read:
            rows = _rows(read, "where x.retired and x.folded like :part escape '!'", part=like(text))
    else:
        rows = search(store, me, text, limit=2**31 - 1)
    return tuple(sorted(rows, key=lambda row: (sort_key(row.name), row.id)))


def get(store: Store, me: Acting, project_id: int) -> ProjectRow:
    """Return one project. Raises NotFound."""
    with rights.reading(store, me) as read:
        return _one(read, project_id)


def named(store: Store, me: Acting, text: str, *, retired: bool = False) -> ProjectRow:
    """Return the project that a name means, among those retired too if asked. Raises NotFound or Ambiguous."""
    source = "select id, name, folded from projects" + ("" if retired else " where not retired")
    with rights.reading(store, me) as read:
        return _one(read, id_named(read, "project", text, source))


def add(store: Store, me: Acting, draft: ProjectDraft) -> ProjectRow:
    """Add a project; the acting user is responsible unless the draft names another. Raises Invalid."""
    from store.models import Project

    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        row = Project(name="", folded="", created_at=now, responsible_id=me.id)
        _fill(session, read, row, draft)
        assert row.id is not None
        number = row.id
        record(session, me, now, kind="project", record_id=number, version=1, action="add", fields=[])
    return get(store, me, number)


def edit(store: Store, me: Acting, project_id: int, draft: ProjectDraft, *, version: int) -> ProjectRow:
    """Change a project: one's own, another's with edit-others. Raises Stale, NotAllowed, Invalid."""
    from store.models import Project

    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        row = at_version(session, Project, "project", project_id, version)
        if row.responsible_id not in {None, me.id}:
            rights.require(rights.current(read, me), "edit-others")
        with recorded_edit(session, me, now, kind="project", row=row, values=lambda: _values(read, row)):
            _fill(session, read, row, draft)
    return get(store, me, project_id)


def draft_of_project(row: ProjectRow) -> ProjectDraft:
    """Return the draft that would make `row` again."""
    return ProjectDraft(
        name=row.name,
        parent_id=row.parent.id if row.parent else None,
        contact_id=row.contact.id if row.contact else None,
        status_id=row.status.id if row.status else None,
        stage_id=row.stage.id if row.stage else None,
        keywords=row.keywords,
        responsible_id=row.responsible.id if row.responsible else None,
        start=row.start,
        end=row.end,
        progress=row.own_progress,
    )


def retire(store: Store, me: Acting, project_id: int, *, retired: bool = True) -> ProjectRow:
    """Retire a project, or take it back: what is planned and done for it stays. Another's with edit-others."""
    from store.models import Project

    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        row = session.get(Project, project_id)
        if row is None:
            raise NotFound("project", str(project_id))
        if row.responsible_id not in {None, me.id}:
            rights.require(rights.current(read, me), "edit-others")
        record_retired(session, me, now, kind="project", row=row, retired=retired)
    return get(store, me, project_id)


def _fill(session: "Session", read: Reader, row: "Project", draft: ProjectDraft) -> None:
    from sqlmodel import delete

    from store.models import ProjectKeyword

    row.name = clean_name(draft.name, "name")
    row.folded = fold(row.name)
    taken = read.one("select id from projects where folded = :folded", folded=row.folded)
    if taken and taken[0] != row.id:
        raise Invalid("name", "taken", row.name)
    for field, table, value in (("parent", "projects", draft.parent_id), ("contact", "contacts", draft.contact_id)):
        if value is not None and read.one(f"select 1 from {table} where id = :id", id=value) is None:
            raise Invalid(field, "unknown", str(value))
    _check_parents(read, row.id, draft.parent_id)
    for kind, entry in (("status", draft.status_id), ("stage", draft.stage_id)):
        if entry is not None and not read.one(
            "select 1 from dictionary_entries where id = :id and kind = :kind", id=entry, kind=f"project-{kind}"
        ):
            raise Invalid(kind, "unknown", str(entry))
    if draft.responsible_id is not None and not read.one("select 1 from users where id = :id", id=draft.responsible_id):
        raise Invalid("responsible", "unknown", str(draft.responsible_id))
    if draft.start and draft.end and draft.end < draft.start:
        raise Invalid("end", "end-before-start", draft.end.isoformat())
    if not 0 <= draft.progress <= 100:
        raise Invalid("progress", "out-of-range", str(draft.progress))
    row.parent_id, row.contact_id = draft.parent_id, draft.contact_id
    row.status_id, row.stage_id = draft.status_id, draft.stage_id
    if draft.responsible_id is not None:
        row.responsible_id = draft.responsible_id
    row.starts_on, row.ends_on, row.progress = draft.start, draft.end, draft.progress
    session.add(row)
    session.flush()
    assert row.id is not None
    session.exec(delete(ProjectKeyword).where(ProjectKeyword.project_id == row.id))  # type: ignore[arg-type]
    keywords = {bounded(one_line(keyword), "keyword", NAME_LIMIT) for keyword in draft.keywords} - {""}
    session.add_all(ProjectKeyword(project_id=row.id, keyword=keyword) for keyword in sorted(keywords))
    session.flush()


def _check_parents(read: Reader, project_id: int | None, parent_id: int | None) -> None:
    seen = {project_id}
    while parent_id is not None:
        if parent_id in seen:
            raise Invalid("parent", "cycle")
        seen.add(parent_id)
        row = read.one("select parent_id from projects where id = :id", id=parent_id)
        parent_id = row[0] if row else None


def _values(read: Reader, row: "Project") -> dict[str, Any]:
    return {
        "name": row.name,
        "parent": row.parent_id,
        "contact": row.contact_id,
        "status_entry": row.status_id,
        "stage": row.stage_id,
        "responsible": row.responsible_id,
        "start_on": row.starts_on.isoformat() if row.starts_on else None,
        "end_on": row.ends_on.isoformat() if row.ends_on else None,
        "progress": row.progress,
        "keywords": ", ".join(
            str(found[0])
            for found in read.all(
                "select keyword from project_keywords where project_id = :id order by keyword", id=row.id
            )
        ),
    }


def of_ids(read: Reader, ids: Sequence[int]) -> tuple[ProjectRow, ...]:
    """Return the projects of some numbers, in no order."""
    return _rows(read, f"where x.id in ({','.join(str(int(number)) for number in ids)})") if ids else ()


def _one(read: Reader, project_id: int) -> ProjectRow:
    rows = _rows(read, "where x.id = :id", id=project_id) if abs(project_id) < 2**31 else ()
    if not rows:
        raise NotFound("project", str(project_id))
    return rows[0]


def _rows(read: Reader, tail: str, **bound: Any) -> tuple[ProjectRow, ...]:
    records = read.all(_COLUMNS + tail, **bound)
    means = Progress.of(read)
    keywords: dict[int, list[str]] = defaultdict(list)
    if records:
        ids = ",".join(str(int(record[0])) for record in records)
        for project, keyword in read.all(
            f"select project_id, keyword from project_keywords where project_id in ({ids}) order by keyword"
        ):
            keywords[project].append(keyword)
    return tuple(
        ProjectRow(
            id=r[0], version=r[1], name=r[2], parent=_ref(r[3], r[4]), contact=_ref(r[5], r[6]),
            status=_ref(r[7], r[8]), stage=_ref(r[9], r[10]), keywords=tuple(keywords[r[0]]),
            responsible=UserRef(r[11], r[12], r[13]) if r[11] else None, start=_date(r[14]), end=_date(r[15]),
            progress=means.mean(r[0], r[16]), retired=bool(r[17]), own_progress=r[16],
            subprojects=len(means.below.get(r[0], ())), hue=r[18] or "",
        )
        for r in records
    )  # fmt: skip


def _ref(number: int | None, name: str | None) -> Ref | None:
    return Ref(number, name or "") if number is not None else None


def _date(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
