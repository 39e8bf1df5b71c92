"""Questions about records: their newest state, and which site may see which."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, Text, cast, func, select
from sqlalchemy.orm import Session

from desktop.cityserver.store.audit import HEAD
from desktop.cityserver.store.database.bulk import to_json
from desktop.cityserver.store.tables.audit import AuditHeadRow
from desktop.cityserver.store.tables.records import (
    CounterRow,
    EntityRow,
    FeedRow,
    ReportPhotoRow,
    SentBytesRow,
)
from desktop.cityserver.store.tables.sessions import (
    SessionCaseRow,
    SessionSiteRow,
    WithdrawnCaseRow,
)
from desktop.domain.access.kinds import CASE_FIELD, OWNER_FIELD, paper_kinds
from desktop.domain.directory.site import SiteKind
from desktop.domain.ids import SiteId
from desktop.domain.reception.status import SessionStatus
from desktop.domain.sync.operation import EntityKind

REVISION = "revision"
"""The name of the counter row."""

EntityKey = tuple[str, str]
"""(kind, entity_id)."""


class ToldRecord(NamedTuple):
    """A record that a site must be told. told_at: revision in its feed; stored: the body, JSON.

    accepted_after, accepted_at: see EntityRow.
    """

    told_at: int
    kind: str
    entity_id: str
    revision: int
    session_id: str | None
    stored: str
    accepted_after: str | None = None
    accepted_at: datetime | None = None

    @property
    def body(self) -> dict[str, Any]:
        """What it says, read anew at each call."""
        body: dict[str, Any] = json.loads(self.stored)
        return body

    @property
    def text(self) -> str:
        """The body as it goes to a room.

        Older rows hold six characters for a letter with marks: five hundred of them could be more
        than a room reads.
        """
        return to_json(self.body) if "\\u" in self.stored else self.stored


def newest_revision(session: Session) -> int:
    """The greatest revision of this snapshot, 0 at the beginning."""
    value = session.scalar(select(CounterRow.value).where(CounterRow.name == REVISION))
    return value or 0


def find_record(session: Session, kind: str, entity_id: str) -> EntityRow | None:
    """The row of an entity."""
    return session.get(EntityRow, (kind, entity_id))


def bodies_of_session(session: Session, kind: str, session_id: str) -> dict[str, dict[str, Any]]:
    """The newest state of every record of a kind that belongs to the session, by entity id."""
    query = select(EntityRow).where(EntityRow.kind == kind, EntityRow.session_id == session_id)
    return {row.entity_id: dict(row.body) for row in session.scalars(query)}


def bodies_of_case(session: Session, kind: str, case_id: str) -> dict[str, dict[str, Any]]:
    """The newest state of every record of a kind in the case's dossier, by id, oldest first."""
    return {row.entity_id: dict(row.body) for row in dossier_of(session, case_id, kind)}


def dossier_of(session: Session, case_id: str, *kinds: str) -> list[EntityRow]:
    """What is part of the case's dossier, of these kinds or of all, oldest first."""
    query = select(EntityRow).where(EntityRow.case_id == case_id)
    if kinds:
        query = query.where(EntityRow.kind.in_(kinds))
    return list(session.scalars(query.order_by(EntityRow.revision)))


def _told_to(site_id: str) -> Select[EntityRow]:
    """Records that the site is told of."""
    is_of_record = (FeedRow.kind == EntityRow.kind) & (FeedRow.entity_id == EntityRow.entity_id)
    return select(EntityRow).join(FeedRow, is_of_record).where(FeedRow.site_id == site_id)


def petitions_of(session: Session, site_id: str, case_id: str) -> dict[str, dict[str, Any]]:
    """Petitions that the site took in for the case, by id."""
    # By what the site is told, which has an index: only its own petitions are read.
    query = _told_to(site_id).where(
        FeedRow.kind == EntityKind.PETITION,
        EntityRow.body[CASE_FIELD].as_string() == case_id,
    )
    return {row.entity_id: dict(row.body) for row in session.scalars(query)}


def sites_of_session(session: Session, session_id: str) -> tuple[SiteId, ...]:
    """Sites with a seat in the session."""
    query = select(SessionSiteRow.site_id).where(SessionSiteRow.session_id == session_id)
    return tuple(SiteId(site_id) for site_id in session.scalars(query))


