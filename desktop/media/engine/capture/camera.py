"""The picture of this room: a camera, a clip, a drawn person, or the card of a closed camera."""

import errno
import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import av
from av.error import FFmpegError

from desktop.domain.clock import Clock
from desktop.domain.devices.device import Backend, Device
from desktop.domain.errors import DeviceError
from desktop.media.engine.capture.drawing import TestPerson, draw_card
from desktop.media.engine.pacing import Pacer
from desktop.media.engine.picture import Picture, fit_picture, picture_from_frame
from desktop.media.measure.picture_clock import clock_ms, write_mark

FPS = 30
MAX_WIDTH = 1920
MAX_HEIGHT = 1080
JOIN_LIMIT_S = 1.0

_SLACK_FRAMES = 3
_WISH = {"video_size": "1280x720", "framerate": "30"}
# DirectShow's own buffer holds one 720p frame.
_DSHOW = {"rtbufsize": "64M"}
# Packed first: over USB 2 many cameras give 720p unpacked at 10 a second only. To DirectShow the
# thirty a second say it (its demuxer knows no codec to ask for); it refuses what a camera does not
# offer to the letter, so it is asked for less and less.
_WAYS: dict[Backend, tuple[dict[str, str], ...]] = {
    Backend.V4L2: ({**_WISH, "input_format": "mjpeg"}, {}),
    Backend.DSHOW: (
        {**_DSHOW, **_WISH},
        {**_DSHOW, "video_size": "640x480"},
        _DSHOW,
    ),
}
_HELD = frozenset({errno.EBUSY, errno.EACCES, errno.ENOENT, errno.ENODEV})
"""Another way of asking changes nothing about these. DirectShow says EIO whatever the reason."""

logger = logging.getLogger(__name__)

TakePicture = Callable[[Picture], None]


class PictureSource(Protocol):
    """Something that has pictures. Thread: camera."""

    is_paced: bool
    """True: `read` answers at once and the camera keeps the beat. False: `read` waits."""

    def open(self) -> None:
        """Begin.

        Raises:
            DeviceError: it cannot be opened.
        """
        ...

    def read(self) -> Picture:
        """The next picture.

        Raises:
            DeviceError: there will be no more.
        """
        ...

    def close(self) -> None:
        """Let go. Idempotent."""
        ...


class PersonSource:
    """`PictureSource` of the drawn test person, moving, with the clock in the picture."""

    is_paced = True

    def __init__(self, *, clock: Clock, caption: str, font_path: Path | None) -> None:
        self._clock = clock
        self._person = TestPerson(caption=caption, font_path=font_path)
        self._number = 0

    def open(self) -> None:
        """There is nothing to open."""

    def read(self) -> Picture:
        now_s = self._clock.monotonic()
        picture = self._person.frame(self._number, now_s)
        write_mark(picture.luma, clock_ms(now_s))
        self._number += 1
        return picture

    def close(self) -> None:
        """There is nothing to close."""


class StillSource:
    """`PictureSource` of one picture: the frozen test picture (its mark stands), or the card."""

    is_paced = True

    def __init__(self, *, clock: Clock, draw: Callable[[], Picture], is_marked: bool) -> None:
        self._clock = clock
        self._draw = draw
        self._is_marked = is_marked
        self._still: Picture | None = None

    def open(self) -> None:
        self._still = self._draw()
        if self._is_marked:
            write_mark(self._still.luma, clock_ms(self._clock.monotonic()))

    def read(self) -> Picture:
        if self._still is None:
            raise DeviceError("still", "closed")
        return Picture(
            planes=self._still.planes,
            width=self._still.width,
            height=self._still.height,
            made_at_s=self._clock.monotonic(),
        )

    def close(self) -> None:
        self._still = None


