"""Libraries that wheels bring without saying so: what the SBOM must name by hand.

Their packages give no versions; the SHA-256 of each file stands in the SBOM. A library that is not
known here stops the build, so that a new wheel cannot bring one unseen.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from installers.msi.errors import BuildError
from installers.msi.stand_ins import STAND_INS, StandIn


@dataclass(frozen=True, slots=True, kw_only=True)
class InnerLibrary:
    """A library inside a wheel. pattern: of its path below the packages, in lower case."""

    name: str
    licence: str
    pattern: str


def _ffmpeg(name: str) -> InnerLibrary:
    return InnerLibrary(
        name=f"FFmpeg {name}", licence="LGPL-3.0-or-later", pattern=f"av.libs/{name}-*"
    )


def _stand_in(one: StandIn) -> InnerLibrary:
    name = f"stand-in for {one.prefix.removesuffix('-')}"
    return InnerLibrary(name=name, licence="Apache-2.0", pattern=f"av.libs/{one.prefix}*")


LIBRARIES: Final = (
    *map(_ffmpeg, ("avcodec", "avdevice", "avfilter", "avformat", "avutil")),
    *map(_ffmpeg, ("swresample", "swscale")),
    *map(_stand_in, STAND_INS),
    InnerLibrary(name="Opus", licence="BSD-3-Clause", pattern="av.libs/libopus-*"),
    InnerLibrary(name="libvpx", licence="BSD-3-Clause", pattern="av.libs/libvpx-*"),
    InnerLibrary(name="GNU libiconv", licence="LGPL-2.1-or-later", pattern="av.libs/libiconv-*"),
    InnerLibrary(name="zlib", licence="Zlib", pattern="av.libs/zlib1-*"),
    InnerLibrary(
        name="GCC run-time library",
        licence="GPL-3.0-or-later WITH GCC-exception-3.1",
        pattern="av.libs/libgcc_s_seh-1-*",
    ),
    InnerLibrary(
        name="winpthreads", licence="MIT AND BSD-3-Clause", pattern="av.libs/libwinpthread-*"
    ),
    InnerLibrary(
        name="OpenBLAS", licence="BSD-3-Clause", pattern="numpy.libs/libscipy_openblas64_-*"
    ),
    InnerLibrary(
        name="Microsoft Visual C++ run-time library",
        licence="LicenseRef-Microsoft-Redistributable",
        pattern="numpy.libs/msvcp140-*",
    ),
    InnerLibrary(
        name="Microsoft Visual C++ run-time library",
        licence="LicenseRef-Microsoft-Redistributable",
        pattern="pikepdf.libs/msvcp140-*",
    ),
    InnerLibrary(
        name="qpdf, with libjpeg-turbo, OpenSSL and zlib",
        licence="Apache-2.0 AND IJG AND BSD-3-Clause AND Zlib",
        pattern="pikepdf.libs/qpdf30-*",
    ),
    InnerLibrary(
        name="PortAudio", licence="MIT", pattern="_sounddevice_data/*/libportaudio64bit.dll"
    ),
    InnerLibrary(
        name="PDFium", licence="BSD-3-Clause AND Apache-2.0", pattern="pypdfium2_raw/pdfium.dll"
    ),
    InnerLibrary(
        name="crc32c", licence="BSD-3-Clause", pattern="google_crc32c/extra-dll/crc32c.dll"
    ),
    InnerLibrary(
        name="libwebrtc (audio processing)",
        licence="BSD-3-Clause",
        pattern="livekit/rtc/resources/livekit_ffi.dll",
    ),
)
# Qt, and the run-time library beside it: signed by their publishers, named by their packages.
_NAMED_BY_PACKAGES: Final = ("pyside6/*", "shiboken6/*")


def inner_library(path: str) -> InnerLibrary | None:
    """What a DLL below the packages is; None where its own package names it.

    Raises: BuildError for a library that nobody has looked at.
    """
    name = path.lower()
    if any(fnmatchcase(name, pattern) for pattern in _NAMED_BY_PACKAGES):
        return None
    for library in LIBRARIES:
        if fnmatchcase(name, library.pattern):
            return library
    message = f"{path}: a library that is not in installers/msi/inner_libraries.py"
    raise BuildError(message)
