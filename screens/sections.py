"""A screen of sections: a list of them at the left, what is in the chosen one beside it, and what that means."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from screens import keys
from screens.planning_actions import PlanningActions
from store.dates import clock_time
from store.language import _
from widgets.bars import KeyBar, TopBar
from widgets.facts_pane import Facts, FactsPane
from widgets.record_table import Cell, Column, RecordTable, TableRow

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting

WIDE, HUGE, NARROW = 110, 180, 70
Described = tuple[str, str, Sequence[Facts]]
Act = Callable[[TableRow], None]


class Section:
    """One section: what it lists and what can be done there. Subclasses answer; the screen draws and asks."""

    id: ClassVar[str] = ""
    # What the line below offers, by the ids of actions.
    offers: ClassVar[tuple[str, ...]] = ()

    def __init__(self, screen: "SectionsScreen") -> None:
        self.screen = screen

    def title(self) -> str:
        """What the section is called."""
        raise NotImplementedError

    def about(self) -> str:
        """What the section is for, in a sentence."""
        raise NotImplementedError

    def columns(self, rows: Sequence[TableRow]) -> tuple[Column, ...]:
        """The columns of its list."""
        raise NotImplementedError

    def read(self, store: "Store", me: "Acting") -> list[TableRow]:
        """Read the list; runs in a thread."""
        raise NotImplementedError

    def describe(self, row: TableRow) -> Described:
        """What is said about a row beside the list: a title, a line below it, facts."""
        raise NotImplementedError

    def counted(self, rows: Sequence[TableRow]) -> str:
        """What stands beside the title in the list of sections."""
        return str(sum(not row.faded for row in rows))

    def add(self) -> None:
        """Add a row."""
        self.nothing()

    def edit(self, row: TableRow) -> None:
        """Change a row."""
        self.nothing()

    def retire(self, row: TableRow) -> None:
        """Retire a row, or take it back."""
        self.nothing()

    def turn(self, row: TableRow) -> None:
        """Turn a row on or off, or to its next value."""
        self.nothing()

    def move(self, row: TableRow, by: int) -> None:
        """Move a row among the others."""
        self.nothing()

    def nothing(self) -> None:
        """Say that a key does nothing here."""
        self.screen.say(_("That does nothing here; ? shows the keys."), "hint")


class SectionsScreen(PlanningActions):
    """Two lists and a pane of facts. Everything is read at once: the lists of a team's settings are short."""

    DEFAULT_CSS = """
    SectionsScreen { layout: vertical; background: $background; }
    SectionsScreen #body { height: 1fr; layout: horizontal; margin-top: 1; }
    SectionsScreen #sections { height: 1fr; width: 25; }
    SectionsScreen #lists { height: 1fr; width: 1fr; layout: vertical; }
    SectionsScreen #rows { height: 1fr; width: 1fr; }
    SectionsScreen #side { height: 7; width: 1fr; background: $side; }
    SectionsScreen.-flat #side { display: none; }
    SectionsScreen.-wide #lists { layout: horizontal; }
    SectionsScreen.-wide #side { height: 1fr; width: 38; border-left: vkey $line; }
    SectionsScreen.-huge #side { width: 64; }
    SectionsScreen.-huge #sections { width: 32; }
    SectionsScreen.-narrow #sections { display: none; width: 1fr; }
    SectionsScreen.-narrow.-choosing #sections { display: block; }
    SectionsScreen.-narrow.-choosing #lists { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.SECTIONS)

    def __init__(self) -> None:
        super().__init__()
        self.sections = self.make_sections()
        self._rows: dict[str, list[TableRow]] = {}
        self._sought: int | None = None
        self._cursors: dict[str, int] = {}
        self._shown = ""

    # ----------------------------------------------------------------- what subclasses say

    def heading(self) -> str:
        """What the screen is called."""
        raise NotImplementedError

    def subtitle(self) -> str:
        """What stands beside the heading."""
        return ""

    def make_sections(self) -> tuple[Section, ...]:
        """The sections in their order."""
        raise NotImplementedError

    def read(self, store: "Store", me: "Acting") -> None:
        """Read what else the screen has to know; runs in a thread, before the sections."""

    def own_actions(self) -> tuple[keys.Action, ...]:
        """The actions that this screen has beside those of every such screen."""
        return ()

    # ----------------------------------------------------------------- layout

    def compose(self) -> ComposeResult:
        """Lay out."""
        yield TopBar()
        with Container(id="body"):
            yield RecordTable(id="sections", dims=True)
            with Container(id="lists"):
                yield RecordTable(id="rows", dims=True)
                yield FactsPane(id="side")
        yield KeyBar()

    def on_mount(self) -> None:
        """Ask for everything."""
        self.query_one("#side", FactsPane).can_focus = False
        self.set_class(True, "-choosing")
        self._show_frame()
        self.set_focus(self.menu)
        self.reload()

    def on_resize(self, event: events.Resize) -> None:
        """What a row means stands beside the list, or below it, or nowhere."""
        width, height = event.size
        self.set_class(width >= WIDE, "-wide")
        self.set_class(width >= HUGE, "-huge")
        self.set_class(width < NARROW, "-narrow")
        self.set_class(width < WIDE and height < 20, "-flat")
        self._show_frame()

    @property
    def menu(self) -> RecordTable:
        """The list of sections."""
        return self.query_one("#sections", RecordTable)

    @property
    def table(self) -> RecordTable:
        """The list of what is in the chosen section."""
        return self.query_one("#rows", RecordTable)

    @property
    def section(self) -> Section:
        """The chosen section."""
        return next((section for section in self.sections if section.id == self._shown), self.sections[0])

    def rows_of(self, section: str) -> list[TableRow]:
        """What a section lists, as last read."""
        return self._rows.get(section, [])

    def actions(self) -> tuple[keys.Action, ...]:
        """See BaseScreen."""
        return (*self.own_actions(), *keys.SECTIONS, *keys.EVERYWHERE)

    def help_groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """See BaseScreen."""
        mine = (*keys.SECTIONS, *self.own_actions())
        lines = [(keys.shown_key(self.key_of(a)), a.text()) for a in mine]
        return [(self.heading(), [("↑ ↓ j k", _("choose; enter opens")), *lines]), *super().help_groups()]

    def tick(self) -> None:
        """See BaseScreen."""
        self._show_frame()
        self._show_menu()

    def _show_frame(self) -> None:
        desk = self.desk
        name = desk.name if self.size.width >= 100 or not desk.me else desk.me.login
        self.query_one(TopBar).show(
            title=self.heading(), subtitle=self.subtitle(), right=(name, clock_time(desk.now, desk.zone))
        )
        by_id = {action.id: action for action in self.actions()}
        bar = [
            (keys.shown_key(self.key_of(by_id[n])), (by_id[n].short or by_id[n].text)()) for n in self.section.offers
        ]
        bar += [("tab", _("other list"))]
        back = by_id["section.back"]
        bar += [(keys.shown_key(self.key_of(back)), (back.short or back.text)()), ("q", _("quit"))]
        self.query_one(KeyBar).show(bar, last=self.help_key())

    # ----------------------------------------------------------------- rows

    def reload(self, select: int | None = None) -> None:
        """See BaseScreen: read everything anew; `select` is an activity, and none is listed here."""
        self.show_anew()

    def show_anew(self, select: int | None = None) -> None:
        """Read everything anew, the cursors where they are, or on the row `select`."""
        if self.desk.store is None:
            return
        store, me = self.desk.opened
        # Kept until it is answered: others' changes may ask anew before that.
        self._sought = select if select is not None else self._sought

        def question() -> dict[str, list[TableRow]]:
            self.read(store, me)
            return {section.id: section.read(store, me) for section in self.sections}

        def take(rows: dict[str, list[TableRow]]) -> None:
            self._rows = rows
            self._show_menu()
            sought, self._sought = self._sought, None
            if self._shown:
                self.table.forget(select=sought)
            self._show_frame()

        self.ask("rows", question, take)

    def _show_menu(self) -> None:
        self.menu.forget()
        self.table.set_columns(self.section.columns(self.rows_of(self.section.id)), ("", False))

    def on_record_table_wanted(self, message: RecordTable.Wanted) -> None:
        """Hand over what is held."""
        table = message.table
        rows = self._menu_rows() if table is self.menu else self.rows_of(self.section.id)
        if table is self.menu:
            widest = max((cell_len(row.cells[1].text) for row in rows), default=1)
            columns = (
                Column("section", _("section"), 8, grow=1, sortable=False),
                Column("count", "", widest, align="right"),
            )
            table.set_columns(columns, ("", False))
        else:
            table.set_columns(self.section.columns(rows), ("", False))
            table.set_empty((self.section.about(), *self.empty_words()))
        table.fill(message.first, rows[message.first : message.first + message.count], len(rows), message.generation)

    def empty_words(self) -> tuple[str, ...]:
        """What an empty list says besides."""
        return (_("A adds the first one."),) if "section.add" in self.section.offers else ()

    def _menu_rows(self) -> list[TableRow]:
        return [
            TableRow(
                number,
                (Cell(section.title()), Cell(section.counted(self.rows_of(section.id)), "muted")),
                data=section,
            )
            for number, section in enumerate(self.sections)
        ]

    def on_record_table_highlighted(self, message: RecordTable.Highlighted) -> None:
        """Show the section under the cursor, or what the row under it means."""
        if message.table is self.menu:
            if message.row is not None and message.row.data.id != self._shown:
                self._turn_to(message.row.data)
            return
        if message.row is not None and self._shown:
            self._cursors[self._shown] = message.row.id
        self._describe(message.row)

    def _turn_to(self, section: Section) -> None:
        self._shown = section.id
        known = self._cursors.get(section.id)
        if known is None:
            self.table.forget(top=True)
        else:
            self.table.forget(select=known)
        self._describe(None)
        self._show_frame()

    def _describe(self, row: TableRow | None) -> None:
        side = self.query_one("#side", FactsPane)
        inside = self.focused is not self.menu
        if inside and row is not None and row in self.rows_of(self.section.id):
            side.show(*self.section.describe(row))
        else:
            side.show(self.section.title(), self.section.about(), ())

    def on_record_table_opened(self, message: RecordTable.Opened) -> None:
        """Enter on a section goes into it, on a row changes it."""
        if message.table is self.menu:
            self.action_shift_pane(1)
        elif message.row is not None:
            self.section.edit(message.row)

    # ----------------------------------------------------------------- actions

    def action_shift_pane(self, by: int) -> None:
        """Go from one list to the other."""
        to_rows = by > 0 and self.focused is self.menu
        self.set_class(not to_rows, "-choosing")
        self.set_focus(self.table if to_rows else self.menu)
        self._describe(self.table.highlighted)

    def action_back(self) -> None:
        """Back to the sections, then to where one was."""
        if self.focused is not self.menu:
            self.action_shift_pane(-1)
        else:
            self.app.pop_screen()

    def action_add_record(self) -> None:
        """Add a row to the section."""
        self.when_open(self.section.add)

    def action_edit_record(self) -> None:
        """Change the row under the cursor."""
        self._with_row(self.section.edit)

    def action_retire(self) -> None:
        """Retire the row under the cursor, or take it back."""
        self._with_row(self.section.retire)

    def action_turn(self) -> None:
        """Turn the row under the cursor."""
        self._with_row(self.section.turn)

    def action_move_row(self, by: int) -> None:
        """Move the row under the cursor."""
        self._with_row(lambda row: self.section.move(row, by))

    def action_undo(self) -> None:
        """Say what leads back here: only changes of activities are taken back by a key."""
        self.say(
            _("u takes back changes of activities. Here R takes back what is retired, E changes it again."), "hint"
        )

    def action_redo(self) -> None:
        """See action_undo."""
        self.action_undo()

    @property
    def inside(self) -> bool:
        """Whether one stands in the list of the section, not in the list of sections; says so where not."""
        inside = self.focused is not self.menu
        if not inside:
            self.say(_("Choose a row first: tab goes into the list."), "hint")
        return inside

    def _with_row(self, act: Act) -> None:
        if not self.inside:
            return
        row = self.table.highlighted
        if row is None:
            self.say(_("Nothing is chosen here."), "hint")
        else:
            self.when_open(lambda: act(row))

    def write(
        self, question: Callable[[], Any], said: Callable[[Any], str], *, then: Callable[[Any], int | None]
    ) -> None:
        """Write in a thread; then say what was done and show everything anew, the cursor on the row `then` names."""

        def done(answer: Any) -> None:
            self.say(said(answer))
            self.show_anew(then(answer))

        self.ask("write", question, done)

    def beside_row(self) -> tuple[int, int]:
        """The lines of the row under the cursor, for dialogs that open beside it."""
        return self.table.cursor_lines
