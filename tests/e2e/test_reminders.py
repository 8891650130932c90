"""A reminder on all three channels, by the app in a real terminal and by the worker alone (D1, D2, D4)."""

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from tests.apart import command
from tests.delivery.servers import Taken, Texts, gateway, mail_server
from tests.e2e.terminal import PATIENCE_SECONDS, PROGRAM, Terminal, needs_tmux

pytestmark = needs_tmux

PLANNED = "2026-11-24T10:43:00+01:00"
# The reminder of one minute before 10:45 is due six seconds after the program was started.
SOON = "2026-11-24T10:43:54+01:00 running"
OSC = re.compile(rb"\x1b[\]PX^_].*?(?:\x07|\x1b\\)", re.DOTALL)


def environment(folder: Path, clock: str, settings: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of a program on the database."""
    return {
        "PATH": os.environ["PATH"], "HOME": str(folder / "home"), "LC_ALL": "C.UTF-8", "CRM_TUI_CLOCK": clock,
        **settings,
    }  # fmt: skip


def started(folder: Path, *arguments: str, clock: str, settings: Mapping[str, str]) -> subprocess.Popen[str]:
    """Start the installed program on the database."""
    return subprocess.Popen(
        [str(PROGRAM), "--db", str(folder / "crm.db"), "--as", "anna", *arguments],
        env=environment(folder, clock, settings), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def crm(folder: Path, *arguments: str, settings: Mapping[str, str]) -> Any:
    """Run a command and return its document."""
    code, out, said = command(
        "--db", str(folder / "crm.db"), "--as", "anna", *arguments, "--json",
        environment=environment(folder, PLANNED, settings),
    )  # fmt: skip
    assert code == 0, said
    return json.loads(out)


@contextmanager
def receivers() -> Iterator[tuple[Taken, Texts, dict[str, str]]]:
    """Run a mail server and a receiver of text messages; give what they were given, and the settings that name them."""
    taken, texts = Taken(), Texts()
    with mail_server(taken) as mail, gateway(texts) as sms:
        yield (
            taken,
            texts,
            {
                "CRM_TUI_MAIL__URL": f"smtp://{mail}",
                "CRM_TUI_MAIL__SENDER": "CRM <crm@example.com>",
                "CRM_TUI_SMS__URL": f"json://{sms}/{{phone}}",
            },
        )


def planned(folder: Path, settings: Mapping[str, str]) -> int:
    """Plan a call in two minutes, with a reminder a minute before it on all three channels; return its number."""
    (folder / "home").mkdir(exist_ok=True)
    crm(folder, "--lang", "en", "today", settings=settings)
    crm(
        folder, "user", "edit", "anna", "--zone", "Europe/Warsaw", "--name", "Anna Zielińska",
        "--email", "anna@example.com", "--phone", "+48 600 100 200", settings=settings,
    )  # fmt: skip
    row = crm(
        folder, "add", "Zapytać o termin", "--category", "call", "--start", "10:45",
        "--remind", "1 min:app:email:sms", settings=settings,
    )  # fmt: skip
    return int(row["id"])


def await_(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def check_messages(taken: Taken, texts: Texts) -> None:
    """The letter has text, HTML and the activity as a calendar file; the text message has time and what it is about."""
    (letter,) = taken.letters
    assert isinstance(letter, EmailMessage)
    assert "anna@example.com" in str(letter["To"])
    assert letter["Message-ID"]
    kinds = [part.get_content_type() for part in letter.walk()]
    assert {"text/plain", "text/html", "text/calendar"} <= set(kinds)
    body = letter.get_body(("plain",))
    assert body is not None
    assert "10:45" in body.get_content()
    assert "Zapytać o termin" in body.get_content()
    ((path, _headers, told),) = texts.calls
    assert path == "/+48600100200"
    assert "10:45" in json.loads(told)["message"]


def test_d1_d4_the_app_rings_shows_a_toast_and_sends_one_letter_and_one_text(tmp_path: Path) -> None:
    with receivers() as (taken, texts, settings):
        number = planned(tmp_path, settings)
        arguments = ("--db", str(tmp_path / "crm.db"), "--as", "anna", "--lang", "en")
        with Terminal(tmp_path, *arguments, clock=SOON, settings=settings, size=(100, 30)) as terminal:
            heard = tmp_path / "heard"
            terminal.listen(heard)
            terminal.see("Day plan")
            screen = terminal.see(r"Reminder · Call")
            assert "10:45" in screen
            assert "Day plan" in screen
            terminal.see(r"● 1 ")
            await_(lambda: bool(taken.raw and texts.calls), "no letter or no text message came")
            terminal.press("b").see("1 unread")
            terminal.press("Enter").see(f"Activity {number}")
            terminal.press("Escape").see("all read")
            terminal.press("q")
            assert terminal.ended()
            assert OSC.sub(b"", heard.read_bytes()).count(b"\x07") == 1
        check_messages(taken, texts)


def test_d2_the_worker_alone_sends_one_letter_and_one_text(tmp_path: Path) -> None:
    with receivers() as (taken, texts, settings):
        planned(tmp_path, settings)
        worker = started(tmp_path, "worker", clock=SOON, settings=settings)
        try:
            await_(lambda: bool(taken.raw and texts.calls), "no letter or no text message came")
            told = crm(tmp_path, "notifications", "--unread", settings=settings)
        finally:
            worker.send_signal(signal.SIGTERM)
            _out, log = worker.communicate(timeout=PATIENCE_SECONDS)
        assert worker.returncode == 0, log
        assert len(told) == 1
        assert log.count("outcome=sent") == 3
        check_messages(taken, texts)
