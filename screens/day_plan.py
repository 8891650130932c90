"""The day plan: one list, one preview; the tabs beside it; any day (C1)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.timer import Timer

from screens import keys
from screens.bulk_actions import BulkActions
from screens.empty_tabs import empty_words
from screens.exchange_actions import TabExport
from screens.plan_keys import plan_order
from store.dates import clock_time, long_day
from store.language import _
from store.rows import ActivityRow, DayPlan, NoteRow, Page, TabCounts
from widgets.activity_preview import ActivityPreview
from widgets.agenda_items import list_items, plan_items
from widgets.agenda_list import AgendaList
from widgets.bars import KeyBar, Tab, TabLine, TopBar
from widgets.coming_days import ComingDays

WIDE, HUGE = 110, 180
SMALL_HEIGHT = 18
TABS = ("plan", "to-complete", "received", "delegated", "unassigned", "all", "history")
PAGE = 200
REST_SECONDS = 0.08


class DayPlanScreen(BulkActions, TabExport):
    """The first screen. It can be drawn from what was last seen, before any database is open."""

    CSS = """
    DayPlanScreen { layout: vertical; background: $background; }
    #body { height: 1fr; layout: vertical; }
    #list { height: 1fr; width: 1fr; }
    #preview { height: 4; width: 1fr; border-top: solid $line; background: $side; }
    #coming { display: none; }
    DayPlanScreen.-wide #body { layout: horizontal; }
    DayPlanScreen.-wide #preview { height: 1fr; width: 44; border-top: none; border-left: vkey $line; }
    DayPlanScreen.-huge #preview { width: 56; }
    DayPlanScreen.-huge #coming { display: block; width: 44; height: 1fr; border-left: vkey $line; background: $side; }
    DayPlanScreen.-small #preview { display: none; }
    #preview:focus { border-top: solid $accent; }
    DayPlanScreen.-wide #preview:focus { border-top: none; border-left: vkey $accent; }
    DayPlanScreen.-huge #coming:focus { border-left: vkey $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings((*keys.LIST, *keys.DAYS, *keys.TABS, *keys.PANES))

    def __init__(self, *, day: date, plan: DayPlan | None = None) -> None:
        super().__init__()
        self._day = day
        self._plan = plan
        self._tab = "plan"
        self._text = ""
        self._counts = plan.counts if plan else TabCounts()
        self._rows: list[ActivityRow] = []
        self._after: str | None = None
        self._loading_page = False
        self._rest: Timer | None = None
        self._counting: Timer | None = None
        self._select: int | None = None
        self._lately: int | None = None
        self._shown: date | str | None = None

    # ----------------------------------------------------------------- layout

    def compose(self) -> ComposeResult:
        """Lay out."""
        yield TopBar()
        yield TabLine()
        with Container(id="body"):
            yield AgendaList(id="list")
            yield ActivityPreview(self.desk.zone, id="preview")
            yield ComingDays(id="coming")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what was last seen, if that is known."""
        self.agenda.last_notes = self.desk.last_notes
        self._show_frame()
        if self._plan is not None:
            self._show_plan(keep=False)
        self.set_focus(self.agenda)

    def on_resize(self, event: events.Resize) -> None:
        """Choose the layout for the size: list alone, list over preview, side by side, and the coming days."""
        width, height = event.size
        self.set_class(width >= WIDE, "-wide")
        self.set_class(width >= HUGE, "-huge")
        self.set_class(width < WIDE and height < SMALL_HEIGHT, "-small")
        self.call_after_refresh(self._show_frame)
        if width >= HUGE:
            self.call_after_refresh(self._load_coming)

    @property
    def agenda(self) -> AgendaList:
        """The list."""
        return self.query_one(AgendaList)

    @property
    def chosen(self) -> ActivityRow | None:
        """The activity under the cursor."""
        return self.agenda.highlighted

    def following(self) -> int | None:
        """See ActivityActions."""
        return self.agenda.next_id()

    def chosen_lines(self) -> tuple[int, int]:
        """See ActivityActions."""
        return self.agenda.cursor_lines

    def shown_day(self) -> date | None:
        """See ActivityActions: the day looked at, unless it is today."""
        return self._day if self._tab in {"plan", "all"} and self._day != self.desk.today else None

    # ----------------------------------------------------------------- showing

    def connected(self, plan: DayPlan) -> None:
        """Show what the database has confirmed."""
        self._plan, self._counts = plan, plan.counts
        self.agenda.last_notes = self.desk.last_notes
        self.query_one(ActivityPreview).set_zone(self.desk.zone)
        first = not self.agenda.touched
        if self._tab == "plan" and plan.day == self._day:
            self._show_plan(keep=not first)
        else:
            self.reload()
        self._show_frame()
        self._load_notes()
        self._load_coming()
        self.opened()

    def tick(self) -> None:
        """A minute has passed: the clock and the now-line move, nothing else; at midnight the day turns over."""
        if self._plan is not None and self._tab == "plan":
            if self._plan.day < self.desk.today and self._day == self._plan.day:
                self.action_today()
            else:
                self._show_plan()
        self._show_frame()

    def reload(self, select: int | None = None) -> None:
        """Ask for what is shown again, keeping the cursor; with `select` put it on that activity if it is there."""
        if select is not None:
            self._select = self._lately = select
        store, me = self.desk.store, self.desk.me
        if store is None or me is None:
            return
        from store import day_plan

        day, tab, text, shown = self._day, self._tab, self._text, max(PAGE, len(self._rows))
        if tab == "plan":
            known = self._counts
            self.ask("plan", lambda: day_plan.day(store, me, day, known=known), self._take_plan)
        else:
            self.ask(
                "plan",
                lambda: (day_plan.tab(store, me, tab, day=day, text=text, limit=shown), day_plan.counts(store, me)),
                self._take_tab,
            )
        self._load_coming()

    def _take_plan(self, plan: DayPlan) -> None:
        """Show a day at once; the numbers on the tabs follow when nobody is leafing through days any more."""
        self._plan = plan
        self._show_plan()
        self._show_frame()
        self._load_notes()
        if self._counting is not None:
            self._counting.stop()
        self._counting = self.set_timer(REST_SECONDS, self._count)

    def _count(self) -> None:
        store, me = self.desk.store, self.desk.me
        if store is None or me is None or self._tab != "plan":
            return
        from store import day_plan

        self.ask("counts", lambda: day_plan.counts(store, me), self._take_counts)

    def _take_counts(self, counts: TabCounts) -> None:
        if self._plan is not None:
            self._plan = replace(self._plan, counts=counts)
        if self._tab == "plan" and counts != self._counts:
            self._counts = counts
            self._show_frame()

    def _take_tab(self, answer: tuple[Page, TabCounts]) -> None:
        page, self._counts = answer
        self._rows, self._after = list(page.rows), page.after
        self._loading_page = False
        self._show_rows()
        self._show_frame()
        self._load_notes()

    def _show_plan(self, *, keep: bool = True) -> None:
        if self._plan is None:
            return
        items = plan_items(self._plan, now=self.desk.now, zone=self.desk.zone, today=self.desk.today)
        self.agenda.show(items, select=self._select, keep=keep and self._plan.day == self._shown)
        self._select, self._shown = None, self._plan.day
        self._show_preview()

    def _show_rows(self) -> None:
        items = list_items(
            self._rows,
            zone=self.desk.zone,
            today=self.desk.today,
            now=self.desk.now,
            empty=empty_words(self._tab, self._text, self.desk.me),
            fade=self._tab == "all" and not self._text,
        )
        self.agenda.show(items, select=self._select, keep=self._tab == self._shown)
        self._select, self._shown = None, self._tab
        self._show_preview()

    def _show_frame(self) -> None:
        desk = self.desk
        today = desk.today
        day = long_day(self._day, today)
        near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}.get((self._day - today).days, "")
        dated = self._tab in {"plan", "all"}
        subtitle = (f"{day} · {near}" if near else day) if dated else ""
        if self._text:
            subtitle = _("containing “{text}”").format(text=self._text)
        name = desk.name if self.size.width >= 100 or not desk.me else desk.me.login
        self.query_one(TopBar).show(
            title=_("Day plan"),
            subtitle=subtitle,
            right=(name, clock_time(desk.now, desk.zone)),
            state="" if desk.store else _("as last seen …") if self.plan else _("One moment …"),
        )
        c = self._counts
        titles = {
            "plan": (_("Plan"), c.plan),
            "to-complete": (_("To complete"), c.to_complete),
            "received": (_("Received"), c.received),
            "delegated": (_("Delegated"), c.delegated),
            "unassigned": (_("Unassigned"), c.unassigned),
            "all": (_("All"), None),
            "history": (_("History"), None),
        }
        self.query_one(TabLine).show([Tab(tab, *titles[tab]) for tab in TABS], self._tab)
        shown, last = self._bar_keys()
        self.query_one(KeyBar).show(shown, last=last)

    def _bar_keys(self) -> tuple[list[tuple[str, str]], tuple[str, str]]:
        by_id = {action.id: action for action in (*keys.EVERYWHERE, *keys.LIST, *keys.DAYS, *keys.TABS)}
        nothing = self._shown is not None and self.chosen is None
        order = plan_order(self._tab, nothing=nothing, filtered=bool(self._text))

        def shown(name: str) -> tuple[str, str]:
            action = by_id[name]
            return keys.shown_key(self.key_of(action)), (action.short or action.text)()

        bar = [shown(name) for name in order]
        if nothing and self._text:
            bar.insert(1, ("esc", _("no filter")))
        bar[6:6] = [("[ ]", _("day")), ("← →", _("tab"))]
        return [*bar, shown("app.quit")], shown("app.help")

    # ----------------------------------------------------------------- the preview

    def on_agenda_list_highlighted(self, message: AgendaList.Highlighted) -> None:
        """Follow the cursor: at once with what is known, with the whole discussion once it rests."""
        self._show_preview()
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST_SECONDS, self._load_notes)

    def _show_preview(self, notes: Sequence[NoteRow] = ()) -> None:
        preview = self.query_one(ActivityPreview)
        if preview.display:
            preview.show(self.chosen, self.desk.today, notes, now=self.desk.now)

    def _load_notes(self) -> None:
        self._load_troubles()
        row, store, me = self.chosen, self.desk.store, self.desk.me
        if row is None or store is None or me is None or row.note_count < 2 or not self.has_class("-wide"):
            return
        from store import discussion

        number = row.id
        self.ask("notes", lambda: (number, discussion.notes(store, me, number, last=20)), self._take_notes)

    def _take_notes(self, answer: tuple[int, tuple[NoteRow, ...]]) -> None:
        number, notes = answer
        if self.chosen is not None and self.chosen.id == number:
            self._show_preview(notes)

    def _load_troubles(self) -> None:
        """Whoever assigned it sees what could not be delivered (D2)."""
        row, me = self.chosen, self.desk.me
        if row is None or me is None or row.assigner.id != me.id or not self.has_class("-wide"):
            return
        from screens.delivery_words import troubles

        store, number = self.desk.opened[0], row.id
        self.ask("troubles", lambda: (number, troubles(store, me, number)), self._take_troubles)

    def _take_troubles(self, answer: tuple[int, list[str]]) -> None:
        number, said = answer
        row = self.chosen
        if row is not None and row.id == number and said:
            preview = self.query_one(ActivityPreview)
            preview.show(row, self.desk.today, preview.notes, said)

    def _load_coming(self) -> None:
        store, me = self.desk.store, self.desk.me
        if store is None or me is None or not self.has_class("-huge"):
            return
        from store import activity_list
        from store.when import day_bounds

        today = self.desk.today
        start, _end = day_bounds(today + timedelta(days=1), me.zone)
        end, _end = day_bounds(today + timedelta(days=8), me.zone)
        coming = self.query_one(ComingDays)
        self.ask(
            "coming",
            lambda: activity_list.listed(store, me, start=start, end=end, status="planned", limit=200),
            lambda rows: coming.show(rows, zone=self.desk.zone, today=today),
        )

    # ----------------------------------------------------------------- tabs and days

    def action_shift_tab(self, by: int) -> None:
        """Go to the next or previous tab."""
        self._go_to_tab(TABS[(TABS.index(self._tab) + by) % len(TABS)])

    def on_tab_line_chosen(self, message: TabLine.Chosen) -> None:
        """Go to the tab that was clicked."""
        self._go_to_tab(message.tab)

    def _go_to_tab(self, tab: str) -> None:
        row = self.chosen
        self._tab, self._rows, self._after = tab, [], None
        self._select, self._shown = row.id if row else None, None
        self._text = "" if tab == "plan" else self._text
        self._show_frame()
        self.reload()

    def action_next_pane(self, by: int) -> None:
        """Go to the next pane that is shown: the list, the activity, the coming days; there the arrows scroll."""
        panes = [self.agenda, self.query_one(ActivityPreview), self.query_one(ComingDays)]
        shown = [pane for pane in panes if pane.display]
        at = shown.index(self.focused) if self.focused in shown else 0
        self.set_focus(shown[(at + by) % len(shown)])

    def action_shift_day(self, by: int) -> None:
        """Look at the day before or after."""
        self.go_to_day(self._day + timedelta(days=by))

    def action_today(self) -> None:
        """Look at today."""
        self.go_to_day(self.desk.today)

    def go_to_day(self, day: date) -> None:
        """Look at a day: in the plan, or from it on in All; the cursor goes to what was changed last if it is there."""
        self._day, self._select = day, self._lately
        if self._tab not in {"plan", "all"}:
            self._tab = "plan"
        self._show_frame()
        self.reload()

    def action_go_to_date(self) -> None:
        """Ask for a date in words and look at it."""
        from screens.dialogs.when import AskWhen

        self.app.push_screen(AskWhen(self.desk, title=_("Go to date"), days_only=True), self._went)

    def _went(self, reading: Any) -> None:
        if reading is not None:
            start = reading.start
            self.go_to_day(start.date() if hasattr(start, "date") else start)

    def action_filter(self) -> None:
        """Ask for a text that the list is to contain."""
        from screens.dialogs.line import AskLine

        if self._tab == "plan":
            self._go_to_tab("all")
        self.app.push_screen(AskLine(_("Show what contains"), value=self._text, empty_ok=True), self._filtered)

    def _filtered(self, text: str | None) -> None:
        if text is not None:
            self._text, self._rows, self._after, self._shown = text.strip(), [], None, None
            self._show_frame()
            self.reload()

    def key_escape(self) -> None:
        """Come back to the list; from there, remove the filter."""
        if self.focused is not self.agenda:
            self.set_focus(self.agenda)
        elif self.marked:
            self.unmark()
        elif self._text:
            self._filtered("")
        else:
            self.say(_("There is nothing to close here; q quits."), "hint")

    def on_agenda_list_near_end(self) -> None:
        """Load the next page."""
        store, me, after = self.desk.store, self.desk.me, self._after
        if self._tab == "plan" or after is None or self._loading_page or store is None or me is None:
            return
        from store import day_plan

        self._loading_page = True
        tab, day, text = self._tab, self._day, self._text
        self.ask(
            "page", lambda: (after, day_plan.tab(store, me, tab, day=day, text=text, after=after)), self._take_page
        )

    def _take_page(self, answer: tuple[str, Page]) -> None:
        after, page = answer
        self._loading_page = False
        if after == self._after:
            known = {row.id for row in self._rows}
            self._rows += [row for row in page.rows if row.id not in known]
            self._after = page.after
            self._show_rows()

    @property
    def plan(self) -> DayPlan | None:
        """The plan of the day looked at, None before any is known."""
        return self._plan

    def actions(self) -> tuple[keys.Action, ...]:
        """See BaseScreen."""
        return (*keys.LIST, *keys.EVERYWHERE, *keys.DAYS, *keys.TABS)

    def help_groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """See BaseScreen."""
        groups = [
            (_("The activity under the cursor"), keys.LIST),
            (_("Days"), keys.DAYS),
            (_("Tabs and panes"), (*keys.TABS, *keys.PANES)),
        ]
        mine = [(title, [(keys.shown_key(self.key_of(a)), a.text()) for a in actions]) for title, actions in groups]
        mine[0][1].insert(0, ("↑ ↓ j k", _("choose; enter opens, space marks several")))
        return [*mine, *super().help_groups()]
