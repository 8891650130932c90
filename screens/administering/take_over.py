"""Asks who takes over a leaver's work, shows how much that is and what is in the way, and does it (G1)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from screens import taken_time
from screens.dialogs.frame import Dialog, text_line
from store.language import _, n_
from store.record_rows import UserRow
from store.refusals import BusyConflict, Refused
from widgets.pick_list import Pick
from widgets.picker import Picker

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting
    from store.taking_over import Colliding, Handover

COLLISIONS_SHOWN, LOW = 5, 20


class TakeOver(Dialog[Any]):
    """Dismisses with the Handover, or with None. Nothing is moved before its numbers have been seen."""

    DEFAULT_CSS = """
    TakeOver > .frame { width: 76; }
    TakeOver LineField { margin-bottom: 1; }
    TakeOver VerticalScroll { height: auto; scrollbar-size-vertical: 1; }
    TakeOver #counts { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", show=False, priority=True),
        Binding("ctrl+l", "leave", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
    ]

    def __init__(self, store: "Store", me: "Acting", leaver: UserRow, others: Sequence[UserRow]) -> None:
        super().__init__()
        self._store, self._me, self._leaver, self._others = store, me, leaver, others
        self._seen: Handover | None = None
        self._asked = 0
        self._working = False

    def compose(self) -> ComposeResult:
        """Lay out."""
        title = _("Take over the work of {name}").format(name=self._leaver.name)
        with self.frame(title, ""):
            yield text_line(
                _(
                    "What is open goes to another: activities, contacts, projects. What has ended keeps its names, and "
                    "who planned an activity stays. It cannot be undone by u."
                ),
                "about",
            )
            yield Picker(
                key="successor",
                placeholder=_("who takes over: a part of a name"),
                options=[Pick(row.id, row.name, row.login) for row in self._others],
            )
            with VerticalScroll(can_focus=False):
                yield Static(Text(""), id="counts", markup=False)
            yield text_line("", "hint", id="hint")

    def on_mount(self) -> None:
        """Begin with who."""
        self.query_one(Picker).focus()
        self._tell_keys()

    def on_picker_chosen(self, message: Picker.Chosen) -> None:
        """Show what would go over."""
        message.stop()
        self._seen = None
        self._asked += 1
        if message.pick is None:
            self._show((), "")
            return
        token, number = self._asked, int(message.pick.value)

        def look() -> None:
            from store import taking_over

            try:
                found = taking_over.preview(self._store, self._me, self._leaver.id, number)
            except Refused as refused:
                self.app.call_from_thread(self._refused, refused)
            else:
                self.app.call_from_thread(self._preview, token, found)

        self.run_worker(look, thread=True, exit_on_error=False)

    def _preview(self, token: int, found: "Handover") -> None:
        if token != self._asked or not self.is_attached:
            return
        self._seen = found
        lines = counted(found)
        if found.collisions:
            conflict = BusyConflict(found.collisions)
            named = taken_time.lines(conflict, self._me.zone)
            more = len(named) - COLLISIONS_SHOWN
            lines += ["", *named[:COLLISIONS_SHOWN]]
            if more > 0:
                lines.append(n_("and {count} more", "and {count} more", more).format(count=more))
            text = n_(
                "{count} activity is in the way of busy time. ^l takes over the rest and leaves it.",
                "{count} activities are in the way of busy time. ^l takes over the rest and leaves them.",
                len(found.left),
            ).format(count=len(found.left))
            self._show(lines, text, "-problem")
        else:
            self._show(lines, _("^s takes it over."))

    def _show(self, lines: Sequence[str], hint: str, kind: str = "") -> None:
        self.query_one("#counts", Static).update(Text("\n".join(lines)))
        line = self.query_one("#hint", Static)
        line.set_class(kind == "-problem", "-problem")
        line.update(hint)

        self.call_after_refresh(self._fit)

    @on(events.Resize)
    def _fit_anew(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """What is said below what is long stays in sight, on a low screen in place of what it is about."""
        self.query_one(".about").display = self.size.height >= LOW or self._seen is None
        self.fit("VerticalScroll")
        self.call_after_refresh(self._tell_keys)

    def _tell_keys(self) -> None:
        scrolls = self.query_one(VerticalScroll).max_scroll_y > 0
        self.query_one(".frame").border_subtitle = (
            _("enter chooses · ^s takes over · PgUp PgDn scroll · esc closes")
            if scrolls
            else _("enter chooses · ^s takes over · esc closes")
        )

    def action_page(self, by: int) -> None:
        """Scroll what was found."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=by * max(1, scroll.size.height - 1), animate=False)

    def action_take(self) -> None:
        """Take over everything, or nothing."""
        self._send("refuse")

    def action_leave(self) -> None:
        """Take over all but what is in the way."""
        self._send("leave")

    def _send(self, colliding: "Colliding") -> None:
        picker = self.query_one(Picker)
        picker.take_highlighted()
        if self._working:
            return
        if self._seen is None:
            self._show((), _("Choose who takes over."), "-problem")
            return
        self._working = True
        successor = self._seen.successor.id

        def write() -> None:
            from store import taking_over

            try:
                moved = taking_over.take_over(self._store, self._me, self._leaver.id, successor, colliding=colliding)
            except Refused as refused:
                self.app.call_from_thread(self._refused, refused)
            else:
                self.app.call_from_thread(self.dismiss, moved)

        self.run_worker(write, thread=True, exit_on_error=False)

    def _refused(self, refused: Refused) -> None:
        from screens.wording import refusal

        self._working = False
        line = self.query_one("#hint", Static)
        line.add_class("-problem")
        line.update(
            _("Nothing was moved: busy time is in the way. ^l leaves what is in the way.")
            if isinstance(refused, BusyConflict)
            else refusal(refused)
        )
        self.call_after_refresh(self._fit)


def counted(found: "Handover") -> list[str]:
    """Return how much goes over, a line for each kind: "      2  contacts"."""
    mine, seen, given = found.performed, found.observed, found.delegated
    lines = (
        (mine, n_("{count} open activity to carry out", "{count} open activities to carry out", mine)),
        (seen, n_("{count} open activity to watch", "{count} open activities to watch", seen)),
        (given, n_("{count} given to others, to watch", "{count} given to others, to watch", given)),
        (found.contacts, n_("{count} contact", "{count} contacts", found.contacts)),
        (found.projects, n_("{count} project", "{count} projects", found.projects)),
    )
    return [words.format(count=f"{count:>7} ") for count, words in lines]
