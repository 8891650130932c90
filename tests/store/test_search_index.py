"""The index (C8): whatever is written is found by the beginnings of its words, and the check sees damage."""

import itertools
import os
import string
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql

from store import activities, checking, company, contacts, discussion, history, people, persons, projects, search
from store.clock import FixedClock
from store.database import Store
from store.drafts import ContactDraft, PersonDraft, ProjectDraft, draft_of
from store.finding import vocabulary
from store.finding.excerpts import excerpt, spans
from store.finding.words import words
from store.reading import SqliteReader
from store.refusals import NothingToUndo, Refused
from store.rows import Acting
from tests.conftest import NOW
from tests.databases import Databases
from tests.making import contact, draft, planned

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30) | st.sampled_from(
    [
        "Łódź, Gęś-Jaźń",
        "FV 12/2026",
        "Müller & Söhne",
        "ﬁne Œuvre",
        "naïve cafe\u0301",
        "日本 語",
        "ПРИВЕТ мир",
        "℡ İstanbul",
    ]
)
_names = itertools.count(1)


KINDS = st.sampled_from(["activity", "note", "contact", "person", "project"])


@settings(max_examples=30)
@given(text=TEXTS, kind=KINDS, which=st.integers(0, 20), length=st.integers(1, 30), folded=st.booleans())
def test_c8_what_is_written_is_found_by_any_beginning_of_its_words(
    store: Store, anna: Acting, text: str, kind: str, which: int, length: int, folded: bool
) -> None:
    record = written(store, anna, kind, text)
    if record is None or not words(text):
        return
    word = words(text)[which % len(words(text))]
    typed = word[: 1 + length % len(word)] if folded else text
    hits = search.search(store, anna, typed, limit=5_000)
    assert record in [(hit.kind, hit.id) for hit in hits]


def written(store: Store, me: Acting, kind: str, text: str) -> tuple[str, int] | None:
    """Write a text into a record of some kind; None where the rules refuse it."""
    try:
        match kind:
            case "activity":
                return "activity", planned(store, me, description=text).id
            case "note":
                row = planned(store, me)
                discussion.add_note(store, me, row.id, text)
                return "activity", row.id
            case "contact":
                return "contact", contacts.add(store, me, ContactDraft(f"{text} {next(_names)}")).id
            case "person":
                firm = contacts.add(store, me, ContactDraft(f"Firm {next(_names)}"))
                return "person", persons.add(store, me, PersonDraft(text, firm.id)).id
            case _:
                return "project", projects.add(store, me, ProjectDraft(f"{text} {next(_names)}")).id
    except Refused:
        return None


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["plan", "edit", "note", "rename", "complete", "cancel", "reopen", "delete", "undo", "redo"]),
        st.sampled_from(["oferta", "gęś", "łódź woda", ""]),
    ),
    max_size=12,
)


@settings(max_examples=10)
@given(steps=STEPS)
def test_c8_after_any_changes_the_index_is_what_it_would_be_made_anew(
    store: Store, anna: Acting, steps: list[tuple[str, str]]
) -> None:
    firm = contacts.add(store, anna, ContactDraft(f"Firm {next(_names)}"))
    ids = [planned(store, anna, contact_id=firm.id).id]
    for step, text in steps:
        try:
            change(store, anna, firm.id, ids, step, text)
        except (Refused, NothingToUndo):
            continue
    assert checking.problems(store) == []


def change(store: Store, me: Acting, firm: int, ids: list[int], step: str, text: str) -> None:
    """Make one change."""
    match step:
        case "plan":
            ids.append(activities.plan(store, me, draft(store, me, contact_id=firm, description=text)).id)
        case "edit":
            row = activities.get(store, me, ids[-1])
            changed = replace(draft_of(row), description=text, contact_id=firm if text else None)
            activities.edit(store, me, row.id, changed, version=row.version)
        case "note":
            discussion.add_note(store, me, ids[-1], text)
        case "rename":
            row_of = contacts.get(store, me, firm)
            named = replace(contacts.draft_of_contact(row_of), name=f"{text} {next(_names)}")
            contacts.edit(store, me, firm, named, version=row_of.version)
        case "undo" | "redo":
            getattr(history, step)(store, me)
        case _:
            getattr(activities, step)(store, me, ids[-1])


def test_c8_a_transaction_that_fails_leaves_the_index_alone(store: Store, anna: Acting) -> None:
    planned(store, anna, description="kept")
    with pytest.raises(RuntimeError), store.writing() as session:
        session.connection().execute(sql("update activities set folded = 'lost'"))
        raise RuntimeError
    assert search.search(store, anna, "lost") == ()
    assert len(search.search(store, anna, "kept")) == 1


