"""The forced command of an SSH key (G1): `crm-tui --fixed-user LOGIN`, and what the client would have it do.

What the client sends is split into words and read as that user's crm-tui command; no shell sees it. Nothing in it may
choose another user, database or configuration.
"""

import os
import shlex
import sys

from crm_tui.__main__ import FIXED_USER
from store import language
from store.refusals import Invalid, NotAllowed, Refused

CHOOSERS = ("--as", "--db", "--config", FIXED_USER, "--log-in-stdin")
PROGRAM = "crm-tui"


def with_wish(arguments: list[str], sent: str) -> list[str]:
    """Return the arguments with what the client sent behind them.

    Ends the program, after saying why, where an option is not the client's to choose (1), and where quotes do not
    close (2).
    """
    try:
        return [*arguments, *_words(sent)]
    except Refused as refused:
        from screens.wording import refusal

        language.use(language.from_environment(dict(os.environ)))
        sys.stderr.write(refusal(refused) + "\n")
        sys.exit(2 if isinstance(refused, Invalid) else 1)


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
    return words
