"""Questions about records: their newest state, and which site may see which."""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Text, cast, func, select, update
from sqlalchemy.orm import Session

from desktop.cityserver.store.bulk import to_json
from desktop.cityserver.store.tables import (
    CounterRow,
    EntityRow,
    FeedRow,
    ReportPhotoRow,
    SessionCaseRow,
    SessionSiteRow,
)
from desktop.contract.records import UNIT_REPORT_KINDS
from desktop.domain.enums import SiteKind
from desktop.domain.ids import SiteId
from desktop.domain.sync import EntityKind

REVISION = "revision"
"""The name of the counter row."""

EntityKey = tuple[str, str]
"""(kind, entity_id)."""


class ToldRecord(NamedTuple):
    """A record that a site must be told. told_at: revision in its feed; stored: the body, JSON."""

    told_at: int
    kind: str
    entity_id: str
    revision: int
    session_id: str | None
    stored: str

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


def sites_of_session(session: Session, session_id: str) -> tuple[SiteId, ...]:
    """Sites with a seat in the session."""
    query = select(SessionSiteRow.site_id).where(SessionSiteRow.session_id == session_id)
    return tuple(SiteId(site_id) for site_id in session.scalars(query))


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


def agencies(session: Session) -> list[EntityRow]:
    """The directory that every site sees, retired entries too, by code."""
    query = select(EntityRow).where(EntityRow.kind == "agency")
    return list(session.scalars(query.order_by(EntityRow.entity_id)))


def count_agencies(session: Session) -> int:
    """Entries of the directory, retired ones too."""
    query = select(func.count()).select_from(EntityRow).where(EntityRow.kind == "agency")
    return session.scalar(query) or 0


def unit_reports(session: Session) -> list[EntityRow]:
    """Everything that headquarters sees of all units, oldest first."""
    query = select(EntityRow).where(EntityRow.kind.in_((*UNIT_REPORT_KINDS, "receipt")))
    return list(session.scalars(query.order_by(EntityRow.revision)))


def viewers(session: Session, kind: str, entity_id: str) -> tuple[SiteId, ...]:
    """Sites that may see this case or site; all other kinds belong to a session or a unit."""
    if kind == "case":
        query = (
            select(SessionSiteRow.site_id)
            .join(SessionCaseRow, SessionCaseRow.session_id == SessionSiteRow.session_id)
            .where(SessionCaseRow.case_id == entity_id)
            .distinct()
        )
        return tuple(SiteId(site_id) for site_id in session.scalars(query))
    return _neighbours(session, SiteId(entity_id))


def papers_with(session: Session, site_id: SiteId, sha256: str) -> list[EntityRow]:
    """Papers with this hash that the site may see."""
    query = (
        select(EntityRow)
        .join(
            FeedRow,
            (FeedRow.kind == EntityRow.kind) & (FeedRow.entity_id == EntityRow.entity_id),
        )
        .where(FeedRow.site_id == site_id, EntityRow.kind == "paper", EntityRow.sha256 == sha256)
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


def keep_promises(session: Session, site_id: SiteId, sha256: str) -> None:
    """The site has sent the bytes that its sheets promise."""
    session.execute(
        update(ReportPhotoRow)
        .where(ReportPhotoRow.site_id == site_id, ReportPhotoRow.sha256 == sha256)
        .values(is_kept=True)
    )


def records_after(session: Session, site_id: SiteId, revision: int, limit: int) -> list[ToldRecord]:
    """What the site must be told, oldest first, at most `limit`; bodies stay as they are stored."""
    row = EntityRow
    query = (
        select(
            FeedRow.revision,
            *(row.kind, row.entity_id, row.revision, row.session_id, cast(row.body, Text)),
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


def _neighbours(session: Session, site_id: SiteId) -> tuple[SiteId, ...]:
    """The site itself and every site it shares a session with."""
    shared = select(SessionSiteRow.session_id).where(SessionSiteRow.site_id == site_id)
    query = (
        select(SessionSiteRow.site_id)
        .where(SessionSiteRow.session_id.in_(shared), SessionSiteRow.site_id != site_id)
        .distinct()
    )
    return (site_id, *(SiteId(other) for other in session.scalars(query)))
