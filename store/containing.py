"""The condition that an activity contains a text, for lists in an order of their own (C1, C8).

It means what the search means: every word of the text begins a word of the activity, of its discussion, its contact,
project, persons or category.
"""

from dataclasses import dataclass, field
from typing import Any

from store.finding.activities import of_categories
from store.finding.index import count
from store.finding.words import AllOf, AnyOf, Asked, Term, asked_of, full_text, words
from store.matching import like
from store.reading import Reader

# Up to so many are fetched from the index and sorted; where more match, walking the list meets one soon enough.
FETCHED = 10_000


@dataclass(frozen=True)
class Containing:
    """A condition on activity `a`, and what is bound in it."""

    sql: str
    bound: dict[str, Any] = field(default_factory=dict)


def containing(read: Reader, text: str, *, of: tuple[Asked, ...] = ()) -> Containing:
    """Return the condition; `of` are marks that every activity of the list has, so that fewer are fetched."""
    typed = words(text)
    if not typed:
        return Containing("a.folded like :text escape '!'", {"text": like(text)})
    categories = of_categories(read, typed)
    asked = AllOf((*asked_of(typed, categories), *of))
    if count(read, "activity", asked, most=FETCHED + 1) <= FETCHED:
        table, condition, bound = full_text(read.engine, "activity", asked)
        key = "rowid" if read.engine == "sqlite" else "id"
        return Containing(f"a.id in (select {key} from {table} where {condition})", bound)
    parameters: dict[str, Any] = {}
    return Containing(
        f"exists (select 1 from search_activity td where td.id = a.id and {_walked(asked, parameters)})", parameters
    )


def _walked(asked: Asked, bound: dict[str, Any]) -> str:
    """Return the same condition on one document, for where the list is walked until enough are found."""
    match asked:
        case Term():
            name = f"text_{len(bound)}"
            bound[name] = f"% {asked.word}{'' if asked.prefix else ' '}%"
            return f"' ' || td.words || ' ' like :{name}"
        case AllOf():
            return " and ".join(f"({_walked(part, bound)})" for part in asked.parts)
        case AnyOf():
            return " or ".join(f"({_walked(part, bound)})" for part in asked.parts)
