"""What a finished payload holds: packages, libraries, binaries with their hashes."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path, PurePosixPath

from installers.msi.inner_libraries import InnerLibrary, inner_library
from installers.msi.portable_executable import SUFFIXES, PortableExecutable
from installers.msi.selection import is_licence


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A wheel. licence: as its metadata words it, or empty. texts: its licences and notices."""

    name: str
    version: str
    licence: str
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Binary:
    """A program or library. path: below the payload, with "/". version: empty if it says none."""

    path: str
    version: str
    sha256: str
    is_signed: bool
    library: InnerLibrary | None


def packages(library: Path) -> Iterator[Package]:
    """Every wheel below the folder of packages, by name."""
    for metadata in sorted(library.glob("*.dist-info/METADATA"), key=lambda one: str(one).lower()):
        head = HeaderParser().parsestr(metadata.read_text(encoding="utf-8", errors="replace"))
        classifiers = head.get_all("Classifier") or []
        classified = [one.rpartition(" :: ")[2] for one in classifiers if one[:7] == "License"]
        licence = head["License-Expression"] or head["License"] or "; ".join(classified)
        yield Package(
            name=head["Name"],
            version=head["Version"],
            licence=licence.strip().partition("\n")[0],
            texts=tuple(_texts(metadata.parent)),
        )


def binaries(payload: Path) -> Iterator[Binary]:
    """Every program and library of a payload, by path. Raises: BuildError for an unknown one."""
    for path in sorted(payload.rglob("*")):
        if path.suffix.lower() not in SUFFIXES:
            continue
        name = path.relative_to(payload).as_posix()
        executable = PortableExecutable.read(path)
        version = executable.version()
        yield Binary(
            path=name,
            version=version.version if version else "",
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            is_signed=executable.is_signed,
            library=_library(name),
        )


def _library(path: str) -> InnerLibrary | None:
    below = path.removeprefix("runtime/lib/")
    return inner_library(below) if below != path and below.lower().endswith(".dll") else None


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        name = PurePosixPath(folder.name, path.relative_to(folder).as_posix())
        if path.is_file() and is_licence(name):
            yield name.name, path.read_text(encoding="utf-8", errors="replace")
