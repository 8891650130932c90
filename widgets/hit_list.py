"""What a search has found, while it is being typed: one line a hit, drawn by hand, what matched emphasised (C8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.message import Message

from store.finding.excerpts import excerpt, spans
from store.finding.hits import Hit
from widgets.agenda_items import Blank, Heading
from widgets.agenda_list import PRIORITY_SIGNS, STATUS_SIGNS
from widgets.cells import fit, plain, right
from widgets.cursor_list import CursorList, moves
from widgets.palette import Palette

KINDS_NAMED = 90
STRONG = Style(bold=True, underline=True)


@dataclass(frozen=True, slots=True)
class Found:
    """A hit: `time`, and `kind` or its `letter`, stand in columns before its name; the rest is of activities."""

    hit: Hit
    kind: str
    letter: str
    name: str
    time: str = ""
    hue: str = ""
    status: str = "planned"
    priority: str = "normal"


FoundItem = Heading | Found | Blank


class HitList(CursorList[Found]):
    """A list of hits under headings. Data in: `show(items)`. Messages out: Highlighted, Opened."""

    DEFAULT_CSS = "HitList { scrollbar-size-vertical: 1; overflow-x: hidden; }"
    BINDINGS: ClassVar[list[BindingType]] = moves(priority=False)

    class Highlighted(Message):
        """The cursor rests on another hit, or on none."""

        def __init__(self, hit: Hit | None) -> None:
            super().__init__()
            self.hit = hit

    class Opened(Message):
        """A hit is to be opened."""

        def __init__(self, hit: Hit) -> None:
            super().__init__()
            self.hit = hit

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._time = 0

    @property
    def highlighted(self) -> Hit | None:
        """The hit under the cursor."""
        return self.chosen.hit if self.chosen else None

    def identity(self, item: Found) -> object:
        """See CursorList."""
        return item.hit.kind, item.hit.id

    def measure(self, items: Sequence[Found]) -> None:
        """See CursorList."""
        self._time = max((cell_len(item.time) for item in items), default=0)

    def moved(self) -> None:
        """See CursorList."""
        self.post_message(self.Highlighted(self.highlighted))

    def action_open(self) -> None:
        """Open the hit under the cursor."""
        if self.highlighted:
            self.post_message(self.Opened(self.highlighted))

    def draw(self, p: Palette, item: Found, *, chosen: bool) -> list[Segment]:
        """See CursorList."""
        width = self.size.width
        worded = width >= KINDS_NAMED
        time, kind, name = self._time, 11 if worded else 2, max(16, min(34, width * 3 // 10))
        over = item.status != "planned"
        faded = p.muted if chosen else p.faint
        hue = p.hue(item.hue) if item.hue else p.accent
        sign = STATUS_SIGNS.get(item.status) or PRIORITY_SIGNS.get(item.priority, " ")
        ink = {"urgent": p.danger, "high": p.amber_bold}.get(item.priority, p.faint)
        if over:
            ink = p.ok if item.status == "completed" else p.faint
        room = max(8, width - time - kind - name - 7)
        tail = " ↻" if getattr(item.hit.record, "series", None) else ""
        shown = plain(excerpt(item.hit.excerpt, item.hit.words, length=room - len(tail)))
        return [
            Segment("▌" if chosen else " ", p.accent),
            Segment(right(item.time, time), faded if over else p.text),
            Segment(f" {sign} ", ink),
            Segment("▎", hue),
            Segment(fit(plain(item.kind if worded else item.letter), kind - 1) + " ", faded if over else hue),
            *emphasised(plain(item.name), item.hit.words, name - 1, p.muted if over else p.bold),
            Segment(" "),
            *emphasised(shown, item.hit.words, room - len(tail), p.muted if over else p.text),
            Segment(tail, p.muted),
        ]


def emphasised(text: str, words: Sequence[str], width: int, ink: Style) -> list[Segment]:
    """Return `text` in exactly `width` cells, with the parts that match `words` emphasised."""
    cut = fit(text, width)
    kept = len(text) if cell_len(text) <= width else len(cut.rstrip("…"))
    segments: list[Segment] = []
    at = 0
    for first, last in spans(text, words):
        first, last = min(first, kept), min(last, kept)
        if first < last:
            segments += [Segment(cut[at:first], ink), Segment(cut[first:last], ink + STRONG)]
            at = last
    return [*segments, Segment(cut[at:], ink)]
