"""One's own settings (G5): language, time zone, theme, calendar, keys. Pages of others are added to PAGES."""

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.binding import BindingType

from screens import keys
from screens.own.calendar_page import CalendarPage
from screens.own.general import GeneralPage
from screens.own.key_pages import KeysPage
from screens.own.page import OwnPage
from screens.sections import Section, SectionsScreen
from store.language import _

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting

# A page is an OwnPage: what it lists, what enter and space do to a row. A page may open a dialog of its own.
PAGES: tuple[type[OwnPage], ...] = (GeneralPage, CalendarPage, KeysPage)


class OwnSettingsScreen(SectionsScreen):
    """What is only for the one who is logged in; kept in the database, so that it is the same on every machine."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.OWN)

    def heading(self) -> str:
        """See SectionsScreen."""
        return _("My settings")

    def make_sections(self) -> tuple[Section, ...]:
        """See SectionsScreen."""
        return tuple(page(self) for page in PAGES)

    def own_actions(self) -> tuple[keys.Action, ...]:
        """See SectionsScreen."""
        return keys.OWN

    def read(self, store: "Store", me: "Acting") -> None:
        """See SectionsScreen: the preferences as they stand, also where another session has changed them."""
        from store import settings

        self.desk.preferences = settings.preferences(store, me)

    @property
    def program(self) -> Any:
        """The program, which puts a choice into effect: theme, language, time zone, keys."""
        return cast(Any, self.app)

    def action_own_settings(self) -> None:
        """These are they."""
        self.say(_("These are your settings."), "hint")

    def action_default(self) -> None:
        """Make the row under the cursor what it is by default."""
        self._with_row(self._page.back_to_default)

    def action_more_keys(self) -> None:
        """Give the action under the cursor one more key."""
        self._with_row(self._page.more)

    @property
    def _page(self) -> OwnPage:
        return cast(OwnPage, self.section)
