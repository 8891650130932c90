"""The database's own name"""

import sqlalchemy as sa
from alembic import op

from store.identity import NAME, new_identity

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Give a database that is in use the name that a new one begins with; what is restored brings its own."""
    connection = op.get_bind()
    if connection.execute(sa.text("select 1 from users limit 1")).first() is not None:
        connection.execute(
            sa.text("insert into team_settings (name, value) values (:name, :value)"),
            {"name": NAME, "value": new_identity()},
        )
