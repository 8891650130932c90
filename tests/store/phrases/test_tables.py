"""Phrases of both languages against what they mean (C7)."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from store.phrases import Reading, understand
from tests.store.phrases import english, polish

NOW = datetime(2026, 11, 24, 10, 42, 17, tzinfo=ZoneInfo("Europe/Warsaw"))


def shown(reading: Reading) -> str:
    """Return a reading as the tables write it, without its grain."""

    def one(value: object) -> str:
        return value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else str(value)

    return one(reading.start) + (f"..{one(reading.end)}" if reading.end else "")


def expected(line: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the phrase of a line, and the readings with their grains."""
    phrase, _, meaning = line.rpartition(" = ")
    if meaning == "-":
        return phrase, []
    readings: list[tuple[str, str]] = []
    grain = ""
    for part in reversed(meaning.split(" | ")):
        words = part.split()
        if words[-1].isalpha():
            grain = words.pop()
        readings.append((" ".join(words), grain))
    return phrase, sorted(readings)


def read(phrase: str, language: str, now: datetime = NOW) -> list[tuple[str, str]]:
    """Return what a phrase means, as the tables write it."""
    found = understand(phrase, now=now, language=language)
    assert (found.reading is None) == bool(found.message)
    return sorted((shown(reading), reading.grain) for reading in found.readings)


def lines(*blocks: str) -> list[str]:
    """Return the lines of some tables."""
    return [line for block in blocks for line in block.strip().splitlines()]


POLISH = lines(polish.DAYS, polish.DATES, polish.CLOCK, polish.SPANS, polish.SEVERAL)
ENGLISH = lines(english.DAYS, english.DATES, english.CLOCK, english.SPANS, english.SEVERAL)


@pytest.mark.parametrize("line", POLISH)
def test_c7_polish_phrases(line: str) -> None:
    phrase, meaning = expected(line)
    assert read(phrase, "pl") == meaning


@pytest.mark.parametrize("line", ENGLISH)
def test_c7_english_phrases(line: str) -> None:
    phrase, meaning = expected(line)
    assert read(phrase, "en") == meaning


@pytest.mark.parametrize("phrase", lines(polish.REFUSED))
def test_c7_what_polish_cannot_mean_is_refused(phrase: str) -> None:
    assert read(phrase, "pl") == []


@pytest.mark.parametrize("phrase", lines(english.REFUSED))
def test_c7_what_english_cannot_mean_is_refused(phrase: str) -> None:
    assert read(phrase, "en") == []
