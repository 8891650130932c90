"""Dates and times in words, in Polish and in English (C7).

What is settled here where usage leaves it open:

- A phrase is understood only if every word and number of it is accounted for. A bare number is not a time.
- A weekday is the next such day; on that very day it has two readings. "This" is of this week, "next" (przyszły,
  następny) of the next calendar week, "coming" (najbliższy) the first after today. Weeks begin on Monday.
- A date without a year is the next such date; one that was over at most 60 days ago has two readings.
- Hours one to six without a part of the day have two readings. Said in words and without a day ("o trzeciej", "half
  past three") they are the one still to come today. With minutes in figures ("3:30") Polish counts to 24.
- "From", "od", "by" and "do" before one time name that time; "until" and "after" leave open when something begins,
  and "do 15" may be an hour or a day. A time until a day ("9:30 do jutra") is refused: the day it begins is not said.
- The end of a day is 17:00 or midnight: two readings. A night between bare figures is at most twelve hours long.
- A time that is over today has two readings, today's and tomorrow's.
- Morning is 8:00, afternoon 15:00, evening 18:00, tonight 20:00; night alone is no time.
- 3/4 and 3-4-2027 have two readings in English; in Polish they are the third of April. 1.12 is the first of December
  in both.
- The end of a week is Friday or Sunday: two readings.

The grammar is our own; dateparser is asked only where it understands nothing (fallback.py).
"""

from datetime import datetime

from store.language import _
from store.phrases.context import Context
from store.phrases.grammar import readings
from store.phrases.lengths import read_length
from store.phrases.reading import Grain, Match, Reading, Understanding
from store.phrases.searching import find
from store.phrases.tokens import tokenise

LONGEST = 200

__all__ = ["Grain", "Match", "Reading", "Understanding", "find", "read_length", "understand"]


def understand(phrase: str, *, now: datetime, language: str) -> Understanding:
    """Return what a phrase means at `now` (aware, in the user's zone) to somebody who writes `language`."""
    if now.tzinfo is None:
        raise ValueError("naive datetime")
    text = phrase.strip(" \t\n\"'„”“«»()").rstrip("!?. ")
    if not text:
        return Understanding(phrase, (), _("Say when: a date, a time, or both."))
    if len(text) > LONGEST:
        return Understanding(phrase, (), _("That is too long for a date or a time."))
    c = Context(tokenise(text), now, language)
    try:
        found = tuple(readings(c))
    except OverflowError:
        found = ()
        c.impossible.append(text)
    if len(found) == 1:
        return Understanding(phrase, found)
    if found:
        return Understanding(phrase, found, _several(text, found))
    if not c.impossible and not _bare_number(c):
        from store.phrases.fallback import guessed

        guess = guessed(text, now, language)
        if guess is not None:
            return Understanding(phrase, (guess,))
    return Understanding(phrase, (), _refusal(text, c))


def _bare_number(c: Context) -> bool:
    return all(token.kind in {"num", "sign", "dec"} for token in c.tokens)


def _refusal(text: str, c: Context) -> str:
    if c.impossible:
        return _("“{phrase}”: there is no such day or time.").format(phrase=c.impossible[0])
    if _bare_number(c) and not (text.isdecimal() and int(text) <= 24):
        return _("“{phrase}” is only a number: write a date or a time.").format(phrase=text)
    if _bare_number(c):
        return _("“{phrase}” is only a number: write “at {phrase}”, “{phrase}:00” or a date.").format(phrase=text)
    rest = text[c.tokens[c.reached].start :] if 0 < c.reached < len(c.tokens) else text
    return _("Not understood: “{phrase}”. Try “tomorrow at 15”, “Friday 9–11”, “in 2 hours” or 2026-12-01.").format(
        phrase=rest
    )


def _several(text: str, found: tuple[Reading, ...]) -> str:
    choices = ", ".join(shown(reading) for reading in found[:6])
    return _("“{phrase}” can mean more than one thing: {choices}.").format(phrase=text, choices=choices)


def shown(reading: Reading) -> str:
    """Return a reading as digits: 2026-12-01 15:00."""
    start = reading.start
    return start.strftime("%Y-%m-%d %H:%M") if isinstance(start, datetime) else start.isoformat()
