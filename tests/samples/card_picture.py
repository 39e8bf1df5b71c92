"""A picture of a camera before which somebody holds an identity card."""

import numpy as np
import zxingcpp
from numpy.typing import NDArray

from desktop.media.engine.picture import Picture

CARD_TEXT = "031165000123|030012345|Nguyễn Thị Mẫu|01021965|Nữ|Tổ 1, xã An Lão, Hải Phòng|01052021"
WIDTH, HEIGHT = 1280, 720
_MODULE = 6


def code(text: str) -> NDArray[np.uint8]:
    """A QR code, dark on white, with its quiet zone."""
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    return np.array(zxingcpp.write_barcode_to_image(barcode, scale=_MODULE), np.uint8)


def picture_with(*texts: str) -> Picture:
    """A grey room with a code for each text, noisy as a cheap camera's picture is."""
    random = np.random.default_rng(3)
    luma = random.normal(140, 9, (HEIGHT, WIDTH))
    at = 40
    for text in texts:
        drawn = code(text)
        side = len(drawn)
        luma[150 : 150 + side, at : at + side] = 40 + drawn * 0.7
        at += side + 60
    noisy = luma + random.normal(0, 6, luma.shape)
    planes = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
    planes[:HEIGHT] = np.clip(noisy, 0, 255).astype(np.uint8)
    return Picture(planes=planes, width=WIDTH, height=HEIGHT, made_at_s=0.0)
