"""Exporting from the screen: asks for a path, and again before a file that stands there is replaced (C9, H2)."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from screens.base import BaseScreen
from screens.exchange_words import activities_exported, contacts_exported
from screens.wording import refusal
from store.language import _
from store.refusals import Refused

if TYPE_CHECKING:
    from store.contact_list import ContactQuery
    from store.reports import Report

Write = Callable[[TextIO, str], int]


def export_activities(screen: BaseScreen, numbers: Callable[[], list[int]], name: str) -> None:
    """Put out activities, CSV or JSON by the ending of the path; `numbers` is asked in a thread."""
    from store.exchange import activities_out

    store, me = screen.desk.opened

    def write(file: TextIO, kind: str) -> int:
        return activities_out.export(store, me, file, kind, numbers())

    _ask_path(
        screen, _("Export what is shown to (.csv, .json)"), name, activities_out.KINDS, write, activities_exported
    )


def export_contacts(screen: BaseScreen, query: "ContactQuery | None" = None) -> None:
    """Put out contacts, all of them or those of a list: vCard, CSV or JSON by the ending of the path."""
    from store.exchange import contacts_out

    store, me = screen.desk.opened

    def write(file: TextIO, kind: str) -> int:
        return contacts_out.export(store, me, file, kind, query=query)

    title = _("Export contacts to (.vcf, .csv, .json)")
    _ask_path(screen, title, f"{_('contacts')}.vcf", contacts_out.KINDS, write, contacts_exported)


def export_report(screen: BaseScreen, report: "Report", name: str) -> None:
    """Put out the groups of a report with their numbers, CSV or JSON by the ending of the path (F)."""
    from screens.report_words import groups_exported
    from store import reports

    store, me = screen.desk.opened

    def write(file: TextIO, kind: str) -> int:
        return reports.export(store, me, file, kind, report)

    _ask_path(screen, _("Export the report to (.csv, .json)"), name, ("csv", "json"), write, groups_exported)


def _ask_path(
    screen: BaseScreen, title: str, name: str, kinds: tuple[str, ...], write: Write, said: Callable[[int, str], str]
) -> None:
    from screens.dialogs.choose import Choose
    from screens.dialogs.line import AskLine

    places = screen.desk.places

    def named(text: str | None) -> None:
        if not text:
            return
        try:
            path = places.path(text.strip())
        except Refused as refused:
            screen.say(refusal(refused), "problem")
            return

        def replacing(answer: str | None) -> None:
            if answer == "replace":
                _write(screen, path, kinds, write, said)
            elif answer == "other":
                _ask_path(screen, title, text, kinds, write, said)

        if _exists(path):
            ways = [("other", _("another name"), "a"), ("replace", _("replace it"), "r")]
            screen.app.push_screen(Choose(_("There is such a file"), ways, about=places.shown(path)), replacing)
        else:
            _write(screen, path, kinds, write, said)

    screen.app.push_screen(AskLine(title, value=name), named)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _write(
    screen: BaseScreen, path: Path, kinds: tuple[str, ...], write: Write, said: Callable[[int, str], str]
) -> None:
    places = screen.desk.places

    def question() -> int:
        from store.exchange.files_out import written
        from store.exchange.source import kind_of

        kind = kind_of(path.name, kinds=kinds)
        with written(path, mark=kind == "csv", follow=places.own is None) as file:
            return write(file, kind)

    def done(count: Any) -> None:
        screen.say(said(count, places.shown(path)))

    screen.ask("export", question, done)
