"""Contact persons: people at a contact (A7)."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from store import rights
from store.changes import at_version, record, record_retired, recorded_edit
from store.contact_points import points_of, write_points
from store.database import Store
from store.drafts import PersonDraft
from store.folding import fold, sort_key
from store.matching import id_named, like
from store.phone_numbers import country_of
from store.reading import Reader, SessionReader
from store.record_rows import PersonRow
from store.refusals import Invalid, NotFound
from store.rows import Acting, Ref
from store.texts import NAME_LIMIT, bounded, one_line
from store.texts import name as clean_name

if TYPE_CHECKING:
    from sqlmodel import Session

    from store.models import Person

_COLUMNS = """
    select x.id, x.version, x.name, k.id, k.name, x.position, x.retired
    from persons x join contacts k on k.id = x.contact_id
"""
_ANY = 2**31 - 1


def search(
    store: Store, me: Acting, text: str, *, contact_id: int | None = None, limit: int = 20
) -> tuple[PersonRow, ...]:
    """Return persons whose name contains `text`, of one contact if it is given, prefixes first."""
    pattern = like(text)
    condition = "and x.contact_id = :contact" if contact_id is not None else ""
    bound = {"contact": contact_id} if contact_id is not None else {}
    with rights.reading(store, me) as read:
        return _rows(
            read,
            f"where not x.retired and x.folded like :part escape '!' {condition} "
            "order by case when x.folded like :start escape '!' then 0 else 1 end, x.folded, x.id limit :limit",
            part=pattern,
            start=pattern[1:],
            limit=limit,
            **bound,
        )


def list_all(
    store: Store, me: Acting, *, text: str = "", contact_id: int | None = None, retired: bool = False
) -> tuple[PersonRow, ...]:
    """Return every person, sorted by name; those that are retired only where asked for."""
    if retired:
        condition = "and x.contact_id = :contact" if contact_id is not None else ""
        bound = {"contact": contact_id} if contact_id is not None else {}
        with rights.reading(store, me) as read:
            rows = _rows(
                read, f"where x.retired and x.folded like :part escape '!' {condition}", part=like(text), **bound
            )
    else:
        rows = search(store, me, text, contact_id=contact_id, limit=_ANY)
    return tuple(sorted(rows, key=lambda row: (sort_key(row.name), row.id)))


def get(store: Store, me: Acting, person_id: int) -> PersonRow:
    """Return one person. Raises NotFound."""
    with rights.reading(store, me) as read:
        return _one(read, person_id)


def named(store: Store, me: Acting, text: str, *, contact_id: int | None = None, retired: bool = False) -> PersonRow:
    """Return the person that a name means, at a contact if it is given. Raises NotFound or Ambiguous."""
    source = f"select id, name, folded from persons where {'1 = 1' if retired else 'not retired'}"
    bound: dict[str, Any] = {}
    if contact_id is not None:
        source, bound = f"{source} and contact_id = :contact", {"contact": contact_id}
    with rights.reading(store, me) as read:
        return _one(read, id_named(read, "person", text, source, **bound))


def add(store: Store, me: Acting, draft: PersonDraft) -> PersonRow:
    """Add a person to a contact. Raises Invalid."""
    from store.models import Person

    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        row = Person(contact_id=draft.contact_id, name="", folded="")
        _fill(session, read, row, draft, country_of(me.zone))
        assert row.id is not None
        number = row.id
        record(session, me, now, kind="person", record_id=number, version=1, action="add", fields=[])
    return get(store, me, number)


def edit(store: Store, me: Acting, person_id: int, draft: PersonDraft, *, version: int) -> PersonRow:
    """Change a person: at one's own contact, at another's with edit-others. Raises Stale, NotAllowed, Invalid.

    The contact stays: activities name the two together.
    """
    from store.models import Person

    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        row = at_version(session, Person, "person", person_id, version)
        _check_may_change(read, me, row.contact_id)
        if draft.contact_id != row.contact_id:
            raise Invalid("contact", "fixed")
        with recorded_edit(session, me, now, kind="person", row=row, values=lambda: _values(read, row)):
            _fill(session, read, row, draft, country_of(me.zone))
    return get(store, me, person_id)


def at_contacts(read: Reader, contact_ids: Sequence[int]) -> dict[int, list[PersonRow]]:
    """Return the persons at each of some contacts, in the order in which they were added."""
    found: dict[int, list[PersonRow]] = {number: [] for number in contact_ids}
    if contact_ids:
        listed = ",".join(map(str, contact_ids))
        for row in _rows(read, f"where not x.retired and x.contact_id in ({listed}) order by x.id"):
            found[row.contact.id].append(row)
    return found


def retire(store: Store, me: Acting, person_id: int, *, retired: bool = True) -> PersonRow:
    """Retire a person who has left, or take them back; activities keep them. At another's contact with edit-others."""
    from store.models import Person

    now = store.clock.now()
    with store.writing() as session:
        row = session.get(Person, person_id)
        if row is None:
            raise NotFound("person", str(person_id))
        _check_may_change(SessionReader(session), me, row.contact_id)
        record_retired(session, me, now, kind="person", row=row, retired=retired)
    return get(store, me, person_id)


