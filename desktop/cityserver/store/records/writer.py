"""Writing records within one transaction: revisions, newest states, and who is told."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desktop.cityserver.store.database.bulk import Waiting, is_among, is_one_of
from desktop.cityserver.store.records.need_to_know import cases_known_to, is_known_to
from desktop.cityserver.store.records.records import (
    REVISION,
    EntityKey,
    bodies_of_case,
    bodies_of_session,
    cases_of_session,
    count_records,
    dossier_of,
    every_site,
    find_record,
    headquarters,
    neighbours,
    records_of,
    sites_of_session,
    sites_with_case,
    was_told,
)
from desktop.cityserver.store.records.revisions import Counters
from desktop.cityserver.store.tables.records import (
    CounterRow,
    EntityRow,
    FeedRow,
    FormerRow,
    ReportPhotoRow,
)
from desktop.cityserver.store.tables.sessions import (
    SessionCaseRow,
    SessionSiteRow,
    WithdrawnCaseRow,
)
from desktop.contract.records.reception import SessionBody
from desktop.domain.access.kinds import (
    CASE_FIELD,
    DOSSIER_SITE_FIELD,
    KINDS,
    OWNER_FIELD,
    Audience,
    Kinds,
    kinds_told_to,
    room_kinds,
)
from desktop.domain.directory.site import SiteKind
from desktop.domain.ids import SessionId, SiteId, UserId
from desktop.domain.reception.acceptance import AcceptedAfter
from desktop.domain.sync.operation import EntityKind

FeedKey = tuple[str, str, str]
"""(site_id, kind, entity_id)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The newest state of one entity.

    session_id, sha256: where the kind has them. photos: hash and size in bytes, of a report,
    which never changes once it is written. accepted_after: the mark of a record that is new after
    the signing; of a record that is there its own mark stays.
    """

    kind: str
    entity_id: str
    body: dict[str, Any]
    session_id: SessionId | None = None
    sha256: str | None = None
    photos: tuple[tuple[str, int], ...] = ()
    accepted_after: AcceptedAfter | None = None


@dataclass(slots=True, kw_only=True)
class NewRow:
    """The newest state of an entity that this transaction has made; its row is not an object."""

    kind: str
    entity_id: str
    revision: int
    session_id: SessionId | None
    body: dict[str, Any]
    accepted_after: str | None = None
    accepted_at: datetime | None = None


class RecordWriter:
    """Writes records of one transaction, each with a revision greater than all committed ones.

    It remembers what it has read, so that a batch costs few questions: the transaction sees one
    state of the city anyway. Make one per transaction. kinds: the rules of what it writes.
    """

    def __init__(self, session: Session, kinds: Kinds = KINDS) -> None:
        self._session = session
        self.kinds = kinds
        # A row, and not a sequence of the database, which is not commit order (22,889 of 120,686
        # rows missed in the bench): the turn of writers makes it that.
        counter = session.get(CounterRow, REVISION)
        if counter is None:
            counter = CounterRow(name=REVISION, value=0)
            session.add(counter)
        self._counter = counter
        self.counters = Counters(session)
        self._newest = counter.value
        self._rows: dict[EntityKey, EntityRow | NewRow | None] = {}
        self._new_rows = Waiting(session, EntityRow)
        self._former = Waiting(session, FormerRow)
        self._feed: dict[tuple[str, EntityKey], FeedRow | None] = {}
        self._new_feed = Waiting(session, FeedRow)
        self._sites: dict[str, tuple[SiteId, ...]] = {}
        self._known_to: dict[tuple[str, UserId], bool] = {}
        self._headquarters: tuple[SiteId, ...] | None = None
        self._every_site: tuple[SiteId, ...] | None = None

    def read_ahead(self, keys: Sequence[EntityKey]) -> None:
        """Read what is known of these entities in two questions instead of many."""
        self._rows.update(dict.fromkeys(keys))
        are_wanted = is_one_of(self._session, (EntityRow.kind, EntityRow.entity_id), keys)
        rows = self._session.scalars(select(EntityRow).where(are_wanted)).all()
        self._rows.update({(row.kind, row.entity_id): row for row in rows})
        # Nobody was told yet of what is not there, and nobody pushes what only the city writes.
        written = room_kinds(self.kinds)
        told = [row for row in rows if row.kind in written]
        self._read_feed(
            [(site_id, (row.kind, row.entity_id)) for row in told for site_id in self._viewers(row)]
        )

    def find(self, kind: str, entity_id: str) -> EntityRow | NewRow | None:
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

    def is_known_to(self, session_id: str, user_id: UserId) -> bool:
        """Whether the person may know of the session, as its denunciations' lists say."""
        asked = (session_id, user_id)
        if asked not in self._known_to:
            self._known_to[asked] = is_known_to(self._session, session_id, user_id)
        return self._known_to[asked]

    def was_told(self, site_id: SiteId, case_id: str) -> bool:
        """Whether the site may hold the case, also after it was taken out of its sessions."""
        return was_told(self._session, site_id, case_id)

    def headquarters(self) -> tuple[SiteId, ...]:
        """Sites that receive what units report."""
        if self._headquarters is None:
            self._headquarters = headquarters(self._session)
        return self._headquarters

    def count(self, kind: str) -> int:
        """Records of a kind, those of this transaction too."""
        self._session.flush()
        return count_records(self._session, kind)

    def of_session(self, kind: str, session_id: str) -> Mapping[str, dict[str, Any]]:
        """What records of this kind in the session say, by id; those of this transaction too."""
        self._session.flush()
        return bodies_of_session(self._session, kind, session_id)

    def of_case(self, kind: str, case_id: str) -> Mapping[str, dict[str, Any]]:
        """What records of this kind in the dossier say, by id; those of this transaction too."""
        self._session.flush()
        return bodies_of_case(self._session, kind, case_id)

    def is_listed(self, user_id: UserId, case_id: str) -> bool:
        """Whether the person is on the list of a denunciation."""
        return case_id in cases_known_to(self._session, user_id)

    def save(self, record: Record) -> int:
        """Write the newest state and tell every site that may see it. Returns its revision."""
        with self._session.no_autoflush:
            former = self.find(record.kind, record.entity_id)
            was_headquarters = former is not None and _is_headquarters(record.kind, former.body)
            row = self._save_row(record, former)
            revision = row.revision
            if record.photos:
                _save_photos(self._session, record)
            if record.kind == "session":
                self._save_links(record)
            self._show_everybody(row, is_new=former is None)
            is_headquarters = _is_headquarters(record.kind, record.body)
            if is_headquarters is not was_headquarters:
                self._change_headquarters(SiteId(record.entity_id), is_it=is_headquarters)
            if record.kind == "site" and former is None:
                self._show_directory(SiteId(record.entity_id))
            self._counter.value = self._newest
        return revision

    def _save_row(self, record: Record, former: EntityRow | NewRow | None) -> EntityRow | NewRow:
        key, revision = (record.kind, record.entity_id), self._take()
        is_in_dossier = self.kinds[record.kind].audience is Audience.DOSSIER
        case_id = record.body[CASE_FIELD] if is_in_dossier else None
        is_kept = former is not None and self.kinds[record.kind].keeps_former
        if former is not None and is_kept and former.body != record.body:
            place = (*key, former.revision)
            self._former.put(place, (*place, revision, former.body))
        if isinstance(former, EntityRow):
            former.revision = revision
            former.session_id = record.session_id
            former.sha256 = record.sha256
            former.body = record.body
            return former
        row = NewRow(
            kind=record.kind,
            entity_id=record.entity_id,
            revision=revision,
            session_id=record.session_id,
            body=record.body,
        )
        if former is not None:
            row.accepted_after, row.accepted_at = former.accepted_after, former.accepted_at
        elif record.accepted_after is not None:
            after = record.accepted_after
            row.accepted_after, row.accepted_at = after.status, after.at
        said = (record.session_id, record.sha256, record.body)
        mark = (row.accepted_after, row.accepted_at)
        self._new_rows.put(key, (*key, revision, *said, *mark, case_id))
        self._rows[key] = row
        return row

    def _show_everybody(self, row: EntityRow | NewRow, *, is_new: bool) -> None:
        """Tell every site that may see it."""
        key = (row.kind, row.entity_id)
        for site_id in self._viewers(row):
            if is_new:  # nobody was told of it yet, so there is no row to look for
                self._new_feed.put((site_id, key), (site_id, *key, self._take()))
            else:
                self._show(site_id, key)

    def _change_headquarters(self, site_id: SiteId, *, is_it: bool) -> None:
        """Headquarters sees every site and session and what units reported; others, their own."""
        self._headquarters = None
        self._flush()
        kinds = (
            *kinds_told_to(Audience.UNIT, self.kinds),
            *kinds_told_to(Audience.NEIGHBOURS, self.kinds),
            *kinds_told_to(Audience.SCHEDULE, self.kinds),
            *kinds_told_to(Audience.DOSSIER, self.kinds),
        )
        for row in records_of(self._session, kinds):
            key = (row.kind, row.entity_id)
            if is_it:
                self._show(site_id, key)
            elif site_id not in self._viewers(row):
                feed = self._session.get(FeedRow, (site_id, *key))
                if feed is not None:
                    self._session.delete(feed)
                self._feed.pop((site_id, key), None)

    def _show_directory(self, site_id: SiteId) -> None:
        """A new site sees what every site sees, and was there before it."""
        self._every_site = None
        self._flush()
        for row in records_of(self._session, kinds_told_to(Audience.EVERY_SITE, self.kinds)):
            self._show(site_id, (row.kind, row.entity_id))

    def _viewers(self, row: EntityRow | NewRow) -> tuple[SiteId, ...]:
        match self.kinds[row.kind].audience:
            case Audience.SESSION:
                return () if row.session_id is None else self.sites_of(row.session_id)
            case Audience.UNIT:
                return tuple(dict.fromkeys((*_units_of(row), *self.headquarters())))
            case Audience.OWN:
                return _units_of(row)
            case Audience.EVERY_SITE:
                if self._every_site is None:
                    self._every_site = every_site(self._session)
                return self._every_site
            case _:
                return self._viewers_by_session(row)

    def _viewers_by_session(self, row: EntityRow | NewRow) -> tuple[SiteId, ...]:
        """Of what is told by who sits in which session; nobody, of what is for the log alone."""
        match self.kinds[row.kind].audience:
            case Audience.SCHEDULE:
                return tuple(dict.fromkeys((*self.sites_of(row.entity_id), *self.headquarters())))
            case Audience.CASE:
                return sites_with_case(self._session, row.entity_id)
            case Audience.DOSSIER:
                seated = sites_with_case(self._session, row.body[CASE_FIELD])
                own = (row.body[OWNER_FIELD], row.body[DOSSIER_SITE_FIELD])
                return tuple(dict.fromkeys((*map(SiteId, own), *self.headquarters(), *seated)))
            case Audience.NEIGHBOURS:
                near = neighbours(self._session, SiteId(row.entity_id))
                return tuple(dict.fromkeys((*near, *self.headquarters())))
            case _:
                return ()

    def _save_links(self, record: Record) -> None:
        """Seats and cases of a session, and who is told of it."""
        body = SessionBody.model_validate(record.body)
        session, session_id = self._session, SessionId(record.entity_id)
        former_sites = sites_of_session(session, session_id)
        former_cases = cases_of_session(session, session_id)
        session.execute(delete(SessionSiteRow).where(SessionSiteRow.session_id == session_id))
        session.execute(delete(SessionCaseRow).where(SessionCaseRow.session_id == session_id))
        site_ids = dict.fromkeys((body.central_site_id, *body.component_site_ids))
        session.add_all(SessionSiteRow(session_id=session_id, site_id=site) for site in site_ids)
        case_ids = dict.fromkeys(body.case_ids)
        session.add_all(SessionCaseRow(session_id=session_id, case_id=case) for case in case_ids)
        session.flush()
        self._sites.pop(session_id, None)
        if left := frozenset(former_sites) - site_ids.keys():
            self._hide(self._own_rows(session_id, left))
            self._hide(self._strange_sites(former_sites, left))
        if gone := frozenset(former_cases) if left else frozenset(former_cases) - case_ids.keys():
            cases = list(self._strange_cases(former_sites, gone))
            self._remember_told(cases)
            self._hide(cases)
        self._show_all(session_id, case_ids)

    def _show_all(self, session_id: SessionId, case_ids: Collection[str]) -> None:
        """Everything of the session that one of its sites has not been shown yet."""
        site_ids = self.sites_of(session_id)
        keys = self._keys_of(session_id, site_ids, case_ids)
        self._read_feed(list(product(site_ids, keys)))
        for site_id in site_ids:
            for key in keys:
                if self._feed.get((site_id, key)) is None:
                    self._show(site_id, key)

    def _keys_of(
        self, session_id: SessionId, site_ids: Collection[str], case_ids: Collection[str]
    ) -> list[EntityKey]:
        # Each of the four by an index: a question within them would read the whole table.
        query = select(EntityRow.kind, EntityRow.entity_id).where(
            ((EntityRow.kind == "site") & is_among(self._session, EntityRow.entity_id, site_ids))
            | ((EntityRow.kind == "case") & is_among(self._session, EntityRow.entity_id, case_ids))
            | (EntityRow.session_id == session_id)
            | is_among(self._session, EntityRow.case_id, case_ids)
        )
        rows = self._session.execute(query.order_by(EntityRow.revision))
        return [(kind, entity_id) for kind, entity_id in rows]

    def _own_rows(self, session_id: SessionId, left: Collection[SiteId]) -> Iterator[FeedKey]:
        """What sites that left were told of the session; headquarters is told of it on."""
        kinds = tuple(kinds_told_to(Audience.SESSION, self.kinds))
        own = select(EntityRow.kind, EntityRow.entity_id).where(
            EntityRow.session_id == session_id, EntityRow.kind.in_(kinds)
        )
        keys = [(kind, entity_id) for kind, entity_id in self._session.execute(own)]
        yield from ((site_id, *key) for site_id, key in product(left, keys))
        strange = frozenset(left).difference(self.headquarters())
        yield from ((site_id, EntityKind.SESSION, session_id) for site_id in strange)

    def _strange_cases(
        self, site_ids: Iterable[SiteId], case_ids: Iterable[str]
    ) -> Iterator[FeedKey]:
        """Those of the cases that no session brings to one of the sites any more, and dossiers."""
        sites = set(site_ids)
        for case_id in case_ids:
            viewers = sites_with_case(self._session, case_id)
            yield from ((site_id, "case", case_id) for site_id in sites.difference(viewers))
            for row in dossier_of(self._session, case_id):
                left = sites.difference(self._viewers(row))
                yield from ((site_id, row.kind, row.entity_id) for site_id in left)

    def _strange_sites(
        self, site_ids: Iterable[SiteId], left: Iterable[SiteId]
    ) -> Iterator[FeedKey]:
        """Sites that left and those that stayed, where they share no other session."""
        for one in left:
            for other in set(site_ids).difference(neighbours(self._session, one)):
                pairs = ((one, other), (other, one))
                yield from (
                    (told, "site", site) for told, site in pairs if told not in self.headquarters()
                )

    def _remember_told(self, cases: Iterable[FeedKey]) -> None:
        """What is opened there of a case that the site has may still be told by it."""
        for site_id, kind, case_id in cases:
            is_case = kind == EntityKind.CASE
            if is_case and self._session.get(FeedRow, (site_id, kind, case_id)) is not None:
                self._session.merge(WithdrawnCaseRow(site_id=site_id, case_id=case_id))

    def _hide(self, places: Iterable[FeedKey]) -> None:
        """Tell a site nothing more of a record; it keeps what it has. Call it after a flush."""
        rows = list(places)
        if not rows:
            return
        columns = (FeedRow.site_id, FeedRow.kind, FeedRow.entity_id)
        self._session.execute(
            delete(FeedRow).where(is_one_of(self._session, columns, rows)),
            execution_options={"synchronize_session": False},
        )
        self._session.flush()
        self._feed.clear()

    def _show(self, site_id: SiteId, key: EntityKey) -> None:
        place = (site_id, key)
        if self._new_feed.has(place):
            self._feed.pop(place, None)
        elif self._new_feed.was_written(place) or place not in self._feed:
            self._feed[place] = self._session.get(FeedRow, (site_id, *key))
        row = self._feed.get(place)
        if row is not None:
            row.revision = self._take()
            return
        self._new_feed.put(place, (site_id, *key, self._take()))

    def _read_feed(self, places: Sequence[tuple[SiteId, EntityKey]]) -> None:
        """What each of these sites was told of its entity."""
        if not places:
            return
        self._feed.update(dict.fromkeys(places))
        # The primary key begins with the site: without it every feed of the city is read.
        columns = (FeedRow.site_id, FeedRow.kind, FeedRow.entity_id)
        wanted = [(site_id, *key) for site_id, key in places]
        query = select(FeedRow).where(is_one_of(self._session, columns, wanted))
        for row in self._session.scalars(query):
            self._feed[row.site_id, (row.kind, row.entity_id)] = row

    def _flush(self) -> None:
        """Also when nothing but waiting rows is new."""
        self._counter.value = self._newest
        self._session.flush()

    def _take(self) -> int:
        self._newest += 1
        return self._newest


def _save_photos(session: Session, record: Record) -> None:
    session.add_all(
        ReportPhotoRow(
            report_id=record.entity_id,
            sha256=sha256,
            site_id=record.body[OWNER_FIELD],
            size_bytes=size_bytes,
        )
        for sha256, size_bytes in dict(record.photos).items()
    )


def _is_headquarters(kind: str, body: dict[str, Any]) -> bool:
    return kind == "site" and body["kind"] == SiteKind.HEADQUARTERS


def _units_of(row: EntityRow | NewRow) -> tuple[SiteId, ...]:
    """Whose a report or a receipt is."""
    units = (row.body[OWNER_FIELD], row.body.get("unit_site_id"))
    return tuple(SiteId(site_id) for site_id in units if site_id is not None)