def test_c8_whatever_statement_writes_the_index_follows(store: Store, anna: Acting) -> None:
    row = planned(store, anna, description="kept")
    with store.writing() as session:
        session.connection().execute(sql("update activities set folded = 'straight'"))
    assert [hit.id for hit in search.search(store, anna, "straight")] == [row.id]
    assert search.search(store, anna, "kept") == ()


DAMAGE = {
    "pending": "insert into search_pending (kind, record_id) values ('activity', 1)",
    "wrong": "update search_activity set words = 'wrong'",
    "missing": "delete from search_contact",
    "left over": "insert into search_person (id, words) values (99, 'nobody')",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_h4_the_check_sees_an_index_that_is_not_right(store: Store, anna: Acting, damage: str) -> None:
    planned(store, anna, contact_id=contact(store, anna).id)
    assert checking.problems(store) == []
    with store.engine.begin() as connection:
        connection.execute(sql(DAMAGE[damage]))
    assert checking.problems(store)


@pytest.mark.parametrize("language", ["en", "pl"])
def test_c8_both_databases_find_the_same(databases: Databases, tmp_path: Path, language: str) -> None:
    found: list[list[Any]] = []
    for store in both(databases, tmp_path):
        me = people.log_in(store, "anna", language=language, zone="Europe/Warsaw")
        company.fill(store, me, activities=400, seed=11, language=language)
        answers = [
            [(hit.kind, hit.id, hit.title, hit.excerpt, hit.near) for hit in search.search(store, me, typed)]
            for typed in (
                "a",
                "ab",
                "jan",
                "lodz",
                "kowalski ofer",
                "transprot",
                "spotkan",
                "off pric",
                "12",
                "48 6",
                "łó ża",
            )
        ]
        assert checking.problems(store) == []
        found.append(answers)
    assert found[0] == found[1]
    assert any(found[0])


def both(databases: Databases, tmp_path: Path) -> Iterator[Store]:
    """Yield an empty store on either database."""
    store = Store.open(f"{tmp_path}/same.db", clock=FixedClock(NOW))
    yield store
    store.close()
    with databases.postgresql(f"t_same_{os.getpid()}_{next(_names)}", template="template1") as url:
        store = Store.open_for_upgrade(url, clock=FixedClock(NOW))
        store.upgrade()
        yield store
        store.close()


def edit_distance(a: str, b: str) -> int:
    """Return how many edits make `a` into `b`, by the definition."""
    rows = [[i + j if i * j == 0 else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


LETTERS = st.text("abcd", min_size=4, max_size=11)


@settings(max_examples=300)
@given(
    word=LETTERS, edits=st.lists(st.tuples(st.integers(0, 12), st.sampled_from("abcd"), st.integers(0, 3)), max_size=2)
)
def test_c8_every_word_that_is_near_enough_is_found_in_the_vocabulary(
    word: str, edits: list[tuple[int, str, int]]
) -> None:
    typed = word
    for place, letter, how in edits:
        at = place % len(typed)
        typed = (
            typed[:at] + letter + typed[at:],
            typed[:at] + typed[at + 1 :],
            typed[:at] + letter + typed[at + 1 :],
            typed[:at] + typed[at : at + 2][::-1] + typed[at + 2 :],
        )[how]
    distance = edit_distance(typed, word)
    allowed = 2 if len(typed) >= 8 else 1
    assert vocabulary.edits(typed, word, 2) == min(distance, 3)
    if len(typed) >= 4 and 0 < distance <= allowed:
        assert vocabulary.near(vocabulary_of([word]), typed, unfinished=False) == (word,)


def vocabulary_of(held: list[str]) -> SqliteReader:
    """Return a reader of a vocabulary."""
    import sqlite3

    connection = sqlite3.connect(":memory:")
    connection.execute("create table search_words (word, backwards)")
    connection.execute("create table search_word_keys (key, word)")
    for word in held:
        connection.execute("insert into search_words values (?, ?)", (word, word[::-1]))
        for key in vocabulary.keys_of(word):
            connection.execute("insert into search_word_keys values (?, ?)", (key, word))
    return SqliteReader(connection)


@given(text=TEXTS, length=st.integers(8, 60), data=st.data())
def test_c8_what_is_emphasised_is_what_was_typed(text: str, length: int, data: st.DataObject) -> None:
    if not words(text):
        return
    word = data.draw(st.sampled_from(words(text)))
    typed = word[: data.draw(st.integers(1, len(word)))]
    marked = spans(text, [typed])
    assert marked
    assert all(0 <= first < last <= len(text) for first, last in marked)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(marked))
    # A letter may stand for several words: ¼ for 1 and 4.
    assert any(word.startswith(typed) for first, last in marked for word in words(text[first:last]))
    assert len(excerpt(text, [typed], length=length)) <= length + 2


def test_c8_words_are_letters_and_digits_folded() -> None:
    assert words("Łódź, FV 12/2026 (Gęś)!") == ("lodz", "fv", "12", "2026", "ges")
    assert words(string.punctuation) == ()
