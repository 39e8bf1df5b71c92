"""What a site has not been told yet, after an opaque cursor."""

import base64
import binascii

from desktop.cityserver.problems import Rejected
from desktop.cityserver.store.database import Database
from desktop.cityserver.store.meta import read_epoch, read_safe_revision
from desktop.cityserver.store.records import newest_revision, records_after
from desktop.contract.operations import ChangeOut, ChangesAnswer
from desktop.contract.problem import ProblemCode
from desktop.contract.version import MAX_CHANGES_PER_PULL
from desktop.domain.ids import SiteId

_SEPARATOR = "|"


class Changes:
    """Answers pulls. Thread: any; waits for the disk."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    def pull(self, site_id: SiteId, cursor: str) -> ChangesAnswer:
        """Everything after `cursor` ("" from the beginning), at most MAX_CHANGES_PER_PULL.

        Cursor and items come from one snapshot, so nothing falls between two pulls.

        Raises:
            Rejected: gone for a cursor that is not of this epoch.
        """
        with self._database.read() as session:
            epoch = read_epoch(session)
            since = _revision_of(cursor, epoch)
            if since > newest_revision(session):
                # Only a server put back to an older copy has not reached this cursor yet.
                raise Rejected(ProblemCode.GONE)
            safe_revision = read_safe_revision(session)
            found = records_after(session, site_id, since, MAX_CHANGES_PER_PULL + 1)
        told = found[:MAX_CHANGES_PER_PULL]
        return ChangesAnswer(
            epoch=epoch,
            safe_revision=safe_revision,
            cursor=_cursor(epoch, told[-1][0] if told else since),
            has_more=len(found) > len(told),
            changes=tuple(
                ChangeOut(
                    kind=row.kind, entity_id=row.entity_id, revision=row.revision, body=row.body
                )
                for _, row in told
            ),
        )


def _cursor(epoch: str, revision: int) -> str:
    return base64.urlsafe_b64encode(f"{epoch}{_SEPARATOR}{revision}".encode()).decode()


def _revision_of(cursor: str, epoch: str) -> int:
    if not cursor:
        return 0
    try:
        told_epoch, _, revision = base64.urlsafe_b64decode(cursor).decode().partition(_SEPARATOR)
        since = int(revision)
    except (binascii.Error, ValueError) as error:
        raise Rejected(ProblemCode.GONE) from error
    if told_epoch != epoch or since < 0:
        raise Rejected(ProblemCode.GONE)
    return since
