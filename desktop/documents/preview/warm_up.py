"""Draws a small paper of a kind: what the libraries load at their first page is loaded then."""

import importlib
import io
import zipfile
from typing import Final

from PIL import Image

from desktop.devices.picture_codes import load_reader
from desktop.documents.inspection.file_kind import FileKind
from desktop.documents.preview.pdfium import open_pdf
from desktop.documents.preview.picture import Picture
from desktop.documents.preview.text_pages import Fonts, TextDocument

_SIDE: Final = 16
# What Pillow imports in the middle of a picture: a phone's JPEG of two, a TIFF in LAB, EXIF.
_PARTS_OF_PILLOW: Final = (
    "ImageCms", "ImageColor", "ImageFilter", "ImagePalette", "JpegImagePlugin", "MpoImagePlugin",
    "PngImagePlugin", "TiffImagePlugin",
)  # fmt: skip
_ORIENTATION: Final = 0x0112
_UPSIDE_DOWN: Final = 3
# Names a font that it does not bring: the folders of fonts are looked through now.
_PAPER: Final = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>
endobj
4 0 obj<</Length 27>>stream
BT/F 9 Tf 9 9 Td(Abc)Tj ET
endstream
endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj
trailer<</Root 1 0 R>>
"""
_DOCUMENT: Final = "<document><body><p><r><t>Abc</t></r></p></body></document>"


def warm_up(kind: FileKind) -> None:
    """Takes some milliseconds. Raises: what the library does, if it cannot work here at all."""
    if kind.has_pages:
        load_reader()
    if kind is FileKind.PDF:
        open_pdf(_PAPER).draw(1, _SIDE)
        return
    if not kind.has_pages:
        TextDocument(_document(), FileKind.DOCX, Fonts()).draw(1, _SIDE)
        return
    for part in _PARTS_OF_PILLOW:
        importlib.import_module(f"PIL.{part}")
    exif = Image.Exif()
    exif[_ORIENTATION] = _UPSIDE_DOWN
    out = io.BytesIO()
    Image.new("RGB", (_SIDE, _SIDE), "white").save(out, kind.name, exif=exif)
    Picture(out.getvalue(), kind).draw(1, _SIDE)


def _document() -> bytes:
    """A DOCX of one word; an XLSX takes no more than it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", _DOCUMENT)
    return out.getvalue()
