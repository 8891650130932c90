"""Plain rows of everything beside activities: dictionaries, contacts, persons, projects, users, roles."""

from dataclasses import dataclass
from datetime import date

from store.rows import Ref, UserRef


@dataclass(frozen=True)
class EntryRow:
    """An entry of a dictionary (G3).

    `letter`, `colour`, `length_minutes` and `parent_id` (of a group below another) are of use to some kinds only.
    """

    id: int
    kind: str
    name: str
    position: int
    retired: bool = False
    letter: str = ""
    colour: str = ""
    length_minutes: int | None = None
    parent_id: int | None = None


@dataclass(frozen=True)
class ContactRow:
    """A contact: a company or organisation. `hue` is the colour of its status, `merged_into` what it has become."""

    id: int
    version: int
    name: str
    short_name: str = ""
    tax_number: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    address: str = ""
    web: str = ""
    status: Ref | None = None
    groups: tuple[Ref, ...] = ()
    owner: UserRef | None = None
    retired: bool = False
    merged_into: Ref | None = None
    hue: str = ""


@dataclass(frozen=True)
class PersonRow:
    """A contact person."""

    id: int
    version: int
    name: str
    contact: Ref
    position: str = ""
    functions: tuple[Ref, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    retired: bool = False


@dataclass(frozen=True)
class ProjectRow:
    """A project. `progress` is in per cent: the mean of its subprojects where there are any, else `own_progress`.

    `hue` is the colour of its status, `subprojects` how many there are that are not retired.
    """

    id: int
    version: int
    name: str
    parent: Ref | None = None
    contact: Ref | None = None
    status: Ref | None = None
    stage: Ref | None = None
    keywords: tuple[str, ...] = ()
    responsible: UserRef | None = None
    start: date | None = None
    end: date | None = None
    progress: int = 0
    retired: bool = False
    own_progress: int = 0
    subprojects: int = 0
    hue: str = ""


@dataclass(frozen=True)
class UserRow:
    """A user, with their role."""

    id: int
    version: int
    login: str
    name: str
    role: Ref
    email: str = ""
    phone: str = ""
    zone: str = "UTC"
    language: str = "en"
    active: bool = True
    visible: bool = True


@dataclass(frozen=True)
class RoleRow:
    """A role and the names of its rights."""

    id: int
    name: str
    rights: frozenset[str]
