"""What each kind of report counts, in SQL: where from, under which conditions, by what, and which numbers."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from store import rights
from store.instants import from_column
from store.reading import Reader
from store.reports.asking import DATES, Query
from store.reports.local_days import floating_day, local_day, month_of, week_of
from store.reports.rows import Measure
from store.rows import Acting

HIDDEN = -1
# An eighth of all costs as much to look up as all of it costs to read.
PART = 8
# How old something is: less than so many days, and the word for it; what is older comes last.
AGES = ((8, "week"), (31, "month"), (91, "quarter"))
OLDER, NEVER = "older", "never"
_EDGES = ("min", "max")
# What is reported of activities, in an index: they are read from it without their texts. It holds all of them, but
# SQLite takes it only where it is said that a number is above 0: no other question is to be drawn to it.
REPORTED = "activities a indexed by ix_activities_reported"
ALL_OF_THEM = "a.id > 0"


@dataclass
class Source:
    """A statement in parts. `additive` tells that groups may be summed: nothing is in two of them.

    `names` says for each dimension from which table its labels come; `oldest` are measures that hold an ISO date, of
    which the age in days is to be told. `going` is what of the first measure still grows, among entries that have not
    ended: counted apart, so that what has ended is read from an index alone. `quick` are the same tables as told to
    SQLite where much of them is counted: it would look up activities whole, with their texts, for a number of each.
    """

    tables: str
    conditions: list[str]
    dimensions: dict[str, str]
    measures: dict[Measure, str]
    bound: dict[str, Any] = field(default_factory=dict)
    additive: bool = True
    oldest: frozenset[str] = frozenset()
    going: str = ""
    quick: str = ""

    @property
    def where(self) -> str:
        """The conditions as SQL."""
        return f"where {' and '.join(self.conditions)}" if self.conditions else ""


NAMES = {
    "user": "users",
    "owner": "users",
    "contact": "contacts",
    "project": "projects",
    "category": "dictionary_entries",
    "goal": "dictionary_entries",
}


def source_of(read: Reader, me: Acting, query: Query, now: datetime) -> Source:
    """Return what to count for a query that has been checked."""
    mine = rights.current(read, me)
    makers = {"time": _time, "activities": _activities, "goals": _goals, "overdue": _overdue}
    if query.kind == "forgotten":
        return _forgotten(read, me, query, now)
    return makers[query.kind](read, me, mine, query, now)


def _time(read: Reader, me: Acting, mine: frozenset[str], query: Query, now: datetime) -> Source:
    spent = "cast(strftime('%s', :now) as integer) - cast(strftime('%s', t.started_at) as integer)"
    if read.engine != "sqlite":
        spent = "cast(extract(epoch from cast(:now as timestamptz) - t.started_at) as integer)"
    # What time was spent on is shown only where the activity may be seen; one's own time always counts.
    shown = "" if "view-all" in mine else rights.visible(mine, deleted=True)
    columns = {"contact": "a.contact_id", "project": "a.project_id", "category": "a.category_id", "goal": "a.goal_id"}
    dimensions = {
        name: f"case when {shown} then {column} else {HIDDEN} end" if shown else column
        for name, column in columns.items()
    }
    dimensions |= {"user": "t.user_id"} | _dates(read.engine, "t.day")
    source = Source(
        # Every entry has its activity; said so, SQLite walks the entries and looks up activities in their order.
        "time_entries t left join activities a on a.id = t.activity_id",
        [rights.time_seen(mine)],
        dimensions,
        {
            Measure("seconds", "seconds"): "sum(t.seconds)",
            Measure("entries", "count"): "count(*)",
        },
        {"me": me.id, "now": now},
        going=f"sum(case when {spent} > 0 then {spent} else 0 end)",
    )
    period = []
    for name, sign, value in (("from", ">=", query.start), ("until", "<=", query.end)):
        if value is not None:
            period.append(f"t.day {sign} :{name}")
            source.bound[name] = value if read.engine != "sqlite" else value.isoformat()
    source.conditions += period
    _narrow(source, query, user="t.user_id", shown=shown)
    if "view-all" in mine and not _needs_activity(query, source):
        source.tables = "time_entries t"
    elif read.engine == "sqlite" and not _of_record(query):
        # In the order of activities, unless the entries of a period or a user are found more quickly by themselves.
        some = query.user_id is not None or "see-all-time" not in mine
        most = not some and _holds_most(read, "time_entries t", period, source.bound)
        order = "indexed by ix_time_entries_activity" if most else ""
        source.quick = f"time_entries t {order} left join {REPORTED} on a.id = t.activity_id and {ALL_OF_THEM}"
    return source


def _of_record(query: Query) -> bool:
    """Tell whether only what belongs to a contact or project is counted: an index finds it."""
    return query.contact_id is not None or query.project_id is not None


def _needs_activity(query: Query, source: Source) -> bool:
    if any(" a." in condition or "(a." in condition for condition in source.conditions):
        return True
    filtered = query.category_id is not None or query.goal_id is not None or _of_record(query)
    return filtered or bool(set(query.by) - DATES - {"user"})


def _activities(read: Reader, me: Acting, mine: frozenset[str], query: Query, now: datetime) -> Source:
    measures = {Measure("activities", "count"): "count(*)"}
    if "status" not in query.by:
        measures |= {
            Measure(word, "count"): f"count(case when a.status = '{word}' then 1 end)"
            for word in ("planned", "completed", "cancelled")
        }
    return _of_activities(read, me, mine, query, now, measures)


def _goals(read: Reader, me: Acting, mine: frozenset[str], query: Query, now: datetime) -> Source:
    measures = {
        Measure("goals", "count"): "count(*)",
        Measure("success", "count"): "count(case when a.outcome = 'success' then 1 end)",
        Measure("failure", "count"): "count(case when a.outcome = 'failure' then 1 end)",
        Measure("open", "count"): "count(case when a.status = 'planned' then 1 end)",
        Measure("rate", "percent"): "null",
    }
    source = _of_activities(read, me, mine, query, now, measures)
    source.conditions.append("a.goal_id is not null")
    return source


def _overdue(read: Reader, me: Acting, mine: frozenset[str], query: Query, now: datetime) -> Source:
    source = _of_activities(read, me, mine, query, now, {})
    today = now.astimezone(ZoneInfo(me.zone)).date()
    late = (
        "((not a.all_day and a.starts_at < :midnight and a.ends_at <= :midnight) "
        "or (a.all_day and a.ends_at <= :floating))"
    )
    source.conditions += ["a.status = 'planned'", f"(a.starts_at is null or {late})"]
    source.bound |= {"midnight": _midnight(today, me.zone), "floating": _floating(today)}
    first, last = _span(read, now)
    since = local_day(read.engine, "coalesce(a.ends_at, a.created_at)", me.zone, first, last)
    since = f"case when a.all_day then {floating_day(read.engine, 'a.starts_at')} else {since} end"
    source.dimensions["age"] = _age(since, today)
    source.measures = {
        Measure("overdue", "count"): "count(a.starts_at)",
        Measure("open_ended", "count"): "count(*) - count(a.starts_at)",
        Measure("oldest", "days"): f"min({since})",
    }
    source.oldest = frozenset({"oldest"})
    return source


def _forgotten(read: Reader, me: Acting, query: Query, now: datetime) -> Source:
    today = now.astimezone(ZoneInfo(me.zone)).date()
    first, last = _span(read, now)
    since = local_day(read.engine, "k.last_at", me.zone, first, last)
    source = Source(
        "contacts k",
        [
            "not k.retired",
            "not exists (select 1 from activities a where a.contact_id = k.id and a.status = 'planned' "
            "and not a.deleted)",
        ],
        {
            "owner": "k.owner_id",
            "contact": "k.id",
            "status": "k.status_id",
            "age": f"case when k.last_at is null then '{NEVER}' else {_age(since, today)} end",
        },
        {Measure("contacts", "count"): "count(*)", Measure("longest_ago", "days"): f"min({since})"},
        oldest=frozenset({"longest_ago"}),
    )
    if query.user_id is not None:
        source.conditions.append("k.owner_id = :user_id")
        source.bound["user_id"] = query.user_id
    return source


def _of_activities(
    read: Reader, me: Acting, mine: frozenset[str], query: Query, now: datetime, measures: dict[Measure, str]
) -> Source:
    """Return the activities that one may see, of the query's period and filters; by performer each counts for all."""
    by_user = "user" in query.by
    moment = "coalesce(a.starts_at, a.ended_at, a.created_at)"
    dimensions = {
        "user": "m.user_id",
        "contact": "a.contact_id",
        "project": "a.project_id",
        "category": "a.category_id",
        "goal": "a.goal_id",
        "status": "a.status",
        "outcome": "a.outcome",
    }
    if DATES & set(query.by):
        first, last = _span(read, now)
        day = (
            f"case when a.all_day then {floating_day(read.engine, 'a.starts_at')} "
            f"else {local_day(read.engine, moment, me.zone, first, last)} end"
        )
        dimensions |= _dates(read.engine, day)
    performed = " left join performers m on m.activity_id = a.id" if by_user else ""
    source = Source(
        f"activities a{performed}",
        [rights.visible(mine)],
        dimensions,
        measures,
        {"me": me.id},
        additive=not by_user,
    )
    around = _within(source, query, me.zone, moment)
    if read.engine == "sqlite" and not _of_record(query) and _holds_most(read, "activities a", around, source.bound):
        source.quick = REPORTED + performed
        source.conditions.append(ALL_OF_THEM)
    _narrow(source, query, user="m.user_id" if by_user else "")
    if query.status is not None:
        source.conditions.append("a.status = :status")
        source.bound["status"] = query.status
    return source


