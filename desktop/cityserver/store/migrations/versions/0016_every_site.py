"""Headquarters is told of every site: it plans with those that it has met in no session yet."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


_TELL_HEADQUARTERS = """
    INSERT INTO feed (site_id, kind, entity_id, revision)
    SELECT told.entity_id, 'site', site.entity_id,
        (SELECT value FROM counter WHERE name = 'revision')
            + ROW_NUMBER() OVER (ORDER BY told.entity_id, site.entity_id)
    FROM entity AS told JOIN entity AS site ON site.kind = 'site'
    WHERE told.kind = 'site' AND told.body ->> 'kind' = 'headquarters' AND NOT EXISTS (
        SELECT 1 FROM feed
        WHERE feed.site_id = told.entity_id
            AND feed.kind = 'site' AND feed.entity_id = site.entity_id
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
