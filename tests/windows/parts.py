"""What is left out of the installer is not needed, and what has a stand-in is refused cleanly.

The publisher's `python.exe`, which the installer does not hold, runs a script of ours on the
installed library.
"""

import json
import shutil
from pathlib import Path
from typing import Any, Final

from tests.windows.checks import Checks
from tests.windows.wine import Wine

PROBE: Final = Path(__file__).parent / "probes" / "parts.py"
LIMIT_S: Final = 240
FEWEST_MODULES: Final = 800
_REFUSED: Final = (
    "encoder libx264", "encoder libx265", "encoder libsvtav1", "encoder libwebp",
    "encoder libwebp_anim", "encoder h264_qsv", "encoder av1_qsv", "decoder libdav1d",
    "filter libvmaf",
)  # fmt: skip


def look_at_parts(wine: Wine, embeddable: Path, checks: Checks) -> None:
    """Imports every module of the program and tries every library that was replaced."""
    # -B: it would leave bytecode of Alembic's steps in the program's folder, which a removal keeps.
    words = (_interpreter(wine, embeddable), "-B", wine.put(PROBE))
    ended = wine.run(*words, limit_s=LIMIT_S)
    try:
        found: dict[str, Any] = json.loads(ended.said[ended.said.index('{"modules"') :])
    except ValueError:
        checks.that("the parts are looked at", is_so=False, seen=ended.said[-2_000:])
        return
    count = found["modules"]
    is_whole = not found["failed"] and count >= FEWEST_MODULES
    checks.that(f"{count} modules of the program find what they import", is_whole, found["failed"])
    outcomes: dict[str, str] = found["outcomes"]
    refused = {name: outcomes.pop(name, "not tried") for name in _REFUSED}
    is_refused = not {"works", "not tried"} & set(refused.values())
    checks.that("what has a stand-in is refused with an error of its own", is_refused, refused)
    works = bool(outcomes) and set(outcomes.values()) == {"works"}
    checks.that(f"{', '.join(outcomes)}: work", works, outcomes)


def _interpreter(wine: Wine, embeddable: Path) -> str:
    """The publisher's interpreter with the installed library, in a folder of its own."""
    folder = wine.drive / "interpreter"
    folder.mkdir()
    for path in embeddable.iterdir():
        if path.suffix in {".exe", ".dll", ".pyd", ".zip"}:
            shutil.copyfile(path, folder / path.name)
    library = wine.program_folder / "runtime" / "lib"
    place = library.relative_to(wine.drive).as_posix().replace("/", "\\")
    (tag,) = (path.stem for path in folder.glob("python3??.zip"))
    (folder / f"{tag}._pth").write_text(f"{tag}.zip\n.\nC:\\{place}\n", encoding="utf-8")
    # Beside the runtime, where the launcher looks.
    runtime = wine.program_folder / "runtime"
    for path in runtime.glob("msvcp140*.dll"):
        shutil.copyfile(path, folder / path.name)
    return "C:\\interpreter\\python.exe"
