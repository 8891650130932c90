"""Activities that match: what is planned before what is over, the near in time before the far, a series once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from store import rights
from store.finding.index import matching
from store.finding.words import AllOf, AnyOf, Asked, Term, mark, words
from store.instants import from_column
from store.reading import Reader
from store.rows import Acting

LOOKED_AT = 200
ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Found:
    """An activity that matches: `held` tells which words its document has, `series` of which series it is one."""

    id: int
    rank: tuple[int, int, float, int]
    series: int | None


def viewer(mine: frozenset[str], me: Acting) -> tuple[Asked, ...]:
    """Return the marks of what a user may see, () for everything; the same as rights.visible, for the index."""
    if "view-all" in mine:
        return ()
    marks = [mark(f"u{me.id}")]
    if "view-public" in mine:
        marks.append(mark("public"))
    if "take-unassigned" in mine:
        marks.append(mark("unassigned"))
    return (AnyOf(tuple(marks)),)


def activities(
    read: Reader, me: Acting, mine: frozenset[str], typed: Sequence[str], asked: tuple[Asked, ...], *,
    now: datetime, limit: int,
) -> list[Found]:  # fmt: skip
    """Return the best, best first. Of each, planned and over, the newest are looked at; never all of very many."""
    found: dict[int, Found] = {}
    seen: set[int] = set()
    for open_now in (True, False):
        below: int | None = None
        for _round in range(ROUNDS):
            without = tuple(mark(f"s{series}") for series in sorted(seen)) if below is not None else ()
            sides = (mark("open"),) if open_now else ()
            question = AllOf((*asked, *viewer(mine, me), *sides), without if open_now else (mark("open"), *without))
            ids = matching(read, "activity", question, limit=LOOKED_AT, below=below)
            for one in _looked_at(read, me, mine, typed, ids, now):
                if one.series is None or one.series not in seen:
                    found[one.id] = one
            seen |= {one.series for one in found.values() if one.series is not None}
            if len(ids) < LOOKED_AT or len(_once(found.values())) >= limit:
                break
            below = ids[-1]
    return _once(found.values())[:limit]


def _looked_at(
    read: Reader, me: Acting, mine: frozenset[str], typed: Sequence[str], ids: Sequence[int], now: datetime
) -> list[Found]:
    if not ids:
        return []
    rows = read.all(
        "select a.id, a.series_id, a.status, a.starts_at, a.ended_at, d.words from activities a "
        f"join search_activity d on d.id = a.id where a.id in ({','.join(map(str, ids))}) "
        f"and {rights.visible(mine)}",
        me=me.id,
    )
    found = []
    for number, series, status, starts_at, ended_at, held in rows:
        planned = status == "planned"
        moment = from_column(starts_at) if starts_at else from_column(ended_at) if ended_at else now
        inexact = len(set(typed) - set(held.split(" ")))
        found.append(Found(number, (inexact, not planned, abs((moment - now).total_seconds()), -number), series))
    return found


def _once(found: Iterable[Found]) -> list[Found]:
    """Return what was found, best first, of each series the best alone."""
    best: dict[int, Found] = {}
    rows: list[Found] = []
    for one in sorted(found, key=lambda one: one.rank):
        if one.series is None:
            rows.append(one)
        elif one.series not in best:
            best[one.series] = one
            rows.append(one)
    return rows


def next_occurrences(
    read: Reader, me: Acting, mine: frozenset[str], found: Sequence[Found], now: datetime
) -> dict[int, int]:
    """Return, by series, the number of the next planned occurrence that may be seen."""
    following: dict[int, int] = {}
    for series in {one.series for one in found} - {None}:
        row = read.one(
            "select a.id from activities a where a.series_id = :series and a.status = 'planned' and a.ends_at >= :now "
            f"and {rights.visible(mine)} order by a.starts_at, a.id limit 1",
            series=series,
            now=now,
            me=me.id,
        )
        if row is not None and series is not None:
            following[series] = int(row[0])
    return following


def of_categories(read: Reader, typed: Sequence[str]) -> dict[str, list[Term]]:
    """Return, by typed word, the marks of the categories that have a word which begins so."""
    held = {
        int(number): words(name)
        for number, name in read.all("select id, name from dictionary_entries where kind = 'category'")
    }
    found = {
        word: [mark(f"c{number}") for number, names in held.items() if any(name.startswith(word) for name in names)]
        for word in typed
    }
    return {word: marks for word, marks in found.items() if marks}
