"""What takes how much room in a finished installer: each package, each large library."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from installers.msi.database import Database
from installers.msi.errors import BuildError
from installers.msi.linted import target_paths
from installers.msi.packed import PackedFile, packed_files
from installers.msi.portable_executable import SUFFIXES
from installers.msi.wxs import CABINET

SIZE_LIMIT_BYTES: Final = 135_000_000
"""Of the installer: rooms fetch it over narrow lines."""
_LARGE_BYTES: Final = 1_000_000
_SMALL_BYTES: Final = 100_000
_MEGABYTE: Final = 1_000_000
_PACKAGES: Final = PurePosixPath("runtime/lib")
_RESOURCES: Final = PurePosixPath("runtime/lib/desktop/_resources")
_ABOUT: Final = "licences, bill of materials"
_HASH: Final = re.compile(r"-[0-9a-f]{32}$")
_TAG: Final = re.compile(r"\.cp3\d+-win_amd64$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A package, or a library of at least a megabyte. packed_bytes: inside the installer."""

    name: str
    files: int
    size_bytes: int
    packed_bytes: float


def part_of(path: PurePosixPath, size_bytes: int) -> str:
    """The part that a file is counted to. path: below the installation folder."""
    if path.parts[0] == "licenses":
        return _ABOUT
    if not path.is_relative_to(_PACKAGES):
        owner = "CPython" if path.parts[0] == "runtime" else "launcher"
    elif path.is_relative_to(_RESOURCES):
        owner = "desktop, resources"
    else:
        owner = _owner(path.relative_to(_PACKAGES).parts[0])
    if size_bytes >= _LARGE_BYTES and path.suffix.lower() in SUFFIXES:
        return f"{owner}: {_TAG.sub('', _HASH.sub('', path.stem))}{path.suffix}"
    return owner


def parts_of(files: Iterable[PackedFile], paths: Mapping[str, PurePosixPath]) -> tuple[Part, ...]:
    """Parts, the largest first. paths: of each file's name in the cabinet.

    Raises: BuildError for a file that the tables do not name.
    """
    found: dict[str, list[PackedFile]] = defaultdict(list)
    for file in files:
        if file.name not in paths:
            message = f"{file.name} is in the cabinet but in no table"
            raise BuildError(message)
        found[part_of(paths[file.name], file.size_bytes)].append(file)
    parts = [_part(name, inside) for name, inside in found.items()]
    return tuple(sorted(parts, key=lambda part: (-part.packed_bytes, part.name)))


def measure(package: Path) -> tuple[Part, ...]:
    """Parts of a finished installer. Raises: BuildError."""
    database = Database(package)
    tables = {name: database.rows(name) for name in ("Directory", "Component", "File")}
    return parts_of(packed_files(database.stream(CABINET)), target_paths(tables))


def check_size(package_bytes: int) -> None:
    """Raises: BuildError for an installer that is too large."""
    if package_bytes > SIZE_LIMIT_BYTES:
        message = (
            f"the installer takes {package_bytes / _MEGABYTE:.1f} MB of"
            f" {SIZE_LIMIT_BYTES / _MEGABYTE:.0f}: --sizes tells what takes them"
        )
        raise BuildError(message)


def table(parts: Iterable[Part], *, package_bytes: int) -> Iterator[str]:
    """Lines for a person; small parts are added up, the totals stand below."""
    listed = tuple(parts)
    small = [part for part in listed if part.packed_bytes < _SMALL_BYTES]
    yield f"{'part':<40}{'files':>6}{'MB':>9}{'packed':>9}"
    for part in listed:
        if part not in small:
            yield _line(part)
    if small:
        yield _line(_sum(f"{len(small)} smaller parts", small))
    whole = _sum("all files", listed)
    yield _line(whole)
    rest = Part(
        name="the installer's tables",
        files=0,
        size_bytes=0,
        packed_bytes=package_bytes - whole.packed_bytes,
    )
    yield _line(rest)
    yield f"{'installer':<40}{'':>15}{package_bytes / _MEGABYTE:>9.2f}"


def _owner(top: str) -> str:
    if top.endswith(".dist-info"):
        return _ABOUT
    # A package's libraries beside it; a package of one module.
    return top.removesuffix(".libs").partition(".")[0]


def _part(name: str, files: list[PackedFile]) -> Part:
    return Part(
        name=name,
        files=len(files),
        size_bytes=sum(file.size_bytes for file in files),
        packed_bytes=sum(file.packed_bytes for file in files),
    )


def _sum(name: str, parts: Iterable[Part]) -> Part:
    listed = list(parts)
    return Part(
        name=name,
        files=sum(part.files for part in listed),
        size_bytes=sum(part.size_bytes for part in listed),
        packed_bytes=sum(part.packed_bytes for part in listed),
    )


def _line(part: Part) -> str:
    sizes = f"{part.size_bytes / _MEGABYTE:>9.2f}{part.packed_bytes / _MEGABYTE:>9.2f}"
    return f"{part.name:<40}{part.files:>6}{sizes}"
