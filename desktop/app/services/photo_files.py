"""Photos of a readiness sheet as files, for what is printed."""

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import Future, wait

from desktop.domain.errors import StorageError
from desktop.domain.reports.readiness_sheet import SheetPhoto
from desktop.store.blobs.blobs import Blobs

FETCH_LIMIT_S = 10.0

logger = logging.getLogger(__name__)


class PhotoFiles:
    """Reads what is on this PC. fetch: brings what is not yet. Thread: export."""

    def __init__(self, *, blobs: Blobs, fetch: Callable[[SheetPhoto], Future[None]]) -> None:
        self._blobs = blobs
        self._fetch = fetch

    def read(self, photos: Iterable[SheetPhoto]) -> dict[str, bytes]:
        """JPEG files by their hash; what does not come within FETCH_LIMIT_S is left out."""
        wanted = {photo.sha256: photo for photo in photos}
        wait([self._fetch(photo) for photo in wanted.values()], FETCH_LIMIT_S)
        found = ((photo.sha256, self._data(photo)) for photo in wanted.values())
        return {sha256: data for sha256, data in found if data is not None}

    def _data(self, photo: SheetPhoto) -> bytes | None:
        try:
            with self._blobs.open(photo.sha256) as file:
                return file.read()
        except StorageError as error:
            logger.warning("photo not printed sha256=%s code=%s", photo.sha256, error.code)
            return None
