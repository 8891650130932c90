"""Asks to choose one of a few: arrows or letters."""

from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from screens.dialogs.frame import Dialog, text_line
from store.language import _

WIDTH = 48
BESIDE = 10


class Choose(Dialog[Any]):
    """Dismisses with the id of the choice; the first one, or `current`, is where the cursor stands."""

    DEFAULT_CSS = """
    Choose OptionList { height: auto; border: none; background: $panel; padding: 0; }
    """

    TAKES_TEXT = False

    def __init__(
        self, title: str, choices: Sequence[tuple[str, str, str]], *, current: str = "", about: str = ""
    ) -> None:
        """`choices` are (id, what it says, its letter)."""
        super().__init__()
        self._title, self._choices, self._current, self._about = title, list(choices), current, about

    def compose(self) -> ComposeResult:
        """Lay out."""
        widest = max(cell_len(text) for _name, text, _letter in self._choices)
        with self.frame(self._title, _("enter takes it · esc closes")) as frame:
            frame.styles.width = max(WIDTH, widest + BESIDE)
            if self._about:
                yield text_line(self._about, "about")
            options = [Option(Text(f"{letter}  {text}"), id=name) for name, text, letter in self._choices]
            yield OptionList(*options, compact=True)

    def on_mount(self) -> None:
        """Stand on the present value."""
        names = [name for name, _text, _letter in self._choices]
        self.query_one(OptionList).highlighted = names.index(self._current) if self._current in names else 0

    def on_key(self, event: events.Key) -> None:
        """Take a choice by its letter."""
        for name, _text, letter in self._choices:
            if event.character and event.character.lower() == letter:
                event.stop()
                self.dismiss(name)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the choice."""
        self.dismiss(event.option_id)
