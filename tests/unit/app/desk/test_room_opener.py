"""A room that is bound to a city: what its desk is built from, and what refuses to open."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from keyring.backend import KeyringBackend

from desktop.app.commands.check import city_address
from desktop.app.desk import command, room_opener, virtual_display
from desktop.app.desk.room_opener import NOT_BOUND, RoomOpener
from desktop.app.room.engine_options import engine_options
from desktop.app.room.escrow_keeper import read_escrow_file
from desktop.app.room.folders import RoomFolders
from desktop.app.wiring import city as wiring_of_city
from desktop.app.wiring import session as wiring_of_session
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.clock import SystemClock
from desktop.domain.errors import StorageError, UserFacingError
from desktop.domain.media.call import Rung
from desktop.session.channel import SessionChannel
from desktop.settings.escrow import FILE_NAME
from desktop.settings.load import LoadedSettings, Origin
from desktop.settings.model import KEYS, LargestPicture, PortRange, Settings
from desktop.settings.secrets import NO_KEYRING
from desktop.settings.sources import Source
from desktop.store.database.database import DATABASE_NAME
from desktop.sync.http.api import HttpCityApi
from tests.fakes.fake_keyring import keyring_named
from tests.rigs.city.city_keys import CITY_KEYS, LATER_KEYS

pytestmark = pytest.mark.unit

BOUND = Settings(
    server_url="https://tiepdan.example.vn",
    site_id="commune",
    enrol_code="once",
    ice_port_range=PortRange(50_000, 50_100),
    relay_only=True,
    support_phone="0000 000 000",
    device_cancels_echo=True,
    max_picture=LargestPicture.P480,
    max_video_kbps=600,
)


def opener(
    settings: Settings,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    backend: KeyringBackend | None = None,
    source: Source = Source.DEFAULT,
) -> RoomOpener:
    monkeypatch.setattr(room_opener, "system_keyring", lambda: backend)
    origins = dict.fromkeys(KEYS, Origin(source=source))
    loaded = LoadedSettings(settings=settings, origins=origins)
    return RoomOpener(
        loaded, RoomFolders(folder / "room", folder / "copies", folder / "logs"), SystemClock()
    )


@pytest.mark.parametrize("missing", ["server_url", "site_id"])
def test_a_room_that_is_not_bound_says_so_and_makes_nothing(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unbound = BOUND.model_copy(update={missing: None})
    with pytest.raises(UserFacingError) as refused:
        opener(unbound, tmp_path, monkeypatch).open()
    assert refused.value.code == NOT_BOUND
    assert list(tmp_path.iterdir()) == []


def test_a_real_room_never_keeps_its_key_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StorageError) as refused:
        opener(BOUND, tmp_path, monkeypatch).open()
    assert refused.value.code == NO_KEYRING


def test_no_new_key_is_made_where_copies_wait_for_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = keyring_named("keyring.backends.SecretService", "Keyring")
    kept = tmp_path / "copies" / "0123abcd" / "store-000001.db"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"of another key")
    with pytest.raises(StorageError):
        opener(BOUND, tmp_path, monkeypatch, backend).open()
    assert not (tmp_path / "room" / "store.db").exists()


def test_a_bound_room_opens_as_its_settings_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = keyring_named("keyring.backends.SecretService", "Keyring")
    opened = opener(BOUND, tmp_path, monkeypatch, backend).open()
    plan = opened.desk.plan
    assert (plan.own_site_id, plan.base_url) == ("commune", BOUND.server_url)
    assert plan.enrol_code() == "once"
    assert plan.engine.ice_port_range == (50_000, 50_100)
    assert plan.engine.relay_only
    assert plan.engine.allows_hardware
    assert plan.engine.device_cancels_echo
    assert (plan.engine.max_rung, plan.engine.max_video_kbps) == (Rung.P480, 600)
    assert not plan.engine.chooses_practice
    assert not opened.facts.is_practice
    assert [name for _, name in backend.kept] == ["room:commune", "room:commune:pins"]
    opened.close()


@pytest.mark.parametrize(("setting", "used"), [("system", True), ("none", False)])
def test_http_live_channel_and_room_check_go_through_one_proxy_of_the_system(
    *, setting: str, used: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    addresses: list[Any] = []
    lines: list[Any] = []
    monkeypatch.setattr(wiring_of_city, "HttpCityApi", told(HttpCityApi, addresses, "address"))
    monkeypatch.setattr(
        wiring_of_session, "SessionChannel", told(SessionChannel, lines, "settings")
    )
    backend = keyring_named("keyring.backends.SecretService", "Keyring")
    settings = BOUND.model_copy(update={"proxy": setting})
    opened = opener(settings, tmp_path, monkeypatch, backend).open()
    opened.desk.store.close()
    of_check = city_address(settings)
    assert of_check is not None
    proxies = {addresses[0].proxy, lines[0].proxy, of_check.proxy}
    assert proxies == {"http://proxy.example:3128" if used else None}


def told(make: Callable[..., Any], seen: list[Any], name: str) -> Callable[..., Any]:
    """The same maker, which leaves one argument in `seen`."""

    def makes(**arguments: Any) -> Any:
        seen.append(arguments[name])
        return make(**arguments)

    return makes


def test_a_bound_room_seals_its_key_for_the_city_and_says_when_other_keys_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = keyring_named("keyring.backends.SecretService", "Keyring")
    told = []
    for keys in (None, CITY_KEYS, LATER_KEYS):
        settings = BOUND.model_copy(update={"escrow_keys": keys})
        opened = opener(settings, tmp_path, monkeypatch, backend).open()
        escrow = read_escrow_file(tmp_path / "room" / FILE_NAME)
        told.append((opened.facts.is_escrow_changed, escrow and escrow.keys))
        opened.desk.store.close()
    assert told == [(False, None), (False, CITY_KEYS), (True, CITY_KEYS)]


@pytest.mark.parametrize("source", [Source.POLICY, Source.MACHINE])
def test_what_the_policy_says_of_echo_no_officer_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: Source
) -> None:
    backend = keyring_named("keyring.backends.SecretService", "Keyring")
    opened = opener(BOUND, tmp_path, monkeypatch, backend, source).open()
    assert opened.desk.services().echo.rule().is_locked is (source is Source.POLICY)
    opened.close()


def test_records_without_their_key_are_not_given_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = keyring_named("keyring.backends.SecretService", "Keyring")
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / DATABASE_NAME).touch()
    with pytest.raises(StorageError):
        opener(BOUND, tmp_path, monkeypatch, backend).open()
    assert backend.kept == {}


def test_without_a_screen_it_ends_with_a_word_and_its_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "current_has_display", lambda: False)
    code = command.run(argparse.Namespace(settings=None))
    assert code == ExitCode.MISSING_PREREQUISITE
    assert "Không có màn hình" in "".join(capsys.readouterr())
    assert not virtual_display.has_display({}, "linux")


def test_relays_in_tls_are_trusted_by_the_authority_of_the_city(tmp_path: Path) -> None:
    ca_file = tmp_path / "ca.pem"
    settings = BOUND.model_copy(update={"ca_file": ca_file})
    assert engine_options(settings).relay_ca_file == ca_file
    assert engine_options(BOUND).relay_ca_file is None
