"""Whether a unit sent the bytes of a photo that its sheet promises; earlier promises are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column(
        "report_photo",
        sa.Column("is_kept", sa.Boolean(), nullable=False, server_default=sa.true()),
    )
