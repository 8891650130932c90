"""The dictionaries (G3): one section each; entries are retired, never deleted, and stand in an order of their own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from screens.administering.kept import KeptSection
from screens.kept_words import hue_word
from screens.sections import Described
from store.dates import length
from store.language import _, p_
from store.record_rows import EntryRow
from widgets.facts_pane import Fact, Facts
from widgets.record_table import Cell, Column, TableRow

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting


class EntriesSection(KeptSection):
    """One dictionary. `fields` are what its entries have besides a name."""

    changed_kind = "entry"
    offers = ("section.add", "section.edit", "section.retire", "section.up", "section.down")
    fields: ClassVar[tuple[str, ...]] = ()

    def columns(self, rows: Sequence[TableRow]) -> tuple[Column, ...]:
        """See Section."""
        made = [Column("name", _("name"), 10, grow=1, sortable=False)]
        if "letter" in self.fields:
            made.append(Column("letter", "", 1, sortable=False))
        if "colour" in self.fields:
            made.append(Column("colour", _("colour"), 13, sortable=False))
        if "length" in self.fields:
            made.append(Column("length", self.length_title(), 12, align="right", sortable=False))
        return (*made, Column("retired", "", 8, sortable=False))

    def length_title(self) -> str:
        """What a length means here."""
        return _("usual length")

    def read(self, store: "Store", me: "Acting") -> list[TableRow]:
        """See Section."""
        from store import dictionaries

        rows = dictionaries.entries(store, me, self.id, retired=True)
        return [self._row(depth, row) for depth, row in dictionaries.tree(rows)]

    def _row(self, depth: int, row: EntryRow) -> TableRow:
        cells = [Cell(row.name, "bold", indent=depth)]
        if "letter" in self.fields:
            cells.append(Cell(row.letter, "bold"))
        if "colour" in self.fields:
            cells.append(Cell(hue_word(row.colour), "muted", hue=row.colour))
        if "length" in self.fields:
            cells.append(Cell(length(timedelta(minutes=row.length_minutes)) if row.length_minutes else "", "muted"))
        cells.append(Cell(_("retired") if row.retired else "", "muted"))
        return TableRow(row.id, tuple(cells), faded=row.retired, data=row)

    def describe(self, row: TableRow) -> Described:
        """See Section."""
        entry: EntryRow = row.data
        facts = []
        if "letter" in self.fields:
            facts.append(Fact(_("letter"), entry.letter))
        if "colour" in self.fields:
            facts.append(Fact(_("colour"), hue_word(entry.colour), hue=entry.colour))
        if "length" in self.fields and entry.length_minutes:
            facts.append(Fact(self.length_title(), length(timedelta(minutes=entry.length_minutes))))
        if "parent" in self.fields:
            rows = {one.id: one.data.name for one in self.screen.rows_of(self.id)}
            facts.append(Fact(p_("group", "below"), rows.get(entry.parent_id or 0, _("nothing: it stands at the top"))))
        state = (
            _("Retired: it is offered no more, and stays where it is used. R takes it back.")
            if entry.retired
            else _("R retires it: it is offered no more, and stays where it is used.")
        )
        return entry.name, "", (Facts("", tuple(facts)), Facts("", (Fact("", state, "muted"),)))

    def begin_adding(self) -> None:
        """See KeptSection."""
        self._open(None)

    def begin_editing(self, row: TableRow) -> None:
        """See KeptSection."""
        self._open(row.data)

    def _open(self, row: EntryRow | None) -> None:
        from screens.administering.entry_dialog import EntryDialog

        screen = self.screen
        above = [(one.data, one.cells[0].indent) for one in screen.rows_of(self.id)]
        dialog = EntryDialog(*screen.desk.opened, self, row, above)
        if row is not None:
            dialog.beside(screen.beside_row())
        screen.app.push_screen(dialog, self.closed)

    def retire(self, row: TableRow) -> None:
        """See Section."""
        from store import dictionaries

        if not self.admin.may():
            return
        store, me = self.screen.desk.opened
        entry: EntryRow = row.data
        draft = replace(dictionaries.draft_of_entry(entry), retired=not entry.retired)
        said = _("Taken back: {title}") if entry.retired else _("Retired: {title}; R takes it back.")
        self.screen.write(
            lambda: dictionaries.edit_entry(store, me, entry.id, draft, seen=entry),
            lambda saved: said.format(title=saved.name),
            then=lambda saved: int(saved.id),
        )

    def move(self, row: TableRow, by: int) -> None:
        """See Section."""
        from store import dictionaries

        if not self.admin.may():
            return
        store, me = self.screen.desk.opened
        self.screen.write(
            lambda: dictionaries.move_entry(store, me, row.id, by=by),
            lambda saved: _("Moved: {title}").format(title=saved.name),
            then=lambda saved: int(saved.id),
        )


class Categories(EntriesSection):
    """Kinds of activities."""

    id = "category"
    fields = ("letter", "colour", "length")

    def title(self) -> str:
        """See Section."""
        return _("Categories")

    def about(self) -> str:
        """See Section."""
        return _(
            "Kinds of activities. The letter and the colour mark them in lists and in the calendar; "
            "the usual length is taken where no end is given."
        )


class Goals(EntriesSection):
    """What activities are to achieve."""

    id = "goal"

    def title(self) -> str:
        """See Section."""
        return _("Goals")

    def about(self) -> str:
        """See Section."""
        return _("What an activity is to achieve. Completing one with a goal asks for success or failure.")


class ReminderShortcuts(EntriesSection):
    """Times before the start."""

    id = "reminder-shortcut"
    fields = ("length",)

    def title(self) -> str:
        """See Section."""
        return _("Reminder shortcuts")

    def about(self) -> str:
        """See Section."""
        return _("How long before the start a reminder comes, to choose from while planning.")

    def length_title(self) -> str:
        """See EntriesSection."""
        return _("before")


class ContactStatuses(EntriesSection):
    """How far one is with a contact."""

    id = "contact-status"
    fields = ("colour",)

    def title(self) -> str:
        """See Section."""
        return _("Contact statuses")

    def about(self) -> str:
        """See Section."""
        return _("How far one is with a contact. The colour marks it in the list of contacts.")


class ContactGroups(EntriesSection):
    """Groups of contacts, a tree."""

    id = "contact-group"
    fields = ("parent",)

    def title(self) -> str:
        """See Section."""
        return _("Contact groups")

    def about(self) -> str:
        """See Section."""
        return _("Groups of contacts, one below another. Whoever looks for a group finds all below it too.")


class PersonFunctions(EntriesSection):
    """What persons do at their contact."""

    id = "person-function"

    def title(self) -> str:
        """See Section."""
        return _("Person functions")

    def about(self) -> str:
        """See Section."""
        return _("What a contact person does or decides there.")


class ProjectStatuses(EntriesSection):
    """How a project stands."""

    id = "project-status"
    fields = ("colour",)

    def title(self) -> str:
        """See Section."""
        return _("Project statuses")

    def about(self) -> str:
        """See Section."""
        return _("How a project stands. The colour marks it in the list of projects.")


class ProjectStages(EntriesSection):
    """How far a project has come."""

    id = "project-stage"

    def title(self) -> str:
        """See Section."""
        return _("Project stages")

    def about(self) -> str:
        """See Section."""
        return _("How far a project has come.")


ENTRIES: tuple[type[EntriesSection], ...] = (
    Categories,
    Goals,
    ReminderShortcuts,
    ContactStatuses,
    ContactGroups,
    PersonFunctions,
    ProjectStatuses,
    ProjectStages,
)
