"""Cycles, and the flag by which a range of the calendar finds what lasts long"""

import sqlalchemy as sa
from alembic import op

from store.models.base import Instant

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rrule", sa.Text(), nullable=False),
        sa.Column("begins", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    sqlite = op.get_bind().dialect.name == "sqlite"
    if sqlite:
        # Alembic would copy the table to add a reference, and the rows that refer to the table forbid that.
        op.execute("alter table activities add column series_id integer references series (id)")
    else:
        op.add_column("activities", sa.Column("series_id", sa.Integer(), nullable=True))
        op.create_foreign_key(op.f("fk_activities_series_id"), "activities", "series", ["series_id"], ["id"])
    op.add_column("activities", sa.Column("occurrence_at", Instant(), nullable=True))
    lasts_long = (
        "julianday(ends_at) - julianday(starts_at) > 31" if sqlite else "ends_at - starts_at > interval '31 days'"
    )
    for table in ("activities", "performers"):
        op.add_column(table, sa.Column("long", sa.Boolean(), nullable=False, server_default=sa.text("false")))
        op.execute(f"update {table} set long = true where {lasts_long}")
    for name, table, columns, condition in (
        ("ix_activities_public", "activities", ["starts_at"], "public and not deleted"),
        ("ix_activities_long", "activities", ["ends_at"], "long"),
        ("ix_activities_series", "activities", ["series_id", "occurrence_at"], "series_id is not null"),
        ("ix_performers_long", "performers", ["user_id", "ends_at"], "long"),
    ):
        op.create_index(name, table, columns, sqlite_where=sa.text(condition), postgresql_where=sa.text(condition))
