"""Contacts, their persons, and projects (A7, C3, C4)."""

from datetime import date, datetime

from sqlalchemy import Index, Text, text
from sqlmodel import Field, SQLModel

from store.models.base import Instant

BINARY_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


class Contact(SQLModel, table=True):
    """A company or organisation.

    `sorting` orders names as Polish does; `merged_into_id` is what a contact that was merged has become. `last_at` and
    `next_at` are when the last of its activities ended and when the first that is planned begins: triggers keep them
    (migration 0005), so that a list of any length can be ordered by them.
    """

    __tablename__ = "contacts"
    __table_args__ = (
        Index(
            "ix_contacts_sorting",
            "sorting",
            "id",
            sqlite_where=text("not retired"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    version: int = 1
    name: str = Field(sa_type=Text)
    folded: str = Field(sa_type=Text, index=True)
    short_name: str = Field(default="", sa_type=Text)
    short_folded: str = Field(default="", sa_type=Text, index=True)
    tax_number: str = Field(default="", index=True)
    address: str = Field(default="", sa_type=Text)
    web: str = Field(default="", sa_type=Text)
    status_id: int | None = Field(default=None, foreign_key="dictionary_entries.id")
    owner_id: int | None = Field(default=None, foreign_key="users.id", index=True)
    retired: bool = False
    created_at: datetime = Field(sa_type=Instant)
    sorting: str = Field(default="", sa_type=BINARY_TEXT, sa_column_kwargs={"server_default": text("''")})
    merged_into_id: int | None = Field(default=None, foreign_key="contacts.id")
    last_at: datetime | None = Field(default=None, sa_type=Instant)
    next_at: datetime | None = Field(default=None, sa_type=Instant)


class ContactRelation(SQLModel, table=True):
    """Two contacts that have to do with each other; `note` says how. The lower number comes first."""

    __tablename__ = "contact_relations"
    first_id: int = Field(foreign_key="contacts.id", primary_key=True)
    second_id: int = Field(foreign_key="contacts.id", primary_key=True, index=True)
    note: str = Field(default="", sa_type=Text)


class ContactGroup(SQLModel, table=True):
    """A contact's membership of a group."""

    __tablename__ = "contact_groups"
    contact_id: int = Field(foreign_key="contacts.id", primary_key=True)
    entry_id: int = Field(foreign_key="dictionary_entries.id", primary_key=True, index=True)


class Person(SQLModel, table=True):
    """A person at a contact."""

    __tablename__ = "persons"
    id: int | None = Field(default=None, primary_key=True)
    version: int = 1
    contact_id: int = Field(foreign_key="contacts.id", index=True)
    name: str = Field(sa_type=Text)
    folded: str = Field(sa_type=Text, index=True)
    position: str = Field(default="", sa_type=Text)
    retired: bool = False


class PersonFunction(SQLModel, table=True):
    """A function that a person has."""

    __tablename__ = "person_functions"
    person_id: int = Field(foreign_key="persons.id", primary_key=True)
    entry_id: int = Field(foreign_key="dictionary_entries.id", primary_key=True)


class ContactPoint(SQLModel, table=True):
    """An e-mail address or a telephone number of a contact or of a person, in the order given."""

    __tablename__ = "contact_points"
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="persons.id", index=True)
    kind: str
    value: str
    folded: str = Field(index=True)


class Project(SQLModel, table=True):
    """A project; a subproject has a parent."""

    __tablename__ = "projects"
    id: int | None = Field(default=None, primary_key=True)
    version: int = 1
    name: str = Field(sa_type=Text)
    folded: str = Field(sa_type=Text, index=True)
    parent_id: int | None = Field(default=None, foreign_key="projects.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    status_id: int | None = Field(default=None, foreign_key="dictionary_entries.id")
    stage_id: int | None = Field(default=None, foreign_key="dictionary_entries.id")
    responsible_id: int | None = Field(default=None, foreign_key="users.id")
    starts_on: date | None = None
    ends_on: date | None = None
    progress: int = 0
    retired: bool = False
    created_at: datetime = Field(sa_type=Instant)


class ProjectKeyword(SQLModel, table=True):
    """A keyword of a project."""

    __tablename__ = "project_keywords"
    project_id: int = Field(foreign_key="projects.id", primary_key=True)
    keyword: str = Field(primary_key=True)
