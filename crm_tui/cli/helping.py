"""The help of the command line in the language in use (G6): Typer's own texts and ours, which stand as literals."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer

from store import language
from store.language import _


class SpokenFormatter(typer.Context.formatter_class):  # type: ignore[valid-type,misc]
    """Writes help with the headings and the words that Typer adds in the language in use."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the first line."""
        super().write_usage(prog, args, prefix=_("Usage: ") if prefix is None else prefix)

    @contextmanager
    def section(self, name: str) -> Generator[None]:
        """Write a heading, and what stands below it."""
        headings = {"Arguments": _("Arguments"), "Options": _("Options"), "Commands": _("Commands")}
        with super().section(headings.get(name, name)):
            yield

    def write_dl(self, rows: Sequence[tuple[str, str]], *args: Any, **named: Any) -> None:
        """Write terms with what they mean."""
        super().write_dl([(_spoken_term(term), _spoken_extra(text)) for term, text in rows], *args, **named)


class SpokenContext(typer.Context):
    """The context of a command whose help is written in the language in use."""

    formatter_class = SpokenFormatter


def _spoken_term(term: str) -> str:
    """Return an option with what it takes as people call it: Typer names the types of the program."""
    kinds = {"<str>": _("TEXT"), "<list[str]>": _("TEXT…"), "<int>": _("N"), "<path>": _("FILE")}
    for kind, word in kinds.items():
        term = term.replace(kind, word)
    return term


def _spoken_extra(text: str) -> str:
    if text == "Show this message and exit.":
        return _("Show this message and exit.")
    return text.replace("[required]", _("[required]"))


def spoken(command: Any) -> Any:
    """Return a command, and those below it, with their help in the language in use."""
    for one in _all(command):
        one.context_class = SpokenContext
        for holder in (one, *one.params):
            if source := _source(holder):
                holder.written = source
                holder.help = language._(source)  # no literal: `texts` tells the catalogue of it
    return command


def texts(command: Any) -> Iterator[str]:
    """Yield every text of the help, as it stands in the source: for the catalogue."""
    for one in _all(command):
        for holder in (one, *one.params):
            if source := _source(holder):
                yield source


def _source(holder: Any) -> str:
    """Return the help of a command or of one of its parameters as it stands in the source."""
    return str(getattr(holder, "written", None) or getattr(holder, "help", None) or "")


def _all(command: Any) -> Iterator[Any]:
    yield command
    for below in getattr(command, "commands", {}).values():
        yield from _all(below)
