import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from desktop.domain.conduct.events import ChannelChanged, LiveSessionChanged
from desktop.domain.conduct.live_session import LiveSession, PagePart, Stage
from desktop.domain.conduct.speaking_queue import Side, Speaker, Turn
from desktop.domain.events import ActionFailed
from desktop.domain.ids import DocumentId, SiteId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.ending import ENDINGS
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from tests.contract.services.benches import ChannelBench
from tests.patience import PATIENCE_S
from tests.samples.steps import steps_to

pytestmark = pytest.mark.contract

REASON = "Công dân cần bổ sung giấy tờ gốc"


def joined(bench: ChannelBench) -> None:
    bench.service.join(bench.session_id)
    bench.events.wait_for(LiveSessionChanged)


def live_when(bench: ChannelBench, is_so: Callable[[LiveSession], bool]) -> LiveSession:
    """The first told state of which it is so."""
    deadline_s = time.monotonic() + PATIENCE_S
    count = 1
    while True:
        left_s = deadline_s - time.monotonic()
        live = bench.events.wait_for(LiveSessionChanged, count=count, limit_s=left_s).live
        if is_so(live):
            return live
        count += 1


def test_joining_takes_a_seat_and_tells_the_whole_state(channel_bench: ChannelBench) -> None:
    assert channel_bench.service.live() is None
    joined(channel_bench)
    assert channel_bench.events.of(ChannelChanged)[-1].is_connected
    live = channel_bench.service.live()
    assert live is not None
    seat = live.seat(channel_bench.own_site_id)
    assert seat is not None
    assert seat.is_connected


def test_the_state_grows_in_sequence(channel_bench: ChannelBench) -> None:
    joined(channel_bench)
    channel_bench.service.ask_floor(has_hand_up=True)
    live_when(channel_bench, lambda live: has_hand_up(live, channel_bench.own_site_id))
    channel_bench.service.ask_floor(has_hand_up=False)
    live_when(
        channel_bench,
        lambda live: live.seq > 1 and not has_hand_up(live, channel_bench.own_site_id),
    )
    numbers = [event.live.seq for event in channel_bench.events.of(LiveSessionChanged)]
    assert numbers == sorted(numbers)


def has_hand_up(live: LiveSession, site_id: SiteId) -> bool:
    seat = live.seat(site_id)
    return seat is not None and seat.has_hand_up


def test_what_the_seat_sends_is_told_to_all(channel_bench: ChannelBench) -> None:
    joined(channel_bench)
    channel_bench.service.set_media(is_microphone_on=False, is_camera_on=False)

    def is_dark(live: LiveSession) -> bool:
        seat = live.seat(channel_bench.own_site_id)
        return seat is not None and not seat.is_camera_on

    assert is_dark(live_when(channel_bench, is_dark))


def test_the_session_is_opened_paused_resumed_and_walked(channel_bench: ChannelBench) -> None:
    service = channel_bench.service
    joined(channel_bench)
    service.open_session()
    live = live_when(channel_bench, lambda one: one.status is SessionStatus.IN_SESSION)
    assert live.opened_at is not None
    service.pause_session(PauseReason.CONSULTATION)
    live = live_when(channel_bench, lambda one: one.status is SessionStatus.PAUSED)
    assert live.pause_reason is PauseReason.CONSULTATION
    service.resume_session()
    for step in steps_to(Step.CONCLUSION):
        service.set_step(step)
    live = live_when(channel_bench, lambda one: one.step is Step.CONCLUSION)
    assert (live.status, live.pause_reason) == (SessionStatus.CONCLUDING, None)


