"""Which bytes a site may send or fetch: of papers, and of photos of readiness sheets."""

from desktop.cityserver.problems import Rejected
from desktop.cityserver.store.database import Database
from desktop.cityserver.store.records import paper_sizes, photo_sizes
from desktop.contract.problem import ProblemCode
from desktop.domain.ids import SiteId


class Papers:
    """Answers for the blobs. Thread: any; waits for the disk."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    def sizes_of(self, site_id: SiteId, sha256: str) -> frozenset[int]:
        """Sizes in bytes that papers with this hash claim, in sessions of this site, and photos.

        Raises:
            Rejected: not_found, also for papers of others: their existence is not told.
        """
        return self._sizes(site_id, sha256, of_own_only=False)

    def sizes_to_send(self, site_id: SiteId, sha256: str) -> frozenset[int]:
        """As `sizes_of`, of what the site may send: a unit's photos come from that unit alone.

        Raises:
            Rejected: as `sizes_of`.
        """
        return self._sizes(site_id, sha256, of_own_only=True)

    def _sizes(self, site_id: SiteId, sha256: str, *, of_own_only: bool) -> frozenset[int]:
        with self._database.read() as session:
            sizes = paper_sizes(session, site_id, sha256) | photo_sizes(
                session, site_id, sha256, of_own_only=of_own_only
            )
        if not sizes:
            raise Rejected(ProblemCode.NOT_FOUND)
        return sizes
