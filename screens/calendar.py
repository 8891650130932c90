"""The calendar: day, week, work week, month, agenda; mine, colleagues', public, a contact's, a project's (C2)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from screens import keys
from screens.calendar_agenda import agenda_items
from screens.calendar_choosing import Choosing
from screens.discussed import load_notes
from store.calendar_choices import CalendarChoices, days_of, turned
from store.dates import clock_time, days_between, long_day, month_year
from store.drafts import ActivityDraft
from store.language import _
from store.moving import shifted, stretched
from store.rows import ActivityRow, NoteRow, Ref, UserRef
from store.when import AllDay, Timed, When
from widgets.activity_preview import ActivityPreview
from widgets.agenda_list import AgendaList
from widgets.bars import KeyBar, TopBar
from widgets.calendar_grid import CalendarData, CalendarGrid
from widgets.calendar_layout import by_day, parted, parts
from widgets.calendar_lines import CalendarFoot, DayList, ViewLine, day_words
from widgets.calendar_words import legend
from widgets.month_grid import MonthGrid
from widgets.week_grid import WeekGrid

WIDE, TALL = 150, 30
QUARTER, MORNING = 15, 9 * 60


@dataclass(frozen=True)
class Page:
    """What the store has answered: which days for which choices, and whose they are by name."""

    choices: CalendarChoices
    first: date
    last: date
    rows: tuple[ActivityRow, ...]
    names: tuple[UserRef | Ref, ...] = ()


class CalendarScreen(Choosing):
    """One grid at a time, fed by one range query; what is under the cursor below it, or beside it."""

    CSS = """
    CalendarScreen { layout: vertical; background: $background; }
    CalendarScreen #body { height: 1fr; layout: horizontal; }
    CalendarScreen CalendarGrid, CalendarScreen AgendaList { width: 1fr; height: 1fr; }
    CalendarScreen #preview, CalendarScreen #day { width: 46; height: 1fr; border-left: vkey $line; background: $side; }
    """
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings((*keys.LIST, *keys.DAYS, *keys.CALENDAR))

    def __init__(self, *, day: date) -> None:
        super().__init__()
        self._day = day
        self._page: Page | None = None
        self._by_day: dict[date, list[ActivityRow]] = {}

    # ----------------------------------------------------------------- layout

    def compose(self) -> ComposeResult:
        """Lay out; only the grid of the view in use is shown."""
        yield TopBar()
        yield ViewLine()
        with Container(id="body"):
            yield WeekGrid(id="week")
            yield MonthGrid(id="month")
            yield AgendaList(id="agenda")
            yield ActivityPreview(self.desk.zone, id="preview")
            yield DayList(id="day")
        yield CalendarFoot()
        yield KeyBar()

    def on_mount(self) -> None:
        """Ask for the first page."""
        self.begin()
        self._show_view(self.choices.view)
        self._show_frame()
        self.turn_to(self._day, minute=self._first_minute(self._day))

    def on_resize(self, event: events.Resize) -> None:
        """Choose the layout for the size."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.query_one(CalendarFoot).set_class(event.size.height >= TALL, "-two")
        if self._page is not None:
            self.call_after_refresh(self._show_frame)
            self.call_after_refresh(self._show_chosen)

    @property
    def grid(self) -> CalendarGrid | None:
        """The grid in use; None in the agenda."""
        view = self._page.choices.view if self._page else self.choices.view
        if view == "agenda":
            return None
        return self.query_one(MonthGrid) if view == "month" else self.query_one(WeekGrid)

    @property
    def agenda(self) -> AgendaList:
        """The list of the agenda."""
        return self.query_one(AgendaList)

    def _show_view(self, view: str) -> None:
        month, agenda, week = self.query_one(MonthGrid), self.agenda, self.query_one(WeekGrid)
        month.display, agenda.display, week.display = view == "month", view == "agenda", view not in {"month", "agenda"}
        self.set_focus(month if view == "month" else agenda if view == "agenda" else week)

    # ----------------------------------------------------------------- asking

    def turn_to(self, day: date, *, minute: int | None = None, select: int = 0) -> None:
        """Show the page of a day, with the cursor on it; what is shown stays until the store has answered."""
        self._day = day
        self._ask(day, minute, select)

    def reload(self, select: int | None = None) -> None:
        """Ask for what is shown again, keeping the cursor; with `select` put it on that activity if it is there."""
        self._ask(None, None, select or 0)

    def _ask(self, day: date | None, minute: int | None, select: int) -> None:
        store, me = self.desk.opened
        from store import calendar

        choices = self.choices
        first, last = days_of(choices.view, day or self._day, choices.first_day)
        wanted = choices.view == "agenda" and day is None and self._page is not None
        if wanted and self._page is not None and self._page.choices.view == "agenda":
            first, last = self._page.first, self._page.last

        def question() -> Page:
            rows = calendar.within(store, me, first, last, choices.whose, cancelled=choices.cancelled)
            return Page(choices, first, last, rows, calendar.names(store, me, choices.whose))

        self.ask("calendar", question, lambda page: self._answered(page, day, minute, select))

    def _answered(self, page: Page, day: date | None, minute: int | None, select: int) -> None:
        self.reshown()
        changed = self._page is None or self._page.choices.view != page.choices.view
        self._page = page
        if page.choices.view != "agenda":
            # A work week knows no Sunday: then the day is the one that the cursor stands on.
            self._day = min(max(self._day, page.first), page.last)
        if changed:
            self._show_view(page.choices.view)
        self._show_page(day=day, minute=minute, select=select)
        self._show_frame()
        self.view_shown()

    # ----------------------------------------------------------------- showing

    def _rows(self) -> list[ActivityRow]:
        page = self._page
        if page is None:
            return []
        read = {row.id: row for row in page.rows}
        return [row for row in self.with_held(page.rows) if row is read.get(row.id) or self._within(row, page)]

    def _within(self, row: ActivityRow, page: Page) -> bool:
        bars, pieces = parts(row, self.desk.zone)
        return any(bar.first <= page.last and bar.last >= page.first for bar in bars) or any(
            page.first <= piece.day <= page.last for piece in pieces
        )

    def _show_page(self, *, day: date | None = None, minute: int | None = None, select: int = 0) -> None:
        page, desk = self._page, self.desk
        if page is None:
            return
        rows = self._rows()
        if page.choices.view == "agenda":
            self._by_day = by_day(parted(rows, desk.zone), page.first, page.last)
            items = agenda_items(rows, page.first, page.last, now=desk.now, zone=desk.zone)
            self.agenda.last_notes = desk.last_notes
            self.agenda.show(items, select=select or None, keep=day is None)
        else:
            users = tuple(name for name in page.names if isinstance(name, UserRef))
            data = CalendarData(
                rows=tuple(rows), first=page.first, last=page.last, zone=desk.zone, now=desk.now, today=desk.today,
                hours=page.choices.hours, week_numbers=page.choices.week_numbers, first_day=page.choices.first_day,
                users=users if page.choices.view == "day" else (), month=self._day.month,
                of=next((name for name in page.names if isinstance(name, Ref)), None),
            )  # fmt: skip
            self._by_day = by_day(data.parted, page.first, page.last)
            assert self.grid is not None
            self.grid.show(data, day=day, minute=minute, select=select)
        self._show_chosen()

    def tick(self) -> None:
        """A minute has passed: the clock and the now-line move."""
        if self._page is not None:
            self._show_page()
        self._show_frame()

    def _show_frame(self) -> None:
        desk, page = self.desk, self._page
        choices = page.choices if page else self.choices
        name = desk.name if self.size.width >= 100 or not desk.me else desk.me.login
        subtitle = self._range_words(choices, page.first, page.last) if page else ""
        self.query_one(TopBar).show(
            title=_("Calendar"), subtitle=subtitle, right=(name, clock_time(desk.now, desk.zone))
        )
        self.query_one(ViewLine).show(self.view_titles(), choices.view, self.whose_words(page.names if page else ()))
        shown = self._bar_keys(choices.view)
        self.query_one(KeyBar).show(shown[:-1], last=shown[-1])

    def _range_words(self, choices: CalendarChoices, first: date, last: date) -> str:
        if choices.view == "month":
            return month_year(self._day)
        today = self.desk.today
        if choices.view == "day":
            near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}.get((first - today).days, "")
            words = long_day(first, today)
            return f"{words} · {near}" if near else words
        words = days_between(first, last)
        if choices.week_numbers and choices.view != "agenda":
            number = (first + timedelta(days=3)).isocalendar()[1]
            words += " · " + _("week {number}").format(number=number)
        return words

    def _bar_keys(self, view: str) -> list[tuple[str, str]]:
        turn = {"day": _("day"), "month": _("month"), "agenda": _("two weeks")}.get(view, _("week"))
        by_id = {action.id: action for action in self.actions()}

        def key(name: str) -> str:
            return keys.shown_key(self.key_of(by_id[name]))

        return [
            (key("calendar.plan"), _("plan")),
            ("enter", _("day") if view == "month" else _("open")),
            (key("calendar.view"), _("view")),
            ("[ ]", turn),
            (key("day.today"), _("today")),
            ("⇧←→↑↓", _("move")),
            ("< >", _("length")),
            (key("calendar.whose"), _("whose")),
            ("tab", _("next")),
            (key("day.go"), _("go to")),
            ("1", _("day plan")),
            (key("calendar.choices"), _("settings")),
            (key("app.help"), _("help")),
        ]

    # ----------------------------------------------------------------- what is under the cursor

    @property
    def chosen(self) -> ActivityRow | None:
        """See ActivityActions."""
        grid = self.grid
        return grid.chosen if grid is not None else self.agenda.highlighted

    def following(self) -> int | None:
        """See ActivityActions."""
        grid = self.grid
        return grid.next_to_chosen if grid is not None else self.agenda.next_id()

    def shown_day(self) -> date | None:
        """See BaseScreen: the day under the cursor."""
        return self._day

    def on_calendar_grid_selected(self) -> None:
        """Follow the cursor."""
        if self.grid is not None:
            self._day = self.grid.day
        self._show_chosen()

    def on_agenda_list_highlighted(self) -> None:
        """Follow the cursor."""
        if self.grid is None and self.chosen is not None:
            bars, pieces = parts(self.chosen, self.desk.zone)
            self._day = bars[0].first if bars else pieces[0].day
        self._show_chosen()

    def _show_chosen(self) -> None:
        page = self._page
        if page is None:
            return
        row, desk = self.chosen, self.desk
        preview, day_list = self.query_one(ActivityPreview), self.query_one(DayList)
        wide = self.has_class("-wide")
        preview.display, day_list.display = wide and row is not None, wide and row is None
        rows = self._by_day.get(self._day, [])
        words = day_words(self._day, rows, desk.today)
        self.query_one(CalendarFoot).show(row, words, legend(page.rows), zone=desk.zone, today=desk.today)
        if wide and row is not None:
            preview.set_zone(desk.zone)
            preview.show(row, desk.today, now=desk.now)
            load_notes(self, lambda: self.chosen, self._show_notes)
        elif wide:
            day_list.show(self._day, rows, zone=desk.zone, today=desk.today)

    def _show_notes(self, notes: Sequence[NoteRow]) -> None:
        self.query_one(ActivityPreview).show(self.chosen, self.desk.today, notes, now=self.desk.now)

    # ----------------------------------------------------------------- turning over

    def action_shift_day(self, by: int) -> None:
        """Turn over to the next or previous day, week, month."""
        self.turn_to(turned(self.choices.view, self._day, by))

    def action_today(self) -> None:
        """Go to today, at the present hour."""
        self.turn_to(self.desk.today, minute=self._first_minute(self.desk.today))

    def _first_minute(self, day: date) -> int:
        """Where the cursor begins: at the present hour today, in the morning on another day."""
        local = self.desk.now.astimezone(ZoneInfo(self.desk.zone))
        return local.hour * 60 + local.minute if day == local.date() else MORNING

    def action_go_to_date(self) -> None:
        """Ask for a date in words and go there."""
        from screens.dialogs.when import AskWhen

        def went(reading: Any) -> None:
            if reading is not None:
                start = reading.start
                self.turn_to(start.date() if hasattr(start, "date") else start)

        self.app.push_screen(AskWhen(self.desk, title=_("Go to date"), days_only=True), went)

    def on_calendar_grid_wanted(self, message: CalendarGrid.Wanted) -> None:
        """Go on to a day beyond the edge; a work week knows no Sunday."""
        day = message.day
        if self.choices.view == "work":
            while day.weekday() >= 5:
                day += timedelta(days=1 if message.by > 0 else -1)
        self.turn_to(day)

    def on_calendar_grid_day_opened(self, message: CalendarGrid.DayOpened) -> None:
        """Look at one day; one that has too much for a grid, as an agenda."""
        self._day = message.day
        self.choose_view("agenda" if self.choices.view == "day" else "day", keep=False)

    def on_calendar_grid_opened(self, message: CalendarGrid.Opened) -> None:
        """Open the form of an activity."""
        self.after_held(lambda: self._open(message.row.id))

    # ----------------------------------------------------------------- planning and moving

    def action_plan_here(self) -> None:
        """Plan where the cursor is; on a day that is over, record it as done (A2)."""
        grid = self.grid
        minute = grid.minute if grid is not None else None
        done = self._day < self.desk.today
        self._open_form(draft=self._preset(done=done), done=done, day=self._day, minute=minute)

    def action_plan_new(self) -> None:
        """Open the form for a new activity on the day under the cursor."""
        self._open_form(draft=self._preset(), day=self._day)

    def action_record_done(self) -> None:
        """Open the form to record what is done (A2)."""
        self._open_form(draft=self._preset(done=True), done=True, day=self._day)

    def _preset(self, *, done: bool = False) -> ActivityDraft:
        """Return what follows from whose calendar this is: the contact, the project, the performers."""
        whose, me = self.choices.whose, self.desk.me
        draft = ActivityDraft(status="completed" if done else "planned")
        if whose.kind == "contact":
            return replace(draft, contact_id=whose.ids[0])
        if whose.kind == "project":
            return replace(draft, project_id=whose.ids[0])
        if whose.kind == "users" and me is not None and "delegate" in me.rights:
            user = self.query_one(WeekGrid).user if self.choices.view == "day" else None
            return replace(draft, performer_ids=(user.id,) if user else whose.ids)
        return draft

    def on_calendar_grid_planned(self) -> None:
        """Plan on the free time that was opened."""
        self.action_plan_here()

    def action_shift(self, days: int, rows: int) -> None:
        """Move the activity by a day, or by a row of the grid; in the month by a week."""
        row = self.chosen
        if row is None:
            self.say(_("No activity is chosen here; tab goes to the next one."), "hint")
            return
        if self.choices.view == "month" or isinstance(row.when, AllDay):
            days, rows = days + 7 * rows if self.choices.view == "month" else days, 0
        self.hold(row, shifted(row.when, self.desk.zone, days=days, minutes=rows * self._step()))

    def action_stretch(self, by: int) -> None:
        """Lengthen the activity, or shorten it: by a row of the grid, whole days by a day."""
        row = self.chosen
        if row is None:
            self.say(_("No activity is chosen here; tab goes to the next one."), "hint")
            return
        when = stretched(row.when, minutes=by * self._step(), days=by)
        if by < 0 and (when == row.when or (isinstance(when, Timed) and when.start == when.end)):
            self.say(_("It cannot be shorter; enter opens it, where a point in time can be given."), "hint")
            return
        self.hold(row, when)

    def _step(self) -> int:
        grid = self.grid
        return grid.step if isinstance(grid, WeekGrid) else QUARTER

    def on_calendar_grid_dragged(self, message: CalendarGrid.Dragged) -> None:
        """Move what the mouse draws."""
        row = self.chosen
        if row is not None and row.id == message.row.id:
            minutes = 0 if isinstance(row.when, AllDay) else message.minutes
            self.hold(row, shifted(row.when, self.desk.zone, days=message.days, minutes=minutes))

    def show_held(self, row: ActivityRow, when: When) -> None:
        """See Shifting: at once, on the page where it then is."""
        page = self._page
        if page is None:
            return
        moved = replace(row, when=when)
        bars, pieces = parts(moved, self.desk.zone)
        first = bars[0].first if bars else pieces[0].day
        if self._within(moved, page):
            self._day = min(max(first, page.first), page.last)
            self._show_page(select=row.id)
        else:
            self.turn_to(first, select=row.id)

    # ----------------------------------------------------------------- help

    def actions(self) -> tuple[keys.Action, ...]:
        """See BaseScreen."""
        return (*keys.LIST, *keys.EVERYWHERE, *keys.DAYS, *keys.CALENDAR)

    def help_groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """See BaseScreen."""
        groups = [
            (_("Calendar"), keys.CALENDAR),
            (_("Days"), keys.DAYS),
            (_("The activity under the cursor"), keys.LIST),
        ]
        mine = [(title, [(keys.shown_key(self.key_of(a)), a.text()) for a in actions]) for title, actions in groups]
        mine[0][1][:0] = [
            ("↑ ↓ ← →", _("move the cursor")),
            ("tab", _("next activity, ⇧tab the previous one")),
            ("enter", _("open the activity, or the day")),
        ]
        mine[1][1][:2] = [("[ ]", _("previous and next day, week, month"))]
        return [*mine, *super().help_groups()]
