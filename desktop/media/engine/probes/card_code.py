"""Codes of identity cards in a picture: the one file that speaks to zxing-cpp."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_CODES = 4
"""More than a card has beside what lies around it."""


def read_codes(luma: "NDArray[np.uint8]") -> tuple[str, ...]:
    """Texts of the QR codes in a picture, of shape (height, width); none is empty.

    What they say is untrusted. Takes 2 to 4 ms for 1280x720.
    """
    import zxingcpp  # noqa: PLC0415 - most engines never look for a card

    found: list[Any] = zxingcpp.read_barcodes(
        luma,
        formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]),
        try_invert=False,
        text_mode=zxingcpp.TextMode.Plain,
    )
    return tuple(one.text for one in found[:MAX_CODES] if one.text)
