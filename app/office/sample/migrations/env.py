"""Alembic's entry for the store of names; it shares nothing with that of the answers."""

from alembic import context

from app.office.sample.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the store's own transaction surrounds the whole migration
)
context.run_migrations()
