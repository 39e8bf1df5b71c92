"""A drawn page as the recorder takes it: the part that is seen, in the size of its place, I420."""

from typing import Final

from PIL import Image

from desktop.domain.conduct.live_session import PagePart
from desktop.domain.conduct.reading import page_box
from desktop.domain.papers.paper import PageImage
from desktop.domain.recording.stage_page import PAGE_HEIGHT, PAGE_WIDTH
from desktop.media.pipe.commands import PagePicture

_LUMA: Final = [16 + round(value * 219 / 255) for value in range(256)]
_CHROMA: Final = [128 + round((value - 128) * 224 / 255) for value in range(256)]
"""From the whole range, as Pillow has it, to that of video (ITU-R BT.601)."""


def page_picture(image: PageImage, part: PagePart, caption: str) -> PagePicture:
    """Takes some 20 ms. Thread: any."""
    box = page_box((image.width, image.height), (PAGE_WIDTH, PAGE_HEIGHT), part)
    scale = box.width / image.width
    above = -min(0.0, box.top) / scale
    shown = (0, above, image.width, min(image.height, above + PAGE_HEIGHT / scale))
    size = (_even(box.width, PAGE_WIDTH), _even(box.height, PAGE_HEIGHT))
    page = Image.frombuffer("RGB", (image.width, image.height), image.rgb)
    small = page.resize(size, Image.Resampling.BILINEAR, box=shown, reducing_gap=2.0)
    luma, blue, red = small.convert("YCbCr").split()
    planes = (
        luma.point(_LUMA),
        blue.reduce(2).point(_CHROMA),
        red.reduce(2).point(_CHROMA),
    )
    return PagePicture(
        caption=caption,
        width=size[0],
        height=size[1],
        planes=b"".join(one.tobytes() for one in planes),
    )


def _even(length: float, most: int) -> int:
    return min(most, max(2, round(length) & ~1))
