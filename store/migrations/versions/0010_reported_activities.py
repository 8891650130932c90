"""What measured time is reported by, in an index of its own (F2)"""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Bring the schema to this revision."""
    columns = ["id", "contact_id", "project_id", "category_id", "goal_id"]
    op.create_index("ix_activities_reported", "activities", columns)
