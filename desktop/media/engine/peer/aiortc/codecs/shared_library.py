"""Loads native libraries of PyAV's wheel by name (the same copy), to call them by ctypes."""

import ctypes
from pathlib import Path

import av


def load_av_library(stem: str) -> ctypes.CDLL:
    """For instance "libopus". ctypes lets go of the interpreter lock during each call.

    Raises:
        OSError: this build of PyAV does not carry it.
    """
    package = Path(av.__file__).parent
    # Wheels: av.libs beside the package (Linux, Windows), .dylibs inside it (macOS).
    for folder in (package.parent / "av.libs", package / ".dylibs"):
        for path in sorted(folder.glob(f"{stem}*")):
            return ctypes.CDLL(str(path))
    raise OSError(stem)
