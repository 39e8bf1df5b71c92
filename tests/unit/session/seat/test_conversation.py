import json
from datetime import UTC, datetime
from typing import Any

import pytest

from desktop.contract.channel.conduct import CloseSession
from desktop.contract.channel.floor import AskFloor
from desktop.contract.channel.media import MediaReady, SetMedia, Signal
from desktop.contract.channel.minutes import TypeLine
from desktop.contract.channel.recording import TellLamp
from desktop.contract.channel.seat import Welcome
from desktop.contract.channel.signing import TellText
from desktop.contract.channel.trial import FetchTrialPage, SenseSites
from desktop.domain.conduct.events import (
    GuestLinkMade,
    LiveSessionChanged,
    OpenLineChanged,
    TrialPageArrived,
)
from desktop.domain.conduct.live_session import OpenLine
from desktop.domain.events import ActionFailed
from desktop.domain.ids import MinuteLineId, SessionId, SiteId
from desktop.domain.media.call import IceServer
from desktop.domain.media.events import IceServersRenewed, SignalReceived
from desktop.domain.recording.events import SiteLampTold
from desktop.domain.recording.lamp import RecordingWord
from desktop.session.line.incoming import MALFORMED
from desktop.session.line.outgoing import MAX_WAITING_COMMANDS, MAX_WAITING_SIGNALS
from desktop.session.seat.conversation import Conversation, Told
from desktop.session.words.misfit import Misfit
from tests.fakes.fake_clock import FakeClock
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.channel import a_state

pytestmark = pytest.mark.unit

AT = datetime(2026, 11, 26, 1, 30, tzinfo=UTC)
OWN = SiteId("commune")
SESSION = SessionId("session-1")


def state(seq: int = 1, own_number: int = 0, **changes: Any) -> dict[str, Any]:
    return a_state(seq, {"commune": own_number, "hq": 9}) | changes


def welcome(**changes: Any) -> Welcome:
    values: dict[str, Any] = {
        "site_id": "commune",
        "server_time": AT,
        "ice_servers": [{"urls": ["stun:relay.example"]}],
        "state": state(**changes),
    }
    return Welcome.model_validate(values)


class Desk:
    """A conversation and those it tells."""

    def __init__(self) -> None:
        self.events = EventRecorder()
        self.wakes = 0
        self.conversation = Conversation(
            own_site_id=OWN,
            clock=FakeClock(),
            told=Told(emit=self.events, changes_available=self._wake),
        )

    def joined(self, **changes: Any) -> Conversation:
        self.conversation.begin(SESSION)
        self.conversation.on_welcome(welcome(**changes))
        return self.conversation

    def hear(self, **message: Any) -> None:
        self.conversation.on_frame(json.dumps(message))

    def _wake(self) -> None:
        self.wakes += 1


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_welcome_gives_state_and_relays_and_wakes_sync(desk: Desk) -> None:
    conversation = desk.joined(seq=4)
    conversation.tell_live()
    assert conversation.live is not None
    assert conversation.live.seq == 4
    assert conversation.ice_servers == (IceServer(urls=("stun:relay.example",)),)
    assert desk.events.events == (LiveSessionChanged(live=conversation.live),)
    assert desk.wakes == 1


def test_new_tickets_replace_those_of_the_welcome_and_are_told_without_their_words(
    desk: Desk,
) -> None:
    conversation = desk.joined()
    desk.hear(
        type="ice_servers",
        ice_servers=[{"urls": ["turn:relay.example"], "username": "9:a", "credential": "s3cret"}],
    )
    assert conversation.ice_servers == (
        IceServer(urls=("turn:relay.example",), username="9:a", credential="s3cret"),
    )
    assert desk.events.events[-1] == IceServersRenewed()


def test_a_welcome_for_another_site_makes_no_sense(desk: Desk) -> None:
    desk.conversation.begin(SESSION)
    stray = welcome().model_copy(update={"site_id": "hq"})
    with pytest.raises(Misfit):
        desk.conversation.on_welcome(stray)
    assert desk.conversation.live is None