def test_a_pause_says_when_it_ends_and_a_time_that_is_past_pauses_nothing(
    channel_bench: ChannelBench,
) -> None:
    service = channel_bench.service
    joined(channel_bench)
    service.open_session()
    opened_at = live_when(channel_bench, lambda one: one.opened_at is not None).opened_at
    assert opened_at is not None
    service.pause_session(PauseReason.BREAK, opened_at - timedelta(hours=1))
    assert channel_bench.events.wait_for(ActionFailed).action == "pause_session"
    last = opened_at.astimezone(LOCAL_ZONE).replace(hour=23, minute=59, second=59)
    back_at = min(opened_at + timedelta(minutes=1), last)
    service.pause_session(PauseReason.ORDER, back_at)
    live = live_when(channel_bench, lambda one: one.status is SessionStatus.PAUSED)
    (pause,) = live.pauses or ()
    assert (pause.reason, pause.back_at) == (PauseReason.ORDER, back_at)
    service.resume_session()
    live_when(channel_bench, lambda one: [p.ended_at is None for p in one.pauses or ()] == [False])


def test_a_step_is_left_out_for_a_reason_alone(channel_bench: ChannelBench) -> None:
    service = channel_bench.service
    joined(channel_bench)
    service.open_session()
    opened = live_when(channel_bench, lambda one: one.status is SessionStatus.IN_SESSION)
    assert opened.skipped == ()
    service.set_step(Step.ANNOUNCEMENTS)
    service.set_step(Step.ANNOUNCEMENTS, "  Thành phần đã kiểm tra từ trước ")
    live = live_when(channel_bench, lambda one: one.step is Step.ANNOUNCEMENTS)
    assert [(one.step, one.reason) for one in live.skipped or ()] == [
        (Step.ROLL_CALL, "Thành phần đã kiểm tra từ trước")
    ]


def order(live: LiveSession) -> list[tuple[int, str]]:
    return [(one.number, one.speaker) for one in live.queue.hands] if live.queue else []


def test_hands_have_an_order_that_is_changed_called_and_cleared(
    channel_bench: ChannelBench,
) -> None:
    own, floor = channel_bench.own_site_id, channel_bench.service.floor
    citizen = Speaker(label="Công dân A", side=Side.CITIZENS)
    leader = Speaker(label="Lãnh đạo xã", side=Side.LOCALITY)
    joined(channel_bench)
    channel_bench.service.open_session()
    floor.raise_hand(citizen, "Làm rõ diện tích")
    floor.raise_hand(leader)
    two = [(1, "Công dân A"), (2, "Lãnh đạo xã")]
    live = live_when(channel_bench, lambda one: order(one) == two)
    assert live.queue is not None
    assert live.queue.hands[0].reason == "Làm rõ diện tích"
    floor.move(2, 0)
    live_when(channel_bench, lambda one: order(one) == two[::-1])
    floor.call(own, 1, 120)
    live = live_when(channel_bench, lambda one: one.speaking_site_id == own)
    assert live.queue is not None
    assert live.queue.turn == Turn(seconds=120, speaker="Công dân A", side=Side.CITIZENS)
    floor.lower_hand(leader)
    live_when(channel_bench, lambda one: one.speaking_site_id == own and order(one) == [])
    floor.raise_hand(citizen)
    live = live_when(channel_bench, lambda one: order(one) == [(3, "Công dân A")])
    floor.lower(None)
    live_when(channel_bench, lambda one: one.seq > live.seq and order(one) == [])


def test_the_floor_is_given_lowers_the_hand_and_is_ended(channel_bench: ChannelBench) -> None:
    own = channel_bench.own_site_id
    joined(channel_bench)
    channel_bench.service.open_session()
    channel_bench.service.ask_floor(has_hand_up=True)
    live_when(channel_bench, lambda live: has_hand_up(live, own))
    channel_bench.service.give_floor(own)
    live = live_when(channel_bench, lambda one: one.speaking_site_id == own)
    assert not has_hand_up(live, own)
    assert live.floor_since is not None
    channel_bench.service.give_floor(None)
    live = live_when(channel_bench, lambda one: one.seq > live.seq and one.speaking_site_id is None)
    assert live.floor_since is None


