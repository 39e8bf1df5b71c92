"""Which bytes a site may send or fetch: of papers, and of photos of readiness sheets."""

import contextlib
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.cityserver.access.callers import Person, actor_of
from desktop.cityserver.access.disclosure import Disclosure, Telling
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.store.audit import Action, Entry, note
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.records.records import (
    has_sent,
    note_sent,
    paper_sizes,
    papers_with,
    photo_promises,
)
from desktop.cityserver.store.tables.records import EntityRow
from desktop.contract.problem import ProblemCode
from desktop.domain.access.kinds import KINDS, OWNER_FIELD, may_read
from desktop.domain.clock import Clock
from desktop.domain.ids import SiteId
from desktop.domain.sync.operation import EntityKind

MOST_FETCHES = 10_000
"""That are remembered; a piece of an older one is noted once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """Bytes a site may send.

    sizes: in bytes, as its records claim them. apart_for: the site while it has yet to show that
    it has the bytes its record names, whatever others sent; None: the bytes of everybody.
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

    def progress_of(self, person: Person, sha256: str) -> SiteId | None:
        """Of whose bytes the person may know how many are here, as Sending.apart_for.

        Raises:
            Rejected: as `check_reader`.
        """
        with self._database.read() as session:
            if _may_be_told(session, person, sha256):
                return None
        return self.sending(person, sha256).apart_for

    def sending(self, person: Person, sha256: str) -> Sending:
        """What the person may send: papers of the site's sessions, photos of its own sheets.

        Of bytes that the site has not sent, and that the person is not told, nothing is known to
        them but what the site has sent so far.

        Raises:
            Rejected: as `check_reader`.
        """
        with self._database.read() as session:
            papers = paper_sizes(session, person.site_id, sha256)
            promises = photo_promises(session, person.site_id, sha256)
            own = {row.size_bytes for row in promises if row.site_id == person.site_id}
            is_told = _may_be_told(session, person, sha256)
            is_shown = is_told or has_sent(session, person.site_id, sha256)
        if not papers and not own:
            raise Rejected(ProblemCode.NOT_FOUND)
        return Sending(sizes=papers | own, apart_for=None if is_shown else person.site_id)

    def take_over(self, person: Person, sha256: str) -> None:
        """The site has sent all these bytes: whoever sees its records may now fetch them."""
        with self._database.write() as session:
            note_sent(session, person.site_id, sha256)
            self._note(session, Action.SEND, person, sha256, "done")

    def _note(
        self, session: DatabaseSession, action: Action, person: Person, sha256: str, outcome: str
    ) -> None:
        entry = Entry(
            action=action,
            actor=actor_of(person),
            kind="paper",
            subject_id=sha256,
            outcome=outcome,
        )
        note(session, self._clock.now(), entry)


def _may_be_told(session: DatabaseSession, person: Person, sha256: str) -> bool:
    """By a record that the person is told whole, whose owner has sent the bytes."""
    disclosure = Disclosure(session, person)
    papers = papers_with(session, person.site_id, sha256)
    if any(disclosure.telling(paper) is Telling.WHOLE for paper in _opened(session, papers)):
        return True
    may_see = may_read(person.role, KINDS[EntityKind.READINESS_SHEET])
    return may_see and any(
        _has_bytes(session, SiteId(photo.site_id), sha256)
        for photo in photo_promises(session, person.site_id, sha256)
    )


def _has_bytes(session: DatabaseSession, site_id: SiteId, sha256: str) -> bool:
    """The unit of a sheet sent them, or may fetch them as a paper of its sessions."""
    if has_sent(session, site_id, sha256):
        return True
    return bool(_opened(session, papers_with(session, site_id, sha256)))


def _opened(session: DatabaseSession, papers: Iterable[EntityRow]) -> list[EntityRow]:
    """Of these papers those whose owner has sent the bytes."""
    return [
        paper
        for paper in papers
        if paper.sha256 and has_sent(session, paper.body[OWNER_FIELD], paper.sha256)
    ]
