"""Users, roles, and the settings of the team and of each user (G1, G2, G4, G5)."""

from sqlalchemy import Text
from sqlmodel import Field, SQLModel


class Role(SQLModel, table=True):
    """A named set of rights; `rights` holds their names, separated by spaces."""

    __tablename__ = "roles"
    id: int | None = Field(default=None, primary_key=True)
    name: str
    folded: str = Field(unique=True)
    rights: str = Field(default="", sa_type=Text)


class User(SQLModel, table=True):
    """Somebody who may log in, or could once."""

    __tablename__ = "users"
    id: int | None = Field(default=None, primary_key=True)
    version: int = 1
    login: str = Field(unique=True)
    name: str
    folded: str = Field(index=True)
    email: str = ""
    phone: str = ""
    zone: str
    language: str
    role_id: int = Field(foreign_key="roles.id")
    active: bool = True
    visible: bool = True


class TeamSetting(SQLModel, table=True):
    """One setting of the team (G4), under its name in the contract."""

    __tablename__ = "team_settings"
    name: str = Field(primary_key=True)
    value: str


class Preference(SQLModel, table=True):
    """One setting of one user (G5)."""

    __tablename__ = "preferences"
    user_id: int = Field(foreign_key="users.id", primary_key=True)
    name: str = Field(primary_key=True)
    value: str = Field(sa_type=Text)
