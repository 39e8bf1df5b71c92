"""What the desk and its preview worker say to each other: bytes on stdin and stdout.

desk -> worker: one KIND, which it gets ready for; after the HELLO, then or much later, the SIZE of
a paper of that kind and its bytes; then any number of PAGE requests.
worker -> desk: one HELLO when it has given its rights up, one ANSWER after the paper (no pixels),
then one per page, with its pixels; or, where a page was asked for with CODES_ALONE, with the texts
of the QR codes on it.
Big-endian. The desk trusts nothing in an answer: see `read_answer`.
"""

import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import IO

from desktop.documents.inspection.file_kind import FileKind
from desktop.domain.papers.paper import PageImage
from desktop.sandbox.measures import ALL, Measure

MAGIC = b"RRP1"
HELLO_MAGIC = b"RRH1"
HELLO = struct.Struct(">4sI")
KIND = struct.Struct(">4sB")
SIZE = struct.Struct(">Q")
PAGE = struct.Struct(">II")
ANSWER = struct.Struct(">BIIIQ")

CODES_ALONE = 0
"""A width of none: not the page is wanted, but what the codes on it say."""

MAX_CODES_BYTES = 4_096
_BETWEEN_CODES = "\n"

MIN_WIDTH = 16
MAX_WIDTH = 4_096
MAX_HEIGHT = 16_384
MAX_PIXELS = 16_000_000
MAX_PAGES = 100_000
BYTES_PER_PIXEL = 3

_ROUNDING = 2
_DRAWN_PIXELS = 0.99 * MAX_PIXELS
"""A library may round a side up; what it draws still keeps the limits."""

KINDS = (
    FileKind.PDF,
    FileKind.JPEG,
    FileKind.PNG,
    FileKind.TIFF,
    FileKind.DOCX,
    FileKind.XLSX,
)


class Status(IntEnum):
    """How a request went."""

    DRAWN = 0
    COUNTED = 1
    NO_PREVIEW = 2
    LOCKED = 3
    READ = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer. page_count: 0 when it cannot be told. image: only when DRAWN.

    codes: only when READ, each of one line; untrusted.
    """

    status: Status
    page_count: int
    image: PageImage | None = None
    codes: tuple[str, ...] = ()


class BrokenAnswer(Exception):
    """The worker died, was killed, or said something out of bounds."""


def pack_kind(kind: FileKind) -> bytes:
    """What a paper will be of, before there is one."""
    return KIND.pack(MAGIC, KINDS.index(kind))


def unpack_kind(header: bytes) -> FileKind:
    """Raises: ValueError."""
    if len(header) != KIND.size:
        raise ValueError("header")
    magic, kind = KIND.unpack(header)
    if magic != MAGIC or kind >= len(KINDS):
        raise ValueError("header")
    return KINDS[kind]


def pack_hello(held: Measure) -> bytes:
    """What the worker was relieved of, before it reads a foreign byte."""
    return HELLO.pack(HELLO_MAGIC, held)


def read_hello(stream: IO[bytes]) -> Measure:
    """What a worker says of itself. Raises: BrokenAnswer."""
    hello = stream.read(HELLO.size)
    if len(hello) != HELLO.size:
        raise BrokenAnswer
    magic, held = HELLO.unpack(hello)
    if magic != HELLO_MAGIC or held > ALL:
        raise BrokenAnswer
    return Measure(held)


def pack_answer(answer: Answer) -> bytes:
    """An answer whole, but for the pixels, which follow it."""
    image = answer.image
    if answer.status is Status.READ:
        said = _BETWEEN_CODES.join(answer.codes).encode()[:MAX_CODES_BYTES]
        return ANSWER.pack(answer.status, answer.page_count, 0, 0, len(said)) + said
    if image is None:
        return ANSWER.pack(answer.status, answer.page_count, 0, 0, 0)
    return ANSWER.pack(answer.status, answer.page_count, image.width, image.height, len(image.rgb))


def read_answer(untrusted: IO[bytes]) -> Answer:
    """The next answer of a worker that may be under a stranger's control. Raises: BrokenAnswer."""
    header = untrusted.read(ANSWER.size)
    if len(header) != ANSWER.size:
        raise BrokenAnswer
    status, page_count, width, height, size_bytes = ANSWER.unpack(header)
    if status not in tuple(Status) or page_count > MAX_PAGES:
        raise BrokenAnswer
    if status == Status.READ:
        return _read_codes(untrusted, page_count, size_bytes)
    if status != Status.DRAWN:
        return Answer(status=Status(status), page_count=page_count)
    is_decent = 0 < width <= MAX_WIDTH and 0 < height <= MAX_HEIGHT
    if not is_decent or width * height > MAX_PIXELS:
        raise BrokenAnswer
    if size_bytes != width * height * BYTES_PER_PIXEL:
        raise BrokenAnswer
    rgb = untrusted.read(size_bytes)
    if len(rgb) != size_bytes:
        raise BrokenAnswer
    image = PageImage(width=width, height=height, rgb=rgb)
    return Answer(status=Status.DRAWN, page_count=page_count, image=image)


def _read_codes(untrusted: IO[bytes], page_count: int, size_bytes: int) -> Answer:
    if size_bytes > MAX_CODES_BYTES:
        raise BrokenAnswer
    said = untrusted.read(size_bytes)
    if len(said) != size_bytes:
        raise BrokenAnswer
    codes = said.decode(errors="replace").split(_BETWEEN_CODES)
    return Answer(status=Status.READ, page_count=page_count, codes=tuple(filter(None, codes)))


def fitted_size(width: float, height: float, wanted_width: int) -> tuple[int, int]:
    """Pixels of a page of these proportions, as wide as wanted where the limits allow.

    width, height: of the page, in any unit, greater than 0. Raises: ValueError.
    """
    if not (0 < width < float("inf") and 0 < height < float("inf")):
        raise ValueError("page size")
    drawn_width = float(min(max(wanted_width, MIN_WIDTH), MAX_WIDTH - _ROUNDING))
    drawn_height = drawn_width * height / width
    shrink = min(
        1.0,
        (MAX_HEIGHT - _ROUNDING) / drawn_height,
        (_DRAWN_PIXELS / (drawn_width * drawn_height)) ** 0.5,
    )
    return max(1, int(drawn_width * shrink)), max(1, int(drawn_height * shrink))
