"""The letters of choices: English ones in English, letters of what is read in other languages (C8)."""

from screens.dialogs.choose import fitting_letters


def letters(*choices: tuple[str, str]) -> str:
    return "".join(letter or "-" for _name, _text, letter in fitting_letters([(t, t, given) for t, given in choices]))


def test_a_letter_begins_a_word_that_only_its_choice_has() -> None:
    """C8: a Polish user sees letters of Polish words."""
    assert letters(("zostaw", "k"), ("usuń", "d")) == "zu"
    assert letters(("wróć do edycji", "g"), ("zapisz i zamknij", "s"), ("zamknij bez zapisywania", "c")) == "wzb"
    assert letters(("wróć i zmień datę", "b"), ("zostało zakończone", "c"), ("zostało anulowane", "x")) == "wza"


def test_letters_that_fit_digits_and_none_stay() -> None:
    """C8: what fits already is not changed, and no two choices share a letter."""
    assert letters(("↓ niski", "l"), ("  normalny", "n"), ("! wysoki", "h"), ("‼ pilny", "u")) == "inwp"
    assert letters(("tylko to", "1"), ("to i następne", "2")) == "12"
    assert letters(("—", "-"), ("nazwa", "")) == "--"
    assert letters(("ł", "x"), ("ą", "y")) == "ab"
