"""The card of a contact: data, persons, related contacts, what is planned and what was done (C3)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from screens import keys
from screens.contact_changes import ContactChanges
from screens.record_card import RecordCard
from screens.record_words import contact_facts, person_columns, person_row
from store.language import _
from store.record_activities import NOTHING, Totals
from store.record_rows import ContactRow, PersonRow, ProjectRow
from store.relations import Related
from widgets.facts_pane import Facts
from widgets.record_table import RecordTable, TableRow

if TYPE_CHECKING:
    from store.attachments import AttachmentRow
    from store.database import Store
    from store.rows import Acting


@dataclass(frozen=True)
class HeldContact:
    """A contact and what hangs on it."""

    row: ContactRow
    persons: tuple[PersonRow, ...] = ()
    left: tuple[PersonRow, ...] = ()
    related: tuple[Related, ...] = ()
    projects: tuple[ProjectRow, ...] = ()
    totals: Totals = NOTHING
    attached: "tuple[AttachmentRow, ...]" = ()


def read_contact(store: "Store", me: "Acting", contact_id: int) -> HeldContact:
    """Read a contact with all but its activities; blocking. Raises NotFound."""
    from store import attachments, contacts, persons, project_list, record_activities, relations

    return HeldContact(
        contacts.get(store, me, contact_id),
        persons.list_all(store, me, contact_id=contact_id),
        persons.list_all(store, me, contact_id=contact_id, retired=True),
        relations.related(store, me, contact_id),
        project_list.of_contact(store, me, contact_id),
        record_activities.totals(store, me, "contact", contact_id),
        attachments.of(store, me, "contact", contact_id),
    )


class ContactCard(RecordCard, ContactChanges):
    """One contact."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.CONTACT)
    OWNER = "contact"

    def __init__(self, contact_id: int) -> None:
        super().__init__(contact_id)
        self.held: HeldContact | None = None

    def heading(self) -> str:
        """See RecordCard."""
        return _("Contact")

    def record_name(self) -> str:
        """See RecordCard."""
        return self.held.row.name if self.held else ""

    def read(self) -> HeldContact:
        """See RecordCard."""
        return read_contact(*self.desk.opened, self.record_id)

    def take(self, held: Any) -> None:
        """See RecordCard."""
        self.held, self.totals, self.attached = held, held.totals, held.attached

    def facts(self) -> tuple[str, str, Sequence[Facts]]:
        """See RecordCard."""
        held = self.held
        if held is None:
            return "", "", ()
        return contact_facts(held.row, held.persons, held.related, held.projects, held.totals, held.attached)

    def rows_pane(self) -> tuple[str, Sequence[TableRow], Sequence[str]]:
        """See RecordCard: the persons, those who have left after the others."""
        persons = (*self.held.persons, *self.held.left) if self.held else ()
        empty = (_("Nobody is known at this contact yet."), _("A adds a person."))
        return _("Persons"), [person_row(row) for row in persons], empty

    def set_columns(self, table: RecordTable) -> None:
        """See RecordCard."""
        table.touched_kind = "person"
        table.set_columns(person_columns(), ("", False))

    def open_row(self, row: TableRow) -> None:
        """See RecordCard: open the form of a person."""
        self._edit_person(row.data)

    def _edit_person(self, row: PersonRow | None) -> None:
        from screens.person_form import PersonForm

        held = self.held
        if held is None:
            return

        def closed(saved: PersonRow | None) -> None:
            if saved is not None:
                self.say(_("Saved: {title}").format(title=saved.name))
            self.reload()

        self.app.push_screen(PersonForm(*self.desk.opened, contact=held.row, row=row), closed)

    def with_contact(self, act: Callable[[ContactRow], None]) -> None:
        """See ContactChanges."""
        if self.held is not None:
            act(self.held.row)

    def plan_here(self, *, done: bool) -> None:
        """See RecordCard."""
        if self.held is not None:
            self.plan_with(self.record_id, retired=self.held.row.retired, done=done)

    def add_row(self) -> None:
        """See RecordCard: add a person."""
        self._edit_person(None)

    def action_retire(self) -> None:
        """Retire the person under the cursor of their pane, else the contact."""
        row = self.rows_table.highlighted if self.pane == "rows" else None
        if row is None:
            super().action_retire()
            return
        from store import persons

        store, me = self.desk.opened
        retired = not row.data.retired
        said = _("Has left: {title}") if retired else _("Is back: {title}")

        def done(_row: Any) -> None:
            self.say(said.format(title=row.data.name))
            self.reload()

        self.ask("write", lambda: persons.retire(store, me, row.id, retired=retired), done)

    def actions(self) -> tuple[keys.Action, ...]:
        """See BaseScreen."""
        return (*keys.LIST, *keys.CARD, *keys.CONTACT, *keys.EVERYWHERE)
