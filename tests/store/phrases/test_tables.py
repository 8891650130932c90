"""Phrases of both languages against what they mean (C7)."""

from datetime import datetime
from zoneinfo import ZoneInfo

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


def as_the_table_says(table: list[str], language: str) -> None:
    """Read every line of a table, and name all that are read otherwise: a test of each is slow to start."""
    wrong = []
    for line in table:
        phrase, meaning = expected(line)
        if (got := read(phrase, language)) != meaning:
            wrong.append(f"{line} (read as {got})")
    assert not wrong, "\n".join(wrong)


def refused(phrases: list[str], language: str) -> None:
    """Read every phrase, and name all that are not refused."""
    assert {phrase: got for phrase in phrases if (got := read(phrase, language))} == {}


def test_c7_polish_phrases() -> None:
    as_the_table_says(POLISH, "pl")


def test_c7_english_phrases() -> None:
    as_the_table_says(ENGLISH, "en")


def test_c7_what_polish_cannot_mean_is_refused() -> None:
    refused(lines(polish.REFUSED), "pl")


def test_c7_what_english_cannot_mean_is_refused() -> None:
    refused(lines(english.REFUSED), "en")
