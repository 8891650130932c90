"""The program: opens the database behind the first frame, keeps the screens up to date, ends quickly."""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.reactive import reactive
from textual.screen import Screen

from crm_tui import snapshot
from crm_tui.ascii_terminal import AsciiTerminal
from crm_tui.background import Background
from crm_tui.drawing import Drawing
from crm_tui.form_keeping import FormKeeping
from crm_tui.telling import News, Telling
from crm_tui.themes import THEMES, name_of
from screens.day_plan import DayPlanScreen
from screens.desk import Desk
from store import language
from store.clock import Clock
from store.language import _
from store.refusals import Refused
from store.rows import DayPlan
from store.time_rows import Tracking, tracking

if TYPE_CHECKING:
    from textual.command import Provider

    from crm_tui.following import Latest
    from crm_tui.opening import Entrance, Opened
    from crm_tui.watching import Seen, Watching
    from crm_tui.worker import Worker
    from store.database import Store
    from store.others import Touched
    from store.rows import Acting, ActivityRow

log = logging.getLogger("crm_tui")
WARM_AFTER_SECONDS = 1.5
TOAST_SECONDS = 10.0


# The store, the acting user (None where a password is asked for), where the database is; then as `Entrance` has it.
Opener = Callable[[], tuple[Any, ...]]


def _palette() -> "type[Provider]":
    from crm_tui.palette import Actions

    return Actions


