"""City accounts, given and taken by the administration; see admin/city.py."""

from dataclasses import dataclass

from desktop.cityserver.access.account_attempts import forget_name
from desktop.cityserver.secrets.account_keys import AccountKeys
from desktop.cityserver.secrets.pins import Pins
from desktop.cityserver.secrets.totp import address_of, new_secret
from desktop.cityserver.store.access import accounts, people
from desktop.cityserver.store.audit import Action, note_command
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.tables.people import AccountRow
from desktop.domain.access.account import (
    PasswordFault,
    is_login_name,
    password_fault,
    plain_login_name,
    plain_password,
)
from desktop.domain.clock import Clock, SystemClock
from desktop.domain.errors import ReceptionError
from desktop.domain.ids import UserId


class AccountRefused(ReceptionError):
    """Nothing was changed.

    word: no_user, no_account, bad_login_name, login_name_taken, app_unreadable (the key that its
    secret was sealed with is not here), or a PasswordFault.
    """

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NewAccount:
    """A person's account, or a new password for it.

    login_name: None keeps the one there is, or takes the id of the person. has_new_app: also a new
    secret for the app; a first account always gets one. stays_signed_in: the person is not signed
    out by it.
    """

    user_id: UserId
    password: str
    login_name: str | None = None
    has_new_app: bool = False
    stays_signed_in: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSet:
    """What was set. app_address: for the app, to be shown once; None: the old secret goes on."""

    login_name: str
    app_address: str | None


def set_account(
    database: Database,
    keys: AccountKeys,
    new: NewAccount,
    *,
    pins: Pins,
    clock: Clock | None = None,
) -> AccountSet:
    """Give a person an account, or a new password. pins: makes its hash.

    The person is signed out everywhere, unless told not to.

    Raises:
        AccountRefused
    """
    password = plain_password(new.password)
    with database.read() as session:
        former = accounts.account_of(session, new.user_id)
        if people.find_user(session, new.user_id) is None:
            raise AccountRefused("no_user")
    login_name = plain_login_name(new.login_name or (former.login_name if former else new.user_id))
    _check(login_name, password)
    needs_app = former is None or new.has_new_app
    secret = new_secret() if needs_app else None
    password_hash = pins.hash(password)
    now = (clock or SystemClock()).now()
    with database.write() as session:
        holder = accounts.find_account(session, login_name)
        if holder is not None and holder.user_id != new.user_id:
            raise AccountRefused("login_name_taken")
        kept = accounts.account_of(session, new.user_id)
        account = AccountRow(
            user_id=new.user_id,
            login_name=login_name,
            password_hash=password_hash,
            totp_sealed=keys.seal(new.user_id, secret) if secret else _sealed(keys, kept),
            totp_step=0 if secret or kept is None else kept.totp_step,
        )
        accounts.save_account(session, account)
        forget_name(session, login_name)
        if not new.stays_signed_in:
            people.end_sign_ins_of(session, new.user_id, now)
        note_command(session, Action.SET_ACCOUNT, ("user", new.user_id))
    address = address_of(secret, login_name) if secret else None
    return AccountSet(login_name=login_name, app_address=address)


def remove_account(database: Database, user_id: UserId) -> bool:
    """The person signs in by PIN alone from now on; False when there was no account."""
    with database.write() as session:
        was_there = accounts.remove_account(session, user_id)
        if was_there:
            note_command(session, Action.REMOVE_ACCOUNT, ("user", user_id))
    return was_there


def _check(login_name: str, password: str) -> None:
    if not is_login_name(login_name):
        raise AccountRefused("bad_login_name")
    fault: PasswordFault | None = password_fault(password, login_name)
    if fault is not None:
        raise AccountRefused(fault)


def _sealed(keys: AccountKeys, kept: AccountRow | None) -> str:
    if kept is None:
        raise AccountRefused("no_account")  # removed meanwhile
    if keys.open(kept.user_id, kept.totp_sealed) is None:
        raise AccountRefused("app_unreadable")  # no code would ever fit
    return kept.totp_sealed
