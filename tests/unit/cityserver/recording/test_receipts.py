"""The receipt names what the city has, what is missing or wrong, and since when."""

from datetime import timedelta

import pytest

from desktop.cityserver.access.callers import Room
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.recording.receipts import OTHER_SEAL, RECORDING_KIND
from desktop.cityserver.recording.taking import PartName
from desktop.cityserver.store.audit import entries_of
from desktop.contract.problem import ProblemCode
from desktop.contract.recording import RecordingReceipt
from desktop.domain.recording.receipt import NO_SEAL, RIGHT_SEAL
from desktop.domain.recording.seal import SEAL_NAME, SealFault
from desktop.recordings.reading import read_recording
from desktop.recordings.sealing import look_at_seal, seal_recording
from desktop.sync.access.room_identity import RoomIdentity
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.running_city_server import ELSEWHERE, SESSION
from tests.samples.city_recordings import RoomRecording, sha256_of
from tests.samples.recordings import BEGAN_AT, KEY
from tests.unit.cityserver.recording.conftest import ROOM, City

pytestmark = pytest.mark.unit


def noted(city: City) -> list[tuple[str, str]]:
    with city.database.read() as session:
        return [
            (row.subject_id, row.outcome)
            for row in entries_of(session)
            if row.kind == RECORDING_KIND
        ]


def told(receipt: RecordingReceipt) -> list[tuple[int, str | None, str | None]]:
    return [(one.number, one.end, one.fault) for one in receipt.parts]


def test_a_whole_recording_gets_a_receipt_with_its_gaps(
    taking: City, recorded: RoomRecording, clock: FakeClock
) -> None:
    taking.send(recorded)
    receipt = taking.end(recorded)
    assert (receipt.is_whole, receipt.is_closed, receipt.seal) == (True, True, RIGHT_SEAL)
    assert (receipt.room_id, receipt.sealed_by, receipt.received_at) == (
        "pc-1", "pc-1", clock.now(),
    )  # fmt: skip
    assert told(receipt) == [(1, "paused", None), (2, None, "torn"), (3, "closed", None)]
    assert [one.sha256 for one in receipt.parts] == [
        sha256_of(data) for _, data in recorded.parts()
    ]
    first, second = receipt.gaps
    assert (first.from_at, first.until_at, first.why) == (
        BEGAN_AT + timedelta(seconds=3), BEGAN_AT + timedelta(minutes=1), "paused",
    )  # fmt: skip
    assert second.why is None
    assert (receipt.missing, receipt.refused, receipt.is_held) == ((), (), False)
    assert noted(taking) == [(SESSION, "whole")]
    # what lies at the city is what `reception-room verify` reads
    folder = taking.folder / "pc-1" / SESSION
    looked = look_at_seal(folder, read_recording(folder))
    assert looked is not None
    assert looked.fault is None


def test_the_same_again_gets_the_same_answer(
    taking: City, recorded: RoomRecording, clock: FakeClock
) -> None:
    taking.send(recorded)
    receipt = taking.end(recorded)
    clock.advance(60)
    again = receipt.model_copy(update={"told_at": clock.now()})
    assert taking.end(recorded) == again == taking.receipts.receipt(ROOM, SESSION)
    assert noted(taking) == [(SESSION, "whole")]


def test_what_is_missing_is_named_until_it_comes(
    taking: City, recorded: RoomRecording, clock: FakeClock
) -> None:
    parts = dict(recorded.parts())
    taking.send_part(3, parts[3])
    receipt = taking.end(recorded)
    assert (receipt.missing, receipt.is_whole) == ((1, 2), False)
    assert told(receipt) == [(3, "closed", "unlinked")]
    assert receipt.seal == RIGHT_SEAL  # of its end, whatever is missing before it
    taking.send_part(1, parts[1])
    taking.send_part(2, parts[2])
    clock.advance(60)
    later = taking.end(recorded)
    assert (later.missing, later.is_whole, later.received_at) == ((), True, clock.now())
    assert noted(taking) == [(SESSION, "not_whole"), (SESSION, "whole")]


