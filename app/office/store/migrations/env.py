"""Alembic's entry: the store hands over an open connection; there is no URL, so no key can stand in one."""

from alembic import context

from app.office.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the store's own transaction surrounds the whole migration
)
context.run_migrations()
