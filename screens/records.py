"""What the lists of contacts and of projects share: a table of any length, a filter while typing (C3, C4)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.timer import Timer
from textual.widgets import Input

from screens import keys
from screens.record_actions import RecordActions
from store.contact_list import ContactQuery
from store.dates import clock_time
from store.language import _
from store.project_list import ProjectQuery
from widgets.bars import KeyBar, TopBar
from widgets.facts_pane import FactsPane
from widgets.line_field import LineField
from widgets.record_table import Column, RecordTable, TableRow

WIDE = 110
REST_SECONDS = 0.08
Fetched = tuple[list[TableRow], int]
Query = TypeVar("Query", bound=ContactQuery | ProjectQuery)


class RecordsScreen(RecordActions, Generic[Query]):
    """A list over the whole width, with the card of the record under the cursor beside it where there is room."""

    DEFAULT_CSS = """
    RecordsScreen { layout: vertical; background: $background; }
    RecordsScreen #filter { display: none; margin: 0 1; }
    RecordsScreen.-filtering #filter { display: block; }
    /* Hidden, and the side in a box of its own: Textual draws, and throws away, what lies below or beside a change. */
    RecordsScreen #body { height: 1fr; layout: horizontal; padding: 1 0 0 0; visibility: hidden; }
    RecordsScreen #beside { display: none; width: 44; height: 1fr; visibility: hidden; }
    RecordsScreen #table { width: 1fr; height: 1fr; visibility: visible; }
    RecordsScreen #side { height: 1fr; border-left: vkey $line; background: $side; visibility: visible; }
    RecordsScreen.-wide #beside { display: block; }
    RecordsScreen.-huge #beside { width: 64; }
    """
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.RECORDS)

    def __init__(self, everything: Query) -> None:
        super().__init__()
        self.wanted = everything
        self._everything = everything
        self._narrowed: tuple[str, ...] = ()
        self.text = ""
        self._rest: Timer | None = None
        self._typing: Timer | None = None
        self._asking: tuple[int, int] | None = None
        self._next: RecordTable.Wanted | None = None

    # ----------------------------------------------------------------- what subclasses say

    def heading(self) -> str:
        """What the list is called."""
        raise NotImplementedError

    def columns(self) -> tuple[Column, ...]:
        """The columns of the table."""
        raise NotImplementedError

    def order_by(self, key: str) -> None:
        """Order by a column; by the same again, turn it round."""
        raise NotImplementedError

    def fetch(self, first: int, count: int) -> Callable[[], Fetched]:
        """Return the question for a window of the list; it runs in a thread."""
        raise NotImplementedError

    def empty_words(self) -> tuple[str, ...]:
        """What an empty list says."""
        raise NotImplementedError

    def look_at(self, row: TableRow) -> None:
        """Show the card of a record at the side."""
        raise NotImplementedError

    def open_record(self, record_id: int) -> None:
        """Open the card of a record."""
        raise NotImplementedError

    def plan_record(self, row: TableRow, *, done: bool) -> None:
        """Open the form with a record as the assignment."""
        raise NotImplementedError

    # ----------------------------------------------------------------- layout

    def compose(self) -> ComposeResult:
        """Lay out."""
        yield TopBar()
        yield LineField(placeholder=_("a part of a name, a person, a number …"), id="filter", select_on_focus=False)
        with Container(id="body"):
            yield RecordTable(id="table")
            with Container(id="beside"):
                yield FactsPane(id="side")
        yield KeyBar()

    def on_mount(self) -> None:
        """Ask for the first rows."""
        self.query_one("#side", FactsPane).can_focus = False
        self._show_frame()
        self.set_focus(self.table)
        self.table.forget(top=True)

    def on_resize(self, event: events.Resize) -> None:
        """The card of what is under the cursor stands beside the list where there is room."""
        narrow = not self.has_class("-wide")
        self.set_class(event.size.width >= WIDE, "-wide")
        self.set_class(event.size.width >= 180, "-huge")
        self._show_frame()
        if narrow and self.has_class("-wide"):
            self._look()

    @property
    def table(self) -> RecordTable:
        """The list."""
        return self.query_one(RecordTable)

    @property
    def under_cursor(self) -> TableRow | None:
        """The record under the cursor."""
        return self.table.highlighted

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the letters to the filter while one types into it."""
        return not isinstance(self.focused, LineField)

    def chosen_lines(self) -> tuple[int, int]:
        """See ActivityActions."""
        return self.table.cursor_lines

    def actions(self) -> tuple[keys.Action, ...]:
        """See BaseScreen."""
        return (*keys.RECORDS, *keys.EVERYWHERE)

    def help_groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """See BaseScreen."""
        mine = [(keys.shown_key(self.key_of(a)), a.text()) for a in self.actions() if a not in keys.EVERYWHERE]
        return [(self.heading(), [("↑ ↓ j k", _("choose; enter opens")), *mine]), *super().help_groups()]

    def tick(self) -> None:
        """See BaseScreen."""
        self._show_frame()

    def _show_frame(self) -> None:
        desk, table = self.desk, self.table
        name = desk.name if self.size.width >= 100 or not desk.me else desk.me.login
        parts = [self.narrowed(), _("containing “{text}”").format(text=self.text) if self.text else ""]
        said = " · ".join(part for part in (f"{table.total:,}".replace(",", " "), *parts) if part)
        self.query_one(TopBar).show(title=self.heading(), subtitle=said, right=(name, clock_time(desk.now, desk.zone)))
        table.set_columns(self.columns(), self.ordered_by())
        by_id = {action.id: action for action in self.actions()}
        order = ("app.plan", "records.filter", "records.order", "records.narrow", "records.add", "records.edit")
        bar = [("enter", _("open"))]
        bar += [(keys.shown_key(self.key_of(by_id[n])), (by_id[n].short or by_id[n].text)()) for n in order]
        rest = ("app.search", "contact.merge", "contact.relate", "app.quick")
        bar += [
            (keys.shown_key(self.key_of(by_id[n])), (by_id[n].short or by_id[n].text)()) for n in rest if n in by_id
        ]
        self.query_one(KeyBar).show([*bar, ("q", _("quit"))], last=self.help_key())

    # ----------------------------------------------------------------- rows

    def reload(self, select: int | None = None) -> None:
        """See BaseScreen: the same rows anew, the cursor on the same record."""
        if self.desk.store is not None:
            self.table.forget()

    def on_record_table_wanted(self, message: RecordTable.Wanted) -> None:
        """Ask for a window, one at a time; of those that wait only the newest counts."""
        if self.desk.store is None:
            return
        if self._asking is not None and self._asking[0] != message.generation:
            self._next = message
            return
        self._ask(message)

    def _ask(self, message: RecordTable.Wanted) -> None:
        self._asking = (message.generation, message.first)
        question = self.fetch(message.first, message.count)

        def take(fetched: Fetched) -> None:
            rows, total = fetched
            waiting, self._next, self._asking = self._next, None, None
            self.table.set_empty(self.empty_words())
            self.table.fill(message.first, rows, total, message.generation)
            self._show_frame()
            if waiting is not None:
                self._ask(waiting)

        self.ask(f"rows-{message.first}", question, take)

    def refused(self, error: Exception) -> None:
        """See BaseScreen."""
        self._asking = None
        super().refused(error)

    def on_record_table_highlighted(self, message: RecordTable.Highlighted) -> None:
        """Show the card of what the cursor rests on."""
        if self._rest is not None:
            self._rest.stop()
        if message.row is not None and self.has_class("-wide"):
            self._rest = self.set_timer(REST_SECONDS, self._look)
        elif not self.table.total:
            self.query_one("#side", FactsPane).show("", "", ())

    def _look(self) -> None:
        row = self.under_cursor
        if row is not None:
            self.look_at(row)

    def on_record_table_opened(self, message: RecordTable.Opened) -> None:
        """Open the card."""
        if message.row is not None:
            self.open_record(message.row.id)

    # ----------------------------------------------------------------- filter and order

    def action_filter(self) -> None:
        """Filter while typing."""
        self.add_class("-filtering")
        self.set_focus(self.query_one("#filter", LineField))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter by what is typed, as soon as the typing rests for a moment."""
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(REST_SECONDS, self._filter)

    def _filter(self) -> None:
        text = self.query_one("#filter", LineField).value.strip()
        if text != self.text:
            self.text = text
            self.refilter()

    def refilter(self) -> None:
        """Begin at the top of what is now to be listed."""
        self._show_frame()
        self.table.forget(top=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes into the list."""
        event.stop()
        self._filter()
        self.set_focus(self.table)

    def on_key(self, event: events.Key) -> None:
        """The arrows leave the filter for the list; escape takes the filter away, then goes back."""
        typing = isinstance(self.focused, LineField)
        if typing and event.key in {"down", "up", "pagedown", "pageup", "tab"}:
            event.stop()
            event.prevent_default()
            self._filter()
            self.set_focus(self.table)
        elif event.key == "escape":
            event.stop()
            event.prevent_default()
            self._escape()

    def _escape(self) -> None:
        if self.text or self.has_class("-filtering"):
            self.query_one("#filter", LineField).value = ""
            self.remove_class("-filtering")
            self.set_focus(self.table)
            if self.text:
                self.text = ""
                self.refilter()
        elif self.narrowed():
            self.widen()
        else:
            self.to_day_plan()

    def narrowed(self) -> str:
        """What the list is narrowed to, in words, "" for all."""
        return " · ".join(self._narrowed)

    def narrow(self, answer: tuple[Query, tuple[str, ...]] | None) -> None:
        """Show only what was answered; the order stays. None leaves all as it is."""
        if answer is not None:
            query, self._narrowed = answer
            kept: Any = {"order": self.wanted.order, "descending": self.wanted.descending}
            self.wanted = replace(query, **kept)
            self.refilter()

    def widen(self) -> None:
        """Show all again."""
        self.narrow((self._everything, ()))

    def ordered_by(self) -> tuple[str, bool]:
        """The column by which the list is ordered, and whether downwards."""
        return self.wanted.order, self.wanted.descending

    def action_order(self) -> None:
        """Choose the column to order by."""
        from screens.dialogs.choose import Choose

        current, down = self.ordered_by()
        sortable = [column for column in self.columns() if column.sortable]
        letters: list[str] = []
        choices = []
        for column in sortable:
            letter = next((c for c in column.title.lower() if c.isalpha() and c not in letters), "")
            letters.append(letter)
            sign = (" ▾" if down else " ▴") if column.key == current else ""
            choices.append((column.key, column.title + sign, letter))

        def chosen(key: str | None) -> None:
            if key is not None:
                self.order_by(key)

        self.app.push_screen(Choose(_("Order by"), choices, current=current), chosen)

    def on_record_table_order_wanted(self, message: RecordTable.OrderWanted) -> None:
        """Order by the heading that was clicked."""
        self.order_by(message.key)

    # ----------------------------------------------------------------- records

    def with_record(self, act: Callable[[Any], None]) -> None:
        """Do something with the record under the cursor, or say that there is none."""
        row = self.under_cursor
        if row is None:
            self.say(_("Nothing is chosen here."), "hint")
        else:
            act(row.data)

    def action_plan_new(self) -> None:
        """Plan with the record under the cursor (C3, C4)."""
        self._plan(done=False)

    def action_record_done(self) -> None:
        """Record what was done with the record under the cursor."""
        self._plan(done=True)

    def _plan(self, *, done: bool) -> None:
        row = self.under_cursor
        if row is None:
            self._open_form(done=done)
        else:
            self.plan_record(row, done=done)
