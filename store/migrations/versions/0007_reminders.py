"""Reminders, deliveries, notifications; shortcuts for reminders"""

import sqlalchemy as sa
from alembic import op

from store.folding import fold
from store.models.base import Instant

revision = "0007"
down_revision = "0005"

OPEN = "state in ('waiting', 'claimed')"
SHORTCUTS = {
    "en": (
        ("5 minutes before", 5), ("15 minutes before", 15), ("30 minutes before", 30), ("1 hour before", 60),
        ("2 hours before", 120), ("1 day before", 1440), ("2 days before", 2880), ("1 week before", 10080),
    ),
    "pl": (
        ("5 minut przed", 5), ("15 minut przed", 15), ("30 minut przed", 30), ("1 godzinę przed", 60),
        ("2 godziny przed", 120), ("1 dzień przed", 1440), ("2 dni przed", 2880), ("1 tydzień przed", 10080),
    ),
}  # fmt: skip


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "reminders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("channels", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_reminders_activity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
    )
    op.create_index(op.f("ix_reminders_activity_id"), "reminders", ["activity_id"])
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=True),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("next_at", Instant(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("logged", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_deliveries_activity_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_deliveries_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
    )
    op.create_index("ix_deliveries_activity", "deliveries", ["activity_id", "id"])
    op.create_index("ix_deliveries_user", "deliveries", ["user_id", "id"])
    for name, columns, condition, unique in (
        ("ix_deliveries_next", ["channel", "next_at", "id"], OPEN, False),
        ("ix_deliveries_once", ["activity_id", "user_id", "channel", "due_at"], "kind = 'reminder'", True),
        ("ix_deliveries_unlogged", ["id"], "state = 'cancelled' and not logged", False),
        ("ix_deliveries_day", ["user_id", "day"], "kind = 'day-plan'", True),
    ):
        where = sa.text(condition)
        op.create_index(name, "deliveries", columns, unique=unique, sqlite_where=where, postgresql_where=where)
    op.create_table(
        "notifications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("delivery_id", sa.Integer(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("due_at", Instant(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("read_at", Instant(), nullable=True),
        sa.Column("snoozed_until", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_notifications_user_id")),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_notifications_activity_id")),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name=op.f("fk_notifications_delivery_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notifications")),
        sa.UniqueConstraint("delivery_id", name=op.f("uq_notifications_delivery_id")),
    )
    op.create_index("ix_notifications_user", "notifications", ["user_id", "id"])
    op.create_index(
        "ix_notifications_unread", "notifications", ["user_id", "activity_id", "id"],
        sqlite_where=sa.text("read_at is null"), postgresql_where=sa.text("read_at is null"),
    )  # fmt: skip
    _fill()


def _fill() -> None:
    """Give a database that is in use the shortcuts that a new one begins with, in the language of its founder."""
    connection = op.get_bind()
    founder = connection.execute(sa.text("select language from users order by id limit 1")).first()
    there = connection.execute(sa.text("select 1 from dictionary_entries where kind = 'reminder-shortcut'")).first()
    if founder is None or there is not None:
        return
    if connection.dialect.name == "postgresql":
        table = "dictionary_entries"
        op.execute(f"select setval(pg_get_serial_sequence('{table}', 'id'), (select max(id) from {table}))")
    connection.execute(
        sa.text(
            "insert into dictionary_entries (kind, name, folded, position, retired, letter, colour, length_minutes) "
            "values ('reminder-shortcut', :name, :folded, :position, false, '', '', :minutes)"
        ),
        [
            {"name": name, "folded": fold(name), "position": position, "minutes": minutes}
            for position, (name, minutes) in enumerate(SHORTCUTS["pl" if founder[0] == "pl" else "en"])
        ],
    )
