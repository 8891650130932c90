"""The reports (F1 to F5): a tab for each, a table with its chart, counted in the background."""

import threading
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.timer import Timer

from screens import keys, report_rows, report_words
from screens.kept_words import named_right, named_setting
from screens.report_choosing import ReportChoosing
from store.dates import clock_time
from store.language import _, n_, p_
from store.refusals import Cancelled
from store.reports import Query, Report, filters_of
from store.reports.changed import Standing, standing
from store.reports.choices import ReportChoices
from store.reports.periods import Days
from widgets.bar_chart import BarChart
from widgets.bars import KeyBar, Tab, TabLine, TopBar
from widgets.chip_line import Chip, ChipLine
from widgets.record_table import RecordTable

WIDE, HUGE = 110, 180
PATIENCE_SECONDS = 0.15
CHEAP_SECONDS = 0.25


@dataclass(frozen=True)
class Counted:
    """An answer: what was asked and chosen, the report, its lines, the greatest number of each column.

    `standing` is how the database stood before, `seconds` how long it took.
    """

    query: Query
    chosen: tuple[ReportChoices, Days, dict[str, tuple[Any, str]]]
    report: Report
    lines: tuple[report_rows.Line, ...]
    widest: tuple[int, ...]
    standing: Standing
    seconds: float


