"""Finding a record by what somebody typed: without case and accents, exact before prefix before part."""

from collections.abc import Sequence
from typing import Any

from store.folding import fold
from store.reading import Reader
from store.refusals import Ambiguous, NotFound
from store.texts import one_line

CANDIDATES_SHOWN = 10


def like(text: str) -> str:
    """Return a LIKE pattern (escape character !) for folded text that contains `text` in any place."""
    folded = fold(one_line(text))
    for special in "!%_":
        folded = folded.replace(special, f"!{special}")
    return f"%{folded}%"


def id_named(
    read: Reader, what: str, text: str, rows: str, columns: Sequence[str] = ("folded",), **bound: object
) -> int:
    """Return the id of the one record that `text` names.

    `rows` is SQL that gives records with id, name and the folded `columns`. An exact name wins over a prefix, a
    prefix over a part. Raises NotFound, with names that are near, or Ambiguous, with the candidates.
    """
    folded = fold(one_line(text))
    if not folded:
        raise NotFound(what, text)
    pattern = like(text)
    tries = (
        (" or ".join(f"x.{c} = :folded" for c in columns), {"folded": folded}),
        (" or ".join(f"x.{c} like :pattern escape '!'" for c in columns), {"pattern": pattern[1:]}),
        (" or ".join(f"x.{c} like :pattern escape '!'" for c in columns), {"pattern": pattern}),
    )
    for condition, parameters in tries:
        found = read.all(
            f"select x.id, x.name from ({rows}) x where {condition} order by x.name, x.id limit {CANDIDATES_SHOWN + 1}",
            **parameters,
            **bound,
        )
        if len(found) == 1:
            return int(found[0][0])
        if found:
            raise Ambiguous(what, text, tuple(str(row[1]) for row in found[:CANDIDATES_SHOWN]))
    raise NotFound(what, text, near(read, folded, rows, **bound))


def near(read: Reader, folded: str, rows: str, **bound: Any) -> tuple[str, ...]:
    """Return up to five names that look like `folded`; where none does, all of a short list."""
    from difflib import get_close_matches

    names = {
        fold(str(row[1])): str(row[1]) for row in read.all(f"select x.id, x.name from ({rows}) x limit 5000", **bound)
    }
    close = tuple(names[match] for match in get_close_matches(folded, names, n=5, cutoff=0.5))
    return close or (tuple(names.values()) if len(names) <= CANDIDATES_SHOWN else ())
