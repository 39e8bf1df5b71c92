"""The public key of a room, and how long its certificate runs."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Rooms that are there have none yet; they ask for one at their next contact."""
    op.add_column("room", sa.Column("key_hash", sa.String(length=64), nullable=True))
    for name in ("certificate_until", "certificate_used_at"):
        op.add_column("room", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
