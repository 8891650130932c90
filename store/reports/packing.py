"""How SQLite is asked to group: it sorts every row by its group, so that what is sorted is to be small (F).

Beside the keys it would carry along every column that a key is made of, and look them up where an index has them not.
Asked from within, it carries the keys and the columns that are measured. Two keys that are numbers become one, for
numbers are compared several times as quickly as pairs or texts.
"""

import re
from collections.abc import Sequence
from typing import Any

from store.reports.asking import DATES
from store.reports.sources import NAMES, Source

# Keys are numbers of records, HIDDEN (-1), days as 20261124, or nothing: all of them from 0 on, and below SHIFT.
NOTHING = -2
SHIFT = 2**32
COLUMN = re.compile(r"\b([akt])\.(\w+)")


def packs(by: Sequence[str]) -> bool:
    """Tell whether the keys are two numbers, or can be written as such."""
    return len(by) > 1 and all(name in NAMES or name in DATES for name in by)


def grouped(source: Source, by: Sequence[str], tables: str) -> str:
    """Return the statement that counts: one row for each group, its keys first, in one number where they are packed."""
    measures = ", ".join(source.measures.values())
    found = sorted(set(COLUMN.findall(measures)))
    keys = [_number(name, source.dimensions[name]) for name in by] if packs(by) else []
    keys = [f"({keys[0]}) * {SHIFT} + {keys[1]}"] if keys else [source.dimensions[name] for name in by]
    named = [f"{key} as key_{place}" for place, key in enumerate(keys)]
    named += [f"{table}.{column} as {column}" for table, column in found]
    table = found[0][0] if found else "a"
    places = ", ".join(f"key_{place}" for place in range(len(keys)))
    # The limit keeps SQLite from making one statement of the two.
    inner = f"select {', '.join(named)} from {tables} {source.where} limit -1"
    return f"select {places}, {measures} from ({inner}) {table} group by {places}"


def unpacked(rows: list[tuple[Any, ...]], by: Sequence[str]) -> list[tuple[Any, ...]]:
    """Return rows with their keys apart."""
    first, second = by
    found = []
    for packed, *numbers in rows:
        high, low = divmod(packed, SHIFT)
        found.append((_value(first, high + NOTHING), _value(second, low + NOTHING), *numbers))
    return found


def _number(name: str, key: str) -> str:
    whole = f"cast(replace({key}, '-', '') as integer)" if name in DATES else key
    return f"coalesce({whole}, {NOTHING}) - {NOTHING}"


def _value(name: str, number: int) -> int | str | None:
    if number == NOTHING:
        return None
    if name in DATES:
        return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"
    return number
