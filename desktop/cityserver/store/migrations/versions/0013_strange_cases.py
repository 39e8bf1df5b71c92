"""Sites are told no more of cases and sites that no session brings; views say who sent them."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


_KEEP_THE_CASES = """
    INSERT INTO withdrawn_case (site_id, case_id)
    SELECT site_id, entity_id FROM feed WHERE kind = 'case' AND NOT EXISTS (
        SELECT 1 FROM session_site
        JOIN session_case ON session_case.session_id = session_site.session_id
        WHERE session_site.site_id = feed.site_id AND session_case.case_id = feed.entity_id
    )
"""
_TAKE_OUT_THE_CASES = """
    DELETE FROM feed WHERE kind = 'case' AND EXISTS (
        SELECT 1 FROM withdrawn_case
        WHERE withdrawn_case.site_id = feed.site_id AND withdrawn_case.case_id = feed.entity_id
    )
"""
_TAKE_OUT_THE_SITES = """
    DELETE FROM feed WHERE kind = 'site' AND entity_id <> site_id AND NOT EXISTS (
        SELECT 1 FROM session_site AS own
        JOIN session_site AS other ON other.session_id = own.session_id
        WHERE own.site_id = feed.site_id AND other.site_id = feed.entity_id
    )
"""


def upgrade() -> None:
    """A plan had named them once, and was corrected."""
    op.create_table(
        "withdrawn_case",
        sa.Column("site_id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("site_id", "case_id"),
    )
    op.execute(_KEEP_THE_CASES)
    op.execute(_TAKE_OUT_THE_CASES)
    op.execute(_TAKE_OUT_THE_SITES)
    op.add_column(
        "audit", sa.Column("sent_by", sa.String(length=64), nullable=False, server_default="")
    )
