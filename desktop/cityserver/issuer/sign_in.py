"""Sign-in through the issuer: start, redirect back, match the account to a person."""

import hashlib
import logging
from datetime import timedelta
from typing import Final

from desktop.cityserver.access.account_attempts import count_attempt, forgive_attempts
from desktop.cityserver.access.admission import admit, note_refusal
from desktop.cityserver.access.callers import Room, locked
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.issuer.http import IssuerUnreachable
from desktop.cityserver.issuer.id_token import IdTokenClaims
from desktop.cityserver.issuer.issuer import Attempt, Issuer, IssuerRefused, new_attempt
from desktop.cityserver.secrets.tokens import token_hash
from desktop.cityserver.store.access import issuers, people
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.tables.people import IssuerAttemptRow, IssuerLinkRow
from desktop.contract.access import (
    ISSUER_ATTEMPT_S,
    IssuerFinishRequest,
    IssuerPage,
    TokenGrant,
)
from desktop.contract.problem import ProblemCode
from desktop.domain.access.account import plain_login_name
from desktop.domain.access.person import Role
from desktop.domain.clock import Clock
from desktop.domain.errors import ServerBusy

logger = logging.getLogger(__name__)

BY_ISSUER = "issuer"
"""Kind of such a sign-in in the audit log."""
MAX_OPEN_PER_ROOM = 4
"""Visits of one PC that may still come back; the oldest are forgotten."""


LINKED_BY_COMMAND: Final = frozenset({Role.LEADER, Role.HQ_CLERK, Role.CITY_ADMIN})
"""Whose account at the issuer the city's IT must name first: nobody becomes them by a name."""
ATTEMPT_KEPT = timedelta(seconds=ISSUER_ATTEMPT_S + 60)
"""The PC's own minutes begin when it has the page, which the issuer may have been slow to tell."""


class IssuerSignIns:
    """Lets people in by the issuer's word. Thread: any; methods wait for the disk and the issuer.

    issuer: None where the city has none.
    """

    def __init__(self, *, database: Database, clock: Clock, issuer: Issuer | None) -> None:
        self._database = database
        self._clock = clock
        self._issuer = issuer

    @property
    def is_offered(self) -> bool:
        """Whether the city has an issuer."""
        return self._issuer is not None

    @property
    def title(self) -> str:
        """How people call the issuer's accounts; empty without an issuer or such a word."""
        return self._issuer.title if self._issuer is not None else ""

    def begin(self, room: Room, port: int) -> IssuerPage:
        """What the browser is to open.

        Raises:
            Rejected: not_found without an issuer, issuer_unreachable.
        """
        issuer, now = self._offered(), self._clock.now()
        attempt = new_attempt(port, now)
        try:
            page = issuer.page(attempt)
        except IssuerUnreachable as error:
            logger.warning("issuer not reached word=%s", error.word)
            raise Rejected(ProblemCode.ISSUER_UNREACHABLE) from error
        with self._database.write() as session:
            issuers.forget_old_attempts(session, now - ATTEMPT_KEPT)
            issuers.keep_newest_attempts(session, room.room_id, MAX_OPEN_PER_ROOM - 1)
            issuers.add_attempt(session, _row(room, attempt))
        return IssuerPage(authorization_url=page, state=attempt.state)

    def finish(self, room: Room, shown: IssuerFinishRequest) -> TokenGrant:
        """Let in who came back.

        Raises:
            Rejected: issuer_refused, whatever does not fit; unknown_person for an account that is
                nobody's here; forbidden for a person who is not on the site's list;
                issuer_unreachable; too_many_attempts with Retry-After.
        """
        issuer = self._offered()
        attempt = self._taken(room, shown.state)
        if attempt is None:
            raise self._refused(room, ProblemCode.ISSUER_REFUSED, "state")
        try:
            proved = issuer.prove(attempt, shown.code, shown.issuer)
        except IssuerRefused as refused:
            raise self._refused(room, ProblemCode.ISSUER_REFUSED, refused.word) from refused
        except ServerBusy:
            self._forgive(room)
            self._refused(room, ProblemCode.ISSUER_UNREACHABLE, "busy")
            raise
        except IssuerUnreachable as error:
            self._forgive(room)
            raise self._refused(room, ProblemCode.ISSUER_UNREACHABLE, error.word) from error
        return self._let_in(issuer, room, proved)

    def _offered(self) -> Issuer:
        if self._issuer is None:
            raise Rejected(ProblemCode.NOT_FOUND)
        return self._issuer

    def _taken(self, room: Room, untrusted_state: str) -> Attempt | None:
        """The attempt is counted and spent before anything else is looked at."""
        now = self._clock.now()
        with self._database.write() as session:
            until = count_attempt(session, None, room.room_id, now)
            row = issuers.take_attempt(session, token_hash(untrusted_state))
            attempt = None if row is None else _attempt(row, untrusted_state)
            is_of_here = row is not None and row.room_id == room.room_id
            if until is not None:
                _note(session, room, "", ProblemCode.TOO_MANY_ATTEMPTS, self._clock)
        if until is not None:
            raise locked(until, now)
        if attempt is None or not is_of_here:
            return None
        return None if now - attempt.begun_at > ATTEMPT_KEPT else attempt

    def _let_in(self, issuer: Issuer, room: Room, proved: IdTokenClaims) -> TokenGrant:
        now = self._clock.now()
        with self._database.write() as session:
            found: TokenGrant | ProblemCode = ProblemCode.UNKNOWN_PERSON
            subject_hash = _subject_hash(issuer.url, proved.subject)
            link = _link_of(session, subject_hash, proved.name)
            user_id = None if link is None else link.user_id
            if link is not None and user_id is not None:
                forgive_attempts(session, None, room.room_id)
                grant = admit(session, room, user_id, kind=BY_ISSUER, now=now)
                found = grant or ProblemCode.FORBIDDEN
                if grant is not None and link.subject_hash is None:
                    link.subject_hash = subject_hash
                    issuers.save_link(session, link)
            if isinstance(found, ProblemCode):
                _note(session, room, user_id or "", found, self._clock)
        if isinstance(found, ProblemCode):
            logger.info("issuer sign-in refused site=%s code=%s", room.site_id, found)
            raise Rejected(found)
        logger.info("signed in by issuer site=%s room=%s", room.site_id, room.room_id)
        return found

    def _forgive(self, room: Room) -> None:
        """The issuer's silence is not the person's fault."""
        with self._database.write() as session:
            forgive_attempts(session, None, room.room_id)

    def _refused(self, room: Room, code: ProblemCode, word: str) -> Rejected:
        logger.info("issuer sign-in refused site=%s code=%s word=%s", room.site_id, code, word)
        with self._database.write() as session:
            _note(session, room, "", code, self._clock)
        return Rejected(code)


