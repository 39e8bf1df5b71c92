"""What the city's administration does to its data: used by practice mode and by commands.

Every function takes an opened `Database` (see `open_city`) and commits before it returns. They
may run beside a serving process; rooms see new records at their next pull.
"""

import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.rooms.room_checks import RoomReports
from desktop.cityserver.secrets.pins import Pins
from desktop.cityserver.secrets.tokens import token_hash
from desktop.cityserver.store.access import people
from desktop.cityserver.store.audit import Action, note_command
from desktop.cityserver.store.database.database import DATABASE_FAULTS, Database
from desktop.cityserver.store.meta import erase_everything, start_new_epoch
from desktop.cityserver.store.opening import start_data
from desktop.cityserver.store.records.records import agencies, find_record
from desktop.cityserver.store.records.revisions import likely_known
from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.cityserver.store.rooms import escrows, rooms
from desktop.cityserver.store.snapshot import NotAFile, database_file
from desktop.cityserver.store.tables.people import UserRow
from desktop.contract.records.directory import AgencyBody, SiteBody
from desktop.contract.rooms import RoomList
from desktop.domain.access.kinds import MAX_AGENCIES, SESSION_FIELD, Audience, Owner
from desktop.domain.access.person import Role
from desktop.domain.access.pin import pin_fault
from desktop.domain.clock import Clock, SystemClock
from desktop.domain.errors import ReceptionError
from desktop.domain.ids import SessionId, SiteId, UserId, new_id
from desktop.domain.reception.scheduling import most_sites
from desktop.domain.reception.session import ENDED_STATUSES
from desktop.domain.reception.status import SessionStatus
from desktop.mapping.records import AGENCY, RECORDS

City: TypeAlias = Database
"""The opened data of a city, as those name it who hand it to these functions."""
DATA_FAULTS = DATABASE_FAULTS
"""What `open_city` and its block may raise beside ServerBusy: this data cannot be used."""
ENROL_CODE_LIFE = timedelta(days=7)
_CODE_BYTES = 10


class DirectoryFull(ReceptionError):
    """The directory of agencies takes no more entries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUser:
    """A person to add. pin: at least MIN_PIN_DIGITS digits, kept as a hash only.

    stays_signed_in: a person who is there already is not signed out.
    """

    user_id: UserId
    display_name: str
    role: Role
    pin: str
    site_ids: tuple[SiteId, ...]
    stays_signed_in: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolledPc:
    """A PC that was bound to a site. Times are aware; None: never, not yet."""

    room_id: str
    site_id: SiteId
    enrolled_at: datetime
    certificate_until: datetime | None
    certificate_used_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEscrow:
    """A sealed key that a PC left. keys: public keys it is sealed for."""

    room_id: str
    site_id: SiteId
    label: str
    keys: tuple[str, ...]
    sealed: str
    received_at: datetime


def has_data(config: CityServerConfig) -> bool:
    """Whether a city's data is there; of a database that is no file nothing is known."""
    try:
        return database_file(config.url).is_file()
    except NotAFile:
        return True


@contextmanager
def open_city(config: CityServerConfig) -> Iterator[Database]:
    """The city's data, made and brought up to date where needed; closed after the block."""
    database = Database(config.url)
    start_data(config, database)
    try:
        yield database
    finally:
        database.close()


def create_site(database: Database, body: SiteBody, *, site_id: SiteId | None = None) -> SiteId:
    """Add or replace a site. Returns its id."""
    site = site_id or SiteId(new_id())
    put_record(database, "site", site, body.model_dump(mode="json"))
    return site


def has_site(database: Database, site_id: SiteId) -> bool:
    """Whether there is a site with this id."""
    with database.read() as session:
        return find_record(session, "site", site_id) is not None


def has_user(database: Database, user_id: UserId) -> bool:
    """Whether there is a person with this id."""
    with database.read() as session:
        return people.find_user(session, user_id) is not None


