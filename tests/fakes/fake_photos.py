"""Photos of readiness sheets without a file, a worker or a city."""

import hashlib
from pathlib import Path

from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.papers.paper import PageImage
from desktop.domain.reports.events import PhotoDrawn, PhotoTaken
from desktop.domain.reports.readiness_sheet import SheetPhoto

GREY = PageImage(width=2, height=1, rgb=bytes((90, 90, 90)) * 2)


def a_photo(name: str = "a.jpg") -> SheetPhoto:
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    return SheetPhoto(sha256=sha256, size_bytes=300_000, width=1600, height=1200)


class FakePhotos:
    """Takes any file, named by its name; every photo is two grey pixels.

    `refuses_with` refuses each file; `is_silent` leaves the answers to the test; `images` and
    `lost` say what a photo looks like, and which cannot be had.
    """

    def __init__(self, *, emit: EventSink) -> None:
        self._emit = emit
        self.added: list[tuple[str, Path]] = []
        self.drawn: list[tuple[str, int]] = []
        self.images: dict[str, PageImage] = {}
        self.lost: set[str] = set()
        self.refuses_with: str | None = None
        self.is_silent = False

    def add_photo(self, line: str, untrusted_path: Path, side: int) -> None:
        self.added.append((line, untrusted_path))
        if self.is_silent:
            return
        if self.refuses_with is not None:
            data = {"name": untrusted_path.name, "line": line}
            self._emit(ActionFailed(action="add_photo", code=self.refuses_with, data=data))
            return
        photo = a_photo(untrusted_path.name)
        self._tell(photo, side)
        self._emit(PhotoTaken(line=line, photo=photo))

    def draw_photo(self, photo: SheetPhoto, side: int) -> None:
        self.drawn.append((photo.sha256, side))
        if not self.is_silent:
            self._tell(photo, side)

    def _tell(self, photo: SheetPhoto, side: int) -> None:
        sha256 = photo.sha256
        image = None if sha256 in self.lost else self.images.get(sha256, GREY)
        self._emit(PhotoDrawn(sha256=sha256, side=side, image=image))
