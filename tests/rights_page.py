"""Writes docs/rights.md from the table of rights: `python -m tests.rights_page`."""

from collections.abc import Iterator
from pathlib import Path

from store.rights import EMPLOYEE, MANAGER
from store.rights_table import ANYBODY, CHAPTERS, MEANINGS, WHO, Needs, Operation

PAGE = Path(__file__).parent.parent / "docs" / "rights.md"
START = """# Who may do what

<!-- Made from store/rights_table.py by `make rights`; the tests try every line of it on both databases. -->

A role holds rights; every user has one role. The store asks for the rights at every call, whoever calls it: the
screens, the command line or a script. What is refused is refused with the name of the right that is missing. What one
may not see is answered as if it did not exist. Who may no longer log in is refused everything, in open sessions too.

## The rights

A new database has three roles: *Administrator* with every right, *Manager* and *Employee* as marked here. Roles can be
added and changed.
"""
SIGHT = """
## What one sees

One always sees what one assigned, performs or observes; else it takes a right. Contacts, persons, projects,
dictionaries, users, roles and the settings of the team are seen by everybody. What is deleted is seen by nobody.
Lists, tabs, calendars, the search, counts, reports and exports hold what one may see and no more. In the way of a plan
(busy time) also stands what one may not see: of it the time is told, and nothing else. When a contact was last and is
next dealt with counts all its activities.
"""
READING = """
## What each operation needs

Besides seeing what it is about. *Or* means that one of these rights is enough; where several stand, all are needed. A
dash means that nothing is needed.
"""


def page() -> str:
    """Return the whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield START
    yield from _row("right", "what it lets one do", "Manager", "Employee")
    yield from _row("---", "---", "---", "---")
    for right, meaning in MEANINGS.items():
        yield from _row(f"`{right}`", meaning, *("yes" if right in held else "" for held in (MANAGER, EMPLOYEE)))
    yield SIGHT
    yield from _row("of", "sees who is to it", "what seeing it needs")
    yield from _row("---", "---", "---")
    for kind, whose in WHO.items():
        if any(whose.values()):
            for needs in dict.fromkeys(whose.values()):
                yield from _row(kind, ", ".join(who for who in whose if whose[who] == needs), _needs(needs))
    yield READING
    for chapter, operations in CHAPTERS.items():
        yield f"### {chapter}\n"
        yield from _row("operation", "of", "needs", "in the store")
        yield from _row("---", "---", "---", "---")
        for one in operations:
            yield from _row(one.what, "" if one.record == "nothing" else one.record, _by_who(one), f"`{one.name}`")
        yield ""


def _row(*cells: str) -> Iterator[str]:
    yield f"| {' | '.join(cells)} |"


def _needs(needs: Needs) -> str:
    return ", ".join(" or ".join(f"`{right}`" for right in need.split("|")) for need in needs) or "–"


def _by_who(operation: Operation) -> str:
    """Return what an operation needs, once where it is the same for everybody."""
    ways = dict.fromkeys(operation.needs.values())
    if len(ways) == 1 or ANYBODY in operation.needs:
        return _needs(next(iter(ways)))
    told = []
    for needs in ways:
        whose = [who for who, own in operation.needs.items() if own == needs]
        told.append(f"{', '.join(whose)}: {_needs(needs)}")
    return "; ".join(told)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
