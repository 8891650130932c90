"""Alembic's environment: works on the connection it is handed."""

from alembic import context

import store.models

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=store.models.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
