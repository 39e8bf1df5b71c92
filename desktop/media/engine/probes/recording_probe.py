"""How much of a recording still plays after its writer was killed.

The writer is a child (`media-engine --test-recording FILE`), for only a killed process shows what
a power cut leaves.
"""

import contextlib
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.error import FFmpegError

TEST_RECORDING = "--test-recording"
DEFAULT_COMMAND = (sys.executable, "-m", "desktop", "media-engine", TEST_RECORDING)
FILE_NAME = "room-check.mkv"
RECORDED_S = 3.0
BEGIN_LIMIT_S = 8.0
WRITE_LIMIT_S = 30.0
STOP_LIMIT_S = 2.0

_BEGUN = b"begun\n"
_FPS = 15
_WIDTH, _HEIGHT = 320, 180
_OPTIONS = {"flush_packets": "1", "cluster_time_limit": "500"}

logger = logging.getLogger(__name__)


def recorded_s(folder: Path, given_up: threading.Event, command: Sequence[str]) -> float | None:
    """Seconds that play of three that were written; None when nothing could be written.

    folder: on the disk that recordings go to. given_up: set to end early, which is None too.
    """
    path = folder / FILE_NAME
    try:
        with subprocess.Popen(  # noqa: S603 - our own program
            [*command, str(path)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
        ) as child:
            begun = threading.Timer(BEGIN_LIMIT_S, child.kill)
            begun.start()
            try:
                is_begun = child.stdout is not None and child.stdout.readline() == _BEGUN
                begun.cancel()
                has_time = is_begun and not given_up.wait(RECORDED_S)
            finally:
                begun.cancel()
                child.kill()
                child.wait(STOP_LIMIT_S)
        return _playable_s(path) if has_time else None
    except OSError as error:
        logger.warning("test recording failed reason=%s", type(error).__name__)
        return None
    finally:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def write_until_killed(path: Path) -> int:
    """The child: pictures in real time, each flushed to the disk; returns an exit code."""
    try:
        with av.open(str(path), "w", format="matroska", options=_OPTIONS) as container:
            stream = container.add_stream("libvpx", rate=_FPS)
            stream.width, stream.height = _WIDTH, _HEIGHT
            stream.pix_fmt = "yuv420p"
            stream.options = {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0"}
            chance = np.random.default_rng(1)
            began_s = time.monotonic()
            for number in range(round(WRITE_LIMIT_S * _FPS)):
                # Noise, or the pictures are so small that none leaves the library's buffer.
                planes = chance.integers(60, 190, (_HEIGHT * 3 // 2, _WIDTH), np.uint8)
                frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
                frame.pts, frame.time_base = number, Fraction(1, _FPS)
                container.mux(stream.encode(frame))
                if number == 0:
                    sys.stdout.buffer.write(_BEGUN)
                    sys.stdout.buffer.flush()
                time.sleep(max(0.0, began_s + (number + 1) / _FPS - time.monotonic()))
    except (FFmpegError, OSError) as error:
        sys.stderr.write(f"{type(error).__name__}\n")
        return 1
    return 0


def _playable_s(path: Path) -> float:
    """Up to the last picture that can be decoded."""
    last_s = 0.0
    with contextlib.suppress(FFmpegError), av.open(str(path)) as container:
        for frame in container.decode(video=0):
            last_s = float(frame.time or 0.0) + 1 / _FPS
    return last_s
