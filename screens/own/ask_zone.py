"""Asks for a time zone by a part of its name (G5)."""

from zoneinfo import available_timezones

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input, Static

from screens.dialogs.frame import Dialog, text_line
from screens.wording import refusal
from store.language import _
from store.refusals import Invalid
from widgets.pick_list import Pick
from widgets.picker import Picker


class ZonePicker(Picker):
    """Tells what enter takes for no zone, and when that is corrected."""

    class Unknown(Message):
        """`text` is no zone; "" is said when it is corrected."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def on_input_changed(self, event: Input.Changed) -> None:
        """See Picker."""
        self.post_message(self.Unknown(""))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """See Picker."""
        if self.unresolved:
            self.post_message(self.Unknown(self.unresolved))


class AskZone(Dialog[str | None]):
    """Dismisses with the name of a zone, such as Europe/Warsaw."""

    DEFAULT_CSS = """
    AskZone > .frame { width: 52; }
    """

    def __init__(self, zone: str) -> None:
        super().__init__()
        self._zone = zone

    def compose(self) -> ComposeResult:
        """Lay out."""
        with self.frame(_("Time zone"), _("enter takes it · esc closes")):
            picks = [Pick(name, name) for name in sorted(available_timezones())]
            yield ZonePicker(key="zone", options=picks, placeholder=_("a part of its name, such as Warsaw"))
            yield text_line("", "hint -problem", id="hint")

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query_one(Picker).focus()

    def on_zone_picker_unknown(self, message: ZonePicker.Unknown) -> None:
        """Say that what was typed is no zone; what is corrected is no longer wrong."""
        why = refusal(Invalid("zone", "unknown", message.text)) if message.text else ""
        self.query_one("#hint", Static).update(why)

    def on_picker_chosen(self, message: Picker.Chosen) -> None:
        """The choice is the answer."""
        message.stop()
        if message.pick is not None:
            self.dismiss(str(message.pick.value))
