"""Accounts given and taken by the administration."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.cityserver.admin.accounts import (
    AccountRefused,
    AccountSet,
    NewAccount,
    remove_account,
    set_account,
)
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.secrets.account_keys import ACCOUNT_KEY_FILE, AccountKeys
from desktop.cityserver.store.access import accounts, people
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.tables.audit import AuditRow
from desktop.cityserver.store.tables.people import AccountRow, FamilyRow
from desktop.domain.ids import UserId
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_accounts import PASSWORD, WRONG_PASSWORD
from tests.rigs.city.running_city_server import LEADER, OFFICER
from tests.samples.kdf_cost import CHEAP_PINS

pytestmark = pytest.mark.unit

Give = Callable[..., AccountSet]


@pytest.fixture
def keys(config: CityServerConfig) -> AccountKeys:
    return AccountKeys(config.folder)


@pytest.fixture
def give(city: Database, keys: AccountKeys) -> Give:
    def run(user_id: UserId = OFFICER, password: str = PASSWORD, **more: Any) -> AccountSet:
        return set_account(
            city, keys, NewAccount(user_id=user_id, password=password, **more), pins=CHEAP_PINS
        )

    return run


def row_of(city: Database, user_id: UserId = OFFICER) -> AccountRow:
    with city.read() as session:
        return session.get_one(AccountRow, user_id)


def test_a_first_account_is_named_as_the_person_and_gets_an_app(city: Database, give: Give) -> None:
    found = give()
    assert found.login_name == OFFICER
    assert found.app_address is not None
    assert found.app_address.startswith("otpauth://totp/")
    assert row_of(city).password_hash.startswith("$argon2id$")


def test_a_new_password_keeps_name_app_and_spent_codes(city: Database, give: Give) -> None:
    give(login_name="Lan.NT")
    with city.write() as session:
        session.get_one(AccountRow, OFFICER).totp_step = 77
    former = row_of(city)
    found = give(password=WRONG_PASSWORD)
    assert (found.login_name, found.app_address) == ("lan.nt", None)
    now = row_of(city)
    assert now.password_hash != former.password_hash
    assert (now.totp_sealed, now.totp_step) == (former.totp_sealed, 77)


def test_a_new_app_is_given_on_demand(city: Database, give: Give) -> None:
    first = give()
    former = row_of(city).totp_sealed
    second = give(has_new_app=True)
    assert second.app_address not in {None, first.app_address}
    assert row_of(city).totp_sealed != former


@pytest.mark.parametrize("stays", [False, True])
def test_a_new_password_signs_the_person_out_unless_told_not_to(
    city: Database, give: Give, stays: bool
) -> None:
    give()
    with city.write() as session:
        people.add_family(
            session,
            FamilyRow(
                family_id="f",
                user_id=OFFICER,
                site_id="s",
                room_id="r",
                created_at=FakeClock().now(),
            ),
        )
    give(password=WRONG_PASSWORD, stays_signed_in=stays)
    with city.read() as session:
        assert (len(people.living_sign_ins(session, OFFICER)) == 1) is stays


@pytest.mark.parametrize("fault", ["lost key", "damaged"])
def test_an_app_that_no_code_of_fits_any_more_is_not_kept(
    city: Database,
    config: CityServerConfig,
    give: Give,
    caplog: pytest.LogCaptureFixture,
    fault: str,
) -> None:
    give()
    if fault == "lost key":
        (config.folder / ACCOUNT_KEY_FILE).unlink()
    else:
        with city.write() as session:
            session.get_one(AccountRow, OFFICER).totp_sealed += "x"
    former = row_of(city)
    with pytest.raises(AccountRefused, match="app_unreadable"):
        give(password=WRONG_PASSWORD)
    assert row_of(city).password_hash == former.password_hash
    assert OFFICER not in caplog.text
    assert "key=" in caplog.text
    assert give(password=WRONG_PASSWORD, has_new_app=True).app_address is not None
    assert give().app_address is None


@pytest.mark.parametrize(
    ("user_id", "password", "login_name", "word"),
    [
        (UserId("nobody"), PASSWORD, None, "no_user"),
        (OFFICER, PASSWORD, "x", "bad_login_name"),
        (OFFICER, PASSWORD, "Nguyễn", "bad_login_name"),
        (OFFICER, "quá ngắn", None, "length"),
        (OFFICER, "x" * 129, None, "length"),
        (OFFICER, "mật khẩu\tcó phím tab", None, "unprintable"),
        (OFFICER, "tôi là lan.nt đây", "lan.nt", "holds_login_name"),
        (OFFICER, PASSWORD, "taken", "login_name_taken"),
    ],
)
def test_what_is_wrong_changes_nothing(
    city: Database,
    give: Give,
    user_id: UserId,
    password: str,
    login_name: str | None,
    word: str,
) -> None:
    give(LEADER, login_name="taken")
    with pytest.raises(AccountRefused) as refused:
        give(user_id, password, login_name=login_name)
    assert refused.value.word == word
    with city.read() as session:
        assert [one.user_id for one in session.scalars(select(AccountRow))] == [LEADER]


def test_an_account_is_taken_away_once(city: Database, give: Give) -> None:
    give()
    assert remove_account(city, OFFICER)
    assert not remove_account(city, OFFICER)
    with city.read() as session:
        assert accounts.account_of(session, OFFICER) is None
        told = session.scalars(select(AuditRow).order_by(AuditRow.seq.desc()).limit(2)).all()
    assert [(one.action, one.subject_id) for one in told] == [
        ("remove_account", OFFICER),
        ("set_account", OFFICER),
    ]


def test_an_account_removed_while_its_password_is_changed_stays_removed(
    city: Database, keys: AccountKeys, give: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    give()
    find = accounts.find_account

    def remove_first(session: Session, login_name: str) -> AccountRow | None:
        accounts.remove_account(session, OFFICER)
        return find(session, login_name)

    monkeypatch.setattr(accounts, "find_account", remove_first)
    with pytest.raises(AccountRefused, match="no_account"):
        give(password=WRONG_PASSWORD)


def test_new_accounts_are_never_printed() -> None:
    assert PASSWORD not in repr(NewAccount(user_id=OFFICER, password=PASSWORD))
