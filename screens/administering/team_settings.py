"""The settings of the team (G4): switches, an hour, a size, each with a sentence of what it does."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from screens.administering.kept import KeptSection
from screens.administering.words import setting_words
from screens.kept_words import setting_title
from screens.sections import Described
from screens.wording import size_text
from store.language import _
from store.settings import SETTINGS, Value
from widgets.facts_pane import Fact, Facts
from widgets.record_table import Cell, Column, TableRow

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting


class TeamSection(KeptSection):
    """How activities work for everybody."""

    id = "settings"
    changed_kind = "setting"
    offers = ("section.turn", "section.edit")

    def title(self) -> str:
        """See Section."""
        return _("Activity settings")

    def about(self) -> str:
        """See Section."""
        return _("How activities work for everybody.")

    def counted(self, rows: Sequence[TableRow]) -> str:
        """See Section."""
        return ""

    def columns(self, rows: Sequence[TableRow]) -> tuple[Column, ...]:
        """See Section."""
        return (
            Column("name", _("setting"), 24, grow=1, sortable=False),
            Column("value", _("value"), 18, align="right", sortable=False),
        )

    def read(self, store: "Store", me: "Acting") -> list[TableRow]:
        """See Section."""
        from store import settings

        held = settings.get(store, me)
        return [
            TableRow(number, (Cell(setting_title(name), "bold"), _cell(name, held[name])), data=(name, held[name]))
            for number, name in enumerate(SETTINGS)
        ]

    def describe(self, row: TableRow) -> Described:
        """See Section."""
        name, value = row.data
        facts = (
            Fact(_("now"), value_text(name, value)),
            Fact(_("by default"), value_text(name, SETTINGS[name].default), "muted"),
            Fact(_("its name"), name, "muted"),
        )
        return setting_title(name), setting_words(name), (Facts("", facts),)

    def turn(self, row: TableRow) -> None:
        """See Section: switches are turned, the rest is asked for."""
        name, value = row.data
        if isinstance(value, bool):
            if self.admin.may():
                self._set(name, "off" if value else "on", row.id)
        else:
            self.edit(row)

    def begin_editing(self, row: TableRow) -> None:
        """See KeptSection."""
        from screens.dialogs.line import AskLine

        name, value = row.data
        if isinstance(value, bool):
            self._set(name, "off" if value else "on", row.id)
            return

        def answered(text: str | None) -> None:
            if text is not None:
                self._set(name, text, row.id)

        shown = f"{value // 1024**2} MB" if name == "attachment-limit" and value % 1024**2 == 0 else str(value)
        country = SETTINGS[name].kind == "country"
        dialog = AskLine(setting_title(name), value=shown, empty_ok=country, check=lambda text: _why_not(name, text))
        self.screen.app.push_screen(dialog.beside(self.screen.beside_row()), answered)

    def _set(self, name: str, value: str, number: int) -> None:
        from store import settings

        store, me = self.screen.desk.opened
        self.screen.write(
            lambda: settings.set_one(store, me, name, value),
            lambda held: f"{setting_title(name)}: {value_text(name, held)}",
            then=lambda _held: number,
        )


def _why_not(name: str, text: str) -> str:
    """Return why a setting cannot take a text, "" where it can."""
    from screens.wording import refusal
    from store.refusals import Invalid
    from store.settings import parse

    try:
        parse(name, text)
    except Invalid as refused:
        return refusal(refused)
    return ""


def value_text(name: str, value: Value) -> str:
    """Return the value of a setting as people read it."""
    if isinstance(value, bool):
        return _("on") if value else _("off")
    if SETTINGS[name].kind == "hour":
        return f"{value}:00"
    if SETTINGS[name].kind == "country":
        return str(value) or _("by time zone")
    return size_text(int(value))


def _cell(name: str, value: Value) -> Cell:
    if isinstance(value, bool):
        return Cell(value_text(name, value), "ok" if value else "faint")
    return Cell(value_text(name, value))
