"""Measured time (E)."""

from datetime import date, datetime

from sqlalchemy import Index, Text, text
from sqlmodel import Field, SQLModel

from store.models.base import Instant

_RUNNING = text("ended_at is null")


class TimeEntry(SQLModel, table=True):
    """Time that one user spent on one activity, in whole seconds.

    While the stopwatch runs `ended_at` is null and `seconds` 0; of each user one at most runs. `day` is the date on
    which it began in that user's zone as it then was. `by_hand` tells that it was not measured, `corrected` that
    somebody changed its times since. Entries of one user never overlap (E3): store/time_entries.py sees to it.
    """

    __tablename__ = "time_entries"
    __table_args__ = (
        Index("uq_time_entries_running", "user_id", unique=True, sqlite_where=_RUNNING),
        Index("ix_time_entries_user", "user_id", "started_at", "ended_at"),
        Index("ix_time_entries_activity", "activity_id", "user_id", "day", "seconds"),
        Index("ix_time_entries_day", "day", "user_id", "activity_id", "seconds"),
    )
    id: int | None = Field(default=None, primary_key=True)
    version: int = 1
    user_id: int = Field(foreign_key="users.id")
    activity_id: int = Field(foreign_key="activities.id")
    started_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    seconds: int = 0
    day: date
    note: str = Field(default="", sa_type=Text)
    by_hand: bool = False
    corrected: bool = False
