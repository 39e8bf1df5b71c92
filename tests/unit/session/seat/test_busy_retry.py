"""What a busy city refused of a seat's media is said again, and nothing else."""

import json
from datetime import UTC, datetime

import pytest

from desktop.contract.channel.media import MediaReady, SetMedia
from desktop.contract.channel.seat import Welcome
from desktop.domain.ids import SessionId, SiteId
from desktop.session.seat.busy_retry import AGAIN_S, BusyRetry
from desktop.session.seat.conversation import Conversation, Told
from tests.fakes.fake_clock import FakeClock
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.channel import a_state

pytestmark = pytest.mark.unit

ON = SetMedia(is_microphone_on=True, is_camera_on=False)


class Seat:
    """A joined conversation whose engine is up."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.events = EventRecorder()
        told = Told(emit=self.events, changes_available=lambda: None)
        self.talk = Conversation(own_site_id=SiteId("commune"), clock=self.clock, told=told)
        self.talk.begin(SessionId("session-1"))
        self.welcome()

    def welcome(self) -> None:
        said = {
            "site_id": "commune",
            "server_time": datetime(2026, 11, 26, 1, 30, tzinfo=UTC),
            "ice_servers": [],
            "state": a_state(1, {"commune": 0, "hq": 9}),
        }
        self.talk.on_welcome(Welcome.model_validate(said))

    def refuse(self, message_type: str, code: str = "busy") -> None:
        said = {"type": "refused", "message_type": message_type, "code": code}
        self.talk.on_frame(json.dumps(said))


def test_microphone_and_camera_are_told_again_as_they_are_by_then() -> None:
    seat = Seat()
    seat.talk.set_media(ON)
    assert seat.talk.next_message() == ON
    seat.refuse("set_media")
    seat.refuse("set_media")
    assert seat.talk.next_message() is None
    assert seat.talk.due_in_s() == pytest.approx(AGAIN_S)
    seat.clock.advance(AGAIN_S)
    assert seat.talk.next_message() == ON
    assert seat.talk.next_message() is None
    assert seat.talk.due_in_s() is None
    assert seat.events.events == ()


def test_an_engine_that_is_up_is_announced_again() -> None:
    seat = Seat()
    seat.talk.announce_media()
    assert seat.talk.next_message() == MediaReady()
    seat.refuse("media_ready")
    assert seat.talk.next_message() is None
    seat.clock.advance(AGAIN_S)
    assert seat.talk.next_message() == MediaReady()


@pytest.mark.parametrize(
    ("message_type", "code"),
    [("set_media", "forbidden"), ("signal", "busy"), ("sense_sites", "busy")],
)
def test_what_is_refused_for_good_or_is_soon_replaced_is_not_said_again(
    message_type: str, code: str
) -> None:
    seat = Seat()
    seat.refuse(message_type, code)
    assert seat.talk.due_in_s() is None


def test_a_new_line_is_told_everything_at_once_and_only_once() -> None:
    seat = Seat()
    seat.talk.set_media(ON)
    seat.talk.next_message()
    seat.refuse("set_media")
    seat.talk.on_line_down()
    assert seat.talk.due_in_s() is None
    seat.welcome()
    assert seat.talk.next_message() == ON
    seat.clock.advance(AGAIN_S)
    assert seat.talk.next_message() is None


def test_what_the_seat_no_longer_sends_is_not_said() -> None:
    seat = Seat()
    seat.refuse("set_media")
    seat.clock.advance(AGAIN_S)
    assert seat.talk.next_message() is None


def test_nothing_waits_at_first() -> None:
    retry = BusyRetry(FakeClock())
    assert retry.take() == frozenset()
    assert retry.due_in_s() is None
