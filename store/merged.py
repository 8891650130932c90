"""What a merged contact has become (C3)."""

from store.reading import Reader


def followed(read: Reader, contact_id: int | None) -> int | None:
    """Return what a contact has become, itself where it was never merged."""
    seen: set[int] = set()
    while contact_id is not None and contact_id not in seen:
        seen.add(contact_id)
        row = read.one("select merged_into_id from contacts where id = :id", id=contact_id)
        if row is None or row[0] is None:
            break
        contact_id = int(row[0])
    return contact_id


def merged_into(read: Reader, contact_id: int) -> list[int]:
    """Return the numbers of the contacts that have become a contact, itself first."""
    rows = read.all(
        "with recursive into_it (id) as (select id from contacts where id = :id union "
        "select c.id from contacts c join into_it i on c.merged_into_id = i.id) select id from into_it",
        id=contact_id,
    )
    return sorted((int(row[0]) for row in rows), key=lambda number: (number != contact_id, number))
