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
SCREENS = TRANSLATIONS / "reception-room_en.ts"
TEXTS = TRANSLATIONS / "reception-room-texts_en.ts"
ENGLISH = (SCREENS, TEXTS)
"""What the screens say themselves, and the tables of sentences in `desktop/ui/texts`."""
QT_VIETNAMESE = TRANSLATIONS / "qt_vi.ts"


def main() -> int:
    """Updates the English files, then builds all; 1 when a text has no translation yet."""
    gather(SCREENS, TEXTS)
    for source in (*ENGLISH, QT_VIETNAMESE):
        _run("pyside6-lrelease", "-silent", str(source), "-qm", str(source.with_suffix(".qm")))
    unfinished = [one.name for one in ENGLISH if "unfinished" in one.read_text(encoding="utf-8")]
    if unfinished:
        sys.stderr.write(f"texts without a translation in {', '.join(unfinished)}\n")
        return 1
    return 0


def gather(screens: Path, texts: Path) -> None:
    """Writes every text of `desktop/ui` into two .ts files; translations that are there stay."""
    every = sorted((ROOT / "desktop/ui").rglob("*.py"))
    of_texts = [path for path in every if (ROOT / "desktop/ui/texts") in path.parents]
    _update(screens, [path for path in every if path not in of_texts])
    _update(texts, of_texts)


def _update(target: Path, modules: list[Path]) -> None:
    sources = [str(path.relative_to(ROOT)) for path in modules]
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
