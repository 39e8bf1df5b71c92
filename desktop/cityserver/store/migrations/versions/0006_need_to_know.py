"""Who needs to know of a denunciation. Nobody is on a list until the city puts them there."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "case_reader",
        sa.Column("case_id", sa.String(64), primary_key=True),
        sa.Column("user_id", sa.String(64), primary_key=True),
    )
    op.create_index("ix_case_reader_user_id", "case_reader", ["user_id"])
