"""The administration: users, roles, dictionaries, the settings of the team (G1 to G4). Read-only without the right."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import BindingType

from screens import keys
from screens.administering.entries import ENTRIES
from screens.administering.kept import KeptSection
from screens.administering.rights import RightsSection
from screens.administering.roles import RolesSection
from screens.administering.team_settings import TeamSection
from screens.administering.users import UsersSection
from screens.kept_words import named_right
from screens.sections import Section, SectionsScreen
from store.language import _
from widgets.record_table import TableRow

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting

RIGHT = "administer"


class AdministrationScreen(SectionsScreen):
    """What an administrator keeps. Everybody may look; changing needs `administer`, which the store asks for."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.ADMINISTRATION)

    def __init__(self) -> None:
        super().__init__()
        self._allowed = True

    def heading(self) -> str:
        """See SectionsScreen."""
        return _("Administration")

    def subtitle(self) -> str:
        """See SectionsScreen."""
        return "" if self._allowed else _("to look at only: {right} is missing").format(right=named_right(RIGHT))

    def make_sections(self) -> tuple[Section, ...]:
        """See SectionsScreen."""
        return (
            UsersSection(self),
            RolesSection(self),
            RightsSection(self),
            *(made(self) for made in ENTRIES),
            TeamSection(self),
        )

    def own_actions(self) -> tuple[keys.Action, ...]:
        """See SectionsScreen."""
        return keys.ADMINISTRATION

    def read(self, store: "Store", me: "Acting") -> None:
        """See SectionsScreen: whether the acting user may change anything here."""
        from store import rights

        with store.reading() as view:
            self._allowed = RIGHT in rights.current(view, me)

    def may(self) -> bool:
        """Tell whether one may change things here; says so where not."""
        if not self._allowed:
            from screens.wording import refusal
            from store.refusals import NotAllowed

            self.say(refusal(NotAllowed(RIGHT)), "problem")
        return self._allowed

    def action_administration(self) -> None:
        """This is it."""
        self.say(_("This is the administration."), "hint")

    def action_history(self) -> None:
        """Show who changed what in the row under the cursor."""
        self._with_row(self._show_history)

    def _show_history(self, row: TableRow) -> None:
        from screens.dialogs.changes import Changes

        section = cast(KeptSection, self.section)
        if not section.changed_kind:
            section.nothing()
        elif self.may():
            self.app.push_screen(Changes(self.desk, section.describe(row)[0], row.id, kind=section.changed_kind))

    def action_set_password(self) -> None:
        """Give the user under the cursor a password (G1)."""
        section = self.section
        if isinstance(section, UsersSection):
            self._with_row(section.set_password)
        else:
            section.nothing()

    def action_take_over(self) -> None:
        """Give a leaver's open work to another user (G1)."""
        section, row = self.section, self.table.highlighted
        if not isinstance(section, UsersSection) or row is None:
            self.say(_("Choose the user who leaves, in the list of users."), "hint")
        elif self.inside and self.may():
            section.take_over(row)