def sessions_with_seat(
    session: Session, site_id: SiteId, session_ids: Iterable[str]
) -> frozenset[str]:
    """Those of the sessions in which the site has a seat."""
    query = select(SessionSiteRow.session_id).where(
        SessionSiteRow.site_id == site_id, SessionSiteRow.session_id.in_(tuple(session_ids))
    )
    return frozenset(session.scalars(query))


def cases_of_session(session: Session, session_id: str) -> tuple[str, ...]:
    """Cases that the session receives."""
    query = select(SessionCaseRow.case_id).where(SessionCaseRow.session_id == session_id)
    return tuple(session.scalars(query))


def headquarters(session: Session) -> tuple[SiteId, ...]:
    """Sites that receive what units report."""
    sites = session.scalars(select(EntityRow).where(EntityRow.kind == "site"))
    return tuple(
        SiteId(row.entity_id) for row in sites if row.body["kind"] == SiteKind.HEADQUARTERS
    )


def site_kinds(session: Session, site_ids: Iterable[SiteId]) -> dict[SiteId, SiteKind]:
    """What stands behind each of these sites that is known."""
    query = select(EntityRow).where(EntityRow.kind == "site", EntityRow.entity_id.in_(site_ids))
    return {SiteId(row.entity_id): SiteKind(row.body["kind"]) for row in session.scalars(query)}


def every_site(session: Session) -> tuple[SiteId, ...]:
    """All sites of the city."""
    query = select(EntityRow.entity_id).where(EntityRow.kind == "site")
    return tuple(SiteId(site_id) for site_id in session.scalars(query))


def sessions(
    session: Session, statuses: Iterable[SessionStatus] | None = None
) -> Sequence[EntityRow]:
    """Every planned session; with statuses those that are there."""
    query = select(EntityRow).where(EntityRow.kind == "session")
    if statuses is not None:
        words = [one.value for one in statuses]
        query = query.where(EntityRow.body["status"].as_string().in_(words))
    return session.scalars(query).all()


def sessions_at(
    session: Session, site_id: SiteId, statuses: Iterable[SessionStatus]
) -> Sequence[EntityRow]:
    """Sessions in one of these states in which the site has a seat, by their hour."""
    query = (
        select(EntityRow)
        .join(SessionSiteRow, SessionSiteRow.session_id == EntityRow.entity_id)
        .where(
            EntityRow.kind == "session",
            SessionSiteRow.site_id == site_id,
            EntityRow.body["status"].as_string().in_([one.value for one in statuses]),
        )
    )
    return sorted(
        session.scalars(query), key=lambda row: (row.body["scheduled_start"], row.entity_id)
    )


def session_status(body: Mapping[str, Any]) -> SessionStatus:
    """Of a session's record: an older one may have a word that nothing sets any more."""
    return SessionStatus(body["status"])


def sessions_with(session: Session, case_ids: Iterable[str]) -> Sequence[EntityRow]:
    """Sessions, over or not, that receive one of the cases."""
    receiving = select(SessionCaseRow.session_id).where(SessionCaseRow.case_id.in_(tuple(case_ids)))
    query = select(EntityRow).where(EntityRow.kind == "session", EntityRow.entity_id.in_(receiving))
    return session.scalars(query).all()


def codes_of(session: Session, kind: str, prefix: str) -> frozenset[str]:
    """What records of this kind are called, of those whose `code` begins so.

    Those of this transaction too.
    """
    session.flush()
    code = EntityRow.body["code"].as_string()
    query = select(code).where(EntityRow.kind == kind, code.startswith(prefix, autoescape=True))
    return frozenset(session.scalars(query))


def read_ends(session: Session) -> Sequence[object]:
    """The ends of revisions and of the audit log, in one question instead of two.

    As long as the caller keeps what it gets, the session asks for neither again.
    """
    query = select(CounterRow, AuditHeadRow).join(AuditHeadRow, AuditHeadRow.name == HEAD)
    return session.execute(query.where(CounterRow.name == REVISION)).all()


def agencies(session: Session) -> list[EntityRow]:
    """The directory that every site sees, retired entries too, by code."""
    query = select(EntityRow).where(EntityRow.kind == "agency")
    return list(session.scalars(query.order_by(EntityRow.entity_id)))


def count_records(session: Session, kind: str) -> int:
    """Records of a kind."""
    query = select(func.count()).select_from(EntityRow).where(EntityRow.kind == kind)
    return session.scalar(query) or 0


def records_of(session: Session, kinds: Iterable[str]) -> list[EntityRow]:
    """Every record of these kinds, oldest first."""
    query = select(EntityRow).where(EntityRow.kind.in_(tuple(kinds)))
    return list(session.scalars(query.order_by(EntityRow.revision)))


