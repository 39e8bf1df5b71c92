"""Who may write what: the rules of a pushed operation, read from the table of kinds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop.cityserver.access.callers import Person
from desktop.cityserver.exchange.needs import NEEDS, OperationRefused, Said, check_seat
from desktop.cityserver.store.records.records import session_status
from desktop.cityserver.store.records.writer import RecordWriter
from desktop.contract.operations import OperationIn, RefusalReason
from desktop.contract.version import MAX_PAPER_BYTES_OF_SITE, MAX_PAPERS_OF_SITE
from desktop.domain.access.kinds import (
    CASE_FIELD,
    OWNER_FIELD,
    SESSION_FIELD,
    Blobs,
    KindRule,
    Owner,
    Until,
    may_write,
)
from desktop.domain.ids import SessionId
from desktop.domain.reception.session import SIGNED_STATUSES
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.records import RecordKind, Records


@dataclass(frozen=True, slots=True, kw_only=True)
class PushedRecord:
    """What an operation says. body: as the kind's model wrote it, JSON values.

    made_at: by the desk's clock, aware. base_revision: of the text that it was written on.
    """

    kind: RecordKind[Any]
    entity_id: str
    body: dict[str, Any]
    made_at: datetime
    base_revision: int

    @property
    def rule(self) -> KindRule:
        """The row of its kind."""
        return self.kind.rule

    @property
    def session_id(self) -> SessionId | None:
        """The session it is told with, None for a unit's own and for what is never told."""
        return SessionId(self.body[SESSION_FIELD]) if self.rule.is_of_session else None

    def is_own(self, person: Person) -> bool:
        """Whether it is of the person's site; records of the city are nobody's own."""
        return self.rule.owner is Owner.SITE and self.body[OWNER_FIELD] == person.site_id

    @property
    def said(self) -> Said:
        """For the checks of needs."""
        return Said(
            kind=self.kind.kind,
            entity_id=self.entity_id,
            body=self.body,
            made_at=self.made_at,
            base_revision=self.base_revision,
        )

    @property
    def sha256(self) -> str | None:
        """Of a paper's bytes."""
        return self.body["sha256"] or None if self.rule.blobs is Blobs.PAPER else None

    @property
    def photos(self) -> tuple[tuple[str, int], ...]:
        """Hashes and sizes of the photos of a sheet."""
        if self.rule.blobs is not Blobs.PHOTOS:
            return ()
        photos = (photo for entry in self.body["entries"] for photo in entry.get("photos", ()))
        return tuple((photo["sha256"], photo["size_bytes"]) for photo in photos)


def checked_record(records: Records, operation: OperationIn) -> PushedRecord:
    """What an operation says, by its kind's model. Raises OperationRefused."""
    kind = records.get(operation.kind)
    if kind is None:
        raise OperationRefused(RefusalReason.UNKNOWN_KIND)
    if kind.rule.owner is Owner.CITY:
        raise OperationRefused(RefusalReason.NOT_WRITABLE)
    try:
        body = kind.codec.taken(operation.body)
        kind.check(body)
    except ValueError as error:
        raise OperationRefused(RefusalReason.BAD_BODY) from error
    return PushedRecord(
        kind=kind,
        entity_id=operation.entity_id,
        body=body,
        made_at=operation.made_at,
        base_revision=operation.base_revision,
    )


def check_rights(writer: RecordWriter, person: Person, pushed: PushedRecord) -> None:
    """Whether this person may write this. Raises OperationRefused."""
    rule, body = pushed.rule, pushed.body
    if not may_write(person.role, rule):  # first: the others tell what there is
        raise OperationRefused(RefusalReason.NO_RIGHT)
    if rule.id_field and body[rule.id_field] != pushed.entity_id:
        raise OperationRefused(RefusalReason.FIXED_FIELD)
    session_id = body[rule.seat_in] if rule.seat_in else None
    if session_id is not None:
        check_seat(writer, person, session_id)
    for need in rule.needs:
        NEEDS[need](writer, person, pushed.said)
    if rule.at_headquarters:
        _check_headquarters(writer, person, pushed)
    if writer.find(pushed.kind.kind, pushed.entity_id) is None:
        _check_room(writer, pushed)
    if rule.owner is Owner.SITE and not pushed.is_own(person):
        raise OperationRefused(RefusalReason.NOT_OWNER)


def check_fixed_fields(present: dict[str, Any], pushed: PushedRecord) -> None:
    """What a record may not change once it is there, when it says something else now.

    It never moves to another owner. Raises OperationRefused.
    """
    rule, body = pushed.rule, pushed.body
    if rule.owner is Owner.SITE and body[OWNER_FIELD] != present[OWNER_FIELD]:
        raise OperationRefused(RefusalReason.NOT_OWNER)
    if rule.is_sealed or any(body[name] != present[name] for name in rule.fixed):
        raise OperationRefused(RefusalReason.FIXED_FIELD)


def signed_status(writer: RecordWriter, pushed: PushedRecord) -> str | None:
    """The status of its session when the minutes are signed, or frozen to be; None: they are not.

    What is there says what it says, for ever or until the minutes are read back again; what is new
    is marked.
    """
    if pushed.rule.until is not Until.SIGNED:
        return None
    row = writer.find(EntityKind.SESSION, pushed.body[SESSION_FIELD])
    status = None if row is None else session_status(row.body)
    if status in SIGNED_STATUSES:
        return status
    return status if _is_frozen(writer, pushed.body[SESSION_FIELD]) else None


def _is_frozen(writer: RecordWriter, session_id: str) -> bool:
    """Whether a version is being signed. A session that ended without signatures is mended."""
    row = writer.find(EntityKind.MINUTES_SIGNING, session_id)
    return row is not None and bool(row.body["is_frozen"])


def _check_headquarters(writer: RecordWriter, person: Person, pushed: PushedRecord) -> None:
    """Of a record that a site owns, this site; of another, the site of the person."""
    is_owned = pushed.rule.owner is Owner.SITE
    site_id = pushed.body[OWNER_FIELD] if is_owned else person.site_id
    if site_id not in writer.headquarters():
        raise OperationRefused(RefusalReason.NO_RIGHT)


def _check_room(writer: RecordWriter, pushed: PushedRecord) -> None:
    """Of a new record: a unit cannot fill the city's disk, nor desks of a session or case."""
    rule, body = pushed.rule, pushed.body
    if rule.most is not None and writer.count(pushed.kind.kind) >= rule.most:
        raise OperationRefused(RefusalReason.DIRECTORY_FULL)
    if rule.blobs is not Blobs.PAPER:
        return
    kind = pushed.kind.kind
    if rule.is_of_session:
        beside = writer.of_session(kind, body[SESSION_FIELD])
    else:
        beside = writer.of_case(kind, body[CASE_FIELD])
    own = (one for one in beside.values() if one[OWNER_FIELD] == body[OWNER_FIELD])
    sizes = [int(one["size_bytes"]) for one in own]
    total_bytes = sum(sizes) + body["size_bytes"]
    if len(sizes) >= MAX_PAPERS_OF_SITE or total_bytes > MAX_PAPER_BYTES_OF_SITE:
        raise OperationRefused(RefusalReason.TOO_MANY_PAPERS)
