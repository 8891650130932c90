"""The line above and the lines that name keys and tabs: drawn by hand, cut at the edge, never wrapped."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from store.language import _
from widgets.cells import fit, plain, spared
from widgets.palette import palette
from widgets.stopwatch import Stopwatch

MESSAGE_SECONDS = 6.0
MEASURED_CELLS = 10


class TopBar(Stopwatch):
    """Where I am, which day; what is measured; who I am, how fresh this is, how much is unread, the clock.

    The number of unread is the app's `unread`, where it has one: every line above follows it (D4). The same with its
    `offline`: the database does not answer, and is asked again and again (H5).
    """

    DEFAULT_CSS = "TopBar { dock: top; height: 1; }"

    def __init__(self, title: str = "", subtitle: str = "", right: Sequence[str] = (), *, state: str = "") -> None:
        super().__init__()
        self._title, self._subtitle, self._right, self._state = title, subtitle, tuple(right), state
        self._unread = 0
        self._offline = False

    def on_mount(self) -> None:
        """Follow the number of unread notifications, and whether the database answers."""
        for name, take in (("unread", self._take_unread), ("offline", self._take_offline)):
            if hasattr(self.app, name):
                self.watch(self.app, name, take)

    def _take_offline(self, offline: bool) -> None:
        if offline != self._offline:
            self._offline = offline
            self.refresh()

    def _take_unread(self, unread: int) -> None:
        if unread != self._unread:
            self._unread = unread
            self.refresh()

    def show(
        self,
        *,
        title: str | None = None,
        subtitle: str | None = None,
        right: Sequence[str] | None = None,
        state: str | None = None,
    ) -> None:
        """Change what is given; repaints only if something differs."""
        before = (self._title, self._subtitle, self._right, self._state)
        self._title = self._title if title is None else title
        self._subtitle = self._subtitle if subtitle is None else subtitle
        self._right = self._right if right is None else tuple(right)
        self._state = self._state if state is None else state
        if before != (self._title, self._subtitle, self._right, self._state):
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        p, width = palette(self.app), self.size.width
        parts = [plain(part) for part in self._right if part]
        bell = f"● {self._unread if self._unread < 1000 else '999+'}   " if self._unread else ""
        before = "".join(f"{part}   " for part in parts[:-1])
        last = parts[-1] if parts else ""
        state = _("no connection …") if self._offline else self._state
        state = f"{state}   " if state else ""
        taken = cell_len(state) + cell_len(before) + cell_len(bell) + cell_len(last)
        left = width - taken - cell_len(plain(self._title)) - 9
        # The day in full before the whole name of what is measured.
        after_day = left - cell_len(plain(self._subtitle)) - 2
        running = self.stopwatch_segments(p, min(left, max(MEASURED_CELLS, after_day)))
        figures = sum(cell_len(segment.text) for segment in running)
        after = 3 if running else 0
        room = max(0, width - taken - figures - 2 * after - 3)
        title = fit(plain(self._title), min(cell_len(self._title), max(0, room - 2)))
        subtitle = plain(self._subtitle)
        subtitle = fit(subtitle, min(cell_len(subtitle), max(0, room - cell_len(title) - 2)))
        taken += 2 + cell_len(title) + 2 + cell_len(subtitle) + figures + after
        gap = max(1, width - taken)
        self.place_figures(1 + cell_len(title) + 2 + cell_len(subtitle) + gap + figures)
        return Strip(
            [
                Segment(" ", p.panel),
                Segment(title, p.accent_bold + p.panel),
                Segment("  ", p.panel),
                Segment(subtitle, p.bold + p.panel),
                Segment(" " * gap, p.panel),
                *running,
                Segment(" " * after, p.panel),
                Segment(state, p.amber + p.panel),
                Segment(before, p.muted + p.panel),
                *([Segment(bell, p.amber + p.panel)] if bell else []),
                Segment(last, p.muted + p.panel),
                Segment(" ", p.panel),
            ]
        ).adjust_cell_length(width, p.panel)


@dataclass(frozen=True)
class Tab:
    """A tab: its id, its title, and the number beside it."""

    id: str
    title: str
    count: int | None = None


class TabLine(Widget):
    """The tabs of a screen on one line, a rule below."""

    DEFAULT_CSS = "TabLine { height: 2; }"

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, tab: str) -> None:
            super().__init__()
            self.tab = tab

    def __init__(self, tabs: Sequence[Tab] = (), active: str = "") -> None:
        super().__init__()
        self._tabs, self._active = tuple(tabs), active
        self._places: list[tuple[int, int, str]] = []

    def show(self, tabs: Sequence[Tab], active: str) -> None:
        """Change the tabs; repaints only if something differs."""
        if (tuple(tabs), active) != (self._tabs, self._active):
            self._tabs, self._active = tuple(tabs), active
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the tabs, or the rule."""
        p, width = palette(self.app), self.size.width
        if y == 1:
            return Strip([Segment("─" * width, p.line + p.background)])
        gap = 3 if self._needed(self._tabs, 3) <= width - 1 else 2
        tabs = self._tabs
        if self._needed(tabs, gap) > width:
            tabs = tuple(tab if tab.count else Tab(tab.id, tab.title) for tab in tabs)
        shown = self._shown(tabs, width, gap)
        cut_before = len(shown) < len(tabs)
        segments: list[Segment] = [Segment("‹" if cut_before else " ", p.muted + p.background)]
        used, cut = 1, False
        self._places = []
        for tab in shown:
            count = "" if tab.count is None else f" {tab.count if tab.count < 1000 else '999+'}"
            size = cell_len(tab.title) + len(count)
            if used + size > (width if tab is shown[-1] else width - 2):
                cut = True
                break
            active = tab.id == self._active
            name = p.bold + Style(underline=True) if active else p.muted
            segments += [
                Segment(tab.title, name + p.background),
                Segment(count, (p.accent if active else p.faint) + p.background),
                Segment(" " * gap, p.background),
            ]
            self._places.append((used, used + size, tab.id))
            used += size + gap
        strip = Strip(segments).adjust_cell_length(width, p.background)
        if cut:
            strip = Strip.join([strip.crop(0, width - 1), Strip([Segment("›", p.muted + p.background)])])
        return strip

    def _needed(self, tabs: Sequence[Tab], gap: int, *, to_active: bool = False) -> int:
        """How many cells tabs take, up to the active one or to the last."""
        used = 1
        for tab in tabs:
            used += cell_len(tab.title) + (0 if tab.count is None else min(len(str(tab.count)), 4) + 1)
            if to_active and tab.id == self._active:
                return used
            used += gap
        return used - gap

    def _shown(self, tabs: Sequence[Tab], width: int, gap: int) -> Sequence[Tab]:
        """All tabs, or, where the active one would be cut, those from the first with which it fits."""
        if self._needed(tabs, gap) <= width:
            return tabs
        for first in range(len(tabs)):
            if self._needed(tabs[first:], gap, to_active=True) <= width - 2:
                return tabs[first:]
        return tabs

    def on_click(self, event: events.Click) -> None:
        """Choose the tab under the mouse."""
        for start, end, tab in self._places:
            if event.y == 0 and start <= event.x < end:
                self.post_message(self.Chosen(tab))


