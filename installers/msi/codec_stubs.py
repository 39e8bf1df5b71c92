"""Keeps the GPL out of what is shipped: empty libraries in place of libx264 and libx265.

PyAV's wheel links both, though the program never asks for them. Windows would not load PyAV without
them, so two libraries take their names and export what is imported; opening such an encoder then
fails with an error. H.264 and H.265 are never offered.
"""

import tempfile
from pathlib import Path
from typing import Final

from installers.msi.errors import BuildError
from installers.msi.fetch import run_tool
from installers.msi.portable_executable import PortableExecutable

COMPILER: Final = "x86_64-w64-mingw32-gcc"
_GPL_LIBRARIES: Final = ("libx264-", "libx265-")


def replace_gpl_codecs(folder: Path) -> tuple[str, ...]:
    """Replaces the libraries in a folder of FFmpeg; returns their names. Raises: BuildError."""
    wanted: dict[str, set[str]] = {}
    for path in sorted(folder.glob("*.dll")):
        for name, symbols in PortableExecutable.read(path).imports().items():
            if name.startswith(_GPL_LIBRARIES):
                wanted.setdefault(name, set()).update(symbols)
    present = {path.name.lower() for path in folder.iterdir() if _is_gpl(path)}
    if present != set(wanted):
        message = f"PyAV's wheel changed: {sorted(present ^ set(wanted))} of the GPL codecs"
        raise BuildError(message)
    for path in sorted(folder.iterdir()):
        if _is_gpl(path):
            _write_stub(path, wanted[path.name.lower()])
    return tuple(sorted(wanted))


def stub_source(symbols: set[str]) -> str:
    """C of a library that exports these functions, each of which says "no"."""
    lines = (
        f"__declspec(dllexport) void *{symbol}(void) {{ return 0; }}\n"
        for symbol in sorted(symbols)
        if symbol.isidentifier()
    )
    return "".join(lines)


def _is_gpl(path: Path) -> bool:
    return path.name.lower().startswith(_GPL_LIBRARIES)


def _write_stub(path: Path, symbols: set[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "stub.c"
        source.write_text(stub_source(symbols), encoding="ascii")
        # By its bare name: the linker derives the address of a library from the name it is given.
        run_tool((
            COMPILER, "-shared", "-s", "-Os", "-nostartfiles", "-nostdlib", "-fno-builtin", "-w",
            "-Wl,--no-insert-timestamp,--dynamicbase,--nxcompat", "-e", "0",
            "-o", path.name, source.name,
        ), folder=source.parent)  # fmt: skip
        path.write_bytes((source.parent / path.name).read_bytes())
