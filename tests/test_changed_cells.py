"""Only what changes is written to the terminal, and it shows the same as if everything had been (speed)."""

import random
from collections.abc import Iterator

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from crm_tui.changed_cells import ChangedCells

COLUMNS, LINES = 40, 6
CONSOLE = Console(force_terminal=True, color_system="truecolor", width=COLUMNS, legacy_windows=False)
# What has no width of its own. After the last column pyte goes to the next line for it, as no terminal does.
MARK = "\u0301"
STYLES = [
    Style.parse(text)
    for text in (
        "none", "#102030 on #a0b0c0", "#102030 on #405060", "bold #102030 on #a0b0c0", "bold dim #ffffff on #a0b0c0",
        "underline #102030 on #a0b0c0", "reverse #112233", "italic strike red on blue", "bright_red on color(200)",
    )
]  # fmt: skip
WORDS = [
    "plan",
    "Łódź, ul. Prosta",
    "   ",
    " 9:00–10:00 ",
    "▌✓ done",
    "",
    "日本語",
    f"zażółć{MARK}",
    "👩 family",
    "a",
]

words = st.sampled_from(WORDS) | st.text("ab ", max_size=12)
pieces = st.tuples(words, st.sampled_from(STYLES))
drawings = st.lists(
    st.lists(
        st.tuples(st.integers(0, LINES - 1), st.integers(0, COLUMNS - 16), st.lists(pieces, min_size=1, max_size=3)),
        min_size=1,
        max_size=4,
    ),
    min_size=1,
    max_size=5,
)


def drawn(strips: list[tuple[int, int, list[tuple[str, Style]]]]) -> str:
    """Write strips at lines and columns, as Textual does."""
    out = []
    for y, x, parts in strips:
        strip = Strip([Segment(text, style) for text, style in parts]).crop(0, COLUMNS - x)
        if strip.text.endswith(MARK) and strip.cell_length == COLUMNS - x:
            strip = strip.crop(0, COLUMNS - x - 1)
        out.append(f"\x1b[{y + 1};{x + 1}H{strip.render(CONSOLE)}" + ("\n" if y < LINES - 1 else ""))
    return "".join(out) + "\x1b[1;1H"


def shown(screen: pyte.Screen) -> Iterator[tuple[object, ...]]:
    """Yield what can be seen of each cell: of a blank no colour of letters, unless a line goes through it."""
    for y in range(screen.lines):
        for x in range(screen.columns):
            cell = screen.buffer[y][x]
            decorated = cell.underscore or cell.strikethrough or cell.reverse
            letter = (cell.fg, cell.bold, cell.italics) if cell.data.strip(" ") or decorated else None
            yield y, x, cell.data, cell.bg, letter, decorated


class Terminals:
    """Two terminals: one is sent everything, the other what changes."""

    def __init__(self) -> None:
        self.cells = ChangedCells()
        self.screens = [pyte.Screen(COLUMNS, LINES) for _ in range(2)]
        self._streams = [pyte.Stream(screen) for screen in self.screens]

    def draw(self, data: str) -> str:
        """Draw on both; return what the thrifty one was sent."""
        thinned = self.cells.thinned(data)
        for stream, sent in zip(self._streams, (data, thinned), strict=True):
            stream.feed(sent)
        whole, thrifty = self.screens
        assert list(shown(thrifty)) == list(shown(whole))
        assert (thrifty.cursor.x, thrifty.cursor.y) == (whole.cursor.x, whole.cursor.y)
        return thinned


@settings(max_examples=120, deadline=None)
@given(drawings)
def test_both_terminals_show_the_same(frames: list[list[tuple[int, int, list[tuple[str, Style]]]]]) -> None:
    """Whatever is drawn over whatever, with letters of no, one and two cells, is seen as if all were sent."""
    terminals = Terminals()
    for frame in frames:
        terminals.draw(drawn(frame))


def test_what_has_not_changed_is_not_sent() -> None:
    """A line that is drawn again with one other letter costs that letter, its ink and its place."""
    terminals = Terminals()
    line = "Anna calls AB Transport about the offer"
    terminals.draw(drawn([(2, 0, [(line, STYLES[1])])]))
    assert terminals.draw(drawn([(2, 0, [(line, STYLES[1])])])) == "\x1b[1;1H"
    sent = terminals.draw(drawn([(2, 0, [(line.replace("AB", "AC"), STYLES[1])])]))
    assert sent == "\x1b[3;13H\x1b[38;2;16;32;48;48;2;160;176;192mC\x1b[0m\x1b[1;1H"


def test_colours_are_told_once() -> None:
    """Neighbours of one ground are told the colour of their letters only, and blanks between them nothing."""
    sent = Terminals().draw(drawn([(0, 0, [("ab", STYLES[1]), ("  ", STYLES[2]), ("cd", STYLES[2])])]))
    assert sent == ("\x1b[1;1H\x1b[38;2;16;32;48;48;2;160;176;192mab\x1b[48;2;64;80;96m  cd\x1b[0m\x1b[1;1H")


def test_a_line_of_wide_letters_is_sent_whole_each_time() -> None:
    """Where terminals disagree about the width of a letter nothing is taken for known (as Textual draws it)."""
    terminals = Terminals()
    frame = drawn([(1, 0, [("日本語 abc", STYLES[1])])])
    first, again = terminals.draw(frame), terminals.draw(frame)
    assert "日本語 abc" in first
    assert again == first


@pytest.mark.parametrize("other", ["\x1b[?1049h", "\x1b[2J", "\x07", "\x1b]52;c;YQ==\a", "plain", "\x1b[1;1Ha\tb"])
def test_what_is_not_understood_is_passed_on_and_all_is_drawn_again(other: str) -> None:
    """After another program had the terminal, or anything else was written, nothing is taken for known."""
    cells = ChangedCells()
    frame = drawn([(1, 0, [("abc", STYLES[1])])])
    first = cells.thinned(frame)
    assert cells.thinned(other) == other
    assert cells.thinned(frame) == first


def test_the_marks_of_a_frame_change_nothing() -> None:
    """What tells the terminal that a frame begins and ends is passed on, and what it shows stays known."""
    cells = ChangedCells()
    frame = drawn([(1, 0, [("abc", STYLES[1])])])
    cells.thinned(frame)
    assert cells.thinned("\x1b[?2026h") == "\x1b[?2026h"
    assert cells.thinned(frame) == "\x1b[1;1H"


def test_after_a_change_of_size_all_is_drawn_again() -> None:
    """What is forgotten is sent whole."""
    cells = ChangedCells()
    frame = drawn([(1, 0, [("abc", STYLES[1])])])
    first = cells.thinned(frame)
    cells.forget()
    assert cells.thinned(frame) == first


def test_long_use_of_many_inks() -> None:
    """Thousands of drawings over one another stay the same on both terminals."""
    chance = random.Random(7)
    terminals = Terminals()
    for _ in range(300):
        parts = [("".join(chance.choices("ab  ▌", k=9)), chance.choice(STYLES)) for _ in range(3)]
        terminals.draw(drawn([(chance.randrange(LINES), chance.randrange(12), parts)]))
