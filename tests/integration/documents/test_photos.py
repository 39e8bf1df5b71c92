"""Photos of a readiness sheet on a real store, with real workers: taken, stripped, drawn."""

import io
import os
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from PIL import Image

from desktop.documents import photos
from desktop.documents.codes import PhotoCode
from desktop.documents.context import PapersContext
from desktop.documents.intake import photo_intake
from desktop.documents.intake.photo_intake import KINDS
from desktop.documents.photos import Photos
from desktop.documents.preview.process import WorkerCommand
from desktop.domain.clock import SystemClock
from desktop.domain.errors import Offline, StorageError
from desktop.domain.events import ActionFailed
from desktop.domain.ids import SiteId
from desktop.domain.reports.events import PhotoDrawn, PhotoTaken
from desktop.domain.reports.readiness_sheet import MAX_PHOTO_SIDE, SheetPhoto
from desktop.store.blobs.blobs import Blobs
from desktop.store.blobs.format import MAGIC
from desktop.store.codes import StorageCode
from desktop.store.store import Store, open_store
from tests.fakes.fake_photos import a_photo
from tests.patience import PATIENCE_S
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples import papers as samples

pytestmark = pytest.mark.integration

SMALL = 96
GPS = 0x8825
MAKER = 0x010F


class PhotoRoom:
    """Photos, their store, and what they ask of the city."""

    def __init__(self, store: Store, folder: Path, worker: WorkerCommand) -> None:
        self.store = store
        self.folder = folder
        self.events = EventRecorder()
        self.asked: list[SheetPhoto] = []
        self.has_asked = threading.Event()
        self.coming: Future[None] = Future()
        desk = PapersContext(
            store=store,
            own_site_id=SiteId("commune"),
            clock=SystemClock(),
            emit=self.events,
            wake_sync=lambda: None,
            worker=worker,
        )
        self.photos = Photos(desk=desk, fetch_photo=self._fetch)

    def add(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(data)
        self.photos.add_photo("DD-1", path, SMALL)
        return path

    def taken(self, name: str, data: bytes) -> SheetPhoto:
        self.add(name, data)
        event = self.events.wait_for(PhotoTaken, len(self.events.of(PhotoTaken)) + 1)
        assert event.line == "DD-1"
        return event.photo

    def refused(self, name: str, data: bytes) -> ActionFailed:
        self.add(name, data)
        return self.events.wait_for(ActionFailed)

    def bytes_of(self, photo: SheetPhoto) -> bytes:
        with self.store.blobs.open(photo.sha256) as file:
            return file.read()

    def blob_names(self) -> set[str]:
        return {path.name for path in (self.folder.parent / "store").rglob("*") if path.is_file()}

    def _fetch(self, photo: SheetPhoto) -> Future[None]:
        self.asked.append(photo)
        self.has_asked.set()
        return self.coming


@pytest.fixture
def worker() -> WorkerCommand:
    return WorkerCommand()


@pytest.fixture
def room(tmp_path: Path, worker: WorkerCommand) -> Iterator[PhotoRoom]:
    (tmp_path / "inbox").mkdir()
    store = open_store(tmp_path / "store", bytes(32), SystemClock(), reserve_bytes=1_000_000)
    room = PhotoRoom(store, tmp_path / "inbox", worker)
    room.photos.start()
    yield room
    room.photos.stop()
    assert store.close()


def with_place(size: tuple[int, int] = (2400, 1200), *, orientation: int = 1) -> bytes:
    """A phone's photo that says where and by what it was taken."""
    exif = Image.Exif()
    exif[MAKER] = "Phone of somebody"
    exif[0x0112] = orientation
    exif[GPS] = {1: "N", 2: (20.0, 51.0, 0.0)}
    out = io.BytesIO()
    image = Image.effect_noise(size, 40).convert("RGB")
    image.save(out, "JPEG", exif=exif, comment=b"Phone of somebody", quality=90)
    return out.getvalue()


def test_a_photo_is_kept_small_and_without_a_word_of_where_it_was_taken(room: PhotoRoom) -> None:
    source = with_place()
    assert b"Phone of somebody" in source
    photo = room.taken("IMG_0001.JPG", source)
    data = room.bytes_of(photo)
    assert len(data) == photo.size_bytes
    assert b"Phone of somebody" not in data
    with Image.open(io.BytesIO(data)) as image:
        assert image.format == "JPEG"
        assert image.size == (photo.width, photo.height)
        assert max(image.size) == pytest.approx(MAX_PHOTO_SIDE, abs=2)
        assert dict(image.getexif()) == {}
        assert not set(image.info) & {"exif", "comment", "xmp", "icc_profile"}


def test_a_photo_taken_upright_stands_upright(room: PhotoRoom) -> None:
    photo = room.taken("a.jpg", with_place((2400, 1200), orientation=6))
    assert photo.height == pytest.approx(MAX_PHOTO_SIDE, abs=4)
    assert photo.width == pytest.approx(photo.height / 2, abs=2)


def test_the_small_picture_comes_with_the_photo(room: PhotoRoom) -> None:
    photo = room.taken("a.png", samples.png(size=(400, 300)))
    assert (photo.width, photo.height) == (400, 300), "never enlarged"
    (drawn,) = room.events.of(PhotoDrawn)
    assert (drawn.sha256, drawn.side) == (photo.sha256, SMALL)
    assert drawn.image is not None
    assert max(drawn.image.width, drawn.image.height) <= SMALL


def test_the_name_of_the_file_does_not_matter(room: PhotoRoom) -> None:
    assert room.taken("photo.jpg", samples.png()).width == 400
    assert room.taken("no ending", samples.jpeg()).width == 400


def test_the_noisiest_photo_may_travel(room: PhotoRoom) -> None:
    noise = Image.frombytes("RGB", (1600, 1600), os.urandom(1600 * 1600 * 3))
    out = io.BytesIO()
    noise.save(out, "PNG")
    photo = room.taken("noise.png", out.getvalue())
    assert photo.size_bytes < 4 * 1024 * 1024


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", samples.pdf(), PhotoCode.NOT_A_PICTURE),
        ("a.jpg", b"just a text", PhotoCode.NOT_A_PICTURE),
        ("a.tif", samples.tiff(), PhotoCode.NOT_A_PICTURE),
        ("a.docx", samples.office(), PhotoCode.NOT_A_PICTURE),
        ("a.jpg", b"", PhotoCode.BROKEN),
        ("a.jpg", samples.jpeg()[:300], PhotoCode.BROKEN),
        ("a.png", samples.bomb_png(), PhotoCode.BROKEN),
        ("a.png", samples.png(size=(1, 40_000)), PhotoCode.BROKEN),
    ],
)
def test_what_is_no_photo_is_refused_and_nothing_is_kept(
    room: PhotoRoom, name: str, data: bytes, code: PhotoCode
) -> None:
    before = room.blob_names()
    event = room.refused(name, data)
    assert (event.action, event.code) == ("add_photo", code)
    assert (event.data["name"], event.data["line"]) == (name, "DD-1")
    assert room.blob_names() == before
    assert (room.folder / name).read_bytes() == data


