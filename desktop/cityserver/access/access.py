"""Who may speak to the city: rooms by enrolment, people by PIN, both by opaque tokens."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from desktop.cityserver.access.account_attempts import count_pin, forgive_pin, lock_after
from desktop.cityserver.access.callers import Person, Room, actor_at, actor_of, locked
from desktop.cityserver.access.room_ca import RoomCertificate
from desktop.cityserver.access.room_certificates import RoomCertificates, no_certificates, refuse
from desktop.cityserver.access.sign_in_tokens import (
    begin_sign_in,
    denunciations_of,
    ends_at,
    issue_tokens,
)
from desktop.cityserver.http.refusals import Rejected, SignInRevoked
from desktop.cityserver.secrets.pins import Pins
from desktop.cityserver.secrets.tokens import new_token, token_hash
from desktop.cityserver.store.access import accounts, people
from desktop.cityserver.store.audit import Action, Actor, Entry, note
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.database.group_commit import GroupCommit
from desktop.cityserver.store.records.records import find_record
from desktop.cityserver.store.rooms import rooms
from desktop.cityserver.store.tables.people import FamilyRow, UserRow
from desktop.contract.access import OfficerInfo, OfficerList, TokenGrant
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import MAX_PIN_ATTEMPTS, OFFLINE_SIGN_IN_S, Role
from desktop.domain.clock import Clock
from desktop.domain.ids import SiteId, UserId
from desktop.domain.sync.operation import EntityKind

logger = logging.getLogger(__name__)

MAX_FIRST_USES_AT_ONCE = 64
_DONE = "done"


class Access:
    """Enrolment, sign-in and tokens. Thread: any; every method may wait for the disk.

    certificates: None where rooms have none. `certificate`, where a method takes one: DER, as the
    caller has shown it in TLS, or None.
    """

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        pins: Pins,
        certificates: RoomCertificates | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._pins = pins
        self._certificates = certificates or no_certificates(database, clock)
        self._first_uses = GroupCommit(
            self._note_first_uses, limit=MAX_FIRST_USES_AT_ONCE, clock=clock
        )

    def enrol(self, enrol_code: str, site_id: SiteId) -> str:
        """Bind a PC to a site. Returns the room token, shown this once.

        Raises:
            Rejected: enrol_code_refused for a code that is wrong, used, old or another site's.
        """
        now = self._clock.now()
        token = new_token()
        with self._database.write() as session:
            is_right = rooms.use_enrol_code(session, token_hash(enrol_code), site_id, now)
            room_id = rooms.add_room(session, site_id, token_hash(token), now) if is_right else ""
            actor = Actor(site_id=site_id if is_right else "", room_id=room_id)
            outcome = _DONE if is_right else ProblemCode.ENROL_CODE_REFUSED
            note(session, now, Entry(action=Action.ENROL, actor=actor, outcome=outcome))
        if not is_right:
            raise Rejected(ProblemCode.ENROL_CODE_REFUSED)
        logger.info("room enrolled site=%s room=%s", site_id, room_id)
        return token

    def room_of(self, room_token: str, certificate: bytes | None = None) -> Room:
        """The PC that holds this token, and the key of its certificate once it has one.

        Raises:
            Rejected: not_signed_in for a token that is unknown or revoked, certificate_refused.
        """
        shown = self._certificates.look_at(certificate)
        with self._database.read() as session:
            row = rooms.find_room(session, token_hash(room_token))
        if row is None or row.revoked_at is not None:
            raise Rejected(ProblemCode.NOT_SIGNED_IN)
        self._certificates.settle(row.room_id, self._certificates.fit(row, shown), shown)
        return Room(room_id=row.room_id, site_id=SiteId(row.site_id))

    def officers(self, room: Room) -> OfficerList:
        """People who may sign in at the site, by name, and the site's own name.

        Who of them needs to know of a denunciation is told of those alone who may sit at this very
        PC without the city; the others hear it when they sign in.
        """
        now = self._clock.now()
        with self._database.read() as session:
            site = find_record(session, EntityKind.SITE, room.site_id)
            offline_since = now - timedelta(seconds=OFFLINE_SIGN_IN_S)
            seen = people.seen_at_room(session, room.room_id, offline_since, now)
            return OfficerList(
                officers=tuple(
                    OfficerInfo(
                        user_id=user.user_id,
                        display_name=user.display_name,
                        role=user.role,
                        denunciations=denunciations_of(session, user.user_id)
                        if user.user_id in seen
                        else None,
                    )
                    for user in people.users_of_site(session, room.site_id)
                ),
                site_name=site.body["name"] if site is not None else "",
                unit_code=site.body["unit_code"] if site is not None else "",
            )

    def sign_in(self, room: Room, user_id: UserId, pin: str) -> TokenGrant:
        """Let a person in.

        Raises:
            Rejected: wrong_pin with attempts_left, too_many_attempts with Retry-After.
        """
        user = self._proved(room, user_id, pin)
        with self._database.write() as session:
            grant = self._let_in(session, room, user)
        if grant is None:
            logger.info("sign-in refused site=%s room=%s", room.site_id, room.room_id)
            raise Rejected(ProblemCode.WRONG_PIN)
        logger.info("signed in site=%s room=%s", room.site_id, room.room_id)
        return grant

    def prove(self, room: Room, user_id: UserId, pin: str) -> UserRow:
        """Somebody of this room's list shows who they are beside whoever is signed in there.

        Nobody is signed in by it. Raises as `sign_in`.
        """
        user = self._proved(room, user_id, pin)
        with self._database.write() as session:
            people.clear_attempts(session, user.user_id)
            forgive_pin(session, room.room_id)
        return user

    def refresh(self, refresh_token: str, certificate: bytes | None = None) -> TokenGrant:
        """New tokens for an old refresh token.

        Used again before anybody used what it gave, its answer was lost: those tokens are
        withdrawn and new ones given. Any later second use revokes the whole family, and so does
        a certificate that is not the room's.

        Raises:
            Rejected: not_signed_in, certificate_refused.
            SignInRevoked: the same, and channels of this sign-in must end.
        """
        now = self._clock.now()
        refresh_hash = token_hash(refresh_token)
        # strangers must not hold the writers' turn; a token that is known is looked at again in it
        with self._database.read() as session:
            if people.find_token(session, refresh_hash, people.REFRESH) is None:
                raise Rejected(ProblemCode.NOT_SIGNED_IN)
        shown = self._certificates.look_at(certificate)
        with self._database.write() as session:
            refused = self._unproven(session, refresh_hash, shown, now)
            found = refused or self._rotate(session, refresh_hash, now)
        if isinstance(found, TokenGrant):
            return found
        raise found

    def sign_out(self, person: Person) -> None:
        """Every token of this sign-in stops working."""
        now = self._clock.now()
        with self._database.write() as session:
            people.revoke_family(session, person.family_id, now)
            note(session, now, Entry(action=Action.SIGN_OUT, actor=actor_of(person)))
        logger.info("signed out site=%s family=%s", person.site_id, person.family_id)

    def person_of(self, access_token: str, certificate: bytes | None = None) -> Person:
        """Who holds this token now, with the present role.

        Raises:
            Rejected: not_signed_in for a token that is unknown, expired or revoked;
                certificate_refused.
            SignInRevoked: the token came from elsewhere than its room.
        """
        access_hash = token_hash(access_token)
        shown = self._certificates.look_at(certificate)
        with self._database.read() as session:
            found = people.find_signed_in(session, access_hash)
        if found is None or found.expires_at <= self._clock.now():
            raise Rejected(ProblemCode.NOT_SIGNED_IN)
        fit = self._certificates.fit(found.room, shown)
        self._certificates.settle(found.room.room_id, fit, shown, found.family_id)
        if found.used_at is None and not self._first_uses.run(access_hash):
            # withdrawn meanwhile: its answer was taken for lost
            raise Rejected(ProblemCode.NOT_SIGNED_IN)
        return Person(
            user_id=UserId(found.user_id),
            role=Role(found.role),
            site_id=SiteId(found.site_id),
            family_id=found.family_id,
            room_id=found.room.room_id,
        )

    def is_signed_in(self, person: Person) -> bool:
        """Whether the sign-in still lives, with the same role."""
        with self._database.read() as session:
            found = _live_family(session, person.family_id)
        return found is not None and Role(found[1].role) is person.role

    def note_forbidden(self, person: Person, place: str) -> None:
        """The role may not use this route (method and path of the contract)."""
        entry = Entry(
            action=Action.USE_ROUTE,
            actor=actor_of(person),
            subject_id=place,
            outcome=ProblemCode.FORBIDDEN,
        )
        with self._database.write() as session:
            note(session, self._clock.now(), entry)

    def _note_refused(self, room: Room, user_id: UserId, outcome: ProblemCode) -> None:
        entry = Entry(action=Action.SIGN_IN, actor=actor_at(room, user_id), outcome=outcome)
        with self._database.write() as session:
            note(session, self._clock.now(), entry)

    def _let_in(self, session: DatabaseSession, room: Room, proved: UserRow) -> TokenGrant | None:
        """None: another PIN was set, or the person taken off the list, while it was checked."""
        now = self._clock.now()
        actor = actor_at(room, proved.user_id)
        user = people.find_user(session, proved.user_id)
        is_listed = people.may_sign_in(session, proved.user_id, room.site_id)
        if user is None or user.pin_hash != proved.pin_hash or not is_listed:
            refused = Entry(action=Action.SIGN_IN, actor=actor, outcome=ProblemCode.WRONG_PIN)
            note(session, now, refused)
            return None
        people.clear_attempts(session, user.user_id)
        forgive_pin(session, room.room_id)
        grant = begin_sign_in(session, user, now, site_id=room.site_id, room_id=room.room_id)
        note(session, now, Entry(action=Action.SIGN_IN, actor=actor))
        return grant

    def _note_first_uses(self, access_hashes: Sequence[str]) -> list[bool]:
        """Of each, whether it is there yet. A city that was away finds one in every room."""
        now = self._clock.now()
        with self._database.write() as session:
            return [people.note_first_use(session, one, now) for one in access_hashes]

    def _proved(self, room: Room, user_id: UserId, pin: str) -> UserRow:
        user = self._count_attempt(room, user_id)
        if not self._pins.is_right(user.pin_hash if user else None, pin) or user is None:
            self._note_refused(room, user_id if user else UserId(""), ProblemCode.WRONG_PIN)
            logger.info("sign-in refused site=%s room=%s", room.site_id, room.room_id)
            left = None if user is None else _left(user)
            raise Rejected(ProblemCode.WRONG_PIN, attempts_left=left)
        return user

    def _count_attempt(self, room: Room, user_id: UserId) -> UserRow | None:
        """Count the attempt before the PIN is looked at: guesses side by side gain nothing."""
        now = self._clock.now()
        try:
            return self._counted(room, user_id, now)
        except Rejected as rejected:
            self._note_refused(room, user_id, rejected.code)
            raise

    def _counted(self, room: Room, user_id: UserId, now: datetime) -> UserRow | None:
        with self._database.write() as session:
            user = people.find_user(session, user_id)
            if user is not None and not people.may_sign_in(session, user_id, room.site_id):
                user = None
            if user is not None and _is_open_again(session, user, now):
                user.locked_until = None
            if user is not None and user.locked_until is not None:
                raise locked(user.locked_until, now)
            until = count_pin(session, room.room_id, now)
            if until is not None:
                raise locked(until, now)
            if user is not None:
                user.failed_attempts += 1
                user.locked_until = lock_after(user.failed_attempts, MAX_PIN_ATTEMPTS, now)
            session.flush()
            return user

    def _unproven(
        self,
        session: DatabaseSession,
        refresh_hash: str,
        shown: RoomCertificate | None,
        now: datetime,
    ) -> Rejected | None:
        """Why a refresh token may not be used from where it came; None: it may."""
        token = people.find_token(session, refresh_hash, people.REFRESH)
        family = None if token is None else people.find_family(session, token.family_id)
        if family is None:
            return None
        room = rooms.room_with(session, family.room_id)
        fit = self._certificates.fit(room, shown)
        return None if fit.is_right else refuse(session, fit, room, family, now)

    def _rotate(
        self, session: DatabaseSession, refresh_hash: str, now: datetime
    ) -> TokenGrant | Rejected:
        token = people.find_token(session, refresh_hash, people.REFRESH)
        if token is None:
            return Rejected(ProblemCode.NOT_SIGNED_IN)
        if token.settled_at is not None:
            # RFC 9700 §4.14.2: one of the two users of this token is a thief, so both must go.
            logger.warning("refresh token used twice family=%s", token.family_id)
            people.revoke_family(session, token.family_id, now)
            _note_reuse(session, token.family_id, now)
            return SignInRevoked(token.family_id)
        if token.used_at is not None:
            logger.info("refresh answer was lost family=%s", token.family_id)
            people.withdraw_successors(session, refresh_hash)
        found = _live_family(session, token.family_id)
        if found is None or token.expires_at <= now or ends_at(found[0]) <= now:
            return Rejected(ProblemCode.NOT_SIGNED_IN)
        people.note_use(session, token, now)
        family, user = found
        return issue_tokens(session, family, user, now, parent_hash=refresh_hash)


def _note_reuse(session: DatabaseSession, family_id: str, now: datetime) -> None:
    family = people.find_family(session, family_id)
    actor = Actor()
    if family is not None:
        actor = Actor(user_id=family.user_id, site_id=family.site_id, room_id=family.room_id)
    note(session, now, Entry(action=Action.REFRESH, actor=actor, outcome="used_twice"))


def _live_family(session: DatabaseSession, family_id: str) -> tuple[FamilyRow, UserRow] | None:
    """The sign-in and its person, None when either is gone or the room was revoked."""
    family = people.find_family(session, family_id)
    if family is None or family.revoked_at is not None:
        return None
    user = people.find_user(session, family.user_id)
    if user is None or not people.may_sign_in(session, family.user_id, family.site_id):
        return None
    if rooms.is_revoked(session, family.room_id):
        return None
    return family, user


def _left(user: UserRow) -> int:
    """Attempts before the next lock."""
    return -user.failed_attempts % MAX_PIN_ATTEMPTS


def _is_open_again(session: DatabaseSession, user: UserRow, now: datetime) -> bool:
    """A PIN that was closed opens with time, or by the account of who has one: only by that."""
    if user.locked_until is None or user.locked_until > now:
        return False
    return accounts.account_of(session, user.user_id) is None
