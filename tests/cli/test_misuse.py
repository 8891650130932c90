"""A command that cannot be read is told in the language that is asked for (H1, G6)."""

import errno
import os

import pytest

from store import language
from store.system_errors import system_words
from tests.cli.conftest import Run

CASES = [
    (("--nope",), "Nie ma opcji --nope"),
    (("add", "--donne", "x"), "Nie ma opcji --donne; podobne: "),
    (("nopee",), "Nie ma polecenia nopee"),
    (("show",), "Brakuje: number"),
    (("show", "x"), "number: tu trzeba podać liczbę całkowitą"),
    (("list", "--limit"), "Opcja --limit wymaga wartości"),
    (("done", "1", "--success=3"), "Opcja --success nie przyjmuje wartości"),
    (("show", "1", "2"), "Podano za dużo: 2"),
    (("demo", "--activities", "-4"), "--activities: tu trzeba podać co najmniej 0"),
    (("add", "--priority", "mad", "x"), "--priority: „mad” nie jest żadnym z: low, normal"),
    (("done", "1", "--success", "--failure"), "--success i --failure się wykluczają"),
]


@pytest.mark.parametrize(("arguments", "said"), CASES, ids=[" ".join(arguments) for arguments, _said in CASES])
def test_misuse_is_told_in_polish(crm: Run, arguments: tuple[str, ...], said: str) -> None:
    """H1, G6: not a word of English in it but the names of commands and options."""
    answer = crm("--lang", "pl", *arguments)
    assert answer.code == 2
    assert said in answer.err
    assert "Zobacz crm-tui" in answer.err


def test_system_faults_are_told_in_the_language_in_use() -> None:
    """G6: what is known is translated; what is not keeps the system's words."""
    language.use("pl")
    try:
        assert system_words(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))) == "Na dysku nie ma już miejsca"
        assert system_words(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"
    finally:
        language.use("en")


def test_g6_all_help_is_in_the_language_that_is_asked_for(crm: Run) -> None:
    """G6: the help of every command, its headings and what Typer adds of its own."""
    whole = crm("--lang", "pl", "--help").out
    for word in ("Użycie: crm-tui", "Opcje:", "Polecenia:", "Pokazuje plan dnia.", "Pokazuje tę pomoc."):
        assert word in whole
    one = crm("person", "add", "--help", "--lang", "pl").out
    for word in ("Dodaje osobę do kontaktu.", "Argumenty:", "[wymagane]", "--position TEKST", "--email TEKST…"):
        assert word in one
    assert "Usage: crm-tui" in crm("--lang", "en", "--help").out


def test_g6_records_are_shown_with_labels_in_the_language_that_is_asked_for(crm: Run) -> None:
    crm("contact", "add", "Zefir", "--tax-number", "5261040828", "--json")
    shown = crm("contact", "show", "zefir", "--lang", "pl").out
    assert "numer podatkowy" in shown or "NIP" in shown
    assert "tax number" not in shown
    assert "opiekun" in shown


def test_h1_a_list_says_what_is_retired_and_nothing_of_what_is_not(crm: Run) -> None:
    crm("goal", "edit", "Present the offer", "--retired", "--json")
    lines = crm("goal", "list").out.splitlines()
    assert [line.endswith("retired") for line in lines if "Present" in line or "Arrange" in line] == [False, True]
    assert "False" not in "".join(lines)
