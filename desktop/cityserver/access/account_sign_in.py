"""Sign-in by city account: login name, password and a code of the person's authenticator app."""

import logging
from datetime import datetime

from desktop.cityserver.access.account_attempts import count_attempt, forgive_attempts
from desktop.cityserver.access.admission import admit, note_refusal
from desktop.cityserver.access.callers import Room, actor_at, locked
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.secrets.account_keys import AccountKeys
from desktop.cityserver.secrets.pins import Pins
from desktop.cityserver.secrets.totp import new_secret, step_of
from desktop.cityserver.store.access import accounts, people
from desktop.cityserver.store.audit import Action, Entry, note
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.tables.people import AccountRow
from desktop.contract.access import TokenGrant
from desktop.contract.problem import ProblemCode
from desktop.domain.access.account import (
    AccountCredentials,
    is_login_name,
    plain_login_name,
    plain_password,
)
from desktop.domain.access.pin import pin_fault
from desktop.domain.clock import Clock

logger = logging.getLogger(__name__)

BY_ACCOUNT = "account"
"""Kind of such a sign-in in the audit log; one by PIN has none."""


class Accounts:
    """Lets people in by account. Thread: any; every method may wait for the disk."""

    def __init__(self, *, database: Database, clock: Clock, pins: Pins, keys: AccountKeys) -> None:
        self._database = database
        self._clock = clock
        self._pins = pins
        self._keys = keys
        self._nobodys_secret = new_secret()

    def sign_in(self, room: Room, shown: AccountCredentials) -> TokenGrant:
        """Let a person in, open their PIN if it was closed, and take a new one if they gave it.

        Raises:
            Rejected: wrong_credentials, the same whatever was wrong; too_many_attempts with
                Retry-After; forbidden for a right account that is not on the site's list;
                bad_request for a new PIN that a stranger would try first.
        """
        if shown.new_pin is not None and pin_fault(shown.new_pin) is not None:
            raise Rejected(ProblemCode.BAD_REQUEST, detail="new_pin")
        login_name = plain_login_name(shown.login_name)
        account = self._counted(room, login_name)
        step = self._proved_step(account, shown)
        new_pin_hash = None
        if step is not None and shown.new_pin is not None:
            new_pin_hash = self._pins.hash(shown.new_pin)
        with self._database.write() as session:
            found: TokenGrant | ProblemCode = ProblemCode.WRONG_CREDENTIALS
            if account is not None and step is not None:
                found = self._let_in(session, room, account, step, new_pin_hash)
            if isinstance(found, ProblemCode):
                user_id = account.user_id if account is not None else ""
                _note(session, self._clock.now(), room, user_id, found)
        if isinstance(found, ProblemCode):
            logger.info("account sign-in refused site=%s room=%s", room.site_id, room.room_id)
            raise Rejected(found)
        logger.info("signed in by account site=%s room=%s", room.site_id, room.room_id)
        return found

    def _counted(self, room: Room, login_name: str) -> AccountRow | None:
        """The attempt is on the disk before password and code are looked at."""
        now = self._clock.now()
        with self._database.write() as session:
            until = count_attempt(session, login_name, room.room_id, now)
            is_name = is_login_name(login_name)
            account = accounts.find_account(session, login_name) if is_name else None
            if until is not None:
                user_id = account.user_id if account is not None else ""
                _note(session, now, room, user_id, ProblemCode.TOO_MANY_ATTEMPTS)
        if until is not None:
            raise locked(until, now)
        return account

    def _proved_step(self, account: AccountRow | None, shown: AccountCredentials) -> int | None:
        """The step of the code when all fits. Whatever is wrong, the same work is done."""
        password = plain_password(shown.password)
        is_right = self._pins.is_right(account.password_hash if account else None, password)
        secret = None
        if account is not None:
            secret = self._keys.open(account.user_id, account.totp_sealed)
        step = step_of(secret or self._nobodys_secret, shown.code, self._clock.now())
        return step if is_right and secret is not None else None

    def _let_in(
        self,
        session: DatabaseSession,
        room: Room,
        proved: AccountRow,
        step: int,
        new_pin_hash: str | None,
    ) -> TokenGrant | ProblemCode:
        now = self._clock.now()
        account = accounts.account_of(session, proved.user_id)
        if account is None or account.password_hash != proved.password_hash:
            return ProblemCode.WRONG_CREDENTIALS  # changed while it was checked
        if step <= account.totp_step:
            return ProblemCode.WRONG_CREDENTIALS  # RFC 6238 §5.2: a code lets in once
        account.totp_step = step
        forgive_attempts(session, account.login_name, room.room_id)
        others = people.living_sign_ins(session, account.user_id)
        grant = admit(session, room, account.user_id, kind=BY_ACCOUNT, now=now)
        if grant is None:
            return ProblemCode.FORBIDDEN
        if new_pin_hash is not None:
            _set_pin(session, room, account.user_id, new_pin_hash, now)
            for family_id in others:
                people.revoke_family(session, family_id, now)
        return grant


def _set_pin(
    session: DatabaseSession, room: Room, user_id: str, pin_hash: str, now: datetime
) -> None:
    people.set_pin(session, user_id, pin_hash)
    actor = actor_at(room, user_id)
    note(session, now, Entry(action=Action.SET_PIN, actor=actor, kind="user", subject_id=user_id))


def _note(
    session: DatabaseSession, now: datetime, room: Room, user_id: str, outcome: ProblemCode
) -> None:
    """What was typed is not in it: a password may have come into the field of the name."""
    note_refusal(session, room, user_id, kind=BY_ACCOUNT, outcome=outcome, now=now)
