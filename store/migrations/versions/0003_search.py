"""The index of the search, and the triggers that mark what it has to take in

What is there already is marked too; the program puts it into the index in the same transaction.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

KINDS = ("contact", "person", "project", "activity")
TABLES = {"contact": "contacts", "person": "persons", "project": "projects", "activity": "activities"}
# (table, what happens to it, of which columns, the kind that is marked, the numbers that are marked)
MARKS = (
    ("contacts", "insert", "", "contact", "select new.id"),
    ("contacts", "update", "name, short_name, tax_number, address, web, retired", "contact", "select new.id"),
    ("contacts", "update", "name, short_name", "person", "select id from persons where contact_id = new.id"),
    ("contacts", "update", "name, short_name", "project", "select id from projects where contact_id = new.id"),
    ("contacts", "update", "name, short_name", "activity", "select id from activities where contact_id = new.id"),
    ("contacts", "delete", "", "contact", "select old.id"),
    ("persons", "insert", "", "person", "select new.id"),
    ("persons", "update", "name, position, contact_id, retired", "person", "select new.id"),
    ("persons", "update", "name", "activity", "select activity_id from activity_persons where person_id = new.id"),
    ("persons", "delete", "", "person", "select old.id"),
    ("projects", "insert", "", "project", "select new.id"),
    ("projects", "update", "name, contact_id, retired", "project", "select new.id"),
    ("projects", "update", "name", "activity", "select id from activities where project_id = new.id"),
    ("projects", "delete", "", "project", "select old.id"),
    ("contact_points", "insert", "", "contact", "select new.contact_id where new.contact_id is not null"),
    ("contact_points", "insert", "", "person", "select new.person_id where new.person_id is not null"),
    ("contact_points", "update", "", "contact", "select new.contact_id where new.contact_id is not null"),
    ("contact_points", "update", "", "person", "select new.person_id where new.person_id is not null"),
    ("contact_points", "delete", "", "contact", "select old.contact_id where old.contact_id is not null"),
    ("contact_points", "delete", "", "person", "select old.person_id where old.person_id is not null"),
    ("project_keywords", "insert", "", "project", "select new.project_id"),
    ("project_keywords", "delete", "", "project", "select old.project_id"),
    ("activities", "insert", "", "activity", "select new.id"),
    (
        "activities", "update",
        "folded, category_id, contact_id, project_id, series_id, assigner_id, status, public, unassigned, deleted",
        "activity", "select new.id",
    ),
    ("activities", "delete", "", "activity", "select old.id"),
    ("performers", "insert", "", "activity", "select new.activity_id"),
    ("performers", "delete", "", "activity", "select old.activity_id"),
    ("observers", "insert", "", "activity", "select new.activity_id"),
    ("observers", "delete", "", "activity", "select old.activity_id"),
    ("activity_persons", "insert", "", "activity", "select new.activity_id"),
    ("activity_persons", "delete", "", "activity", "select old.activity_id"),
    ("notes", "insert", "", "activity", "select new.activity_id"),
)  # fmt: skip


def upgrade() -> None:
    """Bring the schema to this revision."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    binary = None if sqlite else "C"
    op.create_table(
        "search_pending",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "record_id", name=op.f("pk_search_pending")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "search_words",
        sa.Column("word", sa.Text(collation=binary), nullable=False),
        sa.Column("backwards", sa.Text(collation=binary), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_search_words")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_search_words_backwards"), "search_words", ["backwards"])
    op.create_table(
        "search_word_keys",
        sa.Column("key", sa.Text(collation=binary), nullable=False),
        sa.Column("word", sa.Text(collation=binary), nullable=False),
        sa.PrimaryKeyConstraint("key", "word", name=op.f("pk_search_word_keys")),
        sqlite_with_rowid=False,
    )
    for kind in KINDS:
        op.create_table(
            f"search_{kind}",
            sa.Column("id", sa.Integer(), nullable=False),
            sa.Column("words", sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_search_{kind}")),
        )
        for statement in _full_text(f"search_{kind}") if sqlite else _vector(f"search_{kind}"):
            op.execute(statement)
    for statement in _triggers() if sqlite else _functions():
        op.execute(statement)
    for kind in KINDS:
        op.execute(f"insert into search_pending (kind, record_id) select '{kind}', id from {TABLES[kind]}")


def _full_text(table: str) -> list[str]:
    """SQLite: the full text holds no text of its own; whoever writes a document tells it both the old and the new."""
    return [
        f"create virtual table {table}_fts using fts5 (words, content = '{table}', content_rowid = 'id', "
        "tokenize = 'ascii', detail = none, columnsize = 0, prefix = '1 2 3 4 5 6 7 8')"
    ]


def _vector(table: str) -> list[str]:
    return [
        f"alter table {table} add column vector tsvector "
        "generated always as (array_to_tsvector(string_to_array(words, ' '))) stored",
        f"create index ix_{table}_vector on {table} using gin (vector)",
    ]


def _triggers() -> list[str]:
    statements = []
    for number, (table, event, columns, kind, numbers) in enumerate(MARKS, 1):
        of = f"{event} of {columns}" if columns else event
        selected = f"select '{kind}', "
        statements.append(
            f"create trigger search_mark_{number} after {of} on {table} begin "
            f"insert or ignore into search_pending (kind, record_id) {numbers.replace('select ', selected, 1)}; end"
        )
    return statements


def _functions() -> list[str]:
    statements = []
    for number, (table, event, columns, kind, numbers) in enumerate(MARKS, 1):
        of = f"{event} of {columns}" if columns else event
        name = f"search_mark_{number}"
        statements.append(
            f"create function {name}() returns trigger language plpgsql as $mark$ begin "
            f"insert into search_pending (kind, record_id) select '{kind}', n from ({numbers}) as x(n) "
            "on conflict do nothing; return null; end $mark$"
        )
        statements.append(f"create trigger {name} after {of} on {table} for each row execute function {name}()")
    return statements
