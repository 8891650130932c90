"""Asks whose calendar to look at: which colleagues, which contact, which project (C2)."""

from collections.abc import Sequence
from typing import Any, Literal

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option
from textual.widgets.selection_list import Selection

from screens.desk import Desk
from screens.dialogs.frame import Dialog, text_line
from store.language import _
from store.rows import UserRef
from widgets.line_field import LineField
from widgets.mark_list import MarkList

FOUND = 12


class AskPeople(Dialog[tuple[int, ...] | None]):
    """Dismisses with the users that were marked."""

    DEFAULT_CSS = """
    AskPeople > .frame { width: 52; }
    AskPeople MarkList { height: auto; max-height: 16; border: none; background: $panel; padding: 0; }
    """

    def __init__(self, users: Sequence[UserRef], chosen: Sequence[int], *, title: str = "", about: str = "") -> None:
        super().__init__()
        self._users, self._chosen_ids, self._title, self._about = users, set(chosen), title, about

    def compose(self) -> ComposeResult:
        """Lay out."""
        with self.frame(self._title or _("Colleagues side by side"), _("space marks · enter takes them · esc closes")):
            if self._about:
                yield text_line(self._about, "about")
            yield MarkList(
                *(Selection(Text(user.name), user.id, user.id in self._chosen_ids) for user in self._users),
                compact=True,
            )

    def on_mount(self) -> None:
        """Put the cursor into the list."""
        self.query_one(MarkList).focus()

    def on_key(self, event: events.Key) -> None:
        """Take what is marked before the list takes the key for marking."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self._take()

    def _take(self) -> None:
        marked = set(self.query_one(MarkList).selected)
        self.dismiss(tuple(user.id for user in self._users if user.id in marked))


class AskRecord(Dialog[int | None]):
    """Dismisses with the number of a contact or project found by typing a part of its name."""

    DEFAULT_CSS = """
    AskRecord OptionList { height: auto; max-height: 12; border: none; background: $panel; padding: 0; margin-top: 1; }
    """

    def __init__(self, desk: Desk, kind: Literal["contact", "project"]) -> None:
        super().__init__()
        self._desk, self._kind = desk, kind
        self._found: list[tuple[int, str]] = []

    def compose(self) -> ComposeResult:
        """Lay out."""
        title = _("A contact's calendar") if self._kind == "contact" else _("A project's calendar")
        with self.frame(title, _("↑ ↓ choose · enter takes it · esc closes")):
            yield LineField(placeholder=_("a part of the name"))
            yield OptionList(compact=True)

    def on_mount(self) -> None:
        """Begin with the first ones."""
        self._ask("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what is typed."""
        self._ask(event.value)

    def _ask(self, text: str) -> None:
        store, me = self._desk.opened
        kind = self._kind

        def look() -> None:
            from store import contacts, projects

            rows: Sequence[Any] = (contacts if kind == "contact" else projects).search(store, me, text, limit=FOUND)
            found = [(row.id, row.name) for row in rows]
            self.app.call_from_thread(self._take, text, found)

        self.run_worker(look, thread=True, exclusive=True, group="look", exit_on_error=False)

    def _take(self, text: str, found: list[tuple[int, str]]) -> None:
        if not self.is_attached or self.query_one(Input).value != text:
            return
        self._found = found
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(Text(name)) for _number, name in found])
        options.highlighted = 0 if found else None

    def key_down(self) -> None:
        """Go down the list from the field."""
        self.query_one(OptionList).action_cursor_down()

    def key_up(self) -> None:
        """Go up the list from the field."""
        self.query_one(OptionList).action_cursor_up()

    def on_input_submitted(self) -> None:
        """Take the one that is highlighted."""
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._found):
            self.dismiss(self._found[at][0])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the one that was clicked."""
        self.dismiss(self._found[event.option_index][0])
