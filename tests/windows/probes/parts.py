"""Runs on the installed library under Python for Windows: every module, every replaced library.

Prints one JSON object.
"""

import importlib
import json
import pkgutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from fractions import Fraction
from functools import partial

import av
import numpy as np

import desktop
from desktop.devices.picture_codes import read_codes
from desktop.forms.layout.blocks import Body, Form, PageMark
from desktop.forms.pdf.code_modules import code_modules
from desktop.forms.pdf.document import draw_pdf

# Of Linux, or of a city that has a server of its own.
ELSEWHERE = frozenset({"pulsectl", "psycopg", "obstore"})
# Not imported but run: by Python, by Alembic.
RUN_BY_OTHERS = ("__main__", "migrations.env")
REFUSED_ENCODERS = {
    "libx264": "yuv420p",
    "libx265": "yuv420p",
    "libsvtav1": "yuv420p",
    "libwebp": "yuv420p",
    "libwebp_anim": "yuv420p",
    "h264_qsv": "nv12",
    "av1_qsv": "nv12",
}
# What calls, cameras, clips and recordings are made of.
USED_ENCODERS = {"libvpx": "yuv420p", "mjpeg": "yuvj420p", "rawvideo": "yuv420p"}
SIZE = (160, 96)


def import_everything() -> tuple[int, dict[str, str]]:
    """(modules, what went wrong by module)."""
    failed: dict[str, str] = {}
    names = [one.name for one in pkgutil.walk_packages(desktop.__path__, "desktop.")]
    for name in names:
        if name.endswith(RUN_BY_OTHERS):
            continue
        try:
            importlib.import_module(name)
        except ImportError as error:
            if error.name not in ELSEWHERE:
                failed[name] = repr(error)
    return len(names), failed


def outcomes() -> Iterator[tuple[str, str]]:
    """(what was tried, "works" or the error's name)."""
    for name, pixels in {**REFUSED_ENCODERS, **USED_ENCODERS}.items():
        yield f"encoder {name}", outcome(partial(encode, name, pixels))
    yield "encoder libopus", outcome(encode_sound)
    yield "decoder libdav1d", outcome(lambda: av.CodecContext.create("libdav1d", "r").open())
    yield "decoder libvpx", outcome(lambda: av.CodecContext.create("libvpx", "r").open())
    yield "decoder libopus", outcome(lambda: av.CodecContext.create("libopus", "r").open())
    yield "filter libvmaf", outcome(compare_pictures)
    yield "filter scale", outcome(scale_pictures)
    yield "resampler", outcome(resample)
    yield "form as PDF", outcome(draw_form)
    yield "code of a page", outcome(read_a_code)


def outcome(act: Callable[[], object]) -> str:
    """How it went."""
    try:
        act()
    except (av.error.FFmpegError, av.codec.codec.UnknownCodecError, ValueError) as error:
        return type(error).__name__
    return "works"


def picture(pixels: str = "yuv420p") -> av.VideoFrame:
    """A picture with something in it."""
    width, height = SIZE
    image = np.zeros((height, width, 3), np.uint8)
    image[10:40, 20:60] = 200
    return av.VideoFrame.from_ndarray(image, format="rgb24").reformat(format=pixels)


def encode(name: str, pixels: str) -> None:
    """Five pictures, at least one packet."""
    context = av.CodecContext.create(name, "w")
    if not isinstance(context, av.VideoCodecContext):
        raise TypeError(name)
    context.width, context.height = SIZE
    context.pix_fmt = pixels
    context.time_base = Fraction(1, 30)
    packets = []
    for index in range(5):
        frame = picture(pixels)
        frame.pts = index
        packets += context.encode(frame)
    packets += context.encode(None)
    if not any(packet.size for packet in packets):
        message = "no packet"
        raise ValueError(message)


def encode_sound() -> None:
    """Opus, 20 ms."""
    context = av.CodecContext.create("libopus", "w")
    context.sample_rate, context.layout, context.format = 48_000, "mono", "s16"
    frame = av.AudioFrame.from_ndarray(np.zeros((1, 960), np.int16), format="s16", layout="mono")
    frame.sample_rate, frame.pts = 48_000, 0
    if not [*context.encode(frame), *context.encode(None)]:
        message = "no packet"
        raise ValueError(message)


def graph_of(name: str, inputs: int) -> None:
    """A filter between sources and a sink, with one picture through it."""
    graph = av.filter.Graph()
    frame = picture()
    frame.pts = 0
    frame.time_base = Fraction(1, 30)
    middle = graph.add(name)
    sources = [graph.add_buffer(template=None, width=SIZE[0], height=SIZE[1],
                                format=av.VideoFormat("yuv420p"), time_base=Fraction(1, 30))
               for _ in range(inputs)]  # fmt: skip
    for index, source in enumerate(sources):
        source.link_to(middle, 0, index)
    middle.link_to(graph.add("buffersink"))
    graph.configure()
    for source in sources:
        source.push(frame)
    graph.pull()


def compare_pictures() -> None:
    """VMAF."""
    graph_of("libvmaf", 2)


def scale_pictures() -> None:
    """A filter of FFmpeg's own."""
    graph_of("scale", 1)


def resample() -> None:
    """As microphones and voices of aiortc do."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=16_000)
    frame = av.AudioFrame.from_ndarray(np.zeros((1, 960), np.int16), format="s16", layout="mono")
    frame.sample_rate, frame.pts = 48_000, 0
    if not resampler.resample(frame):
        message = "nothing came out"
        raise ValueError(message)


def draw_form() -> None:
    """Letters, colours and the code of a page: reportlab, pikepdf and qpdf, segno."""
    mark = PageMark(record_id="0", version=1, content_sha256="0")
    form = Form(title="Đơn", blocks=(Body(text="Tiếp công dân"),), mark=mark)
    if not draw_pdf(form, datetime(2026, 12, 1, tzinfo=UTC)).startswith(b"%PDF-1.7"):
        message = "no PDF"
        raise ValueError(message)


def read_a_code() -> None:
    """As a scan is read: segno's modules, each of four points, in a white frame."""
    rows = np.array(code_modules("TCD2"), np.uint8)
    luma = np.pad(255 - 255 * np.kron(rows, np.ones((4, 4), np.uint8)), 16, constant_values=255)
    if read_codes(memoryview(luma.tobytes()).cast("B", luma.shape)) != ("TCD2",):
        message = "not read"
        raise ValueError(message)


def main() -> None:
    """Prints what was found."""
    count, failed = import_everything()
    found = {"modules": count, "failed": failed, "outcomes": dict(outcomes())}
    sys.stdout.write(json.dumps(found) + "\n")


main()
