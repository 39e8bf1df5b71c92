"""Headquarters is told of every site: it plans with those that it has met in no session yet."""

from desktop.cityserver.store.migrations.headquarters import tell_headquarters

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """With revisions of their own, so that desks that have pulled everything are told."""
    tell_headquarters("site")
