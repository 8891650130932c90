"""Where a password is asked for, nothing but it lets anybody in (G1): each way past it is tried in a terminal.

All that the program ever sent to the terminal is kept, and nothing of the database may be in it.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.terminal import PROGRAM, Terminal, needs_tmux
from tests.e2e.test_main_job import TUESDAY, crm, database

pytestmark = needs_tmux

PASSWORD = "kolejka-2026"
# What stands in the database: no word of it may be sent to the terminal before the password is right.
SECRETS = ("Xylophone", "Hidden Ltd", "Zielińska", "Zieli")
F_KEYS = tuple(f"F{number}" for number in range(1, 13))
LETTERS = ("1", "2", "3", "4", "5", "6", "n", "N", "a", "/", "b", "u", "?", "j", "k", "Space", "t", "g", "[", "]")
CLICKS = "".join(f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m" for x in (1, 20, 40, 60, 79) for y in (1, 2, 10, 23, 24))
PASTE = "\x1b[200~1\x1b[201~\x1b[200~\n\n\x10\x1b[201~"
OTHERS_KEYS = ("C-p", "C-backslash", "C-z", "C-r", "C-t", "C-s", "C-l", "C-g", "C-o", "C-x", "C-f", "C-n", "C-u")


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[Path]:
    """A folder with a database in which something stands, and a configuration that asks for the password."""
    database(tmp_path)
    crm(tmp_path, "contact", "add", "Hidden Ltd")
    crm(tmp_path, "add", "Xylophone today 15:00", "--category", "Call", "--contact", "Hidden Ltd")
    (tmp_path / "config.toml").write_text('log_in = "password"\n')
    subprocess.run(
        [str(PROGRAM), "--db", str(tmp_path / "crm.db"), "--as", "anna", "user", "edit", "anna", "--password-stdin"],
        input=f"{PASSWORD}\n", text=True, check=True, capture_output=True,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path / "home"), "LC_ALL": "C.UTF-8", "CRM_TUI_CLOCK": TUESDAY},
    )  # fmt: skip
    # The last plan that was seen is kept for a quick start: here it must not be shown either.
    with Terminal(tmp_path, "--db", str(tmp_path / "crm.db"), "--as", "anna", clock=TUESDAY) as before:
        before.see("Xylophone")
        before.press("q")
        assert before.ended()
    yield tmp_path


def log_in(folder: Path, *more: str, size: tuple[int, int] = (80, 24)) -> Terminal:
    """The program where it asks, with options and an environment that would name a user and another way to log in."""
    arguments = ("--db", str(folder / "crm.db"), "--config", str(folder / "config.toml"), "--lang", "en", *more)
    environment = {"CRM_TUI_USER": "anna", "CRM_TUI_LOG_IN": "os", "USER": "anna", "LOGNAME": "anna"}
    return Terminal(folder, *arguments, clock=TUESDAY, size=size, settings=environment)


def quiet(heard: Path, screen: str) -> None:
    """Check that nothing of the database was sent to the terminal or stands on it."""
    sent = heard.read_text(errors="replace") if heard.exists() else ""
    for secret in SECRETS:
        assert secret not in sent
        assert secret not in screen


def asks(terminal: Terminal) -> bool:
    """Whether the log-in stands on the screen, or the palette of theme and language over it."""
    screen = terminal.screen()
    return "Who you are, and the password." in screen or ("what to do" in screen and "log in" in screen)


def survived(terminal: Terminal) -> bool:
    """Whether the program still asks after a moment; else it has ended. There is no third."""
    for _look in range(20):
        if terminal.dead():
            return False
        time.sleep(0.02)
    deadline = time.monotonic() + 20
    while not (there := asks(terminal)) and not terminal.dead() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert there or terminal.dead(), terminal.screen()
    return there


def send(number: signal.Signals) -> Callable[[Terminal], None]:
    """Return a try: a signal to the program."""
    return lambda terminal: os.kill(terminal.pid(), number)


def stopped_and_continued(terminal: Terminal) -> None:
    os.kill(terminal.pid(), signal.SIGTSTP)
    os.kill(terminal.pid(), signal.SIGCONT)


def resized(terminal: Terminal) -> None:
    for columns, rows in ((20, 5), (200, 60), (1, 1), (120, 40), (80, 24)):
        terminal.resize(columns, rows)


# Each try, and whether the program is to be there after it (None: either).
TRIES: dict[str, tuple[Callable[[Terminal], object], bool | None]] = {
    "q": (lambda t: t.press("BTab", "q", "Tab", "q", "Escape"), False),
    "ctrl+c": (lambda t: t.press("C-c"), False),
    "ctrl+q": (lambda t: t.press("C-q"), False),
    "escape": (lambda t: t.press("Escape"), False),
    "ctrl+d": (lambda t: t.press("C-d"), True),
    "other ctrl keys": (lambda t: t.press(*OTHERS_KEYS), None),
    "palette": (lambda t: t.press("C-p").type("day plan").press("Enter"), True),
    "F-keys": (lambda t: t.press(*F_KEYS), True),
    "letters outside the fields": (lambda t: t.press(*["Tab"] * 5, *LETTERS), True),
    "enter, enter, enter": (lambda t: t.press("Enter", "Enter", "Enter"), True),
    "mouse": (lambda t: t.type(CLICKS), True),
    "paste": (lambda t: t.type(PASTE), True),
    "SQL in the password": (lambda t: t.type("' or '1'='1").press("Enter"), True),
    "another's name": (lambda t: t.press("BTab").type("root").press("Enter").type(PASSWORD).press("Enter"), True),
    "resize": (resized, True),
    "SIGINT": (send(signal.SIGINT), None),
    "SIGQUIT": (send(signal.SIGQUIT), None),
    "SIGTERM": (send(signal.SIGTERM), None),
    "SIGHUP": (send(signal.SIGHUP), None),
    "SIGWINCH": (send(signal.SIGWINCH), True),
    "SIGTSTP and SIGCONT": (stopped_and_continued, True),
    "SIGUSR1": (send(signal.SIGUSR1), None),
    "SIGKILL": (send(signal.SIGKILL), False),
}


def test_g1_no_key_signal_or_size_gets_past_the_password(asking: Path) -> None:
    for name, (attempt, stays) in TRIES.items():
        heard = asking / "heard"
        heard.unlink(missing_ok=True)
        with log_in(asking) as terminal:
            terminal.listen(heard).see("Who you are, and the password.")
            terminal.see("login .*anna|password")
            attempt(terminal)
            if stays is False:
                assert terminal.ended(), name
            else:
                assert survived(terminal) or stays is None, name
            quiet(heard, terminal.screen())


def test_g1_options_and_environment_do_not_get_past_the_password(asking: Path) -> None:
    for more in (("--as", "anna"), ("--as", "nobody"), ("--as", ""), ("--fixed-user", "anna")):
        heard = asking / "heard"
        heard.unlink(missing_ok=True)
        with log_in(asking, *more) as terminal:
            terminal.listen(heard)
            assert terminal.dead() or survived(terminal) or terminal.dead()
            quiet(heard, terminal.screen())


def test_g1_a_closed_terminal_leaves_nobody_logged_in_and_the_password_lets_in(asking: Path) -> None:
    with log_in(asking) as terminal:
        terminal.see("Who you are, and the password.")
        number = terminal.pid()
    deadline = time.monotonic() + 20
    while Path(f"/proc/{number}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{number}").exists()
    with log_in(asking, "--as", "anna") as terminal:
        terminal.see("Who you are, and the password.")
        terminal.see("login +anna")
        terminal.type("wrong").press("Enter").see("do not belong together")
        quiet(asking / "none", terminal.screen())
        terminal.type(PASSWORD).press("Enter").see("Xylophone")
