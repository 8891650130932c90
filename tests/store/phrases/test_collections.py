"""C7: phrases in both languages, as people write them at 10:42 on Tuesday 24 November 2026 in Warsaw.

understood_*.tsv holds phrase, start, end and grain; ambiguous_*.tsv a phrase and its readings; refused_*.txt phrases
that are not wholly understood or name no day or time there is.
"""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from store.phrases import understand

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=ZoneInfo("Europe/Warsaw"))
HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    return [line for line in (HERE / name).read_text(encoding="utf-8").split("\n") if line.strip()]


def written(value: datetime | date | None) -> str:
    if value is None:
        return ""
    return value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else value.isoformat()


LANGUAGES = ("pl", "en")
UNDERSTOOD = [(language, *line.split("\t")) for language in LANGUAGES for line in lines(f"understood_{language}.tsv")]
REFUSED = [(language, line) for language in LANGUAGES for line in lines(f"refused_{language}.txt")]
AMBIGUOUS = [(language, *line.split("\t")) for language in LANGUAGES for line in lines(f"ambiguous_{language}.tsv")]


# Each test reads all phrases of a collection and names every one that is read wrongly: a test of each is slow to start.


def test_c7_a_phrase_has_the_one_meaning_that_people_give_it() -> None:
    wrong = []
    for language, phrase, *meant in UNDERSTOOD:
        found = understand(phrase, now=NOW, language=language)
        one = found.reading
        if one is None or [written(one.start), written(one.end), one.grain] != meant:
            wrong.append((language, phrase, meant, one or found.message))
    assert not wrong, "\n".join(map(str, wrong))


def test_c7_what_is_not_wholly_understood_is_refused_with_a_message() -> None:
    wrong = []
    for language, phrase in REFUSED:
        found = understand(phrase, now=NOW, language=language)
        if found.readings or not found.message:
            wrong.append((language, phrase, found))
    assert not wrong, "\n".join(map(str, wrong))


def test_c7_two_readings_are_shown_and_never_chosen_from() -> None:
    wrong = []
    for language, phrase, *readings in AMBIGUOUS:
        found = understand(phrase, now=NOW, language=language)
        shown = [written(one.start) + (f" .. {written(one.end)}" if one.end else "") for one in found.readings]
        if shown != readings or found.reading is not None or not found.message:
            wrong.append((language, phrase, readings, found))
    assert not wrong, "\n".join(map(str, wrong))


def test_c7_there_are_enough_phrases_of_each_language() -> None:
    for language in LANGUAGES:
        assert sum(1 for case in UNDERSTOOD if case[0] == language) >= 150
