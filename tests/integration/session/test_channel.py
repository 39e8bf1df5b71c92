"""SessionChannel against a real WebSocket server that misbehaves on demand."""

import asyncio
import logging
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from pathlib import Path

import pytest

from desktop.contract.version import CHANNEL_SILENCE_S, MAX_CHANNEL_MESSAGE_BYTES
from desktop.domain.clock import SystemClock
from desktop.domain.conduct.events import (
    ChannelChanged,
    ChannelRefused,
    LiveSessionChanged,
    OpenLineChanged,
    SeatTaken,
)
from desktop.domain.conduct.live_session import OpenLine, Stage
from desktop.domain.errors import AccessRefused, Offline
from desktop.domain.events import ActionFailed
from desktop.domain.ids import DocumentId, MinuteLineId, SessionId, SiteId
from desktop.domain.media.events import SignalReceived
from desktop.domain.reception.status import PauseReason, Step
from desktop.session.channel import ChannelSettings, SessionChannel, WebSocketDialer
from desktop.session.seat.keeper import STANDSTILL_S, LineEnded, Timing
from tests.fakes.fake_channel_server import FakeChannelServer
from tests.patience import PATIENCE_S
from tests.rigs.desk.event_recorder import EventRecorder

pytestmark = pytest.mark.integration

AT = datetime(2026, 11, 26, 1, 30, tzinfo=UTC)
OWN = SiteId("commune")
HQ = SiteId("hq")
SESSION = SessionId("session-1")
BACK_WITHIN_S = 10.0
"""Two seconds on an idle PC: the longest pause between two tries is 1.5 s."""

LATE = 60.0
"""Instead of a chance below 1: a pause that should not be made takes a minute."""


class Desk:
    """A channel, what it emits, and whoever gives it tokens."""

    def __init__(self, server: FakeChannelServer, timing: Timing | None = None) -> None:
        self.events = EventRecorder()
        self.changes = threading.Semaphore(0)
        self.tokens: list[str | Exception | None] = []
        self.asked: list[str | None] = []
        timing = timing or Timing(jitter=lambda: 0.5, ping_s=0.1, silence_s=2.0, welcome_s=2.0)
        self.channel = SessionChannel(
            settings=ChannelSettings(
                base_url=server.base_url, own_site_id=OWN, program_id="program-1", timing=timing
            ),
            access_token=self._token,
            clock=SystemClock(),
            emit=self.events,
            on_changes_available=self.changes.release,
        )

    def joined(self) -> None:
        self.channel.join(SESSION)
        self.events.wait_for(LiveSessionChanged)

    def is_connected(self) -> bool:
        changes = self.events.of(ChannelChanged)
        return bool(changes) and changes[-1].is_connected

    def own_number(self) -> int:
        live = self.channel.live()
        seat = None if live is None else live.seat(OWN)
        return 0 if seat is None else seat.media_number

    def _token(self, refused: str | None) -> str | None:
        self.asked.append(refused)
        token = self.tokens.pop(0) if self.tokens else "token-1"
        if isinstance(token, Exception):
            raise token
        return token


@pytest.fixture
def server() -> Iterator[FakeChannelServer]:
    with FakeChannelServer() as server:
        yield server


@pytest.fixture
def desk(server: FakeChannelServer) -> Iterator[Desk]:
    desk = Desk(server)
    desk.channel.start()
    yield desk
    desk.channel.stop()


def test_joining_says_who_we_are_and_brings_the_state(
    server: FakeChannelServer, desk: Desk
) -> None:
    desk.joined()
    path, headers = server.requests[0]
    assert path == "/v1/sessions/session-1/channel"
    assert headers["Authorization"] == "Bearer token-1"
    assert headers["X-Reception-Contract"] == "1"
    (hello,) = server.of_type("hello")
    assert hello["program_id"] == "program-1"
    assert hello["asks"], "the seat of another PC is not taken without a question"
    assert desk.events.events[0] == ChannelChanged(is_connected=True, attempt=0)
    assert [one.urls for one in desk.channel.ice_servers()] == [("stun:127.0.0.1:3478",)]
    assert desk.changes.acquire(timeout=PATIENCE_S)


def test_pings_keep_an_idle_line_up(server: FakeChannelServer, desk: Desk) -> None:
    desk.joined()
    server.wait_for(lambda: len(server.of_type("ping")) >= 30)
    assert len(server.of_type("hello")) == 1


