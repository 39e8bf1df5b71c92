"""Cameras of the operating system, listed through FFmpeg (V4L2 on Linux, DirectShow on Windows).

A PC without a camera, or a build of FFmpeg without the input, gives an empty list.
"""

import logging
import sys

import av
from av.error import FFmpegError

from desktop.domain.device import Backend, Device, DeviceKind
from desktop.domain.ids import DeviceId

_FORMATS = {"linux": ("v4l2", Backend.V4L2), "win32": ("dshow", Backend.DSHOW)}

logger = logging.getLogger(__name__)


class Cameras:
    """Thread: any."""

    def devices(self) -> tuple[Device, ...]:
        """Cameras that are plugged in now."""
        found = _FORMATS.get(sys.platform)
        if found is None:
            return ()
        format_name, backend = found
        try:
            listed = av.enumerate_input_devices(format_name)
        except (FFmpegError, OSError, ValueError):
            # No such input, or nothing there: FFmpeg says both by an error.
            return ()
        return tuple(
            Device(
                id=DeviceId(f"{backend.value}:{info.name}"),
                kind=DeviceKind.CAMERA,
                name=info.description or info.name,
                backend=backend,
                address=info.name,
            )
            for info in listed
            if "video" in info.media_types or not info.media_types
        )
