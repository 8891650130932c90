"""Small fields drawn on one line: one of a few words, and on or off."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from widgets.cells import fit
from widgets.palette import palette


class Choice(Widget, can_focus=True):
    """One of a few words, changed by the arrows, by space, or by the first letter of a word."""

    DEFAULT_CSS = "Choice { height: 1; } Choice:disabled { opacity: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space,down", "turn(1)", show=False),
        Binding("left,up", "turn(-1)", show=False),
        Binding("enter", "go_on", show=False),
    ]

    class Changed(Message):
        """Another word is chosen."""

        def __init__(self, choice: "Choice", value: str) -> None:
            super().__init__()
            self.choice, self.value = choice, value

    def __init__(
        self, choices: Sequence[tuple[str, str]], value: str, *, key: str, inks: dict[str, str] | None = None
    ) -> None:
        """`choices` are (value, what it says); `inks` name a colour of the palette for some values."""
        super().__init__()
        self.key = key
        self._choices = tuple(choices)
        self._inks = inks or {}
        self.value = value

    def put(self, value: str) -> None:
        """Set the value without telling anybody."""
        self.value = value
        self.refresh()

    def _set(self, value: str) -> None:
        if value != self.value:
            self.value = value
            self.refresh()
            self.post_message(self.Changed(self, value))

    def action_turn(self, by: int) -> None:
        """Go to the next or the previous word."""
        values = [value for value, _text in self._choices]
        at = values.index(self.value) if self.value in values else 0
        self._set(values[(at + by) % len(values)])

    def action_go_on(self) -> None:
        """Go on to the next field."""
        self.screen.focus_next()

    def on_key(self, event: events.Key) -> None:
        """Take a word by its first letter; the same letter again takes the next such word."""
        letter = (event.character or "").lower()
        if not letter.isalpha():
            return
        values = [value for value, text in self._choices if text.lstrip("!‼↓→← ").lower().startswith(letter)]
        if values:
            event.stop()
            at = values.index(self.value) + 1 if self.value in values else 0
            self._set(values[at % len(values)])

    def on_click(self) -> None:
        """Go to the next word."""
        self.action_turn(1)

    def render_line(self, y: int) -> Strip:
        """Draw the word, with the arrows that change it where it has the focus."""
        p, width = palette(self.app), self.size.width
        text = dict(self._choices).get(self.value, "")
        ground = p.cursor if self.has_focus else p.background if self.has_class("-on-panel") else p.panel
        ink = getattr(p, self._inks.get(self.value, "text"))
        weight = Style(bold=True) if self.has_focus else Style()
        arrows = "‹ ›" if self.has_focus else ""
        body = fit(text, max(1, width - 2 - cell_len(arrows)))
        return Strip(
            [Segment(" ", ground), Segment(body, ink + weight + ground), Segment(arrows + " ", p.accent + ground)]
        ).adjust_cell_length(width, ground)


class Check(Widget, can_focus=True):
    """On or off, changed by space or enter."""

    DEFAULT_CSS = "Check { height: 1; } Check:disabled { opacity: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space,enter", "turn", show=False)]

    class Changed(Message):
        """It was turned on or off."""

        def __init__(self, check: "Check", value: bool) -> None:
            super().__init__()
            self.check, self.value = check, value

    def __init__(self, label: str, value: bool = False, *, key: str) -> None:
        super().__init__()
        self.key, self.label, self.value = key, label, value

    @property
    def cells(self) -> int:
        """How wide it is drawn."""
        return 4 + cell_len(self.label) + 1

    def put(self, value: bool) -> None:
        """Set it without telling anybody."""
        self.value = value
        self.refresh()

    def action_turn(self) -> None:
        """Turn it on or off."""
        self.value = not self.value
        self.refresh()
        self.post_message(self.Changed(self, self.value))

    def on_click(self) -> None:
        """Turn it on or off."""
        self.action_turn()

    def render_line(self, y: int) -> Strip:
        """Draw the box and what it says."""
        p, width = palette(self.app), self.size.width
        ground = p.cursor if self.has_focus else p.panel if self.has_class("-on-panel") else p.background
        ink = (p.bold if self.has_focus else p.muted if self.disabled else p.text) + ground
        mark = Segment("x" if self.value else " ", p.accent_bold + ground)
        return Strip([Segment("[", ink), mark, Segment("] ", ink), Segment(fit(self.label, width - 4), ink)])