def test_every_action_reaches_the_server(server: FakeChannelServer, desk: Desk) -> None:
    desk.joined()
    channel = desk.channel
    channel.open_session()
    channel.pause_session(PauseReason.CONSULTATION)
    channel.resume_session()
    channel.set_step(Step.QUESTIONS)
    channel.ask_floor(has_hand_up=True)
    channel.give_floor(HQ)
    channel.present(Stage(document_id=DocumentId("p"), page=1, page_count=2, title="Đơn"))
    channel.set_media(is_microphone_on=True, is_camera_on=False)
    channel.send_signal(HQ, "v=0")
    channel.close_session()
    server.wait_for(lambda: bool(server.of_type("close_session") and server.of_type("signal")))
    assert server.of_type("pause_session")[0]["reason"] == "consultation"
    assert server.of_type("set_step")[0]["step"] == "questions"
    assert server.of_type("ask_floor")[0]["has_hand_up"] is True
    assert server.of_type("give_floor")[0]["site_id"] == "hq"
    assert server.of_type("present_page")[0]["document_id"] == "p"
    assert server.of_type("signal")[0] == {"type": "signal", "to_site_id": "hq", "payload": "v=0"}
    server.wait_for(lambda: bool(server.of_type("set_media")))
    assert server.of_type("set_media")[0]["is_microphone_on"] is True


def test_the_open_line_is_shown_at_most_five_times_a_second(
    server: FakeChannelServer, desk: Desk
) -> None:
    desk.joined()
    began_s = time.monotonic()
    for length in range(200):
        line = OpenLine(
            line_id=MinuteLineId("line-1"), site_id=OWN, speaker="TK", text="x" * length, at=AT
        )
        desk.channel.type_line(line)
    server.wait_for(lambda: any(len(one["text"]) == 199 for one in server.of_type("type_line")))
    most = 2 + int((time.monotonic() - began_s) / 0.2)
    assert len(server.of_type("type_line")) <= most


def test_what_others_say_is_passed_on(server: FakeChannelServer, desk: Desk) -> None:
    desk.joined()
    server.say({"type": "signal", "from_site_id": "hq", "payload": "v=0"})
    server.say(
        {
            "type": "line_typed",
            "site_id": "hq",
            "line_id": "line-1",
            "speaker": "Chủ trì",
            "text": "Giao xã",
            "at": AT.isoformat(),
        }
    )
    server.say({"type": "changes_available"})
    assert desk.events.wait_for(SignalReceived).untrusted_payload == "v=0"
    assert desk.events.wait_for(OpenLineChanged).line.text == "Giao xã"
    assert desk.changes.acquire(timeout=PATIENCE_S)
    assert desk.changes.acquire(timeout=PATIENCE_S)


def test_a_killed_server_is_noticed_and_met_again_soon_after_its_return(
    server: FakeChannelServer, desk: Desk
) -> None:
    desk.joined()
    server.kill()
    desk.events.wait_for(ChannelChanged, 4)
    assert not desk.is_connected()
    assert desk.channel.live() is not None
    attempts = [one.attempt for one in desk.events.of(ChannelChanged)]
    assert attempts[1:4] == sorted(attempts[1:4])
    server.revive()
    back_at_s = time.monotonic()
    server.wait_for(desk.is_connected)
    assert time.monotonic() - back_at_s <= BACK_WITHIN_S


def test_a_line_that_is_cut_is_dialled_again_at_once(server: FakeChannelServer) -> None:
    desk = Desk(server, Timing(jitter=lambda: LATE, ping_s=0.1, silence_s=2.0, welcome_s=2.0))
    desk.channel.start()
    try:
        desk.joined()
        server.wait_for(lambda: len(server.of_type("ping")) >= 22)  # a line that lasted 2 s is good
        server.cut()
        cut_at_s = time.monotonic()
        server.wait_for(lambda: len(server.of_type("hello")) == 2)
        assert time.monotonic() - cut_at_s < LATE / 4
    finally:
        desk.channel.stop()


def test_a_mere_break_keeps_the_media_number_and_says_media_again(
    server: FakeChannelServer, desk: Desk
) -> None:
    desk.joined()
    desk.channel.set_media(is_microphone_on=True, is_camera_on=True)
    desk.channel.announce_media_ready()
    server.wait_for(lambda: desk.own_number() == 1)
    server.cut()
    server.wait_for(lambda: len(server.of_type("set_media")) == 2)
    assert desk.own_number() == 1
    assert len(server.of_type("media_ready")) == 1
    numbers = {
        seat.media_number
        for event in desk.events.of(LiveSessionChanged)
        for seat in event.live.seats
        if seat.site_id == OWN
    }
    assert numbers == {0, 1}


