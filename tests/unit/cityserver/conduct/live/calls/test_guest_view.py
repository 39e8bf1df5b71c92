"""What a guest is told of a session: who is where and whose turn it is, and no name."""

import pytest

from desktop.cityserver.conduct.live.calls.guest_view import guest_view
from desktop.contract.channel.agency_call import CallState
from desktop.contract.channel.conduct import EndingState, SkippedState, State
from desktop.contract.channel.consultation import ConsultationState
from desktop.contract.channel.floor import HandState, QueueState, TurnState
from desktop.contract.channel.guests import GuestLink
from desktop.contract.channel.media import IceServersRenewed, SignalRelayed
from desktop.contract.channel.minutes import LineTyped
from desktop.contract.channel.roll_call import AddedPersonState, RollState
from desktop.contract.channel.seat import ChangesAvailable, Pong, Refused, Welcome
from desktop.contract.channel.stage import StageState
from desktop.domain.conduct.calls.guest import LINK_S
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

NAME = "Nguyễn Thị Mẫu"


def guest(site_id: str, agency: str) -> CallState:
    return CallState(
        id=site_id,
        target="guest",
        site_id=site_id,
        name=agency,
        rung_at=NOON,
        ring_s=LINK_S,
        stage="listening",
    )


STATE = State(
    seq=3,
    status="in_session",
    step="presentation",
    pause_reason=None,
    opened_at=NOON,
    seats=(),
    speaking_site_id="hq",
    floor_since=NOON,
    stage=StageState(document_id="d", page=2, page_count=5, title=f"Đơn của {NAME}"),
    ending=EndingState(status="adjourned", reason=NAME, at=NOON),
    skipped=(SkippedState(step="opening", reason=NAME, at=NOON),),
    roll=RollState(
        added=(AddedPersonState(person_id="p", site_id="hq", full_name=NAME, role="citizen"),)
    ),
    queue=QueueState(
        hands=(
            HandState(
                number=1, site_id="hq", side="citizens", raised_at=NOON, speaker=NAME, reason=NAME
            ),
        ),
        turn=TurnState(seconds=300, speaker=NAME, side="citizens"),
        heard=("hq",),
        locked=(),
    ),
    consultations=(ConsultationState(site_ids=("hq", "commune"), at=NOON),),
    calls=(guest("guest-1", "Ban Tiếp công dân"), guest("guest-2", "Bộ Mẫu")),
)
WELCOME = Welcome(site_id="guest-1", server_time=NOON, ice_servers=(), state=STATE)


@pytest.mark.parametrize("message", [STATE, WELCOME], ids=["state", "welcome"])
def test_no_name_and_no_other_guest_is_told(message: State | Welcome) -> None:
    shown = guest_view(message, "guest-1")
    assert shown is not None
    text = shown.model_dump_json()
    assert NAME not in text
    assert "Bộ Mẫu" not in text
    assert "Ban Tiếp công dân" in text
    assert '"heard":["hq"]' in text
    assert '"page":2,"page_count":5' in text
    assert '"site_ids":["hq","commune"]' in text


def test_a_state_without_queue_and_ending_has_none() -> None:
    bare = STATE.model_copy(update={"stage": None, "queue": None, "ending": None, "calls": None})
    shown = guest_view(bare, "guest-1")
    assert isinstance(shown, State)
    assert shown.queue is None
    assert shown.ending is None
    turnless = STATE.queue.model_copy(update={"turn": None}) if STATE.queue else None
    shown = guest_view(STATE.model_copy(update={"queue": turnless}), "guest-1")
    assert isinstance(shown, State)
    assert shown.queue is not None
    assert shown.queue.turn is None


def test_minutes_links_and_news_of_records_are_for_rooms() -> None:
    line = LineTyped(site_id="hq", line_id="l", speaker=NAME, text=NAME, at=NOON)
    link = GuestLink(call_id="c", path="/guest#s.t", expires_at=NOON)
    for message in (line, link, ChangesAvailable()):
        assert guest_view(message, "guest-1") is None


def test_media_and_answers_come_as_they_are() -> None:
    for message in (
        Pong(nonce=1),
        SignalRelayed(from_site_id="hq", payload="x"),
        IceServersRenewed(ice_servers=()),
        Refused(message_type="set_step", code="forbidden"),
    ):
        assert guest_view(message, "guest-1") is message
