"""Compiles what runs inside the Windows Installer before files are replaced."""

import hashlib
import tempfile
from pathlib import Path
from typing import Final

from installers.msi.contents import Binary
from installers.msi.fetch import run_tool
from installers.msi.portable_executable import PortableExecutable
from installers.msi.stand_ins import COMPILER

SOURCE: Final = Path(__file__).parent / "guard" / "guard.c"
FILE: Final = "guard.dll"
ENTRY: Final = "LetProgramLeave"
# Not a file of the payload: how the bill of materials names it.
_PATH: Final = f"installer:{FILE}"


def build_guard(folder: Path) -> Path:
    """Writes the library into a folder; returns its path. Raises: BuildError."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        (work / SOURCE.name).write_bytes(SOURCE.read_bytes())
        run_tool((
            COMPILER, "-shared", "-s", "-Os", "-static", "-Wall", "-Wextra", "-Werror",
            "-Wl,--no-insert-timestamp,--dynamicbase,--nxcompat,--high-entropy-va",
            "-o", FILE, SOURCE.name, "-lmsi",
        ), folder=work)  # fmt: skip
        out = folder / FILE
        out.write_bytes((work / FILE).read_bytes())
    return out


def describe_guard(path: Path) -> Binary:
    """Its line in the bill of materials."""
    return Binary(
        path=_PATH,
        version="",
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        is_signed=PortableExecutable.read(path).is_signed,
        library=None,
    )
