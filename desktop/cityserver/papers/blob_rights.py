"""Which bytes a site may send or fetch: of papers, and of photos of readiness sheets."""

import contextlib
from collections import OrderedDict
from dataclasses import dataclass

from sqlalchemy.orm import Session

from desktop.cityserver.access import Person, actor_of
from desktop.cityserver.disclosure import Disclosure, Telling
from desktop.cityserver.problems import Rejected
from desktop.cityserver.store.audit import Action, Entry, note
from desktop.cityserver.store.database import Database
from desktop.cityserver.store.records import (
    keep_promises,
    paper_sizes,
    papers_with,
    photo_promises,
)
from desktop.cityserver.store.tables import ReportPhotoRow
from desktop.contract.problem import ProblemCode
from desktop.domain.clock import Clock
from desktop.domain.ids import SiteId
from desktop.domain.rights import RIGHT_TO_READ, may
from desktop.domain.sync import EntityKind

MOST_FETCHES = 10_000
"""That are remembered; a piece of an older one is noted once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """Bytes a site may send.

    sizes: in bytes, as its records claim them. apart_for: the site while it has yet to show that
    it has the bytes its sheet names, whatever others sent; None: the bytes of everybody.
    """

    sizes: frozenset[int]
    apart_for: SiteId | None


class Papers:
    """Answers for the blobs. Thread: any; waits for the disk."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._fetched: OrderedDict[tuple[str, str], None] = OrderedDict()

    def check_reader(self, person: Person, sha256: str) -> None:
        """The person may fetch papers of the site's sessions, and photos which a unit sent.

        The audit log has it before any byte is told, once for a sign-in: a paper comes in many
        pieces.

        Raises:
            Rejected: not_found, also for papers of others: their existence is not told.
        """
        with self._database.read() as session:
            is_told = _may_be_told(session, person, sha256)
        outcome = "done" if is_told else ProblemCode.NOT_FOUND
        fetch = (person.family_id, sha256)
        if not is_told or fetch not in self._fetched:
            with self._database.write() as session:
                self._note(session, Action.FETCH, person, sha256, outcome)
        if not is_told:
            raise Rejected(ProblemCode.NOT_FOUND)
        self._fetched[fetch] = None
        while len(self._fetched) > MOST_FETCHES:
            with contextlib.suppress(KeyError):
                self._fetched.popitem(last=False)

    def progress_of(self, site_id: SiteId, sha256: str) -> SiteId | None:
        """Of whose bytes the site may know how many are here, as Sending.apart_for.

        Raises:
            Rejected: as `check_reader`.
        """
        with self._database.read() as session:
            if _may_read(session, site_id, sha256):
                return None
        return self.sending(site_id, sha256).apart_for

    def sending(self, site_id: SiteId, sha256: str) -> Sending:
        """What the site may send: papers of its sessions, photos of its own sheets.

        Raises:
            Rejected: as `check_reader`.
        """
        with self._database.read() as session:
            papers = paper_sizes(session, site_id, sha256)
            promises = photo_promises(session, site_id, sha256)
        own = [row for row in promises if row.site_id == site_id]
        if not papers and not own:
            raise Rejected(ProblemCode.NOT_FOUND)
        is_shown = bool(papers) or any(row.is_kept for row in own)
        return Sending(
            sizes=papers | {row.size_bytes for row in own},
            apart_for=None if is_shown else site_id,
        )

    def take_over(self, person: Person, sha256: str, apart_for: SiteId | None) -> None:
        """All these bytes are here.

        apart_for: the site that sent them for its sheets, which whoever sees them may now fetch.
        """
        with self._database.write() as session:
            if apart_for is not None:
                keep_promises(session, apart_for, sha256)
            self._note(session, Action.SEND, person, sha256, "done")

    def _note(
        self, session: Session, action: Action, person: Person, sha256: str, outcome: str
    ) -> None:
        entry = Entry(
            action=action,
            actor=actor_of(person),
            kind="paper",
            subject_id=sha256,
            outcome=outcome,
        )
        note(session, self._clock.now(), entry)


def _may_be_told(session: Session, person: Person, sha256: str) -> bool:
    disclosure = Disclosure(session, person)
    papers = papers_with(session, person.site_id, sha256)
    if any(disclosure.telling(paper) is Telling.WHOLE for paper in papers):
        return True
    may_see = may(person.role, RIGHT_TO_READ[EntityKind.READINESS_SHEET])
    return may_see and _has_photo(session, person.site_id, sha256)


def _may_read(session: Session, site_id: SiteId, sha256: str) -> bool:
    if paper_sizes(session, site_id, sha256):
        return True
    return _has_photo(session, site_id, sha256)


def _has_photo(session: Session, site_id: SiteId, sha256: str) -> bool:
    promises = photo_promises(session, site_id, sha256)
    return any(_has_bytes(session, promise) for promise in promises)


def _has_bytes(session: Session, promise: ReportPhotoRow) -> bool:
    """The unit of the sheet has the bytes: it sent them, for a sheet or as a paper it may see."""
    site_id, sha256 = SiteId(promise.site_id), promise.sha256
    own = [one for one in photo_promises(session, site_id, sha256) if one.site_id == site_id]
    return any(one.is_kept for one in own) or bool(paper_sizes(session, site_id, sha256))
