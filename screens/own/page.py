"""What the pages of one's own settings share."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from screens.sections import Described, Section
from store.language import _
from widgets.facts_pane import Fact, Facts
from widgets.record_table import Cell, Column, TableRow

if TYPE_CHECKING:
    from screens.own_settings import OwnSettingsScreen


class OwnPage(Section):
    """A page: rows of (name, what it is called, what it says now, a sentence about it)."""

    offers: ClassVar[tuple[str, ...]] = ("section.edit", "section.turn")

    @property
    def own(self) -> "OwnSettingsScreen":
        """The screen."""
        return cast("OwnSettingsScreen", self.screen)

    def columns(self, rows: Sequence[TableRow]) -> tuple[Column, ...]:
        """See Section."""
        return (
            Column("name", _("setting"), 22, grow=1, sortable=False),
            Column("value", _("value"), 16, grow=1, sortable=False),
        )

    def counted(self, rows: Sequence[TableRow]) -> str:
        """See Section."""
        return ""

    def row(self, number: int, name: str, title: str, value: str, about: str, kind: Any = "text") -> TableRow:
        """Make a row."""
        return TableRow(number, (Cell(title, "bold"), Cell(value, kind)), data=(name, title, value, about))

    def describe(self, row: TableRow) -> Described:
        """See Section."""
        _name, title, value, about = row.data
        return title, about, (Facts("", (Fact(_("now"), value),)),)

    def turn(self, row: TableRow) -> None:
        """See Section."""
        self.edit(row)

    def back_to_default(self, row: TableRow) -> None:
        """Make a row what it is by default."""
        self.nothing()

    def more(self, row: TableRow) -> None:
        """Give a row one more value."""
        self.nothing()

    def keep(self, changed: Mapping[str, str], said: str, number: int) -> None:
        """Keep preferences, and say so."""
        store, me = self.own.desk.opened
        self.own.desk.preferences |= changed

        def write() -> None:
            from store import settings

            for name, value in changed.items():
                settings.set_preference(store, me, name, value)

        self.own.write(write, lambda _none: said, then=lambda _none: number)
