"""The dictionaries that administrators keep (G3)."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class DictionaryEntry(SQLModel, table=True):
    """An entry of a dictionary; `kind` says of which (store/dictionaries.py lists them).

    `letter` and `length_minutes` belong to categories, `colour` to categories and statuses.
    """

    __tablename__ = "dictionary_entries"
    __table_args__ = (UniqueConstraint("kind", "folded"),)
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    name: str
    folded: str
    position: int
    retired: bool = False
    letter: str = ""
    colour: str = ""
    length_minutes: int | None = None
    parent_id: int | None = Field(default=None, foreign_key="dictionary_entries.id")
