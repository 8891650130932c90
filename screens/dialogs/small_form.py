"""A few lines to fill in over a screen: enter goes on and saves behind the last, ^s saves from anywhere."""

from abc import abstractmethod
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from screens.dialogs.frame import Dialog
from screens.form.pending_keys import caught_up
from store.refusals import Refused
from widgets.line_field import LineField

Saved = TypeVar("Saved")


class SmallForm(Dialog[Saved]):
    """Dismisses with what `save` returned, or with None. Subclasses lay out line fields and a #hint, and save."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._saving = False

    @abstractmethod
    def save(self, held: dict[str, str]) -> Saved:
        """Save what the fields hold, by their names; in a thread. Raises Refused."""

    @abstractmethod
    def field_of(self, refused: Refused) -> str | None:
        """Return the name of the field that a refusal is about."""

    def held(self) -> dict[str, str]:
        """Return what the fields hold, by their names."""
        return {field.id or "": field.value for field in self.query(LineField)}

    def check(self, held: dict[str, str]) -> None:
        """Raise Refused for what need not be asked of the store."""

    def on_mount(self) -> None:
        """Stand in the first field."""
        self.query(LineField).first().focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on; in the last field it saves."""
        event.stop()
        if event.input is self.focus_chain[-1]:
            self._send()
        else:
            self.focus_next()

    async def action_save(self) -> None:
        """Save, with all that was typed before."""
        await caught_up(self.focused)
        self._send()

    def _send(self) -> None:
        """Save in a thread; what was typed stays until it is in the database."""
        if self._saving:
            return
        held = self.held()
        try:
            self.check(held)
        except Refused as refused:
            self._refused(refused)
            return
        self._saving = True
        self.run_worker(lambda: self._save(held), thread=True, exit_on_error=False)

    def _save(self, held: dict[str, str]) -> None:
        try:
            saved = self.save(held)
        except Refused as refused:
            self.app.call_from_thread(self._refused, refused)
        else:
            self.app.call_from_thread(self.dismiss, saved)

    def _refused(self, refused: Refused) -> None:
        from screens.wording import refusal

        self._saving = False
        self.query_one("#hint", Static).update(refusal(refused))
        if (name := self.field_of(refused)) is not None:
            self.query_one(f"#{name}").focus()
