"""Photos of the readiness sheet as one screen has them: taken, drawn small, shown large."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.events import ActionFailed, Event
from desktop.domain.papers.paper import PageImage
from desktop.domain.reports.events import PhotoDrawn, PhotoTaken
from desktop.domain.reports.readiness_sheet import (
    MAX_PHOTO_SIDE,
    MAX_PHOTOS,
    SheetEntry,
    SheetPhoto,
)
from desktop.presenters.reports.readiness_sheet_state import PhotoThumb, PhotoView
from desktop.presenters.reports.sheet_draft import SheetDraft
from desktop.presenters.services.reports import PhotosService
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode

THUMB_SIDE = 192
"""Pixels: sharp at twice the size they are drawn at."""

ADD = "add_photo"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A photo of a line, among those that can be paged through."""

    code: str
    label: str
    photo: SheetPhoto


class SheetPhotos:
    """Thumbnails, the photo shown large, and photos on their way in. Thread: MainThread.

    labels: of the lines, by code. told: what the officer is to know of the last photo.
    """

    def __init__(
        self, *, photos: PhotosService, sheet: SheetDraft, labels: Mapping[str, str]
    ) -> None:
        self._photos = photos
        self._sheet = sheet
        self._labels = labels
        self._thumbs: dict[str, PageImage | None] = {}
        self._asked: set[str] = set()
        self._adding: Counter[str] = Counter()
        self._unit_name = ""
        self._pages: tuple[_Shown, ...] = ()
        self._page = 0
        self._large: PhotoDrawn | None = None
        self.told: Message | None = None

    def start(self) -> None:
        """The screen is shown; what could not be had is asked for again."""
        self.close()
        lost = {sha256 for sha256, image in self._thumbs.items() if image is None}
        self._asked -= lost
        for sha256 in lost:
            del self._thumbs[sha256]

    # ---- a line's photos -------------------------------------------------------------------

    def add(self, code: str, path: Path) -> None:
        """A picture file for this line."""
        self.told = None
        if not self.has_room(code):
            self._tell(MessageCode.PHOTOS_FULL, {"most": MAX_PHOTOS})
            return
        self._adding[code] += 1
        self._photos.add_photo(code, path, THUMB_SIDE)

    def remove(self, code: str, sha256: str) -> None:
        """Off the line."""
        self.told = None
        left = tuple(one for one in self._sheet.photos(code) if one.sha256 != sha256)
        self._sheet.set_photos(code, left)

    def is_adding(self, code: str) -> bool:
        """A photo is on its way in."""
        return self._adding[code] > 0

    @property
    def is_any_adding(self) -> bool:
        """A photo is on its way in, for whichever line."""
        return self._adding.total() > 0

    def has_room(self, code: str) -> bool:
        """The line takes one more, those on their way counted."""
        return len(self._sheet.photos(code)) + self._adding[code] < MAX_PHOTOS

    def thumbs(self, entry: SheetEntry) -> tuple[PhotoThumb, ...]:
        """Of a line; drawn on first sight."""
        for photo in entry.photos:
            if photo.sha256 not in self._asked:
                self._asked.add(photo.sha256)
                self._photos.draw_photo(photo, THUMB_SIDE)
        return tuple(
            PhotoThumb(
                sha256=photo.sha256,
                image=self._thumbs.get(photo.sha256),
                is_lost=self._thumbs.get(photo.sha256, _NOT_YET) is None,
            )
            for photo in entry.photos
        )

    # ---- one photo, large ------------------------------------------------------------------

    def open(self, entries: Iterable[SheetEntry], *, unit_name: str = "", first: str = "") -> None:
        """Show these photos one by one; first: the hash to begin with."""
        pages = tuple(
            _Shown(code=entry.code, label=self._labels.get(entry.code, entry.code), photo=photo)
            for entry in entries
            for photo in entry.photos
        )
        hashes = [page.photo.sha256 for page in pages]
        self._pages, self._unit_name = pages, unit_name
        self._go(hashes.index(first) if first in hashes else 0)

    def turn(self, steps: int) -> None:
        """To the next photo (1) or the one before (-1)."""
        self._go(min(max(self._page + steps, 0), len(self._pages) - 1))

    def close(self) -> None:
        """Put the large photo away."""
        self._pages, self._large = (), None

    def view(self) -> PhotoView | None:
        """The photo that is shown large."""
        if not self._pages:
            return None
        page = self._pages[self._page]
        large = self._large
        return PhotoView(
            unit_name=self._unit_name,
            code=page.code,
            label=page.label,
            number=self._page + 1,
            count=len(self._pages),
            image=large.image if large is not None else None,
            is_lost=large is not None and large.image is None,
        )

    # ---- what happens ----------------------------------------------------------------------

    def take(self, event: Event) -> bool:
        """Take in an outcome; False: the event is none of this screen's."""
        match event:
            case PhotoDrawn(side=side) if side == THUMB_SIDE:
                self._asked.add(event.sha256)
                self._thumbs[event.sha256] = event.image
            case PhotoDrawn(sha256=sha256) if self._is_shown(sha256):
                self._large = event
            case PhotoTaken(line=line, photo=photo):
                self._end_adding(line)
                self._put(line, photo)
            case ActionFailed(action="add_photo", data={"line": str(line)}):
                self._end_adding(line)
                self._tell(event.code, {name: event.data[name] for name in event.data})
            case _:
                return False
        return True

    # ---- inside ----------------------------------------------------------------------------

    def _put(self, line: str, photo: SheetPhoto) -> None:
        there = self._sheet.photos(line)
        if photo.sha256 in {one.sha256 for one in there}:
            self._tell(MessageCode.PHOTO_THERE, {})
        elif len(there) < MAX_PHOTOS:
            self._sheet.set_photos(line, (*there, photo))

    def _end_adding(self, line: str) -> None:
        self._adding[line] = max(0, self._adding[line] - 1)

    def _tell(self, code: str, data: Mapping[str, str | int]) -> None:
        self.told = Message(code=code, tone=Tone.WARN, data=dict(data))

    def _is_shown(self, sha256: str) -> bool:
        return bool(self._pages) and self._pages[self._page].photo.sha256 == sha256

    def _go(self, page: int) -> None:
        self._page, self._large = page, None
        if self._pages:
            self._photos.draw_photo(self._pages[page].photo, MAX_PHOTO_SIDE)


_NOT_YET = PageImage(width=0, height=0, rgb=b"")
