"""What a phrase was understood as."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Grain = Literal["minute", "hour", "day", "week", "month"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a phrase.

    `start` is an aware datetime for the grains minute and hour, a date for the coarser ones; `end` is None unless
    the phrase names a span or a length, and inclusive where it is a date.
    """

    start: datetime | date
    end: datetime | date | None
    grain: Grain


@dataclass(frozen=True, slots=True)
class Understanding:
    """A phrase with its readings: one is understood, several are to be chosen from, none is refused.

    `message` says, in the language in use, why there is not exactly one.
    """

    phrase: str
    readings: tuple[Reading, ...]
    message: str = ""

    @property
    def reading(self) -> Reading | None:
        """The one reading, None if there are several or none."""
        return self.readings[0] if len(self.readings) == 1 else None


@dataclass(frozen=True, slots=True)
class Match:
    """Where in a longer text a moment stands (character spans), and what it may mean.

    `doubts` are the spans of what contradicts it, or names a day or a time that there is not.
    """

    readings: tuple[Reading, ...]
    spans: tuple[tuple[int, int], ...]
    doubts: tuple[tuple[int, int], ...] = ()
