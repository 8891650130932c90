"""All rights beside all roles (G2): a table to compare them by, and to give a right to roles or take it away."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from screens.administering.kept import KeptSection
from screens.administering.words import right_words
from screens.kept_words import right_title
from screens.sections import Described
from store.language import _
from store.record_rows import RoleRow
from store.rights import RIGHTS
from store.rows import UserRef
from widgets.facts_pane import Fact, Facts
from widgets.record_table import Cell, Column, Kind, TableRow

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting

# Of more roles less of the name is shown, so that none is missing on a narrow terminal.
FEW_ROLES, SHORT_NAME, SHORTEST_NAME = 3, 8, 4


class RightsSection(KeptSection):
    """A row for each right, a column for each role."""

    id = "rights"
    offers = ("section.edit",)

    def title(self) -> str:
        """See Section."""
        return _("Rights")

    def about(self) -> str:
        """See Section."""
        return _("Which role holds which right.")

    def counted(self, rows: Sequence[TableRow]) -> str:
        """See Section."""
        return ""

    def columns(self, rows: Sequence[TableRow]) -> tuple[Column, ...]:
        """See Section."""
        roles: list[RoleRow] = rows[0].data[1] if rows else []
        return (
            Column("right", _("right"), 24 if len(roles) <= FEW_ROLES else 16, grow=3, sortable=False),
            *(_role_column(role, SHORT_NAME if len(roles) <= FEW_ROLES else SHORTEST_NAME) for role in roles),
        )

    def read(self, store: "Store", me: "Acting") -> list[TableRow]:
        """See Section."""
        from store import people

        roles = list(people.roles(store, me))
        return [
            TableRow(
                number,
                (
                    Cell(right_title(right), "bold"),
                    *(Cell("✓" if right in role.rights else "·", _ink(right, role)) for role in roles),
                ),
                data=(right, roles),
            )
            for number, right in enumerate(RIGHTS)
        ]

    def describe(self, row: TableRow) -> Described:
        """See Section."""
        right, roles = row.data
        holding = [role.name for role in roles if right in role.rights]
        facts = (Fact(_("held by"), ", ".join(holding) or _("nobody")), Fact(_("its name"), right, "muted"))
        return right_title(right), right_words(right), (Facts("", facts),)

    def begin_editing(self, row: TableRow) -> None:
        """See KeptSection: mark the roles that are to hold the right."""
        from screens.dialogs.whose import AskPeople

        right, roles = row.data
        refs = [UserRef(role.id, role.name, role.name) for role in roles]
        holding = [role.id for role in roles if right in role.rights]

        def answered(chosen: tuple[int, ...] | None) -> None:
            if chosen is not None and set(chosen) != set(holding):
                self._give(right, roles, frozenset(chosen), row.id)

        title = _("Who may {right}?").format(right=right_title(right))
        self.screen.app.push_screen(AskPeople(refs, holding, title=title), answered)

    def _give(self, right: str, roles: Sequence[RoleRow], to: frozenset[int], number: int) -> None:
        from store import people

        store, me = self.screen.desk.opened

        def write() -> None:
            people.give_right(store, me, right, to, seen=roles)

        self.screen.write(
            write, lambda _none: _("Saved: {title}").format(title=right_title(right)), then=lambda _none: number
        )


def _role_column(role: RoleRow, short: int) -> Column:
    """A sign and as much of the name as there is room for: what a right is called goes before it."""
    long = max(len(role.name), 3)
    return Column(str(role.id), role.name, min(long, short), grow=int(long > short), sortable=False)


def _ink(right: str, role: RoleRow) -> Kind:
    return "ok" if right in role.rights else "faint"
