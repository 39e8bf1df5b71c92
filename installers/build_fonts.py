#!/usr/bin/env python3
"""Builds the interface fonts from Be Vietnam Pro (OFL): taller lines and figures of one width.

Be Vietnam Desk: the same outlines; ascent 1.24 em and descent 0.28 em, because the marks of
"Ẳ" reach 1.22 em, the dot of "ỵ" 0.24: a label of natural height would cut them off.
Be Vietnam Figures: the ten digits centred on one advance, for clocks and aligned columns.

    npm pack @expo-google-fonts/be-vietnam-pro
    python installers/build_fonts.py expo-google-fonts-be-vietnam-pro-*.tgz resources/fonts
"""

import argparse
import importlib
import io
import tarfile
from pathlib import Path
from typing import Any

UNITS_PER_EM = 1000
ASCENT = 1240
DESCENT = 280
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600}
FIGURE_ADVANCE = {"Regular": 670, "Medium": 676, "SemiBold": 684}
LICENCE_MEMBER = "package/LICENSE_FONT"
USE_TYPO_METRICS_BIT = 1 << 7
DIGITS = range(0x30, 0x3A)


def main() -> None:
    """Reads the npm archive and writes six fonts and the licence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, help="the archive that npm pack wrote")
    parser.add_argument("out", type=Path, help="the folder of the built fonts")
    arguments = parser.parse_args()
    with tarfile.open(arguments.package) as archive:
        for style, weight in WEIGHTS.items():
            member = f"package/{weight}{style}/BeVietnamPro_{weight}{style}.ttf"
            source = _member_bytes(archive, member)
            build_desk(source, style, arguments.out / f"BeVietnamDesk-{style}.ttf")
            build_figures(source, style, arguments.out / f"BeVietnamFigures-{style}.ttf")
        (arguments.out / "OFL.txt").write_bytes(_member_bytes(archive, LICENCE_MEMBER))


def build_desk(source: bytes, style: str, target: Path) -> None:
    """Writes the text font: outlines untouched, a natural line of 1.52 em."""
    font = _open(source)
    _drop_hinting(font)
    _set_line(font)
    _rename(font, "Be Vietnam Desk", style)
    font.save(target)


def build_figures(source: bytes, style: str, target: Path) -> None:
    """Writes the figures font: ten digits of one advance, no kerning, no hinting."""
    subset = importlib.import_module("fontTools.subset")
    font = _open(source)
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=DIGITS)
    subsetter.subset(font)
    cmap, metrics, glyphs = font.getBestCmap(), font["hmtx"], font["glyf"]
    advance = FIGURE_ADVANCE[style]
    for code in DIGITS:
        name = cmap[code]
        glyph = glyphs[name]
        width = glyph.xMax - glyph.xMin
        wanted_left = (advance - width) // 2
        glyph.coordinates.translate((wanted_left - glyph.xMin, 0))
        glyph.recalcBounds(glyphs)
        metrics[name] = (advance, wanted_left)
    for tag in ("GPOS", "GSUB", "GDEF"):
        if tag in font:
            del font[tag]
    _set_line(font)
    _rename(font, "Be Vietnam Figures", style)
    font.save(target)


def _open(source: bytes) -> Any:  # noqa: ANN401 -- fontTools has no types for its tables
    tt_lib = importlib.import_module("fontTools.ttLib")
    # recalcTimestamp off: the same input gives the same bytes.
    font = tt_lib.TTFont(io.BytesIO(source), recalcTimestamp=False)
    if font["head"].unitsPerEm != UNITS_PER_EM:
        message = f"expected {UNITS_PER_EM} units per em, found {font['head'].unitsPerEm}"
        raise SystemExit(message)
    return font


def _set_line(font: Any) -> None:  # noqa: ANN401 -- a fontTools font
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = ASCENT, -DESCENT, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ASCENT, -DESCENT, 0
    os2.usWinAscent, os2.usWinDescent = ASCENT, DESCENT
    os2.fsSelection |= USE_TYPO_METRICS_BIT


def _drop_hinting(font: Any) -> None:  # noqa: ANN401 -- a fontTools font
    """The hints of ttfautohint push high marks a row beyond the line at small sizes."""
    font["glyf"].removeHinting()
    for tag in ("fpgm", "prep", "cvt ", "gasp"):
        if tag in font:
            del font[tag]


def _rename(font: Any, family: str, style: str) -> None:  # noqa: ANN401 -- a fontTools font
    postscript = f"{family.replace(' ', '')}-{style}"
    is_regular = style == "Regular"
    names = {
        1: family if is_regular else f"{family} {style}",
        2: "Regular",
        3: f"1.002;{postscript}",
        4: family if is_regular else f"{family} {style}",
        6: postscript,
        16: family,
        17: style,
    }
    table = font["name"]
    for record in list(table.names):
        if record.nameID in names:
            table.removeNames(nameID=record.nameID)
    for name_id, text in names.items():
        table.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = WEIGHTS[style]


def _member_bytes(archive: tarfile.TarFile, member: str) -> bytes:
    stream = archive.extractfile(member)
    if stream is None:
        message = f"not a file in the archive: {member}"
        raise SystemExit(message)
    return stream.read()


if __name__ == "__main__":
    main()
