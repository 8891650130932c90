"""Activities and what hangs on them (A), and the cycles that made them (B)."""

from datetime import datetime

from sqlalchemy import Index, Text, text
from sqlmodel import Field, SQLModel

from store.models.base import Instant

_PLANNED = text("status = 'planned' and not deleted")
_LONG = text("long")
_ENDED = text("status <> 'planned' and not deleted")
_PUBLIC = text("public and not deleted")
_IN_SERIES = text("series_id is not null")
_REPORTED = (
    "id", "contact_id", "project_id", "category_id", "goal_id", "assigner_id", "public", "unassigned", "deleted",
    "status", "outcome", "all_day", "starts_at",
)  # fmt: skip


class Series(SQLModel, table=True):
    """A cycle as it was planned (B1): `rrule` is an iCalendar RRULE value with COUNT or UNTIL, `begins` the wall-clock
    start of the first occurrence as ISO 8601 without an offset (a date alone for whole days), `zone` where the clock
    hangs (B6)."""

    __tablename__ = "series"
    id: int | None = Field(default=None, primary_key=True)
    rrule: str = Field(sa_type=Text)
    begins: str
    zone: str
    created_at: datetime = Field(sa_type=Instant)


class Activity(SQLModel, table=True):
    """One piece of planned or done work.

    `starts_at` and `ends_at` are instants; for an all-day activity midnight UTC of the first day and of the day
    after the last; null when open-ended. `zone` is that of whoever gave the time. `folded` is what searching by
    text looks at. `ended_at` is when it was completed or cancelled. `long` tells that it lasts more than LONG (see
    store/activity_state.py), so that a range of the calendar need not look back further. `occurrence_at` is where the
    cycle put an occurrence, in the terms of `starts_at`, however it was moved since.
    """

    __tablename__ = "activities"
    __table_args__ = (
        Index("ix_activities_starts_at", "starts_at", "id"),
        Index("ix_activities_ended_at", "ended_at", "id"),
        Index("ix_activities_planned_by", "assigner_id", "starts_at", sqlite_where=_PLANNED),
        Index("ix_activities_assigner_ended", "assigner_id", "ended_at"),
        Index("ix_activities_to_complete", "id", sqlite_where=text("needs_completing")),
        Index("ix_activities_unassigned", "starts_at", "id", sqlite_where=text("unassigned")),
        Index("ix_activities_contact", "contact_id", "starts_at"),
        Index("ix_activities_contact_ended", "contact_id", "ended_at", sqlite_where=_ENDED),
        Index("ix_activities_contact_planned", "contact_id", "starts_at", sqlite_where=_PLANNED),
        Index("ix_activities_project", "project_id", "starts_at"),
        Index("ix_activities_reported", *_REPORTED, sqlite_where=text("id > 0")).ddl_if(dialect="sqlite"),
        Index("ix_activities_project_ended", "project_id", "ended_at", sqlite_where=_ENDED),
        Index("ix_activities_public", "starts_at", sqlite_where=_PUBLIC),
        Index("ix_activities_long", "ends_at", sqlite_where=_LONG),
        Index("ix_activities_series", "series_id", "occurrence_at", sqlite_where=_IN_SERIES),
    )  # fmt: skip
    id: int | None = Field(default=None, primary_key=True)
    version: int = 1
    category_id: int = Field(foreign_key="dictionary_entries.id")
    status: str
    outcome: str | None = None
    priority: str
    starts_at: datetime | None = Field(default=None, sa_type=Instant)
    ends_at: datetime | None = Field(default=None, sa_type=Instant)
    all_day: bool = False
    zone: str
    busy: bool = False
    public: bool = False
    needs_completing: bool = False
    unassigned: bool = False
    contact_id: int | None = Field(default=None, foreign_key="contacts.id")
    direction: str | None = None
    project_id: int | None = Field(default=None, foreign_key="projects.id")
    goal_id: int | None = Field(default=None, foreign_key="dictionary_entries.id")
    assigner_id: int = Field(foreign_key="users.id")
    description: str = Field(default="", sa_type=Text)
    details: str = Field(default="", sa_type=Text)
    folded: str = Field(default="", sa_type=Text)
    created_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    deleted: bool = False
    series_id: int | None = Field(default=None, foreign_key="series.id")
    occurrence_at: datetime | None = Field(default=None, sa_type=Instant)
    long: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})


class Performer(SQLModel, table=True):
    """Who is to carry an activity out, with a copy of its time, so that one person's day is one index range.

    Written by store/participants.py alone, together with the activity. `planned` is true until it ends or is
    deleted.
    """

    __tablename__ = "performers"
    __table_args__ = (
        Index("ix_performers_plan", "user_id", "starts_at", "ends_at", sqlite_where=text("planned")),
        Index("ix_performers_ended", "user_id", "ended_at", sqlite_where=text("not planned")),
        Index("ix_performers_user", "user_id", "starts_at"),
        Index("ix_performers_long", "user_id", "ends_at", sqlite_where=_LONG),
    )  # fmt: skip
    activity_id: int = Field(foreign_key="activities.id", primary_key=True)
    user_id: int = Field(foreign_key="users.id", primary_key=True)
    planned: bool
    busy: bool = False
    starts_at: datetime | None = Field(default=None, sa_type=Instant)
    ends_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    long: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})


class Observer(SQLModel, table=True):
    """Who sees an activity without performing it (A13)."""

    __tablename__ = "observers"
    activity_id: int = Field(foreign_key="activities.id", primary_key=True)
    user_id: int = Field(foreign_key="users.id", primary_key=True, index=True)


class ActivityPerson(SQLModel, table=True):
    """A contact person of an activity (A7)."""

    __tablename__ = "activity_persons"
    activity_id: int = Field(foreign_key="activities.id", primary_key=True)
    person_id: int = Field(foreign_key="persons.id", primary_key=True, index=True)


class Note(SQLModel, table=True):
    """One entry of a discussion: stamped, never edited or removed (A10)."""

    __tablename__ = "notes"
    id: int | None = Field(default=None, primary_key=True)
    activity_id: int = Field(foreign_key="activities.id", index=True)
    author_id: int = Field(foreign_key="users.id")
    at: datetime = Field(sa_type=Instant)
    text: str = Field(sa_type=Text)
