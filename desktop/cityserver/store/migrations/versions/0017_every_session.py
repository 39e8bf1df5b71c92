"""Headquarters is told of every session: what it planned for others was seen nowhere there."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


_TELL_HEADQUARTERS = """
    INSERT INTO feed (site_id, kind, entity_id, revision)
    SELECT told.entity_id, 'session', planned.entity_id,
        (SELECT value FROM counter WHERE name = 'revision')
            + ROW_NUMBER() OVER (ORDER BY told.entity_id, planned.entity_id)
    FROM entity AS told JOIN entity AS planned ON planned.kind = 'session'
    WHERE told.kind = 'site' AND told.body ->> 'kind' = 'headquarters' AND NOT EXISTS (
        SELECT 1 FROM feed
        WHERE feed.site_id = told.entity_id
            AND feed.kind = 'session' AND feed.entity_id = planned.entity_id
    )
"""
_COUNT_ON = """
    UPDATE counter SET value = (SELECT MAX(revision) FROM feed)
    WHERE name = 'revision' AND value < (SELECT MAX(revision) FROM feed)
"""


def upgrade() -> None:
    """With revisions of their own, so that desks that have pulled everything are told."""
    op.execute(_TELL_HEADQUARTERS)
    op.execute(_COUNT_ON)
