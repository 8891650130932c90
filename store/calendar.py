"""The calendar (C2): what takes place on a range of days, of whomever one has chosen to look at."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

from store import rights
from store.activity_rows import select
from store.activity_state import LONG
from store.database import Store
from store.rows import Acting, ActivityRow, Ref, UserRef
from store.when import day_bounds

Kind = Literal["mine", "users", "public", "contact", "project"]
KINDS: tuple[Kind, ...] = ("mine", "users", "public", "contact", "project")
ORDER = "order by a.starts_at, a.ends_at desc, a.id"
# What has begun before the range and lasts into it: near it by its start, long before it by the flag.
_NEAR = "{0}.starts_at >= :since and {0}.starts_at < :latest and {0}.ends_at >= :earliest"
_LASTING = "{0}.long and {0}.starts_at < :since and {0}.ends_at >= :earliest"
_WITHIN = """
    ((not a.all_day and a.starts_at < :end and (a.ends_at > :start or a.starts_at >= :start))
     or (a.all_day and a.starts_at < :floating_end and a.ends_at > :floating))
"""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose calendar is looked at: `ids` are users, or the one contact or project.

    `public` tells whether what is public stands in one's own calendar too (A13).
    """

    kind: Kind = "mine"
    ids: tuple[int, ...] = ()
    public: bool = True


def within(
    store: Store, me: Acting, first: date, last: date, whose: Whose | None = None, *, cancelled: bool = False
) -> tuple[ActivityRow, ...]:
    """Return what takes place from `first` to `last` inclusive, dates in the acting user's zone, in the order of time.

    Whole days float: they are compared by their dates. What the acting user may not see is left out, what is cancelled
    too unless it is asked for. What is open-ended has no place in a calendar (A3).
    """
    chosen = whose or Whose()
    bound = {"me": me.id, **_bounds(first, last, me.zone)}
    with store.reading() as read:
        mine = rights.current(read, me)
        source = _source(chosen, bound, public="view-public" in mine)
        hidden = "" if cancelled else "and a.status <> 'cancelled'"
        rows = select(
            read,
            f"where {rights.visible(mine)} and {_WITHIN} {hidden} {ORDER}",
            source=f"({source}) f join activities a on a.id = f.number",
            **bound,
        )
    return tuple(rows)


def names(store: Store, me: Acting, whose: Whose) -> tuple[UserRef | Ref, ...]:
    """Return the users, the contact or the project that a calendar is of, as far as they are there, in that order."""
    if whose.kind not in {"users", "contact", "project"} or not whose.ids:
        return ()
    numbers = ",".join(str(int(number)) for number in whose.ids)
    columns = "id, login, name" if whose.kind == "users" else "id, name"
    with rights.reading(store, me) as read:
        records = read.all(f"select {columns} from {whose.kind.removesuffix('s')}s where id in ({numbers})")
    kind = UserRef if whose.kind == "users" else Ref
    found = {record[0]: kind(*record) for record in records}
    return tuple(found[number] for number in whose.ids if number in found)


def _bounds(first: date, last: date, zone: str) -> dict[str, Any]:
    """Return where a range begins and ends: for what has a time, for whole days, and for the index."""
    start, end = day_bounds(first, zone)[0], day_bounds(last, zone)[1]
    floating = datetime.combine(first, time(), UTC)
    floating_end = datetime.combine(last + timedelta(days=1), time(), UTC)
    earliest = min(start, floating)
    return {
        "start": start, "end": end, "floating": floating, "floating_end": floating_end, "earliest": earliest,
        "latest": max(end, floating_end), "since": earliest - LONG - timedelta(days=1),
    }  # fmt: skip


def _source(whose: Whose, bound: dict[str, Any], *, public: bool) -> str:
    """Return the statement that finds the numbers of what may lie in the range: index ranges, each short."""
    match whose.kind:
        case "mine" | "users":
            people = whose.ids if whose.kind == "users" else (bound["me"],)
            parts = [part for user in people for part in _performed(int(user))]
            if whose.kind == "mine" and whose.public and public:
                parts += _activities("a.public and not a.deleted")
            parts = parts or ["select 0 as number"]
        case "public":
            parts = _activities("a.public and not a.deleted")
        case "contact" | "project":
            bound["about"] = whose.ids[0] if whose.ids else 0
            parts = _activities(f"a.{whose.kind}_id = :about")
    return " union ".join(parts)


def _performed(user: int) -> list[str]:
    return [
        f"select m.activity_id as number from performers m where m.user_id = {user} and {condition.format('m')}"
        for condition in (_NEAR, _LASTING)
    ]


def _activities(condition: str) -> list[str]:
    return [
        f"select a.id as number from activities a where {condition} and {near.format('a')}"
        for near in (_NEAR, _LASTING)
    ]
