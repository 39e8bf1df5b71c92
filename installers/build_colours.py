#!/usr/bin/env python3
"""Makes resources/colours/srgb.icc: what red, green and blue mean in an archived PDF.

python installers/build_colours.py

Little CMS, which Pillow holds, writes the profile of sRGB (IEC 61966-2-1), 'No copyright, use
freely'. It puts the clock into it: here that is a fixed day, and every run makes the same file. And
it names a newer edition than PDF/A-2 knows, without using anything of it.
"""

import struct
from pathlib import Path
from typing import Final

from PIL import ImageCms

OUT: Final = Path(__file__).parents[1] / "resources" / "colours" / "srgb.icc"
MADE_ON: Final = (2026, 1, 1, 0, 0, 0)
_EDITION_AT: Final = slice(8, 10)
"""ICC.1:2004 is 4.2."""
_DATE_AT: Final = slice(24, 36)
"""Six numbers of two bytes."""


def profile() -> bytes:
    """The profile, with a fixed day. Source: ICC.1:2004-10 §7.2."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[_EDITION_AT] = b"\x04\x20"
    made[_DATE_AT] = struct.pack(">6H", *MADE_ON)
    return bytes(made)


def main() -> None:
    """Writes the file anew."""
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_bytes(profile())


if __name__ == "__main__":
    main()