def test_a_welcome_to_nobody_makes_no_sense(desk: Desk) -> None:
    with pytest.raises(Misfit):
        desk.conversation.on_welcome(welcome())
    desk.conversation.tell_live()
    assert desk.events.events == ()


def test_a_newer_state_is_told_and_an_older_one_is_not(desk: Desk) -> None:
    conversation = desk.joined(seq=4)
    desk.hear(**state(seq=5, step="roll_call"))
    desk.hear(**state(seq=3, step="announcements"))
    assert conversation.live is not None
    assert conversation.live.step == "roll_call"
    assert len(desk.events.of(LiveSessionChanged)) == 1


def test_a_restarted_server_may_count_from_the_beginning(desk: Desk) -> None:
    conversation = desk.joined(seq=400)
    conversation.on_line_down()
    conversation.on_welcome(welcome(seq=1))
    assert conversation.live is not None
    assert conversation.live.seq == 1


def test_a_state_after_leaving_is_nobody_s(desk: Desk) -> None:
    desk.joined()
    desk.conversation.begin(None)
    desk.hear(**state(seq=9))
    assert desk.conversation.live is None
    assert desk.events.events == ()


def test_our_own_media_number_is_hidden_until_our_engine_may_use_it(desk: Desk) -> None:
    conversation = desk.joined(own_number=3)
    assert conversation.live is not None
    assert [seat.media_number for seat in conversation.live.seats] == [0, 9]
    conversation.announce_media()
    assert conversation.next_message() == MediaReady()
    desk.hear(**state(seq=2, own_number=3))
    assert [seat.media_number for seat in conversation.live.seats] == [0, 9]
    desk.hear(**state(seq=3, own_number=10))
    assert [seat.media_number for seat in conversation.live.seats] == [10, 9]


def test_signals_typed_lines_and_changes_are_passed_on(desk: Desk) -> None:
    desk.joined()
    desk.hear(type="signal", from_site_id="hq", payload="v=0")
    desk.hear(
        type="line_typed",
        site_id="hq",
        line_id="line-1",
        speaker="Chủ trì",
        text="Giao xã",
        at=AT.isoformat(),
    )
    desk.hear(type="changes_available")
    desk.hear(type="pong", nonce=1)
    line = OpenLine(
        line_id=MinuteLineId("line-1"),
        site_id=SiteId("hq"),
        speaker="Chủ trì",
        text="Giao xã",
        at=AT,
    )
    assert desk.events.events == (
        SignalReceived(site_id=SiteId("hq"), untrusted_payload="v=0"),
        OpenLineChanged(line=line),
    )
    assert desk.wakes == 1


@pytest.mark.parametrize(
    "message",
    [
        {"type": "signal", "from_site_id": "hq", "payload": ""},
        state(seq=2, status="partying"),
        welcome().model_dump(mode="json"),
        {"type": "refused", "message_type": "DROP TABLE", "code": "x"},
        {"type": "nothing"},
    ],
)
def test_nonsense_is_dropped_and_the_session_goes_on(desk: Desk, message: dict[str, Any]) -> None:
    desk.joined(seq=1)
    desk.hear(**message)
    assert sum(desk.conversation.dropped.values()) == 1
    assert desk.events.events == ()
    desk.hear(**state(seq=3))
    assert len(desk.events.of(LiveSessionChanged)) == 1


def test_the_link_of_a_guest_reaches_who_rang(desk: Desk) -> None:
    desk.joined()
    path = f"/guest#session-1.{'x' * 43}"
    desk.hear(type="guest_link", call_id="c1", path=path, expires_at=AT.isoformat())
    assert [one.url for one in desk.events.of(GuestLinkMade)] == [path]


def test_a_refusal_reaches_the_officer_who_asked(desk: Desk) -> None:
    desk.joined()
    desk.hear(type="refused", message_type="present_page", code="forbidden")
    desk.hear(type="refused", message_type="set_step", code="K-108")
    desk.hear(type="refused", message_type="set_step", code="<b>Robert</b>")
    assert desk.events.events == (
        ActionFailed(action="present", code="K-107", data={"reason": "forbidden"}),
        ActionFailed(action="set_step", code="K-108", data={}),
        ActionFailed(action="set_step", code="K-107", data={"reason": "unknown"}),
    )


