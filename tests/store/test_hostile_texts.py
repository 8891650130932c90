"""Texts that others typed or imported are stored whole and read back sanely (H7), on both databases."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import activities, contacts, day_plan, discussion, texts
from store.database import Store
from store.folding import fold
from store.rows import Acting
from tests.making import contact, planned

KEPT = [
    "[ACME] [b]bold[/b] [/]",
    "{name} %s %(x)s :me ::text $1 ?",
    "'; drop table activities; --",
    "emoji 👩‍👩‍👧 🇵🇱 and ﷽",
    "cafe\u0301 Z\u0308 combining",
    "日本語 العربية עברית",
    "tabs and \\ backslashes \\x1b[31m",
    "Zażółć gęślą jaźń",
]
CLEANED = [
    ("\x1b[31mred\x1b[0m", "[31mred[0m"),
    ("\x1b]0;title\x07text", "]0;titletext"),
    ("a\x00b", "ab"),
    ("a\x9bb\x85c", "ab c"),
    ("half \ud83d character", "half \ufffd character"),
    ("left \u202eright\u2066", "left right"),
    ("line\u2028break", "line break"),
    ("\r\n\tspaces \n", "spaces"),
]


@pytest.mark.parametrize(("typed", "stored"), [*((text, text) for text in KEPT), *CLEANED])
def test_h7_text_is_text(store: Store, anna: Acting, typed: str, stored: str) -> None:
    row = planned(store, anna, description=typed, details=typed, contact_id=contact(store, anna, typed).id)
    read = activities.get(store, anna, row.id)
    assert read.description == stored
    assert " ".join(read.details.split()) == " ".join(stored.split())
    assert read.contact is not None
    assert read.contact.name == stored
    assert discussion.add_note(store, anna, row.id, typed).text == discussion.notes(store, anna, row.id)[0].text
    assert contacts.search(store, anna, typed) == contacts.search(store, anna, stored) != ()
    assert row.id in {found.id for found in day_plan.tab(store, anna, "all", text=stored).rows}


def test_a9_a_megabyte_of_details(store: Store, anna: Acting) -> None:
    long = "zażółć\n" * 150_000
    row = planned(store, anna, details=long)
    assert activities.get(store, anna, row.id).details == long.strip()


@given(st.text())
def test_nothing_that_controls_a_terminal_is_stored(text: str) -> None:
    for stored, breaks in ((texts.one_line(text), ""), (texts.many_lines(text), "\n\t")):
        kinds = {unicodedata.category(c) for c in stored if c not in breaks}
        assert not kinds & {"Cc", "Cs", "Zl", "Zp"}
        assert stored == stored.strip()
        stored.encode()
    assert texts.one_line(texts.one_line(text)) == texts.one_line(text)


@given(st.text())
def test_case_does_not_matter_when_folding(text: str) -> None:
    assert fold(text) == fold(f"  {text} ")
    assert fold(text.casefold()) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Łódź", "lodz"), ("ŻÓŁW", "zolw"), ("Straße", "strasse"), ("Ærø", "aero"), ("naïve  Café", "naive cafe")],
)
def test_c8_folding_knows_letters_that_do_not_decompose(text: str, folded: str) -> None:
    assert fold(text) == folded
