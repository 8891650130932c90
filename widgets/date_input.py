"""A field for a date or time in words; where a phrase has several readings they stand below to choose from (C7)."""

from collections.abc import Sequence

from textual.message import Message
from textual.widgets import Input

from widgets.pick_list import Pick
from widgets.suggesting import Suggesting


class DateInput(Suggesting):
    """Knows no grammar: says Typed, is answered by `offer` with readings, says Settled when one is chosen."""

    class Typed(Message):
        """The text is another one now."""

        def __init__(self, field: "DateInput", text: str) -> None:
            super().__init__()
            self.field, self.text = field, text

    class Settled(Message):
        """One of several readings was chosen; `value` is that of its pick."""

        def __init__(self, field: "DateInput", value: object) -> None:
            super().__init__()
            self.field, self.value = field, value

    def __init__(self, value: str = "", *, key: str, placeholder: str = "", select_on_focus: bool = True) -> None:
        super().__init__(value, placeholder=placeholder, select_on_focus=select_on_focus)
        self.key = key
        self._readings: tuple[Pick, ...] = ()

    def offer(self, readings: Sequence[Pick]) -> None:
        """Show readings to choose from; none is highlighted, so that none is taken unseen."""
        self._readings = tuple(readings)
        if self.has_focus:
            self.suggest(readings)

    def want_list(self) -> None:
        """Show the readings again; without any, go on."""
        if self._readings:
            self.suggest(self._readings, highlighted=0)
        else:
            self.go_on()

    def take(self, pick: Pick) -> None:
        """Settle on a reading."""
        self.post_message(self.Settled(self, pick.value))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what was typed."""
        event.stop()
        self.post_message(self.Typed(self, self.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next line, unless there is something to choose first."""
        event.stop()
        if self._readings:
            self.want_list()
        else:
            self.go_on()
