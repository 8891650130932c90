"""What the cards of a contact and of a project share: the data, and panes with Plan, History and the rest (C3, C4)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from screens import keys
from screens.card_files import CardFiles, Pane
from screens.discussed import load_notes
from screens.plan_keys import useful
from screens.record_words import change_lines
from store.dates import clock_time
from store.language import _
from store.record_activities import Totals
from store.rows import ActivityRow, NoteRow, Page
from widgets.activity_preview import ActivityPreview
from widgets.agenda_items import Entry, list_items
from widgets.agenda_list import AgendaList
from widgets.bars import KeyBar, Tab, TabLine, TopBar
from widgets.change_lines import ChangeLines
from widgets.facts_pane import Facts, FactsPane
from widgets.record_table import RecordTable, TableRow

WIDE, HUGE = 110, 180
PAGE = 60
DETAILS_LINES = 8


class RecordCard(CardFiles):
    """A card. On a wide screen the data stand beside the panes, on a narrow one they are the first of them."""

    DEFAULT_CSS = """
    RecordCard { layout: vertical; background: $background; }
    RecordCard #body { height: 1fr; layout: horizontal; }
    RecordCard #facts { width: 1fr; height: 1fr; background: $side; }
    RecordCard.-wide #facts { width: 42; border-right: vkey $line; }
    RecordCard.-huge #facts { width: 50; }
    RecordCard #panes { width: 1fr; height: 1fr; }
    RecordCard #panes > * { height: 1fr; width: 1fr; display: none; }
    RecordCard #panes > .-shown { display: block; }
    RecordCard #preview { display: none; width: 54; height: 1fr; border-left: vkey $line; background: $side; }
    RecordCard.-huge.-activities #preview { display: block; }
    RecordCard.-narrow.-pane-card #panes { display: none; }
    RecordCard.-narrow #facts { display: none; }
    RecordCard.-narrow.-pane-card #facts { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings((*keys.LIST, *keys.CARD))

    def __init__(self, record_id: int) -> None:
        super().__init__(record_id)
        self.totals = Totals()
        self._rows: list[ActivityRow] = []
        self._after: str | None = None
        self._loading_page = False
        self._select: int | None = None

    # ----------------------------------------------------------------- what subclasses say

    def heading(self) -> str:
        """What kind of card it is."""
        raise NotImplementedError

    def record_name(self) -> str:
        """What the record is called, "" while it is not known."""
        raise NotImplementedError

    def read(self) -> Any:
        """Read the record; runs in a thread."""
        raise NotImplementedError

    def take(self, held: Any) -> None:
        """Keep what was read, and `totals` and `attached` of it."""
        raise NotImplementedError

    def facts(self) -> tuple[str, str, Sequence[Facts]]:
        """Title, subtitle and facts."""
        raise NotImplementedError

    def rows_pane(self) -> tuple[str, Sequence[TableRow], Sequence[str]]:
        """The title of the pane of persons or subprojects, its rows, and what it says while it is empty."""
        raise NotImplementedError

    def set_columns(self, table: RecordTable) -> None:
        """Give the pane of persons or subprojects its columns."""
        raise NotImplementedError

    def open_row(self, row: TableRow) -> None:
        """Open a person or a subproject."""
        raise NotImplementedError

    def add_row(self) -> None:
        """Add a person or a subproject."""
        raise NotImplementedError

    def plan_here(self, *, done: bool) -> None:
        """Open the form with this record as the assignment."""
        raise NotImplementedError

    # ----------------------------------------------------------------- layout

    def compose(self) -> ComposeResult:
        """Lay out; with the classes that the width asks for, as each that comes later styles every widget anew."""
        self._fit(*self.app.size)
        self.pane = "card" if self.has_class("-narrow") else "plan"
        self.set_class(self.pane == "card", "-pane-card")
        self.set_class(self.pane == "plan", "-activities")
        yield TopBar()
        yield TabLine()
        with Container(id="body"):
            yield FactsPane(id="facts")
            with Container(id="panes"):
                activities = AgendaList(id="activities")
                activities.set_class(self.pane == "plan", "-shown")
                yield activities
                yield RecordTable(id="rows")
                yield RecordTable(id="files")
                yield ChangeLines(id="changes")
            yield ActivityPreview(self.desk.zone, id="preview")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the frame, then read."""
        self.agenda.last_notes = self.agenda.by_performer = True
        self._show_pane()
        self.reload()

    def on_resize(self, event: events.Resize) -> None:
        """The data stand beside the panes where there is room."""
        self._fit(*event.size)
        if self.pane == "card" and not self.has_class("-narrow"):
            self.go_to_pane("plan")
        self.show_frame()
        self.call_after_refresh(self._show_preview)

    def _fit(self, width: int, height: int) -> None:
        self.set_class(width >= WIDE, "-wide")
        self.set_class(width >= HUGE, "-huge")
        self.set_class(width < WIDE, "-narrow")

    @property
    def agenda(self) -> AgendaList:
        """The activities of the pane."""
        return self.query_one(AgendaList)

    @property
    def rows_table(self) -> RecordTable:
        """The persons or subprojects."""
        return self.query_one("#rows", RecordTable)

    @property
    def chosen(self) -> ActivityRow | None:
        """See ActivityActions."""
        return self.agenda.highlighted if self.pane in {"plan", "history"} else None

    def following(self) -> int | None:
        """See ActivityActions."""
        return self.agenda.next_id()

    def chosen_lines(self) -> tuple[int, int]:
        """See ActivityActions."""
        return self.agenda.cursor_lines

    def panes(self) -> tuple[Pane, ...]:
        """The panes there are at this width."""
        rest: tuple[Pane, ...] = ("plan", "history", "rows", "files", "changes")
        return ("card", *rest) if self.has_class("-narrow") else rest

    # ----------------------------------------------------------------- reading

    def reload(self, select: int | None = None) -> None:
        """Read the record and the pane anew, keeping the cursor."""
        if select is not None:
            self._select = select
        self.ask("card", self.read, self._take)
        self._load_pane()

    def _take(self, held: Any) -> None:
        self.take(held)
        self.query_one(FactsPane).show(*self.facts())
        if self.pane == "rows":
            self._show_rows_pane()
        self.show_attached(self.attached)

    def _load_pane(self) -> None:
        from store import history, record_activities

        store, me = self.desk.opened
        owner, number, shown = self.OWNER, self.record_id, max(PAGE, len(self._rows))
        if self.pane == "plan":
            self.ask(
                "pane", lambda: record_activities.plan(store, me, owner, number, limit=shown), self._take_activities
            )
        elif self.pane == "history":
            self.ask(
                "pane", lambda: record_activities.history(store, me, owner, number, limit=shown), self._take_activities
            )
        elif self.pane == "changes":
            self.ask("pane", lambda: history.record_changes(store, me, owner, number), self._take_changes)

    def _take_activities(self, page: Page) -> None:
        self._rows, self._after = list(page.rows), page.after
        self._loading_page = False
        self._show_activities()

    def _show_activities(self) -> None:
        desk = self.desk
        items = list_items(self._rows, zone=desk.zone, today=desk.today, now=desk.now, empty=self._empty_words())
        if self.pane == "history":
            # All of it is over: nothing is gained by fading it, and the details are to be read.
            items = [replace(item, faded=False) if isinstance(item, Entry) else item for item in items]
        self.agenda.show(items, select=self._select)
        self._select = None
        self._show_preview()

    def _empty_words(self) -> tuple[str, ...]:
        if self.pane == "plan":
            return (_("Nothing is planned here."), _("n plans an activity with this assignment."))
        return (_("Nothing has been completed or cancelled yet."), _("N records what is done."))

    def on_agenda_list_near_end(self) -> None:
        """Load the next page."""
        from store import record_activities

        after = self._after
        if after is None or self._loading_page or self.pane not in {"plan", "history"}:
            return
        self._loading_page = True
        store, me = self.desk.opened
        read = record_activities.plan if self.pane == "plan" else record_activities.history
        owner, number, pane = self.OWNER, self.record_id, self.pane

        def take(page: Page) -> None:
            self._loading_page = False
            if after == self._after and pane == self.pane:
                known = {row.id for row in self._rows}
                self._rows += [row for row in page.rows if row.id not in known]
                self._after = page.after
                self._show_activities()

        self.ask("page", lambda: read(store, me, owner, number, after=after, limit=PAGE), take)

    def _take_changes(self, changes: Any) -> None:
        lines = change_lines(changes, zone=self.desk.zone, today=self.desk.today)
        self.query_one(ChangeLines).show_changes(lines, empty=_("Nothing has been changed yet."))

    def _show_rows_pane(self) -> None:
        _title, _rows, empty = self.rows_pane()
        table = self.rows_table
        self.set_columns(table)
        table.set_empty(empty)
        table.forget()

    def on_record_table_wanted(self, message: RecordTable.Wanted) -> None:
        """The rows are few and here."""
        rows = self.file_rows() if message.table is self.files_table else self.rows_pane()[1]
        message.table.fill(message.first, rows[message.first :], len(rows), message.generation)

    def on_record_table_opened(self, message: RecordTable.Opened) -> None:
        """Open a person or a subproject; ask what to do with a file or a link."""
        if message.row is None:
            return
        if message.table is self.files_table:
            self.open_attached(message.row.id)
        else:
            self.open_row(message.row)

    def action_add_record(self) -> None:
        """Add what the pane holds: a file in that of files, else a person or a subproject."""
        if self.pane == "files":
            self.pick_file()
        else:
            self.add_row()

    # ----------------------------------------------------------------- panes

    def action_shift_pane(self, by: int) -> None:
        """Go to the next or previous pane."""
        panes = self.panes()
        at = panes.index(self.pane) if self.pane in panes else 0
        self.go_to_pane(panes[(at + by) % len(panes)])

    def on_tab_line_chosen(self, message: TabLine.Chosen) -> None:
        """Go to the pane whose title was clicked."""
        self.go_to_pane(message.tab)  # type: ignore[arg-type]

    def go_to_pane(self, pane: Pane) -> None:
        """Show a pane."""
        self.pane, self._rows, self._after = pane, [], None
        if pane in {"plan", "history"}:
            self.agenda.show([], keep=False)
        self._show_pane()
        if pane == "rows":
            self._show_rows_pane()
        elif pane == "files":
            self.show_attached(self.attached)
        else:
            self._load_pane()

    def _show_pane(self) -> None:
        shown = {"plan": "activities", "history": "activities", "card": None}.get(self.pane, self.pane)
        for child in self.query_one("#panes").children:
            child.set_class(child.id == shown, "-shown")
        self.set_class(self.pane == "card", "-pane-card")
        self.set_class(self.pane in {"plan", "history"}, "-activities")
        self.agenda.details_shown = DETAILS_LINES if self.pane == "history" else 0
        self.set_focus(self.query_one(f"#{shown}") if shown else self.query_one(FactsPane))
        self.show_frame()

    def show_frame(self) -> None:
        """See CardFiles."""
        desk = self.desk
        name = desk.name if self.size.width >= 100 or not desk.me else desk.me.login
        self.query_one(TopBar).show(
            title=self.heading(), subtitle=self.record_name(), right=(name, clock_time(desk.now, desk.zone))
        )
        title, rows, _empty = self.rows_pane()
        titles: dict[Pane, tuple[str, int | None]] = {
            "card": (_("Card"), None),
            "plan": (_("Plan"), self.totals.planned),
            "history": (_("History"), self.totals.ended),
            "rows": (title, len(rows)),
            "files": (_("Files"), len(self.attached)),
            "changes": (_("Changes"), None),
        }
        self.query_one(TabLine).show([Tab(pane, *titles[pane]) for pane in self.panes()], self.pane)
        self.query_one(KeyBar).show(self._bar_keys(), last=self.help_key())

    def _bar_keys(self) -> list[tuple[str, str]]:
        by_id = {action.id: action for action in self.actions()}
        order = ["app.plan", "card.next", "card.edit", "card.add", "card.back"]
        if self.pane in {"plan", "history"}:
            order[2:2] = ["activity.complete", "activity.move", "activity.discuss", "activity.similar"]
            past = self.pane == "history"
            order = useful(order, nothing=not (self.totals.ended if past else self.totals.planned), ended=past)
        if self.pane == "files":
            order[2:4] = ["card.attach", "card.link", "card.edit"]
        order += ["contact.relate", "contact.merge", "app.record", "app.undo", "app.search"]
        return [
            (keys.shown_key(self.key_of(by_id[one])), (by_id[one].short or by_id[one].text)())
            for one in order
            if one in by_id
        ]

    # ----------------------------------------------------------------- the rest

    def on_agenda_list_highlighted(self) -> None:
        """Follow the cursor."""
        self._show_preview()

    def _show_preview(self) -> None:
        preview = self.query_one(ActivityPreview)
        if preview.display:
            preview.show(self.chosen, self.desk.today, now=self.desk.now)
            load_notes(self, lambda: self.chosen, self._show_notes)

    def _show_notes(self, notes: Sequence[NoteRow]) -> None:
        self.query_one(ActivityPreview).show(self.chosen, self.desk.today, notes, now=self.desk.now)

    def action_plan_new(self) -> None:
        """Plan with this assignment (C3, C4)."""
        self.plan_here(done=False)

    def action_record_done(self) -> None:
        """Record what was done, with this assignment."""
        self.plan_here(done=True)

    def action_back(self) -> None:
        """Close the card."""
        self.dismiss(None)

    def tick(self) -> None:
        """See BaseScreen."""
        if self._rows:
            self._show_activities()
        self.show_frame()

    def help_groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """See BaseScreen."""
        every = set(keys.EVERYWHERE) | set(keys.LIST)
        mine = [(keys.shown_key(self.key_of(a)), a.text()) for a in self.actions() if a not in every]
        listed = [(keys.shown_key(self.key_of(a)), a.text()) for a in keys.LIST]
        listed.insert(0, ("↑ ↓ j k", _("choose; enter opens")))
        return [(self.heading(), mine), (_("The activity under the cursor"), listed), *super().help_groups()]
