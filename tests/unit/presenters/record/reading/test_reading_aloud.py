"""Đọc to: one press, one line, this room alone; the button says what the engine said."""

from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.devices.device import DeviceKind
from desktop.domain.ids import SiteId
from desktop.domain.media.events import EngineStateChanged
from desktop.domain.reception.status import PauseReason, Step
from desktop.domain.record.speech import NOT_READ, SpeechFault, SpeechStage
from desktop.presenters.record.reading.reading_aloud import Aloud
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_voice import FakeVoice
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import COMMUNE, HQ, a_case
from tests.samples.steps import steps_to
from tests.unit.presenters.record.reading.test_read_back import (
    TEXTS,
    a_reading,
    mark,
    move,
    panel,
    put,
)
from tests.unit.presenters.record.test_minutes import a_line

pytestmark = pytest.mark.unit


def voiced(own: SiteId = HQ, role: Role = Role.HQ_CLERK) -> tuple[Room, FakeVoice]:
    """The second line is read back, and this PC has a voice."""
    room = a_reading(own, role)
    mark(room, 1)
    room.fake.voice.find()
    room.deliver()
    return room, room.fake.voice


def press(room: Room) -> None:
    room.session.read_back.press_aloud()
    room.deliver()


def tell(room: Room, stage: SpeechStage, fault: SpeechFault | None = None) -> None:
    room.fake.voice.tell(stage, fault=fault)
    room.deliver()


def speaking(room: Room) -> None:
    press(room)
    tell(room, SpeechStage.SPEAKING)
    assert panel(room).aloud is Aloud.SPEAKING


def words(text: str) -> str:
    return f"{a_line('line-0').speaker}: {text}"


def test_without_a_voice_there_is_no_button() -> None:
    room = a_reading()
    mark(room, 1)
    assert panel(room).aloud is None
    press(room)
    assert room.fake.voice.said == []
    room.fake.voice.find()
    room.deliver()
    assert panel(room).aloud is Aloud.READY


def test_one_press_speaks_the_line_and_no_other() -> None:
    room, voice = voiced()
    press(room)
    assert voice.said == [words(TEXTS[1])]
    assert panel(room).aloud is Aloud.PREPARING
    tell(room, SpeechStage.SPEAKING)
    assert panel(room).aloud is Aloud.SPEAKING
    tell(room, SpeechStage.SPEAKING)
    tell(room, SpeechStage.ENDED)
    assert panel(room).aloud is Aloud.READY
    assert panel(room).number == 2
    assert len(voice.said) == 1


def test_every_room_may_hear_its_own_voice() -> None:
    room, voice = voiced(COMMUNE, Role.ROOM_OFFICER)
    assert not panel(room).may_move
    press(room)
    assert voice.said == [words(TEXTS[1])]


def test_the_second_press_stops_and_the_engine_says_when() -> None:
    room, voice = voiced()
    speaking(room)
    room.session.read_back.press_aloud()
    assert panel_of(room) is Aloud.STOPPING
    assert voice.stops == 1
    room.deliver()
    assert panel(room).aloud is Aloud.READY
    press(room)
    press(room)
    assert voice.stops == 2
    assert panel(room).aloud is Aloud.READY


def panel_of(room: Room) -> Aloud | None:
    found = room.session.read_back.panel()
    return None if found is None else found.aloud


def test_a_press_before_the_stop_was_told_speaks_anew() -> None:
    room, voice = voiced()
    speaking(room)
    room.session.read_back.press_aloud()
    room.session.read_back.press_aloud()
    assert len(voice.said) == 2
    room.deliver()
    assert panel(room).aloud is Aloud.PREPARING
    voice.tell(SpeechStage.ENDED, order=1)
    room.deliver()
    assert panel(room).aloud is Aloud.PREPARING


