import contextlib
import hashlib
import io
from dataclasses import dataclass, replace
from typing import Any

import pytest

from desktop.domain.errors import (
    AccessRefused,
    Offline,
    ProtocolError,
    ReceptionError,
    RetryableError,
    ServerBusy,
    StorageError,
)
from desktop.domain.ids import DocumentId
from desktop.domain.papers.events import PapersChanged
from desktop.store.blobs.format import CHUNK_BYTES
from desktop.store.codes import StorageCode
from desktop.store.records.transfers import (
    CITY_FULL,
    NO_SESSION,
    Direction,
    Transfer,
    TransferState,
)
from desktop.store.store import Store
from desktop.sync.codes import AccessCode
from desktop.sync.http.city_api import BlobPart, WireFault
from desktop.sync.traffic.uploads import (
    CALL_SHARE,
    FIRST_BLOCK_BYTES,
    MAX_ASKS,
    MIN_CALL_BLOCK_BYTES,
    STORE_RETRY_S,
    Uploads,
)
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.fakes.fake_clock import FakeClock
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.store import LIMIT_S, TODAY

pytestmark = pytest.mark.unit

TOKEN = "token"
DATA = bytes(range(256)) * 8_000
SHA256 = hashlib.sha256(DATA).hexdigest()
PAPER = DocumentId("paper-1")


