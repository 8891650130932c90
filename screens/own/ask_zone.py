"""Asks for a time zone by a part of its name (G5)."""

from zoneinfo import available_timezones

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from screens.dialogs.frame import Dialog, text_line
from screens.wording import refusal
from store.language import _
from store.refusals import Invalid
from widgets.pick_list import Pick
from widgets.picker import Picker


class AskZone(Dialog[str | None]):
    """Dismisses with the name of a zone, such as Europe/Warsaw."""

    DEFAULT_CSS = """
    AskZone > .frame { width: 52; }
    AskZone LineField, AskZone LineField.-textual-compact { background: $background; }
    AskZone LineField:focus { background: $cursor; }
    """

    def __init__(self, zone: str) -> None:
        super().__init__()
        self._zone = zone

    def compose(self) -> ComposeResult:
        """Lay out."""
        with self.frame(_("Time zone"), _("enter takes it · esc closes")):
            picks = [Pick(name, name) for name in sorted(available_timezones())]
            yield Picker(key="zone", options=picks, placeholder=_("a part of its name, such as Warsaw"))
            yield text_line("", "hint -problem", id="hint")

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query_one(Picker).focus()

    def on_key(self, event: events.Key) -> None:
        """Say that what was typed is no zone, where enter takes none; what is corrected is no longer wrong."""
        super().on_key(event)
        picker, why = self.query_one(Picker), ""
        if event.key == "enter" and picker.unresolved:
            why = refusal(Invalid("zone", "unknown", picker.unresolved))
        self.query_one("#hint", Static).update(why)

    def on_picker_chosen(self, message: Picker.Chosen) -> None:
        """The choice is the answer."""
        message.stop()
        if message.pick is not None:
            self.dismiss(str(message.pick.value))
