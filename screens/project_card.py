"""The card of a project: data, progress with subprojects, change log, what is planned and what was done (C4)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from screens import keys
from screens.project_changes import ProjectChanges
from screens.record_card import RecordCard
from screens.record_words import project_columns, project_facts, project_row
from store.language import _
from store.record_activities import NOTHING, Totals
from store.record_rows import ProjectRow
from widgets.facts_pane import Facts
from widgets.record_table import RecordTable, TableRow

if TYPE_CHECKING:
    from store.attachments import AttachmentRow
    from store.database import Store
    from store.rows import Acting


@dataclass(frozen=True)
class HeldProject:
    """A project and what hangs on it."""

    row: ProjectRow
    below: tuple[ProjectRow, ...] = ()
    totals: Totals = NOTHING
    attached: "tuple[AttachmentRow, ...]" = ()


def read_project(store: "Store", me: "Acting", project_id: int) -> HeldProject:
    """Read a project with all but its activities; blocking. Raises NotFound."""
    from store import attachments, project_list, projects, record_activities

    return HeldProject(
        projects.get(store, me, project_id),
        project_list.subprojects(store, me, project_id),
        record_activities.totals(store, me, "project", project_id),
        attachments.of(store, me, "project", project_id),
    )


class ProjectCard(RecordCard, ProjectChanges):
    """One project."""

    OWNER = "project"

    def __init__(self, project_id: int) -> None:
        super().__init__(project_id)
        self.held: HeldProject | None = None

    def heading(self) -> str:
        """See RecordCard."""
        return _("Project")

    def record_name(self) -> str:
        """See RecordCard."""
        return self.held.row.name if self.held else ""

    def read(self) -> HeldProject:
        """See RecordCard."""
        return read_project(*self.desk.opened, self.record_id)

    def take(self, held: Any) -> None:
        """See RecordCard."""
        self.held, self.totals, self.attached = held, held.totals, held.attached

    def facts(self) -> tuple[str, str, Sequence[Facts]]:
        """See RecordCard."""
        held = self.held
        return project_facts(held.row, held.below, held.totals, held.attached) if held else ("", "", ())

    def rows_pane(self) -> tuple[str, Sequence[TableRow], Sequence[str]]:
        """See RecordCard: what is right below the project."""
        below = self.held.below if self.held else ()
        empty = (_("There are no subprojects."), _("A adds one."))
        return _("Subprojects"), [project_row(0, row, today=self.desk.today) for row in below], empty

    def set_columns(self, table: RecordTable) -> None:
        """See RecordCard."""
        table.touched_kind = "project"
        table.set_columns(project_columns(), ("", False))

    def open_row(self, row: TableRow) -> None:
        """See RecordCard: open the card of a subproject."""
        self.open_project(row.id)

    def with_project(self, act: Callable[[ProjectRow], None]) -> None:
        """See ProjectChanges."""
        if self.held is not None:
            act(self.held.row)

    def plan_here(self, *, done: bool) -> None:
        """See RecordCard."""
        if self.held is not None:
            self.plan_with(self.record_id, retired=self.held.row.retired, done=done, project=True)

    def add_row(self) -> None:
        """See RecordCard: add a subproject."""
        if self.held is not None:
            self.edit_project(None, parent=self.held.row)

    def actions(self) -> tuple[keys.Action, ...]:
        """See BaseScreen."""
        return (*keys.LIST, *keys.CARD, *keys.EVERYWHERE)
