"""Notifications in a list: what is new, then day by day; one line each, drawn by hand (D4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import BindingType
from textual.message import Message

from widgets.cells import fit, plain, right
from widgets.cursor_list import CursorList, moves
from widgets.palette import Palette

NEAR_END = 20
WORDED = 90


@dataclass(frozen=True, slots=True)
class Notice:
    """A line: when it was told, what kind of news it is in a word, what it is about, and what is said of it.

    `ink` names the colour of the kind; `category` is that of the activity, `letter` and `hue` its signs.
    """

    id: int
    time: str
    kind: str
    ink: str
    about: str
    text: str
    category: str = ""
    letter: str = ""
    hue: str = ""
    unread: bool = False


class NoticeList(CursorList[Notice]):
    """Data in: `show(items)`. Messages out: Highlighted, Opened, NearEnd."""

    DEFAULT_CSS = "NoticeList { scrollbar-size-vertical: 1; overflow-x: hidden; }"
    BINDINGS: ClassVar[list[BindingType]] = moves(priority=True)

    class Highlighted(Message):
        """The cursor rests on another notification, or on none."""

    class Opened(Message):
        """The activity of a notification is to be opened."""

        def __init__(self, notice: Notice) -> None:
            super().__init__()
            self.notice = notice

    class NearEnd(Message):
        """The cursor comes near the end of what is loaded."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._columns = (5, 9, 8, 16)

    def identity(self, item: Notice) -> object:
        """See CursorList."""
        return item.id

    def measure(self, items: Sequence[Notice]) -> None:
        """See CursorList."""
        width = self.size.width

        def widest(texts: Sequence[str], most: int) -> int:
            return min(most, max((cell_len(text) for text in texts), default=0))

        worded = width >= WORDED
        self._columns = (
            widest([item.time for item in items], 12),
            widest([item.kind for item in items], 14),
            widest([plain(item.category) for item in items], 12) if worded else 1,
            widest([plain(item.about) for item in items], 26 if width >= 100 else max(10, width * 22 // 100)),
        )

    def moved(self) -> None:
        """See CursorList."""
        self.post_message(self.Highlighted())
        if self._choices and self._cursor >= len(self._choices) - NEAR_END:
            self.post_message(self.NearEnd())

    def action_open(self) -> None:
        """Open the activity of the notification under the cursor."""
        if self.chosen is not None:
            self.post_message(self.Opened(self.chosen))

    def draw(self, p: Palette, item: Notice, *, chosen: bool) -> list[Segment]:
        """See CursorList: what has been read is plain, what has not is bold and has a dot before it."""
        time, kind, category, about = self._columns
        width = self.size.width
        read = p.muted if chosen else p.faint
        hue = p.hue(item.hue) if item.unread or chosen else p.muted
        room = max(1, width - time - kind - category - about - 12)
        named = item.category if category > 1 else item.letter
        return [
            Segment("▌" if chosen else " ", p.accent),
            Segment("● " if item.unread else "  ", p.amber),
            Segment(right(item.time, time), p.text if item.unread else read),
            Segment(f"  {fit(item.kind, kind)}", getattr(p, item.ink) if item.unread else read),
            Segment("  ▎" if item.hue else "   ", p.hue(item.hue)),
            Segment(fit(plain(named), category), hue),
            Segment(f" {fit(plain(item.about), about)}", p.bold if item.unread else p.muted),
            Segment(f"  {fit(plain(item.text), room)}", p.text if item.unread else p.muted),
        ]
