"""What a reminder is (D1): a time, the channels it comes by, and the text of its SMS."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Channel = Literal["app", "email", "sms"]
Unit = Literal["minute", "hour", "day", "week"]
CHANNELS: tuple[Channel, ...] = ("app", "email", "sms")
UNITS: tuple[Unit, ...] = ("minute", "hour", "day", "week")
UNIT_MINUTES: dict[Unit, int] = {"minute": 1, "hour": 60, "day": 1440, "week": 10080}


@dataclass(frozen=True, slots=True)
class Before:
    """So long before the start, 0 for the start itself.

    Minutes and hours are elapsed time. Days and weeks are counted on the clock of whoever is reminded: one day before
    9:00 is 9:00 the day before, also where the clock is changed in between. Of whole days the start is the local
    midnight at which the first begins.
    """

    amount: int
    unit: Unit

    @property
    def minutes(self) -> int:
        """The length in minutes, a day taken for 24 hours."""
        return self.amount * UNIT_MINUTES[self.unit]


@dataclass(frozen=True, slots=True)
class At:
    """At an instant, aware and in UTC, in whole seconds: moving the activity does not move it."""

    instant: datetime

    def __post_init__(self) -> None:
        if self.instant.tzinfo is None:
            raise ValueError("naive datetime")


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder of an activity (D1): when, by which channels, and one's own SMS text ("" for the standard one)."""

    when: Before | At
    channels: tuple[Channel, ...] = ("app",)
    text: str = ""
