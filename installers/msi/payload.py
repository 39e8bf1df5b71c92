"""Lays out the folder that the installer packs: runtime, wheels, program, launcher."""

import py_compile
import re
import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from installers.msi.authenticode import Signature
from installers.msi.errors import BuildError
from installers.msi.launcher import build_launchers
from installers.msi.product import ROOT
from installers.msi.selection import is_wanted
from installers.msi.stand_ins import replace_libraries

RUNTIME_KINDS: Final = frozenset({".dll", ".pyd", ".zip"})
# Alembic reads these as text, by their folder.
_KEPT_AS_SOURCE: Final = "desktop/cityserver/store/migrations/"
_LICENCES: Final = ("LICENSE", "THIRD-PARTY.md")
_RELEASE: Final = re.compile(r"Release_v(\d+\.\d+\.\d+)_")
_CPP_RUN_TIME: Final = ("msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll")
_NOT_SHIPPED: Final = frozenset({"__pycache__"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """The folder that is packed.

    python: the runtime's own version, "3.13.2". replaced: names of libraries with a stand-in.
    """

    folder: Path
    python: str
    replaced: tuple[str, ...]

    @property
    def library(self) -> Path:
        """Where Python's packages lie."""
        return self.folder / "runtime" / "lib"


def build_payload(
    folder: Path, *, embeddable: Path, signatures: dict[str, Signature], wheels: Path, version: str
) -> Payload:
    """Makes the folder anew.

    embeddable: the verified runtime, with its signatures. wheels: where the lock was installed.
    Raises: BuildError.
    """
    shutil.rmtree(folder, ignore_errors=True)
    payload = Payload(
        folder=folder,
        python=python_version(signatures),
        replaced=_lay_out(folder, embeddable=embeddable, wheels=wheels),
    )
    compile_modules(payload.library)
    series = "".join(payload.python.split(".")[:2])
    build_launchers(folder, version=version, python_dll=f"python{series}.dll")
    return payload


def python_version(signatures: dict[str, Signature]) -> str:
    """The runtime's version as its publisher signed it; a package's number may be another."""
    found = {
        match[1]
        for signature in signatures.values()
        if (match := _RELEASE.search(signature.program))
    }
    if len(found) != 1:
        message = f"the runtime is not of one release of Python: {sorted(found)}"
        raise BuildError(message)
    return found.pop()


def compile_modules(library: Path) -> None:
    """Replaces every source by its compiled module.

    Unchecked: nothing is ever compiled or written again below Program Files.
    """
    for source in sorted(library.rglob("*.py")):
        name = source.relative_to(library).as_posix()
        if name.startswith(_KEPT_AS_SOURCE) and not name.endswith("migrations/__init__.py"):
            continue
        py_compile.compile(
            str(source),
            cfile=f"{source}c",
            dfile=name,
            doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        source.unlink()


def _lay_out(folder: Path, *, embeddable: Path, wheels: Path) -> tuple[str, ...]:
    runtime, library = folder / "runtime", folder / "runtime" / "lib"
    library.mkdir(parents=True)
    for path in sorted(embeddable.iterdir()):
        if path.suffix in RUNTIME_KINDS:
            shutil.copyfile(path, runtime / path.name)
    (tag,) = [path.stem for path in runtime.glob("python3??.zip")]
    # Isolated: no site, no environment, no registry; only these three places.
    (runtime / f"{tag}._pth").write_bytes(f"{tag}.zip\r\n.\r\nlib\r\n".encode())
    for path in sorted(wheels.rglob("*")):
        name = path.relative_to(wheels)
        if path.is_file() and is_wanted(PurePosixPath(name.as_posix())):
            _copy(path, library / name)
    # Once for all: some wheels bring it beside themselves, others count on the PC to have it.
    for library_name in _CPP_RUN_TIME:
        shutil.copyfile(wheels / "shiboken6" / library_name, runtime / library_name)
    _copy_program(library)
    licences = folder / "licenses"
    licences.mkdir()
    shutil.copyfile(embeddable / "LICENSE.txt", licences / "Python.txt")
    for text in _LICENCES:
        shutil.copyfile(ROOT / text, licences / text)
    return replace_libraries(library / "av.libs")


def _copy_program(library: Path) -> None:
    for source, target in (("desktop", "desktop"), ("resources", "desktop/_resources")):
        for path in sorted((ROOT / source).rglob("*")):
            name = path.relative_to(ROOT / source)
            if path.is_file() and not _NOT_SHIPPED.intersection(name.parts):
                _copy(path, library / target / name)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
