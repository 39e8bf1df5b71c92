import contextlib
import hashlib
import io
from dataclasses import replace
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
from desktop.domain.events import PapersChanged
from desktop.domain.ids import DocumentId
from desktop.store.blob_format import CHUNK_BYTES
from desktop.store.codes import StorageCode
from desktop.store.store import Store
from desktop.store.transfers import NO_SESSION, Direction, Transfer, TransferState
from desktop.sync.city_api import BlobPart, WireFault
from desktop.sync.uploads import (
    CALL_SHARE,
    FIRST_BLOCK_BYTES,
    MAX_ASKS,
    MIN_CALL_BLOCK_BYTES,
    STORE_RETRY_S,
    Uploads,
)
from tests.fakes.event_recorder import EventRecorder
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.fakes.fake_clock import FakeClock
from tests.fakes.store_samples import LIMIT_S, TODAY

pytestmark = pytest.mark.unit

TOKEN = "token"
DATA = bytes(range(256)) * 8_000
SHA256 = hashlib.sha256(DATA).hexdigest()
PAPER = DocumentId("paper-1")


@pytest.fixture
def uploads(store: Store, api: FakeCityApi, clock: FakeClock, events: EventRecorder) -> Uploads:
    return Uploads(api=api, blobs=store.blobs, transfers=store.transfers, clock=clock, emit=events)


def _transfer(direction: Direction, size: int = len(DATA), sha256: str = SHA256) -> Transfer:
    return Transfer(
        document_id=PAPER,
        session_id=TODAY,
        direction=direction,
        sha256=sha256,
        size_bytes=size,
    )


def _to_send(store: Store, city: FakeCity, data: bytes = DATA) -> None:
    info = store.blobs.put(io.BytesIO(data), 1 << 30)
    city.put("paper", PAPER, {"sha256": info.sha256, "size_bytes": info.size_bytes})
    store.transfers.queue(_transfer(Direction.UP, len(data), info.sha256)).result(LIMIT_S)


def _to_fetch(store: Store, city: FakeCity, data: bytes = DATA) -> None:
    city.put("paper", PAPER, {"sha256": SHA256, "size_bytes": len(DATA)})
    city.blobs[SHA256] = data
    store.transfers.queue(_transfer(Direction.DOWN)).result(LIMIT_S)


def _found(store: Store, direction: Direction) -> Transfer:
    found = store.transfers.get(PAPER, direction)
    assert found is not None
    return found


def _move_all(uploads: Uploads, clock: FakeClock, rounds: int = 40) -> None:
    for _ in range(rounds):
        if uploads.due_at_s() is None:
            return
        uploads.move(TOKEN, is_calling=False)
        clock.advance(0.01)


def test_a_paper_is_sent_block_by_block_and_told(
    uploads: Uploads, store: Store, city: FakeCity, clock: FakeClock, events: EventRecorder
) -> None:
    _to_send(store, city)
    uploads.move(TOKEN, is_calling=False)
    assert _found(store, Direction.UP).moved_bytes == FIRST_BLOCK_BYTES
    _move_all(uploads, clock)

    assert city.blobs[SHA256] == DATA
    assert _found(store, Direction.UP).state is TransferState.DONE
    told = events.of(PapersChanged)
    assert told[0] == PapersChanged(session_id=TODAY, document_ids=frozenset({PAPER}))
    assert len(told) >= 2


def test_bytes_the_city_has_already_are_not_sent(
    uploads: Uploads, store: Store, city: FakeCity, api: FakeCityApi
) -> None:
    _to_send(store, city)
    city.blobs[SHA256] = DATA
    uploads.move(TOKEN, is_calling=False)

    assert "append_blob" not in api.calls
    assert _found(store, Direction.UP).state is TransferState.DONE


def test_an_upload_goes_on_where_the_city_stands_whatever_we_believe(
    uploads: Uploads, store: Store, city: FakeCity, api: FakeCityApi, clock: FakeClock
) -> None:
    _to_send(store, city)
    city.parts[SHA256] = DATA[:1_000]
    uploads.move(TOKEN, is_calling=False)
    api.losses = 1
    with pytest.raises(Offline):
        uploads.move(TOKEN, is_calling=False)
    uploads.pause()
    _move_all(uploads, clock)

    assert city.blobs[SHA256] == DATA


