"""QR codes in a picture, of a camera or of a scanner: the one file that speaks to zxing-cpp."""

import importlib
from typing import Any

from typing_extensions import Buffer

MAX_CODES = 4
"""More than a card, or a sheet of paper, has beside what lies around it."""


def read_codes(luma: Buffer) -> tuple[str, ...]:
    """Texts of the QR codes in a picture, 8 bits, of shape (height, width); none is empty.

    What they say is untrusted, and so is the picture: what a stranger sends is read in a process
    without rights. Takes 2 to 4 ms for 1280x720. Thread: any.
    """
    library = _library()
    found: list[Any] = library.read_barcodes(
        luma,
        formats=library.BarcodeFormats([library.BarcodeFormat.QRCode]),
        try_invert=False,
        text_mode=library.TextMode.Plain,
    )
    return tuple(one.text for one in found[:MAX_CODES] if one.text)


def load_reader() -> None:
    """Read the library now: whoever gives its rights up cannot do it afterwards."""
    read_codes(memoryview(bytes(4)).cast("B", (2, 2)))


def _library() -> Any:  # noqa: ANN401 - a library without types
    """Most processes never look for a code."""
    return importlib.import_module("zxingcpp")
