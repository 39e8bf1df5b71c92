"""Compiles the two programs that people start: with a window, and for a console."""

import tempfile
from pathlib import Path
from typing import Final

from installers.msi.fetch import run_tool
from installers.msi.product import CONSOLE_PROGRAM, MAIN_PROGRAM
from installers.msi.stand_ins import COMPILER

SOURCES: Final = Path(__file__).parent / "launcher"
_RESOURCE_COMPILER: Final = "x86_64-w64-mingw32-windres"
_LINKED: Final = "-Wl,--no-insert-timestamp,--dynamicbase,--nxcompat,--high-entropy-va"


def build_launchers(out: Path, *, version: str, python_dll: str) -> None:
    """Writes both programs into a folder. Raises: BuildError."""
    for name, kind in ((MAIN_PROGRAM, "-mwindows"), (CONSOLE_PROGRAM, "-mconsole")):
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder)
            for path in sorted(SOURCES.iterdir()):
                (work / path.name).write_bytes(path.read_bytes())
            text = (work / "launcher.rc.in").read_text(encoding="ascii")
            (work / "launcher.rc").write_text(resource_text(text, version=version, program=name))
            run_tool((_RESOURCE_COMPILER, "launcher.rc", "resources.o"), folder=work)
            run_tool((
                COMPILER, "-Os", "-s", "-municode", "-static", "-Wall", "-Wextra", "-Werror", kind,
                f'-DPYTHON_DLL=L"{python_dll}"', *(["-DCONSOLE"] if kind == "-mconsole" else []),
                "launcher.c", "resources.o", _LINKED, "-o", "program.exe",
            ), folder=work)  # fmt: skip
            (out / name).write_bytes((work / "program.exe").read_bytes())


def resource_text(text: str, *, version: str, program: str) -> str:
    """The resource script with its version and name filled in."""
    numbers = ",".join((*version.split("."), "0"))
    filled = text.replace("@NUMBERS@", numbers).replace("@VERSION@", version)
    return filled.replace("@PROGRAM@", program)
