"""Words as the index holds them, and what may be asked of it (C8).

Both databases index the same words, made here of folded text, so that both find the same. Beside the words that people
wrote a document carries marks, which no typed word can equal: whose it is, what kind, how its name begins.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from store.folding import fold

LONGEST_WORD = 48
LONGEST_KEPT = 120
MARK = "§"
_NAME = "¶"
WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")
FEWEST_DIGITS = 5


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded, in their order; what is neither letter nor digit separates them."""
    return _short(text) if len(text) <= LONGEST_KEPT else _split(text)


def _split(text: str) -> tuple[str, ...]:
    return tuple(found[:LONGEST_WORD] for found in WORD.findall(fold(text).casefold()))


_short = lru_cache(maxsize=8192)(_split)


def joined_numbers(text: str) -> Iterable[str]:
    """Return the digits of a telephone or tax number as they are typed without spaces, from each of its groups on."""
    groups = _DIGITS.findall(fold(text))
    return ("".join(groups[k:])[:LONGEST_WORD] for k in range(len(groups)))


def name_mark(name: str) -> str:
    """Return the mark of a whole name."""
    return _name(name) + "·"


def name_beginning(text: str) -> str:
    """Return what the marks of all names that begin with `text` begin with."""
    return _name(text)


def _name(text: str) -> str:
    return (_NAME + "·".join(words(text)))[:LONGEST_WORD]


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or with `prefix` every word that begins with it."""

    word: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Everything of `parts`, and nothing of `without`."""

    parts: "tuple[Asked, ...]"
    without: "tuple[Asked, ...]" = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of `parts`."""

    parts: "tuple[Asked, ...]"


Asked = Term | AllOf | AnyOf


def mark(name: str) -> Term:
    """Return the term of a mark."""
    return Term(MARK + name)


def fts5(asked: Asked) -> str:
    """Return a question as SQLite's full text takes it."""
    match asked:
        case Term():
            return f'"{asked.word}"' + (" *" if asked.prefix else "")
        case AnyOf():
            return f"({' OR '.join(fts5(part) for part in asked.parts)})"
        case AllOf():
            found = f"({' AND '.join(fts5(part) for part in asked.parts)})"
            return f"({found} NOT {fts5(AnyOf(asked.without))})" if asked.without else found


def tsquery(asked: Asked) -> str:
    """Return a question as PostgreSQL's full text takes it."""
    match asked:
        case Term():
            return f"'{asked.word}'" + (":*" if asked.prefix else "")
        case AnyOf():
            return f"({' | '.join(tsquery(part) for part in asked.parts)})"
        case AllOf():
            found = f"({' & '.join(tsquery(part) for part in asked.parts)})"
            return f"({found} & !{tsquery(AnyOf(asked.without))})" if asked.without else found


def full_text(engine: str, kind: str, asked: Asked) -> tuple[str, str, dict[str, Any]]:
    """Return where to look in a database, the condition, and what is bound in it."""
    if engine == "sqlite":
        return f"search_{kind}_fts", f"search_{kind}_fts match :asked", {"asked": fts5(asked)}
    return f"search_{kind}", "vector @@ cast(:asked as tsquery)", {"asked": tsquery(asked)}


def asked_of(typed: Sequence[str], alternatives: Mapping[str, Sequence[Term]] | None = None) -> tuple[Asked, ...]:
    """Return what typed words ask for: each begins a word; `alternatives` may stand in place of some.

    Groups of digits in a row also stand for the number that they make together.
    """
    parts: list[Asked] = []
    k = 0
    while k < len(typed):
        last = k
        while last < len(typed) and typed[last].isdecimal():
            last += 1
        number = "".join(typed[k:last])[:LONGEST_WORD]
        if last - k > 1 and len(number) >= FEWEST_DIGITS:
            groups = AllOf(tuple(Term(group, prefix=True) for group in typed[k:last]))
            parts.append(AnyOf((groups, Term(number, prefix=True))))
            k = last
            continue
        word = typed[k]
        others = tuple((alternatives or {}).get(word, ()))
        parts.append(AnyOf((Term(word, prefix=True), *others)) if others else Term(word, prefix=True))
        k += 1
    return tuple(parts)
