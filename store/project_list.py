"""The list of projects, a window at a time: as a tree, or in another order (C4)."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Literal

from store import projects, rights
from store.database import Store
from store.folding import fold, sort_key
from store.matching import like
from store.project_progress import Progress
from store.reading import Reader
from store.record_rows import ProjectRow
from store.rows import Acting

Order = Literal["tree", "status", "contact", "responsible", "end", "progress"]
ORDERS: tuple[Order, ...] = ("tree", "status", "contact", "responsible", "end", "progress")
LAST = "\U0010ffff"


@dataclass(frozen=True)
class ProjectQuery:
    """What is to be listed, and in which order; "tree" is by name, subprojects below their project."""

    text: str = ""
    status_id: int | None = None
    stage_id: int | None = None
    responsible_id: int | None = None
    contact_id: int | None = None
    retired: bool = False
    order: Order = "tree"
    descending: bool = False

    @property
    def filters(self) -> bool:
        """Whether anything is left out beside what is retired."""
        return bool(fold(self.text)) or any((self.status_id, self.stage_id, self.responsible_id, self.contact_id))


@dataclass(frozen=True)
class ProjectPage:
    """A window of a list: (depth in the tree, project) from `first` on, and how many the whole list has."""

    first: int
    rows: tuple[tuple[int, ProjectRow], ...]
    total: int


@dataclass(frozen=True)
class _Known:
    id: int
    parent: int | None
    name: str
    key: Any


def page(store: Store, me: Acting, query: ProjectQuery, *, first: int = 0, limit: int = 200) -> ProjectPage:
    """Return a window of the list that `query` describes, from its row `first` on."""
    with rights.reading(store, me) as read:
        ordered = _ordered(_known(read, query), query)
        window = ordered[max(0, first) : max(0, first) + limit]
        rows = {row.id: row for row in projects.of_ids(read, [number for _depth, number in window])}
    found = tuple((depth, rows[number]) for depth, number in window if number in rows)
    return ProjectPage(max(0, first), found, len(ordered))


def subprojects(store: Store, me: Acting, project_id: int) -> tuple[ProjectRow, ...]:
    """Return the projects right below one, by name."""
    with rights.reading(store, me) as read:
        ids = [int(row[0]) for row in read.all("select id from projects where parent_id = :id", id=project_id)]
        rows = projects.of_ids(read, ids)
    return tuple(sorted((row for row in rows if not row.retired), key=lambda row: (sort_key(row.name), row.id)))


def of_contact(store: Store, me: Acting, contact_id: int) -> tuple[ProjectRow, ...]:
    """Return the projects of a contact, by name."""
    with rights.reading(store, me) as read:
        ids = [
            int(row[0])
            for row in read.all("select id from projects where contact_id = :id and not retired", id=contact_id)
        ]
        rows = projects.of_ids(read, ids)
    return tuple(sorted(rows, key=lambda row: (sort_key(row.name), row.id)))


def _known(read: Reader, query: ProjectQuery) -> list[_Known]:
    conditions = ["x.retired" if query.retired else "not x.retired"]
    bound: dict[str, Any] = {}
    for column in ("status_id", "stage_id", "responsible_id", "contact_id"):
        value = getattr(query, column)
        if value is not None:
            conditions.append(f"x.{column} = :{column}")
            bound[column] = value
    if fold(query.text):
        bound["text"] = like(query.text)
        conditions.append("(x.folded like :text escape '!' or k.folded like :text escape '!')")
    rows = read.all(
        "select x.id, x.parent_id, x.name, x.progress, s.position, k.sorting, u.folded, x.ends_on from projects x "
        "left join contacts k on k.id = x.contact_id left join dictionary_entries s on s.id = x.status_id "
        f"left join users u on u.id = x.responsible_id where {' and '.join(conditions)}",
        **bound,
    )
    if fold(query.text):
        rows += _by_keyword(read, query, {row[0] for row in rows}, conditions[:-1], bound)
    means = Progress.of(read)
    known = []
    for number, parent, name, progress, position, contact, responsible, ends in rows:
        keys: dict[Order, Any] = {
            "tree": "",
            "status": LAST if position is None else f"{position:06d}",
            "contact": LAST if contact is None else contact,
            "responsible": responsible or LAST,
            "end": LAST if ends is None else str(ends),
            "progress": means.mean(number, progress),
        }
        known.append(_Known(number, parent, sort_key(name), keys[query.order]))
    return known


def _by_keyword(
    read: Reader, query: ProjectQuery, there: set[int], conditions: list[str], bound: dict[str, Any]
) -> list[tuple[Any, ...]]:
    """Return what has a keyword that contains the text: keywords are few and not kept folded."""
    part = fold(query.text)
    ids = {
        int(number)
        for number, word in read.all("select project_id, keyword from project_keywords")
        if part in fold(word)
    }
    ids -= there
    if not ids:
        return []
    kept = {name: value for name, value in bound.items() if name != "text"}
    return read.all(
        "select x.id, x.parent_id, x.name, x.progress, s.position, k.sorting, u.folded, x.ends_on from projects x "
        "left join contacts k on k.id = x.contact_id left join dictionary_entries s on s.id = x.status_id "
        f"left join users u on u.id = x.responsible_id where {' and '.join(conditions)} "
        f"and x.id in ({','.join(map(str, ids))})",
        **kept,
    )


def _ordered(known: list[_Known], query: ProjectQuery) -> list[tuple[int, int]]:
    """Return (depth, number) in order; what has no value comes last whichever way round."""
    if query.order != "tree":
        valued = sorted((row for row in known if row.key != LAST), key=lambda row: (row.name, row.id))
        valued.sort(key=lambda row: row.key, reverse=query.descending)
        rest = sorted((row for row in known if row.key == LAST), key=lambda row: (row.name, row.id))
        return [(0, row.id) for row in (*valued, *rest)]
    ids = {row.id for row in known}
    below: dict[int | None, list[_Known]] = defaultdict(list)
    for row in sorted(known, key=lambda row: (row.name, row.id), reverse=not query.descending):
        below[row.parent if row.parent in ids else None].append(row)
    found: list[tuple[int, int]] = []
    left = [(0, row) for row in below[None]]
    while left:
        depth, row = left.pop()
        found.append((depth, row.id))
        left += [(depth + 1, child) for child in below[row.id]]
    return found
