#!/usr/bin/env python3
"""Copies the icons that the program names from lucide-static (ISC), with our stroke width.

npm pack lucide-static
python installers/build_icons.py lucide-static-*.tgz resources/icons
"""

import argparse
import re
import tarfile
from pathlib import Path

from desktop.ui.theme.icons import Icon

STROKE_WIDTH = "1.75"
# lucide renamed this one; ours keeps the name that is understood.
RENAMED = {Icon.HELP: "circle-question-mark"}


def main() -> None:
    """Writes one file for each icon and the licence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, help="the archive that npm pack wrote")
    parser.add_argument("out", type=Path, help="the folder of the icons")
    arguments = parser.parse_args()
    with tarfile.open(arguments.package) as archive:
        for icon in Icon:
            name = RENAMED.get(icon, icon.value)
            text = _member_text(archive, f"package/icons/{name}.svg")
            (arguments.out / f"{icon.value}.svg").write_text(plain_icon(text), encoding="utf-8")
        licence = _member_text(archive, "package/LICENSE")
        (arguments.out / "LICENSE-lucide.txt").write_text(licence, encoding="utf-8")


def plain_icon(text: str) -> str:
    """One icon with our stroke, without class names."""
    text = re.sub(r'\s*class="[^"]*"', "", text)
    return re.sub(r'stroke-width="[^"]*"', f'stroke-width="{STROKE_WIDTH}"', text)


def _member_text(archive: tarfile.TarFile, member: str) -> str:
    stream = archive.extractfile(member)
    if stream is None:
        message = f"not a file in the archive: {member}"
        raise SystemExit(message)
    return stream.read().decode("utf-8")


if __name__ == "__main__":
    main()