def create_user(
    database: Database, user: NewUser, *, pins: Pins, clock: Clock | None = None
) -> UserId:
    """Add or replace a person; earlier wrong attempts are forgotten. pins: makes the PIN's hash.

    Who had another PIN is signed out everywhere, unless told not to.

    Raises:
        ValueError: the PIN is too short, not of digits or easily guessed.
    """
    fault = pin_fault(user.pin)
    if fault is not None:
        msg = f"not a PIN: {fault}"
        raise ValueError(msg)
    row = UserRow(
        user_id=user.user_id,
        display_name=user.display_name,
        role=user.role.value,
        pin_hash=pins.hash(user.pin),
        failed_attempts=0,
        locked_until=None,
    )
    now = (clock or SystemClock()).now()
    with database.write() as session:
        people.save_user(session, row, user.site_ids)
        if not user.stays_signed_in:
            people.end_sign_ins_of(session, user.user_id, now)
        note_command(session, Action.CREATE_USER, ("user", user.user_id))
    return user.user_id


def issue_enrol_code(
    database: Database, site_id: SiteId, code: str | None = None, *, clock: Clock | None = None
) -> str:
    """A code that binds one PC to the site within seven days. Returns it; only a hash is kept."""
    issued = code or secrets.token_hex(_CODE_BYTES)
    expires_at = (clock or SystemClock()).now() + ENROL_CODE_LIFE
    with database.write() as session:
        rooms.add_enrol_code(session, token_hash(issued), site_id, expires_at)
        note_command(session, Action.ISSUE_ENROL_CODE, ("site", site_id))
    return issued


def revoke_room(database: Database, room_id: str, *, clock: Clock | None = None) -> SiteId | None:
    """Let a PC no longer speak; who signed in there is signed out, channels end within seconds.

    Again is no error. Returns its site, None when there is no such PC.
    """
    with database.write() as session:
        room = rooms.revoke_room(session, room_id, (clock or SystemClock()).now())
        if room is None:
            return None
        note_command(session, Action.REVOKE_ROOM, ("room", room_id))
        return SiteId(room.site_id)


def begin_epoch(database: Database, *, clock: Clock | None = None) -> str:
    """The data was put back by other means: rooms send again what is not in it. Returns the epoch.

    Enrolment codes that waited are void: one that was used since would work once more. Everybody
    is signed out: a sign-in that was ended since would be alive again.
    """
    now = (clock or SystemClock()).now()
    with database.write() as session:
        epoch = start_new_epoch(session, known=likely_known(now))
        rooms.void_enrol_codes(session, now)
        people.end_every_sign_in(session, now)
        note_command(session, Action.BEGIN_EPOCH, ("city", epoch))
    return epoch


def put_record(database: Database, kind: str, entity_id: str, body: Mapping[str, Any]) -> int:
    """Write a record that the city owns: a site, a case, a session. Returns its new revision.

    Raises:
        ValueError: the kind is not the city's, or the body is not of its model or holds a word
            outside its set, or a session would get more sites than `most_sites`.
    """
    return put_records(database, [(kind, entity_id, body)])


def put_records(database: Database, records: Iterable[tuple[str, str, Mapping[str, Any]]]) -> int:
    """Write several records (kind, entity id, body) in one transaction.

    Returns the newest revision.

    Raises:
        ValueError: as `put_record`; nothing was written.
    """
    revision = 0
    written: list[tuple[str, str]] = []
    with database.write() as session:
        writer = RecordWriter(session)
        for kind, entity_id, body in records:
            known = RECORDS.get(kind)
            if known is None or known.rule.owner is not Owner.CITY:
                msg = f"not a kind that the city writes: {kind}"
                raise ValueError(msg)
            new = known.codec.taken(body)
            known.check(new)
            if kind == "session":
                _check_seats(writer, entity_id, new)
                new = _with_ending(writer, entity_id, new)
            is_beside = known.rule.audience is Audience.SESSION
            session_id = SessionId(new[SESSION_FIELD]) if is_beside else None
            record = Record(kind=kind, entity_id=entity_id, body=new, session_id=session_id)
            revision = writer.save(record)
            written.append((kind, entity_id))
        note_command(session, Action.PUT_RECORD, *written)
    return revision