class KeyBar(Widget):
    """The keys that matter here, most used first, cut at the edge, but for the last, which leads to the rest.

    For some seconds it says what has just happened instead.
    """

    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; }"

    def __init__(self, keys: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._keys = tuple(keys)
        self._last: tuple[str, str] | None = None
        self._message: tuple[str, str] | None = None
        self._cut = ""
        self._timer: Timer | None = None

    def show(self, keys: Sequence[tuple[str, str]], *, last: tuple[str, str] | None = None) -> None:
        """Change the keys: (key, what it does); `last` is shown behind as many of them as there is room for."""
        if (tuple(keys), last) != (self._keys, self._last):
            self._keys, self._last = tuple(keys), last
            self.refresh()

    def say(self, text: str, kind: str = "ok", *, stay: bool = False, name: str = "") -> None:
        """Say something: kind is "ok", "problem" or "hint". With `stay` until something else is said.

        `name` is what may be cut in it, where there is not room for all.
        """
        self._message, self._cut = (plain(text), kind), plain(name)
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if not stay:
            self._timer = self.set_timer(MESSAGE_SECONDS, self.hush)
        self.refresh()

    def hush(self) -> None:
        """Go back to the keys."""
        if self._message is not None:
            self._message = None
            self.refresh()

    @property
    def message(self) -> str:
        """What is being said, "" for nothing."""
        return self._message[0] if self._message else ""

    def render_line(self, y: int) -> Strip:
        """Draw the message or the keys."""
        p, width = palette(self.app), self.size.width
        if self._message is not None:
            text, kind = self._message
            ink = {"ok": p.ok, "problem": p.danger, "hint": p.amber}[kind]
            said = spared(text, self._cut, width - 1)
            return Strip([Segment(" ", p.panel), Segment(fit(said, width - 1), ink + p.panel)])
        segments = [Segment(" ", p.panel)]
        gap, fitting = self._fitting(width - 2)
        for key, label in fitting:
            segments += [
                Segment(key, p.accent_bold + p.panel),
                Segment(f" {label}", p.muted + p.panel),
                Segment(" " * gap, p.panel),
            ]
        return Strip(segments).adjust_cell_length(width, p.panel)

    def _fitting(self, room: int) -> tuple[int, list[tuple[str, str]]]:
        """The gap between keys, and the keys that fit into some cells: closer together where that shows more."""
        behind = [self._last] if self._last else []
        best: tuple[int, list[tuple[str, str]]] = (3, [])
        for gap in (3, 2):
            count = len(self._keys)
            while count and _cells([*self._keys[:count], *behind], gap) > room:
                count -= 1
            if not best[1] or count + len(behind) > len(best[1]):
                best = gap, [*self._keys[:count], *behind]
        return best


def _cells(keys: Sequence[tuple[str, str]], gap: int) -> int:
    return sum(cell_len(key) + 1 + cell_len(label) for key, label in keys) + gap * max(0, len(keys) - 1)