def test_a_restarted_server_that_kept_its_numbers_touches_no_connection(
    server: FakeChannelServer, desk: Desk
) -> None:
    desk.joined()
    desk.channel.announce_media_ready()
    server.wait_for(lambda: desk.own_number() == 1)
    server.kill()
    server.revive()
    desk.events.wait_for(ChannelChanged, 3)
    server.wait_for(desk.is_connected)
    server.wait_for(lambda: len(server.of_type("ping")) >= 3)
    assert desk.own_number() == 1
    assert len(server.of_type("media_ready")) == 1


def test_a_server_that_lost_the_numbers_is_told_that_the_engine_runs(
    server: FakeChannelServer, desk: Desk
) -> None:
    desk.joined()
    desk.channel.announce_media_ready()
    server.wait_for(lambda: desk.own_number() == 1)
    server.kill()
    server.media_numbers["commune"] = 0
    server.revive()
    server.wait_for(lambda: desk.own_number() == 2)
    assert len(server.of_type("media_ready")) == 2


def test_an_announcement_lost_in_a_cut_is_repeated(server: FakeChannelServer, desk: Desk) -> None:
    desk.joined()
    server.is_swallowing = {"media_ready"}
    desk.channel.announce_media_ready()
    server.wait_for(lambda: bool(server.of_type("media_ready")))
    assert desk.own_number() == 0
    server.is_swallowing = set()
    server.cut()
    server.wait_for(lambda: desk.own_number() == 1)


def test_an_engine_restarted_while_the_line_was_down_gets_a_new_number(
    server: FakeChannelServer, desk: Desk
) -> None:
    desk.joined()
    desk.channel.announce_media_ready()
    server.wait_for(lambda: desk.own_number() == 1)
    server.kill()
    desk.channel.announce_media_ready()
    server.revive()
    server.wait_for(lambda: desk.own_number() == 2)


def test_a_dead_line_is_noticed_by_its_silence(server: FakeChannelServer) -> None:
    desk = Desk(server, Timing(jitter=lambda: 0.5))
    desk.channel.start()
    try:
        desk.joined()
        server.is_mute = True
        muted_at_s = time.monotonic()
        event = desk.events.wait_for(ChannelChanged, 2)
        assert not event.is_connected
        assert CHANNEL_SILENCE_S / 2 < time.monotonic() - muted_at_s <= 4 * CHANNEL_SILENCE_S
        server.is_mute = False
        server.wait_for(desk.is_connected)
    finally:
        desk.channel.stop()


def test_a_pc_that_stood_still_did_not_lose_its_line(server: FakeChannelServer) -> None:
    silence_s = 0.5
    desk = Desk(server, Timing(jitter=lambda: LATE, ping_s=0.1, silence_s=silence_s))
    desk.channel.start()
    try:
        desk.joined()
        stand_still = partial(time.sleep, silence_s + 1.5 * STANDSTILL_S)
        for _ in range(3):
            told = len(server.of_type("ping"))
            server.wait_for(lambda: len(server.of_type("ping")) > told)  # noqa: B023
            assert desk.channel._seat._thread.call(stand_still)
        told = len(server.of_type("ping"))
        server.wait_for(lambda: len(server.of_type("ping")) > told + 3)
        assert [one.is_connected for one in desk.events.of(ChannelChanged)] == [True]
    finally:
        desk.channel.stop()


def test_a_server_that_never_welcomes_is_dialled_again(
    server: FakeChannelServer, desk: Desk
) -> None:
    server.instead_of_welcome = '{"type": "changes_available"}'
    desk.channel.join(SESSION)
    server.wait_for(lambda: len(server.of_type("hello")) >= 2)
    assert desk.channel.live() is None
    server.instead_of_welcome = None
    desk.events.wait_for(LiveSessionChanged)


def test_a_welcome_that_makes_no_sense_is_not_a_line(server: FakeChannelServer, desk: Desk) -> None:
    server.welcome_changes = {"site_id": "hq"}
    desk.channel.join(SESSION)
    server.wait_for(lambda: len(server.of_type("hello")) >= 2)
    assert not desk.events.of(LiveSessionChanged)
    server.welcome_changes = {}
    desk.events.wait_for(LiveSessionChanged)


