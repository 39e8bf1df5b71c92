"""The notices of third parties that lie inside the installer."""

from collections.abc import Iterator, Sequence
from typing import Final

from installers.msi.contents import Package
from installers.msi.inner_libraries import LIBRARIES

_RULE: Final = "=" * 78
_HEAD: Final = """\
Reception Room: notices of third parties

Which program holds what stands in THIRD-PARTY.md beside this file; every binary with its SHA-256
stands in sbom.cdx.json.

Qt 6 and PySide6 (LGPL-3.0), FFmpeg (LGPL-3.0-or-later), GNU libiconv and libsoxr
(LGPL-2.1-or-later) are separate libraries, installed as their publishers built them; you may
replace them by your own builds of the same interfaces below runtime\\lib. Their sources are
published by their makers (download.qt.io, ffmpeg.org, www.gnu.org/software/libiconv,
sourceforge.net/projects/soxr), and whoever gave you this program gives you those of the versions
inside it for three years on request. The texts of these licences lie beside this file.

libx264 and libx265 (GPL), SVT-AV1, dav1d, libwebp, VMAF and Intel VPL are not in this program:
libraries of their names are stand-ins of ours that refuse every call.
"""


def build_notices(packages: Sequence[Package]) -> str:
    """One text: what holds what, then the licence of every package."""
    return "".join((_HEAD, *_inner(), *_texts(packages)))


def packages_without_text(packages: Sequence[Package]) -> tuple[str, ...]:
    """Names of packages whose wheels bring no licence."""
    return tuple(package.name for package in packages if not package.texts)


def _inner() -> Iterator[str]:
    yield f"\n{_RULE}\nLibraries inside packages\n\n"
    for library in LIBRARIES:
        yield f"{library.name}: {library.licence}\n"


def _texts(packages: Sequence[Package]) -> Iterator[str]:
    for package in packages:
        yield f"\n{_RULE}\n{package.name} {package.version}: {package.licence or 'see below'}\n"
        for name, text in package.texts:
            yield f"\n--- {name}\n\n{text.rstrip()}\n"
        if not package.texts:
            yield "\nIts package brings no text; see THIRD-PARTY.md.\n"
