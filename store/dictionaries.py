"""The dictionaries (G3): categories, goals and the rest; entries in use are retired, never deleted."""

from typing import Any

from store import rights
from store.changes import record
from store.database import Store
from store.drafts import EntryDraft
from store.folding import fold
from store.matching import id_named
from store.reading import Reader, SessionReader
from store.record_rows import EntryRow
from store.refusals import Invalid, NotFound
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
ANYBODY_ADDS = frozenset({"category", "goal"})
LONGEST_LENGTH_MINUTES = 14 * 24 * 60

_COLUMNS = "id, kind, name, position, retired, letter, colour, length_minutes"


def entries(store: Store, me: Acting, kind: str, *, retired: bool = False) -> tuple[EntryRow, ...]:
    """Return a dictionary in its order, without what is retired unless asked for."""
    condition = "" if retired else "and not retired"
    with store.reading() as read:
        rows = read.all(
            f"select {_COLUMNS} from dictionary_entries where kind = :kind {condition} order by position, id", kind=kind
        )
    return tuple(_row(row) for row in rows)


def entry_named(store: Store, me: Acting, kind: str, text: str, *, retired: bool = False) -> EntryRow:
    """Return the entry that a name means. Raises NotFound or Ambiguous."""
    condition = "" if retired else "and not retired"
    source = f"select id, name, folded from dictionary_entries where kind = :kind {condition}"
    with store.reading() as read:
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


def edit_entry(store: Store, me: Acting, entry_id: int, draft: EntryDraft) -> EntryRow:
    """Change or retire an entry. Needs the right to administer."""
    from store.models import DictionaryEntry

    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        rights.require(rights.current(read, me), "administer")
        row = session.get(DictionaryEntry, entry_id)
        if row is None:
            raise NotFound("entry", str(entry_id))
        before = _values(row)
        _fill(read, row, draft)
        row.retired = draft.retired
        session.add(row)
        session.flush()
        after = _values(row)
        fields = [(field, before[field], after[field]) for field in before if before[field] != after[field]]
        record(session, me, now, kind="entry", record_id=entry_id, version=1, action="edit", fields=fields)
    with store.reading() as view:
        return _get(view, entry_id)


def draft_of_entry(row: EntryRow) -> EntryDraft:
    """Return the draft that would make `row` again."""
    return EntryDraft(row.name, row.letter, row.colour, row.length_minutes, row.retired)


def _fill(read: Reader, row: Any, draft: EntryDraft) -> None:
    row.name = clean_name(draft.name, "name")
    row.folded = fold(row.name)
    taken = read.one(
        "select id from dictionary_entries where kind = :kind and folded = :folded", kind=row.kind, folded=row.folded
    )
    if taken and taken[0] != row.id:
        raise Invalid("name", "taken", row.name)
    if draft.colour and draft.colour not in HUES:
        raise Invalid("colour", "unknown", draft.colour, HUES)
    length = draft.length_minutes
    if length is not None and not 0 < length <= LONGEST_LENGTH_MINUTES:
        raise Invalid("length", "out-of-range", str(length))
    row.colour, row.length_minutes = draft.colour, length
    if row.kind == "category":
        row.letter = one_line(draft.letter)[:1] or row.name[0].upper()
        row.colour = draft.colour or HUES[row.position % len(HUES)]


def _values(row: Any) -> dict[str, Any]:
    return {
        "name": row.name,
        "letter": row.letter,
        "colour": row.colour,
        "length": row.length_minutes,
        "retired": row.retired,
    }


def _row(record_: tuple[Any, ...]) -> EntryRow:
    number, kind, name, position, retired, letter, colour, minutes = record_
    return EntryRow(number, kind, name, position, bool(retired), letter, colour, minutes)


def _get(read: Reader, entry_id: int) -> EntryRow:
    row = read.one(f"select {_COLUMNS} from dictionary_entries where id = :id", id=entry_id)
    if row is None:
        raise NotFound("entry", str(entry_id))
    return _row(row)