class ReportsScreen(ReportChoosing):
    """The reports. What was counted last stays until the next is there."""

    DEFAULT_CSS = """
    ReportsScreen { layout: vertical; background: $background; }
    ReportsScreen #chips { margin-bottom: 1; }
    ReportsScreen #body { height: 1fr; layout: horizontal; }
    ReportsScreen #table { width: 1fr; height: 1fr; }
    ReportsScreen #chart { display: none; width: 46; height: 1fr; }
    ReportsScreen.-wide #chart { display: block; border-left: vkey $line; }
    ReportsScreen.-huge #chart { width: 1fr; }
    ReportsScreen.-chart #table { width: 0; }
    ReportsScreen.-chart #chart { display: block; width: 1fr; border-left: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings((*keys.REPORTS, *keys.TABS[:2]))

    def __init__(self) -> None:
        super().__init__()
        self._counted: Counted | None = None
        self._cancelled: threading.Event | None = None
        self._patience: Timer | None = None
        self._begun = 0.0
        self._changed = self._missed = self._said = False

    # ----------------------------------------------------------------- layout

    def compose(self) -> ComposeResult:
        """Lay out."""
        yield TopBar()
        yield TabLine()
        yield ChipLine(id="chips")
        with Container(id="body"):
            yield RecordTable(id="table")
            yield BarChart(id="chart")
        yield KeyBar()

    def on_mount(self) -> None:
        """Count what was chosen last."""
        self.begin()
        self.set_class(self.choices.chart, "-chart")
        self._fit(self.app.size.width)
        self.set_focus(self.table)
        self.count()
        if not self.desk.tracking.on:
            self.say(
                _("Without the report of time: the setting {setting} is off.").format(
                    setting=named_setting("time-tracking")
                ),
                "hint",
            )

    def on_unmount(self) -> None:
        """Leave nothing counting."""
        if self._cancelled is not None:
            self._cancelled.set()

    def on_resize(self, event: events.Resize) -> None:
        """The chart stands beside the table where there is room."""
        self._fit(event.size.width)
        self._show_frame()

    def _fit(self, width: int) -> None:
        self.set_class(width >= WIDE, "-wide")
        self.set_class(width >= HUGE, "-huge")

    @property
    def table(self) -> RecordTable:
        """The groups."""
        return self.query_one(RecordTable)

    @property
    def chart(self) -> BarChart:
        """The bars."""
        return self.query_one(BarChart)

    def chosen_lines(self) -> tuple[int, int]:
        """See ActivityActions."""
        return self.table.cursor_lines

    # ----------------------------------------------------------------- counting

    def count(self) -> None:
        """Count what is chosen, in the background; whatever else is being counted is given up."""
        from store import reports

        if self._cancelled is not None:
            self._cancelled.set()
        cancelled = self._cancelled = threading.Event()
        (store, me), query = self.desk.opened, self.asked
        chosen = self.choices, self.days, self.filters
        begun = self._begun = perf_counter()

        def question() -> Counted:
            stood = standing(store, me)
            with reports.many_at_once():
                report = reports.make(store, me, query, cancelled=cancelled)
                lines, widest = report_rows.lines_of(report), report_rows.widest_of(report)
            return Counted(query, chosen, report, lines, widest, stood, perf_counter() - begun)

        self.ask("report", question, self._take_counted)
        self._rest()
        self._patience = self.set_timer(PATIENCE_SECONDS, self._say_counting)
        self._show_frame()

    def _rest(self) -> None:
        if self._patience is not None:
            self._patience.stop()
            self._patience = None

    def _say_counting(self) -> None:
        """Say, once it is worth saying, that something is being counted, how long, and what stops it."""
        seconds = int(perf_counter() - self._begun)
        passed = n_("{count} second", "{count} seconds", seconds).format(count=seconds) if seconds else ""
        said = " · ".join(part for part in (_("counting …"), passed, _("esc stops it")) if part)
        self.query_one(KeyBar).say(said, "hint", stay=True)
        self._said = True
        if self._counted is not None and self._counted.query.kind != self.choices.kind:
            self._counted = None
            self._show_report(top=True)
        self._patience = self.set_timer(1.0, self._say_counting)

    def _take_counted(self, counted: Counted) -> None:
        before = self._counted
        self._rest()
        self._counted, self._cancelled, self._changed = counted, None, False
        if self._said:
            self._said = False
            self.query_one(KeyBar).hush()
        same = before is not None and replace(before.query, start=None, end=None) == replace(
            counted.query, start=None, end=None
        )
        self._show_report(top=not same)
        self._show_frame()
        if self._missed:
            self._missed = False
            self._look_for_changes()

    def refused(self, error: Exception) -> None:
        """See BaseScreen; what was given up leaves the last report as it was."""
        self._rest()
        self._cancelled = None
        if isinstance(error, Cancelled):
            self._give_up()
        else:
            super().refused(error)
        self._show_frame()

    def _give_up(self) -> None:
        """Go back to the choices of what was counted before, if that is still shown."""
        counted = self._counted
        if counted is None:
            self.say(_("Not counted to the end. r counts again."), "hint")
        else:
            choices, self.days, self.filters = counted.chosen
            self.keep(replace(choices, chart=self.choices.chart))
            self.say(_("Not counted to the end; this was counted before."), "hint")
        self._show_report()

    # ----------------------------------------------------------------- showing

    def _show_report(self, *, top: bool = False) -> None:
        """Hand the report to the chart, and let the table ask for its rows: with the columns, in one picture."""
        counted = self._counted
        if counted is None:
            self.chart.show("", ())
        else:
            kind, report = counted.query.kind, counted.report
            title = f"{report_rows.chart_title(kind, report)} · {report_rows.total_words(kind, report)}"
            bars = report_rows.bars_of(kind, report, counted.lines[: BarChart.MOST])
            self.chart.show(title, bars, legend=report_rows.legend_of(kind) if bars else ())
        self.table.forget(top=top, select=None if top else self._same_place())

    def _same_place(self) -> int | None:
        """The place of the group under the cursor among the lines there are now."""
        row = self.table.highlighted
        if row is None or self._counted is None:
            return None
        keys_ = row.data.group.keys
        places = (k for k, line in enumerate(self._counted.lines) if line.group.keys == keys_)
        return next(places, None)

    def on_record_table_wanted(self, message: RecordTable.Wanted) -> None:
        """Hand over a window of the lines."""
        counted, table = self._counted, message.table
        table.set_empty(self._empty_words())
        if counted is None:
            table.set_footer(())
            table.fill(message.first, (), 0, message.generation)
            return
        report, lines = counted.report, counted.lines
        table.set_columns(report_rows.columns_of(report, counted.widest), ("", False))
        table.set_footer(report_rows.footer_of(report) if lines else ())
        window = range(message.first, min(message.first + message.count, len(lines)))
        rows = [report_rows.row_of(report, lines, index) for index in window]
        table.fill(message.first, rows, len(lines), message.generation)
        self.chart.mark(table.cursor if lines else None)

    def _empty_words(self) -> tuple[str, ...]:
        if self._counted is None:
            return (_("counting …"),) if self._cancelled is not None else (_("Not counted. r counts."),)
        if self.filter_words():
            return (_("With these filters there is nothing to count."), _("f changes them, esc shows all again."))
        return {
            "time": (_("No time was measured in this period."), _("p chooses another; s measures on an activity.")),
            "activities": (_("There are no activities in this period."), _("p chooses another; n plans one.")),
            "goals": (_("No activity of this period has a goal."), _("p chooses another period.")),
            "overdue": (_("Nothing is overdue or open-ended."), _("So it should be.")),
            "forgotten": (_("No contact is forgotten:"), _("each has something planned.")),
        }[self._counted.query.kind]

    def _show_frame(self) -> None:
        desk, key = self.desk, self._keys()
        name = desk.name if self.size.width >= 100 or not desk.me else desk.me.login
        state = _("changed since; {key} counts again").format(key=key["report.count"][0]) if self._changed else ""
        self.query_one(TopBar).show(
            title=_("Reports"),
            subtitle=report_words.report_name(self.choices.kind),
            right=(name, clock_time(desk.now, desk.zone)),
            state=state,
        )
        tabs = [Tab(kind, report_words.report_name(kind)) for kind in self.kinds()]
        self.query_one(TabLine).show(tabs, self.choices.kind)
        self.query_one(ChipLine).show(self._chips(key))
        # What the line of choices names already comes last.
        order = ["report.view", "report.export", "report.second", "report.card", "report.count", "app.search"]
        order += ["report.period", "report.group", "report.filter"]
        bar = [("enter", _("contacts") if self.choices.kind == "forgotten" else _("activities"))]
        bar += [("← →", _("report")), *(key[name] for name in order)]
        if "start" in filters_of(self.choices.kind):
            bar.insert(2, ("[ ]", _("period")))
        self.query_one(KeyBar).show(bar, last=key["app.help"])

    def _chips(self, key: dict[str, tuple[str, str]]) -> list[Chip]:
        """Return what was chosen; before it, where one sees no time but one's own, the right to see more (G2)."""
        counted, narrow = self._counted, self.size.width < 100
        own = counted is not None and counted.report.own_only and self.choices.kind == "time"
        labels = ("", "", "") if own and narrow else (_("period"), _("by"), _("filter"))
        by = " → ".join(report_words.grouped_by(name) for name in self.choices.dimensions())
        chips = [Chip(key["report.group"][0], labels[1], by)]
        if "start" in filters_of(self.choices.kind):
            chips.insert(0, Chip(key["report.period"][0], labels[0], report_words.period(self.asked)))
        chips.append(Chip(key["report.filter"][0], labels[2], self.filter_words() or p_("filter", "none")))
        if own:
            # Where there is not room for both, it is what commands and administrators know it by.
            right = _("“{title}”").format(title="see-all-time") if narrow else named_right("see-all-time")
            chips.insert(0, Chip("", "", _("only yours: no right {right}").format(right=right), amber=True))
        return chips

    def _keys(self) -> dict[str, tuple[str, str]]:
        return {
            action.id: (keys.shown_key(self.key_of(action)), (action.short or action.text)())
            for action in self.actions()
        }

    def on_record_table_highlighted(self, message: RecordTable.Highlighted) -> None:
        """The chart follows the cursor."""
        self.chart.mark(self.table.cursor if message.row is not None else None)

    # ----------------------------------------------------------------- living

    def reload(self, select: int | None = None) -> None:
        """See BaseScreen: count again where that is cheap, else say that something has changed."""
        if self.desk.store is None:
            return
        if self.choices.kind not in self.kinds():
            self.go_to_report(self.kinds()[0])
            return
        self._show_frame()
        if self._cancelled is not None:
            self._missed = True
        elif self._counted is not None:
            self._show_report()
            self._look_for_changes()

    def _look_for_changes(self) -> None:
        counted = self._counted
        if counted is None:
            return
        store, me = self.desk.opened

        def take(now: Standing) -> None:
            if self._counted is not counted or now == counted.standing or self._cancelled is not None:
                return
            if counted.seconds <= CHEAP_SECONDS:
                self.count()
            else:
                self._changed = True
                self._show_frame()

        self.ask("standing", lambda: standing(store, me), take)

    def tick(self) -> None:
        """See BaseScreen."""
        self._show_frame()

    # ----------------------------------------------------------------- keys

    def on_tab_line_chosen(self, message: TabLine.Chosen) -> None:
        """Go to the report that was clicked."""
        self.go_to_report(message.tab)

    def action_count(self) -> None:
        """Count again."""
        self.count()

    def action_view(self) -> None:
        """Show the chart alone, or with the table."""
        chart = not self.choices.chart
        self.set_class(chart, "-chart")
        self.keep(replace(self.choices, chart=chart))

    def action_back(self) -> None:
        """Stop counting; else show all again; else go back."""
        if self._cancelled is not None:
            self._cancelled.set()
        elif self.filter_words():
            self.widen()
        else:
            self.to_day_plan()

    def action_reports(self) -> None:
        """Say that they are here."""
        self.say(_("These are the reports."), "hint")

    def action_export_shown(self) -> None:
        """Export the report as it is shown (F)."""
        from screens.exporting import export_report

        counted = self._counted
        if counted is None or not counted.lines:
            self.say(_("There is nothing to export."), "hint")
            return
        query = counted.query
        parts = [query.kind, *query.by, *(day.isoformat() for day in (query.start, query.end) if day is not None)]
        export_report(self, counted.report, "-".join(parts) + ".csv")

    def on_record_table_opened(self, message: RecordTable.Opened) -> None:
        """Go down to what the group counts."""
        counted = self._counted
        if counted is None or message.row is None:
            return
        line: report_rows.Line = message.row.data
        if any(key.hidden for key in line.group.keys):
            self.say(_("What this time was spent on you may not see."), "hint")
            return
        if counted.query.kind == "forgotten":
            if self._open_card(line, "contact"):
                return
            from screens.report_group import GroupContacts

            self.app.push_screen(GroupContacts(counted.query, line.group.keys))
        else:
            from screens.report_group import GroupActivities

            self.app.push_screen(GroupActivities(counted.query, line.group.keys))

    def action_card(self) -> None:
        """Open the card of the contact or project that the group is about."""
        row = self.table.highlighted
        if row is None or not self._open_card(row.data, "contact", "project"):
            self.say(_("This group is not of a contact or project."), "hint")

    def _open_card(self, line: report_rows.Line, *kinds: str) -> bool:
        assert self._counted is not None
        keys_: dict[str, Any] = dict(zip(self._counted.report.by, line.group.keys, strict=False))
        for kind in kinds:
            if kind in keys_ and keys_[kind].value is not None and not keys_[kind].hidden:
                opens = self.open_contact if kind == "contact" else self.open_project
                opens(int(keys_[kind].value))
                return True
        return False

    def actions(self) -> tuple[keys.Action, ...]:
        """See BaseScreen."""
        return (*keys.REPORTS, *keys.TABS[:2], *keys.EVERYWHERE)

    def help_groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """See BaseScreen."""
        mine = [(keys.shown_key(self.key_of(a)), a.text()) for a in self.actions() if a not in keys.EVERYWHERE]
        head = ("↑ ↓ j k", _("choose; enter shows the activities of the group"))
        return [(_("Reports"), [head, *mine]), *super().help_groups()]
