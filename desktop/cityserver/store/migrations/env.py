"""Run by Alembic: applies the changes on the connection that the caller opened."""

from alembic import context

from desktop.cityserver.store.tables.base import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
