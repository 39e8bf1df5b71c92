"""Accounts for every module of the runtime's standard library, which its publisher did not sign.

The embeddable holds python3XX.zip: compiled modules without a signature. But the hash of each
source stands in `python.cat`, which is signed. So a compiled module is accounted for when a source
that the catalogue lists compiles, on this PC, to the very same code.
"""

import hashlib
import importlib.util
import marshal
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Final

from installers.msi.errors import ProvenanceError

_HEADER_BYTES: Final = 16
_MODULE_LIMIT_BYTES: Final = 8 * 1024 * 1024
# DER octet strings of a SHA-256 and of a SHA-1, as a catalogue lists the hashes of files.
_HASH_TAGS: Final = ((b"\x04\x20", 32), (b"\x04\x14", 20))
# Absent from the catalogue of 3.13.2. Compared with 3.13.5's, line ends aside: `xml` is equal;
# `zipfile` lacks that release's stricter reading of ZIP64 directories and differs in nothing else.
REVIEWED_SOURCES: Final = {
    "xml/__init__.py": "8e7bc2b8a9974751e0bf0be8e8fd3c116fb0ed2ff2e372f693a7e3659a46f8dc",
    "zipfile/__init__.py": "1b580c37e07e4760ba307302b547312f2b97be888bb3ef681e4f39e9e22c3f40",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardLibraryProof:
    """How the compiled modules were accounted for: by the catalogue, or by a person's review."""

    by_catalog: int
    by_review: int


def prove_standard_library(archive: Path, library: Path, catalog: Path) -> StandardLibraryProof:
    """Accounts for every entry of an archive of compiled modules.

    archive: python3XX.zip. library: the folder `Lib` with the sources. catalog: the verified
    python.cat. Raises: ProvenanceError naming the first entries that are not accounted for.
    """
    listed = listed_hashes(catalog.read_bytes())
    strangers: list[str] = []
    by_review = by_catalog = 0
    with zipfile.ZipFile(archive) as entries:
        for name in entries.namelist():
            source = _proven_source(name, _content(entries, name), library)
            if source is not None and is_listed(source, listed):
                by_catalog += 1
            elif source is not None and _is_reviewed(name, source):
                by_review += 1
            else:
                strangers.append(name)
    if strangers or not by_catalog:
        message = (
            f"{archive.name}: {len(strangers)} entries beside {by_catalog + by_review} proven ones "
            f"are not accounted for: {', '.join(strangers[:5])}. Another patch release of Python "
            "on this PC compiles differently: build with one near the runtime's."
        )
        raise ProvenanceError(message)
    return StandardLibraryProof(by_catalog=by_catalog, by_review=by_review)


def listed_hashes(catalog: bytes) -> frozenset[bytes]:
    """Whatever in a catalogue has the form of a hash."""
    return frozenset(_hashes(catalog))


def is_listed(source: bytes, listed: frozenset[bytes]) -> bool:
    """A catalogue names this source; an empty source needs no name."""
    hashes = (hashlib.sha256(source).digest(), hashlib.sha1(source).digest())  # noqa: S324 - theirs
    return not source.strip() or not listed.isdisjoint(hashes)


def is_same_code(compiled: bytes, source: bytes) -> bool:
    """A compiled module is what this PC's Python makes of the source, at any level of -O."""
    if compiled[:4] != importlib.util.MAGIC_NUMBER or len(compiled) <= _HEADER_BYTES:
        return False
    try:
        code = marshal.loads(compiled[_HEADER_BYTES:])  # noqa: S302 - read, never run
    except (ValueError, EOFError, TypeError):
        return False
    if not isinstance(code, CodeType):
        return False
    return any(
        compile(source, code.co_filename, "exec", dont_inherit=True, optimize=level) == code
        for level in (2, 0, 1)
    )


def _hashes(catalog: bytes) -> Iterator[bytes]:
    for tag, length in _HASH_TAGS:
        place = catalog.find(tag)
        while place >= 0:
            yield catalog[place + len(tag) : place + len(tag) + length]
            place = catalog.find(tag, place + 1)


def _proven_source(name: str, content: bytes, library: Path) -> bytes | None:
    if not name.endswith(".pyc"):
        return content  # a text beside the modules is its own source
    source = _source(library, name.removesuffix("c"))
    return source if source is not None and is_same_code(content, source) else None


def _is_reviewed(name: str, source: bytes) -> bool:
    reviewed = REVIEWED_SOURCES.get(name.removesuffix("c"))
    return hashlib.sha256(source).hexdigest() == reviewed


def _source(library: Path, name: str) -> bytes | None:
    path = (library / name).resolve()
    if not path.is_relative_to(library.resolve()) or not path.is_file():
        return None
    return path.read_bytes()


def _content(entries: zipfile.ZipFile, name: str) -> bytes:
    if entries.getinfo(name).file_size > _MODULE_LIMIT_BYTES:
        return b""
    return entries.read(name)