class FFmpegSource:
    """`PictureSource` of a camera, a clip (played again from its start) or an lavfi graph."""

    def __init__(self, *, clock: Clock, device: Device) -> None:
        self.is_paced = device.backend in {Backend.FILE, Backend.LAVFI}
        self._clock = clock
        self._device = device
        self._container: av.container.InputContainer | None = None
        self._frames: Iterator[av.VideoFrame] = iter(())

    def open(self) -> None:
        self._reopen()

    def read(self) -> Picture:
        for attempt in (1, 2):
            try:
                frame = next(self._frames)
            except StopIteration:
                if attempt == 2 or not self.is_paced:  # noqa: PLR2004 - once more from the start
                    break
                self._reopen()
                continue
            except (FFmpegError, OSError) as error:
                raise DeviceError(self._device.name, "gone") from error
            picture = picture_from_frame(frame, self._clock.monotonic())
            return fit_picture(picture, MAX_WIDTH, MAX_HEIGHT)
        raise DeviceError(self._device.name, "ended")

    def close(self) -> None:
        self._frames = iter(())
        container, self._container = self._container, None
        if container is not None:
            container.close()

    def _reopen(self) -> None:
        self.close()
        device = self._device
        address = device.address
        if device.backend is Backend.DSHOW:
            address = f"video={address}"
        format_name = None if device.backend is Backend.FILE else device.backend.value
        self._container = self._first_that_opens(address, format_name)
        if not self._container.streams.video:
            self.close()
            raise DeviceError(device.name, "no_picture")
        self._frames = self._container.decode(video=0)

    def _first_that_opens(
        self, address: str, format_name: str | None
    ) -> av.container.InputContainer:
        refusal: Exception | None = None
        for options in _WAYS.get(self._device.backend, ({},)):
            try:
                return av.open(address, format=format_name, options=options)
            except (FFmpegError, OSError, ValueError) as error:
                logger.info("camera refused options=%s reason=%s", options, type(error).__name__)
                refusal = error
                if getattr(error, "errno", None) in _HELD:
                    break
        raise DeviceError(self._device.name, "refused") from refusal


class Camera:
    """Runs one source at a time and hands its pictures on. Thread: open and close on one thread.

    take: on the camera's thread. on_failed: the source ended by itself; on the camera's thread.
    """

    def __init__(
        self, *, clock: Clock, take: TakePicture, on_failed: Callable[[DeviceError], None]
    ) -> None:
        self._clock = clock
        self._take = take
        self._on_failed = on_failed
        self._run: _CameraRun | None = None

    def open(self, source: PictureSource) -> None:
        """Show this source from now on."""
        self.close()
        self._run = _CameraRun(self._clock, source, self._take, self._on_failed)
        self._run.start()

    def close(self) -> None:
        """Stop. A camera whose driver hangs is left behind after JOIN_LIMIT_S."""
        run, self._run = self._run, None
        if run is not None:
            run.stop()

    @property
    def has_picture(self) -> bool:
        """Whether the source that is open has given one."""
        return self._run is not None and self._run.has_picture

    def silent_s(self) -> float:
        """How long ago the source was open or its last picture came; 0 until it is open."""
        run = self._run
        return 0.0 if run is None or run.is_opening else self._clock.monotonic() - run.seen_at_s

    def opening_s(self) -> float:
        """For how long the source has been opening, which some drivers take seconds for; else 0."""
        run = self._run
        return (
            self._clock.monotonic() - run.seen_at_s if run is not None and run.is_opening else 0.0
        )


class _CameraRun:
    """One source from start to end."""

    def __init__(
        self,
        clock: Clock,
        source: PictureSource,
        take: TakePicture,
        on_failed: Callable[[DeviceError], None],
    ) -> None:
        self.seen_at_s = clock.monotonic()
        self.is_opening = True
        self.has_picture = False
        self._clock = clock
        self._source = source
        self._take = take
        self._on_failed = on_failed
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._is_stopping.set()
        self._thread.join(JOIN_LIMIT_S)
        if self._thread.is_alive():
            logger.warning("camera thread left behind limit_s=%s", JOIN_LIMIT_S)

    def _run(self) -> None:
        try:
            self._source.open()
            self.seen_at_s = self._clock.monotonic()
            self.is_opening = False
            self._show()
        except DeviceError as error:
            if not self._is_stopping.is_set():
                self._on_failed(error)
        except Exception:
            logger.exception("camera stopped")
        finally:
            self._source.close()

    def _show(self) -> None:
        pacer = Pacer(clock=self._clock, period_s=1 / FPS, slack=_SLACK_FRAMES)
        while not self._is_stopping.is_set():
            if self._source.is_paced and not pacer.wait(self._is_stopping):
                return
            picture = self._source.read()
            if self._is_stopping.is_set():
                return
            self.seen_at_s = self._clock.monotonic()
            self.has_picture = True
            self._take(picture)


def card_source(*, clock: Clock, caption: str, font_path: Path | None) -> PictureSource:
    """The card of a camera that is off or missing."""
    return StillSource(clock=clock, draw=lambda: draw_card(caption, font_path), is_marked=False)


def source_for(
    device: Device, *, clock: Clock, caption: str, font_path: Path | None
) -> PictureSource:
    """What shows the pictures of this device."""
    if device.backend is not Backend.TEST:
        return FFmpegSource(clock=clock, device=device)
    if device.address == "frozen":
        person = TestPerson(caption=caption, font_path=font_path)
        return StillSource(clock=clock, draw=lambda: person.frame(0, 0.0), is_marked=True)
    return PersonSource(clock=clock, caption=caption, font_path=font_path)
