"""When people work: the hours and the days within which free time is counted and offered (A5, C1)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from store.reading import Reader


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """From `begins` to `ends` on the wall clock, on the weekdays of `days` (Monday is 0)."""

    begins: time
    ends: time
    days: frozenset[int]

    def bounds(self, day: date, zone: str) -> tuple[datetime, datetime]:
        """Return the UTC instants at which work begins and ends on `day` for somebody in `zone`."""
        tz = ZoneInfo(zone)
        begins, ends = (datetime.combine(day, clock, tz).astimezone(UTC) for clock in (self.begins, self.ends))
        return begins, ends


USUAL = WorkingHours(time(8), time(17), frozenset(range(5)))


def current(_read: Reader) -> WorkingHours:
    """Return the working hours of the team."""
    return USUAL
