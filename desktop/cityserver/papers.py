"""Which papers' bytes a site may send or fetch."""

from desktop.cityserver.problems import Rejected
from desktop.cityserver.store.database import Database
from desktop.cityserver.store.records import paper_sizes
from desktop.contract.problem import ProblemCode
from desktop.domain.ids import SiteId


class Papers:
    """Answers for the blobs. Thread: any; waits for the disk."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    def sizes_of(self, site_id: SiteId, sha256: str) -> frozenset[int]:
        """Sizes in bytes that papers with this hash claim, in sessions of this site.

        Raises:
            Rejected: not_found, also for papers of others: their existence is not told.
        """
        with self._database.read() as session:
            sizes = paper_sizes(session, site_id, sha256)
        if not sizes:
            raise Rejected(ProblemCode.NOT_FOUND)
        return sizes
