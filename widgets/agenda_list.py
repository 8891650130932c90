"""The list of activities: one widget that draws its own lines, so that cost follows what is visible (C1)."""

from collections.abc import Callable, Sequence
from datetime import datetime
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

from store.rows import ActivityRow
from widgets.agenda_items import Blank, Entry, Heading, Item, NowLine, Remark, tail_signs
from widgets.cells import fit, plain, right, wrap
from widgets.lately import LATELY_SIGN, Lately, Touchable
from widgets.palette import Palette, palette

PRIORITY_SIGNS = {"urgent": "‼", "high": "!", "normal": " ", "low": "↓"}
STATUS_SIGNS = {"completed": "✓", "cancelled": "✗"}
NEAR_END = 20
LONGEST_TIME = len("yesterday 17:45")


class AgendaList(ScrollView, Touchable, can_focus=True):
    """A list of activities under headings, with a cursor that rests on activities only.

    Data in: `show(items)`. Messages out: Highlighted, Opened, NearEnd.
    """

    DEFAULT_CSS = "AgendaList { scrollbar-size-vertical: 1; overflow-x: hidden; }"
    # With priority, as the screens' actions have it: "jjc" moves twice before it completes.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", show=False, priority=True, id="list.down"),
        Binding("up,k", "step(-1)", show=False, priority=True, id="list.up"),
        Binding("pagedown", "page(1)", show=False, priority=True, id="list.page-down"),
        Binding("pageup", "page(-1)", show=False, priority=True, id="list.page-up"),
        Binding("home", "edge(0)", show=False, priority=True, id="list.first"),
        Binding("end", "edge(-1)", show=False, priority=True, id="list.last"),
        Binding("enter", "open", show=False, priority=True, id="list.open"),
        Binding("space", "toggle_mark", show=False, priority=True, id="list.mark"),
    ]

    class Highlighted(Message):
        """The cursor rests on another activity, or on none."""

        def __init__(self, row: ActivityRow | None) -> None:
            super().__init__()
            self.row = row

    class Opened(Message):
        """An activity is to be opened."""

        def __init__(self, row: ActivityRow) -> None:
            super().__init__()
            self.row = row

    class Marked(Message):
        """Other activities are marked now; `count` is how many."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

    class NearEnd(Message):
        """The cursor comes near the end of what is loaded."""

        def __init__(self) -> None:
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._items: list[Item] = []
        self._choices: list[int] = []
        self._cursor = 0
        self._places: list[tuple[int, int]] = []
        self._first_line: list[int] = []
        self._wrapped: dict[int, list[str]] = {}
        self._columns = (7, 9, 20)
        self._width = 0
        self._cache: dict[tuple[int, bool], Strip] = {}
        self._marks: set[int] = set()
        self._lately = Lately(self, self._redraw)
        self._detailed: dict[int, list[str]] = {}
        self.last_notes = False
        self.details_shown = 0
        self.by_performer = False
        self.touched = False
        self.time_width = 7
        self._me: int | None = None
        self._now: Callable[[], datetime] | None = None
        self._tails: dict[int, str] = {}

    # ----------------------------------------------------------------- data in

    def tell_time(self, me: int, now: Callable[[], datetime]) -> None:
        """Say whose stopwatch the list shows, and by which clock (E1)."""
        known, self._me, self._now = self._me, me, now
        if known != me and any(self._entry(index).row.running for index in self._choices):
            self._lay_out()
            self.refresh()

    def minute(self) -> None:
        """A minute of the stopwatch has passed: paint it anew where it is shown, and nothing else."""
        for index in self._choices:
            row = self._entry(index).row
            if not row.running or (tail := self._tail(row)) == self._tails.get(index):
                continue
            if len(tail) != len(self._tails.get(index, "")):
                self._lay_out()
                self.refresh()
                return
            line = self._first_line[index]
            for chosen in (True, False):
                self._cache.pop((line, chosen), None)
            self.refresh(Region(self._width - len(tail) - 1, line - self.scroll_offset.y, len(tail) + 1, 1))

    def _tail(self, row: ActivityRow) -> str:
        return tail_signs(row, self._me, self._now() if self._now is not None else None)

    def show(self, items: Sequence[Item], *, select: int | None = None, keep: bool = True) -> None:
        """Replace the list. The cursor goes to activity `select`; else stays on the one it was on, or in its place."""
        before, place = self.highlighted, self._cursor
        self._items = list(items)
        self._choices = [i for i, item in enumerate(self._items) if isinstance(item, Entry)]
        self._marks &= {self._entry(i).row.id for i in self._choices}
        wanted = select if select is not None else (before.id if before and keep else None)
        at = next((k for k, i in enumerate(self._choices) if self._entry(i).row.id == wanted), None)
        if at is None:
            at = min(place, max(0, len(self._choices) - 1)) if keep else self._resting_place()
        self._cursor = at
        self._lay_out()
        self._reveal(centre=not keep)
        self.refresh()
        if self.highlighted != before:
            self.post_message(self.Highlighted(self.highlighted))

    @property
    def highlighted(self) -> ActivityRow | None:
        """The activity under the cursor."""
        if not self._choices:
            return None
        return self._entry(self._choices[self._cursor]).row

    @property
    def marked(self) -> tuple[ActivityRow, ...]:
        """The activities that are marked, in the order of the list."""
        rows = (self._entry(i).row for i in self._choices)
        return tuple({row.id: row for row in rows if row.id in self._marks}.values())

    def unmark(self) -> None:
        """Remove all marks."""
        self._marks.clear()
        self._redraw_marks()

    def action_toggle_mark(self) -> None:
        """Mark the activity under the cursor, or remove its mark, and go on to the next."""
        row = self.highlighted
        if row is None:
            return
        self._marks ^= {row.id}
        self._redraw_marks()
        self._go(self._cursor + 1)

    def _redraw_marks(self) -> None:
        self._redraw()
        self.post_message(self.Marked(len(self._marks)))

    def _redraw(self) -> None:
        self._cache.clear()
        self.refresh()

    @property
    def cursor_lines(self) -> tuple[int, int]:
        """The first line of the screen that the cursor's activity is drawn on, and the line below its last."""
        if not self._choices:
            return self.region.y, self.region.y
        first, count = self._lines_of(self._choices[self._cursor])
        top = self.region.y + first - self.scroll_offset.y
        return top, top + count

    def next_id(self) -> int | None:
        """The number of the activity below the cursor, else of the one above: where to go when this one leaves."""
        for k in (self._cursor + 1, self._cursor - 1):
            if 0 <= k < len(self._choices):
                return self._entry(self._choices[k]).row.id
        return None

    def _entry(self, index: int) -> Entry:
        item = self._items[index]
        assert isinstance(item, Entry)
        return item

    def _resting_place(self) -> int:
        """Where the cursor begins: on what comes next after the now-line, else at the top."""
        after_now = False
        for i, item in enumerate(self._items):
            after_now = after_now or isinstance(item, NowLine)
            if after_now and isinstance(item, Entry) and not item.faded:
                return self._choices.index(i)
        return 0

    # ----------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        """Lay out for the width that is left beside the scroll bar, where there is one."""
        width, height = self.outer_size
        if width <= 0:
            return
        if len(self._items) <= height:
            self._place(width)
        if len(self._items) > height or len(self._places) > height:
            self._place(width - 1)
        self.virtual_size = Size(self._width, len(self._places))

    def _place(self, width: int) -> None:
        self._width = width
        self._cache.clear()
        self._wrapped.clear()
        self._detailed.clear()
        rows = [self._entry(i).row for i in self._choices]
        widest = max((cell_len(row.category.name) for row in rows), default=8)
        category = min(max(widest, 6), 12 if width >= 70 else 8)
        contact = 20 if width >= 70 else max(10, width // 4)
        if width >= 100:
            contact = 26
        times = max((cell_len(self._entry(i).time) for i in self._choices), default=7)
        self._columns = (min(max(times, 7), LONGEST_TIME), category + 1, contact + 1)
        self._places, self._first_line = [], []
        for index, item in enumerate(self._items):
            self._first_line.append(len(self._places))
            self._places += [(index, line) for line in range(self._height(index, item))]

    def _height(self, index: int, item: Item) -> int:
        if isinstance(item, Entry):
            lines = wrap(item.row.description, self._description_width(item)) or [""]
            self._wrapped[index] = lines
            self._detailed[index] = self._details(item)
            return len(lines) + len(self._detailed[index]) + (1 if self.last_notes and item.row.last_note else 0)
        if isinstance(item, Blank):
            return len(self._blank_lines(item))
        return 1

    def _details(self, item: Entry) -> list[str]:
        """The first lines of the details, where the list is to show them (C3)."""
        if not self.details_shown or not item.row.details.strip():
            return []
        width = max(8, self._width - self._description_at() - 1)
        lines: list[str] = []
        for paragraph in item.row.details.strip().split("\n"):
            lines += wrap(paragraph, width) or [""]
            if len(lines) > self.details_shown:
                return [*lines[: self.details_shown - 1], "…"]
        return lines

    def _description_width(self, item: Entry) -> int:
        tail = cell_len(self._tail(item.row))
        return max(8, self._width - self._description_at() - (tail + 2 if tail else 1))

    def _description_at(self) -> int:
        time, category, contact = self._columns
        return 1 + time + 3 + 1 + category + contact

    def _blank_lines(self, item: Blank) -> list[str]:
        lines: list[str] = [""]
        for text in item.lines:
            lines += [*wrap(text, max(10, self._width - 6))]
        return [*lines, ""]

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
        if line >= len(self._places):
            return Strip.blank(self.size.width, p.background)
        index, part = self._places[line]
        chosen = bool(self._choices) and index == self._choices[self._cursor]
        key = (line, chosen)
        strip = self._cache.get(key)
        if strip is None:
            ground = p.cursor if chosen else p.background
            segments = self._segments(p, index, part, chosen=chosen)
            strip = Strip(segments).adjust_cell_length(self.size.width, ground).apply_style(ground).simplify()
            self._cache[key] = strip
        return strip

    def _segments(self, p: Palette, index: int, part: int, *, chosen: bool) -> list[Segment]:
        item = self._items[index]
        time = self._columns[0]
        match item:
            case Heading():
                count = "" if item.count is None else f" {item.count}"
                return [Segment(f" {item.text}", p.muted_bold), Segment(count, p.faint)]
            case Remark():
                return [Segment(f" {right(item.time, time)}    {plain(item.text)}", p.faint)]
            case NowLine():
                rule = "━" * max(0, self._width - time - 3)
                return [Segment(f" {right(item.time, time)} ", p.amber_bold), Segment(rule, p.amber)]
            case Blank():
                return [Segment("   " + self._blank_lines(item)[part], p.muted)]
            case Entry():
                return self._entry_segments(p, index, item, part, chosen=chosen)

    def _entry_segments(self, p: Palette, index: int, item: Entry, part: int, *, chosen: bool) -> list[Segment]:
        # A blank has the ink of what follows, so that both are one piece: every piece costs the terminal forty bytes.
        marked = item.row.id in self._marks
        edge = self._edge(p, item.row.id, first=not part, marked=marked, chosen=chosen)
        wrapped = self._wrapped[index]
        faded = p.muted if chosen else p.faint
        indent = " " * (self._description_at() - 1)
        details = self._detailed[index]
        if len(wrapped) <= part < len(wrapped) + len(details):
            return [edge, Segment(indent + details[part - len(wrapped)], p.muted)]
        if part >= len(wrapped):
            note = item.row.last_note
            text = f"{note.author.name}: {note.text}" if note else ""
            room = max(1, self._width - self._description_at() - 3)
            return [edge, Segment(indent + "› " + fit(plain(text), room), faded)]
        described = faded if item.faded else p.text
        if part:
            return [edge, Segment(indent, Style()), Segment(wrapped[part], described)]
        time, category, contact = self._columns
        row = item.row
        sign, ink = self._sign(p, item, faded)
        hue = p.hue(row.category.hue)
        about = row.assignment.name if row.assignment else "—"
        if self.by_performer:
            about = ", ".join(user.name for user in row.performers) or "—"
        tail = self._tails[index] = self._tail(row)
        gap = max(0, self._width - self._description_at() - cell_len(wrapped[0]) - cell_len(tail) - 1)
        return [
            edge,
            Segment(right(item.time, time), faded if item.faded else (p.amber if item.late else p.text)),
            Segment(f" {sign} ", ink),
            Segment("▎", hue),
            Segment(fit(plain(row.category.name), category - 1) + " ", faded if item.faded else hue),
            Segment(fit(plain(about), contact - 1) + " ", faded if item.faded else p.bold),
            Segment(wrapped[0] + " " * (gap if tail else gap + 1), described),
            *([Segment(tail + " ", faded if item.faded else p.ok)] if tail else []),
        ]

    def _edge(self, p: Palette, number: int, *, first: bool, marked: bool, chosen: bool) -> Segment:
        if first and (marked or number in self._lately):
            return Segment("●", p.accent) if marked else Segment(LATELY_SIGN, p.amber)
        return Segment("▌", p.accent) if chosen else Segment(" ", p.text)

    def _sign(self, p: Palette, item: Entry, faded: Style) -> tuple[str, Style]:
        if item.row.status != "planned":
            return STATUS_SIGNS[item.row.status], p.ok if item.row.status == "completed" else faded
        inks = {"urgent": p.danger, "high": p.amber_bold, "low": faded}
        return PRIORITY_SIGNS[item.row.priority], inks.get(item.row.priority, p.text)

    # ----------------------------------------------------------------- moving

    def action_step(self, by: int) -> None:
        """Move the cursor by some activities."""
        self._go(self._cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by a screenful."""
        self._go(self._cursor + by * max(1, self.size.height - 2))

    def action_edge(self, to: int) -> None:
        """Go to the first or the last activity."""
        self._go(0 if to == 0 else len(self._choices) - 1)

    def action_open(self) -> None:
        """Open the activity under the cursor."""
        if self.highlighted:
            self.post_message(self.Opened(self.highlighted))

    def select(self, activity_id: int) -> bool:
        """Put the cursor on an activity; False where it is not in the list."""
        for k, i in enumerate(self._choices):
            if self._entry(i).row.id == activity_id:
                self._go(k)
                return True
        return False

    def _go(self, to: int) -> None:
        to = max(0, min(to, len(self._choices) - 1))
        if not self._choices or to == self._cursor:
            if to == 0 and self.scroll_offset.y:
                self.scroll_to(y=0, animate=False, force=True)
            return
        self.touched = True
        before, self._cursor = self._cursor, to
        self._lately.seen(self._entry(self._choices[to]).row.id)
        offset = self.scroll_offset.y
        self._reveal()
        if self.scroll_offset.y == offset:
            for k in (before, to):
                first, count = self._lines_of(self._choices[k])
                self.refresh(Region(0, first - offset, self.size.width, count))
        self.post_message(self.Highlighted(self.highlighted))
        if to >= len(self._choices) - NEAR_END:
            self.post_message(self.NearEnd())

    def _lines_of(self, index: int) -> tuple[int, int]:
        first = self._first_line[index]
        last = self._first_line[index + 1] if index + 1 < len(self._first_line) else len(self._places)
        return first, last - first

    def _reveal(self, *, centre: bool = False) -> None:
        """Scroll as little as shows the cursor's activity, its heading too where it is the first below it."""
        if not self._choices or not self._first_line or self.size.height <= 0:
            return
        index = self._choices[self._cursor]
        first, count = self._lines_of(index)
        if index and isinstance(self._items[index - 1], Heading):
            first, count = first - 1, count + 1
        top, height = self.scroll_offset.y, self.size.height
        target = top
        if self._cursor == 0:
            target = 0
        if first < target or count >= height:
            target = first
        elif first + count > target + height:
            target = first + count - height
        if centre and first >= height:
            target = max(0, first - height // 2)
        if target != top:
            self.scroll_to(y=target, animate=False, force=True, immediate=True)

    def on_click(self, event: events.Click) -> None:
        """Choose what is clicked; open it on a double click."""
        line = event.y + self.scroll_offset.y
        if line >= len(self._places):
            return
        index = self._places[line][0]
        if index in self._choices:
            self._go(self._choices.index(index))
            if event.chain == 2:
                self.action_open()
