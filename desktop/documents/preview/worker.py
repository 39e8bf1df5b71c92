"""The preview worker: reads one paper from stdin, draws its pages to stdout, without rights."""

import os
import sys
from collections.abc import Callable
from typing import IO, Protocol

from PIL import Image

from desktop.devices.picture_codes import read_codes
from desktop.documents.inspection.file_kind import FileKind
from desktop.documents.preview.lock_in import lock_in
from desktop.documents.preview.office_text import OfficeBroken
from desktop.documents.preview.pdfium import PdfBroken, PdfLocked, open_pdf
from desktop.documents.preview.picture import Picture, PictureBroken
from desktop.documents.preview.pipe_format import (
    CODES_ALONE,
    KIND,
    MAX_PAGES,
    PAGE,
    SIZE,
    Answer,
    Status,
    pack_answer,
    pack_hello,
    unpack_kind,
)
from desktop.documents.preview.text_pages import Fonts, TextDocument
from desktop.documents.preview.warm_up import warm_up
from desktop.domain.papers.paper import PageImage
from desktop.sandbox.measures import Measure

_CODE_WIDTH = 1_600
"""Of a page whose codes are read: an A4 sheet at some 190 dpi."""

_BROKEN = (PdfBroken, PictureBroken, OfficeBroken, ValueError, OverflowError, MemoryError)


class _Pages(Protocol):
    """A paper whose pages can be drawn."""

    @property
    def page_count(self) -> int:
        """Pages in all."""
        ...

    def draw(self, page: int, width: int) -> PageImage:
        """Page `page`, counted from 1."""
        ...


def run_preview_worker() -> int:
    """Serve one paper until stdin ends; returns the exit code.

    Standard output is the pipe to the desk, so nothing else may write to it: libraries that
    print find standard error there instead.
    """
    pipe_out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with pipe_out:
        return serve_paper(sys.stdin.buffer, pipe_out, get_ready)


def get_ready(kind: FileKind) -> Measure:
    """Load all that this kind takes, then give every right up; returns what holds."""
    warm_up(kind)
    return lock_in()


def serve_paper(
    pipe_in: IO[bytes], pipe_out: IO[bytes], get_ready: Callable[[FileKind], Measure]
) -> int:
    """The conversation of pipe_format.py; 0 when it ended as agreed, 2 when it did not."""
    try:
        kind = unpack_kind(pipe_in.read(KIND.size))
    except ValueError:
        return 2
    opened = _opener(kind)
    pipe_out.write(pack_hello(get_ready(kind)))
    pipe_out.flush()
    header = pipe_in.read(SIZE.size)
    if len(header) != SIZE.size:
        return 0 if not header else 2  # nobody had a paper for it
    (size_bytes,) = SIZE.unpack(header)
    untrusted_data = pipe_in.read(size_bytes)
    if len(untrusted_data) != size_bytes:
        return 2
    pages, answer = _open(opened, untrusted_data)
    _say(pipe_out, answer)
    while len(request := pipe_in.read(PAGE.size)) == PAGE.size:
        page, width = PAGE.unpack(request)
        _say(pipe_out, _draw(pages, answer, page, width))
    return 0


def _opener(kind: FileKind) -> Callable[[bytes], _Pages]:
    """What opens a paper of this kind; files that it takes are read now."""
    match kind:
        case FileKind.PDF:
            return open_pdf
        case FileKind.DOCX | FileKind.XLSX:
            fonts = Fonts()
            return lambda untrusted_data: TextDocument(untrusted_data, kind, fonts)
        case _:
            return lambda untrusted_data: Picture(untrusted_data, kind)


def _open(opened: Callable[[bytes], _Pages], untrusted_data: bytes) -> tuple[_Pages | None, Answer]:
    try:
        pages = opened(untrusted_data)
        page_count = min(pages.page_count, MAX_PAGES)
    except PdfLocked:
        return None, Answer(status=Status.LOCKED, page_count=0)
    except _BROKEN:
        return None, Answer(status=Status.NO_PREVIEW, page_count=0)
    return pages, Answer(status=Status.COUNTED, page_count=page_count)


def _draw(pages: _Pages | None, opened: Answer, page: int, width: int) -> Answer:
    if pages is None:
        return opened
    if not 1 <= page <= opened.page_count:
        return Answer(status=Status.NO_PREVIEW, page_count=opened.page_count)
    is_to_read = width == CODES_ALONE
    try:
        image = pages.draw(page, _CODE_WIDTH if is_to_read else width)
        codes = _codes(image) if is_to_read else ()
    except _BROKEN:
        return Answer(status=Status.NO_PREVIEW, page_count=opened.page_count)
    if is_to_read:
        return Answer(status=Status.READ, page_count=opened.page_count, codes=codes)
    return Answer(status=Status.DRAWN, page_count=opened.page_count, image=image)


def _codes(image: PageImage) -> tuple[str, ...]:
    size = (image.width, image.height)
    luma = Image.frombytes("RGB", size, image.rgb).convert("L").tobytes()
    return read_codes(memoryview(luma).cast("B", (image.height, image.width)))


def _say(pipe_out: IO[bytes], answer: Answer) -> None:
    pipe_out.write(pack_answer(answer))
    if answer.image is not None:
        pipe_out.write(answer.image.rgb)
    pipe_out.flush()
