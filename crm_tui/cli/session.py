"""What one run of the command line shares: options, clock, the store once it is needed, and how answers are given."""

import contextlib
import os
import sys
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import typer

from crm_tui.cli import printing
from crm_tui.cli.misuse import problem_words
from store import language
from store.clock import Clock
from store.database import Store
from store.language import _
from store.places import Places
from store.refusals import BusyConflict, Refused
from store.rows import Acting


@dataclass
class Session:
    """One run. `asked_json` is set by the command that runs; `password_from_stdin` is the first line of it (G1)."""

    options: dict[str, str]
    clock: Clock
    asked_json: bool = False
    password_from_stdin: bool = False
    _opened: tuple[Store, Acting] | None = None
    _places: Places | None = None
    _closers: list[Store] = field(default_factory=list)

    @property
    def store(self) -> Store:
        """The open store."""
        return self._open()[0]

    @property
    def me(self) -> Acting:
        """The acting user."""
        return self._open()[1]

    @property
    def places(self) -> Places:
        """Where the acting user may name files."""
        if self._places is None:
            from crm_tui.forced import places

            self._places = places(self.options, self.me)
        return self._places

    @property
    def now(self) -> datetime:
        """The present in the user's zone."""
        return self.clock.now().astimezone(ZoneInfo(self.me.zone))

    def _open(self) -> tuple[Store, Acting]:
        if self._opened is None:
            from crm_tui.opening import open_and_log_in

            entrance = open_and_log_in(self.options, self.clock)
            self._closers.append(entrance.store)
            me = entrance.me
            if me is None:
                from crm_tui.cli.passwords import log_in

                me = log_in(entrance, from_stdin=self.password_from_stdin)
            self._opened = entrance.store, me
        return self._opened

    def close(self) -> None:
        """Close what was opened."""
        for store in self._closers:
            store.close()

    def speak(self) -> None:
        """Choose the language before anything is opened; the user's own follows when they are known."""
        from crm_tui.configuration import configured_language

        wanted = self.options.get("lang") or os.environ.get("CRM_TUI_LANG", "") or configured_language(self.options)
        language.use(wanted if wanted in language.LANGUAGES else language.from_environment(dict(os.environ)))


def say_misused(session: Session, error: typer.TyperException) -> None:
    """Print one line about a command that cannot be read; the whole help where nothing else was asked for."""
    message = error.format_message()
    if "\n" in message and not session.asked_json:
        sys.stderr.write(message + "\n")
        return
    message = _("A command is missing") if "\n" in message else problem_words(message)
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "crm-tui"
    message = _("{problem}. See {command} --help.").format(problem=message, command=command)
    printing.problem(message)
    if session.asked_json:
        printing.document({"error": {"kind": "invalid", "message": message}})


def say_failed(session: Session, message: str) -> None:
    """Print what the system, or the program itself, could not do: it is no fault of what was asked."""
    printing.problem(message)
    if session.asked_json:
        with contextlib.suppress(OSError):
            printing.document({"error": {"kind": "invalid", "message": message}})


def say_refused(session: Session, refused: Refused) -> None:
    """Print one refusal."""
    from crm_tui.cli import shapes
    from screens import taken_time
    from screens.wording import refusal

    message = refusal(refused)
    if isinstance(refused, BusyConflict):
        zone = session.me.zone
        for line in filter(None, (*taken_time.lines(refused, zone), taken_time.free(refused, zone))):
            printing.problem(line)
    else:
        printing.problem(message)
    if session.asked_json and isinstance(refused, BusyConflict):
        data = shapes.busy_conflict(refused, session.me.zone)
        printing.document({"error": {**data, "kind": refused.kind, "message": message}})
    elif session.asked_json:
        printing.document({"error": {**_data(refused), "kind": refused.kind, "message": message}})


def _data(refused: Refused) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for one in fields(refused):
        value = getattr(refused, one.name)
        data[one.name] = _plain(value)
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return value.isoformat() if isinstance(value, datetime) else value


@dataclass
class NotUnderstood(Refused):
    """A phrase that is not understood or has several readings; the message is the grammar's own."""

    field: str
    value: str
    message: str
    readings: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Ambiguous where there are readings to choose from."""
        return "ambiguous" if self.readings else "invalid"

    def __str__(self) -> str:
        return self.message
