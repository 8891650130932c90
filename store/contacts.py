"""Contacts: companies and organisations, found by name and kept with their addresses (C3)."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from store import contact_list, rights
from store.changes import at_version, record, record_retired, recorded_edit
from store.contact_list import ContactQuery
from store.contact_points import points_of, write_points
from store.database import Store
from store.drafts import ContactDraft
from store.folding import fold, sort_key
from store.matching import id_named, like
from store.phone_numbers import country_of
from store.reading import Reader, SessionReader
from store.record_rows import ContactRow
from store.refusals import Invalid, NotFound
from store.rows import Acting, Ref, UserRef
from store.tax_numbers import tax_number
from store.texts import DESCRIPTION_LIMIT, NAME_LIMIT, bounded, many_lines, one_line
from store.texts import name as clean_name
from store.web_addresses import web_address

if TYPE_CHECKING:
    from sqlmodel import Session

    from store.models import Contact

_COLUMNS = """
    select x.id, x.version, x.name, x.short_name, x.tax_number, x.address, x.web, s.id, s.name,
    u.id, u.login, u.name, x.retired, m.id, m.name, s.colour
    from contacts x left join dictionary_entries s on s.id = x.status_id
    left join users u on u.id = x.owner_id left join contacts m on m.id = x.merged_into_id
