"""Documents: for each record the words by which it is found, put together from what the tables say (C8)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from store.finding.words import LONGEST_WORD, MARK, joined_numbers, name_mark, words
from store.reading import Reader, among

Kind = Literal["contact", "person", "project", "activity"]
NAMED: tuple[Kind, ...] = ("contact", "person", "project")
KINDS: tuple[Kind, ...] = (*NAMED, "activity")
WORDS_KEPT = 4_000
TEXT_READ = 20_000

Found = dict[int, dict[str, None]]


def documents(read: Reader, kind: Kind, ids: Sequence[int]) -> dict[int, str]:
    """Return the documents of some records: distinct words, a space between; "" for what is not to be found."""
    if not ids:
        return {}
    made = _MAKERS[kind](read, [int(number) for number in ids])
    return {number: " ".join(list(made.get(number, ()))[:WORDS_KEPT]) for number in ids}


def _add(found: Found, number: int, *texts: str | None) -> None:
    for text in texts:
        if text:
            found[number].update(dict.fromkeys(words(text)))


def _contacts(read: Reader, ids: list[int]) -> Found:
    found: Found = defaultdict(dict)
    for number, name, short, tax, address, web in read.all(
        f"select id, name, short_name, tax_number, address, web from contacts where id {among(read)} and not retired",
        ids=ids,
    ):
        _add(found, number, name, short, tax, address, web)
        found[number].update(dict.fromkeys(name_mark(text) for text in (name, short) if text))
        found[number].update(dict.fromkeys(_numbers(tax)))
    _points(read, found, "contact_id", ids)
    return found


def _persons(read: Reader, ids: list[int]) -> Found:
    found: Found = defaultdict(dict)
    for number, name, position, contact, short in read.all(
        "select n.id, n.name, n.position, k.name, k.short_name from persons n join contacts k on k.id = n.contact_id "
        f"where n.id {among(read)} and not n.retired",
        ids=ids,
    ):
        _add(found, number, name, position, contact, short)
        found[number][name_mark(name)] = None
    _points(read, found, "person_id", ids)
    return found


def _projects(read: Reader, ids: list[int]) -> Found:
    found: Found = defaultdict(dict)
    for number, name, contact, short in read.all(
        "select p.id, p.name, k.name, k.short_name from projects p left join contacts k on k.id = p.contact_id "
        f"where p.id {among(read)} and not p.retired",
        ids=ids,
    ):
        _add(found, number, name, contact, short)
        found[number][name_mark(name)] = None
    for number, keyword in read.all(
        f"select project_id, keyword from project_keywords where project_id {among(read)} order by keyword", ids=ids
    ):
        if number in found:
            _add(found, number, keyword)
    return found


def _points(read: Reader, found: Found, owner: str, ids: list[int]) -> None:
    for number, kind, value in read.all(
        f"select {owner}, kind, value from contact_points where {owner} {among(read)} order by id", ids=ids
    ):
        if number in found:
            _add(found, number, value)
            if kind == "phone":
                found[number].update(dict.fromkeys(joined_numbers(value)))


def _numbers(text: str) -> Iterable[str]:
    """Return a tax number without what separates its parts, with and without the letters before it."""
    yield from joined_numbers(text)
    if whole := "".join(words(text))[:LONGEST_WORD]:
        yield whole


def _activities(read: Reader, ids: list[int]) -> Found:
    found: Found = defaultdict(dict)
    of = among(read)
    rows = read.all(
        "select a.id, a.folded, a.category_id, a.series_id, a.assigner_id, a.status = 'planned', a.public, "
        "a.unassigned, k.name, k.short_name, p.name from activities a left join contacts k on k.id = a.contact_id "
        f"left join projects p on p.id = a.project_id where a.id {of} and not a.deleted",
        ids=ids,
    )
    for number, _text, category, series, assigner, planned, public, unassigned, *_names in rows:
        marks = {
            f"c{category}": True, f"u{assigner}": True, "open": planned, "public": public, "unassigned": unassigned,
            f"s{series}": series is not None,
        }  # fmt: skip
        found[number].update(dict.fromkeys(MARK + name for name, on in marks.items() if on))
    people = read.all(
        f"select 1, activity_id, user_id, '' from performers where activity_id {of} union all "
        f"select 2, activity_id, user_id, '' from observers where activity_id {of} union all "
        "select 3, l.activity_id, n.id, n.name from activity_persons l join persons n on n.id = l.person_id "
        f"where l.activity_id {of} order by 1, 2, 3",
        ids=ids,
    )
    for role, number, user, _name in people:
        if role != _PERSON and number in found:
            found[number][f"{MARK}u{user}"] = None
    for number, text, *_facts, contact, short, project in rows:
        _add(found, number, contact, short, project, text)
    for role, number, _person, name in people:
        if role == _PERSON and number in found:
            _add(found, number, name)
    for number, text in read.all(
        f"select activity_id, substr(text, 1, {TEXT_READ}) from notes where activity_id {of} order by id desc", ids=ids
    ):
        if number in found:
            _add(found, number, text)
    return found


_PERSON = 3
_MAKERS: dict[Kind, Callable[[Reader, list[int]], Found]] = {
    "contact": _contacts,
    "person": _persons,
    "project": _projects,
    "activity": _activities,
}
