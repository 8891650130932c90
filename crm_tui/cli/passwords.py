"""Passwords on the command line (G1): logging in where one is asked for, and giving one to a user."""

import getpass
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from store import language
from store.language import _
from store.refusals import Invalid
from store.rows import Acting

if TYPE_CHECKING:
    from crm_tui.cli.session import Session
    from crm_tui.opening import Entrance

PasswordStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Set the password; it is read from the first line.")
]


def log_in(entrance: "Entrance", *, from_stdin: bool) -> Acting:
    """Ask for the password of whom the options name, and return the acting user.

    The password comes from the terminal, or from the first line of the standard input; never from the command line or
    the environment, where others could read it. Raises WrongPassword, Invalid where there is no terminal to ask on.
    """
    from store import passwords

    if passwords.is_new(entrance.store):
        raise Invalid("database", "no-password-yet", entrance.store.name)
    password = line() if from_stdin else _typed(_("Password of {login}: ").format(login=entrance.login))
    me = passwords.log_in(entrance.store, entrance.login, password)
    language.use(entrance.lang or me.language)
    return me


def give(session: "Session", user_id: int, password: str) -> None:
    """Give a user a password; one's own only with the current one, which is asked for."""
    from store import passwords

    own = user_id == session.me.id and passwords.has_password(session.store, session.me)
    current = _typed(_("Your current password: ")) if own else None
    passwords.set_password(session.store, session.me, user_id, password, current=current)


def check(login: str, password: str) -> None:
    """Raise Invalid for a password that is none."""
    from store.passwords import check as checked

    checked(login, password)


def line() -> str:
    """Return the first line of the standard input."""
    return sys.stdin.readline().rstrip("\r\n")


def _typed(prompt: str) -> str:
    try:
        with open("/dev/tty", "w+", encoding="utf-8"):  # noqa: PTH123
            pass
    except OSError as error:
        raise Invalid("password", "no-terminal") from error
    return getpass.getpass(prompt)
