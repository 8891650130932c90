"""What tells one database from every other: in the UIDs of calendars, so that two teams' do not clash in one phone."""

from uuid import uuid4

from store.reading import Reader

NAME = "database-id"
UNNAMED = "crm-tui"


def identity(read: Reader) -> str:
    """Return a database's own name; a restored backup has that of the database it was made of."""
    row = read.one("select value from team_settings where name = :name", name=NAME)
    return str(row[0]) if row else UNNAMED


def new_identity() -> str:
    """Return a name for a new database."""
    return f"{uuid4()}.crm-tui"
