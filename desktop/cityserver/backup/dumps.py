"""Notes which revisions a PostgreSQL dump holds, so that it counts as a backup."""

from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.cityserver.store import meta
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.records import newest_revision
from desktop.domain.clock import Clock
from desktop.domain.errors import ReceptionError

_FIELDS = 3


class UnknownPoint(ReceptionError):
    """It is nothing that `begin_dump` gave, or of other data or another epoch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DumpPoint:
    """A dump that begins after this holds all up to the revision. made_at: aware, whole seconds."""

    epoch: str
    revision: int
    made_at: datetime

    def text(self) -> str:
        """For a script to keep while the dump runs."""
        return f"{self.epoch}.{self.revision}.{self.made_at.timestamp():.0f}"


def parse_point(untrusted: str) -> DumpPoint:
    """What `DumpPoint.text` wrote. Raises UnknownPoint."""
    fields = untrusted.strip().rsplit(".", 2)
    if len(fields) != _FIELDS or not all(one.isdecimal() for one in fields[1:]):
        raise UnknownPoint(untrusted)
    try:
        made_at = datetime.fromtimestamp(int(fields[2]), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UnknownPoint(untrusted) from error
    return DumpPoint(epoch=fields[0], revision=int(fields[1]), made_at=made_at)


def begin_dump(database: Database, clock: Clock) -> DumpPoint:
    """What is committed now, and so in every dump that begins later. Raises ServerBusy."""
    made_at = clock.now().replace(microsecond=0)
    with database.read() as session:
        return DumpPoint(
            epoch=meta.read_epoch(session), revision=newest_revision(session), made_at=made_at
        )


def note_dump(database: Database, point: DumpPoint, *, keep: int) -> int:
    """The dump that began after the point is whole. keep: so many of the newest dumps are kept.

    Returns the safe revision: that of the oldest kept dump, as of backups. Until `keep` dumps were
    noted nothing is safe, for older ones may be kept that nobody noted.

    Raises:
        UnknownPoint, ServerBusy: nothing was noted.
    """
    with database.write() as session:
        if point.epoch != meta.read_epoch(session) or point.revision > newest_revision(session):
            raise UnknownPoint(point.text())
        kept = meta.note_dump(session, revision=point.revision, made_at=point.made_at, keep=keep)
        safe_revision = min(kept) if len(kept) == keep else 0
        made_at = max(point.made_at, meta.read_backed_up_at(session) or point.made_at)
        meta.note_backup(session, made_at=made_at, safe_revision=safe_revision)
    return safe_revision
