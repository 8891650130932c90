"""What a report may be asked for: kinds, dimensions, filters (F1 to F5)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from store.refusals import Invalid

Kind = Literal["time", "activities", "goals", "overdue", "forgotten"]
ByWhat = Literal[
    "user", "contact", "project", "category", "goal", "status", "outcome", "day", "week", "month", "age", "owner"
]
KINDS: tuple[Kind, ...] = ("time", "activities", "goals", "overdue", "forgotten")
DATES = frozenset({"day", "week", "month"})

_DIMENSIONS: dict[Kind, tuple[ByWhat, ...]] = {
    "time": ("user", "contact", "project", "category", "goal", "day", "week", "month"),
    "activities": (
        "category", "status", "outcome", "user", "contact", "project", "goal", "day", "week", "month",
    ),
    "goals": ("goal", "user", "contact", "project", "category", "day", "week", "month"),
    "overdue": ("age", "user", "contact", "project", "category"),
    "forgotten": ("owner", "contact", "status", "age"),
}  # fmt: skip
_FILTERS: dict[Kind, frozenset[str]] = {
    "time": frozenset({"start", "end", "user", "contact", "project", "category", "goal"}),
    "activities": frozenset({"start", "end", "user", "contact", "project", "category", "goal", "status"}),
    "goals": frozenset({"start", "end", "user", "contact", "project", "category", "goal"}),
    "overdue": frozenset({"user", "contact", "project", "category"}),
    "forgotten": frozenset({"user"}),
}
MOST_LEVELS = 2


@dataclass(frozen=True)
class Query:
    """One report, grouped by up to two dimensions, filtered; of a period, both days of it counted, in the user's zone.

    `user_id` is who spent the time, performs, or, of forgotten contacts, is the owner.
    """

    kind: Kind
    by: tuple[ByWhat, ...] = ()
    start: date | None = None
    end: date | None = None
    user_id: int | None = None
    contact_id: int | None = None
    project_id: int | None = None
    category_id: int | None = None
    goal_id: int | None = None
    status: str | None = None


def dimensions_of(kind: Kind) -> tuple[ByWhat, ...]:
    """Return by what a report can be grouped; by the first it is, unless something else is asked for."""
    return _DIMENSIONS[kind]


def filters_of(kind: Kind) -> frozenset[str]:
    """Return by what a report can be narrowed."""
    return _FILTERS[kind]


def default_query(kind: Kind, today: date) -> Query:
    """Return what a report shows before anything is chosen: this month, where it is about a period."""
    by = (dimensions_of(kind)[0],)
    if "start" not in filters_of(kind):
        return Query(kind, by)
    first = today.replace(day=1)
    return Query(kind, by, start=first, end=(first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def checked(query: Query) -> Query:
    """Return a query with its dimensions; raise Invalid for one that its kind has not.

    Invalid: ("report", "unknown"), ("by", "unknown" | "too-many" | "twice"), ("end", "end-before-start"), and
    (filter, "not-of-report") for a filter that the report cannot be narrowed by.
    """
    if query.kind not in KINDS:
        raise Invalid("report", "unknown", query.kind, KINDS)
    known = dimensions_of(query.kind)
    for wanted in query.by:
        if wanted not in known:
            raise Invalid("by", "unknown", wanted, known)
    if len(query.by) > MOST_LEVELS:
        raise Invalid("by", "too-many", ", ".join(query.by), (str(MOST_LEVELS),))
    if len(set(query.by)) < len(query.by):
        raise Invalid("by", "twice", query.by[0])
    if query.start is not None and query.end is not None and query.end < query.start:
        raise Invalid("end", "end-before-start", query.end.isoformat())
    for name in ("start", "end", "user", "contact", "project", "category", "goal", "status"):
        value = getattr(query, name if name in {"start", "end", "status"} else f"{name}_id")
        if value is not None and name not in filters_of(query.kind):
            raise Invalid(name, "not-of-report", query.kind, tuple(sorted(filters_of(query.kind))))
    return query if query.by else replace(query, by=(known[0],))
