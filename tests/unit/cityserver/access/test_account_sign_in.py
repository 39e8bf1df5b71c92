"""Sign-in by account: what lets in, what does not, how often, and what is left of it."""

import threading
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from typing_extensions import override

from desktop.cityserver.access import account_attempts as attempts
from desktop.cityserver.access.access import Access
from desktop.cityserver.access.account_sign_in import Accounts
from desktop.cityserver.access.callers import Room
from desktop.cityserver.admin.accounts import NewAccount, set_account
from desktop.cityserver.admin.city import NewUser, create_user, issue_enrol_code, open_city
from desktop.cityserver.backup.restoring import restore_backup
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.secrets.account_keys import ACCOUNT_KEY_FILE, AccountKeys
from desktop.cityserver.secrets.pins import Pins
from desktop.cityserver.store.access import accounts as account_store
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.tables.audit import AuditRow
from desktop.cityserver.store.tables.people import AttemptRow, UserRow
from desktop.contract.access import TokenGrant
from desktop.contract.problem import ProblemCode
from desktop.domain.access.account import AccountCredentials
from desktop.domain.access.kdf_cost import KdfCost
from desktop.domain.access.person import MAX_PIN_ATTEMPTS, Role
from desktop.domain.ids import SiteId, UserId
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_accounts import PASSWORD, WRONG_PASSWORD, AuthenticatorApp, give_account
from tests.rigs.city.city_keeper import Keeper
from tests.rigs.city.running_city_server import CLERK, COMMUNE, HQ, LEADER, OFFICER, PIN
from tests.samples.kdf_cost import CHEAP_PINS, CHEAPEST_KDF_COST

pytestmark = pytest.mark.unit

NEW_PIN = "975310"
LOGIN_NAME = "lan.nt"


@pytest.fixture
def app(city: Database, config: CityServerConfig) -> AuthenticatorApp:
    return give_account(city, config.folder, OFFICER)


@pytest.fixture
def access(city: Database, clock: FakeClock) -> Access:
    return Access(database=city, clock=clock, pins=CHEAP_PINS)


@pytest.fixture
def accounts(city: Database, config: CityServerConfig, clock: FakeClock) -> Accounts:
    keys = AccountKeys(config.folder)
    return Accounts(database=city, clock=clock, pins=CHEAP_PINS, keys=keys)


def room_at(access: Access, city: Database, clock: FakeClock, site_id: SiteId) -> Room:
    return access.room_of(access.enrol(issue_enrol_code(city, site_id, clock=clock), site_id))


@pytest.fixture
def room(access: Access, city: Database, clock: FakeClock) -> Room:
    return room_at(access, city, clock, COMMUNE)


def shown(app: AuthenticatorApp, at: datetime, *, later_s: float = 0.0) -> AccountCredentials:
    """What lets in at this moment."""
    code = app.code(at, later_s=later_s)
    return AccountCredentials(login_name=LOGIN_NAME, password=PASSWORD, code=code)


def refused(accounts: Accounts, room: Room, credentials: AccountCredentials) -> Rejected:
    with pytest.raises(Rejected) as rejected:
        accounts.sign_in(room, credentials)
    return rejected.value


def sign_in_entries(city: Database) -> list[tuple[str, str, str, str]]:
    query = select(AuditRow).where(AuditRow.kind == "account").order_by(AuditRow.seq)
    with city.read() as session:
        rows = session.scalars(query).all()
    return [(one.action, one.user_id, one.room_id, one.outcome) for one in rows]


# ---- who gets in -----------------------------------------------------------------------------


def test_name_password_and_code_let_in_like_a_pin(
    accounts: Accounts, access: Access, room: Room, app: AuthenticatorApp, clock: FakeClock
) -> None:
    grant = accounts.sign_in(room, shown(app, clock.now()))
    person = access.person_of(grant.access_token)
    assert (person.user_id, person.role, person.site_id) == (OFFICER, Role.ROOM_OFFICER, COMMUNE)
    assert access.refresh(grant.refresh_token).user_id == OFFICER


def test_the_name_may_be_typed_in_capitals_and_the_password_composed_otherwise(
    accounts: Accounts, room: Room, app: AuthenticatorApp, clock: FakeClock
) -> None:
    typed = replace(
        shown(app, clock.now()), login_name=" Lan.NT", password="hoa phươ\u0323ng đỏ 1955"
    )
    assert accounts.sign_in(room, typed).user_id == OFFICER


