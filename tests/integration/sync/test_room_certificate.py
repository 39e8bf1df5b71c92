"""A room's own program over TLS: its certificate comes, is renewed, and never stops local work."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.cityserver.access.room_ca import CA_FILE, check_request
from desktop.cityserver.admin.city import EnrolledPc, list_pcs, revoke_room
from desktop.cityserver.store.tables.rooms import RoomRow
from desktop.domain.clock import SystemClock
from desktop.domain.conduct.events import ChannelChanged, ChannelRefused
from desktop.domain.events import ActionFailed
from desktop.domain.ids import SessionId, new_id
from desktop.domain.sync.operation import RecordStorage
from desktop.session.channel import ChannelSettings, SessionChannel
from desktop.store.store import Store
from desktop.sync.access.room_identity import RoomIdentity
from desktop.sync.codes import AccessCode
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from tests.rigs.city.certified_city import CertifiedCity, certified_city
from tests.rigs.city.running_city_server import COMMUNE, OFFICER, PIN, SESSION
from tests.rigs.desk.desk_sync import DeskSync, desk_sync, wait_until
from tests.rigs.desk.event_recorder import EventRecorder

pytestmark = pytest.mark.integration


class Late:
    """A certificate of a store that is opened after the API was made."""

    def __init__(self) -> None:
        self.identity: RoomIdentity | None = None

    def take(self, store: Store) -> None:
        self.identity = RoomIdentity(memory=store.memory)

    def version(self) -> str | None:
        return None if self.identity is None else self.identity.version()

    def show_in(self, context: ssl.SSLContext) -> None:
        assert self.identity is not None
        self.identity.show_in(context)


@pytest.fixture
def city(tmp_path: Path) -> Iterator[CertifiedCity]:
    with certified_city(tmp_path / "certified", "tls") as running:
        yield running


class Room:
    """One desk without windows and what it shows."""

    def __init__(self, desk: DeskSync, api: HttpCityApi) -> None:
        self.desk = desk
        self.api = api
        self.identity = RoomIdentity(memory=desk.store.memory)

    def sign_in(self, pin: str = PIN) -> None:
        self.desk.events.clear()
        before = self.proof()
        self.desk.access.sign_in(OFFICER, pin)

        def is_in() -> bool:
            assert not self.desk.events.of(ActionFailed)
            return self.proof() not in {None, before}

        wait_until(is_in, "nobody signed in")

    def proof(self) -> int | None:
        signed_in = self.desk.access.signed_in()
        return None if signed_in is None else signed_in.proof

    def type_line(self, text: str) -> None:
        self.desk.minutes.save_line(self.desk.line(text, session_id=SESSION))
        wait_until(lambda: text in self.desk.texts(SESSION), "not written")

    def is_all_sent(self) -> bool:
        lines = self.desk.minutes.lines(SessionId(SESSION))
        return all(line.storage is RecordStorage.CITY for line in lines)


@contextmanager
def room(city: CertifiedCity, folder: Path, code: str | None) -> Iterator[Room]:
    assert city.files is not None
    late = Late()
    address = CityAddress(base_url=city.url, ca_file=city.files.ca_file)
    api = HttpCityApi(address=address, clock=SystemClock(), certificate=late)
    with desk_sync(folder, api, COMMUNE, enrol_code=code, on_opened=late.take) as desk:
        yield Room(desk, api)


def row_of(city: CertifiedCity) -> EnrolledPc:
    with city.administration() as database:
        return next(row for row in list_pcs(database) if row.site_id == COMMUNE)


def changed(city: CertifiedCity, change: Callable[[RoomRow], None]) -> None:
    with city.administration() as database, database.write() as session:
        change(session.get_one(RoomRow, row_of(city).room_id))


def aged(city: CertifiedCity, identity: RoomIdentity, days: int) -> str:
    """Put a certificate of this room that was issued so long ago in the place of its own."""
    then = SystemClock().now() - timedelta(days=days)
    key = check_request(identity.request())
    pem = city.authority().issue(key, room_id=row_of(city).room_id, site_id=COMMUNE, now=then)
    identity.take(pem)
    return pem


def test_a_room_enrols_signs_in_and_sends_with_its_certificate(
    city: CertifiedCity, tmp_path: Path
) -> None:
    with room(city, tmp_path / "room", city.new_enrol_code(COMMUNE)) as here:
        here.sign_in()
        here.type_line("Kính thưa ông, bà")
        wait_until(here.is_all_sent, "not sent")
    row = row_of(city)
    assert row.certificate_used_at is not None
    assert row.certificate_until is not None


def test_it_is_renewed_at_two_thirds_in_the_background(city: CertifiedCity, tmp_path: Path) -> None:
    with room(city, tmp_path / "room", city.new_enrol_code(COMMUNE)) as here:
        here.sign_in()
        young = aged(city, here.identity, 59)
    with room(city, tmp_path / "room", None) as here:
        here.sign_in()
        assert here.identity.version() == young
        old = aged(city, here.identity, 61)
    with room(city, tmp_path / "room", None) as here:
        wait_until(lambda: here.identity.version() != old, "not renewed")
        assert not here.identity.is_due(SystemClock().now(), city.authority().key_id)


def test_one_that_expired_offline_stops_no_work_and_is_renewed_at_the_next_contact(
    city: CertifiedCity, tmp_path: Path
) -> None:
    with room(city, tmp_path / "room", city.new_enrol_code(COMMUNE)) as here:
        here.sign_in()
        here.type_line("Trước")
        wait_until(here.is_all_sent, "not sent")
        old = aged(city, here.identity, 400)
    with city.offline(), room(city, tmp_path / "room", None) as here:
        here.sign_in()
        here.type_line("Khi mất mạng")
        assert here.desk.texts(SESSION) == ["Trước", "Khi mất mạng"]
        assert not here.is_all_sent()
    with room(city, tmp_path / "room", None) as here:
        here.sign_in()
        wait_until(here.is_all_sent, "not sent")
        assert here.identity.version() != old


def test_an_expired_one_does_not_stop_who_signs_in_before_anything_else(
    city: CertifiedCity, tmp_path: Path
) -> None:
    with room(city, tmp_path / "room", city.new_enrol_code(COMMUNE)) as here:
        here.sign_in()
        old = aged(city, here.identity, 91)
        here.sign_in()
        assert here.desk.access.access_token() is not None
        assert here.identity.version() != old


def test_an_older_room_gets_one_without_a_visit(city: CertifiedCity, tmp_path: Path) -> None:
    def as_before(row: RoomRow) -> None:
        row.key_hash = row.certificate_until = row.certificate_used_at = None

    with room(city, tmp_path / "room", city.new_enrol_code(COMMUNE)) as here:
        here.sign_in()
        token = here.desk.access.room_token()
        here.identity.forget()
    # not while it speaks: a connection that shows the certificate would bind the room to it again
    changed(city, as_before)
    with room(city, tmp_path / "room", None) as here:
        here.sign_in()
        wait_until(lambda: here.identity.version() is not None, "no certificate")
        wait_until(lambda: row_of(city).certificate_used_at is not None, "never shown")
        assert here.desk.access.room_token() == token


def test_a_city_that_lost_its_authority_knows_its_rooms_by_their_keys(
    city: CertifiedCity, tmp_path: Path
) -> None:
    with room(city, tmp_path / "room", city.new_enrol_code(COMMUNE)) as here:
        here.sign_in()
        before = here.identity.version()
    with city.offline():
        (city.data_folder / CA_FILE).unlink()
    with room(city, tmp_path / "room", None) as here:
        here.sign_in()
        here.type_line("Vẫn gửi được")
        wait_until(here.is_all_sent, "not sent")
        assert here.identity.version() != before


def test_a_revoked_room_is_asked_to_enrol_and_may_with_a_new_code(
    city: CertifiedCity, tmp_path: Path
) -> None:
    with room(city, tmp_path / "room", city.new_enrol_code(COMMUNE)) as here:
        here.sign_in()
        first = row_of(city).room_id
        with city.administration() as database:
            revoke_room(database, first)
        here.desk.access.sign_in(OFFICER, PIN)
        failed = here.desk.events.wait_for(ActionFailed)
        assert failed.code == AccessCode.NOT_ENROLLED
        assert here.identity.version() is None
    with room(city, tmp_path / "room", city.new_enrol_code(COMMUNE)) as here:
        here.sign_in()
        assert here.desk.access.access_token() is not None


def test_the_live_channel_shows_it_too_and_ends_for_who_does_not(
    city: CertifiedCity, tmp_path: Path
) -> None:
    with room(city, tmp_path / "room", city.new_enrol_code(COMMUNE)) as here:
        here.sign_in()
        token = here.desk.access.access_token()
        events, channel = channel_of(city, token, here.identity.show_in)
        wait_until(lambda: any(one.is_connected for one in events.of(ChannelChanged)))
        channel.stop()
        events, channel = channel_of(city, token, None)
        events.wait_for(ChannelRefused)
        channel.stop()


def channel_of(
    city: CertifiedCity, token: str | None, show: Callable[[ssl.SSLContext], None] | None
) -> tuple[EventRecorder, SessionChannel]:
    assert city.files is not None
    events = EventRecorder()
    channel = SessionChannel(
        settings=ChannelSettings(
            base_url=city.url,
            own_site_id=COMMUNE,
            program_id=new_id(),
            ca_file=city.files.ca_file,
            show_certificate=show,
        ),
        access_token=lambda _refused: token,
        clock=SystemClock(),
        emit=events,
        on_changes_available=lambda: None,
    )
    channel.start()
    channel.join(SessionId(SESSION))
    return events, channel
