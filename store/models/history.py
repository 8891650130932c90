"""The history of every change (A19)."""

from datetime import datetime

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from store.models.base import Instant


class Change(SQLModel, table=True):
    """One change of one record by one user.

    `fields` is a JSON array of {"field", "from", "to", "from_text", "to_text"}: raw values for undoing, texts for
    people. `version` is the record's after the change. Changes that were one act share a `step` (the id of the
    first). An undo or redo is a change of its own: `undoes` names the change it took back or did again, whose
    `undone` tells how it stands.
    """

    __tablename__ = "changes"
    __table_args__ = (
        Index("ix_changes_record", "kind", "record_id", "id"),
        Index("ix_changes_user", "user_id", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    step: int | None = Field(default=None, index=True)
    at: datetime = Field(sa_type=Instant)
    user_id: int = Field(foreign_key="users.id")
    kind: str
    record_id: int
    action: str
    version: int
    fields: str = Field(default="[]", sa_type=Text)
    undoes: int | None = Field(default=None, foreign_key="changes.id")
    undone: bool = False
