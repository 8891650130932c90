"""English is the source; Polish is complete, up to date and right where a machine can tell (G6)."""

import gettext
from datetime import date, timedelta

import pytest

from store import dates, language
from tests import catalogue


def test_g6_the_polish_catalogue_is_complete() -> None:
    assert not list(catalogue.faults())


def test_g6_polish_counts_in_three_forms() -> None:
    language.use("pl")
    assert [dates.length(timedelta(days=n)) for n in (1, 2, 5, 12, 22, 25)] == [
        "1 dzień",
        "2 dni",
        "5 dni",
        "12 dni",
        "22 dni",
        "25 dni",
    ]
    polish = catalogue.translated()
    assert polish.num_plurals == 3
    assert all(len(catalogue.strings(message)) == 3 for message in polish if message.id and message.pluralizable)


def test_g6_the_compiled_catalogue_is_that_of_the_source() -> None:
    with catalogue.PO.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in catalogue.translated():
        if isinstance(message.id, str) and message.id and message.string:
            asked = compiled.pgettext(message.context, message.id) if message.context else compiled.gettext(message.id)
            assert asked == message.string


@pytest.mark.parametrize(
    ("code", "day", "long", "full"),
    [
        ("en", date(2026, 11, 24), "Tuesday 24 November 2026", "Tue 24.11.2026"),
        ("pl", date(2026, 11, 24), "wtorek 24 listopada 2026", "wt 24.11.2026"),
        ("pl", date(2026, 5, 1), "piątek 1 maja 2026", "pt 01.05.2026"),
        ("en", date(2026, 5, 3), "Sunday 3 May 2026", "Sun 03.05.2026"),
    ],
)
def test_g6_dates_in_words(code: str, day: date, long: str, full: str) -> None:
    language.use(code)
    assert (dates.long_day(day), dates.full_day(day)) == (long, full)
    assert dates.long_day(day, day) == long.removesuffix(" 2026")


@pytest.mark.parametrize(
    ("days", "english", "polish"),
    [
        (0, "today", "dziś"),
        (1, "tomorrow", "jutro"),
        (-1, "yesterday", "wczoraj"),
        (5, "Sun 29", "nd 29"),
        (20, "14.12", "14.12"),
        (400, "29.12.27", "29.12.27"),
    ],
)
def test_g6_short_days(days: int, english: str, polish: str) -> None:
    today = date(2026, 11, 24)
    assert dates.short_day(today + timedelta(days=days), today) == english
    language.use("pl")
    assert dates.short_day(today + timedelta(days=days), today) == polish


def test_g6_only_the_languages_that_are_there() -> None:
    with pytest.raises(ValueError, match="de"):
        language.use("de")
    assert language.from_environment({"LANG": "pl_PL.UTF-8"}) == "pl"
    assert language.from_environment({"LC_ALL": "C", "LANG": "pl_PL.UTF-8"}) == "en"
    assert language.from_environment({}) == "en"
