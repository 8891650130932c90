"""The dictionaries (G3): categories, goals and the rest; entries in use are retired, never deleted."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from unicodedata import category, east_asian_width

from store import rights
from store.changes import record
from store.database import Store
from store.drafts import EntryDraft
from store.folding import fold
from store.matching import id_named
from store.reading import Reader, SessionReader
from store.record_rows import EntryRow
from store.refusals import Invalid, NotFound, Stale
from store.rows import HUES, Acting
from store.texts import name as clean_name
from store.texts import one_line

KINDS = (
    "category",
    "goal",
    "reminder-shortcut",
    "contact-status",
    "contact-group",
    "person-function",
    "project-status",
    "project-stage",
)
TREE = "contact-group"
ANYBODY_ADDS = frozenset({"category", "goal"})
LONGEST_LENGTH_DAYS = 14
# What the entries of a dictionary have besides a name.
FIELDS = {
    "category": frozenset({"letter", "colour", "length"}),
    "reminder-shortcut": frozenset({"length"}),
    "contact-status": frozenset({"colour"}),
    "project-status": frozenset({"colour"}),
}

_COLUMNS = "id, kind, name, position, retired, letter, colour, length_minutes, parent_id"


def entries(store: Store, me: Acting, kind: str, *, retired: bool = False) -> tuple[EntryRow, ...]:
    """Return a dictionary in its order, without what is retired unless asked for."""
    condition = "" if retired else "and not retired"
    with rights.reading(store, me) as read:
        rows = read.all(
            f"select {_COLUMNS} from dictionary_entries where kind = :kind {condition} order by position, id", kind=kind
        )
    return tuple(_row(row) for row in rows)


def entry_named(store: Store, me: Acting, kind: str, text: str, *, retired: bool = False) -> EntryRow:
    """Return the entry that a name means. Raises NotFound or Ambiguous."""
    condition = "" if retired else "and not retired"
    source = f"select id, name, folded from dictionary_entries where kind = :kind {condition}"
    with rights.reading(store, me) as read:
        return _get(read, id_named(read, kind, text, source, kind=kind))


def add_entry(store: Store, me: Acting, kind: str, draft: EntryDraft) -> EntryRow:
    """Add an entry at the end of its dictionary. Categories and goals may be added by anybody, while planning (C5).

    Raises Invalid for a name that is there already, NotAllowed("administer") for the other dictionaries.
    """
    from store.models import DictionaryEntry

    if kind not in KINDS:
        raise NotFound("dictionary", kind, KINDS)
    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        if kind not in ANYBODY_ADDS:
            rights.require(rights.current(read, me), "administer")
        last = read.one("select coalesce(max(position), -1) from dictionary_entries where kind = :kind", kind=kind)
        row = DictionaryEntry(kind=kind, name="", folded="", position=int(last[0]) + 1 if last else 0)
        _fill(read, row, draft)
        session.add(row)
        session.flush()
        assert row.id is not None
        number = row.id
        record(session, me, now, kind="entry", record_id=number, version=1, action="add", fields=[])
    with store.reading() as view:
        return _get(view, number)


def edit_entry(store: Store, me: Acting, entry_id: int, draft: EntryDraft, *, seen: EntryRow | None = None) -> EntryRow:
    """Change or retire an entry. Needs the right to administer.

    `seen` is the entry as it was when it was read: raises Stale if somebody has changed it since (A18).
    """
    from store.models import DictionaryEntry

    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        rights.require(rights.current(read, me), "administer")
        row = session.get(DictionaryEntry, entry_id)
        if row is None:
            raise NotFound("entry", str(entry_id))
        before = _values(row)
        if seen is not None and draft_of_entry(seen) != draft_of_entry(_get(read, entry_id)):
            raise Stale("entry", entry_id, 0)
        _fill(read, row, draft)
        row.retired = draft.retired
        session.add(row)
        session.flush()
        after = _values(row)
        fields = [(field, before[field], after[field]) for field in before if before[field] != after[field]]
        if fields:
            record(session, me, now, kind="entry", record_id=entry_id, version=1, action="edit", fields=fields)
    with store.reading() as view:
        return _get(view, entry_id)


def move_entry(store: Store, me: Acting, entry_id: int, *, by: int) -> EntryRow:
    """Move an entry by some places of its dictionary, a group among those of its own level; stops at either end.

    All positions are written in one transaction (G3). Needs the right to administer.
    """
    from store.models import DictionaryEntry

    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        rights.require(rights.current(read, me), "administer")
        row = _get(read, entry_id)
        everything = read.all(
            "select id, parent_id from dictionary_entries where kind = :kind order by position, id", kind=row.kind
        )
        level = [int(number) for number, parent in everything if parent == row.parent_id]
        before = level.index(entry_id)
        after = max(0, min(before + by, len(level) - 1))
        level.insert(after, level.pop(before))
        coming = iter(level)
        for place, (number, parent) in enumerate(everything):
            stands = session.get_one(DictionaryEntry, next(coming) if parent == row.parent_id else number)
            stands.position = place
            session.add(stands)
        session.flush()
        if after != before:
            record(
                session, me, now, kind="entry", record_id=entry_id, version=1, action="edit",
                fields=[("place", before + 1, after + 1)],
            )  # fmt: skip
    with store.reading() as view:
        return _get(view, entry_id)


def below(read: Reader, entry_id: int) -> list[int]:
    """Return the number of a group and of all that are below it in the tree, however deep (G3)."""
    rows = read.all(
        "with recursive tree (id) as (select id from dictionary_entries where id = :id union "
        "select e.id from dictionary_entries e join tree t on e.parent_id = t.id) select id from tree",
        id=entry_id,
    )
    return [int(row[0]) for row in rows] or [int(entry_id)]


def tree(entries_: Sequence[EntryRow]) -> list[tuple[int, EntryRow]]:
    """Return entries as a tree reads, each with its depth; what hangs below something not given stands at the top."""
    known = {row.id for row in entries_}
    children: dict[int | None, list[EntryRow]] = defaultdict(list)
    for row in entries_:
        children[row.parent_id if row.parent_id in known else None].append(row)
    found: list[tuple[int, EntryRow]] = []
    left = [(0, row) for row in reversed(children[None])]
    while left:
        depth, row = left.pop()
        found.append((depth, row))
        left += [(depth + 1, child) for child in reversed(children[row.id])]
    return found


def draft_of_entry(row: EntryRow) -> EntryDraft:
    """Return the draft that would make `row` again."""
    return EntryDraft(row.name, row.letter, row.colour, row.length_minutes, row.retired, row.parent_id)


def _fill(read: Reader, row: Any, draft: EntryDraft) -> None:
    row.name = clean_name(draft.name, "name")
    row.folded = fold(row.name)
    taken = read.one(
        "select id, retired from dictionary_entries where kind = :kind and folded = :folded",
        kind=row.kind,
        folded=row.folded,
    )
    if taken and taken[0] != row.id:
        raise Invalid("name", "taken-by-retired" if taken[1] else "taken", row.name)
    _check_fields(row, draft)
    if draft.colour and draft.colour not in HUES:
        raise Invalid("colour", "unknown", draft.colour, HUES)
    length = draft.length_minutes
    if length is not None and length <= 0:
        raise Invalid("length", "out-of-range", str(length))
    if length is not None and length > LONGEST_LENGTH_DAYS * 24 * 60:
        raise Invalid("length", "too-long", str(length), (str(LONGEST_LENGTH_DAYS),))
    _check_parent(read, row, draft.parent_id)
    row.colour, row.length_minutes, row.parent_id = draft.colour, length, draft.parent_id
    if row.kind == "category":
        row.letter = one_line(draft.letter) or _first_letter(row.name)
        row.colour = draft.colour or HUES[row.position % len(HUES)]


def _check_fields(row: Any, draft: EntryDraft) -> None:
    """Refuse what entries of this dictionary do not have (G3), a shortcut without its time, a letter that is none.

    What an entry has already it may keep, so that it can be retired.
    """
    given = (
        ("letter", draft.letter, row.letter),
        ("colour", draft.colour, row.colour),
        ("length", draft.length_minutes, row.length_minutes),
    )
    for field, value, before in given:
        if value and value != before and field not in FIELDS.get(row.kind, ()):
            raise Invalid(field, "not-of-kind", str(value))
    lost = row.id is None or row.length_minutes is not None
    if row.kind == "reminder-shortcut" and draft.length_minutes is None and lost:
        raise Invalid("length", "missing")
    letter = one_line(draft.letter)
    if letter not in {"", row.letter} and not (len(letter) == 1 and _fills_one_cell(letter)):
        raise Invalid("letter", "not-a-letter", letter)


def _fills_one_cell(character: str) -> bool:
    """Tell whether a character stands in one cell of a terminal, so that columns hold."""
    return east_asian_width(character) not in "WF" and category(character)[0] in "LNPS"


def _first_letter(name: str) -> str:
    """Return what marks a category that is given no letter: the first letter of its name that fills one cell."""
    first = next((c for c in name if c.isalnum() and _fills_one_cell(c)), "•")
    return first.upper() if len(first.upper()) == 1 else first


def _check_parent(read: Reader, row: Any, parent_id: int | None) -> None:
    """Refuse a group below itself, below an entry of another dictionary, and trees of anything else (G3)."""
    if parent_id is None:
        return
    found = read.one("select kind from dictionary_entries where id = :id", id=parent_id)
    if row.kind != TREE or found is None or found[0] != TREE:
        raise Invalid("parent", "unknown", str(parent_id))
    if row.id is not None and parent_id in below(read, row.id):
        raise Invalid("parent", "group-cycle", row.name)


def _values(row: Any) -> dict[str, Any]:
    return {
        "name": row.name,
        "letter": row.letter,
        "colour": row.colour,
        "length": row.length_minutes,
        "retired": row.retired,
        "parent_entry": row.parent_id,
    }


def _row(record_: tuple[Any, ...]) -> EntryRow:
    number, kind, name, position, retired, letter, colour, minutes, parent = record_
    return EntryRow(number, kind, name, position, bool(retired), letter, colour, minutes, parent)


def _get(read: Reader, entry_id: int) -> EntryRow:
    row = read.one(f"select {_COLUMNS} from dictionary_entries where id = :id", id=entry_id)
    if row is None:
        raise NotFound("entry", str(entry_id))
    return _row(row)
