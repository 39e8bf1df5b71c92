"""Recordings may be destroyed by two people, and a hold says who set it."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; of holds of before nobody knows who set them."""
    op.add_column(
        "recording_hold",
        sa.Column("held_by", sa.String(length=64), nullable=False, server_default=""),
    )
    op.create_table(
        "recording_purge",
        sa.Column("session_id", sa.String(length=64), nullable=False),
        sa.Column("asked_by", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=250), nullable=False),
        sa.Column("retention", sa.String(length=16), nullable=False),
        sa.Column("confirmed_by", sa.String(length=64), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("session_id"),
    )
