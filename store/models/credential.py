"""What proves who logs in, where the installation asks for a password (G1)."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from store.models.base import Instant


class Credential(SQLModel, table=True):
    """A user's password as an argon2 hash, never the password itself."""

    __tablename__ = "credentials"
    user_id: int = Field(foreign_key="users.id", primary_key=True)
    hash: str = Field(sa_type=Text)
    changed_at: datetime = Field(sa_type=Instant)


class LogInPause(SQLModel, table=True):
    """How often in a row a log-in failed, and until when no other is looked at.

    Under a hash of what was typed, whether or not there is such a user: people type passwords into the wrong field, and
    nobody shall learn from the table or from the pauses who exists.
    """

    __tablename__ = "log_in_pauses"
    login_hash: str = Field(primary_key=True)
    failures: int
    until: datetime = Field(sa_type=Instant)
