"""How many parts a text message takes (D1)."""

import pytest

from store.sms_parts import Parts, parts


@pytest.mark.parametrize(
    ("text", "encoding", "characters", "count"),
    [
        ("", "GSM-7", 0, 0),
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ ¤¡ÄÖÑÜ§¿äöñüà\n\r", "GSM-7", 45, 1),
        ("[]{}\\~^|€", "GSM-7", 18, 1),
        ("€" * 80, "GSM-7", 160, 1),
        ("€" * 81, "GSM-7", 162, 2),
        ("ą", "UCS-2", 1, 1),
        ("Zażółć " * 10, "UCS-2", 70, 1),
        ("Zażółć " * 10 + "a", "UCS-2", 71, 2),
        ("ó" * 134, "UCS-2", 134, 2),
        ("ó" * 135, "UCS-2", 135, 3),
        ("🙂", "UCS-2", 2, 1),
        ("🙂" * 35, "UCS-2", 70, 1),
        ("🙂" * 36, "UCS-2", 72, 2),
        ("–", "UCS-2", 1, 1),
        ("`", "UCS-2", 1, 1),
        ("ç", "UCS-2", 1, 1),
    ],
)
def test_d1_parts_are_counted_as_they_are_charged(text: str, encoding: str, characters: int, count: int) -> None:
    found = parts(text)
    assert (found.encoding, found.characters, found.count) == (encoding, characters, count)


@pytest.mark.parametrize("letter", "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
def test_d1_each_polish_letter_needs_the_larger_alphabet(letter: str) -> None:
    assert parts(letter).encoding == "UCS-2"


def test_d1_what_takes_two_characters_is_never_parted() -> None:
    # 152 and a euro sign fill 154 of the 153 that a part has room for; each emoji leaves one of 67 unused.
    assert parts(("a" * 152 + "€") * 2) == Parts("GSM-7", 308, 3, 459)
    assert parts("🙂" * 66).count == 2
    assert parts("🙂" * 67) == Parts("UCS-2", 134, 3, 201)
