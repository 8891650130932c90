"""The index (C8): kept up to date by whoever writes, asked by whoever searches; FTS5 or PostgreSQL's full text.

The database itself marks what a statement has touched (triggers, see the schema's revision 0003): at the end of each
writing transaction the documents of all that is marked are made anew. So no write can forget the index.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.finding.documents import KINDS, Kind, documents
from store.finding.vocabulary import learn
from store.finding.words import Asked, full_text
from store.reading import Reader, Writer, among

if TYPE_CHECKING:
    from sqlalchemy import Connection

BATCH = 5_000


def matching(
    read: Reader, kind: Kind, asked: Asked, *, limit: int, below: int | None = None, above: int | None = None
) -> list[int]:
    """Return the numbers of up to `limit` records that match, newest number first; `below` and `above` bound them."""
    table, condition, bound = full_text(read.engine, kind, asked)
    key = "rowid" if read.engine == "sqlite" else "id"
    if below is not None:
        condition, bound = f"{condition} and {key} < :below", bound | {"below": below}
    if above is not None:
        condition, bound = f"{condition} and {key} > :above", bound | {"above": above}
    rows = read.all(
        f"select {key} from {table} where {condition} order by {key} desc limit :limit", limit=limit, **bound
    )
    return [int(row[0]) for row in rows]


def count(read: Reader, kind: Kind, asked: Asked, *, most: int) -> int:
    """Return how many records match, `most` where there are more."""
    table, condition, bound = full_text(read.engine, kind, asked)
    row = read.one(f"select count(*) from (select 1 from {table} where {condition} limit :most) x", most=most, **bound)
    return int(row[0]) if row else 0


def catch_up(connection: "Connection") -> int:
    """Make the documents of all that is marked anew, inside the transaction that marked it; return how many."""
    write = Writer(connection)
    done = 0
    while rows := write.all(
        "select kind, record_id from search_pending order by kind, record_id limit :batch", batch=BATCH
    ):
        for kind in KINDS:
            ids = [int(row[1]) for row in rows if row[0] == kind]
            if ids:
                _write(write, kind, documents(write, kind, ids))
                write.do(
                    "delete from search_pending where kind = :kind and record_id <= :last", kind=kind, last=ids[-1]
                )
        done += len(rows)
        if len(rows) < BATCH:
            break
    return done


def _write(write: Writer, kind: Kind, made: dict[int, str]) -> None:
    """Write the documents that differ from what is held. SQLite's full text is handed the old words to forget them."""
    table = f"search_{kind}"
    held = {
        int(row[0]): str(row[1])
        for row in write.all(f"select id, words from {table} where id {among(write)}", ids=list(made))
    }
    changed = {number: text for number, text in made.items() if held.get(number, "") != text}
    if not changed:
        return
    listed, bound = f"where id {among(write)}", list(changed)
    if held.keys() & changed.keys():
        if write.engine == "sqlite":
            forget = (
                f"insert into {table}_fts ({table}_fts, rowid, words) select 'delete', id, words from {table} {listed}"
            )
            write.do(forget, ids=bound)
        write.do(f"delete from {table} {listed}", ids=bound)
    kept = [{"id": number, "words": text} for number, text in changed.items() if text]
    if kept:
        write.many(f"insert into {table} (id, words) values (:id, :words)", kept)
        if write.engine == "sqlite":
            keep = f"insert into {table}_fts (rowid, words) select id, words from {table} {listed}"
            write.do(keep, ids=bound)
        learn(write, {word for number, text in changed.items() for word in _fresh(text, held.get(number, ""))})


def _fresh(text: str, held: str) -> set[str]:
    return set(text.split(" ")) - set(held.split(" "))


def problems(read: Reader) -> list[str]:
    """Return a line for each way in which the documents differ from what they are made of."""
    found = []
    waiting = read.one("select count(*) from search_pending")
    if waiting and waiting[0]:
        found.append(f"records that wait to be indexed for the search: {waiting[0]}")
    for kind in KINDS:
        wrong = sum(
            1
            for ids, held in _in_batches(read, kind)
            for number, text in documents(read, kind, ids).items()
            if held.get(number, "") != text
        )
        if wrong:
            found.append(f"{kind}: documents of the search that are not what they should be: {wrong}")
        row = read.one(f"select count(*) from search_{kind} where id not in (select id from {_TABLES[kind]})")
        if row and row[0]:
            found.append(f"{kind}: documents of the search whose record is gone: {row[0]}")
    return found


def damaged(connection: "Connection") -> list[str]:
    """Return a line for each full text of SQLite that does not fit its documents; asked on the writing side."""
    from sqlalchemy.exc import DatabaseError, OperationalError

    found = []
    for kind in KINDS:
        table = f"search_{kind}_fts"
        try:
            Writer(connection).do(f"insert into {table} ({table}) values ('integrity-check')")
        except OperationalError:
            return []
        except DatabaseError:
            found.append(f"{kind}: the full text of the search does not fit its documents")
    return found


_TABLES: dict[Kind, str] = {
    "contact": "contacts", "person": "persons", "project": "projects", "activity": "activities",
}  # fmt: skip


def _in_batches(read: Reader, kind: Kind) -> Iterator[tuple[list[int], dict[int, str]]]:
    last = 0
    while rows := read.all(
        f"select x.id, d.words from {_TABLES[kind]} x left join search_{kind} d on d.id = x.id "
        "where x.id > :last order by x.id limit :batch",
        last=last,
        batch=BATCH,
    ):
        last = int(rows[-1][0])
        yield [int(row[0]) for row in rows], {int(row[0]): row[1] for row in rows if row[1]}
