"""A room lets go of a recording only when the city has just shown that it has all of it."""

import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.contract.problem import ProblemCode
from desktop.domain.errors import Offline, ServerBusy, TimedOut
from desktop.domain.recording.seal import SEAL_NAME
from desktop.recordings.facts import LET_GO_NAME, told_recording
from desktop.recordings.reading import read_recording
from desktop.sync.recording import purge as module
from desktop.sync.recording import uploads as uploads_module
from desktop.sync.recording.kept import Receipts
from desktop.sync.recording.uploads import RecordingUploads
from tests.fakes.fake_recordings import RECEIVED_AT
from tests.samples.city_recordings import RoomRecording
from tests.unit.sync.recording.conftest import SESSION, NewRecording, Room

pytestmark = pytest.mark.unit

DAYS = 30
DELAY_S = timedelta(days=DAYS).total_seconds()


@pytest.fixture
def sent(room: Room, new_recording: NewRecording) -> RoomRecording:
    """The city has it, and has said so."""
    recording = new_recording()
    room.clock.set_wall_clock(RECEIVED_AT)
    uploads = room.uploads()
    room.run(uploads)
    assert uploads.on_way() == ()
    return recording


def wait(room: Room, seconds: float = DELAY_S) -> None:
    """So much time goes by here and at the city."""
    room.clock.advance(seconds)
    room.api.recordings.told_after_s += seconds


def purging(room: Room, after_days: int | None = DAYS) -> RecordingUploads:
    uploads = room.uploads(after_days=after_days)
    room.run(uploads)
    return uploads


def parts_left(recording: RoomRecording) -> int:
    return len(list(recording.folder.glob("*.rrec")))


def test_after_receipt_and_delay_parts_go_and_seal_and_minutes_stay(
    room: Room, sent: RoomRecording, caplog: pytest.LogCaptureFixture
) -> None:
    before = read_recording(sent.folder)
    wait(room)
    with caplog.at_level(logging.INFO):
        purging(room)
    assert "recording let go session=session-1 parts=3" in caplog.text
    assert {path.name for path in sent.folder.iterdir()} == {SEAL_NAME, LET_GO_NAME}
    assert told_recording(sent.folder) == before
    assert read_recording(sent.folder).parts == ()
    # every part was asked for at this hour, between two looks at the receipt
    calls = room.api.calls[room.api.calls.index("end_recording") + 1 :]
    assert calls == ["recording_receipt", *["recording_progress"] * 3, "recording_receipt"]
    again = purging(room)
    assert again.on_way() == ()
    assert room.api.calls[-1] == "recording_receipt"


def test_a_room_without_the_policy_keeps_everything(room: Room, sent: RoomRecording) -> None:
    wait(room, 100 * DELAY_S)
    uploads = purging(room, after_days=None)
    assert uploads.due_at_s() is None
    assert parts_left(sent) == 3


def test_before_the_delay_the_city_is_not_even_asked(room: Room, sent: RoomRecording) -> None:
    wait(room, DELAY_S - 60)
    calls = len(room.api.calls)
    uploads = purging(room)
    due_s = uploads.due_at_s()
    assert due_s is not None
    assert due_s - room.clock.monotonic() == pytest.approx(60)
    assert (len(room.api.calls), parts_left(sent)) == (calls, 3)
    wait(room, 60)
    room.run(uploads)
    assert parts_left(sent) == 0


def test_a_pc_whose_clock_runs_ahead_waits_for_the_citys(room: Room, sent: RoomRecording) -> None:
    room.clock.advance(10 * DELAY_S)
    uploads = purging(room)
    assert parts_left(sent) == 3
    assert "recording_progress" not in room.api.calls[-2:]
    room.api.recordings.told_after_s = DELAY_S
    room.clock.advance(module.AGAIN_S)
    room.run(uploads)
    assert parts_left(sent) == 0


def test_what_the_city_holds_stays(room: Room, sent: RoomRecording) -> None:
    wait(room)
    room.api.recordings.is_held = True
    uploads = purging(room)
    assert parts_left(sent) == 3
    room.api.recordings.is_held = False
    room.clock.advance(module.AGAIN_S)
    room.run(uploads)
    assert parts_left(sent) == 0


def test_what_two_people_at_the_city_had_destroyed_goes_here_too(
    room: Room, sent: RoomRecording
) -> None:
    room.api.recordings.purged_at = RECEIVED_AT
    wait(room)
    room.api.recordings.is_held = True
    uploads = purging(room)
    assert parts_left(sent) == 3  # held since: nobody lets go of it
    room.api.recordings.is_held = False
    room.clock.advance(module.AGAIN_S)
    room.run(uploads)
    assert parts_left(sent) == 0
    after = room.api.calls[room.api.calls.index("end_recording") + 1 :]
    assert set(after) == {"recording_receipt"}  # there is no part to ask for
    remembered = Receipts(memory=room.store.memory).recall(SESSION)
    assert remembered is not None
    assert remembered.purged_at == RECEIVED_AT


