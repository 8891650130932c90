"""The forced command of an SSH key (G1): `crm-tui --fixed-user LOGIN`, and what the client would have it do.

What the client sends is split into words and read as that user's crm-tui command; no shell sees it. It may be one of
ALLOWED, and nothing in it may choose another user, database or configuration. Files are named within one folder of the
person's own (store/places.py), and the environment, of which a client may send a part, says only how the terminal is.
"""

import os
import shlex
import sys
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from crm_tui.__main__ import FIXED_USER
from crm_tui.configuration import PREFIX, WrongSetting
from store import language
from store.language import _
from store.places import Places
from store.refusals import Invalid, NotAllowed, Refused

if TYPE_CHECKING:
    from textual.app import App

    from store.rows import Acting

CHOOSERS = ("--as", "--db", "--config", FIXED_USER, "--log-in-stdin")
PROGRAM = "crm-tui"
# What works on records, which the store's rights guard, and on files of one's own. Not: what keeps the database.
ALLOWED = frozenset(
    {
        "add", "attach", "cancel", "category", "contact", "cycle", "delete", "detach", "dictionary", "done", "edit",
        "export", "file", "goal", "import", "link", "list", "move", "note", "notifications", "person", "project",
        "redo", "reopen", "report", "role", "save", "search", "setting", "show", "start", "stop", "time", "today",
        "undo", "user", "when",
    }
)  # fmt: skip
# Beside LC_…: what tells of the terminal and of the connection, and what sshd itself sets.
KEPT = frozenset(
    {
        "COLORTERM", "COLUMNS", "HOME", "LANG", "LINES", "LOGNAME", "NO_COLOR", "PATH", "SHELL", "SSH_CLIENT",
        "SSH_CONNECTION", "SSH_TTY", "TERM", "TZ", "USER",
    }
)  # fmt: skip


def begin(arguments: list[str], environment: MutableMapping[str, str]) -> list[str]:
    """Return the arguments with what the client sent behind them, once nothing else of the client has any say.

    Ends the program, after saying why, where it is refused (1), and where quotes do not close (2).
    """
    os.umask(0o077)
    language.use(language.from_environment(dict(environment)))
    sent = environment.get("SSH_ORIGINAL_COMMAND", "")
    try:
        _check_settings(environment)
        for name in [name for name in environment if name not in KEPT and not name.startswith("LC_")]:
            del environment[name]
        return [*arguments, *_words(sent)] if sent else arguments
    except Refused as refused:
        _say(refused, asked_json="--json" in sent.split())
        sys.exit(2 if isinstance(refused, Invalid) and refused.reason == "not-a-command" else 1)


def is_fixed(options: Mapping[str, str]) -> bool:
    """Whether somebody is let in by a key that says who they are."""
    return FIXED_USER.removeprefix("--") in options


def places(options: Mapping[str, str], me: "Acting") -> Places:
    """Return where the acting user may name files."""
    if not is_fixed(options):
        return Places()
    from platformdirs import user_data_path

    return Places(user_data_path("crm-tui") / "people" / f"{quote(me.login, safe='')}-{me.id}")


def run(app: "App[None]", log: Path) -> None:
    """Run the app; a crash is written to the log: what stands in it is nothing for who is let in by a key."""
    from rich.console import Console

    with log.open("a", encoding="utf-8") as file:
        app.error_console = Console(file=file, width=120, markup=False, highlight=False)
        app.run()
    if app.return_code:
        sys.stderr.write(_("Something went wrong; details are in {path}").format(path=log) + "\n")


def _check_settings(environment: Mapping[str, str]) -> None:
    """Refuse settings from the environment: who set them, sshd or the client, cannot be told."""
    for name in environment:
        if name.startswith(PREFIX):
            raise WrongSetting(name, "environment", "fixed")


def _words(sent: str) -> list[str]:
    try:
        words = shlex.split(sent)
    except ValueError as error:
        raise Invalid("command", "not-a-command", sent) from error
    if words and words[0] == PROGRAM:
        words = words[1:]
    for word in words:
        if word == "--":
            break
        if word.partition("=")[0] in CHOOSERS:
            raise NotAllowed("log-in-fixed")
    _check_command(words)
    return words


def _check_command(words: list[str]) -> None:
    rest = list(words)
    while rest and rest[0].partition("=")[0] == "--lang":
        rest = rest[1:] if "=" in rest[0] else rest[2:]
    if rest and rest[0] not in ALLOWED | {"--help", "-h", "--version"}:
        raise Invalid("command", "not-over-a-key", rest[0])


def _say(refused: Refused, *, asked_json: bool) -> None:
    from crm_tui.cli import printing
    from screens.wording import refusal

    printing.problem(refusal(refused))
    if asked_json:
        printing.document({"error": {"kind": refused.kind, "message": refusal(refused)}})
