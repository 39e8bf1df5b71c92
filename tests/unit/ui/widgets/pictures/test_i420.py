import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from desktop.domain.media.call import I420Frame
from desktop.ui.widgets.pictures.crop import Crop
from desktop.ui.widgets.pictures.i420 import I420Converter, planes
from desktop.ui.widgets.pictures.picture import fit

pytestmark = pytest.mark.unit


def flat(width: int, height: int, luma: int, u: int, v: int) -> I420Frame:
    quarter = width * height // 4
    data = bytes([luma]) * (width * height) + bytes([u]) * quarter + bytes([v]) * quarter
    return I420Frame(width=width, height=height, data=data, number=1, made_at_s=0.0)


def whole(frame: I420Frame) -> Crop:
    return Crop(left=0, top=0, width=frame.width, height=frame.height)


def rgb(image: QImage, x: int, y: int) -> tuple[int, int, int]:
    colour = image.pixelColor(x, y)
    return colour.red(), colour.green(), colour.blue()


@pytest.mark.parametrize(
    ("yuv", "expected"),
    [
        ((16, 128, 128), (0, 0, 0)),
        ((235, 128, 128), (255, 255, 255)),
        ((126, 128, 128), (128, 128, 128)),
        ((81, 90, 240), (255, 0, 0)),
        ((145, 54, 34), (0, 255, 0)),
        ((41, 240, 110), (0, 0, 255)),
    ],
)
def test_colours_of_bt601_come_out_right(
    yuv: tuple[int, int, int], expected: tuple[int, int, int]
) -> None:
    frame = flat(16, 8, *yuv)
    image = I420Converter().convert(frame, whole(frame), 16, 8)
    assert image.size().toTuple() == (16, 8)
    for channel, wanted in zip(rgb(image, 7, 5), expected, strict=True):
        assert abs(channel - wanted) <= 3


@pytest.mark.parametrize("luma", [0, 15, 16, 254, 255])
def test_values_outside_the_legal_range_are_cut_not_wrapped(luma: int) -> None:
    frame = flat(8, 8, luma, 128, 128)
    value = rgb(I420Converter().convert(frame, whole(frame), 8, 8), 3, 3)[0]
    assert value == (0 if luma <= 16 else 255)


@pytest.mark.parametrize("size", [(640, 360), (320, 180), (280, 158), (500, 282), (62, 34)])
def test_a_ramp_stays_a_ramp_when_it_shrinks(size: tuple[int, int]) -> None:
    width, height = 1280, 720
    ramp = np.tile(np.linspace(16, 235, width).astype(np.uint8), (height, 1))
    data = ramp.tobytes() + bytes([128]) * (width * height // 2)
    frame = I420Frame(width=width, height=height, data=data, number=1, made_at_s=0.0)
    image = I420Converter().convert(frame, whole(frame), *size)
    values = [rgb(image, x, size[1] // 2)[0] for x in range(size[0])]
    assert values == sorted(values)
    assert values[0] < 12
    assert values[-1] > 243


def test_only_the_cropped_part_is_shown() -> None:
    frame = flat(16, 8, 16, 128, 128)
    data = bytearray(frame.data)
    for row in range(2, 6):
        data[row * 16 + 4 : row * 16 + 12] = bytes([235]) * 8
    frame = I420Frame(width=16, height=8, data=bytes(data), number=2, made_at_s=0.0)
    crop = Crop(left=4, top=2, width=8, height=4)
    image = I420Converter().convert(frame, crop, 8, 4)
    assert {rgb(image, x, y)[0] for x in range(8) for y in range(4)} == {255}


def test_planes_are_views_of_the_right_shapes() -> None:
    frame = flat(8, 4, 1, 2, 3)
    luma, chroma_u, chroma_v = planes(frame)
    assert (luma.shape, chroma_u.shape, chroma_v.shape) == ((4, 8), (2, 4), (2, 4))
    assert (luma[0, 0], chroma_u[0, 0], chroma_v[1, 3]) == (1, 2, 3)


def test_a_converter_follows_a_change_of_size() -> None:
    converter = I420Converter()
    first, second = flat(64, 36, 235, 128, 128), flat(32, 18, 16, 128, 128)
    assert rgb(converter.convert(first, whole(first), 32, 18), 5, 5)[0] == 255
    assert rgb(converter.convert(second, whole(second), 32, 18), 5, 5)[0] == 0


def test_a_picture_fills_its_tile_by_cutting_a_little() -> None:
    crop, target = fit(1280, 720, QRectF(0, 0, 400, 240))
    assert target == QRectF(0, 0, 400, 240)
    assert (crop.height, crop.width % 2, crop.left % 2) == (720, 0, 0)
    assert crop.width == 1200


def test_a_picture_of_another_shape_gets_bars_and_loses_nobody() -> None:
    crop, target = fit(720, 1280, QRectF(0, 0, 640, 360))
    assert (crop.left, crop.top, crop.width, crop.height) == (0, 0, 720, 1280)
    assert target.height() == pytest.approx(360)
    assert target.center().x() == pytest.approx(320)
