#!/usr/bin/env python3
"""Gathers the texts of the interface into the .ts files and builds the .qm files.

    python installers/build_translations.py

Run it after a text changed, translate what is marked unfinished, run it again, commit both.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "resources" / "translations"
ENGLISH = TRANSLATIONS / "reception-room_en.ts"
QT_VIETNAMESE = TRANSLATIONS / "qt_vi.ts"


def main() -> int:
    """Updates the English file, then builds both; 1 when a text has no translation yet."""
    gather(ENGLISH)
    for source in (ENGLISH, QT_VIETNAMESE):
        _run("pyside6-lrelease", "-silent", str(source), "-qm", str(source.with_suffix(".qm")))
    if "unfinished" in ENGLISH.read_text(encoding="utf-8"):
        sys.stderr.write(f"texts without a translation in {ENGLISH.name}\n")
        return 1
    return 0


def gather(target: Path) -> None:
    """Writes every text of `desktop/ui` into a .ts file; translations that are there stay."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "desktop/ui").rglob("*.py"))
    _run(
        "pyside6-lupdate",
        "-silent",
        "-locations",
        "none",
        "-no-obsolete",
        *sources,
        "-source-language",
        "vi_VN",
        "-target-language",
        "en_US",
        "-ts",
        str(target),
    )


def _run(tool: str, *arguments: str) -> None:
    program = Path(sys.executable).with_name(tool)
    subprocess.run([str(program), *arguments], check=True, cwd=ROOT)  # noqa: S603 - our own tools


if __name__ == "__main__":
    raise SystemExit(main())
