"""Photos for what is printed: those that are here, and those that come in time."""

import io
from concurrent.futures import Future
from pathlib import Path

import pytest

from desktop.app.services import photo_files
from desktop.app.services.blob_fetcher import BlobFetcher
from desktop.app.services.photo_files import PhotoFiles
from desktop.domain.reports.readiness_sheet import SheetPhoto
from desktop.store.records.transfers import NO_SESSION, Direction
from desktop.store.store import open_store
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_photos import a_photo
from tests.samples.store import KEY, LIMIT_S, RESERVE_BYTES

pytestmark = pytest.mark.unit


def test_what_is_here_or_comes_is_read_and_the_rest_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photo_files, "FETCH_LIMIT_S", 0.05)
    store = open_store(tmp_path, KEY, FakeClock(), reserve_bytes=RESERVE_BYTES)
    info = store.blobs.put(io.BytesIO(b"here"), 10)
    here = SheetPhoto(sha256=info.sha256, size_bytes=4, width=1, height=1)
    asked: list[SheetPhoto] = []

    def fetch(photo: SheetPhoto) -> Future[None]:
        asked.append(photo)
        future: Future[None] = Future()
        if photo == here:
            future.set_result(None)
        return future

    files = PhotoFiles(blobs=store.blobs, fetch=fetch)
    assert files.read((here, a_photo("away"), here)) == {here.sha256: b"here"}
    assert asked == [here, a_photo("away")]
    assert files.read(()) == {}
    assert store.close()


def test_a_photo_is_fetched_once_and_its_arrival_told(tmp_path: Path) -> None:
    store = open_store(tmp_path, KEY, FakeClock(), reserve_bytes=RESERVE_BYTES)
    wakes: list[int] = []
    fetcher = BlobFetcher(store=store, fetch_now=lambda _photo: wakes.append(1))
    fetcher.start()
    photo = a_photo()
    first, second = fetcher.fetch_photo(photo), fetcher.fetch_photo(photo)
    assert first is second
    while not store.transfers.waiting():
        pass
    (waiting,) = store.transfers.waiting()
    assert (waiting.document_id, waiting.direction) == (photo.sha256, Direction.DOWN)
    assert (waiting.session_id, waiting.size_bytes) == (NO_SESSION, photo.size_bytes)
    store.transfers.finish(waiting).result(LIMIT_S)
    first.result(LIMIT_S)
    refused = fetcher.fetch_photo(photo)
    store.transfers.finish(waiting, "not_found").result(LIMIT_S)
    assert refused.exception(LIMIT_S) is not None
    assert store.close()