def test_a_file_that_is_too_large_is_not_read(
    room: PhotoRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photo_intake, "MAX_SOURCE_BYTES", 2_000_000)
    event = room.refused("a.jpg", samples.jpeg() + bytes(2_000_000))
    assert event.code == PhotoCode.TOO_LARGE
    assert (event.data["size_mb"], event.data["max_mb"]) == (3, 2)


def test_a_file_that_is_gone_or_a_folder_cannot_be_opened(room: PhotoRoom) -> None:
    for count, path in enumerate((room.folder / "gone.jpg", room.folder), start=1):
        room.photos.add_photo("DD-1", path, SMALL)
        assert room.events.wait_for(ActionFailed, count).code == PhotoCode.UNREADABLE


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StorageError(StorageCode.DISK_FULL), PhotoCode.DISK_FULL),
        (StorageError(StorageCode.NOT_WRITTEN), PhotoCode.NOT_KEPT),
    ],
)
def test_a_store_that_cannot_keep_it_says_why(
    room: PhotoRoom, monkeypatch: pytest.MonkeyPatch, error: StorageError, code: PhotoCode
) -> None:
    def fail(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr(Blobs, "put", fail)
    assert room.refused("a.jpg", samples.jpeg()).code == code


@pytest.mark.parametrize("worker", [WorkerCommand(arguments=("/nowhere/worker",))])
def test_without_a_worker_nothing_is_decoded_in_the_desk(room: PhotoRoom) -> None:
    assert room.refused("a.jpg", samples.jpeg()).code == PhotoCode.NOT_KEPT
    info = room.store.blobs.put(io.BytesIO(samples.jpeg()), 1_000_000)
    photo = SheetPhoto(sha256=info.sha256, size_bytes=info.size_bytes, width=400, height=300)
    room.photos.draw_photo(photo, SMALL)
    assert room.events.wait_for(PhotoDrawn).image is None


def test_too_many_at_once_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "MAX_WAITING", 1)
    store = open_store(tmp_path / "store", bytes(32), SystemClock(), reserve_bytes=1_000_000)
    room = PhotoRoom(store, tmp_path, WorkerCommand())
    for name in ("a.jpg", "b.jpg"):
        room.add(name, samples.jpeg())
    assert room.events.wait_for(ActionFailed).code == PhotoCode.TOO_MANY
    room.photos.draw_photo(a_photo(), SMALL)
    assert room.events.wait_for(PhotoDrawn).image is None
    room.photos.stop()
    assert store.close()