def test_a_refused_signal_is_nobody_s_business(desk: Desk) -> None:
    desk.joined()
    desk.hear(type="refused", message_type="signal", code="not_found")
    assert desk.events.events == ()


def test_the_page_of_a_trial_is_asked_for_once_of_every_showing_and_again_after_a_break(
    desk: Desk,
) -> None:
    shown = {"by_site_id": "hq", "number": 1}
    conversation = desk.joined(seq=1, trial_page=shown)
    assert conversation.next_message() == FetchTrialPage()
    desk.hear(**state(seq=2, trial_page=shown))
    assert conversation.next_message() is None
    desk.hear(type="trial_page", number=1, content="AAE=")
    assert desk.events.of(TrialPageArrived) == [
        TrialPageArrived(number=1, untrusted_content=b"\0\x01"),
    ]  # fmt: skip
    desk.hear(**state(seq=3, trial_page={**shown, "number": 2}))
    assert conversation.next_message() == FetchTrialPage()
    conversation.on_line_down()
    conversation.on_welcome(welcome(seq=4, trial_page={**shown, "number": 2}))
    conversation.on_line_down()
    assert desk.events.of(ActionFailed) == []
    conversation.on_welcome(welcome(seq=4, trial_page={**shown, "number": 2}))
    assert conversation.next_message() == FetchTrialPage()


def test_a_command_without_a_line_is_not_carried_out_later(desk: Desk) -> None:
    desk.conversation.begin(SESSION)
    desk.conversation.command(CloseSession())
    desk.conversation.on_welcome(welcome())
    assert desk.conversation.next_message() is None
    assert desk.events.events == (ActionFailed(action="close_session", code="K-106", data={}),)


def test_a_command_that_the_break_overtook_is_given_back(desk: Desk) -> None:
    conversation = desk.joined()
    conversation.command(CloseSession())
    conversation.on_line_down()
    conversation.on_welcome(welcome())
    assert conversation.next_message() is None
    assert desk.events.events == (ActionFailed(action="close_session", code="K-106", data={}),)


def test_a_command_too_many_is_given_back(desk: Desk) -> None:
    conversation = desk.joined()
    for _ in range(MAX_WAITING_COMMANDS + 1):
        conversation.command(AskFloor(has_hand_up=True))
    assert len(desk.events.of(ActionFailed)) == 1


def test_what_this_seat_sends_is_said_again_after_every_break(desk: Desk) -> None:
    media = SetMedia(is_microphone_on=True, is_camera_on=False)
    desk.conversation.begin(SESSION)
    desk.conversation.set_media(media)
    assert desk.conversation.next_message() is None
    desk.conversation.on_welcome(welcome())
    assert desk.conversation.next_message() == media
    desk.conversation.on_line_down()
    desk.conversation.on_welcome(welcome())
    assert desk.conversation.next_message() == media
    desk.conversation.set_media(media)
    assert desk.conversation.next_message() == media


def test_the_engine_is_announced_when_the_line_is_up(desk: Desk) -> None:
    desk.conversation.begin(SESSION)
    desk.conversation.announce_media()
    assert desk.conversation.next_message() is None
    desk.conversation.on_welcome(welcome())
    assert desk.conversation.next_message() == MediaReady()
    assert desk.conversation.next_message() is None


def test_signals_and_the_open_line_wait_for_the_line(desk: Desk) -> None:
    desk.conversation.begin(SESSION)
    desk.conversation.send_signal(SiteId("hq"), "v=0")
    desk.conversation.type_line(
        OpenLine(line_id=MinuteLineId("line-1"), site_id=OWN, speaker="Thư ký", text="Đề", at=AT)
    )
    desk.conversation.on_welcome(welcome())
    assert isinstance(desk.conversation.next_message(), Signal)
    assert isinstance(desk.conversation.next_message(), TypeLine)


