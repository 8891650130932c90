"""A field for a time in words that offers shortcuts: they fill in the words, nothing more (D1)."""

from collections.abc import Sequence

from textual.widgets import Input

from widgets.date_input import DateInput
from widgets.pick_list import Pick
from widgets.picker import filtered


class ShortcutInput(DateInput):
    """Suggests shortcuts while what is typed is not understood; none is highlighted, so that none is taken unseen.

    The value of a shortcut's pick is the text that it fills in.
    """

    def __init__(self, value: str = "", *, key: str, placeholder: str = "", shortcuts: Sequence[Pick] = ()) -> None:
        super().__init__(value, key=key, placeholder=placeholder, select_on_focus=False)
        self.shortcuts = tuple(shortcuts)

    def offer(self, readings: Sequence[Pick], *, understood: bool = True) -> None:
        """Show readings to choose from; without any, shortcuts that contain what is typed and is not understood yet."""
        super().offer(readings)
        if not readings and self.has_focus:
            text = self.value.strip()
            self.suggest([] if understood or not text else filtered(self.shortcuts, text))

    def want_list(self) -> None:
        """Show the readings again, else all shortcuts."""
        if self._readings or not self.shortcuts:
            super().want_list()
        else:
            self.suggest(self.shortcuts, highlighted=0)

    def take(self, pick: Pick) -> None:
        """Fill in a shortcut, or settle on a reading."""
        if not isinstance(pick.value, str):
            super().take(pick)
            return
        with self.prevent(Input.Changed):
            self.value = pick.value
            self.cursor_position = len(self.value)
        self.post_message(self.Typed(self, self.value))
