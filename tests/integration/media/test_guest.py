"""A guest in a browser and a desk's engine in a session of a real city: they see and hear."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from typing_extensions import override

from desktop.app.services.call_coordinator import CallCoordinator
from desktop.cityserver.admin.city import put_record
from desktop.domain.clock import SystemClock
from desktop.domain.events import Event
from desktop.domain.ids import SessionId, SiteId, new_id
from desktop.domain.media.call import MediaEngine, Rung
from desktop.session.channel import ChannelSettings, SessionChannel
from tests.fakes.fake_media_browser import Browser
from tests.fakes.fake_media_room import (
    BOTH_ENGINES,
    MediaRelay,
    MediaRoom,
    engine_options,
    recorded,
    wait_until,
)
from tests.rigs.city.city_room import Channel, CityRoom
from tests.rigs.city.guest_calls import ring_guest
from tests.rigs.city.running_city_server import (
    CLERK,
    COMMUNE,
    HQ,
    OFFICER,
    RunningCityServer,
    seeded_server,
    session_body,
)

pytestmark = [pytest.mark.integration, pytest.mark.light]

MakeRoom = Callable[..., MediaRoom]
FAKE_DEVICES = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")


class _Relay(MediaRelay):
    """Carries signals of the desk's engine over its channel."""

    def __init__(self, channel: SessionChannel) -> None:
        super().__init__()
        self._channel = channel

    @override
    def carry(self, sender: SiteId, receiver: SiteId, payload: str) -> None:
        self._channel.send_signal(receiver, payload)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCityServer]:
    with seeded_server(tmp_path_factory.mktemp("city-server")) as server:
        yield server


@pytest.fixture
def session_id(city: RunningCityServer) -> str:
    """Of a session of this test's own."""
    session_id = f"session-{new_id()}"
    with city.administration() as database:
        body = session_body(HQ, (COMMUNE,))
        put_record(database, kind="session", entity_id=session_id, body=body)
    return session_id


@pytest.fixture
def chair(city: RunningCityServer, session_id: str) -> Iterator[Channel]:
    """Headquarters conducts, without media."""
    with CityRoom(city, HQ, CLERK).join(session_id) as channel:
        channel.say("open_session")
        channel.wait_for_state(lambda told: told["status"] == "in_session")
        yield channel


@pytest.fixture
def join(
    city: RunningCityServer, session_id: str
) -> Iterator[Callable[[MediaRoom], SessionChannel]]:
    """The commune's desk: its channel, its engine, and what joins them in the program."""
    channels: list[SessionChannel] = []

    def join_it(room: MediaRoom) -> SessionChannel:
        token = city.sign_in(COMMUNE, OFFICER).access_token

        def emit(event: Event) -> None:
            coordinator.on_event(event)

        channel = SessionChannel(
            settings=ChannelSettings(base_url=city.url, own_site_id=COMMUNE, program_id=new_id()),
            access_token=lambda _refused: token,
            clock=SystemClock(),
            emit=emit,
            on_changes_available=lambda: None,
        )
        coordinator = CallCoordinator(
            own_site_id=COMMUNE,
            media=room.client,
            channel=channel,
            start_rung=lambda: Rung.P720,
        )
        room.relay = _Relay(channel)
        channels.append(channel)
        channel.start()
        channel.join(SessionId(session_id))
        return channel

    yield join_it
    for channel in channels:
        channel.leave()
        channel.stop()


def press(browser: Browser, button: str) -> None:
    shown = f"document.getElementById('{button}').offsetParent !== null"
    wait_until(lambda: bool(browser.evaluate(shown)), f"the button {button}")
    browser.evaluate(f"document.getElementById('{button}').click()")


def frames(browser: Browser) -> int:
    """Pictures of the desk that the page has shown."""
    shown = "document.querySelector('#tiles video')?.getVideoPlaybackQuality().totalVideoFrames"
    return int(browser.evaluate(shown) or 0)


