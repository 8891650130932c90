"""Holds every statement that reaches PostgreSQL to the list of SQL features in docs/postgresql.md (H3).

A statement is cut into words and signs. A word before a parenthesis is a function, unless it is a keyword or a table;
of the other words those that PostgreSQL itself calls keywords are looked at, unless the schema has a name like it.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "postgresql.md"
TOKEN = re.compile(
    r"'(?:[^']|'')*' | \$\$.*?\$\$ | --[^\n]* | %\(\w+\)s(?:::[\w ]+?(?=\W))? | %s | :\w+ | \"(?:[^\"])*\" "
    r"| (?P<word>[a-z_]\w*) (?P<call>\s*\()? | \d[\d.]* | (?P<sign>(?:(?!%\(|%s)[-+*/<>=~!@\#%^&|`?:])+)",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
# What the tests' own tools and SQLAlchemy's look at the catalogue ask; none of it is the store's. Of tables that are
# made and changed the page speaks apart, and whoever runs the program may not do that.
NOT_OURS = re.compile(
    r"pg_catalog\.|pg_type|pg_class|select current_schema|generate_series"
    r"|^\s*(show|savepoint|release|rollback to|explain|analyze|vacuum|create|alter|drop|truncate|comment)\b",
    re.IGNORECASE,
)


@cache
def listed() -> dict[str, frozenset[str]]:
    """Return what the page lists, by heading: "keywords", "functions", "operators"."""
    found: dict[str, frozenset[str]] = {}
    for name, text in re.findall(r"```text sql-(\w+)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL):
        found[name] = frozenset(text.split())
    return found


@cache
def names() -> frozenset[str]:
    """Return the names of tables and columns."""
    from store.models import metadata

    columns = {column.name for table in metadata.tables.values() for column in table.columns}
    return frozenset({*metadata.tables, *columns})


def used(statement: str, keywords: frozenset[str]) -> dict[str, set[str]]:
    """Return the features of a statement, by the headings of the page."""
    found: dict[str, set[str]] = {"keywords": set(), "functions": set(), "operators": set()}
    before = ""
    for token in TOKEN.finditer(statement):
        word, sign = (token["word"] or "").lower(), token["sign"]
        if sign:
            found["operators"].add(sign)
        elif word in keywords and word not in names() and before != "as":
            found["keywords"].add(word)
        elif word and token["call"] and word not in names() and before not in {"into", "with", "as", "recursive"}:
            found["functions"].add(word)
        before = word
    return found


class Watch:
    """Notes what the statements of an engine use that the page does not list."""

    def __init__(self, engine: Any, seen: set[str]) -> None:
        from sqlalchemy import event

        self._engine, self._seen = engine, seen
        self._keywords: frozenset[str] | None = None
        self.outside: set[str] = set()
        event.listen(engine, "before_cursor_execute", self._look)

    def stop(self) -> None:
        """Look no more."""
        from sqlalchemy import event

        event.remove(self._engine, "before_cursor_execute", self._look)

    def _look(self, connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement in self._seen or NOT_OURS.search(statement):
            return
        self._seen.add(statement)
        if self._keywords is None:
            driver = connection.connection.driver_connection
            self._keywords = frozenset(row[0] for row in driver.execute("select word from pg_get_keywords()"))
        for heading, features in used(statement, self._keywords).items():
            self.outside |= {f"{heading}: {one}" for one in features - listed().get(heading, frozenset())}
