"""What is said of recordings that the city has not whole."""

from dataclasses import replace

import pytest

from desktop.domain.ids import SessionId
from desktop.domain.recording.receipt import ReceiptFault
from desktop.domain.sync.status import Connectivity, RecordingOnWay, RecordingWay
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.sync.unsent_recordings import (
    FaultyRecording,
    RecordingsCell,
    recordings_cell,
)
from desktop.presenters.view.message import Tone
from desktop.presenters.view.message_code import MessageCode
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import SESSION, a_plan

pytestmark = pytest.mark.unit


def a_recording(name: str, way: RecordingWay, sent_bytes: int = 0) -> RecordingOnWay:
    return RecordingOnWay(
        session_id=SessionId(name), size_bytes=1_000, sent_bytes=sent_bytes, way=way
    )


def test_nothing_is_said_when_the_city_has_everything() -> None:
    assert recordings_cell((), {}) == RecordingsCell()


@pytest.mark.parametrize(
    ("ways", "told"),
    [
        ((RecordingWay.WAITING,), RecordingWay.WAITING),
        ((RecordingWay.WAITING, RecordingWay.SENDING), RecordingWay.SENDING),
        ((RecordingWay.NOT_TAKEN, RecordingWay.WAITING), RecordingWay.WAITING),
        ((RecordingWay.NOT_TAKEN, RecordingWay.CITY_FULL), RecordingWay.CITY_FULL),
        ((RecordingWay.NOT_TAKEN,), RecordingWay.NOT_TAKEN),
    ],
)
def test_what_moves_is_told_before_what_waits(
    ways: tuple[RecordingWay, ...], told: RecordingWay
) -> None:
    cell = recordings_cell([a_recording(way, way, 400) for way in ways], {})
    assert (cell.way, cell.sessions, cell.left_bytes) == (told, len(ways), 600 * len(ways))
    assert cell.faulty == ()


def test_what_is_wrong_at_the_city_is_told_by_session() -> None:
    faults = tuple(one.value for one in ReceiptFault)
    strange = replace(a_recording("unknown", RecordingWay.FAULTY, 1_000), faults=faults[:1])
    known = replace(a_recording("known", RecordingWay.FAULTY, 1_000), faults=faults)
    cell = recordings_cell((strange, known), {SessionId("known"): "TD-1"})
    assert cell == RecordingsCell(
        faulty=(
            FaultyRecording(name="unknown", faults=(ReceiptFault.REFUSED,)),
            FaultyRecording(name="TD-1", faults=tuple(ReceiptFault)),
        )
    )


def test_the_screen_does_not_say_that_all_is_sent(room: Room) -> None:
    room.fake.schedule.plans = [a_plan()]
    waiting = a_recording(SESSION, RecordingWay.WAITING)
    status = replace(room.fake.sync.status(), recordings=(waiting,))
    room.fake.sync.set_status(status)
    room.desk.start()
    room.desk.navigate(Screen.UNSENT)
    room.deliver()
    state = room.view.unsent[-1]
    assert (state.message.code, state.message.tone) == (MessageCode.RECORDINGS_LEFT, Tone.INFO)
    assert (state.can_send_now, state.recordings.left_bytes) == (True, 1_000)
    faulty = replace(waiting, way=RecordingWay.FAULTY, faults=("missing",))
    room.fake.sync.set_status(replace(status, recordings=(faulty,)))
    room.deliver()
    state = room.view.unsent[-1]
    assert (state.message.code, state.can_send_now) == (MessageCode.RECORDINGS_LEFT, False)
    assert state.recordings.faulty[0].name == a_plan().code
    room.fake.sync.set_status(
        replace(status, pending_operations=1, connectivity=Connectivity.ONLINE)
    )
    room.deliver()
    assert room.view.unsent[-1].message.code == MessageCode.UNSENT
