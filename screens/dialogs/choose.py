"""Asks to choose one of a few: arrows or letters."""

import re
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
from store.language import current as current_language

WIDTH = 48
BESIDE = 10
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Choose(Dialog[Any]):
    """Dismisses with the id of the choice; the first one, or `current`, is where the cursor stands."""

    DEFAULT_CSS = """
    Choose OptionList { height: auto; border: none; background: $panel; padding: 0; }
    """

    TAKES_TEXT = False

    def __init__(
        self, title: str, choices: Sequence[tuple[str, str, str]], *, current: str = "", about: str = ""
    ) -> None:
        """`choices` are (id, what it says, its letter in English; in other languages a letter of what it says)."""
        super().__init__()
        self._title, self._current, self._about = title, current, about
        self._choices = list(choices) if current_language() == "en" else fitting_letters(choices)

    def compose(self) -> ComposeResult:
        """Lay out."""
        widest = max(cell_len(text) for _name, text, _letter in self._choices)
        with self.frame(self._title, _("enter takes it · esc closes")) as frame:
            frame.styles.width = max(WIDTH, widest + BESIDE, cell_len(self._title) + BESIDE)
            if self._about:
                yield text_line(self._about, "about")
            options = [
                Option(Text(f"{letter}  {text}", no_wrap=True, overflow="ellipsis"), id=name)
                for name, text, letter in self._choices
            ]
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


def fitting_letters(choices: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return the choices with letters of what they say: the first of a word of its own, else the first that is free.

    A letter that begins a word already, a digit, and none at all stay.
    """
    words = [re.findall(r"\w+", text.lower()) for _name, text, _letter in choices]
    letters = [
        letter if not letter.isalpha() or any(word.startswith(letter) for word in said) else None
        for (_name, _text, letter), said in zip(choices, words, strict=True)
    ]
    for place, said in enumerate(words):
        if letters[place] is None:
            others = {word for other, those in enumerate(words) if other != place for word in those}
            own = [word[0] for word in said if word not in others]
            wanted = [*own, *(word[0] for word in said), *"".join(said), *LETTERS]
            letters[place] = next((one for one in wanted if one in LETTERS and one not in letters), "")
    return [(name, text, letter or "") for (name, text, _old), letter in zip(choices, letters, strict=True)]
