"""The running stopwatch in the line above: what is measured and for how long, from the stored instant (E1, E2).

Once a second only the figures that have changed are painted again, without any layout; nothing runs while nothing is
measured or the screen is not in front.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from store.dates import running_time
from widgets.cells import fit, plain
from widgets.palette import Palette

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


class Stopwatch(Widget):
    """The part of a bar that shows what is measured. The bar says where it stands by `stopwatch_segments`."""

    class Minute(Message):
        """Another minute has been measured."""

    def __init__(self) -> None:
        super().__init__()
        self._measured: Measured | None = None
        self._seconds: Timer | None = None
        self._in_front = True
        self._shown = ""
        self._split = 0
        self._figures_at: int | None = None

    def on_mount(self) -> None:
        """Be ready to tick."""
        self._seconds = self.set_interval(1.0, self.second, pause=True)
        self._tick_or_rest()

    def measure(self, measured: Measured | None) -> None:
        """Show what is measured, None for nothing."""
        if measured != self._measured:
            self._measured = measured
            self._split = 0
            self.refresh()
        self._tick_or_rest()

    def in_front(self, yes: bool) -> None:
        """Tick only while the screen is in front; what has passed meanwhile is made up for."""
        self._in_front = yes
        self._tick_or_rest()
        if yes:
            self.second()

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
        """A second has passed: paint the figures that differ."""
        if self._measured is None:
            return
        text = self._measured.text()
        if text == self._shown:
            return
        if text[:-3] != self._shown[:-3]:
            self.post_message(self.Minute())
        if len(text) != len(self._shown) or self._figures_at is None:
            self.refresh()
            return
        pairs = zip(text, self._shown, strict=True)
        self._split = next((at for at, (new, old) in enumerate(pairs) if new != old), len(text))
        self.refresh(Region(self._figures_at + self._split, 0, len(text) - self._split, 1))

    def stopwatch_segments(self, p: Palette, room: int) -> list[Segment]:
        """Return what is measured in at most so many cells: the figures first, the name where there is room."""
        self._figures_at = None
        if self._measured is None:
            return []
        self._shown = text = self._measured.text()
        needed = cell_len(SIGN) + 1 + len(text)
        if room < needed:
            return []
        title = plain(self._measured.title)
        title = fit(title, min(cell_len(title), LONGEST_TITLE, max(0, room - needed - 1)))
        if cell_len(title) < min(SHORTEST_TITLE, cell_len(plain(self._measured.title))):
            title = ""
        # In two pieces, so that the one that changes is all that is sent.
        return [
            Segment(f"{SIGN} ", p.ok + p.panel),
            *([Segment(f"{title} ", p.text + p.panel)] if title else []),
            *(Segment(piece, p.ok + p.panel) for piece in (text[: self._split], text[self._split :]) if piece),
        ]

    @property
    def figures_width(self) -> int:
        """How many cells the figures take."""
        return len(self._shown)

    def figures_begin(self, at: int) -> None:
        """Remember the column at which the figures stand."""
        self._figures_at = at
