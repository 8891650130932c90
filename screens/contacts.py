"""The list of contacts: filtered while typing, ordered by any column, narrowed to a status, a group, an owner (C3)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar, cast

from textual.binding import BindingType

from screens import keys
from screens.contact_changes import ContactChanges
from screens.record_words import contact_columns, contact_facts, contact_row
from screens.records import Fetched, RecordsScreen
from store.contact_list import ContactQuery, Order
from store.language import _
from store.record_rows import ContactRow
from widgets.facts_pane import FactsPane
from widgets.record_table import Column, TableRow


class ContactsScreen(RecordsScreen[ContactQuery], ContactChanges):
    """Every contact, a window at a time."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.CONTACT)

    touched_kind = "contact"

    def __init__(self) -> None:
        super().__init__(ContactQuery())

    def heading(self) -> str:
        """See RecordsScreen."""
        return _("Contacts")

    def columns(self) -> tuple[Column, ...]:
        """See RecordsScreen."""
        return contact_columns()

    def order_by(self, key: str) -> None:
        """See RecordsScreen: last and next begin with what is newest and what comes first."""
        turned = not self.wanted.descending if key == self.wanted.order else key == "last"
        self.wanted = replace(self.wanted, order=cast(Order, key), descending=turned)
        self.refilter()

    def fetch(self, first: int, count: int) -> Callable[[], Fetched]:
        """See RecordsScreen."""
        from store import contact_list

        store, me = self.desk.opened
        query, zone, today, now = replace(self.wanted, text=self.text), self.desk.zone, self.desk.today, self.desk.now

        def question() -> Fetched:
            page = contact_list.page(store, me, query, first=first, limit=count)
            return [contact_row(line, zone=zone, today=today, now=now) for line in page.rows], page.total

        return question

    def empty_words(self) -> tuple[str, ...]:
        """See RecordsScreen."""
        if self.text or self.narrowed():
            return (_("No contact is like this."), _("f changes the filter, esc removes it."))
        return (_("There are no contacts yet."), _("A adds the first one; `crm-tui import` takes in many."))

    def look_at(self, row: TableRow) -> None:
        """See RecordsScreen."""
        from screens.contact_card import read_contact

        store, me = self.desk.opened
        number = row.id

        def take(held: Any) -> None:
            if self.under_cursor is not None and self.under_cursor.id == number:
                facts = contact_facts(held.row, held.persons, held.related, held.projects, held.totals, held.attached)
                self.query_one("#side", FactsPane).show(*facts)

        self.ask("side", lambda: read_contact(store, me, number), take)

    def open_record(self, record_id: int) -> None:
        """See RecordsScreen."""
        self.open_contact(record_id)

    # ----------------------------------------------------------------- actions

    def with_contact(self, act: Callable[[ContactRow], None]) -> None:
        """See ContactChanges."""
        self.with_record(lambda line: self._read_then(line.id, act))

    def _read_then(self, number: int, act: Callable[[ContactRow], None]) -> None:
        from store import contacts

        store, me = self.desk.opened
        self.ask("contact", lambda: contacts.get(store, me, number), act)

    def action_narrow(self) -> None:
        """Show only a status, a group, an owner's, or what is retired."""
        from screens.dialogs.narrow import NarrowContacts

        self.app.push_screen(NarrowContacts(*self.desk.opened, self.wanted), self.narrow)

    def action_export_shown(self) -> None:
        """Put the contacts out that the list shows, also beyond the window (C9)."""
        from screens.exporting import export_contacts

        query = replace(self.wanted, text=self.text)
        self.when_open(lambda: export_contacts(self, query))

    def action_add_record(self) -> None:
        """Add a contact."""
        self.edit_contact(None)

    def plan_record(self, row: TableRow, *, done: bool) -> None:
        """See RecordsScreen."""
        self.plan_with(row.id, retired=row.faded, done=done)

    def action_contacts(self) -> None:
        """The list is here already."""
        self.say(_("This is the list of contacts."), "hint")

    def actions(self) -> tuple[keys.Action, ...]:
        """See BaseScreen."""
        return (*keys.RECORDS, *keys.CONTACT, *keys.EVERYWHERE)
