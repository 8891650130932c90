"""What a terminal without UTF-8 is shown (H6)."""

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from crm_tui.ascii_terminal import InAscii, in_ascii, is_wanted


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [({}, False), ({"LANG": "C.UTF-8"}, False), ({"LANG": "pl_PL.utf8"}, False),
     ({"LC_ALL": "pl_PL.UTF-8@euro"}, False), ({"LC_ALL": "C"}, True), ({"LC_ALL": "POSIX", "LANG": "C.UTF-8"}, True),
     ({"LC_CTYPE": "pl_PL.ISO-8859-2"}, True), ({"LC_ALL": "", "LANG": "pl_PL"}, True),
     ({"LC_ALL": "C.UTF-8", "LC_CTYPE": "C"}, False)],
)  # fmt: skip
def test_h6_the_locale_says_whether_signs_beyond_ascii_can_be_shown(environment: dict[str, str], wanted: bool) -> None:
    assert is_wanted(environment) is wanted


@pytest.mark.parametrize(
    ("shown", "text"),
    [("Zazolc gesla jazn, LODZ", "Zażółć gęślą jaźń, ŁÓDŹ"), ("+-+|+-+", "╭─╮│╰─╯"), ("+-+#", "┏━┓█"),
     ("v > 10 - 11 .", "▾ ▸ 10 – 11 …"), ("a??b", "a日b"), ('"x"', "„x”"), ("e", "e\u0301"), ("?", "\ufffd")],
)  # fmt: skip
def test_h6_a_sign_becomes_its_likeness(shown: str, text: str) -> None:
    assert in_ascii(text) == shown


def test_h6_every_sign_keeps_its_width() -> None:
    for number in (*range(0xA0, 0x3000), *range(0x3000, 0x3100), *range(0x1F300, 0x1F650), 0x65E5):
        sign = chr(number)
        made = in_ascii(sign)
        assert made.isascii()
        assert len(made) == cell_len(sign), (hex(number), made)


def test_h6_the_style_of_a_line_stays() -> None:
    line = [Segment("│ Łódź"), Segment("plain")]
    assert [segment.text for segment in InAscii().apply(line, Color(0, 0, 0))] == ["| Lodz", "plain"]
