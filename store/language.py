"""Translation by gettext: English is the source, catalogues lie in store/locale.

One language is in use at a time and can be changed while the program runs (G6). Text is translated when it is
shown, never at import.
"""

import gettext as _gettext
from pathlib import Path

LANGUAGES = ("en", "pl")
DOMAIN = "crm_tui"
LOCALE_FOLDER = Path(__file__).parent / "locale"


class _Current:
    language = "en"
    catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def use(language: str) -> None:
    """Make `language` ("en" or "pl") the one that everything is shown in from now on.

    Raises ValueError for a language the program does not speak.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    if language == "en":
        _Current.catalogue = _gettext.NullTranslations()
    else:
        _Current.catalogue = _gettext.translation(DOMAIN, LOCALE_FOLDER, [language])
    _Current.language = language


def current() -> str:
    """Return the code of the language in use."""
    return _Current.language


def _(message: str) -> str:
    """Translate a message."""
    return _Current.catalogue.gettext(message)


def n_(one: str, many: str, count: int) -> str:
    """Translate a message that depends on a count, by the plural rules of the language in use."""
    return _Current.catalogue.ngettext(one, many, count)


def p_(context: str, message: str) -> str:
    """Translate a message that means different things in different places."""
    return _Current.catalogue.pgettext(context, message)


def from_environment(environment: dict[str, str]) -> str:
    """Return the language that LC_ALL, LC_MESSAGES or LANG asks for, English where it is another or none."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "pl" if value.lower().startswith("pl") else "en"
    return "en"
