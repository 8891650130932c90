"""The list of contacts, a window at a time: filtered, ordered, never read whole (C3)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from store import rights
from store.database import Store
from store.dictionaries import below
from store.folding import fold
from store.instants import from_column
from store.matching import like
from store.reading import Reader
from store.rows import Acting, Ref, UserRef
from store.texts import one_line

Order = Literal["name", "status", "owner", "last", "next"]
ORDERS: tuple[Order, ...] = ("name", "status", "owner", "last", "next")
FEWEST_DIGITS = 3


@dataclass(frozen=True)
class ContactQuery:
    """What is to be listed, and in which order. `group_id` takes in the groups below it; `retired` lists those only."""

    text: str = ""
    status_id: int | None = None
    group_id: int | None = None
    owner_id: int | None = None
    retired: bool = False
    order: Order = "name"
    descending: bool = False

    @property
    def filters(self) -> bool:
        """Whether anything is left out beside what is retired."""
        return bool(fold(self.text)) or any((self.status_id, self.group_id, self.owner_id))


@dataclass(frozen=True)
class ContactLine:
    """A contact as a list shows it.

    `last_at` is when the last of its activities ended, `next_at` when the first that is planned begins: of all its
    activities, also of those that the acting user may not see. `hue` is the colour of the status.
    """

    id: int
    name: str
    short_name: str = ""
    status: Ref | None = None
    hue: str = ""
    owner: UserRef | None = None
    phone: str = ""
    email: str = ""
    last_at: datetime | None = None
    next_at: datetime | None = None
    retired: bool = False


@dataclass(frozen=True)
class ContactPage:
    """A window of a list: its rows from `first` on, and how many the whole list has."""

    first: int
    rows: tuple[ContactLine, ...]
    total: int


_COLUMNS = """
    select x.id, x.name, x.short_name, s.id, s.name, s.colour, u.id, u.login, u.name, x.last_at, x.next_at, x.retired
    from contacts x left join dictionary_entries s on s.id = x.status_id left join users u on u.id = x.owner_id
