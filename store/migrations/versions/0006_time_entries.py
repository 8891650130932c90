"""Measured time"""

import sqlalchemy as sa
from alembic import op

from store.models.base import Instant

revision = "0006"
down_revision = "0005"

RUNNING = sa.text("ended_at is null")


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "time_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("corrected", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_time_entries_user_id")),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_time_entries_activity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_entries")),
    )
    op.create_index(
        "uq_time_entries_running", "time_entries", ["user_id"],
        unique=True, sqlite_where=RUNNING, postgresql_where=RUNNING,
    )  # fmt: skip
    for name, columns in (
        ("ix_time_entries_user", ["user_id", "started_at", "ended_at"]),
        ("ix_time_entries_activity", ["activity_id", "user_id", "day", "seconds"]),
        ("ix_time_entries_day", ["day", "user_id", "activity_id", "seconds"]),
    ):
        op.create_index(name, "time_entries", columns)