def _check_may_change(read: Reader, me: Acting, contact_id: int) -> None:
    """Raise NotAllowed unless those who stand at a contact may be changed: one's own, another's with edit-others."""
    mine = rights.current(read, me)
    row = read.one("select owner_id from contacts where id = :id", id=contact_id)
    if row is not None and row[0] not in {None, me.id}:
        rights.require(mine, "edit-others")


def draft_of_person(row: PersonRow) -> PersonDraft:
    """Return the draft that would make `row` again."""
    functions = tuple(function.id for function in row.functions)
    return PersonDraft(row.name, row.contact.id, row.position, functions, row.emails, row.phones)


def texts_of(draft: PersonDraft) -> dict[str, str]:
    """Return the texts of a person as they are kept, by column. Raises Invalid."""
    name = clean_name(draft.name, "name")
    position = bounded(one_line(draft.position), "position", NAME_LIMIT)
    return {"name": name, "folded": fold(name), "position": position}


def _fill(session: "Session", read: Reader, row: "Person", draft: PersonDraft, country: str) -> None:
    from sqlmodel import delete

    from store.models import PersonFunction

    if read.one("select 1 from contacts where id = :id", id=draft.contact_id) is None:
        raise Invalid("contact", "unknown", str(draft.contact_id))
    for field, value in texts_of(draft).items():
        setattr(row, field, value)
    session.add(row)
    session.flush()
    assert row.id is not None
    write_points(session, draft.emails, draft.phones, person_id=row.id, country=country)
    session.exec(delete(PersonFunction).where(PersonFunction.person_id == row.id))  # type: ignore[arg-type]
    for function in set(draft.function_ids):
        if not read.one("select 1 from dictionary_entries where id = :id and kind = 'person-function'", id=function):
            raise Invalid("function", "unknown", str(function))
        session.add(PersonFunction(person_id=row.id, entry_id=function))
    session.flush()


def _values(read: Reader, row: "Person") -> dict[str, Any]:
    assert row.id is not None
    emails, phones = points_of(read, "person_id", [row.id])[row.id]
    return {"name": row.name, "position": row.position, "emails": ", ".join(emails), "phones": ", ".join(phones)}


def of_ids(read: Reader, ids: Sequence[int]) -> tuple[PersonRow, ...]:
    """Return the persons of some numbers, in no order."""
    return _rows(read, f"where x.id in ({','.join(str(int(number)) for number in ids)})") if ids else ()


def _one(read: Reader, person_id: int) -> PersonRow:
    rows = _rows(read, "where x.id = :id", id=person_id) if abs(person_id) < 2**31 else ()
    if not rows:
        raise NotFound("person", str(person_id))
    return rows[0]


def _rows(read: Reader, tail: str, **bound: Any) -> tuple[PersonRow, ...]:
    records = read.all(_COLUMNS + tail, **bound)
    ids = [int(record[0]) for record in records]
    points = points_of(read, "person_id", ids)
    functions: dict[int, list[Ref]] = defaultdict(list)
    if ids:
        for person, number, name in read.all(
            "select f.person_id, e.id, e.name from person_functions f join dictionary_entries e on e.id = f.entry_id "
            f"where f.person_id in ({','.join(map(str, ids))}) order by e.position"
        ):
            functions[person].append(Ref(number, name))
    return tuple(
        PersonRow(
            id=r[0], version=r[1], name=r[2], contact=Ref(r[3], r[4]), position=r[5], functions=tuple(functions[r[0]]),
            emails=points[r[0]][0], phones=points[r[0]][1], retired=bool(r[6]),
        )
        for r in records
    )  # fmt: skip
