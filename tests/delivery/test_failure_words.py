"""What the program says of failures is English where it is kept and in the reader's language where it is shown (G6)."""

import pytest

from store import failure_words, language

VALUES = {
    "server": "mail.example.com:465", "said": "535 5.7.8 nie, {said}: (naprawdę)", "seconds": "15", "scheme": "foo",
}  # fmt: skip


@pytest.mark.parametrize("code", failure_words._templates())
def test_g6_each_is_kept_in_english_and_shown_in_polish(code: str) -> None:
    with language.speaking("pl"):
        kept = failure_words.failure_words(code, **VALUES)
        shown = failure_words.shown(kept)
        assert shown == failure_words._templates()[code].format(**VALUES)
    assert shown != kept
    assert failure_words.shown(kept) == kept
    assert all(value not in kept or value in shown for value in VALUES.values())


@pytest.mark.parametrize("said", ["550 5.1.1 no such user", "", "x: no answer in time, sorry", "{server}", "a: b\n c"])
def test_g6_a_servers_own_words_are_shown_as_they_are(said: str) -> None:
    with language.speaking("pl"):
        assert failure_words.shown(said) == said
