"""What the steps say that tell headquarters of records which it was not told of before."""

from alembic import op
from sqlalchemy import text

_TELL = text("""
    INSERT INTO feed (site_id, kind, entity_id, revision)
    SELECT told.entity_id, CAST(:kind AS VARCHAR), one.entity_id,
        (SELECT value FROM counter WHERE name = 'revision')
            + ROW_NUMBER() OVER (ORDER BY told.entity_id, one.entity_id)
    FROM entity AS told JOIN entity AS one ON one.kind = :kind
    WHERE told.kind = 'site' AND told.body ->> 'kind' = 'headquarters' AND NOT EXISTS (
        SELECT 1 FROM feed
        WHERE feed.site_id = told.entity_id
            AND feed.kind = :kind AND feed.entity_id = one.entity_id
    )
""")
_COUNT_ON = """
    UPDATE counter SET value = (SELECT MAX(revision) FROM feed)
    WHERE name = 'revision' AND value < (SELECT MAX(revision) FROM feed)
"""


def tell_headquarters(kind: str) -> None:
    """Of every record of a kind, with revisions of their own, so that its desks are told."""
    op.execute(_TELL.bindparams(kind=kind))
    op.execute(_COUNT_ON)
