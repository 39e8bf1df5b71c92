"""Tokens know which refresh token they came from, and whether that one's answer arrived."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two columns; tokens of before count as arrived only when they are used."""
    op.add_column("token", sa.Column("parent_hash", sa.String(length=64), nullable=True))
    op.add_column("token", sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_token_parent_hash", "token", ["parent_hash"], unique=False)