"""
_NAMED = "select id, name, folded, short_folded from contacts where not retired"


def search(store: Store, me: Acting, text: str, *, limit: int = 20) -> tuple[ContactRow, ...]:
    """Return contacts whose name or short name contains `text`, without case and accents, prefixes first."""
    return _listed(store, me, text, limit)


def list_all(store: Store, me: Acting, *, text: str = "", limit: int | None = None) -> tuple[ContactRow, ...]:
    """Return every contact, sorted by name, or those that contain `text`."""
    rows = _listed(store, me, text, limit)
    return rows if text else tuple(sorted(rows, key=lambda row: (sort_key(row.name), row.id)))


def listed(store: Store, me: Acting, query: ContactQuery) -> tuple[ContactRow, ...]:
    """Return every contact that a query of the list takes in, in its order, with all its data; for the command line."""
    found: dict[int, ContactRow] = {}
    first, window = 0, 500
    while True:
        page = contact_list.page(store, me, query, first=first, limit=window)
        with store.reading() as read:
            rows = {row.id: row for row in of_ids(read, [line.id for line in page.rows])}
        found |= {line.id: rows[line.id] for line in page.rows if line.id in rows}
        first += window
        if first >= page.total:
            return tuple(found.values())


def of_ids(read: Reader, ids: Sequence[int]) -> tuple[ContactRow, ...]:
    """Return the contacts of some numbers, in no order."""
    return _rows(read, f"where x.id in ({','.join(str(int(number)) for number in ids)})") if ids else ()


def get(store: Store, me: Acting, contact_id: int) -> ContactRow:
    """Return one contact. Raises NotFound."""
    with rights.reading(store, me) as read:
        return _one(read, contact_id)


def named(store: Store, me: Acting, text: str, *, retired: bool = False) -> ContactRow:
    """Return the contact that a name means, among those retired too if asked. Raises NotFound or Ambiguous."""
    source = _NAMED.removesuffix(" where not retired") if retired else _NAMED
    with rights.reading(store, me) as read:
        return _one(read, id_named(read, "contact", text, source, ("folded", "short_folded")))


def add(store: Store, me: Acting, draft: ContactDraft) -> ContactRow:
    """Add a contact; its owner is the acting user unless the draft names another. Raises Invalid."""
    from store.models import Contact

    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        _check_new_name(read, draft.name)
        row = Contact(name="", folded="", created_at=now, owner_id=me.id)
        _fill(session, read, row, draft, country_of(me.zone))
        assert row.id is not None
        number = row.id
        record(session, me, now, kind="contact", record_id=number, version=1, action="add", fields=[])
    return get(store, me, number)


def edit(store: Store, me: Acting, contact_id: int, draft: ContactDraft, *, version: int) -> ContactRow:
    """Change a contact: one's own, another's with edit-others. Raises Stale, NotAllowed, Invalid."""
    from store.models import Contact

    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        row = at_version(session, Contact, "contact", contact_id, version)
        if row.owner_id not in {None, me.id}:
            rights.require(rights.current(read, me), "edit-others")
        if fold(draft.name) != row.folded:
            _check_new_name(read, draft.name)
        with recorded_edit(session, me, now, kind="contact", row=row, values=lambda: _values(read, row)):
            _fill(session, read, row, draft, country_of(me.zone))
    return get(store, me, contact_id)


def numbers(read: Reader, text: str = "") -> list[int]:
    """Return the numbers of all contacts, or of those that contain `text`, sorted by name."""
    found = "and (folded like :part escape '!' or short_folded like :part escape '!')" if fold(text) else ""
    bound = {"part": like(text)} if found else {}
    rows = read.all(f"select id, name from contacts where not retired {found}", **bound)
    return [int(row[0]) for row in sorted(rows, key=lambda row: (sort_key(str(row[1])), row[0]))]


def some(read: Reader, ids: Sequence[int]) -> dict[int, ContactRow]:
    """Return some contacts by their numbers."""
    return {row.id: row for row in _rows(read, f"where x.id in ({','.join(map(str, ids))})")} if ids else {}


def retire(store: Store, me: Acting, contact_id: int, *, retired: bool = True) -> ContactRow:
    """Retire a contact, or take it back: it stands no longer in lists, and everything about it stays.

    One's own, another's with edit-others. Raises Invalid("contact", "merged") for one that has become another.
    """
    from store.models import Contact

    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        row = session.get(Contact, contact_id)
        if row is None:
            raise NotFound("contact", str(contact_id))
        if row.owner_id not in {None, me.id}:
            rights.require(rights.current(read, me), "edit-others")
        if row.merged_into_id is not None:
            raise Invalid("contact", "merged", row.name)
        record_retired(session, me, now, kind="contact", row=row, retired=retired)
    return get(store, me, contact_id)


def draft_of_contact(row: ContactRow) -> ContactDraft:
    """Return the draft that would make `row` again."""
    return ContactDraft(
        name=row.name,
        short_name=row.short_name,
        tax_number=row.tax_number,
        emails=row.emails,
        phones=row.phones,
        address=row.address,
        web=row.web,
        status_id=row.status.id if row.status else None,
        group_ids=tuple(group.id for group in row.groups),
        owner_id=row.owner.id if row.owner else None,
    )


def texts_of(draft: ContactDraft, *, tax_kept: str = "", web_kept: str = "") -> dict[str, str]:
    """Return the texts of a contact as they are kept, by column. Raises Invalid.

    A tax number or web address that stands already is kept as it is.
    """
    name = clean_name(draft.name, "name")
    short = bounded(one_line(draft.short_name), "short", NAME_LIMIT)
    return {
        "name": name,
        "folded": fold(name),
        "sorting": sort_key(name),
        "short_name": short,
        "short_folded": fold(short),
        "tax_number": tax_kept if draft.tax_number == tax_kept else tax_number(draft.tax_number),
        "address": bounded(many_lines(draft.address), "address", DESCRIPTION_LIMIT),
        "web": web_kept if draft.web == web_kept else web_address(draft.web),
    }


def _check_new_name(read: Reader, name: str) -> None:
    taken = read.one("select name from contacts where folded = :folded", folded=fold(one_line(name)))
    if taken:
        raise Invalid("name", "taken", str(taken[0]))


def _fill(session: "Session", read: Reader, row: "Contact", draft: ContactDraft, country: str) -> None:
    from sqlmodel import delete

    from store.models import ContactGroup

    for field, value in texts_of(draft, tax_kept=row.tax_number, web_kept=row.web).items():
        setattr(row, field, value)
    _check_entry(read, "contact-status", draft.status_id, "status")
    row.status_id = draft.status_id
    if draft.owner_id is not None:
        if not read.one("select 1 from users where id = :id", id=draft.owner_id):
            raise Invalid("owner", "unknown", str(draft.owner_id))
        row.owner_id = draft.owner_id
    session.add(row)
    session.flush()
    assert row.id is not None
    write_points(session, draft.emails, draft.phones, contact_id=row.id, country=country)
    for group in draft.group_ids:
        _check_entry(read, "contact-group", group, "group")
    session.exec(delete(ContactGroup).where(ContactGroup.contact_id == row.id))  # type: ignore[arg-type]
    session.add_all(ContactGroup(contact_id=row.id, entry_id=group) for group in set(draft.group_ids))
    session.flush()


def _check_entry(read: Reader, kind: str, entry_id: int | None, field: str) -> None:
    if entry_id is not None and not read.one(
        "select 1 from dictionary_entries where id = :id and kind = :kind", id=entry_id, kind=kind
    ):
        raise Invalid(field, "unknown", str(entry_id))


def _values(read: Reader, row: "Contact") -> dict[str, Any]:
    assert row.id is not None
    emails, phones = points_of(read, "contact_id", [row.id])[row.id]
    return {
        "name": row.name,
        "short_name": row.short_name,
        "tax_number": row.tax_number,
        "address": row.address,
        "web": row.web,
        "status_entry": row.status_id,
        "owner": row.owner_id,
        "emails": ", ".join(emails),
        "phones": ", ".join(phones),
        "groups": ", ".join(
            str(group[0])
            for group in read.all(
                "select e.name from contact_groups g join dictionary_entries e on e.id = g.entry_id "
                "where g.contact_id = :id order by e.position, e.id",
                id=row.id,
            )
        ),
    }


def _listed(store: Store, me: Acting, text: str, limit: int | None) -> tuple[ContactRow, ...]:
    pattern = like(text)
    with rights.reading(store, me) as read:
        if not fold(text):
            tail = "where not x.retired order by x.folded, x.id limit :limit"
            return _rows(read, tail, limit=limit or 2**31 - 1)
        first = "where not x.retired and (x.folded like :start escape '!' or x.short_folded like :start escape '!')"
        rows = _rows(read, f"{first} order by x.folded, x.id limit :limit", start=pattern[1:], limit=limit or 2**31 - 1)
        if limit is not None and len(rows) >= limit:
            return rows
        rest = (
            "where not x.retired and (x.folded like :part escape '!' or x.short_folded like :part escape '!') "
            "and not (x.folded like :start escape '!' or x.short_folded like :start escape '!') "
            "order by x.folded, x.id limit :limit"
        )
        left = 2**31 - 1 if limit is None else limit - len(rows)
        return rows + _rows(read, rest, start=pattern[1:], part=pattern, limit=left)


def _one(read: Reader, contact_id: int) -> ContactRow:
    rows = _rows(read, "where x.id = :id", id=contact_id) if abs(contact_id) < 2**31 else ()
    if not rows:
        raise NotFound("contact", str(contact_id))
    return rows[0]


def _rows(read: Reader, tail: str, **bound: Any) -> tuple[ContactRow, ...]:
    records = read.all(_COLUMNS + tail, **bound)
    ids = [int(record[0]) for record in records]
    points = points_of(read, "contact_id", ids)
    groups: dict[int, list[Ref]] = defaultdict(list)
    if ids:
        for contact, number, name in read.all(
            "select g.contact_id, e.id, e.name from contact_groups g join dictionary_entries e on e.id = g.entry_id "
            f"where g.contact_id in ({','.join(map(str, ids))}) order by e.position"
        ):
            groups[contact].append(Ref(number, name))
    return tuple(
        ContactRow(
            id=r[0], version=r[1], name=r[2], short_name=r[3], tax_number=r[4], address=r[5], web=r[6],
            emails=points[r[0]][0], phones=points[r[0]][1], status=Ref(r[7], r[8]) if r[7] else None,
            groups=tuple(groups[r[0]]), owner=UserRef(r[9], r[10], r[11]) if r[9] else None, retired=bool(r[12]),
            merged_into=Ref(r[13], r[14]) if r[13] else None, hue=r[15] or "",
        )
        for r in records
    )  # fmt: skip
