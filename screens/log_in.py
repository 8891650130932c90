"""The log-in by password (G1). Until it has succeeded there is no acting user, and so nothing to see behind it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Input, Static

from screens.asking import Asking
from screens.dialogs.frame import text_line
from screens.type_ahead import POLL_SECONDS
from store.language import _
from store.refusals import Invalid, Refused, WrongPassword
from widgets.bars import KeyBar, TopBar
from widgets.form_section import Columns, FormSection, Slot
from widgets.line_field import LineField

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting


class LogIn(Asking):
    """Asks for login and password, of a new database for the first user's. Dismisses with the acting user, or None.

    `machine` has name, language and zone for a first user.
    """

    CSS = """
    LogIn { background: $background; align: center middle; }
    LogIn > .frame {
        width: 60; max-width: 94%; height: auto; border: round $accent; border-title-color: $accent;
        border-title-style: bold; background: $panel; padding: 1 2;
    }
    LogIn .about { color: $muted; height: auto; margin-bottom: 1; }
    LogIn .hint { color: $danger; height: auto; min-height: 2; margin-top: 1; }
    LogIn .hint.-waiting { color: $muted; }
    LogIn LineField, LogIn LineField.-textual-compact { background: $background; }
    LogIn LineField:focus { background: $cursor; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c,ctrl+q", "quit_now", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(self, store: "Store", login: str, machine: dict[str, str]) -> None:
        super().__init__()
        self._store, self._login, self._machine = store, login, machine
        self._new = False
        self._asking = True
        self._pause = 0
        self._countdown: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out; the fields come when it is known whether anybody is there yet."""
        yield TopBar(_("crm-tui"), self._store.name)
        box = Vertical(classes="frame")
        box.border_title = _("Log in")
        with box:
            yield text_line("", "about", id="about")
        yield KeyBar([("enter", _("log in")), ("tab", _("next field")), ("esc", _("quit"))])

    def on_mount(self) -> None:
        """Look whether the database is new."""
        from store import passwords

        self.ask("new", lambda: passwords.is_new(self._store), self._show)

    def _show(self, new: bool) -> None:
        self._new, self._asking = new, False
        box = self.query_one(".frame", Vertical)
        if new:
            box.border_title = _("A new database")
            about = _("Nobody is here yet. Choose a login and a password: you will be the administrator.")
        else:
            about = _("Who you are, and the password.")
        self.query_one("#about", Static).update(about)
        labels = {"login": _("login"), "password": _("password")} | ({"again": _("once more")} if new else {})
        rows = [[Slot(key, label, self._maker(key), wide=True)] for key, label in labels.items()]
        width = max(len(label) for label in labels.values())
        box.mount(
            FormSection("log-in", "", rows, columns=Columns(width, 0), heading=False, ground="panel"),
            text_line("", "hint", id="hint"),
        )
        self.call_after_refresh(self._begin)

    def _maker(self, key: str) -> Callable[[], LineField]:
        def make() -> LineField:
            field = LineField(self._login if key == "login" else "", select_on_focus=False)
            field.password = key != "login"
            return field

        return make

    def _begin(self) -> None:
        """Stand in the first field that is empty, as soon as the section has made its fields."""
        fields = list(self.query(LineField))
        if not fields:
            # By a timer: a screen that calls itself at once lets nobody else have a turn, the section least of all.
            self.set_timer(POLL_SECONDS, self._begin)
            return
        (fields[1] if self._login else fields[0]).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on; from the last field it logs in."""
        event.stop()
        if event.input is self.query(LineField).last():
            self._try()
        else:
            self.focus_next()

    def _try(self) -> None:
        if self._asking:
            return
        held = {field.id or "": field.value for field in self.query(LineField)}
        login, password = held["login"].strip(), held["password"]
        if self._new and password != held["again"]:
            self.refused(Invalid("password", "not-the-same"))
            return
        self._asking = True
        self._say(_("One moment …"), waiting=True)

        def question() -> "Acting":
            from store import passwords

            if self._new:
                # The machine's name is that of whom it offers, of nobody else.
                machine = self._machine if login == self._login else self._machine | {"name": ""}
                return passwords.found(self._store, login, password, **machine)
            return passwords.log_in(self._store, login, password)

        self.ask("log-in", question, self._proved)

    def _proved(self, me: "Acting") -> None:
        self.dismiss(me)

    def refused(self, error: Exception) -> None:
        """Say what was wrong, and empty the password."""
        from screens.wording import refusal

        self._asking = False
        for field in self.query(LineField):
            if field.password:
                field.put("")
        fields = {field.id: field for field in self.query(LineField)}
        wanted = error.field if isinstance(error, Invalid) else "password"
        (fields.get(wanted) or fields["password"]).focus()
        if isinstance(error, WrongPassword) and error.pause:
            self._wait(error)
        else:
            self._say(refusal(error) if isinstance(error, Refused) else _("Something went wrong; it is in the log."))

    def _wait(self, error: WrongPassword) -> None:
        """Count the seconds of the pause down."""
        from screens.wording import refusal

        self._pause = error.pause
        self._say(refusal(error))
        if self._countdown is not None:
            self._countdown.stop()
        self._countdown = self.set_interval(1, self._tick)

    def _tick(self) -> None:
        from screens.wording import refusal

        self._pause -= 1
        if self._asking:
            return
        if self._pause > 0:
            self._say(refusal(WrongPassword(self._pause)))
            return
        if self._countdown is not None:
            self._countdown.stop()
        self._say(_("You can try again."), waiting=True)

    def _say(self, text: str, *, waiting: bool = False) -> None:
        hint = self.query_one("#hint", Static)
        hint.set_class(waiting, "-waiting")
        hint.update(text)

    def action_quit_now(self) -> None:
        """Quit the program."""
        self.dismiss(None)
