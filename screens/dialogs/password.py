"""Sets a password (G1): one's own with the current one, somebody else's as an administrator."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App, ComposeResult

from screens.dialogs.frame import text_line
from screens.dialogs.small_form import SmallForm
from store.language import _
from store.refusals import Invalid, Refused, WrongPassword
from store.rows import UserRef
from widgets.form_section import Columns, FormSection, Slot
from widgets.line_field import LineField

if TYPE_CHECKING:
    from screens.desk import Desk
    from store.database import Store
    from store.rows import Acting


class SetPassword(SmallForm[bool]):
    """Dismisses with True once the password is set. `current` says whether the one that stands is to be proved."""

    def __init__(self, store: "Store", me: "Acting", user: UserRef, *, current: bool) -> None:
        super().__init__()
        self._store, self._me, self._user, self._current = store, me, user, current

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

    def check(self, held: dict[str, str]) -> None:
        """Have the new one typed twice."""
        if held["password"] != held["again"]:
            raise Invalid("password", "not-the-same")

    def save(self, held: dict[str, str]) -> bool:
        """Set the password."""
        from store import passwords

        passwords.set_password(self._store, self._me, self._user.id, held["password"], current=held.get("current"))
        return True

    def field_of(self, refused: Refused) -> str:
        """Return the name of the field that a refusal is about."""
        return "current" if isinstance(refused, WrongPassword) else "password"


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
