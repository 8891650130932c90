"""What a group of a report counts: its activities, with everything one can do with them; its forgotten contacts (F)."""

import threading
from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from screens import keys, report_words
from screens.bulk_actions import BulkActions
from screens.discussed import load_notes
from screens.plan_keys import useful
from screens.record_actions import RecordActions
from screens.record_words import contact_columns, contact_row
from store.contact_list import ContactPage
from store.dates import clock_time
from store.language import _
from store.reports import Key, Query
from store.rows import ActivityRow, NoteRow
from widgets.activity_preview import ActivityPreview
from widgets.agenda_items import list_items
from widgets.agenda_list import AgendaList
from widgets.bars import KeyBar, TopBar
from widgets.record_table import RecordTable

WIDE = 110
PAGE = 200


def group_words(query: Query, group: Sequence[Key]) -> str:
    """Return what a group is called, with the period where the report has one."""
    names = [report_words.key_text(by, key) for by, key in zip(query.by, group, strict=False)]
    period = report_words.period(query) if query.start or query.end else ""
    return " · ".join(part for part in (*names, period) if part)


class GroupActivities(BulkActions):
    """The activities of a group, newest first."""

    DEFAULT_CSS = """
    GroupActivities { layout: vertical; background: $background; }
    GroupActivities #body { height: 1fr; layout: vertical; margin-top: 1; }
    GroupActivities #list { height: 1fr; width: 1fr; }
    GroupActivities #preview { height: 4; width: 1fr; border-top: solid $line; background: $side; }
    GroupActivities.-wide #body { layout: horizontal; }
    GroupActivities.-wide #preview { height: 1fr; width: 44; border-top: none; border-left: vkey $line; }
    """
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings((*keys.LIST, *keys.GROUP))

    def __init__(self, query: Query, group: Sequence[Key]) -> None:
        super().__init__()
        self._query, self._group = query, tuple(group)
        self._rows: tuple[ActivityRow, ...] = ()
        self._limit = PAGE
        self._select: int | None = None
        self._cancelled: threading.Event | None = None

    def compose(self) -> ComposeResult:
        """Lay out."""
        yield TopBar()
        with Container(id="body"):
            yield AgendaList(id="list")
            yield ActivityPreview(self.desk.zone, id="preview")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read."""
        self.set_class(self.app.size.width >= WIDE, "-wide")
        self.agenda.last_notes = True
        self.agenda.by_performer = "user" not in self._query.by
        self.set_focus(self.agenda)
        self._show_frame()
        self.reload()

    def on_unmount(self) -> None:
        """Leave nothing counting."""
        if self._cancelled is not None:
            self._cancelled.set()

    def on_resize(self, event: events.Resize) -> None:
        """The activity stands beside the list where there is room."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self._show_frame()

    @property
    def chosen(self) -> ActivityRow | None:
        """See ActivityActions."""
        return self.agenda.highlighted

    def following(self) -> int | None:
        """See ActivityActions."""
        return self.agenda.next_id()

    def chosen_lines(self) -> tuple[int, int]:
        """See ActivityActions."""
        return self.agenda.cursor_lines

    def reload(self, select: int | None = None) -> None:
        """Read anew, keeping the cursor."""
        from store import reports

        self._select = select if select is not None else self._select
        if self._cancelled is not None:
            self._cancelled.set()
        cancelled = self._cancelled = threading.Event()
        (store, me), query, group, limit = self.desk.opened, self._query, self._group, self._limit
        self.ask(
            "group",
            lambda: reports.activities_in(store, me, query, group, limit=limit, cancelled=cancelled),
            self._take_rows,
        )

    def _take_rows(self, rows: tuple[ActivityRow, ...]) -> None:
        self._rows, self._cancelled = rows, None
        self._show_rows()
        self._show_frame()

    def _show_rows(self) -> None:
        desk = self.desk
        empty = (_("No activity is counted here any more."), _("esc goes back to the report."))
        items = list_items(self._rows, zone=desk.zone, today=desk.today, now=desk.now, empty=empty)
        self.agenda.show(items, select=self._select)
        self._select = None
        self._show_preview()

    def on_agenda_list_near_end(self) -> None:
        """Read more, where there may be more."""
        if len(self._rows) == self._limit and self._cancelled is None:
            self._limit *= 2
            self.reload()

    def on_agenda_list_highlighted(self) -> None:
        """Follow the cursor."""
        self._show_preview()
        self._show_frame()

    def _show_preview(self) -> None:
        self._show_notes(())
        if self.query_one(ActivityPreview).display:
            load_notes(self, lambda: self.chosen, self._show_notes)

    def _show_notes(self, notes: Sequence[NoteRow]) -> None:
        self.query_one(ActivityPreview).show(self.chosen, self.desk.today, notes, now=self.desk.now)

    def _show_frame(self) -> None:
        desk = self.desk
        name = desk.name if self.size.width >= 100 or not desk.me else desk.me.login
        self.query_one(TopBar).show(
            title=report_words.report_name(self._query.kind),
            subtitle=group_words(self._query, self._group),
            right=(name, clock_time(desk.now, desk.zone)),
        )
        by_id = {action.id: action for action in self.actions()}
        chosen = self.chosen
        order = ["group.back", "activity.complete", "activity.move", "activity.discuss", "group.card", "group.export"]
        order += ["activity.similar", "activity.stopwatch", "app.undo", "app.search"]
        order = useful(order, nothing=chosen is None, ended=chosen is not None and chosen.status != "planned")
        bar = [(keys.shown_key(self.key_of(by_id[one])), (by_id[one].short or by_id[one].text)()) for one in order]
        last = by_id["app.help"]
        self.query_one(KeyBar).show(
            [("enter", _("open")), *bar], last=(keys.shown_key(self.key_of(last)), (last.short or last.text)())
        )

    def tick(self) -> None:
        """See BaseScreen."""
        self._show_rows()
        self._show_frame()

    def action_back(self) -> None:
        """Remove the marks, or go back to the report."""
        if self.marked:
            self.unmark()
        else:
            self.dismiss(None)

    def action_card(self) -> None:
        """Open the card of what the activity is assigned to."""
        row = self.chosen
        if row is not None and row.contact is not None:
            self.open_contact(row.contact.id)
        elif row is not None and row.project is not None:
            self.open_project(row.project.id)
        else:
            self.say(_("It is assigned to no contact and no project."), "hint")

    def action_export_shown(self) -> None:
        """Export the activities of the group (C9)."""
        from screens.exporting import export_activities
        from store import reports

        (store, me), query, group = self.desk.opened, self._query, self._group
        most = 1_000_000

        def numbers() -> list[int]:
            return [row.id for row in reports.activities_in(store, me, query, group, limit=most)]

        export_activities(self, numbers, f"{query.kind}.csv")

    def actions(self) -> tuple[keys.Action, ...]:
        """See BaseScreen."""
        return (*keys.LIST, *keys.GROUP, *keys.EVERYWHERE)

    def help_groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """See BaseScreen."""
        listed = [(keys.shown_key(self.key_of(a)), a.text()) for a in (*keys.LIST, *keys.GROUP)]
        listed.insert(0, ("↑ ↓ j k", _("choose; enter opens, space marks several")))
        return [(_("The activity under the cursor"), listed), *super().help_groups()]


