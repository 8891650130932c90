"""Contacts that can be listed in any order, are related, merged; the lists of a card"""

import sqlalchemy as sa
from alembic import op

from store.folding import sort_key
from store.models.base import Instant
from store.models.contact import BINARY_TEXT

revision = "0005"
down_revision = "0004"

ENDED = "status <> 'planned' and not deleted"
PLANNED = "status = 'planned' and not deleted"
LAST = f"(select max(a.ended_at) from activities a where a.contact_id = contacts.id and {ENDED})"
NEXT = f"(select min(a.starts_at) from activities a where a.contact_id = contacts.id and {PLANNED})"
WATCHED = "contact_id, status, deleted, starts_at, ended_at"
BATCH = 5_000


def upgrade() -> None:
    """Bring the schema to this revision."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.add_column("contacts", sa.Column("sorting", BINARY_TEXT, nullable=False, server_default=sa.text("''")))
    op.add_column("contacts", sa.Column("last_at", Instant(), nullable=True))
    op.add_column("contacts", sa.Column("next_at", Instant(), nullable=True))
    if sqlite:
        # Alembic would copy the table to add a reference, and the rows that refer to the table forbid that.
        op.execute("alter table contacts add column merged_into_id integer references contacts (id)")
    else:
        op.add_column("contacts", sa.Column("merged_into_id", sa.Integer(), nullable=True))
        op.create_foreign_key(op.f("fk_contacts_merged_into_id"), "contacts", "contacts", ["merged_into_id"], ["id"])
    op.create_table(
        "contact_relations",
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["first_id"], ["contacts.id"], name=op.f("fk_contact_relations_first_id")),
        sa.ForeignKeyConstraint(["second_id"], ["contacts.id"], name=op.f("fk_contact_relations_second_id")),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_contact_relations")),
    )
    op.create_index(op.f("ix_contact_relations_second_id"), "contact_relations", ["second_id"])
    op.create_index(op.f("ix_contact_groups_entry_id"), "contact_groups", ["entry_id"])
    for name, table, columns, condition in (
        ("ix_activities_contact_ended", "activities", ["contact_id", "ended_at"], ENDED),
        ("ix_activities_contact_planned", "activities", ["contact_id", "starts_at"], PLANNED),
        ("ix_activities_project_ended", "activities", ["project_id", "ended_at"], ENDED),
        ("ix_contacts_sorting", "contacts", ["sorting", "id"], "not retired"),
    ):
        op.create_index(name, table, columns, sqlite_where=sa.text(condition), postgresql_where=sa.text(condition))
    _fill()
    for statement in _triggers() if sqlite else _functions():
        op.execute(statement)


def _fill() -> None:
    connection = op.get_bind()
    last = 0
    while rows := connection.execute(
        sa.text("select id, name from contacts where id > :last order by id limit :batch"),
        {"last": last, "batch": BATCH},
    ).all():
        connection.execute(
            sa.text("update contacts set sorting = :sorting where id = :id"),
            [{"id": number, "sorting": sort_key(name)} for number, name in rows],
        )
        last = rows[-1][0]
    op.execute(f"update contacts set last_at = {LAST}, next_at = {NEXT}")


def _triggers() -> list[str]:
    return [
        "create trigger contact_times_added after insert on activities "
        "when new.contact_id is not null and not new.deleted begin "
        "update contacts set last_at = new.ended_at where id = new.contact_id and new.status <> 'planned' "
        "and new.ended_at is not null and (last_at is null or last_at < new.ended_at); "
        "update contacts set next_at = new.starts_at where id = new.contact_id and new.status = 'planned' "
        "and new.starts_at is not null and (next_at is null or next_at > new.starts_at); end",
        f"create trigger contact_times_changed after update of {WATCHED} on activities begin "
        f"update contacts set last_at = {LAST}, next_at = {NEXT} where id in (old.contact_id, new.contact_id) "
        f"and (last_at is not {LAST} or next_at is not {NEXT}); end",
    ]


def _functions() -> list[str]:
    return [
        "create function contact_times_added() returns trigger language plpgsql as $times$ begin "
        "if new.contact_id is not null and not new.deleted then "
        "update contacts set last_at = new.ended_at where id = new.contact_id and new.status <> 'planned' "
        "and new.ended_at is not null and (last_at is null or last_at < new.ended_at); "
        "update contacts set next_at = new.starts_at where id = new.contact_id and new.status = 'planned' "
        "and new.starts_at is not null and (next_at is null or next_at > new.starts_at); "
        "end if; return null; end $times$",
        "create trigger contact_times_added after insert on activities "
        "for each row execute function contact_times_added()",
        "create function contact_times_changed() returns trigger language plpgsql as $times$ begin "
        f"update contacts set last_at = {LAST}, next_at = {NEXT} where id in (old.contact_id, new.contact_id) "
        f"and (last_at is distinct from {LAST} or next_at is distinct from {NEXT}); return null; end $times$",
        f"create trigger contact_times_changed after update of {WATCHED} on activities "
        "for each row execute function contact_times_changed()",
    ]
