"""Recordings go part by part, after everything else, and what the city said of them is kept."""

import logging
from datetime import time

import pytest

from desktop.contract.problem import ProblemCode
from desktop.contract.recording import PartProgress
from desktop.domain.errors import (
    AccessRefused,
    Offline,
    ProtocolError,
    ReceptionError,
    ServerBusy,
    TimedOut,
)
from desktop.domain.papers.upload_window import UploadWindow
from desktop.domain.recording.seal import SEAL_NAME, SealFault
from desktop.domain.sync.status import RecordingOnWay, RecordingWay
from desktop.sync.codes import AccessCode
from desktop.sync.http.city_api import PartAddress, WireFault
from desktop.sync.recording import uploads as module
from desktop.sync.recording.closed import SETTLED_S, ClosedRecordings
from desktop.sync.recording.uploads import RecordingUploads
from tests.samples.city_recordings import sha256_of
from tests.unit.sync.recording.conftest import SESSION, NewRecording, Room

pytestmark = pytest.mark.unit


def only(uploads: RecordingUploads) -> RecordingOnWay:
    (one,) = uploads.on_way()
    return one


def sent_to(room: Room) -> dict[tuple[str, int], bytes]:
    whole = room.api.recordings.whole
    return {(part.session_id, part.number): data for part, data in whole.items()}


def test_a_closed_recording_goes_whole_and_its_receipt_is_remembered(
    room: Room, new_recording: NewRecording
) -> None:
    recording, uploads = new_recording(), room.uploads()
    uploads.look()
    assert only(uploads) == RecordingOnWay(
        session_id=SESSION,
        size_bytes=sum(len(data) for _, data in recording.parts()),
        sent_bytes=0,
        way=RecordingWay.WAITING,
    )
    room.run(uploads)
    assert sent_to(room) == {(SESSION, number): data for number, data in recording.parts()}
    ((session_id, end),) = room.api.recordings.ends
    assert (session_id, end.seal, end.has_key) == (SESSION, "a seal", True)
    assert [(one.number, one.sha256) for one in end.parts] == [
        (number, sha256_of(data)) for number, data in recording.parts()
    ]
    assert uploads.on_way() == ()
    calls = len(room.api.calls)
    assert room.run(room.uploads()) == 0  # nor after a restart
    assert len(room.api.calls) == calls


