"""The keys (G5): every action with its keys, and another key for it if no other action of its screens has that."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from screens import key_map, keys
from screens.dialogs.frame import Dialog, text_line
from screens.own.page import OwnPage
from screens.sections import Described
from store.language import _
from widgets.facts_pane import Fact, Facts
from widgets.record_table import Cell, Column, TableRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store.database import Store
    from store.rows import Acting


class KeysPage(OwnPage):
    """A row for each action."""

    id = "keys"
    offers = ("section.edit", "own.more-keys", "own.default")

    def title(self) -> str:
        """See Section."""
        return _("Keys")

    def about(self) -> str:
        """See Section."""
        return _("A key that another action of the same screen has is refused, never taken away.")

    def counted(self, rows: Sequence[TableRow]) -> str:
        """See Section: how many are other than by default."""
        changed = len(key_map.wanted_keys(self.own.desk.preferences))
        return str(changed) if changed else ""

    def columns(self, rows: Sequence[TableRow]) -> tuple[Column, ...]:
        """See Section."""
        return (
            Column("keys", _("keys"), 10, sortable=False),
            Column("what", _("what it does"), 20, grow=2, sortable=False),
            Column("where", _("where"), 10, grow=1, sortable=False, shown_from=64),
        )

    def read(self, store: "Store", me: "Acting") -> list[TableRow]:
        """See Section."""
        preferences = self.own.desk.preferences
        changed = key_map.wanted_keys(preferences)
        rows = []
        for number, (name, action) in enumerate(key_map.ACTIONS.items()):
            held = shown_keys(key_map.keys_of(name, preferences))
            cells = (
                Cell(held, "amber" if name in changed else "accent"),
                Cell(action.text(), "bold"),
                Cell(where_word(name), "muted"),
            )
            rows.append(TableRow(number, cells, data=name))
        return rows

    def describe(self, row: TableRow) -> Described:
        """See Section."""
        action = key_map.ACTIONS[row.data]
        facts = (
            Fact(_("now"), shown_keys(key_map.keys_of(action.id, self.own.desk.preferences))),
            Fact(_("by default"), shown_keys(action.keys), "muted"),
            Fact(_("its name"), action.id, "muted"),
        )
        said = _("E gives it another key, M one more; D brings back the default.")
        return action.text(), where_word(action.id), (Facts("", facts), Facts("", (Fact("", said, "muted"),)))

    def edit(self, row: TableRow) -> None:
        """See Section: another key instead of those it has."""
        self._ask(row, more=False)

    def more(self, row: TableRow) -> None:
        """See OwnPage: one more key."""
        self._ask(row, more=True)

    def back_to_default(self, row: TableRow) -> None:
        """See OwnPage; refused where another action has the default key meanwhile."""
        self._give(row, "")

    def _ask(self, row: TableRow, *, more: bool) -> None:
        name: str = row.data
        preferences = dict(self.own.desk.preferences)

        def answered(key: str | None) -> None:
            if key is None:
                return
            held = key_map.split(key_map.keys_of(name, preferences)) if more else []
            self._give(row, ",".join([*(one for one in held if one != key), key]))

        dialog = AskKey(name, preferences)
        self.own.app.push_screen(dialog.beside(self.own.beside_row()), answered)

    def _give(self, row: TableRow, value: str) -> None:
        action = key_map.ACTIONS[row.data]
        preferences = dict(self.own.desk.preferences)
        for key in key_map.split(value or action.keys):
            why = key_map.refusal(key, action.id, preferences)
            if why and not (not value and key in key_map.LIST_KEYS):
                self.own.say(why, "problem")
                return
        said = f"{action.text()}: {shown_keys(value or action.keys)}"
        self.keep({key_map.PREFIX + action.id: value}, said, row.id)
        self.own.program.take_keys()


class AskKey(Dialog[str | None]):
    """Waits for a key to be pressed. What is taken by another action is named, and another can be pressed."""

    TAKES_TEXT = False
    DEFAULT_CSS = "AskKey > .frame { width: 60; }"

    def __init__(self, name: str, preferences: "Mapping[str, str]") -> None:
        super().__init__()
        self._action_id, self._preferences = name, preferences

    def compose(self) -> ComposeResult:
        """Lay out."""
        with self.frame(key_map.ACTIONS[self._action_id].text(), _("press the new key · esc closes")):
            now = shown_keys(key_map.keys_of(self._action_id, self._preferences))
            yield text_line(_("Now: {keys}").format(keys=now), "about")
            yield text_line("", "hint -problem", id="hint")

    def on_key(self, event: events.Key) -> None:
        """Take the key, unless another action has it."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
            return
        why = key_map.refusal(event.key, self._action_id, self._preferences)
        if why:
            self.query_one("#hint", Static).update(why)
        else:
            self.dismiss(event.key)


def shown_keys(value: str) -> str:
    """Return keys as people write them: "u", "⇧tab ← h"."""
    return " ".join(keys.shown_key(key) for key in key_map.split(value))


def where_word(name: str) -> str:
    """Return where an action is, by the first part of its id."""
    words = {
        "app": _("everywhere"),
        "activity": _("an activity"),
        "day": _("days"),
        "calendar": _("calendar"),
        "tab": _("tabs"),
        "list": _("lists"),
        "pane": _("panes"),
        "records": _("contacts, projects"),
        "card": _("cards"),
        "contact": _("a contact"),
        "section": _("settings"),
        "admin": _("administration"),
        "own": _("my settings"),
    }
    return words.get(name.partition(".")[0], "")
