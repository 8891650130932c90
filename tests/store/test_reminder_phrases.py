"""When to be reminded, in words, in both languages (D1, C7)."""

from datetime import UTC, datetime

import pytest

from store import language
from store.reminder_kinds import At, Before
from store.reminder_phrases import understood
from store.reminder_words import words
from tests.conftest import NOW
from tests.making import TOMORROW, at

ZONE = "Europe/Warsaw"
ENGLISH = {
    "15 min before": Before(15, "minute"),
    "15 minutes before the start": Before(15, "minute"),
    "15 min": Before(15, "minute"),
    "an hour before": Before(1, "hour"),
    "half an hour before": Before(30, "minute"),
    "1h30 before": Before(90, "minute"),
    "2 hours earlier": Before(2, "hour"),
    "day before": Before(1, "day"),
    "the day before": Before(1, "day"),
    "a day before": Before(1, "day"),
    "3 days before it starts": Before(3, "day"),
    "a week before": Before(1, "week"),
    "at the start": Before(0, "minute"),
    "24 hours before": Before(24, "hour"),
    "tomorrow at 9": At(at(9, day=TOMORROW)),
    "in 2 hours": At(NOW.replace(hour=11)),
}
POLISH = {
    "15 min przed": Before(15, "minute"),
    "kwadrans przed": Before(15, "minute"),
    "godzinę przed": Before(1, "hour"),
    "godzinę wcześniej": Before(1, "hour"),
    "pół godziny przed rozpoczęciem": Before(30, "minute"),
    "dzień przed": Before(1, "day"),
    "dwa dni wcześniej": Before(2, "day"),
    "tydzień przed": Before(1, "week"),
    "na początku": Before(0, "minute"),
    "jutro o 9": At(at(9, day=TOMORROW)),
    "za 2 godziny": At(NOW.replace(hour=11)),
}


@pytest.mark.parametrize(
    ("spoken", "text", "meant"),
    [("en", *pair) for pair in ENGLISH.items()] + [("pl", *pair) for pair in POLISH.items()],
)
def test_d1_when_to_be_reminded_in_words(spoken: str, text: str, meant: Before | At) -> None:
    language.use(spoken)
    assert understood(text, now=NOW, zone=ZONE).when == meant


@pytest.mark.parametrize("spoken", ["en", "pl"])
@pytest.mark.parametrize(
    "when",
    [Before(amount, unit) for amount in (1, 2, 5, 15, 22) for unit in ("minute", "hour", "day")]
    + [Before(0, "minute"), Before(1, "week"), Before(3, "week"), At(datetime(2026, 12, 1, 8, 5, tzinfo=UTC))],
)
def test_d1_what_is_written_is_read_back_as_the_same(spoken: str, when: Before | At) -> None:
    language.use(spoken)
    assert understood(words(when, ZONE), now=NOW, zone=ZONE).when == when


@pytest.mark.parametrize(
    "text", ["", "before", "a month before", "tomorrow", "blah", "15 min before lunch", "before 9"]
)
def test_c7_what_is_not_understood_is_refused_and_said(text: str) -> None:
    found = understood(text, now=NOW, zone=ZONE)
    assert found.when is None
    assert found.message


def test_c7_several_readings_are_shown_to_choose_from() -> None:
    found = understood("tomorrow at 3", now=NOW, zone=ZONE)
    assert found.when is None
    assert found.readings == (At(at(3, day=TOMORROW)), At(at(15, day=TOMORROW)))