@pytest.mark.parametrize("wrong", ["login_name", "password", "code", "all"])
def test_whatever_is_wrong_the_answer_is_the_same(
    accounts: Accounts, room: Room, app: AuthenticatorApp, clock: FakeClock, wrong: str
) -> None:
    right = shown(app, clock.now())
    changes = {
        "login_name": "nobody",
        "password": WRONG_PASSWORD,
        "code": app.wrong_code(clock.now()),
    }
    if wrong != "all":
        changes = {wrong: changes[wrong]}
    rejected = refused(accounts, room, replace(right, **changes))
    assert rejected.code is ProblemCode.WRONG_CREDENTIALS
    assert (rejected.status, rejected.attempts_left, rejected.headers) == (401, None, {})
    assert accounts.sign_in(room, right).user_id == OFFICER


@pytest.mark.parametrize("login_name", ["", " ", "lan nt", "lấn", "x" * 300, "a\0b", "'; --"])
def test_what_cannot_be_a_name_is_wrong_like_any_other(
    accounts: Accounts, room: Room, app: AuthenticatorApp, clock: FakeClock, login_name: str
) -> None:
    odd = replace(shown(app, clock.now()), login_name=login_name)
    assert refused(accounts, room, odd).code is ProblemCode.WRONG_CREDENTIALS


def test_a_pin_is_no_password_and_a_user_id_no_login_name(
    accounts: Accounts, room: Room, app: AuthenticatorApp, clock: FakeClock
) -> None:
    for change in ({"password": PIN}, {"login_name": OFFICER}):
        odd = replace(shown(app, clock.now()), **change)
        assert refused(accounts, room, odd).code is ProblemCode.WRONG_CREDENTIALS


def test_who_is_not_on_the_list_of_the_site_is_told_so_once_all_is_right(
    accounts: Accounts,
    access: Access,
    city: Database,
    app: AuthenticatorApp,
    clock: FakeClock,
) -> None:
    elsewhere = room_at(access, city, clock, HQ)
    wrong = replace(shown(app, clock.now()), password=WRONG_PASSWORD)
    assert refused(accounts, elsewhere, wrong).code is ProblemCode.WRONG_CREDENTIALS
    right = shown(app, clock.now())
    assert refused(accounts, elsewhere, right).code is ProblemCode.FORBIDDEN
    # the code is spent all the same
    assert refused(accounts, elsewhere, right).code is ProblemCode.WRONG_CREDENTIALS


def test_an_account_without_its_person_lets_nobody_in(
    accounts: Accounts, room: Room, city: Database, app: AuthenticatorApp, clock: FakeClock
) -> None:
    with city.write() as session:
        session.delete(session.get_one(UserRow, OFFICER))
    assert refused(accounts, room, shown(app, clock.now())).code is ProblemCode.FORBIDDEN


# ---- the code --------------------------------------------------------------------------------


def test_a_code_lets_in_once(
    accounts: Accounts, room: Room, app: AuthenticatorApp, clock: FakeClock
) -> None:
    used = shown(app, clock.now())
    accounts.sign_in(room, used)
    assert refused(accounts, room, used).code is ProblemCode.WRONG_CREDENTIALS
    clock.advance(30.0)
    assert refused(accounts, room, used).code is ProblemCode.WRONG_CREDENTIALS
    assert accounts.sign_in(room, shown(app, clock.now())).user_id == OFFICER


def test_no_code_before_one_that_was_used_lets_in(
    accounts: Accounts, room: Room, app: AuthenticatorApp, clock: FakeClock
) -> None:
    accounts.sign_in(room, shown(app, clock.now(), later_s=30.0))
    for later_s in (-30.0, 0.0, 30.0):
        older = shown(app, clock.now(), later_s=later_s)
        assert refused(accounts, room, older).code is ProblemCode.WRONG_CREDENTIALS


@pytest.mark.parametrize(
    ("later_s", "lets_in"), [(-60.0, False), (-30.0, True), (30.0, True), (60.0, False)]
)
def test_a_telephone_may_be_one_step_off(
    accounts: Accounts,
    room: Room,
    app: AuthenticatorApp,
    clock: FakeClock,
    later_s: float,
    *,
    lets_in: bool,
) -> None:
    credentials = shown(app, clock.now(), later_s=later_s)
    if lets_in:
        assert accounts.sign_in(room, credentials).user_id == OFFICER
    else:
        assert refused(accounts, room, credentials).code is ProblemCode.WRONG_CREDENTIALS


