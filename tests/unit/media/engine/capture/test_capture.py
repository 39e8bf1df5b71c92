"""Cameras, microphones and drawn pictures."""

import errno
import threading
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import av
import numpy as np
import pytest
from typing_extensions import override

from desktop.devices.backends.portaudio import PortAudio
from desktop.devices.practice import (
    FROZEN_PICTURE,
    TEST_PERSON,
    TEST_TONE,
    TEST_VOICE,
    addressed_device,
)
from desktop.domain.clock import SystemClock
from desktop.domain.devices.device import Backend, Device, DeviceKind
from desktop.domain.errors import DeviceError
from desktop.domain.ids import DeviceId
from desktop.media.engine.capture import camera as camera_module
from desktop.media.engine.capture.camera import (
    Camera,
    FFmpegSource,
    PictureSource,
    StillSource,
    card_source,
    source_for,
)
from desktop.media.engine.capture.drawing import (
    HEIGHT,
    LOOP_FRAMES,
    PALETTES,
    WIDTH,
    TestPerson,
    draw_card,
    palette_for,
    without_marks,
)
from desktop.media.engine.capture.microphone import Microphone, read_sound, rolled, tone
from desktop.media.engine.picture import Picture, fit_picture, picture_from_frame
from desktop.media.engine.sound.sound_probe import SoundProbe
from desktop.media.measure.picture_clock import clock_ms, read_mark
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_echo_canceller import Cancellers
from tests.fakes.fake_media_room import TEST_VOICE as VOICE_PATH
from tests.fakes.fake_media_room import wait_until
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.unit

CAPTION = "Phòng tiếp công dân"


def lavfi(graph: str) -> Device:
    device = addressed_device(DeviceId(f"lavfi:{graph}"), DeviceKind.CAMERA)
    assert device is not None
    return device


# ---- drawing ------------------------------------------------------------------------------------


