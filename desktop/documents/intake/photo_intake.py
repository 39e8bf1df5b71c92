"""From a foreign picture file to a photo of a readiness sheet: drawn under limits, written anew."""

import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop.documents.codes import PaperCode, PhotoCode
from desktop.documents.inspection.file_kind import FileKind
from desktop.documents.inspection.probe import BYTES_PER_MB, kind_of, open_untrusted, shown_name
from desktop.documents.preview.pipe_format import BrokenAnswer
from desktop.documents.preview.process import PreviewProcess
from desktop.domain.errors import PaperRefused, StorageError
from desktop.domain.papers.paper import PageImage
from desktop.domain.reports.readiness_sheet import MAX_PHOTO_SIDE, MAX_SOURCE_BYTES, SheetPhoto
from desktop.store.blobs.blobs import Blobs
from desktop.store.codes import StorageCode

QUALITY = 82


def jpeg_of(image: PageImage) -> bytes:
    """A JPEG with nothing in it but the pixels: no place, no hour, no name of a phone.

    At MAX_PHOTO_SIDE some 300 to 450 kB large; of pure noise 1.7 MB.
    """
    from PIL import Image  # noqa: PLC0415 - the first window need not wait for it

    out = io.BytesIO()
    picture = Image.frombytes("RGB", (image.width, image.height), image.rgb)
    picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


KINDS = frozenset({FileKind.JPEG, FileKind.PNG})
_UNREADABLE = frozenset({PaperCode.VANISHED, PaperCode.NO_PERMISSION, PaperCode.NOT_A_FILE})
_BROKEN = frozenset({PaperCode.EMPTY, PaperCode.DAMAGED})


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenPhoto:
    """A photo that is kept, and the small picture of it."""

    photo: SheetPhoto
    small: PageImage | None


def take_photo(
    untrusted_path: Path, worker: PreviewProcess, blobs: Blobs, *, small_side: int
) -> TakenPhoto:
    """Read, draw and keep one picture. The file is untouched. Takes up to some seconds.

    worker: fresh; the caller closes it. Nothing of the file but its pixels is kept.
    Raises: PaperRefused with a PhotoCode; then nothing is kept.
    """
    name = {"name": shown_name(untrusted_path)}
    try:
        with open_untrusted(untrusted_path) as untrusted_file:
            size_bytes = _decent_size(untrusted_file)
            kind = _picture_kind(untrusted_file, untrusted_path)
            untrusted_file.seek(0)
            worker.load(untrusted_file, kind, size_bytes)
        image = draw_fitted(worker, MAX_PHOTO_SIDE)
        small = draw_fitted(worker, small_side)
        data = jpeg_of(image)
        kept = blobs.put(io.BytesIO(data), len(data))
    except PaperRefused as refused:
        code = _code_of(refused.code)
        limit = {"max_mb": MAX_SOURCE_BYTES // BYTES_PER_MB}
        raise PaperRefused(code, {**name, **refused.data, **limit}) from refused
    except OSError as error:
        raise PaperRefused(PhotoCode.UNREADABLE, name) from error
    except BrokenAnswer as broken:
        raise PaperRefused(PhotoCode.BROKEN, name) from broken
    except StorageError as error:
        is_full = error.code == StorageCode.DISK_FULL
        raise PaperRefused(PhotoCode.DISK_FULL if is_full else PhotoCode.NOT_KEPT, name) from error
    photo = SheetPhoto(
        sha256=kept.sha256, size_bytes=kept.size_bytes, width=image.width, height=image.height
    )
    return TakenPhoto(photo=photo, small=small)


def draw_fitted(worker: PreviewProcess, side: int) -> PageImage:
    """The worker's picture, upright, no side longer than `side` pixels. Raises: BrokenAnswer."""
    image = worker.draw(1, side).image
    if image is not None and image.height > side:
        image = worker.draw(1, side * image.width // image.height).image
    if image is None or max(image.width, image.height) > side:
        raise BrokenAnswer  # no picture, or a line of pixels that is no photo
    return image


def _decent_size(untrusted_file: BinaryIO) -> int:
    size_bytes = os.fstat(untrusted_file.fileno()).st_size
    if size_bytes > MAX_SOURCE_BYTES:
        size_mb = -(-size_bytes // BYTES_PER_MB)
        raise PaperRefused(PhotoCode.TOO_LARGE, {"size_mb": size_mb})
    return size_bytes


def _picture_kind(untrusted_file: BinaryIO, untrusted_path: Path) -> FileKind:
    """By content alone: the name does not matter, for nothing of it is kept."""
    kind = kind_of(untrusted_file, untrusted_path)
    if kind not in KINDS:
        raise PaperRefused(PhotoCode.NOT_A_PICTURE)
    return kind


def _code_of(code: str) -> str:
    if code in set(PhotoCode):
        return code
    if code in _UNREADABLE:
        return PhotoCode.UNREADABLE
    if code in _BROKEN:
        return PhotoCode.BROKEN
    if code == PaperCode.TOO_LARGE:
        return PhotoCode.TOO_LARGE
    return PhotoCode.NOT_A_PICTURE