def _within(source: Source, query: Query, zone: str, moment: str) -> list[str]:
    """Add the period: instants by the clock of the zone, whole days as they float. Return it as bounds of an index."""
    around: list[str] = []
    for name, sign, value in (("start", ">=", query.start), ("end", "<", _after(query.end))):
        if value is None:
            continue
        source.conditions.append(
            f"((not a.all_day and {moment} {sign} :{name}) or (a.all_day and a.starts_at {sign} :{name}_floating))"
        )
        around.append(f"a.starts_at {sign} :{name}_around")
        source.bound |= {
            name: _midnight(value, zone),
            f"{name}_floating": _floating(value),
            # No instant is further from its floating day than this: so the index on the start can be used.
            f"{name}_around": _floating(value) + timedelta(days=-2 if sign == ">=" else 2),
        }
    if around:
        source.conditions.append(f"(a.starts_at is null or ({' and '.join(around)}))")
    return around


def _holds_most(read: Reader, table: str, period: list[str], bound: dict[str, Any]) -> bool:
    """Tell whether a period holds so much of a table that reading it in its order takes less than looking that up."""
    if not period:
        return True
    alias = table[-1]
    [most] = read.one(f"select coalesce(max({alias}.id), 0) / {PART} from {table}") or (0,)
    counted = f"select 1 from {table} where {' and '.join(period)} limit :most"
    [found] = read.one(f"select count(*) from ({counted})", **bound, most=most) or (0,)
    return bool(found >= most)


