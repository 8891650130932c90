"""The index of the search (C8): documents, what waits to be indexed, and the words that were ever written.

Written by store/finding/index.py alone. Beside these tables SQLite has a full text on each kind of document
(search_contact_fts …), PostgreSQL a tsvector in each; and triggers mark what is touched.
"""

from sqlalchemy import Text
from sqlmodel import Field, SQLModel


class _Document(SQLModel):
    id: int | None = Field(default=None, primary_key=True)
    words: str = Field(sa_type=Text)


class SearchContact(_Document, table=True):
    """The words of a contact."""

    __tablename__ = "search_contact"


class SearchPerson(_Document, table=True):
    """The words of a person."""

    __tablename__ = "search_person"


class SearchProject(_Document, table=True):
    """The words of a project."""

    __tablename__ = "search_project"


class SearchActivity(_Document, table=True):
    """The words of an activity and of its discussion, and who may see it."""

    __tablename__ = "search_activity"


class SearchPending(SQLModel, table=True):
    """A record that was touched in the running transaction."""

    __tablename__ = "search_pending"
    kind: str = Field(primary_key=True)
    record_id: int = Field(primary_key=True)


class SearchWord(SQLModel, table=True):
    """A word of some document, now or once."""

    __tablename__ = "search_words"
    word: str = Field(primary_key=True, sa_type=Text)
    backwards: str = Field(sa_type=Text, index=True)


class SearchWordKey(SQLModel, table=True):
    """What a mistyped word has in common with a word."""

    __tablename__ = "search_word_keys"
    key: str = Field(primary_key=True, sa_type=Text)
    word: str = Field(primary_key=True, sa_type=Text)
