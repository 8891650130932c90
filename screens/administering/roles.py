"""The roles (G2): which rights each holds, with words that explain them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from screens.administering.kept import KeptSection
from screens.administering.words import right_words
from screens.kept_words import right_title
from screens.record_form import Options, RecordForm
from screens.sections import Described
from store.language import _, n_
from store.record_rows import RoleRow
from store.rights import RIGHTS
from widgets.cells import fit
from widgets.choice import Check
from widgets.facts_pane import Fact, Facts
from widgets.form_section import FormSection, Slot
from widgets.record_table import Cell, Column, TableRow

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting


ROOMY_WIDTH = 120


class RolesSection(KeptSection):
    """Named sets of rights."""

    id = "roles"
    changed_kind = "role"
    offers = ("section.add", "section.edit")

    def title(self) -> str:
        """See Section."""
        return _("Roles")

    def about(self) -> str:
        """See Section."""
        return _("A role is a set of rights. A user has one role, and may what it allows.")

    def columns(self, rows: Sequence[TableRow]) -> tuple[Column, ...]:
        """See Section."""
        return (
            Column("name", _("name"), 16, grow=1, sortable=False),
            Column("users", _("users"), 7, align="right", sortable=False),
            Column("rights", _("rights"), 7, align="right", sortable=False),
        )

    def read(self, store: "Store", me: "Acting") -> list[TableRow]:
        """See Section."""
        from store import people

        users = people.users(store, me)
        return [
            TableRow(
                role.id,
                (
                    Cell(role.name, "bold"),
                    Cell(str(sum(user.role.id == role.id for user in users)), "muted"),
                    Cell(str(len(role.rights)), "muted"),
                ),
                data=role,
            )
            for role in people.roles(store, me)
        ]

    def describe(self, row: TableRow) -> Described:
        """See Section."""
        role: RoleRow = row.data
        held = [Fact("", f"✓ {right_title(right)}") for right in RIGHTS if right in role.rights]
        lacking = [Fact("", f"  {right_title(right)}", "faint") for right in RIGHTS if right not in role.rights]
        none = [] if held else [Fact("", none_words(), "amber")]
        count = n_("{count} right", "{count} rights", len(held)).format(count=len(held))
        return role.name, count, (Facts("", (*none, *held, *lacking)),)

    def begin_adding(self) -> None:
        """See KeptSection."""
        self._open(None)

    def begin_editing(self, row: TableRow) -> None:
        """See KeptSection."""
        self._open(row.data)

    def _open(self, row: RoleRow | None) -> None:
        def closed(saved: RoleRow | None) -> None:
            self.closed(saved)
            if saved is not None and not saved.rights:
                self.screen.say(_("Saved: {title}").format(title=saved.name) + ". " + none_words(), "hint")

        self.screen.app.push_screen(RoleForm(*self.screen.desk.opened, row=row), closed)


def none_words() -> str:
    """Return what is said of a role without rights."""
    return _("It has no right: whoever has it sees and does only what is their own.")


class RoleForm(RecordForm):
    """Adds a role, or changes one: a mark for each right, with what it lets one do beside it."""

    def __init__(self, store: "Store", me: "Acting", *, row: RoleRow | None = None) -> None:
        super().__init__(store, me)
        self._row = row

    def heading(self) -> str:
        """See RecordForm."""
        return self._row.name if self._row else _("New role")

    def sections(self) -> Sequence[tuple[str, str, list[list[Slot]]]]:
        """See RecordForm."""
        held = self._row.rights if self._row else frozenset()
        widest = max(cell_len(right_title(right)) for right in RIGHTS)
        return (
            ("role", _("Role"), [[Slot("name", _("name"), self.line(self._row.name if self._row else ""))]]),
            (
                "rights",
                _("Rights"),
                [
                    [
                        Slot(right, "", self.check(right, fit(right_title(right), widest), right in held)),
                        Slot(f"{right}-words", hint=right_words(right)),
                    ]
                    for right in RIGHTS
                ]
                + [[Slot("words", "")]],
            ),
        )

    def on_descendant_focus(self) -> None:
        """Say the whole of what the right lets one do where there is no room for it beside the mark."""
        focused = self.focused
        if isinstance(focused, Check) and self.size.width < ROOMY_WIDTH:
            self.query_one("#section-rights", FormSection).set_lines("words", ["", right_words(focused.key)])

    def options(self) -> Options:
        """See RecordForm: there is nothing to pick from."""
        return {}

    def chosen(self) -> dict[str, tuple[Any, ...]]:
        """See RecordForm."""
        return {}

    def write(self, texts: dict[str, str], picks: dict[str, tuple[Any, ...]]) -> RoleRow:
        """See RecordForm."""
        from store import people

        held = frozenset(right for right in RIGHTS if texts[right])
        number = self._row.id if self._row else None
        return people.save_role(self.store, self.me, texts["name"], held, role_id=number, seen=self._row)