def _link_of(
    session: DatabaseSession, subject_hash: str, untrusted_name: str
) -> IssuerLinkRow | None:
    """Whose account this is; None: nobody's. Without a subject: to be bound when it comes in.

    Only a first sign-in goes by the name: names change hands at an issuer, subjects never.
    """
    bound = issuers.link_by_subject(session, subject_hash)
    if bound is not None:
        return bound
    name = plain_login_name(untrusted_name)
    if name.isascii() and not untrusted_name.isascii():
        return None  # the issuer tells letters apart that become the same here
    link = issuers.link_by_name(session, name)
    if link is None:
        user = people.find_user(session, name)
        if user is None or Role(user.role) in LINKED_BY_COMMAND:
            return None
        link = issuers.link_of(session, name) or IssuerLinkRow(user_id=name)
        if link.name is not None:
            return None  # this person has another name at the issuer
    if link.subject_hash is not None:
        logger.warning("account of another subject came with a known name")
        return None
    return link


def _subject_hash(issuer: str, subject: str) -> str:
    return hashlib.sha256(f"{issuer}\0{subject}".encode()).hexdigest()


def _row(room: Room, attempt: Attempt) -> IssuerAttemptRow:
    return IssuerAttemptRow(
        state_hash=token_hash(attempt.state),
        room_id=room.room_id,
        port=attempt.port,
        nonce=attempt.nonce,
        verifier=attempt.verifier,
        begun_at=attempt.begun_at,
    )


def _attempt(row: IssuerAttemptRow, state: str) -> Attempt:
    return Attempt(
        state=state,
        nonce=row.nonce,
        verifier=row.verifier,
        port=row.port,
        begun_at=row.begun_at,
    )


def _note(
    session: DatabaseSession, room: Room, user_id: str, outcome: ProblemCode, clock: Clock
) -> None:
    note_refusal(session, room, user_id, kind=BY_ISSUER, outcome=outcome, now=clock.now())