def test_a_page_is_put_on_every_screen_and_taken_down(channel_bench: ChannelBench) -> None:
    stage = Stage(
        document_id=DocumentId("paper-1"),
        page=3,
        page_count=12,
        title="Bản đồ",
        part=PagePart.MIDDLE,
    )
    joined(channel_bench)
    channel_bench.service.open_session()
    channel_bench.service.present(stage)
    live = live_when(channel_bench, lambda one: one.stage == stage)
    channel_bench.service.present(None)
    live_when(channel_bench, lambda one: one.seq > live.seq and one.stage is None)


def test_a_forbidden_move_is_refused_and_the_channel_goes_on(channel_bench: ChannelBench) -> None:
    joined(channel_bench)
    channel_bench.service.close_session()
    event = channel_bench.events.wait_for(ActionFailed)
    assert (event.action, event.code) == ("close_session", "K-107")
    channel_bench.service.open_session()
    live_when(channel_bench, lambda live: live.status is SessionStatus.IN_SESSION)


@pytest.mark.parametrize("status", ENDINGS)
def test_an_open_session_is_ended_for_a_reason_that_everybody_is_told(
    channel_bench: ChannelBench, status: SessionStatus
) -> None:
    service = channel_bench.service
    joined(channel_bench)
    service.end_session(status, REASON)
    event = channel_bench.events.wait_for(ActionFailed)
    assert (event.action, event.code) == ("end_session", "K-107"), "not opened yet"
    service.open_session()
    service.give_floor(channel_bench.own_site_id)
    service.end_session(status, REASON)
    live = live_when(channel_bench, lambda one: one.status is status)
    assert live.ending is not None
    assert (live.ending.status, live.ending.reason) == (status, REASON)
    assert live.opened_at is not None
    assert live.ending.at >= live.opened_at
    assert (live.speaking_site_id, live.stage, live.pause_reason) == (None, None, None)
    service.end_session(status, REASON)
    channel_bench.events.wait_for(ActionFailed, count=2)


def test_a_pause_is_ended_as_the_law_lists_it(channel_bench: ChannelBench) -> None:
    service = channel_bench.service
    joined(channel_bench)
    service.open_session()
    service.pause_session(PauseReason.TECHNICAL)
    live_when(channel_bench, lambda one: one.status is SessionStatus.PAUSED)
    service.end_session(SessionStatus.REFUSED, REASON)
    assert channel_bench.events.wait_for(ActionFailed).action == "end_session"
    service.end_session(SessionStatus.ABORTED_TECHNICAL, REASON)
    live = live_when(channel_bench, lambda one: one.status is SessionStatus.ABORTED_TECHNICAL)
    assert live.pause_reason is None
    service.resume_session()
    event = channel_bench.events.wait_for(ActionFailed, count=2)
    assert event.action == "resume_session"


def test_what_is_said_without_a_line_is_not_carried_out_later(
    channel_bench: ChannelBench,
) -> None:
    channel_bench.service.open_session()
    event = channel_bench.events.wait_for(ActionFailed)
    assert (event.action, event.code) == ("open_session", "K-106")
    joined(channel_bench)
    live = channel_bench.service.live()
    assert live is not None
    assert live.status is SessionStatus.READY


def test_leaving_ends_the_state(channel_bench: ChannelBench) -> None:
    joined(channel_bench)
    channel_bench.service.leave()
    channel_bench.events.wait_for(ChannelChanged, count=2)
    assert not channel_bench.events.of(ChannelChanged)[-1].is_connected
    assert channel_bench.service.live() is None


def test_a_silent_call_for_help_is_kept_once_and_not_seen_to_by_who_asks(
    channel_bench: ChannelBench,
) -> None:
    joined(channel_bench)
    own, calls = channel_bench.own_site_id, channel_bench.service.calls
    calls.call_help()
    live_when(channel_bench, lambda live: bool(live.help_calls))
    calls.call_help()
    calls.take_help_call(own)
    assert channel_bench.events.wait_for(ActionFailed).action == "take_help_call"
    live = channel_bench.service.live()
    assert live is not None
    assert [(one.site_id, one.taken_by) for one in live.help_calls or ()] == [(own, None)]
