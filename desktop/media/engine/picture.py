"""One picture on its way through the engine: I420 planes in one array."""

from dataclasses import dataclass
from typing import Any

import av
import numpy as np
from av.video.reformatter import Interpolation
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """planes: C-contiguous uint8 of shape (height * 3 // 2, width): Y, then U, then V.

    width and height are even. made_at_s: monotonic, when it was captured or decoded.
    """

    planes: NDArray[np.uint8]
    width: int
    height: int
    made_at_s: float

    @property
    def luma(self) -> NDArray[np.uint8]:
        """The Y plane, shape (height, width); a view."""
        return self.planes[: self.height]


def picture_from_frame(frame: av.VideoFrame, made_at_s: float) -> Picture:
    """Copy a decoded frame of any pixel format; an odd last row or column is cut."""
    width, height = frame.width & ~1, frame.height & ~1
    if frame.format.name != "yuv420p" or (width, height) != (frame.width, frame.height):
        frame = frame.reformat(width=width, height=height, format="yuv420p")
    planes = np.empty((height * 3 // 2, width), np.uint8)
    flat = planes.reshape(-1)
    at = 0
    for plane in frame.planes:
        # FFmpeg pads its rows; a third of the time of PyAV's own to_ndarray.
        buffer: Any = plane  # it has the buffer protocol, which its stub does not say
        rows = np.frombuffer(buffer, np.uint8).reshape(plane.height, plane.line_size)
        size = plane.height * plane.width
        flat[at : at + size].reshape(plane.height, plane.width)[:] = rows[:, : plane.width]
        at += size
    return Picture(planes=planes, width=width, height=height, made_at_s=made_at_s)


def picture_from_rgb(rgb: NDArray[np.uint8], made_at_s: float = 0.0) -> Picture:
    """rgb: shape (height, width, 3), even sizes."""
    return picture_from_frame(av.VideoFrame.from_ndarray(rgb, format="rgb24"), made_at_s)


def fit_picture(
    picture: Picture, max_width: int, max_height: int, *, enlarges: bool = False
) -> Picture:
    """The same picture, made smaller to fit, or larger where that is asked; keeps its shape."""
    scale = min(max_width / picture.width, max_height / picture.height)
    if scale == 1.0 or (scale > 1.0 and not enlarges):
        return picture
    width = max(2, round(picture.width * scale) & ~1)
    height = max(2, round(picture.height * scale) & ~1)
    frame = av.VideoFrame.from_ndarray(picture.planes, format="yuv420p")
    small = frame.reformat(width=width, height=height, interpolation=Interpolation.FAST_BILINEAR)
    return picture_from_frame(small, picture.made_at_s)