def test_a_large_part_goes_in_blocks_and_goes_on_behind_a_cut_and_a_restart(
    room: Room, new_recording: NewRecording, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MIN_BLOCK_BYTES", 100)
    monkeypatch.setattr(module, "FIRST_BLOCK_BYTES", 100)
    monkeypatch.setattr(module, "MAX_UPLOAD_CHUNK_BYTES", 100)
    recording, uploads = new_recording(), room.uploads()
    uploads.look()
    for _ in range(4):  # hash, progress, two blocks
        uploads.move()
    assert only(uploads).sent_bytes == 200
    assert only(uploads).way is RecordingWay.SENDING
    room.api.losses = 1  # the city has the block, and its answer is lost
    with pytest.raises(Offline):
        uploads.move()
    (begun,) = room.api.recordings.begun.values()
    assert len(begun) == 300
    again = room.uploads()
    assert room.run(again) > 10
    assert sent_to(room) == {(SESSION, number): data for number, data in recording.parts()}
    assert room.api.calls.count("end_recording") == 1


def test_nothing_goes_beside_a_call_before_enrolment_or_outside_the_hours(
    room: Room, new_recording: NewRecording
) -> None:
    new_recording()
    uploads = room.uploads()
    uploads.spare(is_calling=True)
    assert room.run(uploads) == 0
    assert uploads.on_way() == ()  # the disk is left alone too
    uploads.spare(is_calling=False)
    room.token = None
    assert room.run(uploads) == 0
    uploads.move()
    room.token = "token"
    uploads.spare(is_calling=True)
    assert uploads.due_at_s() is None
    uploads.spare(is_calling=False)
    night = room.uploads(UploadWindow(time(18), time(6)))
    assert room.run(night) == 0
    assert room.api.calls == []
    night.lift()
    assert room.run(night) > 0
    assert night.on_way() == ()


def test_an_older_city_keeps_nobody_from_their_work_and_is_asked_again_later(
    room: Room, new_recording: NewRecording
) -> None:
    new_recording()
    room.api.recordings.sessions = set()
    uploads = room.uploads()
    room.run(uploads)
    assert only(uploads).way is RecordingWay.NOT_TAKEN
    assert room.run(uploads) == 0
    room.api.recordings.sessions = None
    room.clock.advance(module.NOT_TAKEN_S)
    room.run(uploads)
    assert uploads.on_way() == ()


def test_a_part_that_does_not_check_is_passed_over_and_told(
    room: Room, new_recording: NewRecording, caplog: pytest.LogCaptureFixture
) -> None:
    recording = new_recording()
    parts = dict(recording.parts())
    room.api.recordings.refuses.add(sha256_of(parts[2]))
    uploads = room.uploads()
    with caplog.at_level(logging.WARNING):
        room.run(uploads)
    assert "part of a recording refused session=session-1 part=2" in caplog.text
    assert set(sent_to(room)) == {(SESSION, 1), (SESSION, 3)}
    assert only(uploads).way is RecordingWay.FAULTY
    assert only(uploads).faults == ("refused", "missing")
    room.clock.advance(10 * module.FAULTY_S)
    assert room.run(uploads) == 0  # no sending mends it
    again = room.uploads()
    again.look()
    assert only(again).faults == ("refused", "missing")


def test_a_part_that_was_refused_before_is_not_sent_again(
    room: Room, new_recording: NewRecording
) -> None:
    parts = dict(new_recording().parts())
    uploads = room.uploads()
    uploads.look()
    uploads.move()
    address = uploads._journeys[SESSION].address
    assert address is not None
    room.api.recordings.apart.add(address)
    room.run(uploads)
    assert room.api.calls.count("append_recording") == len(parts) - 1


def test_what_is_damaged_at_the_city_is_sent_again_a_day_later(
    room: Room, new_recording: NewRecording
) -> None:
    recording = new_recording()
    uploads = room.uploads()
    room.run(uploads, steps=3)
    fakes = room.api.recordings
    fakes.loses = {3}
    room.run(uploads)
    assert only(uploads).faults == ("missing",)
    assert only(uploads).sent_bytes == only(uploads).size_bytes
    fakes.loses = set()
    room.clock.advance(module.FAULTY_S)
    room.run(uploads)
    assert uploads.on_way() == ()
    assert (SESSION, 3) in sent_to(room)
    assert len(list(recording.parts())) == 3


def test_a_wrong_seal_a_lost_key_and_an_open_end_are_told(
    room: Room, new_recording: NewRecording
) -> None:
    new_recording("session-a")
    new_recording("session-b", is_sealed=False)
    room.over.add("session-b")
    room.clock.set_wall_clock(room.clock.now().replace(year=2030))
    room.lost_keys.add("session-a")
    room.api.recordings.seal = SealFault.STRANGER
    uploads = room.uploads()
    room.run(uploads)
    faults = {one.session_id: one.faults for one in uploads.on_way()}
    assert faults == {"session-a": ("wrong_seal", "key_gone"), "session-b": ("not_closed",)}


def test_a_seal_that_comes_later_ends_the_recording_once_more(
    room: Room, new_recording: NewRecording
) -> None:
    recording = new_recording(is_sealed=False)
    room.over.add(SESSION)
    room.clock.set_wall_clock(room.clock.now().replace(year=2030))
    uploads = room.uploads()
    room.run(uploads)
    assert only(uploads).faults == ("not_closed",)
    (recording.folder / SEAL_NAME).write_text("a seal")
    room.clock.advance(module.LOOK_S)
    room.run(uploads)
    assert uploads.on_way() == ()
    assert room.api.calls.count("append_recording") == 3
    assert SETTLED_S > module.LOOK_S


def test_another_seal_than_the_right_one_is_told(room: Room, new_recording: NewRecording) -> None:
    new_recording()
    uploads = room.uploads()
    room.run(uploads, steps=9)
    assert room.api.calls.count("append_recording") == 3
    room.api.recordings.failures.append(ProblemCode.RECORDING_REFUSED)
    room.run(uploads)
    assert only(uploads).faults == ("wrong_seal",)


def test_a_full_city_is_told_and_asked_again(room: Room, new_recording: NewRecording) -> None:
    new_recording()
    room.api.recordings.failures.append(ProblemCode.STORAGE_LOW)
    uploads = room.uploads()
    room.run(uploads)
    assert only(uploads).way is RecordingWay.CITY_FULL
    room.clock.advance(module.LATER_S)
    room.run(uploads)
    assert uploads.on_way() == ()


def test_a_conflict_is_asked_about_a_little_later(room: Room, new_recording: NewRecording) -> None:
    new_recording()
    uploads = room.uploads()
    uploads.look()
    uploads.move()
    room.api.recordings.failures.append(ProblemCode.CONFLICT)
    uploads.move()
    assert room.run(uploads) == 0
    room.clock.advance(module.RETRY_S)
    room.run(uploads)
    assert uploads.on_way() == ()


@pytest.mark.parametrize(
    "failure", [Offline(), TimedOut(), ProtocolError(ProblemCode.WRONG_VERSION)]
)
def test_what_concerns_the_whole_city_is_told_to_the_loop(
    room: Room, new_recording: NewRecording, failure: ReceptionError
) -> None:
    new_recording()
    uploads = room.uploads()
    uploads.look()
    uploads.move()
    room.api.failures.append(failure)
    with pytest.raises(type(failure)):
        uploads.move()
    room.run(uploads)
    assert uploads.on_way() == ()


@pytest.mark.parametrize(
    ("failure", "wait_s"),
    [
        (ServerBusy(1.0), module.RETRY_S),
        (ServerBusy(77.0), 77.0),
        (ProtocolError(WireFault.MALFORMED), module.LATER_S),
    ],
)
def test_what_concerns_recordings_alone_never_stops_words(
    room: Room, new_recording: NewRecording, failure: ReceptionError, wait_s: float
) -> None:
    new_recording()
    uploads = room.uploads()
    uploads.look()
    uploads.move()
    room.api.failures.append(failure)
    uploads.move()  # raises nothing
    room.clock.advance(wait_s - 1)
    assert room.run(uploads) == 0
    room.clock.advance(1)
    room.run(uploads)
    assert uploads.on_way() == ()


def test_a_proxy_that_lets_only_small_bodies_through_gets_small_blocks(
    room: Room, new_recording: NewRecording, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MIN_BLOCK_BYTES", 50)
    monkeypatch.setattr(module, "MAX_UPLOAD_CHUNK_BYTES", 800)
    real, fakes = room.api.recordings.append, room.api.recordings
    sizes = list[int]()

    def proxied(
        token: str, part: PartAddress, *, offset: int, total_bytes: int, data: bytes
    ) -> PartProgress:
        sizes.append(len(data))
        if len(data) > 256:
            raise ServerBusy(1.0)
        return real(token, part, offset=offset, total_bytes=total_bytes, data=data)

    monkeypatch.setattr(fakes, "append", proxied)
    new_recording()
    uploads = room.uploads()
    for _ in range(20):
        room.run(uploads)
        room.clock.advance(module.RETRY_S)
    assert uploads.on_way() == ()
    assert sizes[1:3] == [400, 200]


def test_a_pc_that_is_refused_waits_and_people_work_on(
    room: Room, new_recording: NewRecording
) -> None:
    new_recording()
    room.api.failures.append(AccessRefused(AccessCode.CERTIFICATE))
    uploads = room.uploads()
    room.run(uploads)
    assert room.run(uploads) == 0
    assert only(uploads).way is RecordingWay.WAITING
    room.clock.advance(module.LATER_S)
    room.run(uploads)
    assert uploads.on_way() == ()


def test_a_part_that_cannot_be_read_waits_and_is_looked_for_again(
    room: Room, new_recording: NewRecording
) -> None:
    recording = new_recording()
    uploads = room.uploads()
    uploads.look()
    recording.path(1).unlink()
    uploads.move()
    uploads.look()
    room.run(uploads)
    assert {number for _, number in sent_to(room)} == {2, 3}


def test_an_empty_part_is_named_and_never_sent(room: Room, new_recording: NewRecording) -> None:
    recording = new_recording()
    recording.path(4).touch()
    uploads = room.uploads()
    room.run(uploads)
    ((_, end),) = room.api.recordings.ends
    assert [one.number for one in end.parts] == [1, 2, 3, 4]
    assert only(uploads).faults == ("missing",)


def test_a_disk_that_cannot_be_read_is_looked_at_later(
    room: Room, new_recording: NewRecording, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_recording()
    uploads = room.uploads()

    def refuse(*_given: object, **_named: object) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(ClosedRecordings, "look", refuse)
        uploads.look()
    assert uploads.on_way() == ()
    room.clock.advance(module.LOOK_S)
    uploads.look()
    assert len(uploads.on_way()) == 1
