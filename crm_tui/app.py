"""The program: opens the database behind the first frame, keeps the screens up to date, ends quickly."""

import logging
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from textual.app import App, SystemCommand
from textual.screen import Screen

from crm_tui import snapshot
from crm_tui.themes import THEMES
from screens.day_plan import DayPlanScreen
from screens.desk import Desk
from store import language
from store.clock import Clock
from store.language import _
from store.refusals import Refused
from store.rows import DayPlan
from store.time_rows import Tracking, tracking

if TYPE_CHECKING:
    from crm_tui.opening import Entrance
    from crm_tui.worker import Worker
    from store.database import Store
    from store.rows import Acting

log = logging.getLogger("crm_tui")
WATCH_SECONDS = 1.0
WARM_AFTER_SECONDS = 1.5
FINISH_SECONDS = 5.0


@dataclass(frozen=True)
class Opened:
    """What opening the database gave."""

    store: "Store"
    me: "Acting"
    plan: DayPlan
    preferences: dict[str, str]
    last_notes: bool
    db: str
    tracking: Tracking


# The store, the acting user (None where a password is asked for), where the database is; then as `Entrance` has it.
Opener = Callable[[], tuple[Any, ...]]


class CrmTui(App[None]):
    """The application. `opener` opens the database and logs in; it runs in a thread."""

    TITLE = "crm-tui"
    ENABLE_COMMAND_PALETTE = True
    CSS = """
    Screen { background: $background; color: $text; }
    ModalScreen { background: $background 40%; }
    CommandPalette SearchIcon { display: none; }
    """

    def __init__(
        self,
        *,
        clock: Clock,
        opener: Opener,
        seen: snapshot.Snapshot | None = None,
        name: str = "",
        worker: "Callable[[Store], Worker] | None" = None,
    ) -> None:
        super().__init__()
        self._opener = opener
        self._seen = seen
        self._snapshot_name = name
        self._watch = threading.Event()
        self._make_worker = worker
        self._worker: Worker | None = None
        self._delivering: threading.Thread | None = None
        self.desk = Desk(clock=clock)
        if seen is not None:
            self.desk.zone, self.desk.name = seen.zone, seen.name
            self.desk.last_notes = seen.last_notes
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[seen.theme if seen and seen.theme in THEMES else "dark"].name
        if seen is not None and seen.key_map:
            self._use_keys(seen.key_map)

    def on_mount(self) -> None:
        """Show the day plan as it was last seen, and open the database behind it."""
        today = self.desk.today
        plan = self._seen.plan if self._seen and self._seen.plan.day == today else None
        self.push_screen(DayPlanScreen(day=today, plan=plan))
        self.call_after_refresh(self._open)
        self._next_tick()

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
        from store import day_plan, settings

        store, db = entrance.store, entrance.db
        try:
            self.desk.zone = me.zone
            opened = Opened(
                store=store,
                me=me,
                plan=day_plan.day(store, me, self.desk.today),
                preferences=settings.preferences(store, me),
                last_notes=bool(settings.get_one(store, me, "last-discussion-in-lists")),
                db=db,
                tracking=tracking(store, me),
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

    def _opened(self, opened: Opened) -> None:
        from crm_tui.logs import log_path

        desk = self.desk
        desk.log_path = log_path
        desk.store, desk.me, desk.name, desk.zone = opened.store, opened.me, opened.me.name, opened.me.zone
        desk.last_notes, desk.tracking = opened.last_notes, opened.tracking
        desk.preferences = opened.preferences
        wanted = opened.preferences.get("theme", "dark")
        if wanted in THEMES and self.theme != THEMES[wanted].name:
            self.theme = THEMES[wanted].name
        problems = self._take_keys(opened.preferences)
        screen = self._day_plan()
        screen.show_stopwatch()
        screen.connected(opened.plan)
        if problems:
            screen.say(problems[0], "problem")
        self._keep(opened.plan, opened.db)
        self._db = opened.db
        threading.Thread(target=self._watch_database, args=(opened.store, opened.me), daemon=True).start()
        self.set_timer(WARM_AFTER_SECONDS, lambda: self.run_worker(self._warm, thread=True, exit_on_error=False))

    def _warm(self) -> None:
        """Import behind the scenes what the first form and the first save need."""
        with self.desk.loading:
            import screens.activity_form  # noqa: F401

        if self.desk.store is not None:
            self.desk.store.warm()
            self._deliver(self.desk.store)

    def _deliver(self, store: "Store") -> None:
        """Deliver what is due as long as the app is open (D2)."""
        if self._make_worker is None or self._watch.is_set():
            return
        try:
            self._worker = self._make_worker(store)
        except Exception:
            log.exception("making the worker")
            return
        self._delivering = threading.Thread(target=self._worker.run, daemon=True)
        self._delivering.start()

    def _take_keys(self, preferences: dict[str, str]) -> list[str]:
        if not any(name.startswith("keys.") for name in preferences):
            return []
        from crm_tui.keymap import checked

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
            theme="light" if self.theme == THEMES["light"].name else "dark",
            plan=plan,
            last_notes=self.desk.last_notes,
            key_map=self.desk.key_map,
        )
        threading.Thread(target=snapshot.save, args=(self._snapshot_name, seen), daemon=True).start()

    # ----------------------------------------------------------------- living

    def _day_plan(self) -> DayPlanScreen:
        return next(screen for screen in self.screen_stack if isinstance(screen, DayPlanScreen))

    def _watch_database(self, store: "Store", me: "Acting") -> None:
        """Tell the screens when anybody has written (H5); runs in a thread of its own."""
        version = None
        with suppress(Refused):
            # At once: what is written within the first second would go unnoticed.
            version = store.data_version()
        while not self._watch.wait(WATCH_SECONDS):
            try:
                now = store.data_version()
            except Refused:
                continue
            if version is not None and now != version and self.is_running:
                try:
                    found = tracking(store, me)
                except Refused:
                    found = self.desk.tracking
                self.call_later(self._changed, found)
            version = now

    def _changed(self, found: Tracking) -> None:
        """Show it where one is, at once; on the screens below when one comes back to them."""
        from screens.asking import Asking
        from screens.base import BaseScreen

        self.desk.tracking = found
        if isinstance(self.screen, Asking):
            self.screen.show_stopwatch()

        screens = [screen for screen in self.screen_stack if isinstance(screen, BaseScreen)]
        for screen in screens[:-1]:
            screen.stale = True
        if screens:
            screens[-1].reload()

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
        """Stop watching; what is being sent may end, for a little while."""
        self._watch.set()
        if self._worker is not None and self._delivering is not None:
            self._worker.stop()
            self._delivering.join(FINISH_SECONDS)

    # ----------------------------------------------------------------- own settings

    def action_command_palette(self) -> None:
        """Show every action by name, in the language in use."""
        from textual.command import CommandPalette

        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            self.push_screen(CommandPalette(id="--command-palette", placeholder=_("what to do: a part of its name")))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer every action of the screen, the themes and the languages in the palette."""
        from screens import keys
        from screens.base import BaseScreen

        if isinstance(screen, BaseScreen):
            for action in screen.actions():
                if action.does.startswith("later(") or (action in keys.OF_TIME and not self.desk.tracking.on):
                    continue
                run = f"screen.{action.does}"
                name = action.text()
                yield SystemCommand(
                    name[:1].upper() + name[1:],
                    _("key {key}").format(key=keys.shown_key(screen.key_of(action))),
                    lambda run=run: self.run_worker(self.run_action(run, screen)),
                )
            for name, does, hint in (
                (_("Import contacts"), "import_contacts", _("vCard, CSV or JSON, with a dry run")),
                (_("Export contacts"), "export_contacts", _("vCard, CSV or JSON")),
                (_("Export what is shown"), "export_shown", _("the activities of this tab, CSV or JSON")),
            ):
                if not hasattr(screen, f"action_{does}"):
                    continue
                run = f"screen.{does}"
                yield SystemCommand(name, hint, lambda run=run: self.run_worker(self.run_action(run, screen)))
            yield SystemCommand(
                _("Change my password"), _("for logging in where one is asked for"), self.change_password
            )
        yield SystemCommand(_("Dark theme"), _("light text on a dark ground"), lambda: self.choose_theme("dark"))
        yield SystemCommand(_("Light theme"), _("dark text on a light ground"), lambda: self.choose_theme("light"))
        yield SystemCommand("English", _("show everything in English"), lambda: self.choose_language("en"))
        yield SystemCommand("Polski", _("show everything in Polish"), lambda: self.choose_language("pl"))
        if not isinstance(screen, BaseScreen):
            yield SystemCommand(_("Quit"), "", self.exit)

    def change_password(self) -> None:
        """Let the acting user set their own password (G1)."""
        store, me = self.desk.store, self.desk.me
        if store is None or me is None:
            return
        from screens.base import BaseScreen
        from screens.dialogs.password import SetPassword
        from store import passwords

        def answered(done: bool | None) -> None:
            if done and isinstance(self.screen, BaseScreen):
                self.screen.say(_("The password is set."))

        def show(current: bool) -> None:
            self.push_screen(SetPassword(store, me, me.ref, current=current), answered)

        def ask() -> None:
            self.call_from_thread(show, passwords.has_password(store, me))

        self.run_worker(ask, thread=True, exit_on_error=False)

    def choose_theme(self, name: str) -> None:
        """Change the theme and keep the choice (G5)."""
        self.theme = THEMES[name].name
        self._prefer("theme", name)

    def choose_language(self, code: str) -> None:
        """Change the language of everything on the screen, now, and keep the choice (G6)."""
        from screens.base import BaseScreen

        language.use(code)
        for screen in self.screen_stack:
            if isinstance(screen, BaseScreen):
                screen.tick()
                screen.reload()
        store, me = self.desk.store, self.desk.me
        if store is None or me is None:
            return
        from store import people

        def keep() -> None:
            self.desk.me = people.set_language(store, me, code)

        self.run_worker(keep, thread=True, exit_on_error=False)

    def _prefer(self, name: str, value: str) -> None:
        store, me = self.desk.store, self.desk.me
        if store is None or me is None:
            return
        from store import settings

        self.run_worker(lambda: settings.set_preference(store, me, name, value), thread=True, exit_on_error=False)
        plan = self._day_plan().plan
        if plan is not None:
            self._keep(plan, self._db)
