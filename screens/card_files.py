"""The pane of files and links of a card (A15, C3, C4)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from screens.attaching import Attaching
from screens.record_actions import RecordActions
from screens.record_words import file_columns, file_row
from store.language import _
from store.record_activities import Owner
from widgets.record_table import RecordTable, TableRow

if TYPE_CHECKING:
    from screens.attaching import Holder
    from store.attachments import AttachmentRow

Pane = Literal["card", "plan", "history", "rows", "files", "changes"]


class CardFiles(RecordActions, Attaching):
    """The part of a card that shows, adds, opens and removes files and links."""

    OWNER: ClassVar[Owner] = "contact"

    def __init__(self, record_id: int) -> None:
        super().__init__()
        self.record_id = record_id
        self.pane: Pane = "card"
        self._added = False

    def go_to_pane(self, pane: Pane) -> None:
        """Show a pane."""
        raise NotImplementedError

    def show_frame(self) -> None:
        """Show the lines above and below anew."""
        raise NotImplementedError

    @property
    def files_table(self) -> RecordTable:
        """The files and links."""
        return self.query_one("#files", RecordTable)

    def file_rows(self) -> Sequence[TableRow]:
        """The files and links as rows, newest first."""
        return [file_row(row, zone=self.desk.zone, today=self.desk.today) for row in reversed(self.attached)]

    def holder(self) -> "Holder":
        """See Attaching."""
        return (*self.desk.opened, self.OWNER, self.record_id)

    def show_attached(self, rows: "tuple[AttachmentRow, ...]") -> None:
        """See Attaching."""
        self.attached = rows
        if self.pane == "files":
            table = self.files_table
            table.set_columns(file_columns(), ("", False))
            table.set_empty((_("No files and no links are here yet."), _("F3 attaches a file, ^l adds a link.")))
            table.forget(top=self._added)
            self._added = False
        self.show_frame()

    def load_attached(self) -> None:
        """See Attaching: the data name files too."""
        self.reload()

    def added_attached(self) -> None:
        """See Attaching: what was added is seen in its pane, at the top and under the cursor."""
        if self.pane != "files":
            self.go_to_pane("files")
        self._added = True
        self.load_attached()

    def action_attach_file(self) -> None:
        """Pick a file to attach."""
        self.when_open(self.pick_file)

    def action_add_link(self) -> None:
        """Add a link."""
        self.when_open(self.ask_link)

    def action_delete(self) -> None:
        """Remove the file or link under the cursor of their pane; else delete the activity."""
        row = self.files_table.highlighted if self.pane == "files" else None
        if row is not None:
            self.remove_attached(row.id)
        else:
            super().action_delete()
