"""H6, H7: columns hold with any characters, and nothing that people typed controls the terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from widgets.cells import fit, merged, plain, right, spared, wrap


@given(text=st.text(max_size=80), width=st.integers(1, 40))
def test_h6_a_column_is_exactly_as_wide_as_it_should_be(text: str, width: int) -> None:
    shown = plain(text)
    assert cell_len(fit(shown, width)) == width
    assert cell_len(right(shown, width)) == width


@given(text=st.text(max_size=200), width=st.integers(2, 40))
def test_a9_a_description_is_shown_whole_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(plain(text).split())


@pytest.mark.parametrize("hostile", ["\x1b[31mred", "a\x07b", "a\u202eb", "a\nb", "\x9b31m", "a\udc80b", "a\x00b"])
def test_h7_control_characters_never_reach_the_terminal(hostile: str) -> None:
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c == "\u202e" for c in plain(hostile))


def test_what_does_not_fit_is_cut_with_an_ellipsis() -> None:
    assert fit("Łódzka Spółdzielnia", 8) == "Łódzka …"
    assert fit("漢字漢字", 5) == "漢字…"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("\U0001f469\u200d\U0001f467 Ola", "\U0001f469\U0001f467 Ola"),
        ("\u2764\ufe0f", "\u2764"),
        ("\U0001f1f5\U0001f1f1", "PL"),
        ("\U0001f44d\U0001f3fd", "\U0001f44d"),
        ("soft\u00adhyphen\u200b", "softhyphen"),
    ],
)
def test_h6_signs_on_whose_width_terminals_disagree_are_taken_apart(typed: str, shown: str) -> None:
    assert plain(typed) == shown


def test_what_is_drawn_alike_is_one_piece() -> None:
    """Blanks join what stands on the same ground, on either side; a line below them, or another ground, is kept."""
    ink, bold, other = (Style.parse(text) for text in ("red on blue", "bold red on blue", "red on green"))
    lined = Style.parse("underline red on blue")
    pieces = [("ab", ink), ("c", ink), ("  ", bold), (" ", other), ("d", other), (" ", lined), ("e", bold)]
    merged_pieces = merged(Segment(text, style) for text, style in pieces)
    assert [(piece.text, piece.style) for piece in merged_pieces] == [
        ("abc  ", ink),
        (" d", other),
        (" ", lined),
        ("e", bold),
    ]
    assert [piece.text for piece in merged([Segment(" ", ink), Segment("a", lined)])] == [" ", "a"]


def test_c1_of_what_is_said_the_name_is_cut_and_never_what_stands_behind_it() -> None:
    """Neither the new time nor the way back is lost behind a long name, in any width where they have room."""
    name = "Meeting, Łódzka Spółdzielnia Mleczarska „Jutrzenka” i Wspólnicy sp. z o.o. sp. k."
    said = f"Moved: {name} → Tue 24.11.2026 15:00–16:00 · u takes it back"
    for width in range(70, 160):
        shown = spared(said, name, width)
        assert cell_len(shown) <= width
        assert shown.endswith(" → Tue 24.11.2026 15:00–16:00 · u takes it back")
    assert spared(said, "", 60) == said
    assert spared("Moved", name, 60) == "Moved"