def test_one_code_in_the_same_instant_at_two_doors_lets_one_in(
    accounts: Accounts, room: Room, app: AuthenticatorApp, clock: FakeClock
) -> None:
    used = shown(app, clock.now())
    outcomes: list[TokenGrant | ProblemCode] = []
    start = threading.Barrier(4)

    def enter() -> None:
        start.wait()
        try:
            outcomes.append(accounts.sign_in(room, used))
        except Rejected as rejected:
            outcomes.append(rejected.code)

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(one, TokenGrant) for one in outcomes) == 1
    assert outcomes.count(ProblemCode.WRONG_CREDENTIALS) == 3


def test_a_password_changed_while_it_is_checked_lets_nobody_in(
    city: Database, config: CityServerConfig, room: Room, app: AuthenticatorApp, clock: FakeClock
) -> None:
    class SlowPins(Pins):
        @override
        def is_right(self, pin_hash: str | None, pin: str) -> bool:
            is_right = super().is_right(pin_hash, pin)
            new = NewAccount(user_id=OFFICER, password="một mật khẩu khác")
            set_account(city, AccountKeys(config.folder), new, pins=CHEAP_PINS)
            return is_right

    keys = AccountKeys(config.folder)
    slow = Accounts(database=city, clock=clock, pins=SlowPins(cost=CHEAPEST_KDF_COST), keys=keys)
    assert refused(slow, room, shown(app, clock.now())).code is ProblemCode.WRONG_CREDENTIALS