def _narrow(source: Source, query: Query, *, user: str, shown: str = "") -> None:
    """Add the filters of a query; what one may not see of an activity is not found by it either."""
    for name in ("contact", "project", "category", "goal"):
        value = getattr(query, f"{name}_id")
        if value is not None:
            source.conditions.append(f"a.{name}_id = :{name}_id" + (f" and {shown}" if shown else ""))
            source.bound[f"{name}_id"] = value
    if query.user_id is None:
        return
    source.bound["user_id"] = query.user_id
    source.conditions.append(
        f"{user} = :user_id"
        if user
        else "exists (select 1 from performers m where m.activity_id = a.id and m.user_id = :user_id)"
    )


def _dates(engine: str, day: str) -> dict[str, str]:
    return {"day": day, "week": week_of(engine, day), "month": month_of(engine, day)}


def _age(since: str, today: date) -> str:
    whens = [f"when {since} > '{(today - timedelta(days=days)).isoformat()}' then '{word}'" for days, word in AGES]
    return f"case {' '.join(whens)} else '{OLDER}' end"


def _span(read: Reader, now: datetime) -> tuple[datetime, datetime]:
    """Return the stretch of time in which there is anything at all: by indexes, rows being made in their order."""
    edges = [
        f"select {edge}({column}) as at from activities" for column in ("starts_at", "ended_at") for edge in _EDGES
    ]
    edges += [f"select created_at from activities where id = (select {edge}(id) from activities)" for edge in _EDGES]
    found = read.one(f"select min(x.at), max(x.at) from ({' union all '.join(edges)}) x")
    first, last = found if found is not None else (None, None)
    spare = timedelta(days=2)
    return (from_column(first) if first else now) - spare, (from_column(last) if last else now) + spare


def _after(day: date | None) -> date | None:
    return None if day is None else day + timedelta(days=1)


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _floating(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
