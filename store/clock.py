"""The one clock. Everything that needs to know the time is handed one of these."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the present instant."""

    def now(self) -> datetime:
        """Return the present instant: aware, in UTC, whole seconds or finer."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the machine's present instant in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True)
class ShiftedClock:
    """The machine's clock, put forward or back: for tests that cannot wait."""

    ahead: timedelta

    def now(self) -> datetime:
        """Return the machine's present instant, shifted, in UTC."""
        return SystemClock().now() + self.ahead


@dataclass
class FixedClock:
    """A clock that stands still until it is set: for tests and for pictures."""

    instant: datetime

    def now(self) -> datetime:
        """Return the instant it was set to, in UTC."""
        return self.instant.astimezone(UTC)