class GroupContacts(RecordActions):
    """The forgotten contacts of a group, those never or longest not dealt with first (F5)."""

    DEFAULT_CSS = """
    GroupContacts { layout: vertical; background: $background; }
    GroupContacts RecordTable { height: 1fr; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.GROUP[-1:])

    def __init__(self, query: Query, group: Sequence[Key]) -> None:
        super().__init__()
        self._query, self._group = query, tuple(group)

    def compose(self) -> ComposeResult:
        """Lay out."""
        yield TopBar()
        yield RecordTable(id="table")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read."""
        table = self.query_one(RecordTable)
        table.set_columns(contact_columns(), ("", False))
        table.set_empty((_("No contact is forgotten here any more."), _("esc goes back to the report.")))
        self.set_focus(table)
        self._show_frame()
        table.forget(top=True)

    def reload(self, select: int | None = None) -> None:
        """See BaseScreen."""
        self.query_one(RecordTable).set_columns(contact_columns(), ("", False))
        self.query_one(RecordTable).forget()
        self._show_frame()

    def on_record_table_wanted(self, message: RecordTable.Wanted) -> None:
        """Ask for a window."""
        from store import reports

        (store, me), query, group = self.desk.opened, self._query, self._group
        zone, today, now = self.desk.zone, self.desk.today, self.desk.now

        def take(page: ContactPage) -> None:
            rows = [contact_row(line, zone=zone, today=today, now=now) for line in page.rows]
            message.table.fill(message.first, rows, page.total, message.generation)

        def question() -> Any:
            return reports.contacts_in(store, me, query, group, first=message.first, limit=message.count)

        self.ask(f"rows-{message.first}", question, take)

    def on_record_table_opened(self, message: RecordTable.Opened) -> None:
        """Open the card."""
        if message.row is not None:
            self.open_contact(message.row.id)

    def _show_frame(self) -> None:
        desk = self.desk
        name = desk.name if self.size.width >= 100 or not desk.me else desk.me.login
        self.query_one(TopBar).show(
            title=report_words.report_name("forgotten"),
            subtitle=group_words(self._query, self._group),
            right=(name, clock_time(desk.now, desk.zone)),
        )
        back = keys.GROUP[-1]
        self.query_one(KeyBar).show([("enter", _("open")), (keys.shown_key(self.key_of(back)), _("back"))])

    def tick(self) -> None:
        """See BaseScreen."""
        self._show_frame()

    def action_back(self) -> None:
        """Go back to the report."""
        self.dismiss(None)

    def actions(self) -> tuple[keys.Action, ...]:
        """See BaseScreen."""
        return (*keys.GROUP[-1:], *keys.EVERYWHERE)
