"""The rows of a database as JSON lines, and back (H4)."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from store.instants import to_text

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

BATCH = 1_000
# The index of the search is made anew from the records.
INDEX = "search_"


def tables() -> "list[Table]":
    """Return the tables of the records, those referred to before those that refer."""
    import store.models  # noqa: F401
    from store.models import metadata

    return [table for table in metadata.sorted_tables if not table.name.startswith(INDEX)]


def kinds(table: "Table") -> dict[str, str]:
    """Return the columns whose kind JSON cannot tell: "instant" or "date"."""
    from sqlalchemy import Date

    from store.models import Instant

    told = {column.name: column.type for column in table.columns}
    return {name: "instant" for name, type_ in told.items() if isinstance(type_, Instant)} | {
        name: "date" for name, type_ in told.items() if isinstance(type_, Date)
    }


def lines(connection: "Connection", table: "Table") -> Iterator[str]:
    """Yield the rows of a table as JSON, in the order of the primary key."""
    from sqlalchemy import select

    names = [column.name for column in table.columns]
    found = connection.execution_options(yield_per=BATCH).execute(select(table).order_by(*table.primary_key.columns))
    for row in found:
        yield json.dumps(dict(zip(names, map(_plain, row), strict=True)), ensure_ascii=False)


def fill(
    connection: "Connection", name: str, told: dict[str, str], rows: Iterable[str], *, server: bool
) -> "Iterator[int]":
    """Insert the rows of one table, whatever revision it is of; yield how many after each batch.

    What refers to the same table is filled in once all of it is there.
    """
    from sqlalchemy import MetaData, Table, bindparam

    table = Table(name, MetaData(), autoload_with=connection, resolve_fks=False)
    own = [fk.parent.name for fk in table.foreign_keys if fk.target_fullname.split(".")[0] == name]
    referring: list[dict[str, Any]] = []
    done = 0
    for batch in _batches(_values(line, told, server=server) for line in rows):
        if own:
            referring += [
                {"the_id": row["id"]} | {key: row[key] for key in own}
                for row in batch
                if any(row[key] is not None for key in own)
            ]
            batch = [row | dict.fromkeys(own) for row in batch]
        connection.execute(table.insert(), batch)
        done += len(batch)
        yield done
    for batch in _batches(iter(referring)):
        change = table.update().where(table.c.id == bindparam("the_id")).values({key: bindparam(key) for key in own})
        connection.execute(change, batch)
    if server and "id" in table.c and done:
        connection.exec_driver_sql(
            f"select setval(pg_get_serial_sequence('{name}', 'id'), (select max(id) from {name})) "
            f"where pg_get_serial_sequence('{name}', 'id') is not null"
        )


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return to_text(value)
    return value.isoformat() if isinstance(value, date) else value


def _values(line: str, told: dict[str, str], *, server: bool) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(line)
    for name, kind in told.items():
        value = row.get(name)
        if value is None:
            continue
        if kind == "date":
            row[name] = date.fromisoformat(value)
        elif server:
            row[name] = datetime.fromisoformat(value)
    return row


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
