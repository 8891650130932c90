"""The command palette: every action of the screen by its name, the themes and the languages."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.screen import Screen

from screens import keys
from screens.base import BaseScreen
from screens.dialogs.password import change_own
from store.language import _

if TYPE_CHECKING:
    from crm_tui.app import CrmTui


class Palette(CommandPalette):
    """The palette, framed as every dialog is."""

    CSS = """
    Palette { background: $background 40%; }
    Palette SearchIcon, Palette LoadingIndicator { display: none; }
    Palette > Vertical { width: 84; max-width: 94%; background: transparent; }
    Palette #--input, Palette #--input.--list-visible { border: round $accent; background: $panel; padding: 0 1; }
    Palette #--input.--list-visible { border-bottom: none; }
    Palette CommandInput, Palette CommandInput:focus { border: none; height: 1; background: $cursor; padding: 0 1; }
    Palette CommandList, Palette CommandList:focus {
        border: round $accent; border-top: none; background: $panel; padding: 1 0 0 0; scrollbar-size-vertical: 1;
    }
    Palette CommandList > .option-list--option-highlighted { background: $cursor; color: $text; }
    """


def commands(app: "CrmTui", screen: Screen[Any]) -> Iterable[SystemCommand]:
    """Yield what the palette offers on a screen."""
    if isinstance(screen, BaseScreen):
        yield from _of_screen(app, screen)
    yield SystemCommand(_("Dark theme"), _("light text on a dark ground"), lambda: app.choose_theme("dark"))
    yield SystemCommand(_("Light theme"), _("dark text on a light ground"), lambda: app.choose_theme("light"))
    yield SystemCommand("English", _("show everything in English"), lambda: app.choose_language("en"))
    yield SystemCommand("Polski", _("show everything in Polish"), lambda: app.choose_language("pl"))
    yield SystemCommand(_("Draw the screen anew"), _("after something else was written to the terminal"), app.draw_anew)
    if not isinstance(screen, BaseScreen):
        yield SystemCommand(_("Quit"), "", app.exit)


def _of_screen(app: "CrmTui", screen: BaseScreen) -> Iterable[SystemCommand]:
    for action in screen.actions():
        if action in keys.OF_TIME and not app.desk.tracking.on:
            continue
        run = f"screen.{action.does}"
        name = action.text()
        yield SystemCommand(
            name[:1].upper() + name[1:],
            _("key {key}").format(key=keys.shown_key(screen.key_of(action))),
            lambda run=run: app.run_worker(app.run_action(run, screen)),
        )
    for name, does, hint in (
        (_("Import contacts"), "import_contacts", _("vCard, CSV or JSON, with a dry run")),
        (_("Export contacts"), "export_contacts", _("vCard, CSV or JSON")),
        (_("Export what is shown"), "export_shown", _("what this list holds, to a file")),
        (_("What I am told of, and how"), "notice_choices", _("events by channel; the day plan by e-mail")),
    ):
        if not hasattr(screen, f"action_{does}") or any(action.does == does for action in screen.actions()):
            continue
        run = f"screen.{does}"
        yield SystemCommand(name, hint, lambda run=run: app.run_worker(app.run_action(run, screen)))
    yield SystemCommand(
        _("Change my password"), _("for logging in where one is asked for"), lambda: change_own(app, app.desk)
    )


class Actions(Provider):
    """Finds actions as their names are typed; says in the language in use that there is none."""

    async def discover(self) -> Hits:
        """Yield everything, by name."""
        for command in sorted(self.app.get_system_commands(self.screen), key=lambda command: command.title):
            yield DiscoveryHit(command.title, command.callback, help=command.help)

    async def search(self, query: str) -> Hits:
        """Yield what a query matches."""
        matcher, found = self.matcher(query), False
        for title, help_, callback, _discover in self.app.get_system_commands(self.screen):
            score = matcher.match(title)
            if score > 0:
                found = True
                yield Hit(score, matcher.highlight(title), callback, help=help_)
        if not found:
            yield Hit(0.01, _("Nothing is called like this"), _nothing)


def _nothing() -> None:
    """Do nothing: there is no such action."""
