"""The tables, as SQLModel classes. Importing this package costs as much as the rest of the program's start: the
store does it when something is first written, never at start."""

from store.models.activity import Activity, ActivityPerson, Note, Observer, Performer, Series
from store.models.attachment import Attachment
from store.models.base import Instant, metadata
from store.models.contact import (
    Contact,
    ContactGroup,
    ContactPoint,
    ContactRelation,
    Person,
    PersonFunction,
    Project,
    ProjectKeyword,
)
from store.models.credential import Credential, LogInPause
from store.models.dictionary import DictionaryEntry
from store.models.history import Change
from store.models.people import Preference, Role, TeamSetting, User
from store.models.search import (
    SearchActivity,
    SearchContact,
    SearchPending,
    SearchPerson,
    SearchProject,
    SearchWord,
    SearchWordKey,
)

__all__ = [
    "Activity",
    "ActivityPerson",
    "Attachment",
    "Change",
    "Contact",
    "ContactGroup",
    "ContactPoint",
    "ContactRelation",
    "Credential",
    "DictionaryEntry",
    "Instant",
    "LogInPause",
    "Note",
    "Observer",
    "Performer",
    "Person",
    "PersonFunction",
    "Preference",
    "Project",
    "ProjectKeyword",
    "Role",
    "SearchActivity",
    "SearchContact",
    "SearchPending",
    "SearchPerson",
    "SearchProject",
    "SearchWord",
    "SearchWordKey",
    "Series",
    "TeamSetting",
    "User",
    "metadata",
]