def test_after_a_broken_line_the_city_is_asked_before_a_byte_is_sent_again(
    uploads: Uploads, store: Store, city: FakeCity, api: FakeCityApi, clock: FakeClock
) -> None:
    _to_send(store, city)
    uploads.move(TOKEN, is_calling=False)
    api.losses = 1
    with pytest.raises(Offline):
        uploads.move(TOKEN, is_calling=False)
    api.calls.clear()
    uploads.move(TOKEN, is_calling=False)

    assert api.calls == ["blob_state", "append_blob"]


def test_a_paper_the_city_does_not_list_yet_is_tried_later_and_ever_more_rarely(
    uploads: Uploads, store: Store, city: FakeCity, clock: FakeClock
) -> None:
    _to_send(store, city)
    del city.records["paper", PAPER]
    waits = []
    for _ in range(7):
        uploads.move(TOKEN, is_calling=False)
        due_s = uploads.due_at_s()
        assert due_s is not None
        waits.append(due_s - clock.monotonic())
        clock.advance(due_s - clock.monotonic())

    assert waits == [2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]
    city.put("paper", PAPER, {"sha256": SHA256, "size_bytes": len(DATA)})
    _move_all(uploads, clock)
    assert city.blobs[SHA256] == DATA


def test_a_paper_the_city_never_lists_waits_for_ever_and_stops_nothing(
    uploads: Uploads, store: Store, city: FakeCity, clock: FakeClock
) -> None:
    _to_send(store, city)
    del city.records["paper", PAPER]
    for _ in range(1_100):
        uploads.move(TOKEN, is_calling=False)
        clock.advance(60.0)
    assert _found(store, Direction.UP).state is TransferState.WAITING


def test_a_photo_the_city_does_not_have_is_given_up_and_may_be_asked_for_again(
    uploads: Uploads, store: Store, city: FakeCity, clock: FakeClock
) -> None:
    photo = replace(
        _transfer(Direction.DOWN), document_id=DocumentId(SHA256), session_id=NO_SESSION
    )
    store.transfers.queue(photo).result(LIMIT_S)
    for _ in range(MAX_ASKS):
        assert uploads.due_at_s() is not None
        uploads.move(TOKEN, is_calling=False)
        clock.advance(60.0)
    given_up = store.transfers.get(photo.document_id, Direction.DOWN)
    assert given_up is not None
    assert (given_up.state, given_up.reason) == (TransferState.REFUSED, "not_found")
    assert uploads.due_at_s() is None

    city.put("paper", PAPER, {"sha256": SHA256, "size_bytes": len(DATA)})
    city.blobs[SHA256] = DATA
    store.transfers.queue(photo).result(LIMIT_S)
    _move_all(uploads, clock)
    assert store.blobs.has(SHA256)


def test_a_paper_that_must_wait_holds_up_no_other(
    uploads: Uploads, store: Store, city: FakeCity, clock: FakeClock
) -> None:
    _to_send(store, city)
    del city.records["paper", PAPER]
    uploads.move(TOKEN, is_calling=False)
    other = store.blobs.put(io.BytesIO(DATA + b"x"), 1 << 30)
    city.put("paper", "paper-2", {"sha256": other.sha256, "size_bytes": other.size_bytes})
    second = replace(
        _transfer(Direction.UP, other.size_bytes, other.sha256), document_id=DocumentId("paper-2")
    )
    store.transfers.queue(second).result(LIMIT_S)

    for _ in range(12):
        uploads.move(TOKEN, is_calling=False)
    assert other.sha256 in city.blobs
    del clock


@pytest.mark.usefixtures("caplog")
@pytest.mark.parametrize("code", ["hash_mismatch", "too_large", "bad_request"])
def test_a_paper_the_city_cannot_take_is_tried_once_more_and_then_put_aside(
    uploads: Uploads,
    store: Store,
    city: FakeCity,
    api: FakeCityApi,
    clock: FakeClock,
    code: str,
) -> None:
    _to_send(store, city)
    for _ in range(2):
        api.failures = [ProtocolError(code)]
        uploads.move(TOKEN, is_calling=False)
        clock.advance(5.0)

    found = _found(store, Direction.UP)
    assert (found.state, found.reason) == (TransferState.REFUSED, code)
    assert uploads.due_at_s() is None
    assert store.blobs.has(SHA256), "the paper itself is safe"


