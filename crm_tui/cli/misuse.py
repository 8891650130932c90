"""A command that cannot be read, told in the language in use (H1): Typer's own messages are English only."""

import re
from collections.abc import Callable, Sequence

import typer

from store.language import _

Words = Callable[[dict[str, str]], str]

_PROBLEMS: tuple[tuple[str, Words], ...] = (
    (
        r"No such option: (?P<name>.+?) \(Possible options: (?P<others>.+)\)",
        lambda m: _("There is no option {name}; near to it: {others}").format(**m),
    ),
    (r"No such option: (?P<name>.+)", lambda m: _("There is no option {name}").format(**m)),
    (
        r"No such command '(?P<name>.*?)'\. Did you mean (?P<others>.+?)\?",
        lambda m: _("There is no command {name}; near to it: {others}").format(
            name=m["name"], others=m["others"].replace("'", "")
        ),
    ),
    (r"No such command '(?P<name>.*)'", lambda m: _("There is no command {name}").format(**m)),
    (r"Missing argument '(?P<name>.+)'", lambda m: _("{name} is missing").format(**m)),
    (r"Missing (?:option|parameter) '(?P<name>.+)'", lambda m: _("The option {name} is missing").format(**m)),
    (r"Option '(?P<name>.+)' requires an argument", lambda m: _("The option {name} needs a value").format(**m)),
    (r"Option '(?P<name>.+)' does not take a value", lambda m: _("The option {name} takes no value").format(**m)),
    (
        r"Got unexpected extra arguments?(?:\(s\))? \((?P<words>.*)\)",
        lambda m: _("Too much is said: {words}").format(**m),
    ),
    (
        r"Invalid value for (?P<name>.+?): (?P<problem>.+)",
        lambda m: f"{m['name'].strip(chr(39))}: {problem_words(m['problem'])}",
    ),
    (r"Invalid value: (?P<problem>.+)", lambda m: problem_words(m["problem"])),
    (r"Input should be a valid integer.*", lambda _m: _("a whole number is expected")),
    (r"Input should be a valid number.*", lambda _m: _("a number is expected")),
    (
        r"Input should be greater than or equal to (?P<limit>\S+)",
        lambda m: _("at least {limit} is expected").format(**m),
    ),
    (r"Input should be less than or equal to (?P<limit>\S+)", lambda m: _("at most {limit} is expected").format(**m)),
)


def problem_words(message: str) -> str:
    """Return what a message of Typer's says, in the language in use; one that is not known stays as it is."""
    for pattern, words in _PROBLEMS:
        if found := re.fullmatch(pattern, message.rstrip("."), re.DOTALL):
            return words(found.groupdict())
    return message.rstrip(".")


def not_one_of(value: str, allowed: Sequence[str], option: str) -> typer.BadParameter:
    """Return the refusal of a word that an option does not know."""
    words = _("“{value}” is not one of: {allowed}").format(value=value, allowed=", ".join(allowed))
    return typer.BadParameter(words, param_hint=option)


def exclude(first: str, second: str) -> typer.BadParameter:
    """Return the refusal of two options that cannot both hold."""
    return typer.BadParameter(_("{first} and {second} exclude each other").format(first=first, second=second))