class CrmTui(Drawing, FormKeeping, AsciiTerminal):
    """The application. `opener` opens the database and logs in; it runs in a thread.

    `worker` makes what delivers in the background, in a thread of its own; without it nothing is delivered from here.
    """

    TITLE = "crm-tui"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar[set[Any]] = {_palette}
    CSS = """
    Screen { background: $background; color: $text; }
    ModalScreen { background: $background 40%; }
    ToastRack { overflow-y: hidden; }
    Toast, Toast.-information {
        width: 52; max-width: 90%; margin: 0 1 0 0; padding: 0 1;
        background: $panel; color: $text; border: round $amber;
    }
    Toast .toast--title { color: $amber; text-style: bold; }
    """
    unread: reactive[int] = reactive(0)
    offline: reactive[bool] = reactive(False)

    def __init__(
        self,
        *,
        clock: Clock,
        opener: Opener,
        seen: snapshot.Snapshot | None = None,
        name: str = "",
        worker: "Callable[[Store], Worker] | None" = None,
        keeps_forms: bool = False,
        theme: str = "dark",
    ) -> None:
        super().__init__()
        self.keeps_forms = keeps_forms
        self.background = Background(worker) if worker is not None else None
        self._opener = opener
        self._seen = seen
        self._snapshot_name = name
        self._watching: Watching | None = None
        self._telling = Telling()
        self._toasted: tuple[float, News] | None = None
        self.desk = Desk(clock=clock, text_message=_text_message)
        if seen is not None:
            self.desk.zone, self.desk.name = seen.zone, seen.name
            self.desk.last_notes = seen.last_notes
        for known in THEMES.values():
            self.register_theme(known)
        self.theme = THEMES[theme if theme in THEMES else "dark"].name
        if seen is not None and seen.key_map:
            self._use_keys(seen.key_map)

    def on_mount(self) -> None:
        """Show the day plan as it was last seen, and open the database behind it."""
        today = self.desk.today
        plan = self._seen.plan if self._seen and self._seen.plan.day == today else None
        self.push_screen(DayPlanScreen(day=today, plan=plan))
        self.call_after_refresh(self._open)
        self._next_tick()
        self.mind_signals()

    # ----------------------------------------------------------------- opening

    def _open(self) -> None:
        self.run_worker(self._open_in_thread, thread=True, exit_on_error=False)

    def _open_in_thread(self) -> None:
        from crm_tui.opening import Entrance

        try:
            entrance = Entrance(*self._opener())
        except Refused as refused:
            self.call_from_thread(self._failed, refused)
        except Exception as error:
            log.exception("opening the database")
            self.call_from_thread(self._failed, error)
        else:
            if entrance.me is None:
                self.call_from_thread(self._ask_password, entrance)
            else:
                self._enter(entrance, entrance.me)

    def _ask_password(self, entrance: "Entrance") -> None:
        """Show the log-in screen; until it has an answer there is no store on the desk, whatever becomes of it."""
        from crm_tui.opening import of_the_machine
        from screens.log_in import LogIn

        # What was last seen is nobody's to see before the log-in: none is kept.
        self._snapshot_name = ""

        def answered(me: "Acting | None") -> None:
            if me is None:
                entrance.store.close()
                self.exit()
                return
            language.use(entrance.lang or me.language)
            self.run_worker(lambda: self._enter(entrance, me), thread=True, exit_on_error=False)

        self.push_screen(LogIn(entrance.store, entrance.login, of_the_machine(entrance.login, entrance.lang)), answered)

    def _enter(self, entrance: "Entrance", me: "Acting") -> None:
        """Read what the first screen shows, for somebody who has logged in; in a thread."""
        from crm_tui.opening import Opened
        from store import day_plan, others, settings

        store, db = entrance.store, entrance.db
        try:
            self.desk.zone = me.zone
            self.desk.places = entrance.places(me)
            opened = Opened(
                store=store,
                me=me,
                others=others.look(store, me, None),
                plan=day_plan.day(store, me, self.desk.today),
                preferences=settings.preferences(store, me),
                last_notes=bool(settings.get_one(store, me, "last-discussion-in-lists")),
                db=db,
                tracking=tracking(store, me),
                news=self._telling.look(store, me),
            )
        except Refused as refused:
            self.call_from_thread(self._failed, refused)
        except Exception as error:
            log.exception("opening the database")
            self.call_from_thread(self._failed, error)
        else:
            self.call_from_thread(self._opened, opened)

    def _failed(self, error: Exception) -> None:
        from crm_tui.logs import log_path
        from screens.trouble import Trouble

        snapshot.forget(self._snapshot_name)
        self.push_screen(Trouble(error, log_path()), lambda again: self._open() if again else self.exit())

    def _opened(self, opened: "Opened") -> None:
        from crm_tui.logs import log_path
        from screens.base import BaseScreen

        desk = self.desk
        desk.log_path = log_path
        desk.store, desk.me, desk.name, desk.zone = opened.store, opened.me, opened.me.name, opened.me.zone
        desk.last_notes, desk.tracking = opened.last_notes, opened.tracking
        desk.preferences = opened.preferences
        wanted = opened.preferences.get("theme", "")
        if wanted in THEMES and self.theme != THEMES[wanted].name:
            self.theme = THEMES[wanted].name
        problems = self._take_keys(opened.preferences)
        screen = self._day_plan()
        screen.show_stopwatch()
        above = [one for one in self.screen_stack if isinstance(one, BaseScreen) and one is not screen]
        screen.connected(opened.plan)
        for one in above:
            one.opened()
        self._told(opened.news)
        if problems:
            screen.say(problems[0], "problem")
        self._keep(opened.plan, opened.db)
        self._db = opened.db
        self.look_for_forms(opened.db, opened.me)
        self._watch(opened)
        self.set_timer(WARM_AFTER_SECONDS, lambda: self.run_worker(self._warm, thread=True, exit_on_error=False))

    def _warm(self) -> None:
        """Import behind the scenes what the first form and the first save need."""
        with self.desk.loading:
            import screens.activity_form  # noqa: F401

        if self.desk.store is not None:
            self.desk.store.warm()
            if self.background is not None:
                self.background.begin(self.desk.store)

    def _take_keys(self, preferences: dict[str, str]) -> list[str]:
        if not any(name.startswith("keys.") for name in preferences):
            return []
        from screens.key_map import checked

        accepted, problems = checked(preferences)
        self._use_keys(accepted)
        return problems

    def _use_keys(self, key_map: dict[str, str]) -> None:
        self.desk.key_map = key_map
        self.set_keymap(key_map)

    def _keep(self, plan: DayPlan, db: str) -> None:
        """Keep what is seen for the next start; a PostgreSQL address is never written down."""
        store, me = self.desk.store, self.desk.me
        if store is None or me is None or not self._snapshot_name:
            return
        seen = snapshot.Snapshot(
            db="" if "://" in db else db,
            files="" if "://" in db else str(store.files),
            login=me.login,
            name=me.name,
            zone=me.zone,
            language=language.current(),
            theme=name_of(self.theme),
            plan=plan,
            last_notes=self.desk.last_notes,
            key_map=self.desk.key_map,
        )
        threading.Thread(target=snapshot.save, args=(self._snapshot_name, seen), daemon=True).start()

    # ----------------------------------------------------------------- living

    def _day_plan(self) -> DayPlanScreen:
        return next(screen for screen in self.screen_stack if isinstance(screen, DayPlanScreen))

    def _watch(self, opened: "Opened") -> None:
        from crm_tui.watching import Watching

        def show(seen: "Seen") -> None:
            if self.is_running:
                self.call_later(self._take_seen, seen)

        self._watching = Watching(opened.store, self._telling, self.desk, opened.others, show)
        self._watching.begin()

    def _take_seen(self, seen: "Seen") -> None:
        """Tell the screens what others have written (H5), the user what has come (D4)."""
        self.offline = not seen.connected
        if seen.latest is not None and self.desk.store is not None and self.desk.store.commits != seen.commits:
            # Read before the last save: what that has changed about oneself is not to be taken back.
            self._changed(touched=seen.touched)
            if self._watching is not None:
                self._watching.look_again()
        elif seen.latest is not None:
            self._changed(seen.latest, seen.tracking, seen.touched)
        if seen.news is not None:
            self._told(seen.news)

    def _told(self, news: News) -> None:
        """Show how many are unread, and what has come in one toast; a burst is one, also while another is shown."""
        self.unread = news.unread
        if not news.rows:
            return
        from screens import notice_words
        from screens.notifications import NotificationsScreen
        from widgets.cells import plain

        if news.rings:
            self.bell()
        if isinstance(self.screen, NotificationsScreen):
            return
        until, shown = self._toasted or (0.0, News(0))
        rows = (*news.rows, *shown.rows) if time.monotonic() < until else news.rows
        self._toasted = (time.monotonic() + TOAST_SECONDS, News(news.unread, rows))
        count = news.unread if news.at_start else len(rows)
        desk, lines = self.desk, self.size.height
        title, text = notice_words.toast(rows, count, zone=desk.zone, today=desk.today, now=desk.now, lines=lines)
        text = "\n".join(plain(line) for line in text.split("\n"))
        self.clear_notifications()
        self.notify(text, title=plain(title), timeout=TOAST_SECONDS, markup=False)

    def _changed(
        self, now: "Latest | None" = None, found: Tracking | None = None, touched: "Touched" = frozenset()
    ) -> None:
        """Show it where one is, at once; on the screens below when one comes back to them. What others have `touched`
        is marked."""
        from screens.asking import Asking
        from screens.base import BaseScreen

        if now is not None:
            self._follow(now)
        for form in self.screen_stack:
            if isinstance(form, Asking) and not isinstance(form, BaseScreen):
                form.data_changed()
        if found is not None:
            self.desk.tracking = found
        if isinstance(self.screen, Asking):
            self.screen.show_stopwatch()

        screens = [screen for screen in self.screen_stack if isinstance(screen, BaseScreen)]
        for screen in screens:
            screen.mark_touched(touched)
        for screen in screens[:-1]:
            screen.stale = True
        if screens:
            screens[-1].reload()

    def _follow(self, now: "Latest") -> None:
        """Take over what was changed elsewhere about the acting user, their preferences and the team's settings."""
        desk, before = self.desk, self.desk.preferences
        desk.last_notes = now.last_notes
        desk.preferences = now.preferences
        if now.me is not None and desk.me is not None and now.me != desk.me:
            language_before = desk.me.language
            self.act_as(now.me)
            if now.me.language != language_before:
                self._speak(now.me.language)
        theme = now.preferences.get("theme", "")
        if theme in THEMES and theme != before.get("theme") and self.theme != THEMES[theme].name:
            self.theme = THEMES[theme].name
        self.take_keys()

    def _next_tick(self) -> None:
        now = self.desk.now
        minute = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
        self.set_timer(max(0.5, (minute - now).total_seconds() + 0.05), self._tick)

    def _tick(self) -> None:
        from screens.base import BaseScreen

        for screen in self.screen_stack:
            if isinstance(screen, BaseScreen):
                screen.tick()
        self._next_tick()

    def on_unmount(self) -> None:
        """Stop watching and delivering."""
        if self._watching is not None:
            self._watching.stop()
        if self.background is not None:
            self.background.stop()

    # ----------------------------------------------------------------- own settings

    def action_command_palette(self) -> None:
        """Show every action by name, in the language in use."""
        from crm_tui.palette import Palette

        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            self.push_screen(Palette(id="--command-palette", placeholder=_("what to do: a part of its name")))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer every action of the screen, the themes and the languages in the palette."""
        from crm_tui.palette import commands

        return commands(self, screen)

    def choose_theme(self, name: str) -> None:
        """Change the theme and keep the choice (G5)."""
        self.theme = THEMES[name].name
        self.desk.preferences["theme"] = name
        self._prefer("theme", name)

    def choose_language(self, code: str) -> None:
        """Change the language of everything on the screen, now, and keep the choice (G6)."""
        self._speak(code)
        store, me = self.desk.store, self.desk.me
        if store is None or me is None:
            return
        from store import people

        def keep() -> None:
            self.desk.me = people.set_language(store, me, code)

        self.run_worker(keep, thread=True, exit_on_error=False)

    def _speak(self, code: str) -> None:
        from screens.base import BaseScreen

        language.use(code)
        for screen in self.screen_stack:
            if isinstance(screen, BaseScreen):
                screen.tick()
                screen.reload()

    def act_as(self, me: "Acting") -> None:
        """Go on with the acting user as they now stand: another name, time zone or role (G1, G5)."""
        from screens.base import BaseScreen

        desk = self.desk
        moved = me.zone != desk.zone
        desk.me, desk.name, desk.zone = me, me.name, me.zone
        for screen in self.screen_stack:
            if isinstance(screen, BaseScreen):
                screen.tick()
                if moved:
                    screen.reload()

    def take_keys(self) -> None:
        """Put the keys that the preferences ask for into effect (G5)."""
        if any(name.startswith("keys.") for name in self.desk.preferences):
            self._take_keys(self.desk.preferences)

    def _prefer(self, name: str, value: str) -> None:
        store, me = self.desk.store, self.desk.me
        if store is None or me is None:
            return
        from store import settings

        self.run_worker(lambda: settings.set_preference(store, me, name, value), thread=True, exit_on_error=False)
        plan = self._day_plan().plan
        if plan is not None:
            self._keep(plan, self._db)


def _text_message(row: "ActivityRow", zone: str) -> str:
    from crm_tui.delivery.texts import reminder

    return reminder(row, zone)
