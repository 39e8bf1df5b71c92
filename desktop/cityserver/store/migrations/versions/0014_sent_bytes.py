"""Who has sent which bytes: of papers as it was of photos. Of papers see store/opening.py."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table from what is known of photos."""
    op.create_table(
        "sent_bytes",
        sa.Column("site_id", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("site_id", "sha256"),
    )
    op.execute(
        "INSERT INTO sent_bytes (site_id, sha256) "
        "SELECT DISTINCT site_id, sha256 FROM report_photo WHERE is_kept"
    )
    with op.batch_alter_table("report_photo") as photos:
        photos.drop_column("is_kept")