def test_a_lost_key_lets_nobody_in(
    accounts: Accounts,
    config: CityServerConfig,
    room: Room,
    app: AuthenticatorApp,
    clock: FakeClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (config.folder / ACCOUNT_KEY_FILE).unlink()
    rejected = refused(accounts, room, shown(app, clock.now()))
    assert rejected.code is ProblemCode.WRONG_CREDENTIALS
    assert "account key not here" in caplog.text


# ---- how often -------------------------------------------------------------------------------


@pytest.mark.parametrize("login_name", [LOGIN_NAME, "nobody"])
def test_five_wrong_ones_lock_the_name_for_five_minutes_whether_there_is_one_or_not(
    accounts: Accounts, room: Room, app: AuthenticatorApp, clock: FakeClock, login_name: str
) -> None:
    wrong = replace(shown(app, clock.now()), login_name=login_name, password=WRONG_PASSWORD)
    for _ in range(attempts.MAX_ATTEMPTS):
        assert refused(accounts, room, wrong).code is ProblemCode.WRONG_CREDENTIALS
    right = replace(shown(app, clock.now()), login_name=login_name)
    locked = refused(accounts, room, right)
    assert locked.code is ProblemCode.TOO_MANY_ATTEMPTS
    assert (locked.attempts_left, locked.headers) == (0, {"Retry-After": "300"})
    clock.advance(attempts.LOCK_S - 1)
    assert refused(accounts, room, right).headers == {"Retry-After": "1"}
    clock.advance(1)
    again = replace(shown(app, clock.now()), login_name=login_name, password=WRONG_PASSWORD)
    assert refused(accounts, room, again).code is ProblemCode.WRONG_CREDENTIALS
    if login_name == LOGIN_NAME:
        assert accounts.sign_in(room, shown(app, clock.now())).user_id == OFFICER


def test_the_lock_holds_at_every_room(
    accounts: Accounts,
    access: Access,
    city: Database,
    app: AuthenticatorApp,
    clock: FakeClock,
) -> None:
    wrong = replace(shown(app, clock.now()), password=WRONG_PASSWORD)
    for _ in range(attempts.MAX_ATTEMPTS):
        refused(accounts, room_at(access, city, clock, COMMUNE), wrong)
    elsewhere = room_at(access, city, clock, COMMUNE)
    rejected = refused(accounts, elsewhere, shown(app, clock.now()))
    assert rejected.code is ProblemCode.TOO_MANY_ATTEMPTS


def test_guesses_side_by_side_are_counted_before_any_is_looked_at(
    accounts: Accounts, room: Room, app: AuthenticatorApp, clock: FakeClock
) -> None:
    wrong = replace(shown(app, clock.now()), password=WRONG_PASSWORD)
    codes: list[ProblemCode] = []

    def guess() -> None:
        codes.append(refused(accounts, room, wrong).code)

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes.count(ProblemCode.WRONG_CREDENTIALS) == attempts.MAX_ATTEMPTS
    assert codes.count(ProblemCode.TOO_MANY_ATTEMPTS) == 12 - attempts.MAX_ATTEMPTS


def test_a_right_sign_in_forgives_the_wrong_ones_before(
    accounts: Accounts, room: Room, app: AuthenticatorApp, clock: FakeClock, city: Database
) -> None:
    wrong = replace(shown(app, clock.now()), password=WRONG_PASSWORD)
    for _ in range(attempts.MAX_ATTEMPTS - 1):
        refused(accounts, room, wrong)
    accounts.sign_in(room, shown(app, clock.now()))
    for _ in range(attempts.MAX_ATTEMPTS - 1):
        refused(accounts, room, wrong)
    clock.advance(30.0)
    assert accounts.sign_in(room, shown(app, clock.now())).user_id == OFFICER
    with city.read() as session:
        counted = [one.failed_attempts for one in session.scalars(select(AttemptRow))]
    assert counted == [2 * (attempts.MAX_ATTEMPTS - 1)]  # those of the room


def test_a_room_that_tries_one_password_on_everybody_is_locked(
    accounts: Accounts,
    access: Access,
    city: Database,
    room: Room,
    app: AuthenticatorApp,
    clock: FakeClock,
) -> None:
    for number in range(attempts.MAX_ATTEMPTS_AT_ROOM):
        guess = replace(shown(app, clock.now()), login_name=f"name-{number}")
        assert refused(accounts, room, guess).code is ProblemCode.WRONG_CREDENTIALS
    right = shown(app, clock.now())
    assert refused(accounts, room, right).code is ProblemCode.TOO_MANY_ATTEMPTS
    assert accounts.sign_in(room_at(access, city, clock, COMMUNE), right).user_id == OFFICER
    clock.advance(attempts.LOCK_S)
    assert accounts.sign_in(room, shown(app, clock.now())).user_id == OFFICER


def test_attempts_are_forgotten_over_a_night(
    accounts: Accounts, room: Room, app: AuthenticatorApp, clock: FakeClock, city: Database
) -> None:
    for number in range(3):
        guess = replace(shown(app, clock.now()), login_name=f"name-{number}")
        refused(accounts, room, guess)
    clock.advance(attempts.MEMORY_S + 1)
    accounts.sign_in(room, shown(app, clock.now()))
    with city.read() as session:
        assert session.query(AttemptRow).count() == 1


def test_a_name_that_nobody_has_takes_as_long_as_a_wrong_password(
    accounts: Accounts,
    room: Room,
    app: AuthenticatorApp,
    clock: FakeClock,
    derivations: list[KdfCost],
) -> None:
    """Nearly all of the time is the key derivation: one, of the same cost, in either case."""
    wrong = replace(shown(app, clock.now()), password=WRONG_PASSWORD)
    derivations.clear()
    refused(accounts, room, wrong)
    assert derivations == [CHEAPEST_KDF_COST]
    refused(accounts, room, replace(wrong, login_name="nobody"))
    assert derivations == [CHEAPEST_KDF_COST] * 2


# ---- PIN and account -------------------------------------------------------------------------


def close_pin(access: Access, room: Room) -> None:
    for _ in range(MAX_PIN_ATTEMPTS):
        with pytest.raises(Rejected):
            access.sign_in(room, OFFICER, "000000")


def pin_refusal(access: Access, room: Room, pin: str = PIN) -> Rejected:
    with pytest.raises(Rejected) as rejected:
        access.sign_in(room, OFFICER, pin)
    return rejected.value


def test_a_closed_pin_of_who_has_an_account_opens_by_the_account_alone(
    accounts: Accounts, access: Access, room: Room, app: AuthenticatorApp, clock: FakeClock
) -> None:
    close_pin(access, room)
    assert pin_refusal(access, room).headers == {"Retry-After": "300"}
    clock.advance(attempts.LOCK_S * 10)
    closed = pin_refusal(access, room)
    assert (closed.code, closed.attempts_left) == (ProblemCode.TOO_MANY_ATTEMPTS, 0)
    assert closed.headers == {}  # time alone does not open it
    accounts.sign_in(room, shown(app, clock.now()))
    assert access.sign_in(room, OFFICER, PIN).user_id == OFFICER


def test_wrong_passwords_do_not_close_the_pin_and_wrong_pins_not_the_account(
    accounts: Accounts, access: Access, room: Room, app: AuthenticatorApp, clock: FakeClock
) -> None:
    wrong = replace(shown(app, clock.now()), password=WRONG_PASSWORD)
    for _ in range(attempts.MAX_ATTEMPTS):
        refused(accounts, room, wrong)
    assert access.sign_in(room, OFFICER, PIN).user_id == OFFICER
    clock.advance(attempts.LOCK_S)
    close_pin(access, room)
    assert accounts.sign_in(room, shown(app, clock.now())).user_id == OFFICER


def test_a_refused_account_opens_no_pin(
    accounts: Accounts, access: Access, room: Room, app: AuthenticatorApp, clock: FakeClock
) -> None:
    close_pin(access, room)
    new_pin = replace(shown(app, clock.now()), password=WRONG_PASSWORD, new_pin=NEW_PIN)
    refused(accounts, room, new_pin)
    for pin in (PIN, NEW_PIN):
        assert pin_refusal(access, room, pin).code is ProblemCode.TOO_MANY_ATTEMPTS


def test_a_new_pin_holds_at_every_room_and_the_old_one_no_more(
    accounts: Accounts,
    access: Access,
    city: Database,
    room: Room,
    app: AuthenticatorApp,
    clock: FakeClock,
) -> None:
    accounts.sign_in(room, replace(shown(app, clock.now()), new_pin=NEW_PIN))
    elsewhere = room_at(access, city, clock, COMMUNE)
    assert access.sign_in(elsewhere, OFFICER, NEW_PIN).user_id == OFFICER
    assert pin_refusal(access, elsewhere).code is ProblemCode.WRONG_PIN


def test_a_person_whose_pin_is_given_anew_keeps_the_account(
    accounts: Accounts, city: Database, room: Room, app: AuthenticatorApp, clock: FakeClock
) -> None:
    user = NewUser(
        user_id=OFFICER, display_name="Cán bộ", role=Role.LEADER, pin=NEW_PIN, site_ids=(COMMUNE,)
    )
    create_user(city, user, pins=CHEAP_PINS)
    assert accounts.sign_in(room, shown(app, clock.now())).role == Role.LEADER


def test_a_new_pin_ends_the_sign_ins_elsewhere_but_not_this_one(
    accounts: Accounts, access: Access, room: Room, app: AuthenticatorApp, clock: FakeClock
) -> None:
    elsewhere = access.sign_in(room, OFFICER, PIN)
    here = accounts.sign_in(room, replace(shown(app, clock.now()), new_pin=NEW_PIN))
    assert access.person_of(here.access_token).user_id == OFFICER
    with pytest.raises(Rejected):
        access.person_of(elsewhere.access_token)


@pytest.mark.parametrize("easy", ["123456", "111111", "121212"])
def test_a_new_pin_that_anybody_would_guess_is_not_taken(
    accounts: Accounts,
    access: Access,
    room: Room,
    app: AuthenticatorApp,
    clock: FakeClock,
    easy: str,
) -> None:
    odd = replace(shown(app, clock.now()), new_pin=easy)
    assert refused(accounts, room, odd).code is ProblemCode.BAD_REQUEST
    assert access.sign_in(room, OFFICER, PIN).user_id == OFFICER
    assert accounts.sign_in(room, shown(app, clock.now())).user_id == OFFICER


# ---- what is left of it ----------------------------------------------------------------------


def test_every_attempt_is_an_entry_and_names_nothing_that_was_typed(
    accounts: Accounts,
    city: Database,
    room: Room,
    app: AuthenticatorApp,
    clock: FakeClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    typed_wrong = replace(shown(app, clock.now()), login_name=PASSWORD)
    refused(accounts, room, typed_wrong)
    accounts.sign_in(room, replace(shown(app, clock.now()), new_pin=NEW_PIN))
    for _ in range(attempts.MAX_ATTEMPTS + 1):
        refused(accounts, room, shown(app, clock.now()))
    assert sign_in_entries(city) == [
        ("sign_in", "", room.room_id, "wrong_credentials"),
        ("sign_in", OFFICER, room.room_id, "done"),
        *[("sign_in", OFFICER, room.room_id, "wrong_credentials")] * 5,
        ("sign_in", OFFICER, room.room_id, "too_many_attempts"),
    ]
    with city.read() as session:
        set_pin = session.scalars(select(AuditRow).where(AuditRow.action == "set_pin")).all()
        everything = str([vars(one) for one in session.scalars(select(AuditRow))])
    assert [(one.kind, one.subject_id, one.user_id) for one in set_pin] == [
        ("user", OFFICER, OFFICER)
    ]
    for secret in (PASSWORD, app.secret, typed_wrong.code, NEW_PIN, LOGIN_NAME):
        assert secret not in everything
        assert secret not in caplog.text


def test_a_copy_of_the_database_holds_neither_password_nor_secret(
    accounts: Accounts,
    city: Database,
    config: CityServerConfig,
    room: Room,
    app: AuthenticatorApp,
    clock: FakeClock,
) -> None:
    credentials = shown(app, clock.now())
    accounts.sign_in(room, replace(credentials, new_pin=NEW_PIN))
    city.close()
    copies = [path for path in config.folder.iterdir() if path.name.startswith("city.db")]
    data = b"".join(path.read_bytes() for path in copies)
    assert LOGIN_NAME.encode() in data
    for secret in (PASSWORD, app.secret, credentials.code, NEW_PIN):
        assert secret.encode() not in data
    key = (config.folder / ACCOUNT_KEY_FILE).read_text().strip()
    assert key.encode() not in data
    assert bytes.fromhex(key) not in data


# ---- backups ---------------------------------------------------------------------------------


def test_accounts_of_a_lost_folder_come_back_with_their_apps(
    keeper: Keeper, app: AuthenticatorApp, tmp_path: Path
) -> None:
    keeper.back_up()
    elsewhere = CityServerConfig(folder=tmp_path / "elsewhere")
    restore_backup(elsewhere, keeper.backups, name=None, may_replace=False, clock=keeper.clock)
    key = elsewhere.folder / ACCOUNT_KEY_FILE
    assert key.stat().st_mode & 0o777 == 0o600
    clock = keeper.clock
    with open_city(elsewhere) as city:
        access = Access(database=city, clock=clock, pins=CHEAP_PINS)
        accounts = Accounts(
            database=city, clock=clock, pins=CHEAP_PINS, keys=AccountKeys(elsewhere.folder)
        )
        room = room_at(access, city, clock, COMMUNE)
        assert accounts.sign_in(room, shown(app, clock.now())).user_id == OFFICER


def test_a_restore_brings_back_no_old_password_and_no_code_that_was_used(
    keeper: Keeper, app: AuthenticatorApp
) -> None:
    keeper.back_up()
    clock, city = keeper.clock, keeper.city
    keys = AccountKeys(keeper.config.folder)
    access = Access(database=city, clock=clock, pins=CHEAP_PINS)
    accounts = Accounts(database=city, clock=clock, pins=CHEAP_PINS, keys=keys)
    room = room_at(access, city, clock, COMMUNE)
    used = shown(app, clock.now())
    accounts.sign_in(room, used)
    keeper.restore()
    assert refused(accounts, room, used).code is ProblemCode.WRONG_CREDENTIALS
    set_account(
        city, keys, NewAccount(user_id=OFFICER, password="một mật khẩu khác"), pins=CHEAP_PINS
    )
    keeper.restore()
    clock.advance(60.0)
    assert refused(accounts, room, shown(app, clock.now())).code is ProblemCode.WRONG_CREDENTIALS
    new = replace(shown(app, clock.now()), password="một mật khẩu khác")
    assert accounts.sign_in(room, new).user_id == OFFICER


def test_others_keep_their_accounts(
    accounts: Accounts,
    access: Access,
    city: Database,
    config: CityServerConfig,
    app: AuthenticatorApp,
    clock: FakeClock,
) -> None:
    clerk = give_account(city, config.folder, CLERK, login_name="van-thu")
    hq = room_at(access, city, clock, HQ)
    of_clerk = replace(shown(clerk, clock.now()), login_name="van-thu")
    assert accounts.sign_in(hq, of_clerk).user_id == CLERK
    mixed = replace(shown(clerk, clock.now(), later_s=30.0), login_name=LOGIN_NAME)
    assert refused(accounts, hq, mixed).code is ProblemCode.WRONG_CREDENTIALS
    with city.read() as session:
        assert account_store.account_of(session, LEADER) is None
        assert account_store.find_account(session, "nobody") is None
    assert UserId(CLERK) != OFFICER
