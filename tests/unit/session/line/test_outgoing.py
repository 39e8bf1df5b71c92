import json
from datetime import UTC, datetime

import pytest

from desktop.contract.channel.conduct import CloseSession, OpenSession, ResumeSession, SetStep
from desktop.contract.channel.floor import AskFloor, GiveFloor
from desktop.contract.channel.media import SetMedia, Signal
from desktop.contract.channel.messages import ROOM_MESSAGE
from desktop.contract.channel.minutes import TypeLine
from desktop.session.line.outgoing import (
    MAX_WAITING_COMMANDS,
    MAX_WAITING_LINES,
    MAX_WAITING_SIGNALS,
    SIGNAL_LIFETIME_S,
    TYPED_INTERVAL_S,
    Outgoing,
    text_of,
)
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit


def typed(text: str, line_id: str = "line-1") -> TypeLine:
    at = datetime(2026, 11, 26, 5, tzinfo=UTC)
    return TypeLine(line_id=line_id, speaker="Công dân", text=text, at=at)


def test_nothing_is_due_when_nothing_waits() -> None:
    outgoing = Outgoing(FakeClock())
    assert outgoing.take() is None
    assert outgoing.due_in_s() is None


def test_commands_keep_their_order_and_go_first() -> None:
    outgoing = Outgoing(FakeClock())
    outgoing.put_signal(Signal(to_site_id="hq", payload="sdp"))
    outgoing.put_command(OpenSession())
    outgoing.put_command(ResumeSession())
    assert outgoing.due_in_s() == 0.0
    taken = [outgoing.take() for _ in range(4)]
    assert [type(one) for one in taken] == [
        OpenSession,
        ResumeSession,
        Signal,
        type(None),
    ]


def test_a_command_too_many_is_not_kept() -> None:
    outgoing = Outgoing(FakeClock())
    for _ in range(MAX_WAITING_COMMANDS):
        assert outgoing.put_command(OpenSession())
    assert not outgoing.put_command(OpenSession())


def test_the_oldest_signal_makes_room() -> None:
    outgoing = Outgoing(FakeClock())
    for number in range(MAX_WAITING_SIGNALS):
        assert outgoing.put_signal(Signal(to_site_id="hq", payload=str(number)))
    assert not outgoing.put_signal(Signal(to_site_id="hq", payload="newest"))
    first = outgoing.take()
    assert isinstance(first, Signal)
    assert first.payload == "1"


def test_a_signal_too_old_is_not_sent() -> None:
    clock = FakeClock()
    outgoing = Outgoing(clock)
    outgoing.put_signal(Signal(to_site_id="hq", payload="old"))
    clock.advance(SIGNAL_LIFETIME_S + 1)
    outgoing.put_signal(Signal(to_site_id="hq", payload="new"))
    first = outgoing.take()
    assert isinstance(first, Signal)
    assert first.payload == "new"


def test_only_the_newest_word_on_media_is_sent() -> None:
    outgoing = Outgoing(FakeClock())
    outgoing.put_media(SetMedia(is_microphone_on=True, is_camera_on=True))
    outgoing.put_media(SetMedia(is_microphone_on=False, is_camera_on=True))
    assert outgoing.due_in_s() == 0.0
    assert outgoing.take() == SetMedia(is_microphone_on=False, is_camera_on=True)
    assert outgoing.take() is None


def test_the_open_line_travels_at_most_five_times_a_second_and_its_newest_text_wins() -> None:
    clock = FakeClock()
    outgoing = Outgoing(clock)
    outgoing.put_typed(typed("Đ"))
    assert outgoing.take() == typed("Đ")
    outgoing.put_typed(typed("Đề"))
    outgoing.put_typed(typed("Đề nghị"))
    assert outgoing.take() is None
    assert outgoing.due_in_s() == pytest.approx(TYPED_INTERVAL_S)
    clock.advance(TYPED_INTERVAL_S)
    assert outgoing.due_in_s() == 0.0
    assert outgoing.take() == typed("Đề nghị")


def test_a_finished_line_is_withdrawn_before_the_next_one_appears() -> None:
    clock = FakeClock()
    outgoing = Outgoing(clock)
    outgoing.put_typed(typed("a", "line-1"))
    outgoing.put_typed(typed("", "line-1"))
    outgoing.put_typed(typed("b", "line-2"))
    assert outgoing.take() == typed("", "line-1")
    clock.advance(TYPED_INTERVAL_S)
    assert outgoing.take() == typed("b", "line-2")


def test_open_lines_do_not_pile_up() -> None:
    clock = FakeClock()
    outgoing = Outgoing(clock)
    for number in range(MAX_WAITING_LINES + 3):
        outgoing.put_typed(typed("x", f"line-{number}"))
    first = outgoing.take()
    assert isinstance(first, TypeLine)
    assert first.line_id == "line-3"


def test_commands_are_given_back_when_the_line_breaks() -> None:
    outgoing = Outgoing(FakeClock())
    outgoing.put_command(CloseSession())
    outgoing.put_typed(typed("x"))
    assert outgoing.take_commands() == (CloseSession(),)
    assert isinstance(outgoing.take(), TypeLine)


def test_a_left_seat_has_nothing_to_say() -> None:
    outgoing = Outgoing(FakeClock())
    outgoing.put_command(CloseSession())
    outgoing.put_signal(Signal(to_site_id="hq", payload="x"))
    outgoing.put_media(SetMedia(is_microphone_on=True, is_camera_on=True))
    outgoing.put_typed(typed("x"))
    outgoing.clear()
    assert outgoing.due_in_s() is None
    assert outgoing.take() is None


def test_what_an_older_city_does_not_know_is_sent_only_where_it_says_something() -> None:
    assert json.loads(text_of(SetStep(step="questions"))) == {
        "type": "set_step",
        "step": "questions",
    }
    whole = SetStep(step="questions", reason="Không ai hỏi thêm gì", calls_roll=True)
    assert ROOM_MESSAGE.validate_json(text_of(whole)) == whole
    assert json.loads(text_of(OpenSession())) == {"type": "open_session"}
    assert json.loads(text_of(GiveFloor(site_id=None))) == {"type": "give_floor", "site_id": None}
    told = AskFloor(has_hand_up=True, speaker="Công dân A", side="citizens")
    assert ROOM_MESSAGE.validate_json(text_of(told)) == told
