"""What the sections of the administration share: whoever may not administer is told so before a dialog opens."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from screens.sections import Section
from store.language import _
from widgets.record_table import TableRow

if TYPE_CHECKING:
    from screens.administration import AdministrationScreen


class KeptSection(Section):
    """A section that administrators change. Subclasses say how, in methods that are asked only where it may be."""

    # Of what kind its rows are in the history of changes, "" where they have none.
    changed_kind: ClassVar[str] = ""

    @property
    def admin(self) -> "AdministrationScreen":
        """The screen."""
        return cast("AdministrationScreen", self.screen)

    def add(self) -> None:
        """See Section."""
        if "section.add" not in self.offers:
            self.nothing()
        elif self.admin.may():
            self.begin_adding()

    def edit(self, row: TableRow) -> None:
        """See Section."""
        if self.admin.may():
            self.begin_editing(row)

    def begin_adding(self) -> None:
        """Open what a new row is filled in with."""

    def begin_editing(self, row: TableRow) -> None:
        """Open what a row is changed with."""

    def closed(self, saved: Any) -> None:
        """Take the row that a form has saved: show it, with the cursor on it."""
        if saved is not None:
            self.screen.say(_("Saved: {title}").format(title=saved.name))
            self.screen.show_anew(saved.id)

    def save(self, question: Callable[[], Any]) -> None:
        """Save a row in a thread."""
        self.screen.write(
            question, lambda row: _("Saved: {title}").format(title=row.name), then=lambda row: int(row.id)
        )
