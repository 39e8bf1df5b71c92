"""Which records came after the minutes were signed. Of those that are there nobody knows it."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the status of the session then, and the hour."""
    op.add_column("entity", sa.Column("accepted_after", sa.String(length=24), nullable=True))
    op.add_column("entity", sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True))
