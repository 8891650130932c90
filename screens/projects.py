"""The list of projects: as a tree or by any column, filtered while typing (C4)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from screens import keys
from screens.project_changes import ProjectChanges
from screens.record_words import project_columns, project_facts, project_row
from screens.records import Fetched, RecordsScreen
from store.language import _
from store.project_list import Order, ProjectQuery
from store.record_rows import ProjectRow
from widgets.facts_pane import FactsPane
from widgets.record_table import Column, TableRow


class ProjectsScreen(RecordsScreen[ProjectQuery], ProjectChanges):
    """Every project."""

    touched_kind = "project"

    def __init__(self) -> None:
        super().__init__(ProjectQuery())

    def heading(self) -> str:
        """See RecordsScreen."""
        return _("Projects")

    def columns(self) -> tuple[Column, ...]:
        """See RecordsScreen."""
        return project_columns()

    def order_by(self, key: str) -> None:
        """See RecordsScreen."""
        turned = not self.wanted.descending if key == self.wanted.order else False
        self.wanted = replace(self.wanted, order=cast(Order, key), descending=turned)
        self.refilter()

    def fetch(self, first: int, count: int) -> Callable[[], Fetched]:
        """See RecordsScreen."""
        from store import project_list

        store, me = self.desk.opened
        query, today = replace(self.wanted, text=self.text), self.desk.today

        def question() -> Fetched:
            page = project_list.page(store, me, query, first=first, limit=count)
            return [project_row(depth, row, today=today) for depth, row in page.rows], page.total

        return question

    def empty_words(self) -> tuple[str, ...]:
        """See RecordsScreen."""
        if self.text or self.narrowed():
            return (_("No project is like this."), _("f changes the filter, esc removes it."))
        return (_("There are no projects yet."), _("A adds the first one."))

    def look_at(self, row: TableRow) -> None:
        """See RecordsScreen."""
        from screens.project_card import read_project

        store, me = self.desk.opened
        number = row.id

        def take(held: Any) -> None:
            if self.under_cursor is not None and self.under_cursor.id == number:
                self.query_one("#side", FactsPane).show(
                    *project_facts(held.row, held.below, held.totals, held.attached)
                )

        self.ask("side", lambda: read_project(store, me, number), take)

    def open_record(self, record_id: int) -> None:
        """See RecordsScreen."""
        self.open_project(record_id)

    def with_project(self, act: Callable[[ProjectRow], None]) -> None:
        """See ProjectChanges."""
        self.with_record(act)

    def action_narrow(self) -> None:
        """Show only a status, a stage, somebody's, or what is retired."""
        from screens.dialogs.narrow import NarrowProjects

        self.app.push_screen(NarrowProjects(*self.desk.opened, self.wanted), self.narrow)

    def action_add_record(self) -> None:
        """Add a project."""
        self.edit_project(None)

    def plan_record(self, row: TableRow, *, done: bool) -> None:
        """See RecordsScreen."""
        self.plan_with(row.id, retired=row.faded, done=done, project=True)

    def action_projects(self) -> None:
        """The list is here already."""
        self.say(_("This is the list of projects."), "hint")

    def actions(self) -> tuple[keys.Action, ...]:
        """See BaseScreen."""
        return (*keys.RECORDS, *keys.EVERYWHERE)