def _check_seats(writer: RecordWriter, entity_id: str, body: Mapping[str, Any]) -> None:
    """A larger session, planned before there was a limit, may be written again and not grow."""
    site_ids = _site_ids(body)
    former = writer.find("session", entity_id)
    known = frozenset() if former is None else _site_ids(former.body)
    most = most_sites(is_elsewhere=bool(body.get("platform")))
    if len(site_ids) > most and not site_ids <= known:
        msg = f"a session of {len(site_ids)} sites, more than {most}"
        raise ValueError(msg)


def _site_ids(body: Mapping[str, Any]) -> frozenset[str]:
    return frozenset((body["central_site_id"], *body["component_site_ids"]))


def _with_ending(writer: RecordWriter, entity_id: str, body: dict[str, Any]) -> dict[str, Any]:
    """How the chair ended a session stays while it is over: the city's plan knows nothing of it."""
    if body["ending"] is not None or SessionStatus(body["status"]) not in ENDED_STATUSES:
        return body
    former = writer.find("session", entity_id)
    return body if former is None else {**body, "ending": former.body.get("ending")}


def list_agencies(database: Database) -> tuple[AgencyBody, ...]:
    """The directory, retired entries too, by code."""
    with database.read() as session:
        return tuple(AgencyBody.model_validate(row.body) for row in agencies(session))


def put_agencies(database: Database, bodies: Sequence[AgencyBody]) -> int:
    """Add or replace entries of the directory in one transaction; the others stay.

    What is the same already is not told again. Returns how many were written.

    Raises:
        ValueError: a word outside its set; nothing was written.
        DirectoryFull: it would have more than MAX_AGENCIES entries; nothing was written.
    """
    added = 0
    written: list[tuple[str, str]] = []
    with database.write() as session:
        writer = RecordWriter(session)
        writer.read_ahead([("agency", body.code) for body in bodies])
        for body in bodies:
            new = body.model_dump(mode="json")
            AGENCY.check(new)
            known = writer.find("agency", body.code)
            if known is None or known.body != new:
                writer.save(Record(kind="agency", entity_id=body.code, body=new))
                written.append(("agency", body.code))
                added += known is None
        if added and writer.count("agency") > MAX_AGENCIES:
            raise DirectoryFull
        note_command(session, Action.PUT_RECORD, *written)
    return len(written)


def list_rooms(database: Database) -> RoomList:
    """Every enrolled PC with its newest room check."""
    return RoomReports(database=database, clock=SystemClock()).rooms()


def list_pcs(database: Database) -> tuple[EnrolledPc, ...]:
    """Every PC that was ever enrolled, by site, the newest last."""
    with database.read() as session:
        return tuple(
            EnrolledPc(
                room_id=row.room_id,
                site_id=SiteId(row.site_id),
                enrolled_at=row.enrolled_at,
                certificate_until=row.certificate_until,
                certificate_used_at=row.certificate_used_at,
                revoked_at=row.revoked_at,
            )
            for row in rooms.all_rooms(session)
        )


def list_escrows(database: Database) -> tuple[KeptEscrow, ...]:
    """Sealed keys of every PC, by site, the newest last."""
    with database.read() as session:
        return tuple(
            KeptEscrow(
                room_id=row.room_id,
                site_id=SiteId(row.site_id),
                label=row.label,
                keys=tuple(row.keys.split(",")),
                sealed=row.sealed,
                received_at=row.received_at,
            )
            for row in escrows.all_escrows(session)
        )


def remove_escrow(database: Database, room_id: str, label: str) -> bool:
    """Forget one for good; False when there is none."""
    with database.write() as session:
        return escrows.remove_escrow(session, room_id, label)


def reset(config: CityServerConfig, database: Database) -> str:
    """Erase all data and papers; no server may be running. Returns the new epoch."""
    with database.write() as session:
        epoch = erase_everything(session)
        note_command(session, Action.RESET, ("", ""))
    shutil.rmtree(config.blob_folder, ignore_errors=True)
    config.blob_folder.mkdir(parents=True, exist_ok=True)
    return epoch
