"""Reminders, what is to be delivered to whom, and the notifications inside the program (D)."""

from datetime import datetime

from sqlalchemy import Index, Text, text
from sqlmodel import Field, SQLModel

from store.models.base import Instant

_OPEN = text("state in ('waiting', 'claimed')")
_REMINDER = text("kind = 'reminder'")
_DAY_PLAN = text("kind = 'day-plan'")
_UNLOGGED = text("state = 'cancelled' and not logged")
_UNREAD = text("read_at is null")


class Reminder(SQLModel, table=True):
    """A reminder of an activity (D1): `at` an instant, or `amount` of `unit` before the start.

    `channels` are names separated by spaces; `text` is one's own SMS text. Written by store/reminders.py alone.
    """

    __tablename__ = "reminders"
    id: int | None = Field(default=None, primary_key=True)
    activity_id: int = Field(foreign_key="activities.id", index=True)
    at: datetime | None = Field(default=None, sa_type=Instant)
    amount: int | None = None
    unit: str | None = None
    channels: str
    text: str = Field(default="", sa_type=Text)


class Delivery(SQLModel, table=True):
    """One message to one user by one channel, and its fate (D2).

    `due_at` is the instant it is for; no user gets two reminders of an activity for one instant by one channel.
    `next_at` is when it is to be looked at while it is open: due, at the next try, or when the lease of the worker that
    claimed it (`claimed_by`) ends; so what is due next is one probe of an index. `day` is the local day of a day plan.
    `data` is JSON: {"text"} of a reminder with one's own text, {"events"} of an event. `message_id` is the same for all
    tries. `logged` tells that a worker has written down that it is cancelled.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        Index("ix_deliveries_next", "channel", "next_at", "id", sqlite_where=_OPEN),
        Index("ix_deliveries_activity", "activity_id", "id"),
        Index("ix_deliveries_user", "user_id", "id"),
        Index("ix_deliveries_once", "activity_id", "user_id", "channel", "due_at", unique=True, sqlite_where=_REMINDER),
        Index("ix_deliveries_unlogged", "id", sqlite_where=_UNLOGGED),
        Index("ix_deliveries_day", "user_id", "day", unique=True, sqlite_where=_DAY_PLAN),
    )  # fmt: skip
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    activity_id: int | None = Field(default=None, foreign_key="activities.id")
    user_id: int = Field(foreign_key="users.id")
    channel: str
    day: str | None = None
    due_at: datetime = Field(sa_type=Instant)
    next_at: datetime = Field(sa_type=Instant)
    state: str = "waiting"
    claimed_by: str | None = None
    attempts: int = 0
    late: bool = False
    reason: str = ""
    words: str = Field(default="", sa_type=Text)
    sent_at: datetime | None = Field(default=None, sa_type=Instant)
    message_id: str
    data: str = Field(default="", sa_type=Text)
    logged: bool = False


class Notification(SQLModel, table=True):
    """What one user is told inside the program (D4). `data` is JSON: title and time as they were, events or failures.

    `delivery_id` is the delivery that it is the arrival of, unique: no delivery arrives twice.
    """

    __tablename__ = "notifications"
    __table_args__ = (
        Index("ix_notifications_user", "user_id", "id"),
        Index("ix_notifications_unread", "user_id", "activity_id", "id", sqlite_where=_UNREAD),
    )  # fmt: skip
    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="users.id")
    kind: str
    activity_id: int | None = Field(default=None, foreign_key="activities.id")
    delivery_id: int | None = Field(default=None, foreign_key="deliveries.id", unique=True)
    at: datetime = Field(sa_type=Instant)
    late: bool = False
    due_at: datetime | None = Field(default=None, sa_type=Instant)
    data: str = Field(default="", sa_type=Text)
    read_at: datetime | None = Field(default=None, sa_type=Instant)
    snoozed_until: datetime | None = Field(default=None, sa_type=Instant)
