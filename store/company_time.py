"""The time that the demo company has measured: on most of what it has completed, never two things at once."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

MEASURED = 0.9  # of what is completed
TWICE = 0.15  # of what is measured, in two pieces
LATEST = time(21)
WHOLE_DAYS_BEGIN = time(9)


class MeasuredTime:
    """Makes the entries of one company, each after what the same user has measured on that day already."""

    def __init__(self, seed: int, zone: str, now: datetime) -> None:
        # Numbers of its own, so that the rest of the company stays what it is.
        self._rng = random.Random(seed + 1)  # noqa: S311 - a demo, not a secret
        self._tz = ZoneInfo(zone)
        self._now = now
        self._free: dict[tuple[int, date], datetime] = {}

    def entries(self, activity: dict[str, Any], performers: list[int]) -> list[dict[str, Any]]:
        """Return the entries of an activity, given as the columns of its row."""
        if activity["status"] != "completed" or activity["starts_at"] is None:
            return []
        made = []
        for user in performers:
            if self._rng.random() < MEASURED:
                pieces = 2 if self._rng.random() < TWICE else 1
                made += [entry for _n in range(pieces) if (entry := self._entry(activity, user, pieces))]
        return made

    def _entry(self, activity: dict[str, Any], user: int, pieces: int) -> dict[str, Any] | None:
        start: datetime = activity["starts_at"]
        length = (activity["ends_at"] - start) / pieces
        if activity["all_day"]:
            start = datetime.combine(start.date(), WHOLE_DAYS_BEGIN, self._tz).astimezone(start.tzinfo)
            length = timedelta(hours=2)
        day = start.astimezone(self._tz).date()
        start = max(start, self._free.get((user, day), start))
        end = start + timedelta(seconds=int(length.total_seconds() * self._rng.uniform(0.6, 1.2)))
        if end > min(self._now, datetime.combine(day, LATEST, self._tz)):
            return None
        self._free[user, day] = end + timedelta(minutes=self._rng.choice((0, 0, 2, 5)))
        return {
            "version": 1, "user_id": user, "activity_id": activity["id"], "started_at": start, "ended_at": end,
            "seconds": int((end - start).total_seconds()), "day": day, "note": "",
            "by_hand": self._rng.random() < 0.1, "corrected": False,
        }  # fmt: skip