"""
_ORDERS: dict[Order, tuple[str, ...]] = {
    "name": ("x.sorting", "x.id"),
    "status": ("(s.id is null)", "s.position", "x.sorting", "x.id"),
    "owner": ("(u.id is null)", "u.folded", "u.id", "x.sorting", "x.id"),
    "last": ("(x.last_at is null)", "x.last_at", "x.sorting", "x.id"),
    "next": ("(x.next_at is null)", "x.next_at", "x.sorting", "x.id"),
}
_JOINS = {
    "status": "left join dictionary_entries s on s.id = x.status_id",
    "owner": "left join users u on u.id = x.owner_id",
}


def page(store: Store, me: Acting, query: ContactQuery, *, first: int = 0, limit: int = 200) -> ContactPage:
    """Return a window of the list that `query` describes, from its row `first` on."""
    with rights.reading(store, me) as read:
        conditions, bound = _conditions(read, query)
        where = " and ".join(conditions)
        found = read.all(
            f"select x.id{', count(*) over ()' if query.filters else ''} from contacts x "
            f"{_JOINS.get(query.order, '')} where {where} order by {_order(query)} limit :limit offset :first",
            limit=limit,
            first=max(0, first),
            **bound,
        )
        ids = [int(row[0]) for row in found]
        if found and query.filters:
            total = int(found[0][1])
        else:
            counted = read.one(f"select count(*) from contacts x where {where}", **bound)
            total = int(counted[0]) if counted else 0
        return ContactPage(max(0, first), lines_of(read, ids), total)


def numbers(read: Reader, query: ContactQuery) -> list[int]:
    """Return the numbers of everything that `query` describes, in its order."""
    conditions, bound = _conditions(read, query)
    where = " and ".join(conditions)
    tail = f"where {where} order by {_order(query)}"
    return [
        int(row[0]) for row in read.all(f"select x.id from contacts x {_JOINS.get(query.order, '')} {tail}", **bound)
    ]


def place(store: Store, me: Acting, query: ContactQuery, contact_id: int) -> int | None:
    """Return at which place of the list ordered by name a contact stands; None where it does not stand in it."""
    with rights.reading(store, me) as read:
        conditions, bound = _conditions(read, query)
        where = " and ".join(conditions)
        found = read.one(
            f"select x.sorting from contacts x where {where} and x.id = :wanted", wanted=contact_id, **bound
        )
        if found is None or query.order != "name":
            return None
        sign = ">" if query.descending else "<"
        before = read.one(
            f"select count(*) from contacts x where {where} and (x.sorting, x.id) {sign} (:sorting, :wanted)",
            sorting=found[0],
            wanted=contact_id,
            **bound,
        )
    return int(before[0]) if before else None


def lines_of(read: Reader, ids: list[int]) -> tuple[ContactLine, ...]:
    """Return contacts in the order of their numbers given."""
    if not ids:
        return ()
    listed = ",".join(map(str, ids))
    points: dict[int, dict[str, str]] = defaultdict(dict)
    for contact, kind, value in read.all(
        f"select contact_id, kind, value from contact_points where contact_id in ({listed}) order by id"
    ):
        points[contact].setdefault(kind, value)
    lines = {
        r[0]: ContactLine(
            id=r[0], name=r[1], short_name=r[2], status=Ref(r[3], r[4]) if r[3] else None, hue=r[5] or "",
            owner=UserRef(r[6], r[7], r[8]) if r[6] else None, phone=points[r[0]].get("phone", ""),
            email=points[r[0]].get("email", ""), last_at=from_column(r[9]) if r[9] else None,
            next_at=from_column(r[10]) if r[10] else None, retired=bool(r[11]),
        )
        for r in read.all(f"{_COLUMNS} where x.id in ({listed})")
    }  # fmt: skip
    return tuple(lines[number] for number in ids if number in lines)


def _order(query: ContactQuery) -> str:
    """Return the order; what has no value comes last whichever way round."""
    down = " desc" if query.descending else ""
    return ", ".join(part if part.endswith("is null)") else part + down for part in _ORDERS[query.order])


def _conditions(read: Reader, query: ContactQuery) -> tuple[list[str], dict[str, Any]]:
    conditions = ["x.retired" if query.retired else "not x.retired"]
    bound: dict[str, Any] = {}
    if query.status_id is not None:
        conditions.append("x.status_id = :status")
        bound["status"] = query.status_id
    if query.owner_id is not None:
        conditions.append("x.owner_id = :owner")
        bound["owner"] = query.owner_id
    if query.group_id is not None:
        groups = ",".join(map(str, below(read, query.group_id)))
        conditions.append(f"x.id in (select contact_id from contact_groups where entry_id in ({groups}))")
    if fold(query.text):
        conditions.append(_containing(query.text, bound))
    return conditions, bound


def _containing(text: str, bound: dict[str, Any]) -> str:
    """Return the condition that a text stands in a name, a person's name, an address, a number."""
    bound["text"] = like(text)
    value = "q.folded like :text escape '!'"
    digits = "".join(c for c in one_line(text) if c.isdigit())
    tax = "lower(x.tax_number) like :text escape '!'"
    if len(digits) >= FEWEST_DIGITS and not any(c.isalpha() for c in text):
        bound["digits"] = f"%{digits}%"
        bare = "replace(replace(q.folded, ' ', ''), '-', '')"
        value = f"({value} or (q.kind = 'phone' and {bare} like :digits))"
        tax = "x.tax_number like :digits"
    return (
        f"(x.folded like :text escape '!' or x.short_folded like :text escape '!' or {tax} "
        "or x.id in (select contact_id from persons where folded like :text escape '!' and not retired) "
        "or x.id in (select coalesce(q.contact_id, n.contact_id) from contact_points q left join persons n "
        f"on n.id = q.person_id where {value} and (q.person_id is null or not n.retired)))"
    )
