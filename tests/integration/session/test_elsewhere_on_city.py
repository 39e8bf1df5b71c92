"""A session on a platform of somebody else, over the real city: conducted, and without a call."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.app.recording.session_recording import SessionRecording
from desktop.app.services.call_coordinator import CallCoordinator
from desktop.cityserver.admin.city import put_record
from desktop.domain.clock import SystemClock
from desktop.domain.conduct.companion import JoinWay
from desktop.domain.conduct.events import ChannelChanged
from desktop.domain.events import Event
from desktop.domain.ids import SessionId, SiteId, new_id
from desktop.domain.media.call import IceServer, PeerNumber, Rung
from desktop.domain.recording.part import PartEnd
from desktop.domain.recording.wanted import NOTHING, Elsewhere
from desktop.media.pipe.commands import RecordSession
from desktop.session.channel import ChannelSettings, SessionChannel
from tests.fakes.fake_services import FakeMemory
from tests.patience import wait_until
from tests.rigs.city.city_room import CityRoom
from tests.rigs.city.running_city_server import (
    CLERK,
    COMMUNE,
    HQ,
    OFFICER,
    RunningCityServer,
    seeded_server,
    session_body,
)

pytestmark = pytest.mark.integration

THERE = "session-elsewhere"
NEXT_THERE = "session-elsewhere-next"
RECORDED_THERE = "session-elsewhere-recorded"
"""Each test has a session of its own: they run in any order."""
PLATFORM = "Hội nghị truyền hình của Chính phủ"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCityServer]:
    with seeded_server(tmp_path_factory.mktemp("city-server")) as server:
        body = session_body(HQ, (COMMUNE,)) | {"platform": PLATFORM}
        with server.administration() as database:
            for session_id in (THERE, NEXT_THERE, RECORDED_THERE):
                put_record(database, "session", session_id, body)
        yield server


class Engine:
    """Writes down what is ordered of the media engine and of its recorder."""

    def __init__(self) -> None:
        self.orders: list[str] = []

    def join_call(
        self, own_site_id: SiteId, ice_servers: tuple[IceServer, ...], start_rung: Rung
    ) -> None:
        self.orders.append("join")

    def set_roster(
        self,
        own_media_number: int,
        peers: tuple[PeerNumber, ...],
        session_id: SessionId,
        heard: tuple[SiteId, ...] | None,
    ) -> None:
        self.orders.append("roster")

    def deliver_signal(self, site_id: SiteId, untrusted_payload: str) -> None:
        self.orders.append("signal")

    def renew_line(self, ice_servers: tuple[IceServer, ...]) -> None:
        self.orders.append("renew")

    def leave_call(self) -> None:
        self.orders.append("leave")

    def record(self, order: RecordSession) -> None:
        if self.orders[-1:] != ["record"]:  # the same again changes who is large
            self.orders.append("record")

    def stop(self, why: PartEnd) -> None:
        if self.orders[-1:] == ["record"]:  # otherwise nothing runs that could be ended
            self.orders.append("stop")


def test_no_media_is_taken_and_no_signal_is_passed_on(city: RunningCityServer) -> None:
    commune, hq = CityRoom(city, COMMUNE, OFFICER), CityRoom(city, HQ, CLERK)
    with commune.join(THERE) as there, hq.join(THERE) as here:
        for channel in (there, here):
            assert channel.welcome["ice_servers"] == []
            assert channel.welcome["state"]["platform"] == PLATFORM
            assert channel.welcome["state"]["sensed"] is None
        there.say("signal", to_site_id=HQ, payload="an offer")
        assert there.wait_for("refused")["code"] == "not_allowed_now"
        for kind, fields in (
            ("media_ready", {}),
            ("set_media", {"is_microphone_on": True, "is_camera_on": True}),
        ):
            there.say(kind, **fields)
            assert there.wait_for("refused")["code"] == "not_allowed_now"
        # All else is as ever; of the signal nothing came before it.
        here.say("open_session")
        here.say("set_step", step="roll_call")
        there.wait_for_state(lambda told: told["step"] == "roll_call")
        there.say("ask_floor", has_hand_up=True)
        came: list[str] = []
        while not came or not _has_hand_up(here.state):
            came.append(here.next()["type"])
        assert "signal" not in came
        assert {seat["media_number"] for seat in here.state["seats"]} == {0}


def _has_hand_up(state: dict[str, object]) -> bool:
    seats = state.get("seats", [])
    assert isinstance(seats, list)
    return any(seat["has_hand_up"] for seat in seats)


@pytest.mark.parametrize(
    ("session_id", "elsewhere", "orders"),
    [
        (NEXT_THERE, NOTHING, []),
        (RECORDED_THERE, Elsewhere(has_card=True, has_line=True), ["record", "stop", "record"]),
    ],
    ids=["nothing was chosen", "card and line were chosen"],
)
def test_a_desk_orders_nothing_of_its_engine_but_a_recording_by_what_was_chosen(
    city: RunningCityServer,
    tmp_path: Path,
    session_id: str,
    elsewhere: Elsewhere,
    orders: list[str],
) -> None:
    engine, told = Engine(), list[Event]()

    def hear(event: Event) -> None:
        coordinator.on_event(event)
        recording.on_event(event)
        told.append(event)

    token = city.sign_in(COMMUNE, OFFICER).access_token
    channel = SessionChannel(
        settings=ChannelSettings(base_url=city.url, own_site_id=COMMUNE, program_id=new_id()),
        access_token=lambda _refused: token,
        clock=SystemClock(),
        emit=hear,
        on_changes_available=lambda: None,
    )
    coordinator = CallCoordinator(
        own_site_id=COMMUNE, media=engine, channel=channel, start_rung=lambda: Rung.P480
    )
    recording = SessionRecording(
        own_site_id=COMMUNE,
        folders=(tmp_path,),
        memory=FakeMemory(),
        media=engine,
        site_name=str,
        elsewhere=lambda: elsewhere,
    )
    channel.start()
    try:
        channel.join(SessionId(session_id), JoinWay.TAKE)
        wait_until(lambda: channel.live() is not None)
        with CityRoom(city, HQ, CLERK).join(session_id) as chair:
            chair.say("open_session")
            wait_until(lambda: _status(channel) == "in_session")
            chair.say("pause_session", reason="break")
            wait_until(lambda: _status(channel) == "paused")
            chair.say("resume_session")
            wait_until(lambda: _status(channel) == "in_session")
    finally:
        channel.stop()
    up = next(one for one in told if isinstance(one, ChannelChanged) and one.is_connected)
    assert up.is_elsewhere
    assert engine.orders == orders


def test_the_lamp_of_a_room_that_records_reaches_the_others(city: RunningCityServer) -> None:
    commune, hq = CityRoom(city, COMMUNE, OFFICER), CityRoom(city, HQ, CLERK)
    with commune.join(THERE) as there, hq.join(THERE) as here:
        assert there.welcome["state"]["takes_lamps"]
        there.say("tell_lamp", word="recording")
        assert here.wait_for("lamp_told") == {
            "type": "lamp_told",
            "site_id": COMMUNE,
            "word": "recording",
        }


def _status(channel: SessionChannel) -> str:
    live = channel.live()
    return "" if live is None else live.status.value