@pytest.mark.parametrize("error", [*map(ProtocolError, WireFault), ServerBusy(5.0)], ids=repr)
def test_a_faulty_line_is_no_verdict_on_a_paper(
    uploads: Uploads,
    store: Store,
    city: FakeCity,
    api: FakeCityApi,
    clock: FakeClock,
    error: ReceptionError,
) -> None:
    _to_send(store, city)
    waits = []
    for _ in range(8):
        api.failures = [error]
        with pytest.raises(RetryableError):
            uploads.move(TOKEN, is_calling=False)
        due_s = uploads.due_at_s()
        assert due_s is not None
        waits.append(due_s - clock.monotonic())
        clock.advance(waits[-1])

    assert waits == [2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0]
    assert _found(store, Direction.UP).state is TransferState.WAITING
    _move_all(uploads, clock)
    assert city.blobs[SHA256] == DATA


def test_a_paper_that_the_line_does_not_carry_holds_up_no_other(
    uploads: Uploads,
    store: Store,
    city: FakeCity,
    api: FakeCityApi,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _to_send(store, city)
    other = store.blobs.put(io.BytesIO(DATA + b"x"), 1 << 30)
    city.put("paper", "paper-2", {"sha256": other.sha256, "size_bytes": other.size_bytes})
    second = replace(
        _transfer(Direction.UP, other.size_bytes, other.sha256), document_id=DocumentId("paper-2")
    )
    store.transfers.queue(second).result(LIMIT_S)
    real = api.append_blob

    def filtered(token: str, sha256: str, *, offset: int, total_bytes: int, data: bytes) -> int:
        if sha256 == SHA256:
            raise ProtocolError(WireFault.REDIRECTED)
        return real(token, sha256, offset=offset, total_bytes=total_bytes, data=data)

    monkeypatch.setattr(api, "append_blob", filtered)
    for _ in range(12):
        with contextlib.suppress(Offline):
            uploads.move(TOKEN, is_calling=False)
    assert other.sha256 in city.blobs
    assert _found(store, Direction.UP).state is TransferState.WAITING


def test_a_refusal_is_forgotten_once_more_of_the_paper_has_arrived(
    uploads: Uploads, store: Store, city: FakeCity, api: FakeCityApi, clock: FakeClock
) -> None:
    _to_send(store, city)
    for _ in range(2):
        api.failures = [ProtocolError("bad_request")]
        uploads.move(TOKEN, is_calling=False)
        clock.advance(5.0)
        uploads.move(TOKEN, is_calling=False)

    _move_all(uploads, clock)
    assert city.blobs[SHA256] == DATA


@pytest.mark.usefixtures("caplog")
def test_a_hash_the_city_finds_wrong_twice_ends_a_paper_however_its_blocks_were_cut(
    uploads: Uploads,
    store: Store,
    city: FakeCity,
    api: FakeCityApi,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _to_send(store, city)
    real = api.append_blob

    def spoil(token: str, sha256: str, *, offset: int, total_bytes: int, data: bytes) -> int:
        spoilt = b"?" * len(data)
        return real(token, sha256, offset=offset, total_bytes=total_bytes, data=spoilt)

    monkeypatch.setattr(api, "append_blob", spoil)
    for block_bytes in (700_000, 100_000):
        monkeypatch.setattr("desktop.sync.uploads.MAX_UPLOAD_CHUNK_BYTES", block_bytes)
        for _ in range(25):
            uploads.move(TOKEN, is_calling=False)
        clock.advance(5.0)
    found = _found(store, Direction.UP)
    assert (found.state, found.reason) == (TransferState.REFUSED, "hash_mismatch")
    assert api.calls.count("append_blob") == 4 + 21


def test_a_paper_nobody_may_send_is_put_aside(
    uploads: Uploads,
    store: Store,
    city: FakeCity,
    api: FakeCityApi,
    caplog: pytest.LogCaptureFixture,
) -> None:
    _to_send(store, city)
    api.failures = [AccessRefused("D-108")]
    uploads.move(TOKEN, is_calling=False)

    assert _found(store, Direction.UP).reason == "forbidden"
    assert "put aside" in caplog.text


@pytest.mark.parametrize("error", [AccessRefused("D-107"), ProtocolError("wrong_version")])
def test_what_concerns_every_paper_is_passed_on(
    uploads: Uploads, store: Store, city: FakeCity, api: FakeCityApi, error: Any
) -> None:
    _to_send(store, city)
    api.failures = [error]

    with pytest.raises(type(error)):
        uploads.move(TOKEN, is_calling=False)
    assert _found(store, Direction.UP).state is TransferState.WAITING


def test_a_paper_that_vanished_from_this_pc_is_put_aside(
    uploads: Uploads, store: Store, city: FakeCity, caplog: pytest.LogCaptureFixture
) -> None:
    city.put("paper", PAPER, {"sha256": SHA256, "size_bytes": len(DATA)})
    store.transfers.queue(_transfer(Direction.UP)).result(LIMIT_S)
    uploads.move(TOKEN, is_calling=False)

    assert _found(store, Direction.UP).reason == StorageCode.PAPER_MISSING
    assert "put aside" in caplog.text


def test_a_paper_is_fetched_and_its_hash_is_proven(
    uploads: Uploads, store: Store, city: FakeCity, clock: FakeClock
) -> None:
    _to_fetch(store, city)
    _move_all(uploads, clock)

    with store.blobs.open(SHA256) as file:
        assert file.read() == DATA
    assert _found(store, Direction.DOWN).state is TransferState.DONE


def test_a_download_goes_on_after_a_restart(
    uploads: Uploads,
    store: Store,
    city: FakeCity,
    api: FakeCityApi,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _to_fetch(store, city)
    uploads.move(TOKEN, is_calling=False)
    uploads.move(TOKEN, is_calling=False)
    uploads.pause()
    again = Uploads(
        api=api,
        blobs=store.blobs,
        transfers=store.transfers,
        clock=clock,
        emit=EventRecorder(),
    )
    offsets: list[int] = []
    real = api.read_blob

    def note(token: str, sha256: str, *, offset: int, max_bytes: int) -> Any:
        offsets.append(offset)
        return real(token, sha256, offset=offset, max_bytes=max_bytes)

    monkeypatch.setattr(api, "read_blob", note)
    _move_all(again, clock)

    assert offsets[0] >= CHUNK_BYTES
    assert store.blobs.has(SHA256)


def test_what_is_here_already_is_not_fetched(
    uploads: Uploads, store: Store, city: FakeCity, api: FakeCityApi
) -> None:
    store.blobs.put(io.BytesIO(DATA), 1 << 30)
    _to_fetch(store, city)
    uploads.move(TOKEN, is_calling=False)

    assert "read_blob" not in api.calls
    assert _found(store, Direction.DOWN).state is TransferState.DONE


def test_other_bytes_than_promised_are_fetched_once_more_and_then_refused(
    uploads: Uploads,
    store: Store,
    city: FakeCity,
    clock: FakeClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    _to_fetch(store, city, DATA[:-1] + b"?")
    for _ in range(2):
        _move_all(uploads, clock)
        clock.advance(5.0)

    found = _found(store, Direction.DOWN)
    assert (found.state, found.reason) == (TransferState.REFUSED, "hash_mismatch")
    assert not store.blobs.has(SHA256)
    assert "put aside" in caplog.text


def test_a_paper_of_another_size_than_promised_is_refused(
    uploads: Uploads,
    store: Store,
    city: FakeCity,
    clock: FakeClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    _to_fetch(store, city, DATA + b"more")
    for _ in range(2):
        _move_all(uploads, clock)
        clock.advance(5.0)

    # what the city offers is not what was promised: no fault of the line
    assert _found(store, Direction.DOWN).reason == "hash_mismatch"
    assert "put aside" in caplog.text


def test_a_paper_no_byte_of_which_comes_is_refused(
    uploads: Uploads,
    store: Store,
    city: FakeCity,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    _to_fetch(store, city)
    monkeypatch.setattr("desktop.sync.uploads.MAX_STARTS", 1)
    city.blobs[SHA256] = DATA[:FIRST_BLOCK_BYTES]
    _move_all(uploads, clock)

    assert _found(store, Direction.DOWN).state is TransferState.REFUSED
    assert "put aside" in caplog.text
    uploads.pause()


@pytest.mark.parametrize("code", [StorageCode.DISK_FULL, StorageCode.NOT_WRITTEN])
def test_while_this_pc_cannot_write_a_download_waits(
    uploads: Uploads,
    store: Store,
    city: FakeCity,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
    code: StorageCode,
) -> None:
    def full(*_: Any) -> None:
        raise StorageError(code)

    _to_fetch(store, city)
    with monkeypatch.context() as patched:
        patched.setattr(store.blobs, "append", full)
        uploads.move(TOKEN, is_calling=False)
    assert uploads.due_at_s() == clock.monotonic() + STORE_RETRY_S

    clock.advance(31.0)
    _move_all(uploads, clock)
    assert store.blobs.has(SHA256)


def test_blocks_follow_the_speed_of_the_line(
    uploads: Uploads,
    store: Store,
    city: FakeCity,
    api: FakeCityApi,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    big = DATA * 12
    _to_send(store, city, big)
    sizes: list[int] = []
    real = api.append_blob
    bytes_per_s = 20_000_000

    def slow(token: str, sha256: str, *, offset: int, total_bytes: int, data: bytes) -> int:
        sizes.append(len(data))
        clock.advance(len(data) / bytes_per_s)
        return real(token, sha256, offset=offset, total_bytes=total_bytes, data=data)

    monkeypatch.setattr(api, "append_blob", slow)
    for _ in range(6):
        uploads.move(TOKEN, is_calling=False)
    bytes_per_s = 400_000
    for _ in range(4):
        uploads.move(TOKEN, is_calling=False)

    assert sizes[:4] == [524_288, 1_048_576, 2_097_152, 4_194_304]
    assert max(sizes) == 5_000_000
    assert sizes[-1] == 100_000


def test_during_a_call_a_fifth_of_the_line_is_taken_in_small_pieces(
    uploads: Uploads,
    store: Store,
    city: FakeCity,
    api: FakeCityApi,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _to_send(store, city, DATA)
    real = api.append_blob
    sizes: list[int] = []
    bytes_per_s = 100_000

    def slow(token: str, sha256: str, *, offset: int, total_bytes: int, data: bytes) -> int:
        sizes.append(len(data))
        clock.advance(len(data) / bytes_per_s)
        return real(token, sha256, offset=offset, total_bytes=total_bytes, data=data)

    monkeypatch.setattr(api, "append_blob", slow)
    began_s = clock.monotonic()
    for _ in range(6):
        uploads.move(TOKEN, is_calling=True)
        due_s = uploads.due_at_s()
        assert due_s is not None
        clock.advance(due_s - clock.monotonic())
    assert sum(sizes) <= bytes_per_s * CALL_SHARE * (clock.monotonic() - began_s) + 1
    assert sizes[1:] == [MIN_CALL_BLOCK_BYTES] * 5

    uploads.move(TOKEN, is_calling=False)
    assert uploads.due_at_s() == 0.0


@pytest.mark.parametrize("direction", Direction)
def test_what_a_bare_request_takes_is_not_taken_for_a_slow_line(
    uploads: Uploads,
    store: Store,
    city: FakeCity,
    api: FakeCityApi,
    clock: FakeClock,
    direction: Direction,
) -> None:
    """A line of 600 ms there and back that moves much: papers are not crumbled for it."""
    if direction is Direction.UP:
        _to_send(store, city, DATA * 4)
    else:
        _to_fetch(store, city)
    api.on_call = lambda _name: clock.advance(0.6)
    began_s = clock.monotonic()
    while uploads.due_at_s() is not None and clock.monotonic() - began_s < 60.0:
        uploads.move(TOKEN, is_calling=True)
        clock.advance(max(0.0, (uploads.due_at_s() or 0.0) - clock.monotonic()))
    assert _found(store, direction).state is TransferState.DONE
    assert len(api.calls) <= 50


def test_a_paper_fetched_during_a_call_takes_a_fifth_of_a_thin_line(
    uploads: Uploads,
    store: Store,
    city: FakeCity,
    api: FakeCityApi,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _to_fetch(store, city)
    real = api.read_blob
    sizes: list[int] = []
    bytes_per_s = 100_000

    def slow(token: str, sha256: str, *, offset: int, max_bytes: int) -> BlobPart:
        part = real(token, sha256, offset=offset, max_bytes=max_bytes)
        sizes.append(len(part.data))
        moving_s = len(part.data) / bytes_per_s
        clock.advance(0.05 + moving_s)
        return replace(part, moving_s=moving_s)

    monkeypatch.setattr(api, "read_blob", slow)
    began_s = clock.monotonic()
    for _ in range(6):
        uploads.move(TOKEN, is_calling=True)
        due_s = uploads.due_at_s()
        assert due_s is not None
        clock.advance(due_s - clock.monotonic())
    uploads.pause()
    assert sum(sizes) <= bytes_per_s * CALL_SHARE * (clock.monotonic() - began_s) + 1
    assert sizes[1:] == [MIN_CALL_BLOCK_BYTES] * 5


def test_with_nothing_to_move_nothing_is_asked(uploads: Uploads, api: FakeCityApi) -> None:
    assert uploads.due_at_s() is None
    uploads.move(TOKEN, is_calling=False)

    assert api.calls == []