def sites_with_case(session: Session, case_id: str) -> tuple[SiteId, ...]:
    """Sites with a seat in a session that receives the case."""
    query = (
        select(SessionSiteRow.site_id)
        .join(SessionCaseRow, SessionCaseRow.session_id == SessionSiteRow.session_id)
        .where(SessionCaseRow.case_id == case_id)
        .distinct()
    )
    return tuple(SiteId(site_id) for site_id in session.scalars(query))


def was_told(session: Session, site_id: SiteId, case_id: str) -> bool:
    """Whether the site may hold the case, also after no session brings it there any more."""
    return (
        session.get(FeedRow, (site_id, EntityKind.CASE.value, case_id)) is not None
        or session.get(WithdrawnCaseRow, (site_id, case_id)) is not None
    )


def neighbours(session: Session, site_id: SiteId) -> tuple[SiteId, ...]:
    """The site itself and every site it shares a session with."""
    shared = select(SessionSiteRow.session_id).where(SessionSiteRow.site_id == site_id)
    query = (
        select(SessionSiteRow.site_id)
        .where(SessionSiteRow.session_id.in_(shared), SessionSiteRow.site_id != site_id)
        .distinct()
    )
    return (site_id, *(SiteId(other) for other in session.scalars(query)))


def papers_with(session: Session, site_id: SiteId, sha256: str) -> list[EntityRow]:
    """Papers with this hash that the site may see."""
    query = _told_to(site_id).where(
        EntityRow.kind.in_(paper_kinds()),
        EntityRow.sha256 == sha256,
    )
    return list(session.scalars(query))


def paper_sizes(session: Session, site_id: SiteId, sha256: str) -> frozenset[int]:
    """What papers with this hash that the site may see claim as their size in bytes."""
    papers = papers_with(session, site_id, sha256)
    return frozenset(int(row.body["size_bytes"]) for row in papers)


def photo_promises(session: Session, site_id: SiteId, sha256: str) -> list[ReportPhotoRow]:
    """Photos with this hash that sheets promise which the site may see."""
    query = (
        select(ReportPhotoRow)
        .join(FeedRow, FeedRow.entity_id == ReportPhotoRow.report_id)
        .where(
            FeedRow.site_id == site_id,
            FeedRow.kind == EntityKind.READINESS_SHEET,
            ReportPhotoRow.sha256 == sha256,
        )
    )
    return list(session.scalars(query))


def has_sent(session: Session, site_id: str, sha256: str) -> bool:
    """Whether the site has shown that it has these bytes: it sent them all."""
    return session.get(SentBytesRow, (site_id, sha256)) is not None


def note_sent(session: Session, site_id: str, sha256: str) -> None:
    """The site has sent all of these bytes."""
    session.merge(SentBytesRow(site_id=site_id, sha256=sha256))


def every_paper(session: Session) -> Iterator[tuple[str, str]]:
    """(owner, hash) of every paper of the city."""
    papers = session.scalars(select(EntityRow).where(EntityRow.kind.in_(paper_kinds())))
    return ((row.body[OWNER_FIELD], row.sha256) for row in papers if row.sha256)


def records_after(session: Session, site_id: SiteId, revision: int, limit: int) -> list[ToldRecord]:
    """What the site must be told, oldest first, at most `limit`; bodies stay as they are stored."""
    row = EntityRow
    query = (
        select(
            FeedRow.revision,
            *(row.kind, row.entity_id, row.revision, row.session_id, cast(row.body, Text)),
            *(row.accepted_after, row.accepted_at),
        )
        .join(
            EntityRow,
            (FeedRow.kind == EntityRow.kind) & (FeedRow.entity_id == EntityRow.entity_id),
        )
        .where(FeedRow.site_id == site_id, FeedRow.revision > revision)
        .order_by(FeedRow.revision)
        .limit(limit)
    )
    return [ToldRecord(*found) for found in session.execute(query)]


def sites_told_after(
    session: Session, site_ids: Iterable[SiteId], revision: int
) -> frozenset[SiteId]:
    """Those of the sites for which something was written after `revision`."""
    query = (
        select(FeedRow.site_id)
        .where(FeedRow.site_id.in_(tuple(site_ids)), FeedRow.revision > revision)
        .distinct()
    )
    return frozenset(SiteId(site_id) for site_id in session.scalars(query))