def test_a_seat_taken_by_another_program_is_not_fought_for(
    server: FakeChannelServer, desk: Desk
) -> None:
    desk.joined()
    server.close(4409)
    desk.events.wait_for(SeatTaken)
    assert desk.events.of(ChannelChanged)[-1] == ChannelChanged(is_connected=False, attempt=0)
    hellos = len(server.of_type("hello"))
    desk.channel.set_step(Step.QUESTIONS)
    assert desk.events.wait_for(ActionFailed).code == "K-106"
    assert len(server.of_type("hello")) == hellos
    desk.channel.join(SESSION)
    server.wait_for(lambda: len(server.of_type("hello")) == hellos + 1)


@pytest.mark.parametrize(
    ("close_code", "code"), [(4403, "K-143"), (4404, "K-144"), (4406, "K-146")]
)
def test_a_seat_that_is_refused_is_not_dialled_again(
    server: FakeChannelServer, desk: Desk, close_code: int, code: str
) -> None:
    server.close_codes = [close_code]
    desk.channel.join(SESSION)
    assert desk.events.wait_for(ChannelRefused).code == code
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (HTTPStatus.NOT_FOUND, "K-144"),
        (HTTPStatus.UPGRADE_REQUIRED, "K-146"),
    ],
)
def test_a_refusal_before_the_channel_opens_is_understood(
    server: FakeChannelServer, desk: Desk, status: HTTPStatus, code: str
) -> None:
    server.statuses = [status]
    desk.channel.join(SESSION)
    assert desk.events.wait_for(ChannelRefused).code == code


def test_a_redirect_is_not_followed(server: FakeChannelServer, desk: Desk) -> None:
    server.statuses = [HTTPStatus.FOUND]
    desk.channel.join(SESSION)
    desk.events.wait_for(LiveSessionChanged)
    assert {path for path, _ in server.requests} == {"/v1/sessions/session-1/channel"}


def test_an_expired_token_is_renewed_once(server: FakeChannelServer, desk: Desk) -> None:
    server.close_codes = [4401]
    desk.tokens = ["old", "new"]
    desk.channel.join(SESSION)
    desk.events.wait_for(LiveSessionChanged)
    assert desk.asked == [None, "old"]
    assert server.requests[-1][1]["Authorization"] == "Bearer new"


def test_a_certificate_that_a_proxy_refused_is_renewed_with_the_token(
    server: FakeChannelServer, desk: Desk
) -> None:
    server.statuses = [HTTPStatus.FORBIDDEN]
    desk.tokens = ["old", "new"]
    desk.channel.join(SESSION)
    desk.events.wait_for(LiveSessionChanged)
    assert desk.asked == [None, "old"]
    assert not desk.events.of(ChannelRefused)


def test_a_token_refused_twice_means_signed_out(server: FakeChannelServer, desk: Desk) -> None:
    server.close_codes = [4401, 4401]
    desk.channel.join(SESSION)
    assert desk.events.wait_for(ChannelRefused).code == "K-140"
    assert len(server.requests) == 2


@pytest.mark.parametrize("second", [None, AccessRefused("D-110")])
def test_a_refused_token_without_a_successor_means_signed_out(
    server: FakeChannelServer, desk: Desk, second: Exception | None
) -> None:
    server.close_codes = [4401]
    desk.tokens = ["old", second]
    desk.channel.join(SESSION)
    assert desk.events.wait_for(ChannelRefused).code == "K-140"


@pytest.mark.parametrize("first", [None, Offline()])
def test_a_token_that_is_not_there_yet_is_waited_for(
    server: FakeChannelServer, desk: Desk, first: Exception | None
) -> None:
    desk.tokens = [first]
    desk.channel.join(SESSION)
    desk.events.wait_for(LiveSessionChanged)
    assert desk.events.events[0] == ChannelChanged(is_connected=False, attempt=1)


def test_garbage_does_not_end_the_session(server: FakeChannelServer, desk: Desk) -> None:
    desk.joined()
    for frame in ("{", "[]", b"\x00\x01", '{"type": "hologram"}', '{"type": "state"}'):
        server.say(frame)
    server.say_state(step="roll_call")
    assert desk.events.wait_for(LiveSessionChanged, 2).live.step is Step.ROLL_CALL
    assert len(server.of_type("hello")) == 1


