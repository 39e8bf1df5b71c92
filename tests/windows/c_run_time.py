"""What Wine 10's C run-time library lacks, for the time of a test.

numpy calls functions of complex numbers when it is imported; Wine has their names only. A library
of the same name takes its place in the prefix: it has these functions and hands every other name on
to Wine's own, which lies beside it under another name.
"""

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from installers.msi.stand_ins import COMPILER

LIBRARY: Final = "ucrtbase"
MOVED: Final = "ucrtwine"
_READER: Final = "x86_64-w64-mingw32-objdump"
# So marked, Wine would look for a library of its own under the new name.
_MARK: Final = b"Wine builtin DLL"
_MARK_AT: Final = 0x40


def complete_run_time(system: Path, source: Path) -> None:
    """Puts the library into a prefix. system: its System32. source: of the functions, in C."""
    own = system / f"{LIBRARY}.dll"
    data = bytearray(own.read_bytes())
    names = exported(own)
    if bytes(data[_MARK_AT : _MARK_AT + len(_MARK)]) != _MARK:
        message = f"{own} is not Wine's"
        raise ValueError(message)
    data[_MARK_AT : _MARK_AT + len(_MARK)] = bytes(len(_MARK))
    (system / f"{MOVED}.dll").write_bytes(data)
    objects = system / "shim.o"
    _run(COMPILER, "-c", "-O1", "-w", "-fno-builtin", "-o", str(objects), str(source))
    ours = defined(_run("x86_64-w64-mingw32-nm", "--defined-only", "--extern-only", str(objects)))
    definitions = system / "shim.def"
    definitions.write_text(definition(names, ours), encoding="ascii")
    own.unlink()  # it may be a link to Wine's own
    _run(COMPILER, "-shared", "-static", "-s", "-o", str(own), str(objects), str(definitions))
    objects.unlink()
    definitions.unlink()


def exported(library: Path) -> tuple[str, ...]:
    """Names that a library exports, as objdump tells them."""
    text = _run(_READER, "-p", str(library)).partition("[Ordinal/Name Pointer] Table")[2]
    return tuple(line.split()[-1] for line in text.splitlines() if "+base[" in line)


def defined(symbols: str) -> frozenset[str]:
    """Names that the source stands in for. symbols: of nm, one a line."""
    return frozenset(re.findall(r"\bshim_(\w+)$", symbols, re.MULTILINE))


def definition(names: Sequence[str], ours: frozenset[str]) -> str:
    """The linker's list of exports: ours, and the rest from the library beside."""
    lines = (
        f'"{name}" = ' + (f"shim_{name}" if name in ours else f'"{MOVED}.{name}"') for name in names
    )
    return "\n".join((f"LIBRARY {LIBRARY}", "EXPORTS", *lines)) + "\n"


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