def test_the_person_moves_and_its_loop_has_no_cut() -> None:
    person = TestPerson(caption=CAPTION, font_path=None)
    first, second = person.frame(0, 0.0), person.frame(1, 0.0)
    assert (first.width, first.height) == (WIDTH, HEIGHT)
    assert first.planes.shape == (HEIGHT * 3 // 2, WIDTH)
    assert (first.planes != second.planes).any()
    assert (person.frame(LOOP_FRAMES, 0.0).planes == first.planes).all()
    change = np.abs(person.frame(LOOP_FRAMES - 1, 0.0).planes.astype(int) - first.planes).mean()
    assert change < 2.0


def test_a_picture_may_be_written_on_without_harm_to_the_next() -> None:
    person = TestPerson(caption=CAPTION, font_path=None)
    person.frame(0, 0.0).planes[:] = 0
    assert person.frame(0, 0.0).planes.any()


def test_the_same_room_shows_the_same_person() -> None:
    assert palette_for(CAPTION) is palette_for(CAPTION)
    assert {palette_for(f"room {n}").suit for n in range(50)} == {p.suit for p in PALETTES}


def test_the_caption_is_drawn_with_and_without_a_font(tmp_path: Path) -> None:
    plain, other = draw_card(CAPTION, None), draw_card("", None)
    assert (plain.planes != other.planes).any()
    assert (draw_card(CAPTION, tmp_path / "missing.ttf").planes == plain.planes).all()
    assert without_marks("Đặng Thị Ước đi") == "Dang Thi Uoc di"


def test_a_tile_that_cuts_the_sides_off_cuts_nothing_off_the_caption() -> None:
    written, bare = (draw_card(caption, None).luma for caption in (CAPTION, ""))
    columns = np.flatnonzero((written != bare).any(axis=0))
    # A square tile shows the middle HEIGHT columns.
    assert (WIDTH - HEIGHT) // 2 < columns[0] < columns[-1] < (WIDTH + HEIGHT) // 2
    assert abs(int(columns[0]) + int(columns[-1]) - WIDTH) <= 4


# ---- pictures -----------------------------------------------------------------------------------


def test_a_frame_with_padded_rows_and_odd_size_becomes_a_whole_picture() -> None:
    rgb = np.random.default_rng(1).integers(0, 255, (51, 77, 3), np.uint8)
    frame = av.VideoFrame.from_ndarray(rgb, format="rgb24")
    picture = picture_from_frame(frame, 1.5)
    assert (picture.width, picture.height, picture.made_at_s) == (76, 50, 1.5)
    even = av.VideoFrame.from_ndarray(rgb[:50, :76].copy(), format="rgb24").reformat(
        format="yuv420p"
    )
    assert (picture_from_frame(even, 0.0).planes == even.to_ndarray()).all()


def test_a_picture_is_made_smaller_to_fit_and_never_larger() -> None:
    planes = np.zeros((720 * 3 // 2, 1280), np.uint8)
    picture = Picture(planes=planes, width=1280, height=720, made_at_s=0.0)
    assert fit_picture(picture, 1920, 1080) is picture
    small = fit_picture(picture, 640, 640)
    assert (small.width, small.height) == (640, 360)
    assert small.planes.shape == (540, 640)


# ---- sources ------------------------------------------------------------------------------------


def test_the_test_person_carries_the_clock() -> None:
    clock = FakeClock()
    source = source_for(TEST_PERSON, clock=clock, caption=CAPTION, font_path=None)
    source.open()
    assert read_mark(source.read().luma) == clock_ms(clock.monotonic())
    clock.advance(1.0)
    assert read_mark(source.read().luma) == clock_ms(clock.monotonic())
    source.close()


def test_the_frozen_picture_keeps_its_first_mark() -> None:
    clock = FakeClock()
    source = source_for(FROZEN_PICTURE, clock=clock, caption=CAPTION, font_path=None)
    source.open()
    first = source.read()
    clock.advance(5.0)
    later = source.read()
    assert read_mark(first.luma) == read_mark(later.luma) == clock_ms(1_000.0)
    assert later.made_at_s > first.made_at_s


def test_the_card_has_no_mark_and_ends_with_close() -> None:
    source = card_source(clock=FakeClock(), caption=CAPTION, font_path=None)
    source.open()
    assert read_mark(source.read().luma) is None
    source.close()
    with pytest.raises(DeviceError):
        source.read()


def test_an_lavfi_graph_is_a_camera() -> None:
    source = FFmpegSource(clock=FakeClock(), device=lavfi("testsrc2=size=320x180:rate=30"))
    source.open()
    pictures = [source.read() for _ in range(3)]
    source.close()
    source.close()
    assert {(p.width, p.height) for p in pictures} == {(320, 180)}
    assert (pictures[0].planes != pictures[2].planes).any()


def make_clip(path: Path, frames: int) -> None:
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libvpx", rate=30)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(frames):
            picture = np.full((72, 64), 30 + 40 * number, np.uint8)
            frame = av.VideoFrame.from_ndarray(picture, format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 30)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))


def test_a_clip_begins_anew_at_its_end(tmp_path: Path) -> None:
    path = tmp_path / "clip.webm"
    make_clip(path, 3)
    device = addressed_device(DeviceId(f"file:{path}"), DeviceKind.CAMERA)
    assert device is not None
    source = FFmpegSource(clock=FakeClock(), device=device)
    source.open()
    levels = [int(source.read().luma.mean()) for _ in range(6)]
    source.close()
    assert levels[:3] == levels[3:]
    assert len(set(levels)) == 3


@pytest.mark.parametrize("name", ["missing.webm", "noise.webm", "empty.webm"])
def test_what_is_no_clip_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "noise.webm").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "empty.webm").write_bytes(b"")
    device = addressed_device(DeviceId(f"file:{tmp_path / name}"), DeviceKind.CAMERA)
    assert device is not None
    with pytest.raises(DeviceError):
        FFmpegSource(clock=FakeClock(), device=device).open()


def test_a_clip_without_pictures_is_refused(tmp_path: Path) -> None:
    device = addressed_device(DeviceId(f"file:{VOICE_PATH}"), DeviceKind.CAMERA)
    assert device is not None
    with pytest.raises(DeviceError):
        FFmpegSource(clock=FakeClock(), device=device).open()


@pytest.mark.parametrize("backend", [Backend.V4L2, Backend.DSHOW])
def test_a_camera_that_is_not_there_is_refused(backend: Backend) -> None:
    device = Device(
        id=DeviceId("x"), kind=DeviceKind.CAMERA, name="x", backend=backend, address="/dev/none"
    )
    with pytest.raises(DeviceError):
        FFmpegSource(clock=FakeClock(), device=device).open()


