"""Finds the names of contacts, persons, categories, users and projects among the words of a quick line (C6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from store import quick_words
from store.folding import fold
from store.matching import id_named
from store.reading import Reader

LONGEST_NAME = 6
SHORTEST_NAME = 3
FEW = 6


@dataclass(frozen=True, slots=True)
class FoundContact:
    """Which words named which contacts; more than one is ambiguous."""

    places: list[int]
    text: str
    found: list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Which words named a person, and their contact."""

    places: list[int]
    person: tuple[int, str]
    contact: tuple[int, str]


@dataclass(frozen=True, slots=True)
class FoundCategory:
    """Which words named a category, by its own name or by what one does."""

    id: int
    name: str
    places: list[int]
    by_name: bool


class Names:
    """Looks names up within one view of the database."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._categories = read.all(
            "select id, name, folded, length_minutes from dictionary_entries "
            "where kind = 'category' and not retired order by position, id"
        )

    def user(self, text: str) -> tuple[int, str]:
        """Return the user that a login or name means. Raises NotFound or Ambiguous."""
        row = self._read.one("select id, name from users where login = :login and active", login=text)
        if row:
            return int(row[0]), str(row[1])
        source = "select id, name, folded, lower(login) as login from users where active and visible"
        number = id_named(self._read, "user", text, source, ("folded", "login"))
        return number, self._name("users", number)

    def project(self, text: str) -> tuple[int, str]:
        """Return the project that a name means. Raises NotFound or Ambiguous."""
        number = id_named(self._read, "project", text, "select id, name, folded from projects where not retired")
        return number, self._name("projects", number)

    def category_names(self) -> list[str]:
        """Return the names of the categories that can be chosen."""
        return [str(row[1]) for row in self._categories]

    def length_of(self, category_id: int | None) -> timedelta | None:
        """Return a category's usual length."""
        minutes = next((row[3] for row in self._categories if row[0] == category_id), None)
        return timedelta(minutes=minutes) if minutes else None

    def category_in(self, words: Sequence[str]) -> FoundCategory | None:
        """Return the category that the words name, else the one that they mean ("zadzwonić": a call)."""
        for size in range(min(LONGEST_NAME, len(words)), 0, -1):
            for place in range(len(words) - size + 1):
                name = " ".join(words[place : place + size])
                for number, title, folded, _minutes in self._categories:
                    if folded == name:
                        return FoundCategory(number, title, list(range(place, place + size)), by_name=True)
        for place, word in enumerate(words):
            for said, named in quick_words.MEANT:
                if word in said:
                    for number, title, folded, _minutes in self._categories:
                        if folded in named:
                            return FoundCategory(number, title, [place], by_name=False)
        return None

    def contact_in(self, words: Sequence[str]) -> FoundContact | None:
        """Return the contact whose name, or its beginning, is the longest run of the words."""
        for places, text, folded in _runs(words):
            exact = self._contacts("(folded = :name or short_folded = :name)", name=folded)
            if exact:
                return FoundContact(places, text, exact)
        for places, text, folded in _runs(words):
            if len(folded) < SHORTEST_NAME or not _looks_like_name(words, places):
                continue
            begin = folded.replace("!", "!!").replace("%", "!%").replace("_", "!_")
            begun = self._contacts(
                "(folded like :begin escape '!' or short_folded like :begin escape '!')", begin=f"{begin} %"
            )
            if begun:
                return FoundContact(places, text, begun)
        return None

    def person_in(self, words: Sequence[str], contact_id: int | None) -> FoundPerson | None:
        """Return the one person whose whole name is a run of the words, at the contact if there is one."""
        condition = "and n.contact_id = :contact" if contact_id is not None else ""
        bound = {"contact": contact_id} if contact_id is not None else {}
        for places, _text, folded in _runs(words):
            rows = self._read.all(
                "select n.id, n.name, k.id, k.name from persons n join contacts k on k.id = n.contact_id "
                f"where n.folded = :name and not n.retired {condition} limit 2",
                name=folded,
                **bound,
            )
            if len(rows) == 1:
                person, name, contact, title = rows[0]
                return FoundPerson(places, (person, name), (contact, title))
        return None

    def _contacts(self, condition: str, **bound: str) -> list[tuple[int, str]]:
        rows = self._read.all(
            f"select id, name from contacts where not retired and {condition} order by folded limit {FEW}", **bound
        )
        return [(int(row[0]), str(row[1])) for row in rows]

    def _name(self, table: str, number: int) -> str:
        row = self._read.one(f"select name from {table} where id = :id", id=number)
        return str(row[0]) if row else ""


def _runs(words: Sequence[str]) -> list[tuple[list[int], str, str]]:
    """Return every run of words, longest first: their places, their text, and it folded."""
    found = []
    for size in range(min(LONGEST_NAME, len(words)), 0, -1):
        for place in range(len(words) - size + 1):
            text = " ".join(words[place : place + size]).strip(" ,;()")
            if folded := fold(text):
                found.append((list(range(place, place + size)), text, folded))
    return found


def _looks_like_name(words: Sequence[str], places: Sequence[int]) -> bool:
    before = fold(words[places[0] - 1]) if places[0] else ""
    return words[places[0]][0].isupper() or before in quick_words.BEFORE_CONTACT
