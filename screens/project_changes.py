"""What one can do with a project, from the list and from its card: edit, retire (C4)."""

from collections.abc import Callable
from typing import Any

from screens.record_actions import RecordActions
from store.language import _
from store.record_rows import ProjectRow


class ProjectChanges(RecordActions):
    """Subclasses say which project is meant."""

    def with_project(self, act: Callable[[ProjectRow], None]) -> None:
        """Do something with the project that is meant."""
        raise NotImplementedError

    def edit_project(self, row: ProjectRow | None, *, parent: ProjectRow | None = None) -> None:
        """Open the form of a project, of a new one without `row`."""
        from screens.project_form import ProjectForm

        def closed(saved: ProjectRow | None) -> None:
            if saved is not None:
                self.say(_("Saved: {title}").format(title=saved.name))
            self.reload(saved.id if saved is not None else None)

        self.app.push_screen(ProjectForm(*self.desk.opened, row=row, parent=parent), closed)

    def action_edit_record(self) -> None:
        """Change the data."""
        self.when_open(lambda: self.with_project(self.edit_project))

    def action_retire(self) -> None:
        """Retire the project, or take it back."""
        self.when_open(lambda: self.with_project(self._retire_project))

    def _retire_project(self, row: ProjectRow) -> None:
        from screens.dialogs.choose import Choose

        if row.retired:
            self._write_project(row, retired=False)
            return
        choices = [("no", _("keep it"), "k"), ("yes", _("retire it"), "r")]

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self._write_project(row, retired=True)

        self.app.push_screen(Choose(_("Retire this project? All about it stays."), choices, about=row.name), answered)

    def _write_project(self, row: ProjectRow, *, retired: bool) -> None:
        from store import projects

        store, me = self.desk.opened
        said = _("Retired: {title}") if retired else _("Taken back: {title}")

        def done(_row: Any) -> None:
            self.say(said.format(title=row.name))
            self.reload()

        self.ask("write", lambda: projects.retire(store, me, row.id, retired=retired), done)
