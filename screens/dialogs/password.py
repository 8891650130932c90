"""Sets a password (G1): one's own with the current one, somebody else's as an administrator."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from screens.dialogs.frame import Dialog, text_line
from screens.form.pending_keys import caught_up
from store.language import _
from store.refusals import Invalid, Refused, WrongPassword
from store.rows import UserRef
from widgets.form_section import Columns, FormSection, Slot
from widgets.line_field import LineField

if TYPE_CHECKING:
    from screens.desk import Desk
    from store.database import Store
    from store.rows import Acting


class SetPassword(Dialog[bool]):
    """Dismisses with True once the password is set. `current` says whether the one that stands is to be proved."""

    DEFAULT_CSS = """
    SetPassword LineField, SetPassword LineField.-textual-compact { background: $background; }
    SetPassword LineField:focus { background: $cursor; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, store: "Store", me: "Acting", user: UserRef, *, current: bool) -> None:
        super().__init__()
        self._store, self._me, self._user, self._current = store, me, user, current
        self._saving = False

    def compose(self) -> ComposeResult:
        """Lay out."""
        labels = {"current": _("current password")} if self._current else {}
        labels |= {"password": _("new password"), "again": _("once more")}
        width = max(map(len, labels.values()))
        rows = [[Slot(key, label, self._field(), wide=True)] for key, label in labels.items()]
        with self.frame(_("Password"), _("enter next, then saves · ^s saves · esc closes")):
            yield text_line(f"{self._user.name} ({self._user.login})", "about")
            yield FormSection("password", "", rows, columns=Columns(width, 0), heading=False, ground="panel")
            yield text_line("", "hint -problem", id="hint")

    def _field(self) -> Callable[[], LineField]:
        def make() -> LineField:
            field = LineField(select_on_focus=False)
            field.password = True
            return field

        return make

    def on_mount(self) -> None:
        """Stand in the first field."""
        self.query(LineField).first().focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on; from the last field it saves."""
        event.stop()
        if event.input is self.query(LineField).last():
            self._send()
        else:
            self.focus_next()

    async def action_save(self) -> None:
        """Save, with all that was typed before."""
        await caught_up(self.focused)
        self._send()

    def _send(self) -> None:
        if self._saving:
            return
        held = {field.id or "": field.value for field in self.query(LineField)}
        if held["password"] != held["again"]:
            self._refused(Invalid("password", "not-the-same"))
            return
        self._saving = True
        self.run_worker(lambda: self._save(held), thread=True, exit_on_error=False)

    def _save(self, held: dict[str, str]) -> None:
        from store import passwords

        try:
            passwords.set_password(
                self._store, self._me, self._user.id, held["password"], current=held.get("current")
            )  # fmt: skip
        except Refused as refused:
            self.app.call_from_thread(self._refused, refused)
        else:
            self.app.call_from_thread(self.dismiss, True)

    def _refused(self, refused: Refused) -> None:
        from screens.wording import refusal

        self._saving = False
        self.query_one("#hint", Static).update(refusal(refused))
        self.query_one("#current" if isinstance(refused, WrongPassword) else "#password").focus()


def change_own(app: App[Any], desk: "Desk") -> None:
    """Let the acting user set their own password, over whatever is shown."""
    store, me = desk.store, desk.me
    if store is None or me is None:
        return
    from screens.base import BaseScreen
    from store import passwords

    def answered(done: bool | None) -> None:
        if done and isinstance(app.screen, BaseScreen):
            app.screen.say(_("The password is set."))

    def show(current: bool) -> None:
        app.push_screen(SetPassword(store, me, me.ref, current=current), answered)

    def ask() -> None:
        app.call_from_thread(show, passwords.has_password(store, me))

    app.run_worker(ask, thread=True, exit_on_error=False)
