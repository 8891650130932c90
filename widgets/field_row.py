"""Rows of a form: a label, a field, and beside it what was understood or what is wrong."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from widgets.cells import fit, plain, right
from widgets.palette import palette

LABEL_WIDTH = 13
FIELD_WIDTH = 30
INK = {"ok": "ok", "problem": "danger", "warning": "amber", "muted": "faint"}


class FieldRow(Widget):
    """A row: draws its label at the left and its hint at the right of whatever stands in the middle."""

    DEFAULT_CSS = """
    FieldRow { height: 1; width: 1fr; layout: horizontal; }
    FieldRow Input {
        height: 1; border: none; padding: 0 1; background: $field; color: $text; margin-left: 15; width: 30;
    }
    FieldRow Input:focus { background: $cursor; border: none; }
    FieldRow.-long Input { width: 1fr; margin: 0 9 0 15; }
    """

    class Changed(Message):
        """What the row holds has changed."""

        def __init__(self, row: "FieldRow") -> None:
            super().__init__()
            self.row = row

        @property
        def control(self) -> "FieldRow":
            """The row."""
            return self.row

    def __init__(self, label: str, *, id: str, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self.label = label
        self._hint: tuple[str, str] = ("", "muted")

    @property
    def hint(self) -> str:
        """What stands beside the field."""
        return self._hint[0]

    def say(self, text: str, kind: str = "muted") -> None:
        """Put something beside the field: kind is ok, problem, warning or muted."""
        if (text, kind) != self._hint:
            self._hint = (text, kind)
            self.refresh()

    def render(self) -> Text:
        """Draw label and hint; the field itself lies over the middle."""
        p = palette(self.app)
        focused = self.has_focus or self.has_focus_within
        text = Text(no_wrap=True, overflow="crop")
        text.append(right(self.label, LABEL_WIDTH) + "  ", p.accent if focused else p.muted)
        middle = self.middle()
        text.append_text(middle)
        hint, kind = self._hint
        used = LABEL_WIDTH + 2 + cell_len(middle.plain)
        if self.has_class("-long"):
            text.append(" " * max(0, self.size.width - used - cell_len(hint) - 1))
            text.append(hint, getattr(p, INK[kind]))
        else:
            text.append(" " * max(0, FIELD_WIDTH + LABEL_WIDTH + 4 - used))
            room = self.size.width - FIELD_WIDTH - LABEL_WIDTH - 5
            text.append(fit(plain(hint), room) if cell_len(hint) > room else plain(hint), getattr(p, INK[kind]))
        return text

    def middle(self) -> Text:
        """What is drawn between label and hint where no child lies over it."""
        return Text()

    def on_descendant_focus(self) -> None:
        """Brighten the label."""
        self.refresh()

    def on_descendant_blur(self) -> None:
        """Dim the label."""
        self.refresh()


class OneLine(Input):
    """An input of one line: what is pasted into it has no breaks."""

    def __init__(self, value: str = "", *, placeholder: str = "") -> None:
        super().__init__(value, placeholder=placeholder, compact=True, select_on_focus=False)

    def _on_paste(self, event: events.Paste) -> None:
        event.text = plain(" ".join(event.text.split()))
        super()._on_paste(event)


class TextField(FieldRow):
    """A line of text."""

    def __init__(self, label: str, *, id: str, value: str = "", placeholder: str = "", classes: str = "") -> None:
        super().__init__(label, id=id, classes=classes)
        self._value, self._placeholder = value, placeholder

    def compose(self) -> ComposeResult:
        """Put the input in."""
        yield OneLine(self._value, placeholder=self._placeholder)

    @property
    def value(self) -> str:
        """What stands in it."""
        return self.query_one(Input).value if self.is_mounted else self._value

    @value.setter
    def value(self, value: str) -> None:
        self._value = value
        if self.is_mounted and self.children:
            self.query_one(Input).value = value

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the form."""
        event.stop()
        self._value = event.value
        self.post_message(self.Changed(self))


