"""Translation by gettext: English is the source, catalogues lie in store/locale.

One language is in use at a time and can be changed while the program runs (G6); what is written for somebody else is
written inside `speaking`, which nobody else notices. Text is translated when it is shown, never at import.
"""

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

LANGUAGES = ("en", "pl")
DOMAIN = "crm_tui"
LOCALE_FOLDER = Path(__file__).parent / "locale"


class _Current:
    language = "en"
    catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


_spoken: ContextVar[tuple[str, _gettext.NullTranslations] | None] = ContextVar("spoken", default=None)


def use(language: str) -> None:
    """Make `language` ("en" or "pl") the one that everything is shown in from now on.

    Raises ValueError for a language the program does not speak.
    """
    _Current.catalogue = _catalogue_of(language)
    _Current.language = language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Write in `language` within this block and this thread, whatever is in use elsewhere.

    For what goes to another user: a letter, a text message. Raises ValueError for a language that is not spoken.
    """
    token = _spoken.set((language, _catalogue_of(language)))
    try:
        yield
    finally:
        _spoken.reset(token)


def current() -> str:
    """Return the code of the language in use."""
    spoken = _spoken.get()
    return spoken[0] if spoken else _Current.language


def _(message: str) -> str:
    """Translate a message."""
    return _catalogue().gettext(message)


def n_(one: str, many: str, count: int) -> str:
    """Translate a message that depends on a count, by the plural rules of the language in use."""
    return _catalogue().ngettext(one, many, count)


def p_(context: str, message: str) -> str:
    """Translate a message that means different things in different places."""
    return _catalogue().pgettext(context, message)


def _catalogue() -> _gettext.NullTranslations:
    spoken = _spoken.get()
    return spoken[1] if spoken else _Current.catalogue


def _catalogue_of(language: str) -> _gettext.NullTranslations:
    if language not in LANGUAGES:
        raise ValueError(language)
    if language == "en":
        return _gettext.NullTranslations()
    return _gettext.translation(DOMAIN, LOCALE_FOLDER, [language])


def from_environment(environment: dict[str, str]) -> str:
    """Return the language that LC_ALL, LC_MESSAGES or LANG asks for, English where it is another or none."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "pl" if value.lower().startswith("pl") else "en"
    return "en"
