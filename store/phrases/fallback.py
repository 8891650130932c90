"""The last resort: dateparser, whose answer is taken only if every word and number of the phrase is accounted for.

On its own it reads a wrong date out of many phrases. Here its vocabulary is held to names of months, weekdays and
zones' letters in figures: a phrase of digits and one month name in an order that the grammar does not know.
"""

import re
from datetime import datetime

from store.folding import fold
from store.phrases.reading import Reading
from store.phrases.words import MONTHS


def guessed(phrase: str, now: datetime, language: str) -> Reading | None:
    """Return a day that dateparser reads, None unless year, month and day all stand in the phrase and nothing else."""
    if re.search(r"[^\w\s.,/-]", phrase):
        return None
    words = re.findall(r"[a-z]+", fold(phrase))
    numbers = [int(number) for number in re.findall(r"\d+", phrase)]
    years = [number for number in numbers if 1900 <= number <= 2200]
    if len(words) != 1 or words[0] not in MONTHS or len(numbers) != 2 or len(years) != 1:
        return None
    import dateparser

    found = dateparser.parse(phrase, languages=[language, "en" if language == "pl" else "pl"])
    days = [number for number in numbers if number not in years]
    if found is None or (found.year, found.month, [found.day]) != (years[0], MONTHS[words[0]], days):
        return None
    return Reading(found.date(), None, "day")
