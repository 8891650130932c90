"""Contacts, persons and projects that match: exact name, then beginning of a name, then words of it, then the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from store.finding.documents import Kind
from store.finding.index import matching
from store.finding.words import AllOf, Asked, Term, name_beginning, name_mark, words
from store.folding import sort_key
from store.reading import Reader

LOOKED_AT = 4
_SOURCES: dict[Kind, str] = {
    "contact": "select id, name, short_name from contacts",
    "person": "select id, name, '' from persons",
    "project": "select id, name, '' from projects",
}


@dataclass(frozen=True, slots=True)
class Ranked:
    """A record that matches, and how well: `tier` 0 for its very name, up to 4 for something else about it."""

    tier: int
    key: str
    id: int


def named(read: Reader, kind: Kind, typed: Sequence[str], asked: tuple[Asked, ...], limit: int) -> list[Ranked]:
    """Return the best of one kind, best first; of very many that match equally the newest are looked at."""
    whole = " ".join(typed)
    ids = dict.fromkeys(matching(read, kind, Term(name_mark(whole)), limit=limit))
    if len(ids) < limit:
        ids |= dict.fromkeys(matching(read, kind, Term(name_beginning(whole), prefix=True), limit=limit))
    if len(ids) < limit:
        ids |= dict.fromkeys(matching(read, kind, AllOf(asked), limit=limit * LOOKED_AT))
    if not ids:
        return []
    rows = read.all(f"{_SOURCES[kind]} where id in ({','.join(map(str, ids))})")
    ranked = [Ranked(_tier(typed, name, short), sort_key(name), number) for number, name, short in rows]
    return sorted(ranked, key=lambda one: (one.tier, one.key, one.id))[:limit]


def _tier(typed: Sequence[str], *names: str) -> int:
    best = 4
    for held in (words(name) for name in names if name):
        if held == tuple(typed):
            return 0
        if "·".join(held).startswith("·".join(typed)):
            best = min(best, 1)
        elif set(typed) <= set(held):
            best = min(best, 2)
        elif all(any(one.startswith(word) for one in held) for word in typed):
            best = min(best, 3)
    return best
