"""Turns decoded I420 pictures into pixels Qt can paint, at the size of the tile."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from desktop.domain.media.call import I420Frame
from desktop.ui.widgets.pictures.crop import Crop

U8 = np.uint8
Bytes2D = NDArray[np.uint8]

STRIP_ROWS = 64

# ITU-R BT.601, limited range (Y 16..235); luma in 128ths, chroma in whole steps of 8 bits.
_CHROMA = np.arange(256) - 128
_RED_V = np.round(1.596027 * _CHROMA).astype(np.int16)
_GREEN_U = np.round(-0.391762 * _CHROMA).astype(np.int16)
_GREEN_V = np.round(-0.812968 * _CHROMA).astype(np.int16)
_BLUE_U = np.round(2.017232 * _CHROMA).astype(np.int16)
_LUMA_FACTOR = 149  # 1.164 * 128
_LUMA_SHIFT = 7
_WEIGHT_ONE = 128
_WEIGHT_SHIFT = 7
_RED, _GREEN, _BLUE = 2, 1, 0  # places of the channels in a little-endian 0xffRRGGBB


class I420Converter:
    """Converts pictures of one size to one size; buffers are kept between pictures.

    The image it returns is overwritten by the next call: paint it before.
    Thread: MainThread.
    """

    def __init__(self) -> None:
        self._key: tuple[Crop, int, int] | None = None
        self._luma_plan: _LinearPlan | None = None
        self._rows: NDArray[np.intp] = np.empty(0, np.intp)
        self._columns: NDArray[np.intp] = np.empty(0, np.intp)
        self._pixels: NDArray[np.uint8] = np.empty((0, 0, 4), U8)
        self._scratch: NDArray[np.int16] = np.empty((0, 0), np.int16)
        self._wide: tuple[Bytes2D, Bytes2D] = (np.empty((0, 0), U8), np.empty((0, 0), U8))

    def convert(self, frame: I420Frame, crop: Crop, width: int, height: int) -> QImage:
        """One picture as RGB32, `width` by `height` (both even, at most the crop's size)."""
        self._prepare(crop, width, height)
        luma, chroma_u, chroma_v = planes(frame)
        window = luma[crop.top : crop.top + crop.height, crop.left : crop.left + crop.width]
        wide = (self._spread(chroma_u, 0), self._spread(chroma_v, 1))
        self._paint(window, wide)
        return QImage(self._pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32)

    def _prepare(self, crop: Crop, width: int, height: int) -> None:
        key = (crop, width, height)
        if key == self._key:
            return
        self._key = key
        is_same_size = (width, height) == (crop.width, crop.height)
        self._luma_plan = None if is_same_size else _LinearPlan(crop, width, height)
        self._rows = crop.top // 2 + (np.arange(height // 2) * crop.height // height)
        self._columns = crop.left // 2 + (np.arange(width // 2) * crop.width // width)
        self._pixels = np.full((height, width, 4), 255, U8)
        self._scratch = np.empty((min(height, STRIP_ROWS), width), np.int16)
        self._wide = (np.empty((height // 2, width), U8), np.empty((height // 2, width), U8))

    def _spread(self, chroma: Bytes2D, which: int) -> Bytes2D:
        """One chroma plane at the width of the picture and half its height."""
        wide = self._wide[which]
        small = chroma.take(self._rows, axis=0).take(self._columns, axis=1)
        wide[:, 0::2] = small
        wide[:, 1::2] = small
        return wide

    def _paint(self, window: Bytes2D, wide: tuple[Bytes2D, Bytes2D]) -> None:
        # In strips that stay in the processor's cache: half the time of one large pass.
        plan = self._luma_plan
        source = window if plan is None else plan.halved(window)
        for top in range(0, self._pixels.shape[0], STRIP_ROWS):
            rows = slice(top, top + STRIP_ROWS)
            half = slice(top // 2, (top + STRIP_ROWS) // 2)
            luma = source[rows] if plan is None else plan.strip(source, rows)
            self._paint_strip(luma, (wide[0][half], wide[1][half]), self._pixels[rows])

    def _paint_strip(
        self, luma: Bytes2D, chroma: tuple[Bytes2D, Bytes2D], pixels: NDArray[np.uint8]
    ) -> None:
        height, width = luma.shape
        scaled = np.maximum(luma, 16)
        np.subtract(scaled, 16, out=scaled)
        bright = scaled.astype(np.uint16)
        np.multiply(bright, _LUMA_FACTOR, out=bright)
        np.add(bright, _WEIGHT_ONE // 2, out=bright)
        np.right_shift(bright, _LUMA_SHIFT, out=bright)
        pairs = bright.view(np.int16).reshape(height // 2, 2, width)
        scratch = self._scratch[:height]
        out_pairs = scratch.reshape(height // 2, 2, width)
        chroma_u, chroma_v = chroma
        for channel, offset in (
            (_RED, _RED_V.take(chroma_v)),
            (_GREEN, _GREEN_U.take(chroma_u) + _GREEN_V.take(chroma_v)),
            (_BLUE, _BLUE_U.take(chroma_u)),
        ):
            np.add(pairs, offset[:, None, :], out=out_pairs)
            scratch.clip(0, 255, out=scratch)
            pixels[..., channel] = scratch


class _LinearPlan:
    """Bilinear shrinking of the luma plane; halved by averages first where it shrinks a lot."""

    def __init__(self, crop: Crop, width: int, height: int) -> None:
        self._halvings = 0
        source_width, source_height = crop.width, crop.height
        self._stride = 1
        while source_width >= 4 * width and source_height >= 4 * height:
            source_width, source_height = source_width // 2, source_height // 2
            self._stride *= 2
        while source_width >= 2 * width and source_height >= 2 * height:
            source_width, source_height = source_width // 2, source_height // 2
            self._halvings += 1
        self._is_exact = (source_width, source_height) == (width, height)
        self._rows, row_weight = _taps(source_height, height)
        self._columns, self._column_weight = _taps(source_width, width)
        self._row_weight = row_weight[:, None]

    def halved(self, luma: Bytes2D) -> Bytes2D:
        """The plane after its halvings; of a very large one every second pixel is enough."""
        if self._stride > 1:
            height = luma.shape[0] // self._stride * self._stride
            width = luma.shape[1] // self._stride * self._stride
            luma = luma[: height : self._stride, : width : self._stride]
        for _ in range(self._halvings):
            luma = _halved(luma)
        return luma

    def strip(self, luma: Bytes2D, rows: slice) -> Bytes2D:
        """These rows of the shrunken plane; luma: the whole plane after its halvings."""
        if self._is_exact:
            return luma[rows]
        above, weight = self._rows[rows], self._row_weight[rows]
        first = luma.take(above, axis=0).astype(np.uint16)
        second = luma.take(above + 1, axis=0)
        first *= _WEIGHT_ONE - weight
        first += second * weight
        first >>= _WEIGHT_SHIFT
        mixed = first.astype(U8)
        left = mixed.take(self._columns, axis=1).astype(np.uint16)
        right = mixed.take(self._columns + 1, axis=1)
        left *= _WEIGHT_ONE - self._column_weight
        left += right * self._column_weight
        left >>= _WEIGHT_SHIFT
        return left.astype(U8)


def planes(frame: I420Frame) -> tuple[Bytes2D, Bytes2D, Bytes2D]:
    """The three planes of a picture: shapes (h, w), (h/2, w/2), (h/2, w/2); not copied."""
    data = np.frombuffer(frame.data, U8)
    luma_size = frame.width * frame.height
    half = (frame.height // 2, frame.width // 2)
    chroma_size = half[0] * half[1]
    luma = data[:luma_size].reshape(frame.height, frame.width)
    chroma_u = data[luma_size : luma_size + chroma_size].reshape(half)
    chroma_v = data[luma_size + chroma_size : luma_size + 2 * chroma_size].reshape(half)
    return luma, chroma_u, chroma_v


def _taps(source: int, target: int) -> tuple[NDArray[np.intp], NDArray[np.uint16]]:
    """For each target pixel: its first source pixel and the weight of the one after it."""
    centre = (np.arange(target) + 0.5) * source / target - 0.5
    first = np.clip(np.floor(centre), 0, source - 2).astype(np.intp)
    weight = np.clip(np.round((centre - first) * _WEIGHT_ONE), 0, _WEIGHT_ONE)
    return first, weight.astype(np.uint16)


def _halved(luma: Bytes2D) -> Bytes2D:
    height, width = luma.shape[0] // 2 * 2, luma.shape[1] // 2 * 2
    total = luma[0:height:2, 0:width:2].astype(np.uint16)
    total += luma[1:height:2, 0:width:2]
    total += luma[0:height:2, 1:width:2]
    total += luma[1:height:2, 1:width:2]
    total >>= 2
    return total.astype(U8)
