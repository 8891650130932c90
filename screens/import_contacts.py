"""Importing contacts: a file, what its columns mean, what would happen, and then it happens (H2)."""

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, cast

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import DataTable, Input, ProgressBar, Static

from screens import exchange_words
from screens.asking import Asking
from store.dates import clock_time
from store.exchange.remembered import Chosen
from store.exchange.report import POLICIES, Fate, Policy, Report
from store.language import _, n_
from store.refusals import Cancelled, Invalid, Refused
from widgets.bars import KeyBar, TopBar
from widgets.cells import fit, plain
from widgets.choice import Choice
from widgets.line_field import LineField

if TYPE_CHECKING:
    from screens.desk import Desk
    from store.exchange.source import Source

SHOWN = 500


@dataclass(frozen=True)
class _Read:
    """What a dry run gave."""

    report: Report
    columns: tuple[str, ...]
    chosen: Chosen | None


class ImportContacts(Asking):
    """Shows what an import would do before it does it. Dismisses with the report, or with None."""

    CSS = """
    ImportContacts { background: $background; }
    ImportContacts .row { height: 1; max-width: 120; margin: 0 1; }
    ImportContacts .label { width: 14; color: $muted; text-align: right; padding-right: 1; }
    ImportContacts #file { margin: 1 1 0 1; }
    ImportContacts LineField { width: 1fr; }
    ImportContacts Choice { width: 30; }
    ImportContacts #summary { margin: 1 1 0 1; height: auto; color: $text; }
    ImportContacts DataTable { height: 1fr; margin: 1 1 0 1; background: $background; scrollbar-size: 0 1; }
    ImportContacts DataTable:focus { background-tint: $background 0%; }
    ImportContacts DataTable > .datatable--header { background: $background; color: $muted; text-style: none; }
    ImportContacts DataTable > .datatable--odd-row, ImportContacts DataTable > .datatable--even-row {
        background: $background;
    }
    ImportContacts DataTable > .datatable--cursor, ImportContacts DataTable:focus > .datatable--cursor {
        background: $cursor; color: $text;
    }
    ImportContacts #because { margin: 0 1; height: auto; max-height: 3; color: $muted; }
    ImportContacts ProgressBar { margin: 0 1; display: none; }
    ImportContacts.-working ProgressBar { display: block; }
    ImportContacts Bar > .bar--bar { color: $accent; background: $line; }
    ImportContacts Bar > .bar--complete { color: $ok; background: $line; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "bring_in", show=False, priority=True, id="import.go"),
        Binding("f2", "columns", show=False, priority=True, id="import.columns"),
        Binding("escape", "close", show=False, priority=True, id="import.close"),
    ]
    AUTO_FOCUS = ""

    def __init__(self, path: str = "") -> None:
        super().__init__()
        self._path = path
        self._chosen: Chosen | None = None
        self._read: _Read | None = None
        self._read_path = ""
        self._stop: threading.Event | None = None
        self._stood: Widget | None = None
        self._rows: list[tuple[str, ...]] = []

    @property
    def desk(self) -> "Desk":
        """See BaseScreen."""
        return cast("Desk", cast(Any, self.app).desk)

    # ----------------------------------------------------------------- layout

    def compose(self) -> ComposeResult:
        """Lay out."""
        desk = self.desk
        name = desk.name if self.app.size.width >= 100 or not desk.me else desk.me.login
        yield TopBar(_("Import contacts"), "", (name, clock_time(desk.now, desk.zone)))
        with Horizontal(classes="row", id="file"):
            yield Static(_("file"), classes="label", markup=False)
            hint = _("path of a .vcf, .csv or .json file, then enter")
            if desk.places.own is not None:
                hint = _("name of one of your files, .vcf, .csv or .json, then enter")
            yield LineField(self._path, placeholder=hint, id="path")
        with Horizontal(classes="row"):
            yield Static(_("duplicates"), classes="label", markup=False)
            policies = [(policy, exchange_words.policy_label(policy)) for policy in POLICIES]
            yield Choice(policies, "skip", key="policy")
        yield Static("", id="summary", markup=False)
        yield DataTable(cursor_type="row", zebra_stripes=False, show_row_labels=False)
        yield Static("", id="because", markup=False)
        yield ProgressBar(total=1, show_eta=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Ask for the file first."""
        table = self._table
        for title in (_("line"), _("what"), _("name"), _("because")):
            table.add_column(Text(title), key=title)
        self._show_keys()
        self.query_one(LineField).focus()
        if self._path:
            self._rehearse()

    @property
    def _table(self) -> DataTable[Text]:
        return cast("DataTable[Text]", self.query_one(DataTable))

    def _show_keys(self) -> None:
        if self._stop is not None:
            self.query_one(KeyBar).show([("esc", _("cancels; nothing is kept"))])
            return
        bar = [("enter", _("reads the file")), ("^s", _("imports")), ("tab", _("next"))]
        if self._read is not None and self._read.columns:
            bar.insert(2, ("F2", _("columns")))
        self.query_one(KeyBar).show([*bar, ("esc", _("close"))])

    # ----------------------------------------------------------------- the dry run

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Read the file and show what would happen."""
        event.stop()
        self._chosen = None
        self._rehearse()

    def on_choice_changed(self, message: Choice.Changed) -> None:
        """Show what would happen with another policy."""
        if self._read is not None:
            self._rehearse()

    def _rehearse(self) -> None:
        self._run(dry_run=True)

    def action_bring_in(self) -> None:
        """Import what was shown; what was not shown yet is shown first."""
        path = self.query_one("#path", LineField).value.strip()
        if self._stop is not None:
            return
        if self._read is None or path != self._read_path:
            self._rehearse()
        else:
            self._run(dry_run=False)

    def _run(self, *, dry_run: bool) -> None:
        path = self.query_one("#path", LineField).value.strip()
        if not path or self._stop is not None:
            return
        store, me = self.desk.opened
        stop = self._stop = threading.Event()
        policy = cast(Policy, self.query_one(Choice).value)
        chosen = self._chosen
        self._read_path = path
        self._working(True)

        def question() -> _Read:
            from store.exchange import contacts_in, remembered

            with self.desk.places.opened(path) as file:
                source, used = _source(store, me, path, file, chosen)
                size = max(1, source.size)

                def progress(_done: int) -> None:
                    if stop.is_set():
                        raise Cancelled
                    self.app.call_from_thread(self._progress, source.read / size)

                report = contacts_in.bring_in(
                    store, me, source, policy=policy, dry_run=dry_run, every_fate=dry_run, progress=progress
                )
                layout = source.layout
                columns = layout.columns if layout is not None else ()
                if layout is not None and used is None:
                    used = Chosen(layout.fields, layout.has_header)
                if not dry_run and chosen is not None and columns:
                    remembered.remember(store, me, columns, chosen)
            return _Read(report, columns, used)

        self.ask("import", question, self._rehearsed if dry_run else self._done)

    def _working(self, on: bool) -> None:
        if on:
            self._stood = self.focused
        else:
            self._stop = None
        self.set_class(on, "-working")
        self.query_one(ProgressBar).update(total=1, progress=0)
        for field in (self.query_one(LineField), self.query_one(Choice)):
            field.disabled = on
        if not on and self._stood is not None:
            self._stood.focus()
        self._show_keys()

    def _progress(self, part: float) -> None:
        if self.is_attached:
            self.query_one(ProgressBar).update(progress=min(part, 1.0))

    def _rehearsed(self, read: _Read) -> None:
        self._read = read
        self._working(False)
        report = read.report
        self._summary(exchange_words.summary(report), report)
        refused = [fate for fate in report.fates if fate.kind == "refused"]
        rest = [fate for fate in report.fates if fate.kind != "refused"]
        shown: list[Fate] = [*refused, *rest][:SHOWN]
        rows = [tuple(map(plain, exchange_words.fate_cells(fate))) for fate in shown]
        for remark in report.remarks[: SHOWN - len(shown)]:
            words = plain(exchange_words.remark_words(remark))
            what = _("kept as it is") if remark.kept else _("left out")
            if remark.problem.reason == "only-email":
                what = _("no name")
            rows.append((str(remark.line), what, "", words))
        self._rows = rows
        self._show_rows()
        if shown and not isinstance(self._stood, Choice):
            self._table.focus()

    def _show_rows(self) -> None:
        """Fill the table: the last column, why, is cut where there is no room; all of it stands below."""
        table, before = self._table, self._table.cursor_row
        heads = (_("line"), _("what"), _("name"), _("because"))
        sizes = [max(map(cell_len, column)) + 2 for column in zip(heads, *self._rows, strict=True)]
        most = max(self.size.width // 3, cell_len(heads[2]))
        room = max(10, self.size.width - sizes[0] - sizes[1] - min(sizes[2], most + 2) - 5)
        table.clear()
        for line, what, name, why in self._rows:
            table.add_row(Text(line), Text(what), Text(_cut(name, most)), Text(_cut(why, room)))
        table.move_cursor(row=before)
        self._show_because()

    def on_resize(self) -> None:
        """Cut anew."""
        if self._rows:
            self._show_rows()

    def on_data_table_row_highlighted(self) -> None:
        """Follow the cursor."""
        self._show_because()

    def _show_because(self) -> None:
        at = self._table.cursor_row
        parts = self._rows[at][2:] if at < len(self._rows) else ()
        self.query_one("#because", Static).update(": ".join(part for part in parts if part) if any(parts[1:]) else "")

    def _summary(self, line: str, report: Report) -> None:
        lines = [line]
        kept = sum(remark.kept for remark in report.remarks)
        left = len(report.remarks) - kept
        if left:
            lines.append(n_("{count} value is left out", "{count} values are left out", left).format(count=left))
        if kept:
            words = n_("{count} number is kept as it is", "{count} numbers are kept as they are", kept)
            lines.append(words.format(count=kept))
        more = len(report.fates) - SHOWN
        if more > 0:
            lines.append(n_("… and {count} more", "… and {count} more", more).format(count=more))
        self.query_one("#summary", Static).update("\n".join(lines))

    # ----------------------------------------------------------------- columns

    def action_columns(self) -> None:
        """Ask what the columns mean, and show what would happen then."""
        if self._read is not None and self._read.columns and self._read.chosen is not None and self._stop is None:
            self._ask_columns(self._read.columns, self._read.chosen)

    def _ask_columns(self, columns: tuple[str, ...], chosen: Chosen) -> None:
        from screens.dialogs.map_columns import MapColumns

        def took(answer: Chosen | None) -> None:
            if answer is not None:
                self._chosen = answer
                self._rehearse()

        self.app.push_screen(MapColumns(columns, chosen), took)

    # ----------------------------------------------------------------- the end

    def _done(self, read: _Read) -> None:
        self._working(False)
        self.dismiss(read.report)

    def refused(self, error: Exception) -> None:
        """Say it below; ask for the columns where they are what is missing."""
        self._working(False)
        bar = self.query_one(KeyBar)
        if not isinstance(error, Refused):
            bar.say(_("Something went wrong; details are in {path}").format(path=self.desk.log_path()), "problem")
            return
        from screens.wording import refusal

        self._rows = []
        self._table.clear()
        self._show_because()
        self._read = None
        self._show_keys()
        if isinstance(error, Invalid) and (error.field, error.reason) == ("columns", "none-known") and error.allowed:
            said = _("No column is known to hold a name: say what the columns mean.")
            self.query_one("#summary", Static).update(said)
            self._ask_columns(error.allowed, self._chosen or Chosen(("",) * len(error.allowed), False))
            return
        bar.say(refusal(error), "hint" if isinstance(error, Cancelled) else "problem")
        self.query_one("#summary", Static).update(refusal(error))

    def action_close(self) -> None:
        """Cancel what runs; else close."""
        if self._stop is not None:
            self._stop.set()
        else:
            self.dismiss(None)


def _cut(text: str, most: int) -> str:
    return fit(text, min(cell_len(text), most))


def _source(store: Any, me: Any, path: str, file: Any, chosen: Chosen | None) -> "tuple[Source, Chosen | None]":
    """Open a file as it is, or with its columns as chosen now, or as remembered for such a table."""
    from store.exchange.remembered import recalled
    from store.exchange.source import Source, kind_of

    kind = kind_of(path)
    if kind != "csv":
        return Source(file, kind), None
    if chosen is None:
        try:
            source = Source(file, kind)
        except Invalid as problem:
            if problem.reason != "none-known" or (chosen := recalled(store, me, problem.allowed)) is None:
                raise
        else:
            assert source.layout is not None
            chosen = recalled(store, me, source.layout.columns)
            if chosen is None:
                return source, None
        file.seek(0)
    return Source(file, kind, columns=chosen.columns, header=chosen.header), chosen
