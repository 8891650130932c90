"""The running stopwatch in the line above: what is measured and for how long, from the stored instant (E1, E2).

Once a second the figures are painted again, without any layout; nothing runs while nothing is measured or the screen
is not in front. They are a widget of their own: of a widget that changes in one place, Textual sends all that stands
before it in the line.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len
from rich.segment import Segment
from textual.app import ComposeResult
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from store.dates import running_time
from widgets.cells import fit, plain
from widgets.palette import Palette, palette

SIGN = "▸"
LONGEST_TITLE = 32
SHORTEST_TITLE = 6


@dataclass(frozen=True)
class Measured:
    """What is measured: its name, since which instant (aware), and the clock to tell the present by."""

    title: str
    since: datetime
    now: Callable[[], datetime]

    def text(self) -> str:
        """Return how long it has run: "0:25:13"; nothing yet where the clock has gone back."""
        return running_time(max(0, int((self.now() - self.since).total_seconds())))


class Figures(Widget):
    """How long it has run, over the place in the bar where the same stands."""

    DEFAULT_CSS = "Figures { position: absolute; width: 7; height: 1; display: none; }"

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def place(self, at: int, text: str, *, shown: bool) -> None:
        """Stand at a column of the bar; not `shown` behind a dialog, where nothing is laid out."""
        self.text = text
        if self.styles.offset.x.value != at or self.styles.width is None or self.styles.width.value != len(text):
            self.styles.offset = (at, 0)
            self.styles.width = max(1, len(text))
        self.display = bool(text) and shown

    def render_line(self, y: int) -> Strip:
        """Draw the figures."""
        p = palette(self.app)
        return Strip([Segment(self.text, p.ok + p.panel)])


class Stopwatch(Widget):
    """The part of a bar that shows what is measured. The bar says where it stands by `stopwatch_segments`."""

    class Minute(Message):
        """Another minute has been measured."""

    def __init__(self) -> None:
        super().__init__()
        self._measured: Measured | None = None
        self._seconds: Timer | None = None
        self._in_front = True
        self._figures = Figures()
        self._at: int | None = None
        self._text = ""

    def compose(self) -> ComposeResult:
        """Have the figures ready."""
        yield self._figures

    def on_mount(self) -> None:
        """Be ready to tick."""
        self._seconds = self.set_interval(1.0, self.second, pause=True)
        self._tick_or_rest()

    def measure(self, measured: Measured | None) -> None:
        """Show what is measured, None for nothing."""
        if measured != self._measured:
            self._measured = measured
            self.refresh()
        self._tick_or_rest()

    def in_front(self, yes: bool) -> None:
        """Tick only while the screen is in front; what has passed meanwhile is made up for."""
        self._in_front = yes
        self._figures.display = yes and self._figures.display
        self._tick_or_rest()
        if yes:
            self.second()
            self._at = None
            self.refresh()

    @property
    def ticking(self) -> bool:
        """Whether a second makes it paint."""
        return self._measured is not None and self._in_front

    def _tick_or_rest(self) -> None:
        if self._seconds is None:
            return
        if self.ticking:
            self._seconds.resume()
        else:
            self._seconds.pause()

    def second(self) -> None:
        """A second has passed: paint the figures, and nothing else."""
        text = self._measured.text() if self._measured is not None else ""
        if text == self._text or not text:
            return
        if text[:-3] != self._text[:-3]:
            self.post_message(self.Minute())
        if len(text) != len(self._text) or not self._figures.display:
            self.refresh()
            return
        self._text = self._figures.text = text
        self._figures.refresh()

    def stopwatch_segments(self, p: Palette, room: int) -> list[Segment]:
        """Return what is measured in at most so many cells: the figures first, the name where there is room."""
        self._text = self._measured.text() if self._measured is not None else ""
        needed = cell_len(SIGN) + 1 + len(self._text)
        if self._measured is None or room < needed:
            self._text = ""
            return []
        whole = plain(self._measured.title)
        title = fit(whole, min(cell_len(whole), LONGEST_TITLE, max(0, room - needed - 1)))
        if cell_len(title) < min(SHORTEST_TITLE, cell_len(whole)):
            title = ""
        return [
            Segment(f"{SIGN} ", p.ok + p.panel),
            *([Segment(f"{title} ", p.text + p.panel)] if title else []),
            Segment(self._text, p.ok + p.panel),
        ]

    def place_figures(self, end: int) -> None:
        """Put the figures where they end in the bar; only where that has changed is anything laid out."""
        at = end - len(self._text)
        if (at, self._text) != (self._at, self._figures.text):
            self._at = at
            self.call_later(self._place, at, self._text)

    def _place(self, at: int, text: str) -> None:
        self._figures.place(at, text, shown=self._in_front)