def test_a_photo_that_is_not_here_is_fetched_first(room: PhotoRoom) -> None:
    data = samples.jpeg(size=(800, 600))
    info = room.store.blobs.put(io.BytesIO(data), len(data))
    here = SheetPhoto(sha256=info.sha256, size_bytes=len(data), width=800, height=600)
    room.photos.draw_photo(here, MAX_PHOTO_SIDE)
    drawn = room.events.wait_for(PhotoDrawn)
    assert drawn.image is not None
    assert (drawn.image.width, drawn.image.height) == (800, 600)
    away = a_photo("away")
    room.photos.draw_photo(away, SMALL)
    room.photos.draw_photo(here, SMALL)  # what is here does not wait for what is not
    assert room.events.wait_for(PhotoDrawn, 2).sha256 == here.sha256
    assert room.asked == [away]
    room.coming.set_exception(Offline())
    answer = room.events.wait_for(PhotoDrawn, 3)
    assert (answer.sha256, answer.image) == (away.sha256, None)


def test_a_photo_that_rotted_is_fetched_again(room: PhotoRoom, tmp_path: Path) -> None:
    photo = room.taken("a.jpg", samples.jpeg())
    (path,) = [
        one
        for one in tmp_path.rglob("*")
        if one.is_file() and one.read_bytes()[: len(MAGIC)] == MAGIC
    ]
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    told = len(room.events.of(PhotoDrawn))
    room.photos.draw_photo(photo, SMALL)
    assert room.has_asked.wait(PATIENCE_S)
    assert room.asked == [photo]
    path.write_bytes(whole)
    room.coming.set_result(None)
    assert room.events.wait_for(PhotoDrawn, told + 1).image is not None


def test_a_photo_that_came_is_drawn_and_one_that_lied_is_not(room: PhotoRoom) -> None:
    data = samples.jpeg()
    photo = room.taken("a.jpg", data)
    liar = SheetPhoto(sha256=photo.sha256, size_bytes=7, width=400, height=300)
    room.photos.draw_photo(liar, SMALL)
    assert room.events.wait_for(PhotoDrawn, 2).image is None
    room.photos.draw_photo(a_photo("never came"), SMALL)
    room.coming.set_result(None)
    assert room.events.wait_for(PhotoDrawn, 3).image is None
    assert len(room.asked) == 1


def test_only_two_kinds_are_taken() -> None:
    assert {kind.name for kind in KINDS} == {"JPEG", "PNG"}
