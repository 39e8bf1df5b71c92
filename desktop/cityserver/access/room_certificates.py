"""Certificates of rooms: issued for the room's own key, required beside every token.

A token is bound to its room, and a room to one key from its enrolment on (the idea of RFC 8705):
what was stolen from a disk or a line is of no use without the key, which never leaves the PC.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum

from desktop.cityserver.access.room_ca import (
    ROOM_LIFE,
    RequestRefused,
    RoomCa,
    RoomCertificate,
    RoomKey,
    check_request,
)
from desktop.cityserver.config.config import CertificateSource
from desktop.cityserver.http.refusals import Rejected, SignInRevoked
from desktop.cityserver.secrets.tokens import token_hash
from desktop.cityserver.store.access import people
from desktop.cityserver.store.audit import Action, Actor, Entry, note, note_seldom
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.rooms import rooms
from desktop.cityserver.store.tables.people import FamilyRow
from desktop.cityserver.store.tables.rooms import RoomRow
from desktop.contract.problem import ProblemCode
from desktop.domain.clock import Clock

logger = logging.getLogger(__name__)

SETTLING = timedelta(minutes=10)
"""So long after a room got its certificate, or first showed it, connections may be without it."""


class Fit(StrEnum):
    """How what was shown fits the room that the token names.

    FREE: nothing needs to be shown. FIRST: right, for the first time. EARLY: nothing was shown, and
    that is no theft yet. STALE: the room's own key, whose certificate has to be renewed.
    """

    FREE = "free"
    RIGHT = "right"
    FIRST = "first"
    EARLY = "early"
    STALE = "stale"
    MISSING = "missing"
    FOREIGN = "foreign"

    @property
    def is_right(self) -> bool:
        """The caller may go on."""
        return self in {Fit.FREE, Fit.RIGHT, Fit.FIRST}

    @property
    def is_theft(self) -> bool:
        """Somebody else holds the token."""
        return self in {Fit.MISSING, Fit.FOREIGN}


class RoomCertificates:
    """Issues certificates and compares what is shown. Thread: any; methods wait for the disk.

    source: who checks possession; NOBODY: none are issued, none asked for. ca: reads the authority,
    asked once at first need. is_required: also of rooms that have none yet.
    """

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        source: CertificateSource,
        ca: Callable[[], RoomCa],
        is_required: bool = False,
    ) -> None:
        self._database = database
        self._clock = clock
        self.source = source
        self._read_ca = ca
        self._is_required = is_required
        self._ca: RoomCa | None = None
        self._lock = threading.Lock()

    @property
    def is_issuing(self) -> bool:
        """Whether rooms get certificates here."""
        return self.source is not CertificateSource.NOBODY

    @property
    def authority_id(self) -> str:
        """Which authority signs rooms; empty where none does."""
        return self._authority().key_id if self.is_issuing else ""

    def authorities(self) -> bytes | None:
        """Certificates, PEM, of all that may have signed a room here; None where none does."""
        return self._authority().pem.encode() if self.is_issuing else None

    def check_enrolment(self, untrusted_request: str | None) -> None:
        """Look at the request of a new room before its code is spent.

        Raises:
            Rejected: bad_request for an unfit one, certificate_refused for none at all.
        """
        if not self.is_issuing:
            return
        if untrusted_request is None:
            raise Rejected(ProblemCode.CERTIFICATE_REFUSED, detail="request")
        _checked(untrusted_request)

    def certify_enrolled(self, room_token: str, untrusted_request: str | None) -> str | None:
        """The first certificate of a new room; None where none are issued, or not just now.

        The code is spent and the answer has the only copy of the token, so whatever happens here
        must not lose it: a room without a certificate asks for one with its token.
        """
        if not self.is_issuing or untrusted_request is None:
            return None
        try:
            return self.renew(room_token, untrusted_request)
        except Exception:
            logger.exception("certificate of a new room not issued")
            return None

    def check_token(self, room_token: str) -> None:
        """Whether it is of a room that may speak, whatever certificate that room has or has not.

        Raises:
            Rejected: not_signed_in.
        """
        with self._database.read() as session:
            _known(session, room_token)

    def renew(self, room_token: str, untrusted_request: str) -> str:
        """The first certificate of an older room, or the next one, however old the last one is.

        The signature under the request proves that the caller holds the room's key, so neither a
        valid certificate nor one at all has to be shown. Returns PEM.

        Raises:
            Rejected: not_found where none are issued, not_signed_in for an unknown or revoked room,
                certificate_refused for another key than the room's, bad_request.
        """
        if not self.is_issuing:
            raise Rejected(ProblemCode.NOT_FOUND)
        key = _checked(untrusted_request)
        now = self._clock.now()
        with self._database.write() as session:
            room = _known(session, room_token)
            if room.key_hash in {None, key.key_hash}:
                return self._issue(session, room, key, now)
            refused = Entry(
                action=Action.RENEW_CERTIFICATE,
                actor=_actor(room),
                outcome=ProblemCode.CERTIFICATE_REFUSED,
            )
            note_seldom(session, now, refused)
            logger.warning("certificate refused room=%s: another key", room.room_id)
        raise Rejected(ProblemCode.CERTIFICATE_REFUSED)

    def look_at(self, untrusted_der: bytes | None) -> RoomCertificate | None:
        """What was shown beside a token; None: nothing, or certificates are not used."""
        if untrusted_der is None or not self.is_issuing:
            return None
        return self._authority().look_at(untrusted_der)

    def fit(self, room: RoomRow | None, shown: RoomCertificate | None) -> Fit:
        """How the certificate, if any was shown, fits the room of a token."""
        if not self.is_issuing or room is None:
            return Fit.FREE
        return judge(room, shown, self._clock.now(), is_required=self._is_required)

    def settle(
        self, room_id: str, fit: Fit, shown: RoomCertificate | None, family_id: str = ""
    ) -> None:
        """Carry out what `fit` means for a request that was otherwise in order.

        Raises:
            Rejected: certificate_refused.
            SignInRevoked: the token is in somebody else's hands, so the sign-in has ended.
        """
        if fit in {Fit.FREE, Fit.RIGHT}:
            return
        now = self._clock.now()
        with self._database.write() as session:
            room = rooms.room_with(session, room_id)
            if fit.is_right and room is not None and shown is not None:
                room.key_hash = shown.key_hash
                room.certificate_used_at = room.certificate_used_at or now
                return
            refused = refuse(session, fit, room, people.find_family(session, family_id), now)
        raise refused

    def _issue(self, session: DatabaseSession, room: RoomRow, key: RoomKey, now: datetime) -> str:
        is_first = room.key_hash is None
        room.key_hash = key.key_hash
        room.certificate_until = now + ROOM_LIFE
        action = Action.ISSUE_CERTIFICATE if is_first else Action.RENEW_CERTIFICATE
        note(session, now, Entry(action=action, actor=_actor(room)))
        logger.info("certificate issued room=%s first=%s", room.room_id, is_first)
        ca = self._authority()
        return ca.issue(key, room_id=room.room_id, site_id=room.site_id, now=now)

    def _authority(self) -> RoomCa:
        with self._lock:
            if self._ca is None:
                self._ca = self._read_ca()
            return self._ca


def no_certificates(database: Database, clock: Clock) -> RoomCertificates:
    """Of a city where nobody checks what rooms show: practice, and plain HTTP on loopback."""

    def no_ca() -> RoomCa:
        raise TypeError("no authority")

    return RoomCertificates(
        database=database, clock=clock, source=CertificateSource.NOBODY, ca=no_ca
    )


def judge(room: RoomRow, shown: RoomCertificate | None, now: datetime, *, is_required: bool) -> Fit:
    """How what was shown fits the room, which may have no certificate yet.

    A room whose key is not known here, for instance after a restore, is taken at the city's own
    word: the certificate names it. A certificate for the room's key by an authority that is not
    known here, for instance one that was lost, has to be renewed like one that is too old.
    """
    is_bound = room.certificate_used_at is not None
    if shown is None:
        if not is_bound:
            is_due = is_required or _was_issued_long_ago(room, now)
            return Fit.EARLY if is_due else Fit.FREE
        return Fit.EARLY if _is_settling(room, now) else Fit.MISSING
    is_of_room = shown.is_ours and shown.room_id == room.room_id
    if shown.key_hash != room.key_hash and not (is_of_room and room.key_hash is None):
        return Fit.FOREIGN
    if not (is_of_room and shown.is_valid(now)):
        return Fit.STALE
    return Fit.RIGHT if is_bound else Fit.FIRST


def refuse(
    session: DatabaseSession,
    fit: Fit,
    room: RoomRow | None,
    family: FamilyRow | None,
    now: datetime,
) -> Rejected:
    """Write down that a token came with the wrong certificate; end the sign-in when it is a theft.

    Needs a write transaction that commits; the caller raises what is returned. A room that is
    refused again and again is written down once an hour, a sign-in that ends always.
    """
    actor = Actor() if room is None else _actor(room)
    if family is not None:
        actor = Actor(user_id=family.user_id, site_id=family.site_id, room_id=family.room_id)
    entry = Entry(action=Action.SHOW_CERTIFICATE, actor=actor, outcome=fit)
    logger.warning("certificate does not fit room=%s fit=%s", actor.room_id, fit)
    if family is None or not fit.is_theft:
        note_seldom(session, now, entry)
        return Rejected(ProblemCode.CERTIFICATE_REFUSED)
    if family.revoked_at is None:
        note(session, now, entry)
        people.revoke_family(session, family.family_id, now)
    else:
        note_seldom(session, now, entry)
    return SignInRevoked(family.family_id)


def _known(session: DatabaseSession, room_token: str) -> RoomRow:
    room = rooms.find_room(session, token_hash(room_token))
    if room is None or room.revoked_at is not None:
        raise Rejected(ProblemCode.NOT_SIGNED_IN)
    return room


def _is_settling(room: RoomRow, now: datetime) -> bool:
    used_at = room.certificate_used_at
    return used_at is not None and now < used_at + SETTLING


def _was_issued_long_ago(room: RoomRow, now: datetime) -> bool:
    """The room was given a certificate and has had time enough to show it."""
    until = room.certificate_until
    return until is not None and now >= until - ROOM_LIFE + SETTLING


def _checked(untrusted_request: str) -> RoomKey:
    try:
        return check_request(untrusted_request)
    except RequestRefused as error:
        raise Rejected(ProblemCode.BAD_REQUEST, detail="request") from error


def _actor(room: RoomRow) -> Actor:
    return Actor(site_id=room.site_id, room_id=room.room_id)
