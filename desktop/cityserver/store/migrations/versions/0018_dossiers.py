"""Records of a dossier are found by their case."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nothing of before is part of a dossier."""
    op.add_column("entity", sa.Column("case_id", sa.String(length=64), nullable=True))
    op.create_index("ix_entity_case_id", "entity", ["case_id"], unique=False)