class PickyCamera:
    """FFmpeg's `open` before a camera that takes these options only, or is held by another."""

    def __init__(self, takes: dict[str, str] | None, refusal: OSError) -> None:
        self.asked: list[dict[str, str]] = []
        self._takes = takes
        self._refusal = refusal

    def open(self, _address: str, *, format: str, options: dict[str, str]) -> object:  # noqa: A002 - as there
        assert format in {"v4l2", "dshow"}
        self.asked.append(options)
        if options != self._takes:
            raise self._refusal
        return av.open("testsrc=size=640x480", format="lavfi")


def a_camera(backend: Backend) -> Device:
    return Device(id=DeviceId("x"), kind=DeviceKind.CAMERA, name="x", backend=backend, address="x")


@pytest.mark.parametrize(
    ("backend", "takes"),
    [
        (Backend.V4L2, {}),
        (Backend.DSHOW, {"rtbufsize": "64M", "video_size": "1280x720", "framerate": "30"}),
        (Backend.DSHOW, {"rtbufsize": "64M", "video_size": "640x480"}),
        (Backend.DSHOW, {"rtbufsize": "64M"}),
    ],
)
def test_a_camera_that_offers_less_is_asked_for_less(
    monkeypatch: pytest.MonkeyPatch, backend: Backend, takes: dict[str, str]
) -> None:
    camera = PickyCamera(takes, OSError(errno.EIO, "no such mode"))
    monkeypatch.setattr(camera_module, "av", SimpleNamespace(open=camera.open))
    source = FFmpegSource(clock=FakeClock(), device=a_camera(backend))
    source.open()
    assert source.read().width == 640
    assert camera.asked[-1] == takes
    assert camera.asked[0]["framerate"] == "30"
    assert ("input_format" in camera.asked[0]) is (backend is Backend.V4L2)
    assert all("vcodec" not in asked for asked in camera.asked)
    source.close()


@pytest.mark.parametrize("reason", [errno.EBUSY, errno.EACCES])
def test_a_camera_that_another_program_holds_is_asked_once(
    monkeypatch: pytest.MonkeyPatch, reason: int
) -> None:
    camera = PickyCamera(None, OSError(reason, "held"))
    monkeypatch.setattr(camera_module, "av", SimpleNamespace(open=camera.open))
    with pytest.raises(DeviceError):
        FFmpegSource(clock=FakeClock(), device=a_camera(Backend.DSHOW)).open()
    assert len(camera.asked) == 1


# ---- the camera thread --------------------------------------------------------------------------


class BrokenSource:
    """Shows a few pictures, then fails as a pulled-out camera does."""

    is_paced = False

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.is_closed = False
        self.left = 3

    def open(self) -> None:
        pass

    def read(self) -> Picture:
        self.left -= 1
        if self.left < 0:
            raise self.error
        return Picture(planes=np.zeros((6, 4), np.uint8), width=4, height=4, made_at_s=0.0)

    def close(self) -> None:
        self.is_closed = True


class Room:
    def __init__(self) -> None:
        self.pictures: list[Picture] = []
        self.failures: list[DeviceError] = []
        self.camera = Camera(
            clock=SystemClock(), take=self.pictures.append, on_failed=self.failures.append
        )


def test_a_camera_shows_one_source_at_a_time_at_its_pace() -> None:
    room = Room()
    room.camera.open(card_source(clock=SystemClock(), caption="", font_path=None))
    wait_until(lambda: len(room.pictures) >= 5, "pictures")
    assert room.camera.silent_s() < 5.0
    room.camera.open(
        source_for(lavfi("testsrc2=size=64x48"), clock=SystemClock(), caption="", font_path=None)
    )
    wait_until(lambda: room.pictures[-1].width == 64, "the other source")
    room.camera.close()
    room.camera.close()
    count = len(room.pictures)
    assert room.camera.silent_s() == 0.0
    assert threading.active_count() < 50
    assert len(room.pictures) == count
    assert room.failures == []


class SlowSource(BrokenSource):
    """A driver that takes until the test lets it."""

    def __init__(self) -> None:
        super().__init__(DeviceError("camera", "gone"))
        self.may_open = threading.Event()
        self.may_end = threading.Event()

    @override
    def open(self) -> None:
        self.may_open.wait(PATIENCE_S)

    @override
    def read(self) -> Picture:
        if self.left == 0:
            self.may_end.wait(PATIENCE_S)
        return super().read()