def test_too_many_signals_are_told_to_the_log(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    conversation = desk.joined()
    for _ in range(MAX_WAITING_SIGNALS + 1):
        conversation.send_signal(SiteId("hq"), "v=0 10.1.2.3")
    assert "oldest waiting signal dropped" in caplog.text
    assert "10.1.2.3" not in caplog.text


def test_another_session_begins_clean(desk: Desk) -> None:
    conversation = desk.joined(own_number=3)
    conversation.set_media(SetMedia(is_microphone_on=True, is_camera_on=True))
    conversation.begin(SESSION)
    desk.hear(**state(seq=2))
    conversation.begin(SessionId("session-2"))
    assert conversation.live is None
    conversation.on_welcome(welcome())
    assert conversation.next_message() is None


def test_a_frame_that_is_no_welcome_is_passed_over(desk: Desk) -> None:
    assert desk.conversation.read_welcome('{"type": "changes_available"}') is None
    assert desk.conversation.read_welcome("{") is None
    assert desk.conversation.read_welcome(welcome().model_dump_json()) == welcome()
    assert desk.conversation.dropped == {MALFORMED: 1}


def test_a_seatless_state_has_no_media_number(desk: Desk) -> None:
    conversation = desk.joined(seats=[])
    assert conversation.live is not None
    assert conversation.live.seat(OWN) is None


def test_a_companion_desk_says_nothing_of_media(desk: Desk) -> None:
    desk.conversation.begin(SESSION, is_beside=True)
    desk.conversation.on_welcome(welcome(own_number=4))
    desk.conversation.announce_media()
    desk.conversation.set_media(SetMedia(is_microphone_on=True, is_camera_on=True))
    desk.conversation.send_signal(SiteId("hq"), "offer")
    desk.conversation.sense(SenseSites(sites=()))
    assert desk.conversation.next_message() is None
    desk.conversation.command(AskFloor(has_hand_up=True))
    assert desk.conversation.next_message() == AskFloor(has_hand_up=True)


def test_who_takes_the_seat_over_from_beside_it_begins_with_media_of_its_own(desk: Desk) -> None:
    desk.conversation.begin(SESSION, is_beside=True)
    desk.conversation.on_welcome(welcome(own_number=4))
    desk.conversation.on_line_down()
    desk.conversation.begin(SESSION)
    desk.conversation.on_welcome(welcome(own_number=0))
    desk.conversation.announce_media()
    assert desk.conversation.next_message() == MediaReady()


def test_a_lamp_is_told_to_a_city_that_passes_it_on_and_to_no_other(desk: Desk) -> None:
    told = [TellLamp(word="off"), TellLamp(word="recording")]
    conversation = desk.joined()
    conversation.tell_lamp(told[0])  # an older city would close the channel
    assert conversation.next_message() is None
    desk.hear(**state(seq=2, takes_lamps=True))
    for one in told:
        conversation.tell_lamp(one)
    assert conversation.due_in_s() == 0.0
    assert conversation.next_message() == told[1]
    assert conversation.next_message() is None
    conversation.on_line_down()
    conversation.tell_lamp(told[1])
    assert conversation.next_message() is None


def test_a_text_is_told_to_a_city_that_notes_signers_and_not_from_a_companion_desk(
    desk: Desk,
) -> None:
    told = TellText(sha256="1" * 64, lines=3, unsettled=0)
    conversation = desk.joined()
    conversation.tell_text(told)
    assert conversation.next_message() is None
    desk.hear(**state(seq=2, signing={}))
    conversation.tell_text(told)
    assert conversation.next_message() == told
    conversation.begin(SESSION, is_beside=True)
    conversation.on_welcome(welcome(signing={}))
    conversation.tell_text(told)
    assert conversation.next_message() is None


def test_a_companion_desk_has_no_lamp_to_tell(desk: Desk) -> None:
    desk.conversation.begin(SESSION, is_beside=True)
    desk.conversation.on_welcome(welcome(takes_lamps=True))
    desk.conversation.tell_lamp(TellLamp(word="off"))
    assert desk.conversation.next_message() is None


def test_the_lamp_of_another_site_is_told(desk: Desk) -> None:
    desk.joined()
    desk.hear(type="lamp_told", site_id="hq", word="fault")
    desk.hear(type="lamp_told", site_id="hq", word="green")
    told = SiteLampTold(site_id=SiteId("hq"), word=RecordingWord.FAULT)
    assert desk.events.of(SiteLampTold) == [told]
