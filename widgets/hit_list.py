"""What a search has found, while it is being typed: one line a hit, drawn by hand, what matched emphasised (C8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from store.finding.excerpts import excerpt, spans
from store.finding.hits import Hit
from widgets.agenda_items import Blank, Heading
from widgets.agenda_list import PRIORITY_SIGNS, STATUS_SIGNS
from widgets.cells import fit, plain, right, wrap
from widgets.palette import Palette, palette

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


class HitList(ScrollView, can_focus=True):
    """A list of hits under headings. Data in: `show(items)`. Messages out: Highlighted, Opened."""

    DEFAULT_CSS = "HitList { scrollbar-size-vertical: 1; overflow-x: hidden; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", show=False),
        Binding("up,k", "step(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(-1)", show=False),
        Binding("enter", "open", show=False),
    ]

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
        self._items: list[FoundItem] = []
        self._lines: list[FoundItem | str] = []
        self._choices: list[int] = []
        self._cursor = 0
        self._time = 0
        self._cache: dict[tuple[int, bool], Strip] = {}

    # ----------------------------------------------------------------- data in

    def show(self, items: Sequence[FoundItem], *, keep: bool = False) -> None:
        """Replace the list. The cursor goes to the top; with `keep` it stays on the hit it was on, or in its place."""
        before, place = self.highlighted, self._cursor
        self._items = list(items)
        self._lay_out()
        wanted = (before.kind, before.id) if before and keep else None
        hits = [item.hit for item in self._items if isinstance(item, Found)]
        at = next((k for k, hit in enumerate(hits) if (hit.kind, hit.id) == wanted), None)
        if at is None:
            at = min(place, max(0, len(hits) - 1)) if keep else 0
        self._cursor = at
        self._reveal()
        self.refresh()
        self.post_message(self.Highlighted(self.highlighted))

    @property
    def highlighted(self) -> Hit | None:
        """The hit under the cursor."""
        if not self._choices:
            return None
        item = self._lines[self._choices[self._cursor]]
        return item.hit if isinstance(item, Found) else None

    # ----------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        width = self.size.width
        self._cache.clear()
        self._lines = []
        for item in self._items:
            if isinstance(item, Blank):
                self._lines.append("")
                for text in item.lines:
                    self._lines += [*wrap(text, max(10, width - 6)), ""]
            else:
                self._lines.append(item)
        self._time = max((cell_len(item.time) for item in self._items if isinstance(item, Found)), default=0)
        self._choices = [k for k, line in enumerate(self._lines) if isinstance(line, Found)]
        self.virtual_size = Size(width, len(self._lines))

    def on_resize(self) -> None:
        """Lay out for the new width."""
        self._lay_out()
        self._reveal()

    def notify_style_update(self) -> None:
        """Draw in the colours of a new theme."""
        super().notify_style_update()
        self._cache.clear()

    # ----------------------------------------------------------------- drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line, from the cache where it has been drawn before."""
        line = y + self.scroll_offset.y
        p = palette(self.app)
        if line >= len(self._lines):
            return Strip.blank(self.size.width, p.background)
        chosen = bool(self._choices) and line == self._choices[self._cursor]
        strip = self._cache.get((line, chosen))
        if strip is None:
            ground = p.cursor if chosen else p.background
            strip = Strip(self._segments(p, self._lines[line], chosen=chosen))
            strip = strip.adjust_cell_length(self.size.width, ground).apply_style(ground)
            self._cache[line, chosen] = strip
        return strip

    def _segments(self, p: Palette, item: FoundItem | str, *, chosen: bool) -> list[Segment]:
        match item:
            case str():
                return [Segment("   " + item, p.muted)]
            case Heading():
                return [Segment(f" {plain(item.text)}", p.muted_bold)]
            case Found():
                return self._found(p, item, chosen=chosen)
        return []

    def _found(self, p: Palette, item: Found, *, chosen: bool) -> list[Segment]:
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

    # ----------------------------------------------------------------- moving

    def action_step(self, by: int) -> None:
        """Move the cursor by some hits."""
        self._go(self._cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by a screenful."""
        self._go(self._cursor + by * max(1, self.size.height - 2))

    def action_edge(self, to: int) -> None:
        """Go to the first or the last hit."""
        self._go(0 if to == 0 else len(self._choices) - 1)

    def action_open(self) -> None:
        """Open the hit under the cursor."""
        if self.highlighted:
            self.post_message(self.Opened(self.highlighted))

    def _go(self, to: int) -> None:
        to = max(0, min(to, len(self._choices) - 1))
        if not self._choices or to == self._cursor:
            return
        before, self._cursor = self._cursor, to
        offset = self.scroll_offset.y
        self._reveal()
        if self.scroll_offset.y == offset:
            for k in (before, to):
                self.refresh(Region(0, self._choices[k] - offset, self.size.width, 1))
        self.post_message(self.Highlighted(self.highlighted))

    def _reveal(self) -> None:
        """Scroll as little as shows the cursor's line, from the top where it is the first."""
        height = self.size.height
        if height <= 0:
            return
        line = self._choices[self._cursor] if self._choices and self._cursor else 0
        top = self.scroll_offset.y
        target = line if line < top else max(top, line - height + 1)
        if target != top:
            self.scroll_to(y=target, animate=False, force=True, immediate=True)

    def on_click(self, event: events.Click) -> None:
        """Choose what is clicked; open it on a double click."""
        line = event.y + self.scroll_offset.y
        if line in self._choices:
            self._go(self._choices.index(line))
            if event.chain == 2:
                self.action_open()


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