def test_an_oversized_message_ends_the_line_and_not_the_session(
    server: FakeChannelServer, desk: Desk
) -> None:
    desk.joined()
    server.say("x" * (MAX_CHANNEL_MESSAGE_BYTES + 1))
    server.wait_for(lambda: len(server.of_type("hello")) == 2)
    server.wait_for(desk.is_connected)


def test_leaving_says_so_and_does_not_come_back(server: FakeChannelServer, desk: Desk) -> None:
    desk.joined()
    desk.channel.close_session()
    desk.channel.leave()
    server.wait_for(lambda: bool(server.of_type("leave")))
    types = [one["type"] for one in server.received if one["type"] != "ping"]
    assert types[-2:] == ["close_session", "leave"]
    desk.events.wait_for(ChannelChanged, 2)
    assert desk.channel.live() is None
    assert len(server.of_type("hello")) == 1


def test_leaving_while_the_server_is_away_ends_the_dialling(
    server: FakeChannelServer, desk: Desk
) -> None:
    desk.joined()
    server.kill()
    desk.events.wait_for(ChannelChanged, 2)
    desk.channel.leave()
    server.wait_for(lambda: desk.channel.live() is None)
    server.revive()
    assert desk.events.of(ChannelChanged)[-1] == ChannelChanged(is_connected=False, attempt=0)
    assert len(server.of_type("hello")) == 1


def test_joining_twice_is_joining_once(server: FakeChannelServer, desk: Desk) -> None:
    desk.joined()
    desk.channel.join(SESSION)
    desk.channel.set_step(Step.QUESTIONS)
    server.wait_for(lambda: bool(server.of_type("set_step")))
    assert len(server.of_type("hello")) == 1


def test_joining_another_session_leaves_the_first(server: FakeChannelServer, desk: Desk) -> None:
    desk.joined()
    desk.channel.join(SessionId("session-2"))
    server.wait_for(lambda: len(server.of_type("hello")) == 2)
    assert len(server.of_type("leave")) == 1
    assert server.requests[-1][0] == "/v1/sessions/session-2/channel"


def test_stopping_is_quick_whatever_the_server_does(server: FakeChannelServer) -> None:
    desk = Desk(server)
    desk.channel.start()
    desk.joined()
    server.is_mute = True
    began_s = time.monotonic()
    desk.channel.stop()
    assert time.monotonic() - began_s < 10.0  # one second for a goodbye that nobody answers
    desk.channel.set_step(Step.QUESTIONS)
    desk.channel.stop()


def test_the_token_is_in_no_log(
    server: FakeChannelServer, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.tokens = ["secret-of-the-room"] * 3
    with caplog.at_level(logging.DEBUG):
        desk.joined()
        desk.channel.send_signal(HQ, "candidate 10.1.2.3")
        server.wait_for(lambda: bool(server.of_type("signal")))
    ours = "\n".join(
        record.getMessage() for record in caplog.records if record.name.startswith("desktop.")
    )
    assert "channel up" in ours
    assert "secret-of-the-room" not in ours
    assert "10.1.2.3" not in ours


@pytest.mark.parametrize(
    ("base_url", "address"),
    [
        ("http://127.0.0.1:8080", "ws://127.0.0.1:8080/v1/sessions/s%2F1/channel"),
        ("https://city.example/app/", "wss://city.example/app/v1/sessions/s%2F1/channel"),
    ],
)
def test_the_address_follows_the_city_s(base_url: str, address: str) -> None:
    settings = ChannelSettings(base_url=base_url, own_site_id=OWN, program_id="program-1")
    assert WebSocketDialer(settings).address(SessionId("s/1")) == address


@pytest.mark.parametrize("ca_file", [Path("/nowhere.pem"), Path(__file__)])
def test_certificates_that_cannot_be_read_are_no_line_and_no_crash(ca_file: Path) -> None:
    settings = ChannelSettings(
        base_url="https://127.0.0.1:9", own_site_id=OWN, program_id="program-1", ca_file=ca_file
    )
    with pytest.raises(LineEnded):
        asyncio.run(WebSocketDialer(settings).dial(SESSION, "token"))


def test_a_proxy_is_asked_only_when_it_is_configured(
    server: FakeChannelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    desk = Desk(server)
    desk.channel.start()
    try:
        desk.joined()
    finally:
        desk.channel.stop()
