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
