"""C7: phrases in both languages, as people write them at 10:42 on Tuesday 24 November 2026 in Warsaw.

understood_*.tsv holds phrase, start, end and grain; ambiguous_*.tsv a phrase and its readings; refused_*.txt phrases
that are not wholly understood or name no day or time there is.
"""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from store.phrases import understand

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=ZoneInfo("Europe/Warsaw"))
HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    return [line for line in (HERE / name).read_text(encoding="utf-8").split("\n") if line.strip()]


def written(value: datetime | date | None) -> str:
    if value is None:
        return ""
    return value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else value.isoformat()


UNDERSTOOD = [
    (language, *line.split("\t")) for language in ("pl", "en") for line in lines(f"understood_{language}.tsv")
]
REFUSED = [(language, line) for language in ("pl", "en") for line in lines(f"refused_{language}.txt")]
AMBIGUOUS = [(language, *line.split("\t")) for language in ("pl", "en") for line in lines(f"ambiguous_{language}.tsv")]


@pytest.mark.parametrize(("language", "phrase", "start", "end", "grain"), UNDERSTOOD)
def test_c7_a_phrase_has_the_one_meaning_that_people_give_it(
    language: str, phrase: str, start: str, end: str, grain: str
) -> None:
    found = understand(phrase, now=NOW, language=language)
    assert found.reading is not None, found.message
    assert (written(found.reading.start), written(found.reading.end), found.reading.grain) == (start, end, grain)


@pytest.mark.parametrize(("language", "phrase"), REFUSED)
def test_c7_what_is_not_wholly_understood_is_refused_with_a_message(language: str, phrase: str) -> None:
    found = understand(phrase, now=NOW, language=language)
    assert found.readings == ()
    assert found.message


@pytest.mark.parametrize("case", AMBIGUOUS, ids=lambda case: f"{case[0]}: {case[1]}")
def test_c7_two_readings_are_shown_and_never_chosen_from(case: tuple[str, ...]) -> None:
    language, phrase, *readings = case
    found = understand(phrase, now=NOW, language=language)
    shown = [written(one.start) + (f" .. {written(one.end)}" if one.end else "") for one in found.readings]
    assert shown == readings
    assert found.reading is None
    assert found.message


def test_c7_there_are_enough_phrases_of_each_language() -> None:
    for language in ("pl", "en"):
        assert sum(1 for case in UNDERSTOOD if case[0] == language) >= 150
