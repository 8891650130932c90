"""What every full screen has: a line above, a line below, a way to ask the store, and the actions of everywhere."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import BindingType

from screens import keys
from screens.measuring import Measuring
from store.language import _
from store.refusals import Refused
from widgets.activity_preview import ActivityPreview
from widgets.agenda_list import AgendaList
from widgets.bars import KeyBar
from widgets.lately import Touchable
from widgets.stopwatch import Stopwatch

if TYPE_CHECKING:
    from store.others import Touched


class BaseScreen(Measuring):
    """A full screen of the program. The keys of everywhere work in it, but not in dialogs and forms over it."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.EVERYWHERE)
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._wish: Callable[[], None] | None = None
        self.stale = False
        self._untold: Touched = frozenset()

    def when_open(self, act: Callable[[], None]) -> None:
        """Do something now, or as soon as the database has answered for the first time: the newest such wish counts."""
        if self.desk.store is None:
            self._wish = act
            self.say(_("One moment: the database is being opened."), "hint")
        else:
            with self.desk.loading:
                act()

    def opened(self) -> None:
        """The database has answered: do what was wished for meanwhile."""
        act, self._wish = self._wish, None
        if act is not None:
            self.query_one(KeyBar).hush()
            act()

    def say(self, text: str, kind: str = "ok", *, stay: bool = False, name: str = "") -> None:
        """Say something in the line below; `name` is what may be cut in it."""
        self.query_one(KeyBar).say(text, kind, stay=stay, name=name)

    def refused(self, error: Exception) -> None:
        """Say what was refused in the line below."""
        if isinstance(error, Refused):
            from screens.wording import refusal

            self.say(refusal(error), "problem")
        else:
            self.say(_("Something went wrong; details are in {path}").format(path=self.desk.log_path()), "problem")

    def on_key(self, event: events.Key) -> None:
        """Say that a key does nothing here, rather than nothing."""
        if event.is_printable and event.key not in self.active_bindings:
            key = "" if event.character is None or event.character.isspace() else event.character
            self.say(_("“{key}” does nothing here; ? shows the keys.").format(key=key), "hint")

    def measured(self) -> None:
        """Show the time anew."""
        self.reload()

    def reload(self, select: int | None = None) -> None:
        """Show anew what may have been changed by others (H5); for screens that show something of the store."""

    def show_stopwatch(self) -> None:
        """Show it in the line above and on the activity it runs on."""
        super().show_stopwatch()
        if self.desk.me is not None:
            for listing in self.query(AgendaList):
                listing.tell_time(self.desk.me.id, self.desk.clock.now)

    @on(Stopwatch.Minute)
    def _minute_measured(self, message: Stopwatch.Minute) -> None:
        """Another minute has been measured: lists and previews tell it, and nothing else is painted."""
        message.stop()
        for listing in self.query(AgendaList):
            listing.minute()
        for preview in self.query(ActivityPreview):
            preview.minute(self.desk.now)

    def mark_touched(self, touched: "Touched") -> None:
        """Mark for a while the rows of what others have just changed (H5); below other screens once one comes back."""
        self._untold |= touched
        if self.app.screen is not self:
            return
        told, self._untold = self._untold, frozenset()
        for widget in self.walk_children():
            if isinstance(widget, Touchable):
                widget.touch(number for kind, number in told if kind == widget.touched_kind)

    def tick(self) -> None:
        """A minute has passed; for screens that show the time."""

    def on_screen_resume(self) -> None:
        """Show what was changed while other screens stood over this one."""
        if self.stale:
            self.stale = False
            self.mark_touched(frozenset())
            self.reload()

    def actions(self) -> tuple[keys.Action, ...]:
        """The actions that the palette offers here."""
        return keys.EVERYWHERE

    def action_search(self) -> None:
        """Search everything, over this screen (C8)."""
        from screens.search import SearchScreen

        self.app.push_screen(SearchScreen())

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from screens.help import Help

        groups = self.help_groups()
        if not self.desk.tracking.on:
            hidden = {action.text() for action in keys.OF_TIME}
            groups = [(title, [line for line in lines if line[1] not in hidden]) for title, lines in groups]
        self.app.push_screen(Help(groups))

    def help_groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The keys of this screen for the help: groups of (key, what it does)."""
        return [(_("Everywhere"), [(keys.shown_key(self.key_of(a)), a.text()) for a in keys.EVERYWHERE])]

    def key_of(self, action: keys.Action) -> str:
        """The keys of an action, as the user has mapped them."""
        return self.desk.key_map.get(action.id, action.keys)

    def help_key(self) -> tuple[str, str]:
        """The key of the help and what it does: the last of the line below, however narrow that is."""
        wanted = next(action for action in keys.EVERYWHERE if action.id == "app.help")
        return keys.shown_key(self.key_of(wanted)), (wanted.short or wanted.text)()

    def action_leave(self) -> None:
        """Quit."""
        self.app.exit()

    def action_calendar(self) -> None:
        """Go to the calendar, on the day that is being looked at (C2)."""
        self.when_open(self._to_calendar)

    def _to_calendar(self) -> None:
        from screens.calendar import CalendarScreen

        self.app.push_screen(CalendarScreen(day=self.shown_day() or self.desk.today))

    def shown_day(self) -> date | None:
        """The day that is being looked at, None for no particular one."""
        return None

    def action_day_plan(self) -> None:
        """Go to the day plan, which is the lowest of the full screens."""
        from screens.day_plan import DayPlanScreen

        if isinstance(self, DayPlanScreen):
            self.say(_("This is the day plan."), "hint")
        else:
            self.to_day_plan()

    def to_day_plan(self) -> None:
        """Close what stands over the day plan, which is the lowest of the full screens."""
        from screens.day_plan import DayPlanScreen

        while len(self.app.screen_stack) > 1 and not isinstance(self.app.screen, DayPlanScreen):
            self.app.pop_screen()

    def action_contacts(self) -> None:
        """Go to the list of contacts (C3)."""
        self.when_open(self._to_contacts)

    def _to_contacts(self) -> None:
        from screens.contacts import ContactsScreen

        self.to_day_plan()
        self.app.push_screen(ContactsScreen())

    def action_projects(self) -> None:
        """Go to the list of projects (C4)."""
        self.when_open(self._to_projects)

    def _to_projects(self) -> None:
        from screens.projects import ProjectsScreen

        self.to_day_plan()
        self.app.push_screen(ProjectsScreen())

    def action_administration(self) -> None:
        """Go to users, roles, dictionaries and the settings of the team (G1 to G4)."""
        self.when_open(self._to_administration)

    def _to_administration(self) -> None:
        from screens.administration import AdministrationScreen

        self.to_day_plan()
        self.app.push_screen(AdministrationScreen())

    def action_own_settings(self) -> None:
        """Open one's own settings over this screen (G5)."""
        self.when_open(self._to_own_settings)

    def _to_own_settings(self) -> None:
        from screens.own_settings import OwnSettingsScreen

        self.app.push_screen(OwnSettingsScreen())

    def action_notifications(self) -> None:
        """Show what one has been told, over this screen (D4)."""
        self.when_open(self._to_notifications)

    def _to_notifications(self) -> None:
        from screens.notifications import NotificationsScreen

        self.app.push_screen(NotificationsScreen())

    def action_notice_choices(self) -> None:
        """Choose which events one is told of by which channel (D5, G5)."""
        self.when_open(self._ask_choices)

    def _ask_choices(self) -> None:
        from screens import notice_choosing

        notice_choosing.ask(self)

    def action_reports(self) -> None:
        """Go to the reports (F)."""
        self.when_open(self._to_reports)

    def _to_reports(self) -> None:
        from screens.reports import ReportsScreen

        self.to_day_plan()
        self.app.push_screen(ReportsScreen())

    def open_contact(self, contact_id: int) -> None:
        """Open the card of a contact over this screen (C3)."""
        from screens.contact_card import ContactCard

        self.app.push_screen(ContactCard(contact_id))

    def open_project(self, project_id: int) -> None:
        """Open the card of a project over this screen (C4)."""
        from screens.project_card import ProjectCard

        self.app.push_screen(ProjectCard(project_id))
