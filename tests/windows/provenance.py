"""A runtime that anybody changed stops the build."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

from installers.msi.authenticode import CATALOG, verify_folder
from installers.msi.errors import ProvenanceError
from installers.msi.fetch import RuntimeSources
from installers.msi.stdlib_proof import prove_standard_library
from tests.windows.checks import Checks


def tamper(runtime: RuntimeSources, work: Path, checks: Checks) -> None:
    """Tries the real runtime, and copies of it with one thing changed each."""
    checks.that("the runtime as it came is proven", _fault(runtime) == "", _fault(runtime))
    for name, change, told in (
        ("a byte of the interpreter changed", _change_library, "python313.dll"),
        ("an unsigned library added", _add_library, "stranger.dll"),
        ("a module of the standard library changed", _change_module, "os.pyc"),
        ("a module added", _add_module, "stranger.pyc"),
        ("the catalogue changed", _change_catalog, CATALOG),
    ):
        copy = _copy(runtime, work / "tampered")
        change(copy.embeddable)
        fault = _fault(copy)
        checks.that(f"{name}: the build stops and names it", told in fault, fault)


def _copy(runtime: RuntimeSources, folder: Path) -> RuntimeSources:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(runtime.embeddable, folder)
    return RuntimeSources(embeddable=folder, library=runtime.library)


def _fault(runtime: RuntimeSources) -> str:
    try:
        verify_folder(runtime.embeddable)
        (archive,) = runtime.embeddable.glob("python3??.zip")
        prove_standard_library(archive, runtime.library, runtime.embeddable / CATALOG)
    except ProvenanceError as error:
        return str(error)
    return ""


def _flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def _change_library(folder: Path) -> None:
    _flip(folder / "python313.dll", 0x10_0000)


def _add_library(folder: Path) -> None:
    source = next(folder.glob("python3.dll")).read_bytes()
    # Cut before its signature: a program like any other, of nobody.
    (folder / "stranger.dll").write_bytes(source[: len(source) // 2])


def _change_catalog(folder: Path) -> None:
    _flip(folder / CATALOG, 0x1_0000)


def _rewrite(folder: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    path = folder / "python313.zip"
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)


def _change_module(folder: Path) -> None:
    def put(entries: dict[str, bytes]) -> None:
        entries["os.pyc"] = entries["os.pyc"].replace(b"linesep", b"linesap")

    _rewrite(folder, put)


def _add_module(folder: Path) -> None:
    def put(entries: dict[str, bytes]) -> None:
        entries["stranger.pyc"] = entries["this.pyc"]

    _rewrite(folder, put)
