"""Writing tables and JSON: a row at a time, so that the size does not matter (C9, H2)."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from store.exchange.cells import guarded


def write_table(file: TextIO, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write a CSV table as RFC 4180 has it, safe for spreadsheets; return how many rows. Lists stand a line each."""
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([_cell(value) for value in row])
        count += 1
    return count


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return value
    return guarded("\n".join(value) if isinstance(value, (list, tuple)) else str(value))


def write_array(file: TextIO, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write a JSON array with an object in each line; return how many."""
    count = 0
    file.write("[")
    for row in rows:
        file.write(("," if count else "") + "\n" + json.dumps(row, ensure_ascii=False))
        count += 1
    file.write("\n]\n")
    return count