def test_a_last_part_that_the_room_named_is_missed_too(
    taking: City, recorded: RoomRecording
) -> None:
    parts = dict(recorded.parts())
    taking.send_part(1, parts[1])
    receipt = taking.end(recorded)
    assert (receipt.missing, receipt.is_closed, receipt.is_whole) == ((2, 3), False, False)
    assert receipt.seal == SealFault.OTHER


def test_what_was_refused_is_named_with_why(taking: City, recorded: RoomRecording) -> None:
    recorded.flip(2)
    for number, data in recorded.parts():
        try:
            taking.send_part(number, data)
        except Rejected:
            assert number == 2
    receipt = taking.end(recorded)
    assert [(one.number, one.why) for one in receipt.refused] == [(2, "broken")]
    assert (receipt.missing, receipt.is_whole) == ((2,), False)


def test_what_was_altered_at_the_city_is_named(taking: City, recorded: RoomRecording) -> None:
    taking.send(recorded)
    first = taking.end(recorded)
    (taking.folder / "pc-1" / SESSION / "0001.rrec").unlink()
    sha256 = first.parts[0].sha256
    part = PartName(session_id=SESSION, number=1, sha256=sha256)
    assert not taking.parts.progress(ROOM, part).is_complete
    now = taking.receipts.receipt(ROOM, SESSION)
    assert told(now)[0] == (1, "paused", "damaged")
    assert (first.is_whole, now.is_whole) == (True, False)


def test_a_recording_without_a_seal_says_so_and_a_later_seal_counts(
    taking: City, recorded: RoomRecording, signer: RoomIdentity
) -> None:
    (recorded.folder / SEAL_NAME).unlink()
    taking.send(recorded)
    assert taking.end(recorded).seal == NO_SEAL
    assert seal_recording(recorded.folder, signer, key=KEY)
    assert taking.end(recorded).seal == RIGHT_SEAL


def test_a_right_seal_is_never_replaced(
    taking: City, recorded: RoomRecording, signer: RoomIdentity
) -> None:
    taking.send(recorded)
    taking.end(recorded)
    path = recorded.folder / SEAL_NAME
    path.unlink()
    assert seal_recording(recorded.folder, signer, key=KEY)  # the same key, other bytes
    with pytest.raises(Rejected) as refused:
        taking.end(recorded)
    assert refused.value.code is ProblemCode.RECORDING_REFUSED
    assert refused.value.detail == OTHER_SEAL


def test_a_seal_by_a_key_that_the_city_never_signed_does_not_count(
    taking: City, recorded: RoomRecording, signer: RoomIdentity
) -> None:
    (recorded.folder / SEAL_NAME).unlink()
    assert seal_recording(recorded.folder, _Bare(signer=signer), key=KEY)
    taking.send(recorded)
    receipt = taking.end(recorded)
    assert receipt.seal == SealFault.STRANGER
    assert not (taking.folder / "pc-1" / SESSION / SEAL_NAME).exists()


def test_a_key_that_is_gone_is_named(taking: City, recorded: RoomRecording) -> None:
    taking.send(recorded)
    assert not taking.end(recorded, has_key=False).has_key


@pytest.mark.parametrize("room", [Room(room_id="pc-9", site_id=ELSEWHERE)])
def test_nobody_else_is_told_of_it(taking: City, recorded: RoomRecording, room: Room) -> None:
    taking.send(recorded)
    with pytest.raises(Rejected) as before:
        taking.receipts.receipt(ROOM, SESSION)
    taking.end(recorded)
    with pytest.raises(Rejected) as stranger:
        taking.receipts.receipt(room, SESSION)
    with pytest.raises(Rejected) as hostile:
        taking.receipts.end(room, SESSION, recorded.end())
    codes = {one.value.code for one in (before, stranger, hostile)}
    assert codes == {ProblemCode.NOT_FOUND}
    other = Room(room_id="pc-2", site_id=ROOM.site_id)
    with pytest.raises(Rejected):
        taking.receipts.receipt(other, SESSION)


class _Bare:
    """A PC's key without its certificate."""

    def __init__(self, *, signer: RoomIdentity) -> None:
        self._signer = signer

    def sign(self, words: bytes) -> bytes:
        return self._signer.sign(words)

    def public_key(self) -> str:
        return self._signer.public_key()

    def version(self) -> str | None:
        return None
