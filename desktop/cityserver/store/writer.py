"""Writing records within one transaction: revisions, newest states, and who is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, object_session

from desktop.cityserver.store.bulk import Waiting
from desktop.cityserver.store.records import (
    REVISION,
    EntityKey,
    agencies,
    count_agencies,
    every_site,
    find_record,
    headquarters,
    sites_of_session,
    unit_reports,
    viewers,
)
from desktop.cityserver.store.tables import (
    CounterRow,
    EntityRow,
    FeedRow,
    ReportPhotoRow,
    SessionCaseRow,
    SessionSiteRow,
)
from desktop.contract.records import UNIT_REPORT_KINDS, SessionBody
from desktop.domain.enums import SiteKind
from desktop.domain.ids import SessionId, SiteId


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The newest state of one entity.

    session_id, sha256: where the kind has them. photos: hash and size in bytes, of a report,
    which never changes once it is written.
    """

    kind: str
    entity_id: str
    body: dict[str, Any]
    session_id: SessionId | None = None
    sha256: str | None = None
    photos: tuple[tuple[str, int], ...] = ()


class RecordWriter:
    """Writes records of one transaction, each with a revision greater than all committed ones.

    It remembers what it has read, so that a batch costs few questions: the transaction sees one
    state of the city anyway. Make one per transaction.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        # A row, and not a sequence of the database, which is not commit order (22,889 of 120,686
        # rows missed in the bench): the turn of writers makes it that.
        counter = session.get(CounterRow, REVISION)
        if counter is None:
            counter = CounterRow(name=REVISION, value=0)
            session.add(counter)
        self._counter = counter
        self._rows: dict[EntityKey, EntityRow | None] = {}
        self._new_rows = Waiting(session, EntityRow)
        self._feed: dict[tuple[str, EntityKey], FeedRow | None] = {}
        self._new_feed = Waiting(session, FeedRow)
        self._sites: dict[str, tuple[SiteId, ...]] = {}
        self._read_feeds: set[EntityKey] = set()
        self._headquarters: tuple[SiteId, ...] | None = None
        self._every_site: tuple[SiteId, ...] | None = None

    def read_ahead(self, keys: Sequence[EntityKey]) -> None:
        """Read what is known of these entities in two questions instead of many."""
        kinds, ids = {kind for kind, _ in keys}, [entity_id for _, entity_id in keys]
        self._rows.update(dict.fromkeys(keys))
        # By kind too, or the primary key is of no use and every push reads the whole table.
        query = select(EntityRow).where(EntityRow.kind.in_(kinds), EntityRow.entity_id.in_(ids))
        rows = self._session.scalars(query).all()
        self._rows.update({(row.kind, row.entity_id): row for row in rows})
        if rows:  # nobody was told yet of what is not there
            self._read_feed([row.entity_id for row in rows])
        self._read_feeds.update(keys)

    def find(self, kind: str, entity_id: str) -> EntityRow | None:
        """The newest state of an entity, as this transaction sees it."""
        key = (kind, entity_id)
        if key not in self._rows or self._new_rows.was_written(key):
            self._rows[key] = find_record(self._session, kind, entity_id)
        return self._rows[key]

    def sites_of(self, session_id: str) -> tuple[SiteId, ...]:
        """Sites with a seat in the session."""
        if session_id not in self._sites:
            self._sites[session_id] = sites_of_session(self._session, session_id)
        return self._sites[session_id]

    def headquarters(self) -> tuple[SiteId, ...]:
        """Sites that receive what units report."""
        if self._headquarters is None:
            self._headquarters = headquarters(self._session)
        return self._headquarters

    def count_agencies(self) -> int:
        """Entries of the directory, those of this transaction too."""
        self._session.flush()
        return count_agencies(self._session)

    def save(self, record: Record) -> int:
        """Write the newest state and tell every site that may see it. Returns its revision."""
        with self._session.no_autoflush:
            former = self.find(record.kind, record.entity_id)
            was_headquarters = former is not None and _is_headquarters(record.kind, former.body)
            row = self._save_row(record)
            self._save_photos(record)
            if record.kind == "session":
                self._save_links(record)
                self._show_all(SessionId(record.entity_id))
            for site_id in self._viewers(row):
                self._show(site_id, (record.kind, record.entity_id))
            is_headquarters = _is_headquarters(record.kind, record.body)
            if is_headquarters is not was_headquarters:
                self._change_headquarters(SiteId(record.entity_id), is_it=is_headquarters)
            if record.kind == "site" and former is None:
                self._show_directory(SiteId(record.entity_id))
        return row.revision

    def _save_row(self, record: Record) -> EntityRow:
        key = (record.kind, record.entity_id)
        row = self.find(*key)
        if row is None or self._new_rows.has(key):
            # An object for those who ask this writer; it is the row that is written.
            row = EntityRow(kind=record.kind, entity_id=record.entity_id)
            self._rows[key] = row
        row.revision = self._take()
        row.session_id = record.session_id
        row.sha256 = record.sha256
        row.body = record.body
        if object_session(row) is None:
            values = (row.revision, record.session_id, record.sha256, record.body)
            self._new_rows.put(key, (*key, *values))
        return row

    def _save_photos(self, record: Record) -> None:
        self._session.add_all(
            ReportPhotoRow(
                report_id=record.entity_id,
                sha256=sha256,
                site_id=record.body["owner_site_id"],
                size_bytes=size_bytes,
                is_kept=False,
            )
            for sha256, size_bytes in dict(record.photos).items()
        )

    def _change_headquarters(self, site_id: SiteId, *, is_it: bool) -> None:
        """Headquarters sees what units reported before; a site that is it no more, its own."""
        self._headquarters = None
        self._session.flush()
        for row in unit_reports(self._session):
            key = (row.kind, row.entity_id)
            if is_it:
                self._show(site_id, key)
            elif site_id not in _units_of(row):
                feed = self._session.get(FeedRow, (site_id, *key))
                if feed is not None:
                    self._session.delete(feed)
                self._feed.pop((site_id, key), None)

    def _show_directory(self, site_id: SiteId) -> None:
        """A new site sees the agencies that were there before it."""
        self._every_site = None
        self._session.flush()
        for row in agencies(self._session):
            self._show(site_id, (row.kind, row.entity_id))

    def _viewers(self, row: EntityRow) -> tuple[SiteId, ...]:
        if row.kind == "agency":
            if self._every_site is None:
                self._every_site = every_site(self._session)
            return self._every_site
        if row.kind in UNIT_REPORT_KINDS or row.kind == "receipt":
            return tuple(dict.fromkeys((*_units_of(row), *self.headquarters())))
        session_id = row.entity_id if row.kind == "session" else row.session_id
        return viewers(self._session, row) if session_id is None else self.sites_of(session_id)

    def _save_links(self, record: Record) -> None:
        body = SessionBody.model_validate(record.body)
        session, session_id = self._session, record.entity_id
        session.execute(delete(SessionSiteRow).where(SessionSiteRow.session_id == session_id))
        session.execute(delete(SessionCaseRow).where(SessionCaseRow.session_id == session_id))
        site_ids = dict.fromkeys((body.central_site_id, *body.component_site_ids))
        session.add_all(SessionSiteRow(session_id=session_id, site_id=site) for site in site_ids)
        case_ids = dict.fromkeys(body.case_ids)
        session.add_all(SessionCaseRow(session_id=session_id, case_id=case) for case in case_ids)
        session.flush()
        self._sites.pop(session_id, None)

    def _show_all(self, session_id: SessionId) -> None:
        """Everything of the session that one of its sites has not been shown yet.

        A site that left the session keeps what it has but is told nothing more of it; its feed
        loses the session's own records.
        """
        site_ids = self.sites_of(session_id)
        self._hide(session_id, site_ids)
        keys = self._keys_of(session_id, site_ids)
        self._read_feed([entity_id for _, entity_id in keys])
        for site_id in site_ids:
            for key in keys:
                if self._feed.get((site_id, key)) is None:
                    self._show(site_id, key)

    def _keys_of(self, session_id: SessionId, site_ids: Iterable[SiteId]) -> list[EntityKey]:
        case_ids = select(SessionCaseRow.case_id).where(SessionCaseRow.session_id == session_id)
        query = select(EntityRow.kind, EntityRow.entity_id).where(
            ((EntityRow.kind == "site") & EntityRow.entity_id.in_(tuple(site_ids)))
            | ((EntityRow.kind == "case") & EntityRow.entity_id.in_(case_ids))
            | (EntityRow.session_id == session_id)
        )
        rows = self._session.execute(query.order_by(EntityRow.revision))
        return [(kind, entity_id) for kind, entity_id in rows]

    def _hide(self, session_id: SessionId, site_ids: tuple[SiteId, ...]) -> None:
        own = select(EntityRow.entity_id).where(EntityRow.session_id == session_id)
        self._session.execute(
            delete(FeedRow).where(
                FeedRow.site_id.not_in(site_ids),
                ((FeedRow.kind == "session") & (FeedRow.entity_id == session_id))
                | (FeedRow.kind.in_(("minute_line", "paper")) & FeedRow.entity_id.in_(own)),
            ),
            execution_options={"synchronize_session": False},
        )
        self._session.flush()
        self._feed.clear()
        self._read_feeds.clear()

    def _show(self, site_id: SiteId, key: EntityKey) -> None:
        place = (site_id, key)
        if self._new_feed.has(place):
            self._feed.pop(place, None)
        elif self._new_feed.was_written(place) or (
            place not in self._feed and key not in self._read_feeds
        ):
            self._feed[place] = self._session.get(FeedRow, (site_id, *key))
        row = self._feed.get(place)
        if row is not None:
            row.revision = self._take()
            return
        self._new_feed.put(place, (site_id, *key, self._take()))

    def _read_feed(self, entity_ids: Sequence[str]) -> None:
        query = select(FeedRow).where(FeedRow.entity_id.in_(entity_ids))
        for row in self._session.scalars(query):
            self._feed[row.site_id, (row.kind, row.entity_id)] = row

    def _take(self) -> int:
        self._counter.value += 1
        return self._counter.value


def _is_headquarters(kind: str, body: dict[str, Any]) -> bool:
    return kind == "site" and body["kind"] == SiteKind.HEADQUARTERS


def _units_of(row: EntityRow) -> tuple[SiteId, ...]:
    """Whose a report or a receipt is."""
    units = (row.body["owner_site_id"], row.body.get("unit_site_id"))
    return tuple(SiteId(site_id) for site_id in units if site_id is not None)