def test_what_was_destroyed_by_decision_is_not_sent_for_ever(
    room: Room, new_recording: NewRecording
) -> None:
    """A PC that forgot what it sent, or is enrolled anew; without the policy it keeps all."""
    room.api.recordings.purged_at = RECEIVED_AT
    recording = new_recording()
    uploads = room.uploads()
    room.run(uploads)
    assert (uploads.on_way(), parts_left(recording)) == ((), 3)
    assert "append_recording" not in room.api.calls


def test_what_the_city_holds_at_the_last_moment_stays(room: Room, sent: RoomRecording) -> None:
    wait(room)

    def hold(name: str) -> None:
        room.api.recordings.is_held = name == "recording_progress" or room.api.recordings.is_held

    room.api.on_call = hold
    purging(room)
    assert parts_left(sent) == 3


def test_a_part_that_the_city_lost_is_sent_again_and_nothing_is_let_go(
    room: Room, sent: RoomRecording
) -> None:
    wait(room)
    fakes = room.api.recordings
    kept = dict(fakes.whole)

    def lose(name: str) -> None:
        if name == "recording_progress" and len(fakes.whole) == 3:
            fakes.whole = {part: data for part, data in kept.items() if part.number != 2}

    room.api.on_call = lose
    uploads = purging(room)
    assert parts_left(sent) == 3
    room.api.on_call = lambda _name: None
    room.clock.advance(uploads_module.LOOK_S)
    room.run(uploads)
    assert len(fakes.whole) == 3
    assert fakes.ends[-1][0] == SESSION


def test_a_part_that_was_altered_here_is_not_the_citys_and_stays(
    room: Room, sent: RoomRecording
) -> None:
    wait(room)
    sent.flip(2)
    purging(room)
    assert parts_left(sent) == 3


@pytest.mark.parametrize("fault", [TimedOut(), Offline()])
def test_a_city_that_does_not_answer_is_asked_from_the_start_another_day(
    room: Room, sent: RoomRecording, fault: Exception
) -> None:
    wait(room)
    uploads = room.uploads(after_days=DAYS)
    uploads.look()
    for _ in range(5):  # three parts read, the receipt, one part asked for
        uploads.move()
    room.api.failures.append(fault)  # type: ignore[arg-type]
    with pytest.raises(type(fault)):
        uploads.move()
    assert room.run(uploads) == 0
    wait(room, module.AGAIN_S)
    assert room.run(uploads) == 3 + 1 + 3 + 1
    assert parts_left(sent) == 0


def test_a_city_that_refuses_is_told_in_the_log(
    room: Room, sent: RoomRecording, caplog: pytest.LogCaptureFixture
) -> None:
    wait(room)
    room.api.recordings.failures.append(ProblemCode.NOT_FOUND)
    uploads = purging(room)
    room.api.failures.append(ServerBusy(1.0))
    room.clock.advance(module.AGAIN_S)
    room.run(uploads)
    assert caplog.text.count("recording not let go session=session-1") == 2
    assert parts_left(sent) == 3


def test_what_a_kill_has_left_of_it_goes_at_the_next_look(
    room: Room, sent: RoomRecording, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait(room)

    def killed(_parts: object) -> None:
        sent.path(1).unlink()
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(module, "_remove", killed)
        purging(room)
    assert parts_left(sent) == 2
    again = purging(room)
    assert parts_left(sent) == 0
    assert again.on_way() == ()
    assert room.api.calls.count("end_recording") == 1


def test_a_part_that_came_after_it_was_let_go_is_kept_and_sent(
    room: Room, sent: RoomRecording
) -> None:
    data = sent.path(3).read_bytes()
    wait(room)
    purging(room)
    (sent.folder / "0004.rrec").write_bytes(data)
    again = room.uploads(after_days=DAYS)
    again.look()
    assert len(again.on_way()) == 1
    assert parts_left(sent) == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"parts": [{"name": 1}]}', '{"parts": 3}'])
def test_what_was_noted_and_cannot_be_read_tells_nothing(tmp_path: Path, text: str) -> None:
    folder = tmp_path / SESSION
    folder.mkdir()
    assert told_recording(folder).parts == ()
    (folder / LET_GO_NAME).write_text(text)
    assert told_recording(folder).parts == ()


def test_a_recording_that_lies_here_is_read_whatever_was_noted(
    room: Room, new_recording: NewRecording
) -> None:
    recording = new_recording()
    (recording.folder / LET_GO_NAME).write_text('{"parts": []}')
    assert len(told_recording(recording.folder).parts) == 3
    assert replace(told_recording(recording.folder)) == read_recording(recording.folder)
    assert room.root == recording.folder.parent
