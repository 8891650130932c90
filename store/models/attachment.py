"""Files and links that hang on activities, contacts and projects (A15)."""

from datetime import datetime

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from store.models.base import Instant


class Attachment(SQLModel, table=True):
    """A file or a link of exactly one activity, contact or project.

    A file has `sha256`, under which its content stands in the folder of files, its original `name`, `size` in bytes and
    `media_type`; a link has `url`, and a `name` that may be empty. What was removed stays, for the history.
    """

    __tablename__ = "attachments"
    __table_args__ = (
        Index("ix_attachments_activity", "activity_id", "id"),
        Index("ix_attachments_contact", "contact_id", "id"),
        Index("ix_attachments_project", "project_id", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    activity_id: int | None = Field(default=None, foreign_key="activities.id")
    contact_id: int | None = Field(default=None, foreign_key="contacts.id")
    project_id: int | None = Field(default=None, foreign_key="projects.id")
    name: str = Field(default="", sa_type=Text)
    sha256: str | None = Field(default=None, index=True)
    size: int | None = None
    media_type: str = ""
    url: str = Field(default="", sa_type=Text)
    author_id: int = Field(foreign_key="users.id")
    at: datetime = Field(sa_type=Instant)
    removed: bool = False