def test_a_camera_is_not_silent_while_it_opens() -> None:
    clock, source = FakeClock(), SlowSource()
    pictures: list[Picture] = []
    camera = Camera(clock=clock, take=pictures.append, on_failed=lambda _error: None)
    assert camera.silent_s() == camera.opening_s() == 0.0
    camera.open(source)
    clock.advance(8.0)
    assert (camera.silent_s(), camera.opening_s(), camera.has_picture) == (0.0, 8.0, False)
    source.may_open.set()
    wait_until(lambda: len(pictures) == 3, "pictures")
    assert (camera.silent_s(), camera.opening_s(), camera.has_picture) == (0.0, 0.0, True)
    clock.advance(4.0)
    assert camera.silent_s() == 4.0
    source.may_end.set()
    camera.close()
    assert not camera.has_picture


def test_a_source_that_ends_is_told_once_and_closed() -> None:
    room = Room()
    source = BrokenSource(DeviceError("camera", "gone"))
    room.camera.open(source)
    wait_until(lambda: room.failures != [] and source.is_closed, "told")
    assert [error.code for error in room.failures] == ["gone"]
    assert len(room.pictures) == 3
    room.camera.close()


def test_a_bug_in_a_source_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    room = Room()
    source = BrokenSource(RuntimeError("bug"))
    room.camera.open(source)
    wait_until(lambda: source.is_closed, "over")
    room.camera.close()
    assert "camera stopped" in caplog.text


def test_a_driver_that_hangs_is_left_behind(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("desktop.media.engine.capture.camera.JOIN_LIMIT_S", 0.1)
    free = threading.Event()

    class HangingSource(BrokenSource):
        def read(self) -> Picture:  # type: ignore[explicit-override]
            free.wait(PATIENCE_S)
            return super().read()

    room = Room()
    source = HangingSource(DeviceError("x", "gone"))
    room.camera.open(source)
    room.camera.close()
    assert "left behind" in caplog.text
    free.set()
    wait_until(lambda: source.is_closed, "it ends after all")
    assert room.pictures == []


def test_sources_obey_the_protocol() -> None:
    sources: list[PictureSource] = [
        StillSource(clock=FakeClock(), draw=lambda: draw_card("", None), is_marked=False),
        FFmpegSource(clock=FakeClock(), device=lavfi("testsrc2")),
    ]
    assert [source.is_paced for source in sources] == [True, True]


# ---- the microphone -----------------------------------------------------------------------------


def listen(device: Device | None, seconds: float, seed: str = "a") -> np.ndarray:
    blocks: list[np.ndarray] = []
    microphone = Microphone(
        clock=SystemClock(),
        portaudio=PortAudio(),
        cleaner=Cancellers().cleaner(SystemClock()),
        probe=SoundProbe(),
        test_voice_path=VOICE_PATH,
        take=lambda block, _: blocks.append(block),
    )
    microphone.open(device, seed=seed)
    wait_until(lambda: len(blocks) >= seconds * 100, "sound")
    assert microphone.card.silent_s() == microphone.zeros_s() == 0.0
    microphone.close()
    microphone.close()
    return np.concatenate(blocks)


def test_no_microphone_is_silence_at_the_same_pace() -> None:
    assert not listen(None, 0.2).any()


def test_the_tone_is_the_tone() -> None:
    heard = listen(TEST_TONE, 0.3)[:12_000].astype(float)
    assert np.argmax(np.abs(np.fft.rfft(heard))) * 4 == pytest.approx(440, abs=4)
    assert tone().shape == (48_000,)


def test_the_voice_begins_where_the_seed_says_and_goes_round() -> None:
    voice = read_sound(VOICE_PATH)
    assert len(voice) % 480 == 0
    heard = listen(TEST_VOICE, 0.2, seed="left")
    assert (heard == rolled(voice, "left")[: len(heard)]).all()
    assert (rolled(voice, "left") != rolled(voice, "right")).any()


def test_a_listener_that_fails_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    def fail(_: np.ndarray, __: np.ndarray) -> None:
        raise RuntimeError

    microphone = Microphone(
        clock=SystemClock(),
        portaudio=PortAudio(),
        cleaner=Cancellers().cleaner(SystemClock()),
        probe=SoundProbe(),
        test_voice_path=VOICE_PATH,
        take=fail,
    )
    microphone.open(None, seed="")
    wait_until(lambda: "microphone stopped" in caplog.text, "logged")
    microphone.close()
