"""Cameras of the operating system, listed through FFmpeg (V4L2 on Linux, DirectShow on Windows).

A PC without a camera, or a build of FFmpeg without the input, gives an empty list.
"""

import logging
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import av
from av.error import FFmpegError

from desktop.domain.devices.device import Backend, Device, DeviceKind
from desktop.domain.ids import DeviceId

_FORMATS = {"linux": ("v4l2", Backend.V4L2), "win32": ("dshow", Backend.DSHOW)}

V4L_FOLDER = Path("/dev/v4l")

_PNP = re.compile(r"(?P<hardware>usb#vid_[0-9a-f]{4}&pid_[0-9a-f]{4}[^#]*)#(?P<instance>[^#]+)")

logger = logging.getLogger(__name__)


class Cameras:
    """Thread: any."""

    ends_streams = False
    has_failed = False

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
        names = [info for info in listed if "video" in info.media_types or not info.media_types]
        identities = [_identity(info.name, backend) for info in names]
        return tuple(
            Device(
                id=DeviceId(f"{backend.value}:{identity.stable or info.name}"),
                kind=DeviceKind.CAMERA,
                name=info.description or info.name,
                backend=backend,
                address=info.name,
                hardware=identity.hardware,
                bus=identity.bus,
            )
            for info, identity in zip(names, identities, strict=True)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraIdentity:
    """What the system knows of a camera besides its name; empty where it does not say.

    stable: a name of it that outlives a reboot and another order of plugging.
    """

    stable: str = ""
    hardware: str = ""
    bus: str = ""


def linux_identity(address: str, folder: Path = V4L_FOLDER) -> CameraIdentity:
    """From udev's links: /dev/video0 is another camera after a reboot, these are not."""
    hardware = _link_to(address, folder / "by-id")
    return CameraIdentity(
        stable=hardware, hardware=hardware, bus=_link_to(address, folder / "by-path")
    )


def windows_identity(address: str) -> CameraIdentity:
    """From the device path that DirectShow gives as the camera's name."""
    found = _PNP.search(address.lower())
    if found is None:
        return CameraIdentity()
    return CameraIdentity(hardware=found["hardware"], bus=found["instance"])


def _identity(address: str, backend: Backend) -> CameraIdentity:
    return windows_identity(address) if backend is Backend.DSHOW else linux_identity(address)


def _link_to(address: str, folder: Path) -> str:
    """The name of the link in this folder that leads to the device; empty when there is none."""
    try:
        links = sorted(folder.iterdir())
        return next((one.name for one in links if one.resolve() == Path(address).resolve()), "")
    except OSError:
        return ""
