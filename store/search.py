"""One search over everything (C8): contacts, persons, projects, activities and what was said about them.

Case, accents and ł do not matter; every typed word has to begin a word of the record, in any order. Where little is
found so, words that differ by a letter or two are looked for as well. One finds only what one may see.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from store import contacts, persons, projects, rights
from store.activity_rows import select
from store.database import Store
from store.finding import vocabulary
from store.finding.activities import Found, activities, next_occurrences, of_categories
from store.finding.documents import NAMED, Kind
from store.finding.hits import Hit, activity_hits, record_hit
from store.finding.named import Ranked, named
from store.finding.words import Term, asked_of, words
from store.reading import Reader
from store.record_rows import ContactRow, PersonRow, ProjectRow
from store.rows import Acting

LIMIT = 50
FEW = 5
MOST_WORDS = 12

__all__ = ["Hit", "search"]


@dataclass(frozen=True)
class _Seeker:
    """Who looks for what, within one view of the database."""

    read: Reader
    me: Acting
    mine: frozenset[str]
    now: datetime
    typed: tuple[str, ...]
    limit: int


def search(store: Store, me: Acting, text: str, *, limit: int = LIMIT) -> tuple[Hit, ...]:
    """Return what matches, best first: contacts, persons and projects, then activities, then what is merely near.

    At most `limit`, shared among the kinds where more is found. The number of an activity finds it.
    """
    typed = words(text)[:MOST_WORDS]
    if not typed or limit < 1:
        return ()
    with store.reading() as read:
        seeker = _Seeker(read, me, rights.current(read, me), store.clock.now(), typed, limit)
        hits = _found(seeker, of_categories(read, typed), ())
        if len(hits) < min(FEW, limit):
            near = {word: vocabulary.near(read, word, unfinished=word == typed[-1]) for word in dict.fromkeys(typed)}
            others = tuple(dict.fromkeys(word for some in near.values() for word in some))
            if others:
                known = {(hit.kind, hit.id) for hit in hits}
                instead = {word: [Term(one) for one in some] for word, some in near.items()}
                more = _found(seeker, instead, others)
                hits += [hit for hit in more if (hit.kind, hit.id) not in known][: limit - len(hits)]
    return tuple(hits)


def _found(seeker: _Seeker, alternatives: "dict[str, list[Term]]", near: tuple[str, ...]) -> list[Hit]:
    read, typed, limit = seeker.read, seeker.typed, seeker.limit
    asked = asked_of(typed, alternatives)
    ranked = {kind: named(read, kind, typed, asked, limit) for kind in NAMED}
    about = activities(read, seeker.me, seeker.mine, typed, asked, now=seeker.now, limit=limit)
    numbered = _numbered(seeker)
    if numbered is not None:
        about = [numbered, *(other for other in about if other.id != numbered.id)]
    shares = _shares([*(len(ranked[kind]) for kind in NAMED), len(about)], limit)
    chosen: list[tuple[int, int, Ranked, Kind]] = []
    for place, kind in enumerate(NAMED):
        chosen += [(one.tier, place, one, kind) for one in ranked[kind][: shares[place]]]
    chosen.sort(key=lambda entry: (entry[0], entry[1]))
    rows = {kind: _rows(read, kind, [one.id for *_rank, one, of in chosen if of == kind]) for kind in NAMED}
    marked = (*typed, *near)
    hits = [record_hit(kind, rows[kind][one.id], marked, near) for *_rank, one, kind in chosen]
    mine = _activity_hits(seeker, about[: shares[-1]], marked, near)
    return [*mine[:1], *hits, *mine[1:]] if numbered else [*hits, *mine]


def _rows(read: Reader, kind: Kind, ids: Sequence[int]) -> dict[int, ContactRow | PersonRow | ProjectRow]:
    found: tuple[ContactRow | PersonRow | ProjectRow, ...]
    match kind:
        case "contact":
            found = contacts.of_ids(read, ids)
        case "person":
            found = persons.of_ids(read, ids)
        case _:
            found = projects.of_ids(read, ids)
    return {row.id: row for row in found}


def _activity_hits(
    seeker: _Seeker, about: Sequence[Found], marked: tuple[str, ...], near: tuple[str, ...]
) -> list[Hit]:
    if not about:
        return []
    read = seeker.read
    following = next_occurrences(read, seeker.me, seeker.mine, about, seeker.now)
    ids = {one.id for one in about} | set(following.values())
    rows = {row.id: row for row in select(read, f"where a.id in ({','.join(map(str, sorted(ids)))})")}
    pairs = [(rows[one.id], rows[following.get(one.series or 0, one.id)]) for one in about]
    return activity_hits(read, pairs, marked, near)


def _numbered(seeker: _Seeker) -> Found | None:
    """Return the activity whose number was typed, if it is there to be seen."""
    (word, *more) = seeker.typed
    if more or not word.isdecimal() or not 0 < int(word) < 2**31:
        return None
    row = seeker.read.one(
        f"select a.id from activities a where a.id = :id and {rights.visible(seeker.mine)}",
        id=int(word),
        me=seeker.me.id,
    )
    return Found(int(row[0]), (0, 0, 0.0, 0), None) if row else None


def _shares(found: Sequence[int], limit: int) -> list[int]:
    """Share `limit` places: half of them for activities, a sixth for each other kind, the rest in this order."""
    wanted = [limit // 6] * (len(found) - 1) + [limit - limit // 6 * (len(found) - 1)]
    shares = [min(many, place) for many, place in zip(found, wanted, strict=True)]
    for k, many in enumerate(found):
        shares[k] += min(many - shares[k], limit - sum(shares))
    return shares
