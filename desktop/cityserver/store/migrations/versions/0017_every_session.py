"""Headquarters is told of every session: what it planned for others was seen nowhere there."""

from desktop.cityserver.store.migrations.headquarters import tell_headquarters

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """With revisions of their own, so that desks that have pulled everything are told."""
    tell_headquarters("session")
