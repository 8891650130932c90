"""A report as a table or as JSON (F): for spreadsheets safe, for programs whole."""

from typing import Any, TextIO

from store import rights
from store.database import Store
from store.exchange.rows_out import write_array, write_table
from store.reports.rows import Group, Report
from store.rows import Acting


def export(store: Store, me: Acting, file: TextIO, kind: str, report: Report) -> int:
    """Write a report as "csv" or "json"; return how many groups. Needs the right to export."""
    with store.reading() as read:
        rights.require(rights.current(read, me), "export")
    if kind == "csv":
        columns = [*report.by, *(measure.name for measure in report.measures)]
        return write_table(
            file, columns, ([row[name] for name in columns] for row in map(shaper(report), report.groups))
        )
    return write_array(file, map(shaper(report), report.groups))


def shaper(report: Report) -> Any:
    """Return what makes an object of a group: the names of its keys, null where there is none, and its numbers."""

    def shape(group: Group) -> dict[str, Any]:
        keys = {name: None if key.value is None else key.code for name, key in zip(report.by, group.keys, strict=False)}
        return keys | {measure.name: number for measure, number in zip(report.measures, group.numbers, strict=True)}

    return shape