def _transfer(direction: Direction, size: int = len(DATA), sha256: str = SHA256) -> Transfer:
    return Transfer(
        document_id=PAPER,
        session_id=TODAY,
        direction=direction,
        sha256=sha256,
        size_bytes=size,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Uploads and downloads between a store and a city."""

    api: FakeCityApi
    city: FakeCity
    clock: FakeClock
    events: EventRecorder
    store: Store
    uploads: Uploads

    def to_send(self, data: bytes = DATA) -> None:
        info = self.store.blobs.put(io.BytesIO(data), 1 << 30)
        self.city.put("paper", PAPER, {"sha256": info.sha256, "size_bytes": info.size_bytes})
        transfer = _transfer(Direction.UP, len(data), info.sha256)
        self.store.transfers.queue(transfer).result(LIMIT_S)

    def to_fetch(self, data: bytes = DATA) -> None:
        self.city.put("paper", PAPER, {"sha256": SHA256, "size_bytes": len(DATA)})
        self.city.blobs[SHA256] = data
        self.store.transfers.queue(_transfer(Direction.DOWN)).result(LIMIT_S)

    def found(self, direction: Direction) -> Transfer:
        found = self.store.transfers.get(PAPER, direction)
        assert found is not None
        return found

    def move(self, *, is_calling: bool = False) -> None:
        self.uploads.move(TOKEN, is_calling=is_calling)

    def move_all(self, uploads: Uploads | None = None) -> None:
        moving = uploads or self.uploads
        for _ in range(40):
            if moving.due_at_s() is None:
                return
            moving.move(TOKEN, is_calling=False)
            self.clock.advance(0.01)


@pytest.fixture
def line(
    store: Store, city: FakeCity, api: FakeCityApi, clock: FakeClock, events: EventRecorder
) -> Line:
    uploads = Uploads(
        api=api, blobs=store.blobs, transfers=store.transfers, clock=clock, emit=events
    )
    return Line(api=api, city=city, clock=clock, events=events, store=store, uploads=uploads)


def test_a_paper_is_sent_block_by_block_and_told(line: Line) -> None:
    line.to_send()
    line.move()
    assert line.found(Direction.UP).moved_bytes == FIRST_BLOCK_BYTES
    line.move_all()

    assert line.city.blobs[SHA256] == DATA
    assert line.found(Direction.UP).state is TransferState.DONE
    told = line.events.of(PapersChanged)
    assert told[0] == PapersChanged(session_id=TODAY, document_ids=frozenset({PAPER}))
    assert len(told) >= 2


def test_bytes_the_city_has_already_are_not_sent(line: Line) -> None:
    line.to_send()
    line.city.blobs[SHA256] = DATA
    line.move()

    assert "append_blob" not in line.api.calls
    assert line.found(Direction.UP).state is TransferState.DONE


def test_an_upload_goes_on_where_the_city_stands_whatever_we_believe(line: Line) -> None:
    line.to_send()
    line.city.parts[SHA256] = DATA[:1_000]
    line.move()
    line.api.losses = 1
    with pytest.raises(Offline):
        line.move()
    line.uploads.pause()
    line.move_all()

    assert line.city.blobs[SHA256] == DATA


def test_after_a_broken_line_the_city_is_asked_before_a_byte_is_sent_again(line: Line) -> None:
    line.to_send()
    line.move()
    line.api.losses = 1
    with pytest.raises(Offline):
        line.move()
    line.api.calls.clear()
    line.move()

    assert line.api.calls == ["blob_state", "append_blob"]


def test_a_paper_the_city_does_not_list_yet_is_tried_later_and_ever_more_rarely(line: Line) -> None:
    line.to_send()
    del line.city.records["paper", PAPER]
    waits = []
    for _ in range(7):
        line.move()
        due_s = line.uploads.due_at_s()
        assert due_s is not None
        waits.append(due_s - line.clock.monotonic())
        line.clock.advance(due_s - line.clock.monotonic())

    assert waits == [2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]
    line.city.put("paper", PAPER, {"sha256": SHA256, "size_bytes": len(DATA)})
    line.move_all()
    assert line.city.blobs[SHA256] == DATA


def test_a_paper_the_city_never_lists_waits_for_ever_and_stops_nothing(line: Line) -> None:
    line.to_send()
    del line.city.records["paper", PAPER]
    for _ in range(1_100):
        line.move()
        line.clock.advance(60.0)
    assert line.found(Direction.UP).state is TransferState.WAITING


def test_a_photo_the_city_does_not_have_is_given_up_and_may_be_asked_for_again(line: Line) -> None:
    photo = replace(
        _transfer(Direction.DOWN), document_id=DocumentId(SHA256), session_id=NO_SESSION
    )
    line.store.transfers.queue(photo).result(LIMIT_S)
    for _ in range(MAX_ASKS):
        assert line.uploads.due_at_s() is not None
        line.move()
        line.clock.advance(60.0)
    given_up = line.store.transfers.get(photo.document_id, Direction.DOWN)
    assert given_up is not None
    assert (given_up.state, given_up.reason) == (TransferState.REFUSED, "not_found")
    assert line.uploads.due_at_s() is None

    line.city.put("paper", PAPER, {"sha256": SHA256, "size_bytes": len(DATA)})
    line.city.blobs[SHA256] = DATA
    line.store.transfers.queue(photo).result(LIMIT_S)
    line.move_all()
    assert line.store.blobs.has(SHA256)


def test_a_paper_that_must_wait_holds_up_no_other(line: Line) -> None:
    line.to_send()
    del line.city.records["paper", PAPER]
    line.move()
    other = line.store.blobs.put(io.BytesIO(DATA + b"x"), 1 << 30)
    line.city.put("paper", "paper-2", {"sha256": other.sha256, "size_bytes": other.size_bytes})
    second = replace(
        _transfer(Direction.UP, other.size_bytes, other.sha256), document_id=DocumentId("paper-2")
    )
    line.store.transfers.queue(second).result(LIMIT_S)

    for _ in range(12):
        line.move()
    assert other.sha256 in line.city.blobs


def _full(line: Line) -> bool:
    """What the row of the paper says."""
    told = line.events.of(PapersChanged)[-1]
    assert told.document_ids == {PAPER}
    (waiting,) = (one for one in line.store.transfers.waiting() if one.document_id == PAPER)
    assert line.found(Direction.UP) == waiting
    return waiting.reason == CITY_FULL


def test_a_paper_waits_for_the_city_s_room_until_the_city_takes_bytes_again(line: Line) -> None:
    line.to_send()
    line.move()
    line.api.failures = [ProtocolError("storage_low")]
    line.move()
    assert line.found(Direction.UP).reason == CITY_FULL
    assert _full(line)
    told = len(line.events.of(PapersChanged))
    line.clock.advance(120.0)
    line.api.failures = [ProtocolError("storage_low")]
    line.move()
    assert len(line.events.of(PapersChanged)) == told, "nothing new"
    line.clock.advance(120.0)
    line.move()
    assert not _full(line)
    line.move_all()
    assert line.found(Direction.UP).state is TransferState.DONE
    assert line.found(Direction.UP).reason == ""


def test_bytes_of_any_paper_that_the_city_takes_show_that_it_has_room(line: Line) -> None:
    line.to_send()
    line.api.failures = [ProtocolError("storage_low")]
    line.move()
    assert _full(line)
    other = line.store.blobs.put(io.BytesIO(DATA + b"x"), 1 << 30)
    line.city.put("paper", "paper-2", {"sha256": other.sha256, "size_bytes": other.size_bytes})
    second = replace(
        _transfer(Direction.UP, other.size_bytes, other.sha256), document_id=DocumentId("paper-2")
    )
    line.store.transfers.queue(second).result(LIMIT_S)
    line.move()
    assert line.found(Direction.UP).reason == ""
    told = [one.document_ids for one in line.events.of(PapersChanged)]
    assert {PAPER} in told[1:]


@pytest.mark.parametrize("error", [ProtocolError("not_found"), ServerBusy(5.0)], ids=repr)
def test_another_answer_of_the_city_takes_the_place_of_its_want_of_room(
    line: Line, error: ReceptionError
) -> None:
    line.to_send()
    line.api.failures = [ProtocolError("storage_low")]
    line.move()
    line.clock.advance(120.0)
    line.api.failures = [error]
    with contextlib.suppress(ServerBusy):
        line.move()
    assert not _full(line)


@pytest.mark.usefixtures("caplog")
def test_a_paper_that_is_put_aside_waits_for_no_room(line: Line) -> None:
    line.to_send()
    line.api.failures = [ProtocolError("storage_low")]
    line.move()
    line.clock.advance(120.0)
    line.api.failures = [AccessRefused(AccessCode.FORBIDDEN)]
    line.move()
    found = line.found(Direction.UP)
    assert (found.state, found.reason) == (TransferState.REFUSED, "forbidden")
    line.store.transfers.send_refused_again().result(LIMIT_S)
    assert not _full(line)


@pytest.mark.usefixtures("caplog")
@pytest.mark.parametrize("code", ["hash_mismatch", "too_large", "bad_request"])
def test_a_paper_the_city_cannot_take_is_tried_once_more_and_then_put_aside(
    line: Line, code: str
) -> None:
    line.to_send()
    for _ in range(2):
        line.api.failures = [ProtocolError(code)]
        line.move()
        line.clock.advance(5.0)

    found = line.found(Direction.UP)
    assert (found.state, found.reason) == (TransferState.REFUSED, code)
    assert line.uploads.due_at_s() is None
    assert line.store.blobs.has(SHA256), "the paper itself is safe"


@pytest.mark.parametrize("error", [*map(ProtocolError, WireFault), ServerBusy(5.0)], ids=repr)
def test_a_faulty_line_is_no_verdict_on_a_paper(line: Line, error: ReceptionError) -> None:
    line.to_send()
    waits = []
    for _ in range(8):
        line.api.failures = [error]
        with pytest.raises(RetryableError):
            line.move()
        due_s = line.uploads.due_at_s()
        assert due_s is not None
        waits.append(due_s - line.clock.monotonic())
        line.clock.advance(waits[-1])

    assert waits == [2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0]
    assert line.found(Direction.UP).state is TransferState.WAITING
    line.move_all()
    assert line.city.blobs[SHA256] == DATA


def test_a_paper_that_the_line_does_not_carry_holds_up_no_other(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.to_send()
    other = line.store.blobs.put(io.BytesIO(DATA + b"x"), 1 << 30)
    line.city.put("paper", "paper-2", {"sha256": other.sha256, "size_bytes": other.size_bytes})
    second = replace(
        _transfer(Direction.UP, other.size_bytes, other.sha256), document_id=DocumentId("paper-2")
    )
    line.store.transfers.queue(second).result(LIMIT_S)
    real = line.api.append_blob

    def filtered(token: str, sha256: str, *, offset: int, total_bytes: int, data: bytes) -> int:
        if sha256 == SHA256:
            raise ProtocolError(WireFault.REDIRECTED)
        return real(token, sha256, offset=offset, total_bytes=total_bytes, data=data)

    monkeypatch.setattr(line.api, "append_blob", filtered)
    for _ in range(12):
        with contextlib.suppress(Offline):
            line.move()
    assert other.sha256 in line.city.blobs
    assert line.found(Direction.UP).state is TransferState.WAITING


def test_a_refusal_is_forgotten_once_more_of_the_paper_has_arrived(line: Line) -> None:
    line.to_send()
    for _ in range(2):
        line.api.failures = [ProtocolError("bad_request")]
        line.move()
        line.clock.advance(5.0)
        line.move()

    line.move_all()
    assert line.city.blobs[SHA256] == DATA


@pytest.mark.usefixtures("caplog")
def test_a_hash_the_city_finds_wrong_twice_ends_a_paper_however_its_blocks_were_cut(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.to_send()
    real = line.api.append_blob

    def spoil(token: str, sha256: str, *, offset: int, total_bytes: int, data: bytes) -> int:
        spoilt = b"?" * len(data)
        return real(token, sha256, offset=offset, total_bytes=total_bytes, data=spoilt)

    monkeypatch.setattr(line.api, "append_blob", spoil)
    for block_bytes in (700_000, 100_000):
        monkeypatch.setattr("desktop.sync.traffic.uploads.MAX_UPLOAD_CHUNK_BYTES", block_bytes)
        for _ in range(25):
            line.move()
        line.clock.advance(5.0)
    found = line.found(Direction.UP)
    assert (found.state, found.reason) == (TransferState.REFUSED, "hash_mismatch")
    assert line.api.calls.count("append_blob") == 4 + 21


def test_a_paper_nobody_may_send_is_put_aside(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    line.to_send()
    line.api.failures = [AccessRefused("D-108")]
    line.move()

    assert line.found(Direction.UP).reason == "forbidden"
    assert "put aside" in caplog.text


@pytest.mark.parametrize("error", [AccessRefused("D-107"), ProtocolError("wrong_version")])
def test_what_concerns_every_paper_is_passed_on(line: Line, error: Any) -> None:
    line.to_send()
    line.api.failures = [error]

    with pytest.raises(type(error)):
        line.move()
    assert line.found(Direction.UP).state is TransferState.WAITING


def test_a_paper_that_vanished_from_this_pc_is_put_aside(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    line.city.put("paper", PAPER, {"sha256": SHA256, "size_bytes": len(DATA)})
    line.store.transfers.queue(_transfer(Direction.UP)).result(LIMIT_S)
    line.move()

    assert line.found(Direction.UP).reason == StorageCode.PAPER_MISSING
    assert "put aside" in caplog.text


def test_a_paper_is_fetched_and_its_hash_is_proven(line: Line) -> None:
    line.to_fetch()
    line.move_all()

    with line.store.blobs.open(SHA256) as file:
        assert file.read() == DATA
    assert line.found(Direction.DOWN).state is TransferState.DONE


def test_a_download_goes_on_after_a_restart(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    line.to_fetch()
    line.move()
    line.move()
    line.uploads.pause()
    again = Uploads(
        api=line.api,
        blobs=line.store.blobs,
        transfers=line.store.transfers,
        clock=line.clock,
        emit=EventRecorder(),
    )
    offsets: list[int] = []
    real = line.api.read_blob

    def note(token: str, sha256: str, *, offset: int, max_bytes: int) -> Any:
        offsets.append(offset)
        return real(token, sha256, offset=offset, max_bytes=max_bytes)

    monkeypatch.setattr(line.api, "read_blob", note)
    line.move_all(again)

    assert offsets[0] >= CHUNK_BYTES
    assert line.store.blobs.has(SHA256)


def test_what_is_here_already_is_not_fetched(line: Line) -> None:
    line.store.blobs.put(io.BytesIO(DATA), 1 << 30)
    line.to_fetch()
    line.move()

    assert "read_blob" not in line.api.calls
    assert line.found(Direction.DOWN).state is TransferState.DONE


def test_other_bytes_than_promised_are_fetched_once_more_and_then_refused(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    line.to_fetch(DATA[:-1] + b"?")
    for _ in range(2):
        line.move_all()
        line.clock.advance(5.0)

    found = line.found(Direction.DOWN)
    assert (found.state, found.reason) == (TransferState.REFUSED, "hash_mismatch")
    assert not line.store.blobs.has(SHA256)
    assert "put aside" in caplog.text


def test_a_paper_of_another_size_than_promised_is_refused(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    line.to_fetch(DATA + b"more")
    for _ in range(2):
        line.move_all()
        line.clock.advance(5.0)

    # what the city offers is not what was promised: no fault of the line
    assert line.found(Direction.DOWN).reason == "hash_mismatch"
    assert "put aside" in caplog.text


def test_a_paper_no_byte_of_which_comes_is_refused(
    line: Line, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    line.to_fetch()
    monkeypatch.setattr("desktop.sync.traffic.uploads.MAX_STARTS", 1)
    line.city.blobs[SHA256] = DATA[:FIRST_BLOCK_BYTES]
    line.move_all()

    assert line.found(Direction.DOWN).state is TransferState.REFUSED
    assert "put aside" in caplog.text
    line.uploads.pause()


@pytest.mark.parametrize("code", [StorageCode.DISK_FULL, StorageCode.NOT_WRITTEN])
def test_while_this_pc_cannot_write_a_download_waits(
    line: Line, monkeypatch: pytest.MonkeyPatch, code: StorageCode
) -> None:
    def full(*_: Any) -> None:
        raise StorageError(code)

    line.to_fetch()
    with monkeypatch.context() as patched:
        patched.setattr(line.store.blobs, "append", full)
        line.move()
    assert line.uploads.due_at_s() == line.clock.monotonic() + STORE_RETRY_S

    line.clock.advance(31.0)
    line.move_all()
    assert line.store.blobs.has(SHA256)


def test_blocks_follow_the_speed_of_the_line(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    big = DATA * 12
    line.to_send(big)
    sizes: list[int] = []
    real = line.api.append_blob
    bytes_per_s = 20_000_000

    def slow(token: str, sha256: str, *, offset: int, total_bytes: int, data: bytes) -> int:
        sizes.append(len(data))
        line.clock.advance(len(data) / bytes_per_s)
        return real(token, sha256, offset=offset, total_bytes=total_bytes, data=data)

    monkeypatch.setattr(line.api, "append_blob", slow)
    for _ in range(6):
        line.move()
    bytes_per_s = 400_000
    for _ in range(4):
        line.move()

    assert sizes[:4] == [524_288, 1_048_576, 2_097_152, 4_194_304]
    assert max(sizes) == 5_000_000
    assert sizes[-1] == 100_000


def test_during_a_call_a_fifth_of_the_line_is_taken_in_small_pieces(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.to_send(DATA)
    real = line.api.append_blob
    sizes: list[int] = []
    bytes_per_s = 100_000

    def slow(token: str, sha256: str, *, offset: int, total_bytes: int, data: bytes) -> int:
        sizes.append(len(data))
        line.clock.advance(len(data) / bytes_per_s)
        return real(token, sha256, offset=offset, total_bytes=total_bytes, data=data)

    monkeypatch.setattr(line.api, "append_blob", slow)
    began_s = line.clock.monotonic()
    for _ in range(6):
        line.move(is_calling=True)
        due_s = line.uploads.due_at_s()
        assert due_s is not None
        line.clock.advance(due_s - line.clock.monotonic())
    assert sum(sizes) <= bytes_per_s * CALL_SHARE * (line.clock.monotonic() - began_s) + 1
    assert sizes[1:] == [MIN_CALL_BLOCK_BYTES] * 5

    line.move()
    assert line.uploads.due_at_s() == 0.0


@pytest.mark.parametrize("direction", Direction)
def test_what_a_bare_request_takes_is_not_taken_for_a_slow_line(
    line: Line, direction: Direction
) -> None:
    """A line of 600 ms there and back that moves much: papers are not crumbled for it."""
    if direction is Direction.UP:
        line.to_send(DATA * 4)
    else:
        line.to_fetch()
    line.api.on_call = lambda _name: line.clock.advance(0.6)
    began_s = line.clock.monotonic()
    while line.uploads.due_at_s() is not None and line.clock.monotonic() - began_s < 60.0:
        line.move(is_calling=True)
        line.clock.advance(max(0.0, (line.uploads.due_at_s() or 0.0) - line.clock.monotonic()))
    assert line.found(direction).state is TransferState.DONE
    assert len(line.api.calls) <= 50


def test_a_paper_fetched_during_a_call_takes_a_fifth_of_a_thin_line(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.to_fetch()
    real = line.api.read_blob
    sizes: list[int] = []
    bytes_per_s = 100_000

    def slow(token: str, sha256: str, *, offset: int, max_bytes: int) -> BlobPart:
        part = real(token, sha256, offset=offset, max_bytes=max_bytes)
        sizes.append(len(part.data))
        moving_s = len(part.data) / bytes_per_s
        line.clock.advance(0.05 + moving_s)
        return replace(part, moving_s=moving_s)

    monkeypatch.setattr(line.api, "read_blob", slow)
    began_s = line.clock.monotonic()
    for _ in range(6):
        line.move(is_calling=True)
        due_s = line.uploads.due_at_s()
        assert due_s is not None
        line.clock.advance(due_s - line.clock.monotonic())
    line.uploads.pause()
    assert sum(sizes) <= bytes_per_s * CALL_SHARE * (line.clock.monotonic() - began_s) + 1
    assert sizes[1:] == [MIN_CALL_BLOCK_BYTES] * 5


def test_with_nothing_to_move_nothing_is_asked(line: Line) -> None:
    assert line.uploads.due_at_s() is None
    line.move()

    assert line.api.calls == []