@BOTH_ENGINES
def test_a_guest_listens_first_and_then_takes_part_with_picture(
    city: RunningCityServer,
    chair: Channel,
    join: Callable[[MediaRoom], SessionChannel],
    make_room: MakeRoom,
    tmp_path: Path,
    media_engine: MediaEngine,
) -> None:
    room = make_room(COMMUNE, engine_options("xã", media_engine=media_engine))
    room.start(loudspeaker=tmp_path / "heard.pcm")
    join(room)
    link = ring_guest(chair)
    guest = SiteId(link["site_id"])
    with Browser(city.url + link["path"], *FAKE_DEVICES) as browser:
        press(browser, "accept")
        wait_until(lambda: frames(browser) > 10, "the guest sees the desk")
        assert not room.seen(guest).arrived_s
        press(browser, "join")
        wait_until(lambda: len(room.seen(guest).arrived_s) > 10, "the desk sees the guest")
        seen = frames(browser)
        wait_until(lambda: frames(browser) > seen + 10, "the guest goes on seeing the desk")
        browser.evaluate("location.reload()")
        wait_until(lambda: frames(browser) > 10, "the guest sees the desk after a reload")
        count = len(room.seen(guest).arrived_s)
        wait_until(lambda: len(room.seen(guest).arrived_s) > count + 10, "and is seen again")


def loudest(heard: Path, since: int = 0) -> int:
    """Of what the desk's loudspeaker played after so many samples."""
    samples = recorded(heard)[since:]
    return int(np.abs(samples.astype(np.int32)).max()) if len(samples) else 0


def played(heard: Path) -> int:
    return len(recorded(heard))


LOUD = 500
A_SECOND = 48_000
WITHOUT_THE_FLOOR = """
navigator.mediaDevices.getUserMedia({audio: true}).then(stream => {
  const track = stream.getAudioTracks()[0];
  const replace = RTCRtpSender.prototype.replaceTrack;
  RTCRtpSender.prototype.replaceTrack = function (asked) {
    return replace.call(this, asked && asked.kind === "audio" ? track : asked);
  };
  const add = RTCPeerConnection.prototype.addTransceiver;
  RTCPeerConnection.prototype.addTransceiver = function (asked, options) {
    const isSound = asked === "audio" || asked.kind === "audio";
    return add.call(this, isSound ? track : asked, options);
  };
  return "ready";
})
"""
"""A foreign page: its microphone is open all the time, whatever the city says."""


@BOTH_ENGINES
def test_a_guest_is_heard_with_the_floor_alone(
    city: RunningCityServer,
    chair: Channel,
    join: Callable[[MediaRoom], SessionChannel],
    make_room: MakeRoom,
    tmp_path: Path,
    media_engine: MediaEngine,
) -> None:
    heard = tmp_path / "heard.pcm"
    room = make_room(COMMUNE, engine_options("xã", media_engine=media_engine))
    room.start(loudspeaker=heard)
    join(room)
    link = ring_guest(chair)
    guest = SiteId(link["site_id"])
    with Browser(city.url + link["path"], *FAKE_DEVICES) as browser:
        assert browser.evaluate(WITHOUT_THE_FLOOR) == "ready"
        press(browser, "accept")
        wait_until(lambda: frames(browser) > 10, "the guest sees the desk")
        press(browser, "join")
        wait_until(lambda: len(room.seen(guest).arrived_s) > 10, "the desk sees the guest")
        began = played(heard)
        wait_until(lambda: played(heard) > began + 2 * A_SECOND, "two seconds are played")
        assert loudest(heard) == 0
        chair.say("give_floor", site_id=guest)
        wait_until(lambda: loudest(heard, began) > LOUD, "the guest is heard")
        chair.say("give_floor", site_id=HQ)
        chair.wait_for_state(lambda told: told["queue"]["heard"] == [HQ])
        wait_until(lambda: loudest(heard, played(heard) - A_SECOND) == 0, "nothing is heard")
