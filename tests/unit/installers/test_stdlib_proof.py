"""A module of the standard library is accounted for, or the build stops."""

import hashlib
import importlib.util
import marshal
import zipfile
from pathlib import Path

import pytest

from installers.msi.errors import ProvenanceError
from installers.msi.stdlib_proof import is_listed, listed_hashes, prove_standard_library

pytestmark = pytest.mark.unit

SOURCE = b"def answer():\r\n    return 42\r\n"


def compiled(source: bytes) -> bytes:
    code = compile(source, "<frozen answer>", "exec", dont_inherit=True, optimize=2)
    return importlib.util.MAGIC_NUMBER + bytes(12) + marshal.dumps(code)


class Runtime:
    """A standard library of one module, with its catalogue."""

    def __init__(self, folder: Path) -> None:
        self.library = folder / "Lib"
        self.library.mkdir()
        (self.library / "answer.py").write_bytes(SOURCE)
        self.catalog = folder / "python.cat"
        self.catalog.write_bytes(b"\x30\x03\x04\x20" + hashlib.sha256(SOURCE).digest() + b"\x05")
        self.archive = folder / "python313.zip"
        self.pack({"answer.pyc": compiled(SOURCE)})

    def pack(self, entries: dict[str, bytes]) -> None:
        with zipfile.ZipFile(self.archive, "w") as archive:
            for name, data in entries.items():
                archive.writestr(name, data)

    def prove(self) -> tuple[int, int]:
        proof = prove_standard_library(self.archive, self.library, self.catalog)
        return (proof.by_catalog, proof.by_review)


@pytest.fixture
def runtime(tmp_path: Path) -> Runtime:
    return Runtime(tmp_path)


def test_a_module_of_a_listed_source_is_proven(runtime: Runtime) -> None:
    assert runtime.prove() == (1, 0)


@pytest.mark.parametrize(
    "entries",
    [
        {"answer.pyc": compiled(SOURCE.replace(b"42", b"43"))},
        {"answer.pyc": b"no module"},
        {"answer.pyc": compiled(SOURCE)[:40]},
        {"answer.pyc": compiled(SOURCE), "stranger.pyc": compiled(b"import os\n")},
        {"answer.pyc": compiled(SOURCE), "../outside.pyc": compiled(SOURCE)},
        {"answer.pyc": compiled(SOURCE), "hook.pth": b"import stranger"},
        {},
    ],
)
def test_anything_else_stops_the_build(runtime: Runtime, entries: dict[str, bytes]) -> None:
    runtime.pack(entries)
    with pytest.raises(ProvenanceError):
        runtime.prove()


def test_a_source_that_was_changed_too_is_not_listed(runtime: Runtime) -> None:
    changed = SOURCE.replace(b"42", b"43")
    (runtime.library / "answer.py").write_bytes(changed)
    runtime.pack({"answer.pyc": compiled(changed)})
    with pytest.raises(ProvenanceError, match=r"answer\.pyc"):
        runtime.prove()


def test_a_catalogue_lists_hashes_of_both_kinds() -> None:
    for digest, tag in (
        (hashlib.sha256(SOURCE), b"\x04\x20"),
        (hashlib.sha1(SOURCE, usedforsecurity=False), b"\x04\x14"),
    ):
        assert is_listed(SOURCE, listed_hashes(b"head" + tag + digest.digest()))
    assert not is_listed(SOURCE, frozenset())
    assert is_listed(b"\r\n", frozenset())
