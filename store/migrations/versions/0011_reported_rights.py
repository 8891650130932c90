"""What activities are reported by, and who may see them, in the index of what measured time is reported by (F, G2)"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.drop_index("ix_activities_reported", "activities")
    if op.get_bind().dialect.name != "sqlite":
        return  # A server reads its tables as quickly, and does without.
    columns = ["id", "contact_id", "project_id", "category_id", "goal_id", "assigner_id", "public", "unassigned"]
    columns += ["deleted", "status", "outcome", "all_day", "starts_at"]
    # Partial, of all: SQLite takes it where it is asked for and for nothing else.
    op.create_index("ix_activities_reported", "activities", columns, sqlite_where=sa.text("id > 0"))
