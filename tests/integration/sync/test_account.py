"""A desk and the real city: five wrong PINs, then the account, a new PIN, and work goes on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.access.account import AccountCredentials
from desktop.domain.access.events import AccessChanged
from desktop.domain.clock import SystemClock
from desktop.domain.events import ActionFailed
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from tests.rigs.city.city_accounts import PASSWORD, AuthenticatorApp, give_account
from tests.rigs.city.running_city_server import COMMUNE, OFFICER, PIN, SESSION, RunningCityServer
from tests.rigs.desk.desk_sync import DeskSync, desk_sync, wait_until

pytestmark = pytest.mark.integration

NEW_PIN = "975310"


@pytest.fixture
def app(running_city_server: RunningCityServer) -> AuthenticatorApp:
    with running_city_server.administration() as database:
        return give_account(database, running_city_server.folder / "city", OFFICER)


@pytest.fixture
def desk(
    running_city_server: RunningCityServer, app: AuthenticatorApp, tmp_path: Path
) -> Iterator[DeskSync]:
    api = HttpCityApi(address=CityAddress(base_url=running_city_server.url), clock=SystemClock())
    code = running_city_server.new_enrol_code(COMMUNE)
    assert app.secret
    with desk_sync(tmp_path / "room", api, COMMUNE, enrol_code=code) as made:
        wait_until(lambda: len(made.access.officers()) > 0, "no sign-in list")
        yield made


def fail_by_pin(desk: DeskSync, pin: str) -> str:
    desk.events.clear()
    desk.access.sign_in(OFFICER, pin)
    return desk.events.wait_for(ActionFailed).code


def test_after_five_wrong_pins_the_account_opens_the_desk_and_brings_a_new_pin(
    desk: DeskSync, app: AuthenticatorApp, running_city_server: RunningCityServer
) -> None:
    assert [fail_by_pin(desk, "000000") for _ in range(5)] == ["D-102"] * 5
    assert fail_by_pin(desk, PIN) == "D-104"

    now = SystemClock().now()
    shown = AccountCredentials(
        login_name="lan.nt", password=PASSWORD, code=app.wrong_code(now), new_pin=NEW_PIN
    )
    desk.events.clear()
    desk.access.sign_in_account(shown)
    assert desk.events.wait_for(ActionFailed).code == "D-112"

    desk.access.sign_in_account(replace(shown, code=app.code(SystemClock().now(), later_s=30.0)))
    seat = desk.events.wait_for(AccessChanged).signed_in
    assert seat is not None
    assert (seat.officer.id, seat.is_offline) == (OFFICER, False)

    desk.minutes.save_line(desk.line("Sau khi đăng nhập", session_id=SESSION))
    wait_until(lambda: bool(desk.texts(SESSION)) and not desk.store.outbox.has_unsent())

    desk.access.sign_out()
    with running_city_server.offline():
        assert fail_by_pin(desk, PIN) == "D-102"
        desk.events.clear()
        desk.access.sign_in(OFFICER, NEW_PIN)
        offline = desk.events.wait_for(AccessChanged).signed_in
        assert offline is not None
        assert offline.is_offline
    for secret in (PASSWORD, NEW_PIN, app.secret):
        assert secret not in running_city_server.log
