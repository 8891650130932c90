"""What one run of the command line shares: options, clock, the store once it is needed, and how answers are given."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from crm_tui.cli import printing
from store import language
from store.clock import Clock
from store.database import Store
from store.refusals import Ambiguous, Invalid, Refused
from store.rows import Acting


@dataclass
class Session:
    """One run. `asked_json` is set by the command that runs."""

    options: dict[str, str]
    clock: Clock
    asked_json: bool = False
    _opened: tuple[Store, Acting] | None = None
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
    def now(self) -> datetime:
        """The present in the user's zone."""
        return self.clock.now().astimezone(ZoneInfo(self.me.zone))

    def _open(self) -> tuple[Store, Acting]:
        if self._opened is None:
            from crm_tui.opening import open_and_log_in

            store, me, _db = open_and_log_in(self.options, self.clock)
            self._closers.append(store)
            self._opened = store, me
        return self._opened

    def close(self) -> None:
        """Close what was opened."""
        for store in self._closers:
            store.close()

    def speak(self) -> None:
        """Choose the language before anything is opened; the user's own follows when they are known."""
        wanted = self.options.get("lang") or os.environ.get("CRM_TUI_LANG", "")
        language.use(wanted if wanted in language.LANGUAGES else language.from_environment(dict(os.environ)))


@contextmanager
def refusals(session: Session) -> Iterator[None]:
    """Say what is refused: a line on standard error, with --json also a document; then exit 1."""
    try:
        yield
    except Refused as refused:
        say_refused(session, refused)
        raise SystemExit(1) from refused


def say_refused(session: Session, refused: Refused) -> None:
    """Print one refusal."""
    from screens.wording import refusal

    message = refusal(refused)
    printing.problem(message)
    if session.asked_json:
        printing.document({"error": {"kind": refused.kind, "message": message, **_data(refused)}})


def _data(refused: Refused) -> dict[str, Any]:
    match refused:
        case Invalid():
            return {
                "field": refused.field,
                "reason": refused.reason,
                "value": refused.value,
                "allowed": list(refused.allowed),
            }
        case Ambiguous():
            return {"what": refused.what, "value": refused.value, "candidates": list(refused.candidates)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in vars(refused).items()}


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