class ChoiceField(FieldRow, can_focus=True):
    """One of a few words: left and right, space, or a first letter change it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space,enter", "turn(1)", show=False),
        Binding("left", "turn(-1)", show=False),
    ]

    def __init__(self, label: str, choices: Sequence[tuple[str, str]], *, id: str, value: str = "") -> None:
        """`choices` are (value, words)."""
        super().__init__(label, id=id)
        self._choices = list(choices)
        self._value = value or self._choices[0][0]

    @property
    def value(self) -> str:
        """The value chosen."""
        return self._value

    @value.setter
    def value(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self.refresh()
            self.post_message(self.Changed(self))

    def middle(self) -> Text:
        """Draw the word chosen between arrows."""
        p = palette(self.app)
        words = dict(self._choices).get(self._value, "")
        ground = p.cursor if self.has_focus else p.panel
        text = Text(" " + fit(words, FIELD_WIDTH - 4), p.text + ground)
        text.append("‹› " if self.has_focus else "   ", p.muted + ground)
        return text

    def action_turn(self, by: int) -> None:
        """Take the next or previous."""
        values = [value for value, _words in self._choices]
        self.value = values[(values.index(self._value) + by) % len(values)]

    def on_key(self, event: events.Key) -> None:
        """Take the first that begins with the letter typed."""
        if event.character and event.character.isalpha():
            for value, words in self._choices:
                if words.strip("!‼↓→← ").lower().startswith(event.character.lower()):
                    event.stop()
                    self.value = value
                    return

    def on_focus(self) -> None:
        """Brighten."""
        self.refresh()

    def on_blur(self) -> None:
        """Dim."""
        self.refresh()

    def on_click(self) -> None:
        """Take the next."""
        self.action_turn(1)


class Switches(FieldRow, can_focus=True):
    """Marks on one line, each on or off: left and right choose one, space turns it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "step(1)", show=False),
        Binding("left", "step(-1)", show=False),
        Binding("space,enter", "turn", show=False),
    ]

    def __init__(self, label: str, switches: Sequence[tuple[str, str]], *, id: str, on: Sequence[str] = ()) -> None:
        """`switches` are (name, words); `on` the names of those that are on."""
        super().__init__(label, id=id)
        self._switches = list(switches)
        self._on = set(on)
        self._place = 0

    def is_on(self, name: str) -> bool:
        """Whether a switch is on."""
        return name in self._on

    def set(self, name: str, on: bool) -> None:
        """Turn a switch."""
        if on != (name in self._on):
            self._on ^= {name}
            self.refresh()
            self.post_message(self.Changed(self))

    @property
    def value(self) -> tuple[str, ...]:
        """The names of those that are on."""
        return tuple(sorted(self._on))

    def middle(self) -> Text:
        """Draw the switches."""
        p = palette(self.app)
        text = Text()
        for place, (name, words) in enumerate(self._switches):
            here = self.has_focus and place == self._place
            ground = p.cursor if here else p.background
            text.append(
                f"[{'x' if name in self._on else ' '}] {words}", (p.bold if name in self._on else p.text) + ground
            )
            text.append("   ")
        return text

    def action_step(self, by: int) -> None:
        """Go to the next or previous switch."""
        self._place = (self._place + by) % len(self._switches)
        self.refresh()

    def action_turn(self) -> None:
        """Turn the switch."""
        name = self._switches[self._place][0]
        self.set(name, name not in self._on)

    def on_focus(self) -> None:
        """Brighten."""
        self.refresh()

    def on_blur(self) -> None:
        """Dim."""
        self.refresh()


class SectionHeader(Widget, can_focus=True):
    """The title of a section: open, or one line that says what is in it."""

    DEFAULT_CSS = "SectionHeader { height: 1; width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space,right,left", "turn", show=False)]

    class Turned(Message):
        """The section is to be opened or folded."""

        def __init__(self, header: "SectionHeader") -> None:
            super().__init__()
            self.header = header

    def __init__(self, title: str, *, id: str, is_open: bool) -> None:
        super().__init__(id=id)
        self.title, self.is_open, self._summary = title, is_open, ""

    def show(self, *, is_open: bool | None = None, summary: str | None = None) -> None:
        """Change its state or what it says is in it."""
        before = (self.is_open, self._summary)
        self.is_open = self.is_open if is_open is None else is_open
        self._summary = self._summary if summary is None else plain(summary)
        if before != (self.is_open, self._summary):
            self.refresh()

    def render(self) -> Text:
        """Draw the line."""
        p = palette(self.app)
        ground = p.cursor if self.has_focus else p.background
        text = Text(no_wrap=True, overflow="crop")
        text.append(" ▾ " if self.is_open else " ▸ ", p.muted + ground)
        text.append(self.title, (p.bold if self.is_open else p.muted_bold) + ground)
        if not self.is_open and self._summary:
            room = max(0, self.size.width - cell_len(self.title) - 8)
            summary = self._summary if cell_len(self._summary) <= room else fit(self._summary, room)
            text.append(f"  {summary}", p.muted + ground)
        text.append(" ")
        text.append("─" * max(0, self.size.width - text.cell_len - 1), p.line)
        return text

    def action_turn(self) -> None:
        """Open or fold."""
        self.post_message(self.Turned(self))

    def on_click(self) -> None:
        """Open or fold."""
        self.action_turn()

    def on_focus(self) -> None:
        """Brighten."""
        self.refresh()

    def on_blur(self) -> None:
        """Dim."""
        self.refresh()
