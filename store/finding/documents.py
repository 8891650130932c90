"""Documents: for each record the words by which it is found, put together from what the tables say (C8)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from store.finding.words import LONGEST_WORD, MARK, joined_numbers, name_mark, words
from store.reading import Reader

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
    made = _MAKERS[kind](read, ",".join(str(int(number)) for number in ids))
    return {number: " ".join(list(made.get(number, ()))[:WORDS_KEPT]) for number in ids}


def _add(found: Found, number: int, *texts: str | None) -> None:
    for text in texts:
        if text:
            found[number].update(dict.fromkeys(words(text)))


def _contacts(read: Reader, ids: str) -> Found:
    found: Found = defaultdict(dict)
    for number, name, short, tax, address, web in read.all(
        f"select id, name, short_name, tax_number, address, web from contacts where id in ({ids}) and not retired"
    ):
        _add(found, number, name, short, tax, address, web)
        found[number].update(dict.fromkeys(name_mark(text) for text in (name, short) if text))
        found[number].update(dict.fromkeys(_numbers(tax)))
    _points(read, found, "contact_id", ids)
    return found


def _persons(read: Reader, ids: str) -> Found:
    found: Found = defaultdict(dict)
    for number, name, position, contact, short in read.all(
        "select n.id, n.name, n.position, k.name, k.short_name from persons n join contacts k on k.id = n.contact_id "
        f"where n.id in ({ids}) and not n.retired"
    ):
        _add(found, number, name, position, contact, short)
        found[number][name_mark(name)] = None
    _points(read, found, "person_id", ids)
    return found


def _projects(read: Reader, ids: str) -> Found:
    found: Found = defaultdict(dict)
    for number, name, contact, short in read.all(
        "select p.id, p.name, k.name, k.short_name from projects p left join contacts k on k.id = p.contact_id "
        f"where p.id in ({ids}) and not p.retired"
    ):
        _add(found, number, name, contact, short)
        found[number][name_mark(name)] = None
    for number, keyword in read.all(
        f"select project_id, keyword from project_keywords where project_id in ({ids}) order by keyword"
    ):
        if number in found:
            _add(found, number, keyword)
    return found


def _points(read: Reader, found: Found, owner: str, ids: str) -> None:
    for number, kind, value in read.all(
        f"select {owner}, kind, value from contact_points where {owner} in ({ids}) order by id"
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


def _activities(read: Reader, ids: str) -> Found:
    found: Found = defaultdict(dict)
    rows = read.all(
        "select a.id, a.folded, a.category_id, a.series_id, a.assigner_id, a.status = 'planned', a.public, "
        "a.unassigned, k.name, k.short_name, p.name from activities a left join contacts k on k.id = a.contact_id "
        f"left join projects p on p.id = a.project_id where a.id in ({ids}) and not a.deleted"
    )
    for number, _text, category, series, assigner, planned, public, unassigned, *_names in rows:
        marks = {
            f"c{category}": True, f"u{assigner}": True, "open": planned, "public": public, "unassigned": unassigned,
            f"s{series}": series is not None,
        }  # fmt: skip
        found[number].update(dict.fromkeys(MARK + name for name, on in marks.items() if on))
    for table in ("performers", "observers"):
        for number, user in read.all(
            f"select activity_id, user_id from {table} where activity_id in ({ids}) order by activity_id, user_id"
        ):
            if number in found:
                found[number][f"{MARK}u{user}"] = None
    for number, text, *_facts, contact, short, project in rows:
        _add(found, number, contact, short, project, text)
    for number, name in read.all(
        "select l.activity_id, n.name from activity_persons l join persons n on n.id = l.person_id "
        f"where l.activity_id in ({ids}) order by l.activity_id, n.id"
    ):
        if number in found:
            _add(found, number, name)
    for number, text in read.all(
        f"select activity_id, substr(text, 1, {TEXT_READ}) from notes where activity_id in ({ids}) order by id desc"
    ):
        if number in found:
            _add(found, number, text)
    return found


_MAKERS: dict[Kind, Callable[[Reader, str], Found]] = {
    "contact": _contacts,
    "person": _persons,
    "project": _projects,
    "activity": _activities,
}
