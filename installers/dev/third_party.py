#!/usr/bin/env python3
"""Writes THIRD-PARTY.md from the lock of the run set and the metadata of what is installed.

.venv/bin/python installers/dev/third_party.py
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements.lock"
PAGE = ROOT / "THIRD-PARTY.md"
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+?)(?: ; .*)? \\$", re.MULTILINE)
_GITHUB = re.compile(r"https://github\.com/[\w.-]+/[\w.-]+")
_HOME_LABELS = ("homepage", "home", "repository", "source", "source code", "documentation")

# Where the metadata is silent, wrong or not here: packages of other systems.
LICENCES = {
    "apsw-sqlite3mc": "any OSI licence (APSW), MIT (SQLite3 Multiple Ciphers), public domain",
    "pikepdf": "MPL-2.0 (qpdf and what it holds: see its wheel)",
    "pyopenssl": "Apache-2.0",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0 (PDFium and what it holds: see its wheel)",
    "pyrage": "MIT (its Rust crates: see the SBOM in its wheel)",
    "pywin32-ctypes": "BSD-3-Clause",
    "reportlab": "BSD-3-Clause",
    "segno": "BSD-3-Clause",
    "tzdata": "Apache-2.0",
}
HOMES = {
    "lazy-importer": "(none given by its authors)",
    "pywin32-ctypes": "https://github.com/enthought/pywin32-ctypes",
    "tzdata": "https://github.com/python/tzdata",
}
HEAD = """\
# Third-party software

What the program brings or needs, with its licence. Written by `make third-party` from
`requirements.lock`; a test fails when the two differ.

## Qt

The windows are drawn by **Qt 6** through **PySide6**, used under the **LGPL-3.0**. Both are
separate, replaceable shared libraries, installed unchanged from their publisher's packages; the
program contains no Qt code of its own and links to none of Qt's GPL-only modules.

## FFmpeg and its codecs

**PyAV** (`av`) brings FFmpeg (LGPL-3.0) and, beside it, libopus, libvpx, dav1d, SVT-AV1, libwebp
(BSD-style), LAME (LGPL-2.0), GnuTLS, Nettle, GMP (LGPL-3.0) and others as shared libraries. Its
published packages also hold **libx264 and libx265 (GPL-2.0-or-later)**. The program neither
offers nor uses them: calls and recordings are VP8 and Opus. A source checkout installs PyAV's
package from its publisher as it is. The Windows installer (`make msi`) holds stand-ins of ours in
their place, which refuse every call, and in that of dav1d, SVT-AV1, libwebp, VMAF and Intel VPL;
whoever passes on another build must leave these two libraries out or accept their licence for the
whole.

## libwebrtc

**wrtc** holds Google's libwebrtc (BSD-3-Clause, with a patent grant) and, linked into it, libvpx,
libaom, dav1d, libopus, BoringSSL, libsrtp, Abseil and others under BSD-style licences, MIT,
ISC or Apache-2.0; their texts are in `THIRD_PARTY_LICENSES.md` of its package. It has no H.264: the
binary of Cisco that it could fetch is never asked for. **livekit** holds libwebrtc's audio
processing (Apache-2.0 around BSD-3-Clause).

## Pictures, letters, sounds

| what | where | licence |
|---|---|---|
| Be Vietnam Pro, reshaped as *Be Vietnam Desk* and *Be Vietnam Figures* | `resources/fonts` | \
OFL-1.1 (`resources/fonts/OFL.txt`) |
| Liberation Serif 2.1.5, unchanged | `resources/fonts` | \
OFL-1.1 (`resources/fonts/OFL-Liberation.txt`) |
| Colours of sRGB, as Little CMS writes them | `resources/colours` | no copyright, use freely |
| Lucide icons | `resources/icons` | ISC (`resources/icons/LICENSE-lucide.txt`) |
| Practice voice, spoken by eSpeak NG and kept as Opus | `resources/sounds` | our own recording; \
eSpeak NG itself (GPL-3.0-or-later) is not shipped |
| Units of Hải Phòng | `resources/units` | facts of public record |
| Public holidays | `resources/calendar` | facts of public record |

## Python packages

| package | version | licence | home |
|---|---|---|---|
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One package of the lock; a package may stand there in two versions, for two Pythons."""

    name: str
    version: str
    licence: str
    home: str

    def row(self) -> str:
        """The package's row of the table."""
        return f"| {self.name} | {self.version} | {self.licence} | {self.home} |\n"


def main() -> None:
    """Writes the page anew."""
    PAGE.write_text(build_page(LOCK.read_text(encoding="utf-8")), encoding="utf-8")


def build_page(lock: str) -> str:
    """The whole page for the text of a lock.

    Raises: LookupError naming a package without a licence.
    """
    return HEAD + "".join(package.row() for package in packages(lock))


def locked(lock: str) -> Iterator[tuple[str, str]]:
    """Name and version of every line of a lock."""
    yield from _LOCKED.findall(lock)


def packages(lock: str) -> Iterator[Package]:
    """Every package of a lock, described."""
    for name, version in locked(lock):
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            about = None
        licence = LICENCES.get(name) or (_licence(about) if about else "")
        home = HOMES.get(name) or (_home(about) if about else "")
        if not licence or not home:
            message = f"no licence or no home known for {name}"
            raise LookupError(message)
        yield Package(name=name, version=version, licence=licence, home=home)


def _licence(about: metadata.PackageMetadata) -> str:
    for field in ("License-Expression", "License"):
        for value in about.get_all(field) or ():
            if "\n" not in value:  # else the whole text of a licence
                return str(value)
    for classifier in about.get_all("Classifier") or ():
        if classifier.startswith("License :: "):
            return str(classifier).rpartition(" :: ")[2].removesuffix(" License")
    return ""


def _home(about: metadata.PackageMetadata) -> str:
    links: dict[str, str] = {}
    if homes := about.get_all("Home-page"):
        links["home"] = homes[0]
    for line in about.get_all("Project-URL") or ():
        label, _, address = line.partition(", ")
        links[label.lower()] = address
    named = (links[label] for label in _HOME_LABELS if label in links)
    derived = (found[0] for link in links.values() if (found := _GITHUB.match(link)))
    return next(named, "") or next(derived, "")


if __name__ == "__main__":
    main()
