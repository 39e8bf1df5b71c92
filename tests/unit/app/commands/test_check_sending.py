"""The check of a command reaches the city, or waits, or says why neither."""

from pathlib import Path

import pytest

from desktop.app.commands import check_sending
from desktop.app.commands.check_sending import RoomInUse, Sending, read_kept, send_check
from desktop.app.room.room_key import room_key_request
from desktop.app.services.device_choice import name_of
from desktop.cityserver.access.room_ca import check_request, ensure_room_ca
from desktop.domain.clock import SystemClock
from desktop.domain.devices.device import DeviceRole
from desktop.domain.errors import ProtocolError
from desktop.domain.ids import SiteId
from desktop.domain.room.measurements import RoomReport
from desktop.settings.secrets import load_or_create_room_key
from desktop.store.store import open_store
from desktop.sync.access.memory import AccessMemory
from desktop.sync.access.room_identity import RoomIdentity
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.fakes.fake_keyring import FakeKeyring
from tests.samples.checks import GOOD_ROOM, a_report

pytestmark = pytest.mark.unit

CLOCK = SystemClock()
TOKEN = "room-token"
SITE = SiteId("site-a")


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch) -> FakeKeyring:
    backend = FakeKeyring()
    monkeypatch.setattr(check_sending, "system_keyring", lambda: backend)
    return backend


@pytest.fixture
def api() -> FakeCityApi:
    city = FakeCity(clock=CLOCK)
    city.rooms[TOKEN] = SITE
    return FakeCityApi(city)


def bind(folder: Path, backend: FakeKeyring, token: str | None = TOKEN) -> None:
    """The program ran here once."""
    key = load_or_create_room_key(room_key_request(SITE, folder, folder / "copies"), backend)
    store = open_store(folder, key.key, CLOCK)
    AccessMemory(memory=store.memory).keep_room_token(token)
    store.close()


def a_check() -> RoomReport:
    return a_report(GOOD_ROOM, CLOCK.now())


def send(folder: Path, api: FakeCityApi) -> Sending:
    key = room_key_request(SITE, folder, folder / "copies")
    return send_check(a_check(), folder=folder, key=key, api=api, clock=CLOCK)


def test_it_is_sent_at_once(tmp_path: Path, backend: FakeKeyring, api: FakeCityApi) -> None:
    bind(tmp_path, backend)
    assert send(tmp_path, api) is Sending.SENT
    assert len(api.city.reports) == 1


def test_without_a_network_it_waits_and_goes_with_the_next_one(
    tmp_path: Path, backend: FakeKeyring, api: FakeCityApi
) -> None:
    bind(tmp_path, backend)
    api.is_reachable = False
    assert send(tmp_path, api) is Sending.KEPT
    api.is_reachable = True
    assert send(tmp_path, api) is Sending.SENT
    assert len(api.city.reports) == 2


def test_a_pc_that_never_met_a_city_makes_nothing(
    tmp_path: Path, backend: FakeKeyring, api: FakeCityApi
) -> None:
    assert send(tmp_path, api) is Sending.NOT_BOUND
    assert list(tmp_path.iterdir()) == []
    assert not backend.kept
    bind(tmp_path, backend, token=None)
    assert send(tmp_path, api) is Sending.NOT_BOUND


def test_a_running_program_keeps_its_store(
    tmp_path: Path, backend: FakeKeyring, api: FakeCityApi
) -> None:
    bind(tmp_path, backend)
    key = load_or_create_room_key(room_key_request(SITE, tmp_path, tmp_path / "copies"), backend)
    store = open_store(tmp_path, key.key, CLOCK)
    try:
        assert send(tmp_path, api) is Sending.PROGRAM_RUNS
        with pytest.raises(RoomInUse):
            read_kept(tmp_path, room_key_request(SITE, tmp_path, tmp_path / "copies"), CLOCK)
    finally:
        store.close()


def test_a_check_knows_the_rooms_token_and_its_chosen_devices(
    tmp_path: Path, backend: FakeKeyring
) -> None:
    bind(tmp_path, backend)
    key = room_key_request(SITE, tmp_path, tmp_path / "copies")
    store = open_store(tmp_path, load_or_create_room_key(key, backend).key, CLOCK)
    store.memory.keep(name_of(DeviceRole.CAMERA), "[]").result()
    identity = RoomIdentity(memory=store.memory)
    request = check_request(identity.request())
    ca = ensure_room_ca(tmp_path, CLOCK.now())
    identity.take(ca.issue(request, room_id="room", site_id=SITE, now=CLOCK.now()))
    store.close()
    kept = read_kept(tmp_path, key, CLOCK)
    assert kept.room_token == TOKEN
    assert kept.certificate is not None
    assert kept.certificate.version() == identity.version()
    assert kept.recall(name_of(DeviceRole.CAMERA)) == "[]"
    kept.remember(name_of(DeviceRole.MICROPHONE), "[]")
    assert kept.recall(name_of(DeviceRole.MICROPHONE)) is None
    assert read_kept(tmp_path / "nowhere", key, CLOCK).room_token is None


def test_without_its_key_nothing_is_opened(
    tmp_path: Path, backend: FakeKeyring, api: FakeCityApi
) -> None:
    bind(tmp_path, backend)
    backend.kept.clear()
    assert send(tmp_path, api) is Sending.NO_STORE
    assert not backend.kept


@pytest.mark.parametrize(
    ("code", "sending", "left"), [("tls", Sending.KEPT, 1), ("bad_request", Sending.REFUSED, 0)]
)
def test_a_portal_in_between_costs_no_report(
    tmp_path: Path, backend: FakeKeyring, api: FakeCityApi, code: str, sending: Sending, left: int
) -> None:
    bind(tmp_path, backend)
    api.failures = [ProtocolError(code)]
    assert send(tmp_path, api) is sending
    assert not api.city.reports
    assert send(tmp_path, api) is Sending.SENT
    assert len(api.city.reports) == 1 + left


def test_a_pc_the_city_has_forgotten_keeps_it(
    tmp_path: Path, backend: FakeKeyring, api: FakeCityApi
) -> None:
    bind(tmp_path, backend, token="forgotten")
    assert send(tmp_path, api) is Sending.KEPT