def test_what_stands_at_the_marker_is_spoken_and_nothing_else() -> None:
    room, voice = voiced()
    speaking(room)
    move(room, 1)
    assert voice.stops == 1
    assert panel(room).aloud is Aloud.READY
    speaking(room)
    put(room, a_line("line-2", second=2, text="Giao xã trả lời trước 10/12."))
    assert voice.stops == 2
    speaking(room)
    put(room, a_line("line-0", second=0, text="Một dòng khác."))
    assert panel(room).aloud is Aloud.SPEAKING
    room.fake.channel.pause_session(PauseReason.BREAK)
    room.deliver()
    assert voice.stops == 3
    room.session.read_back.press_aloud()
    assert len(voice.said) == 3


def test_nothing_speaks_on_when_the_officer_leaves_or_the_seat_is_taken() -> None:
    room, voice = voiced()
    speaking(room)
    room.session.leave()
    assert voice.stops == 1
    other, voice = voiced()
    speaking(other)
    other.fake.channel.take_seat_away()
    other.deliver()
    assert voice.stops == 1


@pytest.mark.parametrize("is_up", [True, False])
def test_an_engine_that_goes_takes_the_voice_along(*, is_up: bool) -> None:
    room, voice = voiced()
    speaking(room)
    voice.stops = -1
    room.tell(EngineStateChanged(is_up=is_up, restarts=1))
    assert panel(room).aloud is Aloud.READY
    assert voice.stops == 0


def test_before_the_first_line_and_without_a_loudspeaker_nothing_can_be_spoken() -> None:
    room = a_reading()
    room.fake.voice.find()
    room.deliver()
    assert panel(room).aloud is Aloud.NO_LINE
    press(room)
    mark(room, 1)
    media = room.fake.media
    media.present = tuple(one for one in media.present if one.kind is not DeviceKind.LOUDSPEAKER)
    room.session.draw()
    assert panel(room).aloud is Aloud.NO_LOUDSPEAKER
    press(room)
    assert room.fake.voice.said == []


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (SpeechFault.VOICE, MessageCode.VOICE_FAILED),
        (SpeechFault.TOO_LONG, MessageCode.LINE_TOO_LONG_TO_SPEAK),
        (SpeechFault.LOUDSPEAKER, MessageCode.VOICE_NOT_HEARD),
    ],
)
def test_what_is_not_spoken_is_said_so(fault: SpeechFault, code: MessageCode) -> None:
    room, _ = voiced()
    press(room)
    tell(room, SpeechStage.FAILED, fault)
    assert code in room.banner_codes()
    assert panel(room).aloud is Aloud.READY


def test_the_room_hears_no_more_than_display_2_shows() -> None:
    room, voice = voiced()
    put(room, a_line("line-5", second=5, text="Căn cước 031165000123, đơn ngày 26/11/2026."))
    mark(room, 5)
    press(room)
    assert voice.said == [words(f"Căn cước {NOT_READ}, đơn ngày 26/11/2026.")]


def test_a_denouncer_is_not_named_aloud() -> None:
    case = replace(a_case(), petition_type=PetitionType.DENUNCIATION)
    room = Room(own_site_id=HQ, role=Role.HQ_CLERK)
    room.fake.schedule.cases = {case.id: case}
    person = room.fake.access.person
    assert person is not None
    listed = replace(person.officer, denunciations=frozenset({case.id}))
    room.fake.access.person = replace(person, officer=listed)
    room.fake.access.people = (listed,)
    room.open()
    line = a_line("line-5", second=5, text="Nguyễn Thị Mẫu trình bày.")
    put(room, replace(line, speaker="Công dân A"))
    room.call_roll()
    for step in steps_to(Step.READ_BACK):
        room.fake.channel.set_step(step)
    mark(room, 5)
    room.fake.voice.find()
    room.deliver()
    press(room)
    assert room.fake.voice.said == ["Người tố cáo: Người tố cáo trình bày."]


def test_before_the_city_answered_nothing_is_spoken() -> None:
    room = Room()
    room.desk.start()
    room.fake.channel.lose_city()
    session = room.enter()
    session.facts.live = None
    session.read_back.press_aloud()
    session.read_back.on_event(EngineStateChanged(is_up=True, restarts=0))
    assert room.fake.voice.said == []
