"""What a report answers with."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, NamedTuple

Unit = Literal["seconds", "count", "percent", "days"]


@dataclass(frozen=True)
class Measure:
    """A column of numbers: its name in the contract's style, and its unit."""

    name: str
    unit: Unit


class Key(NamedTuple):
    """What a group is about: the value by which it is told apart, and what to call it.

    `value` is a record's number, a word such as "completed", an ISO date (of a week its Monday, of a month its first
    day), or None where there is none. `code` is what programs are told: of a user the login. `hidden` says that one may
    not see what it is.
    """

    value: int | str | None
    label: str = ""
    code: str = ""
    hidden: bool = False


class Group(NamedTuple):
    """One line: its keys, one for each dimension asked for, and its numbers, one for each measure; None where a number
    makes no sense."""

    keys: tuple[Key, ...]
    numbers: tuple[int | None, ...]


@dataclass(frozen=True)
class Report:
    """The groups, those of one first key together with their sum among `sums`, and the total of everything.

    `own_only` tells that of measured time only the acting user's is in it: the right to see all is missing (G2).
    """

    by: tuple[str, ...]
    measures: tuple[Measure, ...]
    groups: tuple[Group, ...]
    sums: tuple[Group, ...]
    total: tuple[int | None, ...]
    own_only: bool = False


@contextmanager
def many_at_once() -> Iterator[None]:
    """Make very many rows without being looked through for cycles again and again: there are none among them.

    A third of the time of a report by contact. Blocks of several threads may overlap: the first that began ends it.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
